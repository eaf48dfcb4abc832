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
