//! Office files: paragraphs, tables and notes as their program stored them.

mod count;
mod docx;
mod package;
mod sniff;
#[cfg(test)]
mod testing;
mod workbook;
mod xml;

use tadori_text::Document;

pub(crate) use self::sniff::{archive, compound, named};
use crate::{Error, Format, Warning};

/// Reads an Office file.
pub(crate) fn read(format: Format, bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    match format {
        Format::Docx => docx::read(bytes, warnings),
        Format::Xlsx => workbook::read_xlsx(bytes, warnings),
        Format::Xls => workbook::read_xls(bytes, warnings),
        _ => Err(Error::Damaged { format: format.as_str().into(), what: "no reader yet".into() }),
    }
}

/// Titles in the properties are weak evidence: programs put file names and 文書1 there.
fn is_title(title: &str) -> bool {
    let wide = title.chars().filter(|c| !c.is_ascii()).count();
    wide >= 4 && !title.contains('.') && !title.starts_with("Microsoft")
}
