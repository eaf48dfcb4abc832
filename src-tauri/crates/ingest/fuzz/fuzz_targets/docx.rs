//! The XML inside a Word document.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tadori_fuzz::read("a.docx", &tadori_fuzz::office::docx(bytes)));
