//! What a child process says to its parent and the other way round, and where text stands on pages as it is stored.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tadori_library::fuzzing::decode(bytes));
