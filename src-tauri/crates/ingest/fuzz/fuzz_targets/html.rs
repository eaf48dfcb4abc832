//! Any bytes under the name of a web page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tadori_fuzz::read("a.html", bytes));
