//! Reads an exported file back, also after another program has saved it: which quotes it claims, and from where.
//!
//! A quote is found by the `tadori://` link that stands with it; styles, fonts and runs may have changed. Nothing here
//! fails on a bad file other than by an [`Error`], and nothing unpacks without a limit.

mod csv;
mod docx;
mod error;
mod html;
mod json;
mod markdown;
mod package;
mod pairs;
mod rows;
mod xlsx;

use std::fmt;

use tadori_notes::Address;

pub use error::Error;

/// The largest file that is read, in bytes (256 MiB).
pub const MAX_BYTES: u64 = 256 << 20;

/// Every address of ours begins so.
const LINK: &str = "tadori://open/";
/// Paragraphs or lines that a quote may have when only its fingerprint says where it begins.
const MOST_PARAGRAPHS: usize = 50;

/// A quote as it stands in a file now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The words, lines parted by `\n`.
    pub quote: String,
    /// The address that stands with them; none where somebody took it out.
    pub link: Option<String>,
    /// Where in the file.
    pub spot: Spot,
}

/// A place in a file, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Paragraph, from 1.
    Paragraph(usize),
    /// Row of a sheet, from 1.
    Row {
        /// Name of the sheet; empty in a CSV file.
        sheet: String,
        /// As Excel counts.
        row: usize,
    },
    /// Line, from 1.
    Line(usize),
    /// Item of a list, from 1.
    Item(usize),
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(n) => write!(f, "paragraph {n}"),
            Self::Row { sheet, row } if sheet.is_empty() => write!(f, "row {row}"),
            Self::Row { sheet, row } => write!(f, "{sheet}, row {row}"),
            Self::Line(n) => write!(f, "line {n}"),
            Self::Item(n) => write!(f, "item {n}"),
        }
    }
}

/// The quotes that a file claims, in its order. `name`: the file's, which tells CSV and Markdown apart.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Claim>, Error> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Error::TooLarge { what: format!("the file has more than {} MiB", MAX_BYTES >> 20) });
    }
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"PK\x03\x04") {
        let mut package = package::Package::open(bytes)?;
        return match () {
            () if package.has("word/document.xml") => docx::read(&mut package),
            () if package.has("xl/workbook.xml") => xlsx::read(bytes, &mut package),
            () => Err(Error::Unknown { name: name.to_owned() }),
        };
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Error::Pdf);
    }
    let text = text_of(bytes, name)?;
    let begins = text.trim_start();
    match extension.as_str() {
        "csv" => csv::read(&text),
        "md" | "markdown" | "txt" => Ok(markdown::read(&text)),
        _ if begins.starts_with(['{', '[']) => json::read(&text),
        "html" | "htm" | "xhtml" => Ok(html::read(&text)),
        _ if begins.starts_with('<') => Ok(html::read(&text)),
        _ => Err(Error::Unknown { name: name.to_owned() }),
    }
}

/// The text of a file: UTF-8, UTF-16 with its mark, or what Excel in Japan saves.
fn text_of(bytes: &[u8], name: &str) -> Result<String, Error> {
    for (mark, encoding) in [
        (&b"\xef\xbb\xbf"[..], encoding_rs::UTF_8),
        (b"\xff\xfe", encoding_rs::UTF_16LE),
        (b"\xfe\xff", encoding_rs::UTF_16BE),
    ] {
        if bytes.starts_with(mark) {
            return Ok(encoding.decode(bytes).0.into_owned());
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    match encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes) {
        (text, false) => Ok(text.into_owned()),
        (_, true) => Err(Error::Unknown { name: name.to_owned() }),
    }
}

fn is_ours(link: &str) -> bool {
    link.starts_with(LINK)
}

/// Whether these are the words that the link was made for; no where it does not say.
fn is_of(link: &str, quote: &str) -> bool {
    link.parse::<Address>().is_ok_and(|address| address.quote.is_some() && address.is_of(quote))
}

/// The last of these paragraphs, or as many before it as make up the words that the link was made for.
fn paragraphs_of(link: &str, paragraphs: &[&str]) -> String {
    let mut tails = (0..paragraphs.len()).rev().map(|start| paragraphs[start..].join("\n"));
    let last = paragraphs.last().copied().unwrap_or_default();
    tails.find(|tail| is_of(link, tail)).unwrap_or_else(|| last.to_owned())
}

/// Whether a paragraph is the label over an excerpt: 抜粋12 …
fn is_label(text: &str) -> bool {
    let number = text.trim_start().strip_prefix("抜粋");
    number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
