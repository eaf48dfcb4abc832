//! Any bytes as a PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: tadori_fuzz::foreign_panics_are_caught(),
    |bytes: &[u8]| tadori_fuzz::read("a.pdf", bytes)
);
