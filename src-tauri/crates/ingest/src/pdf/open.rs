//! Opening a PDF: passwords, damage, too many pages.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::{Dict, Object, Stream};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::{Error, Options};

/// Pages that are read; the largest reports have some 2,000.
pub(super) const MAX_PAGES: usize = 20_000;

pub(super) fn damaged(what: &'static str) -> Error {
    Error::Damaged { format: "PDF".into(), what: what.into() }
}

/// Opens a PDF.
pub(super) fn open(bytes: &[u8], options: &Options) -> Result<Pdf, Error> {
    if is_cut_off(bytes) {
        return Err(damaged("it is cut off: it says of itself that it was longer, and its end is missing"));
    }
    // The empty password opens what only its owner may change.
    let opened = Pdf::new(bytes.to_vec()).or_else(|e| match (e, &options.password) {
        (LoadPdfError::Decryption(DecryptionError::PasswordProtected), Some(password)) => {
            Pdf::new_with_password(bytes.to_vec(), password)
        }
        _ => Err(e),
    });
    let pdf = opened.map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if options.password.is_some() => {
            Error::WrongPassword
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::PasswordNeeded,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            damaged("it is locked in a way this version does not know")
        }
        LoadPdfError::Decryption(_) => damaged("the record of its lock is broken"),
        LoadPdfError::Invalid => damaged("its table of contents is missing or broken, or the file is cut off"),
    })?;
    match pdf.pages().len() {
        0 => Err(damaged("it has no pages")),
        pages if pages > MAX_PAGES => Err(Error::Limit {
            what: format!("it has {pages} pages, more than {MAX_PAGES}").into(),
            advice: "Split it into smaller files.".into(),
        }),
        _ => Ok(pdf),
    }
}

/// Where the dictionary of a linearised file has to stand, and where the mark of an end (ISO 32000-1, F.3.3 and 7.5.5, with
/// the implementation note on `%%EOF`).
const EDGE: usize = 1024;

/// Whether a linearised file is shorter than it says and does not end as a file ends. Such a file has a table of contents
/// of its first page at its beginning, so that it opens, and misses pages. One that only says it was longer was saved
/// anew by a program that left the old word standing.
fn is_cut_off(bytes: &[u8]) -> bool {
    let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(EDGE)]);
    if !begin.contains("/Linearized") {
        return false;
    }
    let entry = |part: &str| part.trim_start().split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok();
    let length = begin.split("/L").skip(1).find_map(entry);
    let end = &bytes[bytes.len().saturating_sub(EDGE)..];
    length.is_some_and(|length| bytes.len() < length) && !end.windows(5).any(|mark| mark == b"%%EOF")
}

/// The catalogue of the document.
pub(super) fn catalogue(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get(pdf.xref().root_id())
}

/// Bytes of the content of a page, unpacked, that are read: a page drawn dot by dot has some 50 MB.
const MAX_CONTENT: u64 = 128 * 1024 * 1024;

/// Whether the content of a page stays within [`MAX_CONTENT`] when it is unpacked, without keeping it.
pub(super) fn is_bearable(page: &Dict<'_>) -> bool {
    /// Deflate packs at most 1 : 1032.
    const RATIO: u64 = 1032;
    let streams = contents(page);
    let packed: u64 = streams.iter().map(|s| s.raw_data().len() as u64).sum();
    if packed.saturating_mul(RATIO) <= MAX_CONTENT {
        return true;
    }
    let mut left = MAX_CONTENT;
    for stream in &streams {
        let raw = stream.raw_data();
        let mut unpacked = ZlibDecoder::new(&*raw).take(left + 1);
        // What is packed in another way grows little.
        let bytes = io::copy(&mut unpacked, &mut io::sink()).unwrap_or(raw.len() as u64);
        match left.checked_sub(bytes) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// Whether a page has content, packed as it may be.
pub(super) fn has_content(page: &Dict<'_>) -> bool {
    contents(page).iter().any(|s| s.raw_data().len() > 32)
}

fn contents<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    match page.get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_cut_off;

    #[test]
    fn a_linearised_file_that_misses_its_end_is_cut_off() {
        let file = |length: usize, end: &str| {
            let begin = format!("%PDF-1.4\n1 0 obj\n<</Linearized 1/L {length}/O 3/N 2>>\nendobj\n%%EOF\n");
            [begin.into_bytes(), vec![b'x'; 3000], end.as_bytes().to_vec()].concat()
        };
        assert!(is_cut_off(&file(9000, "")));
        assert!(!is_cut_off(&file(9000, "%%EOF\r\n")), "saved anew by a program that left the length standing");
        assert!(!is_cut_off(&file(3000, "")), "as long as it says");
        assert!(!is_cut_off(b"%PDF-1.7\n1 0 obj\n<</Length 9000>>"));
    }
}
