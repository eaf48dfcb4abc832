//! Office files: paragraphs, tables and notes as their program stored them.

mod count;
mod docx;
mod package;
mod sniff;
mod xml;

use tadori_text::Document;

pub(crate) use self::sniff::{archive, compound, named};
use crate::{Error, Format, Warning};

/// Reads an Office file.
pub(crate) fn read(format: Format, bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    match format {
        Format::Docx => docx::read(bytes, warnings),
        _ => Err(Error::Damaged { format: format.as_str().into(), what: "no reader yet".into() }),
    }
}
