//! The XML inside an Excel workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: tadori_fuzz::foreign_panics_are_caught(),
    |bytes: &[u8]| tadori_fuzz::read("a.xlsx", &tadori_fuzz::office::xlsx(bytes))
);
