//! Any bytes under the names of both kinds of record files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    tadori_fuzz::read("a.jsonl", bytes);
    tadori_fuzz::read("a.tsv", bytes);
});
