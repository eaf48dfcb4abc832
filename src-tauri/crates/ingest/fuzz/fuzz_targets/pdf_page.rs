//! What is drawn on the page of a well-made PDF, and what its font says of its glyphs.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: tadori_fuzz::foreign_panics_are_caught(),
    |bytes: &[u8]| tadori_fuzz::read("a.pdf", &tadori_fuzz::pdf::page(bytes))
);
