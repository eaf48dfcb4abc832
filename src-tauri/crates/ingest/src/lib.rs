//! Bytes → documents, with warnings.
//!
//! A parser here never fails, it reports: whatever can be decoded becomes a
//! document, and what was doubtful on the way becomes a [`Warning`]. An
//! [`Error`] is left for bytes that hold no text this version could read (an
//! empty file, a picture, a locked PDF), and says what to do about it.
//!
//! | format | by | documents |
//! |---|---|---|
//! | plain text, usually taken out of a PDF | `structure` | one |
//! | Markdown with front matter | `markdown` | one |
//! | web pages | `html` | one |
//! | Word (.docx), Excel (.xlsx, .xls), `PowerPoint` (.pptx) | `office` | one |
//! | records, JSON lines or tab separated | `record` | one a record |
//! | PDF | `pdf` | one |
//!
//! Lines count from 1, spans are bytes of the decoded source.

mod assemble;
mod date;
mod decode;
mod draft;
mod edition;
mod error;
mod format;
mod html;
mod markdown;
mod metadata;
mod number;
mod office;
mod pdf;
mod record;
mod structure;
mod title;
mod warning;
mod width;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tadori_text::Document;

pub use error::Error;
pub use format::Format;
pub use pdf::ocr_program;
pub use warning::{Place, Warning, WarningCode};

/// Changes whenever the same bytes would give other blocks than before, so that what was derived is made anew.
pub const STRUCTURE_VERSION: u32 = 5;

/// The largest file that is read, in bytes (256 MiB): the text and its views are held in memory.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The largest text that is read, in bytes (64 MiB): taking it apart needs some fifty times as much memory, and an office
/// laptop has 4 GB to spare. The longest strategies have 1 MB.
const MAX_TEXT: usize = 64 << 20;

/// What a file held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ingested {
    /// How the file was read.
    pub format: Format,
    /// The encoding it was decoded from, by its WHATWG name such as `Shift_JIS`; `None` where the format has none.
    pub encoding: Option<Cow<'static, str>>,
    /// One document, or one a record in the order of the file.
    pub documents: Vec<Entry>,
    /// What was doubtful, in the order of the file.
    pub warnings: Vec<Warning>,
}

/// A document of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The id of the record; `None` where the file is one document.
    pub record: Option<String>,
    /// The document. For a record its source is the record's text, and the blocks' lines are the record's line in the file.
    pub document: Document,
    /// Where the original is published, as the record says.
    pub url: Option<String>,
}

/// What a person said about how a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Opens a locked file; never stored.
    pub password: Option<String>,
    /// Recognise the text of pages that are pictures, with the OCR program that is installed.
    pub ocr: bool,
}

/// Whether the bytes are of a format whose libraries can be led to eat memory or time, so that they are to be read in a
/// process of their own, with limits.
pub fn needs_limits(bytes: &[u8]) -> bool {
    // A PDF may have something before its mark; all Office files are archives or compound files.
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(5).any(|w| w == b"%PDF-") || head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Reads a file; `name` is the file name, whose extension decides between the text formats.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Ingested, Error> {
    read_with(name, bytes, options, &|_, _| {})
}

/// [`read`], telling `progress` how many pages of how many are done, where a format has pages.
pub fn read_with(name: &str, bytes: &[u8], options: &Options, progress: &dyn Fn(u32, u32)) -> Result<Ingested, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() as u64 });
    }
    let mut warnings = Vec::new();
    let single = |document| vec![Entry { record: None, document, url: None }];
    let told = format::of_bytes(bytes)?;
    let (format, encoding, documents) = if let Some(format) = told.filter(|&f| f != Format::Html) {
        let document = match format {
            Format::Pdf => pdf::read(bytes, options, &mut warnings, progress)?,
            _ => office::read(format, bytes, &mut warnings)?,
        };
        (format, None, single(document))
    } else {
        if bytes.len() > MAX_TEXT {
            return Err(Error::Limit {
                what: format!("the text has {} bytes, more than the {MAX_TEXT} that are read at once", bytes.len())
                    .into(),
                advice: "Split it into smaller files.".into(),
            });
        }
        let format = told.unwrap_or_else(|| format::of_name(name, &mut warnings));
        let decoded = match format {
            Format::Html => decode::decode_page(bytes, &mut warnings),
            _ => decode::decode(bytes, &mut warnings),
        };
        let decoded = decoded.map_err(|error| match error {
            Error::Binary { .. } => office::named(name).unwrap_or(error),
            error => error,
        })?;
        let documents = match format {
            Format::Markdown => single(markdown::read(decoded.text, &mut warnings)),
            Format::JsonLines => record::read_json_lines(&decoded.text, &mut warnings),
            Format::TabSeparated => record::read_tab_separated(&decoded.text, &mut warnings),
            Format::Html => single(html::read(&decoded.text)?),
            _ => single(structure::read(decoded.text, &mut warnings)),
        };
        (format, Some(decoded.encoding.into()), documents)
    };
    if documents.iter().all(|e| e.document.blocks.is_empty()) {
        warnings.push(Warning::new(WarningCode::NoText, "the file holds no text", None));
    }
    Ok(Ingested { format, encoding, documents, warnings })
}

#[cfg(test)]
mod tests;
