//! A file → everything that is to be written of it. The expensive part of an import; runs on any thread.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use tadori_dictionary::Analyzer;
use tadori_ingest::Entry;
use tadori_search::Analysis;
use tadori_text::Document;

use crate::document::DocumentId;
use crate::import::{ImportOptions, Refusal, Warned};

/// A file, read and taken apart.
pub(crate) struct Prepared {
    pub(crate) hash: String,
    pub(crate) bytes: Vec<u8>,
    /// Not filled where the library has the same bytes already.
    pub(crate) contents: Option<Contents>,
}

pub(crate) struct Contents {
    pub(crate) format: &'static str,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) documents: Vec<(DocumentId, Entry, Analysis)>,
    pub(crate) warnings: Vec<Warned>,
}

/// Reads the file at `path`; `known` says whether its bytes are in the library already.
pub(crate) fn prepare(
    path: &Path,
    analyzer: &Analyzer,
    options: &ImportOptions,
    known: impl Fn(&str) -> bool,
) -> Result<Prepared, Refusal> {
    let bytes = read(path)?;
    let hash = blake3::hash(&bytes).to_hex().to_string();
    if known(&hash) {
        return Ok(Prepared { hash, bytes, contents: None });
    }
    let contents = contents(&file_name(path), &bytes, &hash, analyzer, options)?;
    Ok(Prepared { hash, bytes, contents: Some(contents) })
}

/// Takes apart the bytes of a file.
pub(crate) fn contents(
    name: &str,
    bytes: &[u8],
    hash: &str,
    analyzer: &Analyzer,
    options: &ImportOptions,
) -> Result<Contents, Refusal> {
    let ingested = tadori_ingest::read(name, bytes).map_err(|e| Refusal::from_ingest(&e))?;
    let warnings = ingested.warnings.iter().map(Warned::from).collect();
    let documents = ingested
        .documents
        .into_par_iter()
        .map(|mut entry| {
            options.apply(&mut entry.document.metadata);
            let metadata = &entry.document.metadata;
            let title = if metadata.title.is_empty() { entry.record.as_deref().unwrap_or(name) } else { &metadata.title };
            let analysis = Analysis::new(analyzer, title, &entry.document.blocks);
            (DocumentId::new(hash, entry.record.as_deref()), entry, analysis)
        })
        .collect();
    Ok(Contents { format: ingested.format.as_str(), encoding: ingested.encoding, documents, warnings })
}

/// The name of a file as people see it.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// The printed labels of a document's pages, by page number − 1.
pub(crate) fn labels(document: &Document) -> Vec<Option<String>> {
    document.pages.iter().map(|p| p.label.clone()).collect()
}

/// Reads a whole file, of a size that can be read, that nobody changes meanwhile.
fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let look = || fs::metadata(path).map_err(|e| Refusal::from_io(&e));
    let before = look()?;
    if before.is_dir() {
        return Err(Refusal::new("unreadable-file", "this is a folder"));
    }
    if !before.is_file() {
        return Err(Refusal::new("unreadable-file", "this is not a regular file (a device, a pipe or a socket)"));
    }
    if before.len() > tadori_ingest::MAX_BYTES {
        return Err(Refusal::from_ingest(&tadori_ingest::Error::TooLarge { bytes: before.len() }));
    }
    let bytes = fs::read(path).map_err(|e| Refusal::from_io(&e))?;
    let after = look()?;
    let same_time = before.modified().ok() == after.modified().ok();
    if !same_time || after.len() != bytes.len() as u64 {
        return Err(Refusal::new("changed-while-read", "the file was written to while it was read; import it again"));
    }
    Ok(bytes)
}
