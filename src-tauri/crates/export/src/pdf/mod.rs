//! PDF: set by typst, with Noto Sans JP inside (SIL Open Font License).
//!
//! The page is described in `report.typ`; what it says is handed over as data, so that no text of a user or a document is
//! ever read as typst's markup.

mod values;
mod world;

use std::collections::BTreeSet;
use std::io::Write;

use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::Error;
use crate::write::{Job, Written};
use world::Paper;

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<Written, Error> {
    let data = serde_json::to_string(&values::report(job)?)?;
    let paper = Paper::new(data)?;
    let written = Written { missing: missing(&paper) };
    let document = typst::compile::<PagedDocument>(&paper).output.map_err(|errors| failed(&errors))?;
    // What typst remembers for a next time would stay in memory for good.
    comemo::evict(0);
    let options = PdfOptions { creator: Smart::Custom(Some("Tadori".to_owned())), ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))?;
    out.write_all(&bytes)?;
    Ok(written)
}

fn failed(errors: &[SourceDiagnostic]) -> Error {
    let detail = errors.iter().map(|e| e.message.to_string()).collect::<Vec<_>>().join("; ");
    Error::Failed { format: "PDF", detail }
}

/// Characters that the font lacks. The data has its text unescaped, apart from controls.
fn missing(paper: &Paper) -> Vec<char> {
    let lacks = |c: &char| !c.is_control() && !is_invisible(*c) && !paper.has(*c);
    let missing: BTreeSet<char> = paper.text().chars().filter(lacks).collect();
    missing.into_iter().collect()
}

/// Joins, directions, and what selects the form of the character before it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
