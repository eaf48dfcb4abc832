//! Office files: paragraphs, tables and notes as their program stored them.

use tadori_text::Document;

use crate::{Error, Format, Warning};

/// Reads an Office file.
pub(crate) fn read(format: Format, _bytes: &[u8], _warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    Err(Error::Damaged { format: format.as_str().into(), what: "no reader yet".into() })
}
