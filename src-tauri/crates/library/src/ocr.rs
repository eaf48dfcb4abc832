//! Whether the text of pictures can be recognised here.

/// Whether a program for it is installed that knows Japanese; its name and version, or what is missing and how to get it.
pub fn ocr_state() -> (bool, String) {
    match tadori_ingest::ocr_program() {
        Ok(program) => (true, program),
        Err(missing) => (false, missing),
    }
}
