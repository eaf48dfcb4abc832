//! Which format a file is in: its first bytes rule out what cannot be read, its name decides between the text formats.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Error, Warning, WarningCode, office};

/// How a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Format {
    /// Text without markup, usually taken out of a PDF.
    PlainText,
    /// Markdown (`CommonMark` with tables and footnotes), with or without front matter.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// `id<TAB>text`, one record a line.
    TabSeparated,
    /// PDF.
    Pdf,
    /// Word, Office Open XML.
    Docx,
    /// `PowerPoint`, Office Open XML.
    Pptx,
    /// Excel, Office Open XML.
    Xlsx,
    /// Excel 97–2003.
    Xls,
    /// A web page.
    Html,
}

impl Format {
    /// The name used on the command line, such as `plain-text`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PlainText => "plain-text",
            Self::Markdown => "markdown",
            Self::JsonLines => "json-lines",
            Self::TabSeparated => "tab-separated",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Html => "html",
        }
    }
}

/// The text format that a file name stands for; an unknown extension is read as plain text.
pub(crate) fn of_name(name: &str, warnings: &mut Vec<Warning>) -> Format {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = file.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "md" | "markdown" => Format::Markdown,
        "jsonl" | "ndjson" => Format::JsonLines,
        "tsv" => Format::TabSeparated,
        "html" | "htm" | "xhtml" => Format::Html,
        "xml" | "json" | "csv" => {
            let message = format!("a .{extension} file is read as plain text, its markup with it");
            warnings.push(Warning::new(WarningCode::ReadAsPlainText, message, None));
            Format::PlainText
        }
        "pdf" | "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" | "jtd" | "rtf" | "zip" => {
            let message = format!("the name says .{extension}, but the bytes are text and are read as such");
            warnings.push(Warning::new(WarningCode::ReadAsPlainText, message, None));
            Format::PlainText
        }
        _ => Format::PlainText,
    }
}

const AS_PDF: &str = "open it in its program and save it, or print it, as PDF";
const UNPACK: &str = "unpack it and import the files inside";
const THE_TEXT: &str = "import the document it was made from";

/// First bytes, what they mean, what to do.
const SIGNATURES: [(&[u8], &str, &str); 11] = [
    (b"{\\rtf", "a rich text document (.rtf)", "open it in Word and save it as .docx or PDF"),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", THE_TEXT),
    (b"\x89PNG\r\n", "a picture (PNG)", THE_TEXT),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", THE_TEXT),
    (b"GIF8", "a picture (GIF)", THE_TEXT),
    (b"%!PS", "a PostScript document", AS_PDF),
    (b"\x7FELF", "a program", THE_TEXT),
    (b"DocuWorks", "a DocuWorks document", AS_PDF),
];

/// A format that this version cannot read.
pub(crate) fn refuse<T>(looks_like: &'static str, advice: &'static str) -> Result<T, Error> {
    Err(Error::UnknownFormat { looks_like: Cow::Borrowed(looks_like), advice: Cow::Borrowed(advice) })
}

/// The format that the first bytes tell (names lie); `None` for text. What this version cannot read is refused.
pub(crate) fn of_bytes(bytes: &[u8]) -> Result<Option<Format>, Error> {
    let head = &bytes[..bytes.len().min(1024)];
    let contains = |hay: &[u8], needle: &[u8]| hay.windows(needle.len()).any(|w| w == needle);
    // Something may stand before its mark; text that only speaks of the mark is no PDF.
    if contains(&head[..head.len().min(64)], b"%PDF-") {
        return Ok(Some(Format::Pdf));
    }
    if head.starts_with(b"PK\x03\x04") {
        return office::archive(bytes).map(Some);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return office::compound(bytes).map(Some);
    }
    if is_html(head) {
        return Ok(Some(Format::Html));
    }
    SIGNATURES
        .iter()
        .find(|(signature, ..)| head.starts_with(signature))
        .map_or(Ok(None), |&(_, looks_like, advice)| refuse(looks_like, advice))
}

/// Whether a text begins as a web page does; one by its name alone is told by [`of_name`].
fn is_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |mark: &[u8]| head.get(..mark.len()).is_some_and(|h| h.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html")
}
