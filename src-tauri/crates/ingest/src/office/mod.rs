//! Office files: paragraphs, tables and notes as their program stored them.

mod count;
mod docx;
mod package;
mod pptx;
mod sniff;
#[cfg(test)]
mod testing;
mod workbook;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use tadori_text::Document;

pub(crate) use self::sniff::{archive, compound, named};
use crate::{Error, Format, Warning};

/// Reads an Office file.
pub(crate) fn read(format: Format, bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    match format {
        Format::Docx => docx::read(bytes, warnings),
        Format::Pptx => pptx::read(bytes, warnings),
        Format::Xlsx => guarded(|| workbook::read_xlsx(bytes, warnings)),
        Format::Xls => guarded(|| workbook::read_xls(bytes, warnings)),
        _ => Err(Error::Damaged { format: format.as_str().into(), what: "no reader yet".into() }),
    }
}

/// Calamine reads what strangers wrote, and counts without looking: a fault in it is one of the file.
fn guarded(read: impl FnOnce() -> Result<Document, Error>) -> Result<Document, Error> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let what = "its cells cannot be told";
        Err(Error::Damaged { format: "Excel workbook".into(), what: what.into() })
    })
}

/// Titles in the properties are weak evidence: programs put file names and 文書1 there.
fn is_title(title: &str) -> bool {
    let wide = title.chars().filter(|c| !c.is_ascii()).count();
    wide >= 4 && !title.contains('.') && !title.starts_with("Microsoft")
}
