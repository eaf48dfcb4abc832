//! The XML inside a `PowerPoint` deck.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tadori_fuzz::read("a.pptx", &tadori_fuzz::office::pptx(bytes)));
