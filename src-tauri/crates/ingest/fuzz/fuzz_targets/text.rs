//! Any bytes under the name of a plain text: encodings, then structure.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tadori_fuzz::read("a.txt", bytes));
