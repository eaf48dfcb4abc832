//! Any bytes under the name of a Markdown text, front matter and all.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tadori_fuzz::read("a.md", bytes));
