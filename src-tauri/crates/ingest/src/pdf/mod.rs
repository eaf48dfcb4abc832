//! PDF: glyphs on pages → lines as they stand → the structure that plain text has too.

use tadori_text::Document;

use crate::{Error, Options, Warning};

/// Reads a PDF.
pub(crate) fn read(_bytes: &[u8], _options: &Options, _warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    Err(Error::Damaged { format: "PDF".into(), what: "no reader yet".into() })
}
