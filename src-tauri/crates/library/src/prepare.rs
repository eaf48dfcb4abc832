//! A file → everything that is to be written of it. The expensive part of an import; runs on any thread.

use std::fs::{self, File};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;
use rusqlite::OptionalExtension;
use tadori_ingest::{Entry, Options, STRUCTURE_VERSION};
use tadori_search::{Analysis, Lexicon};
use tadori_text::Metadata;

use crate::document::DocumentId;
use crate::helper::{self, Watch};
use crate::report::{ImportOptions, Refusal, Warned};
use crate::{Error, Library, store};

/// A file, read and taken apart.
pub(crate) struct Prepared {
    pub(crate) hash: String,
    pub(crate) bytes: Vec<u8>,
    /// Not filled where the library has the same bytes already.
    pub(crate) contents: Option<Contents>,
}

pub(crate) struct Contents {
    /// What the user said of it, now and before.
    pub(crate) said: ImportOptions,
    pub(crate) format: &'static str,
    pub(crate) encoding: Option<std::borrow::Cow<'static, str>>,
    pub(crate) documents: Vec<PreparedDocument>,
    pub(crate) warnings: Vec<Warned>,
}

/// A document that is ready to be written.
pub(crate) struct PreparedDocument {
    pub(crate) id: DocumentId,
    pub(crate) entry: Entry,
    /// Its metadata with what a person said of it.
    pub(crate) shown: Metadata,
    pub(crate) analysis: Analysis,
}

/// A file as it came.
pub(crate) struct Original<'a> {
    pub(crate) name: &'a str,
    pub(crate) hash: &'a str,
    pub(crate) bytes: &'a [u8],
}

/// A current file that the library has.
pub(crate) struct Known {
    /// What was said of it at import.
    pub(crate) said: ImportOptions,
    /// What is derived of it is what this version derives.
    pub(crate) fresh: bool,
}

impl Library {
    /// Reads the file at `path`, for the writer that has `lexicon`.
    pub(crate) fn prepare(
        &self,
        path: &Path,
        lexicon: &Lexicon,
        options: &ImportOptions,
        watch: Watch<'_>,
    ) -> Result<Prepared, Refusal> {
        let bytes = read(path)?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let said = match self.known(&hash) {
            Some(Known { said, fresh: true }) if options.over(&said) == said => {
                return Ok(Prepared { hash, bytes, contents: None });
            }
            Some(Known { said, .. }) => options.over(&said),
            None => ImportOptions { password: None, ..options.clone() },
        };
        let reading = said.reading(options.password.as_ref());
        // A fault of ours in one file must not end the job for the others.
        let original = Original { name: &file_name(path), hash: &hash, bytes: &bytes };
        let contents = || self.contents(&original, lexicon, &said, &reading, watch);
        let contents = catch_unwind(AssertUnwindSafe(contents))
            .unwrap_or_else(|_| Err(Refusal::new("internal", "the program failed on this file; please report it")))?;
        Ok(Prepared { hash, bytes, contents: Some(contents) })
    }

    /// Takes apart the bytes of a file, for the writer that has `lexicon`.
    pub(crate) fn contents(
        &self,
        &Original { name, hash, bytes }: &Original<'_>,
        lexicon: &Lexicon,
        said: &ImportOptions,
        reading: &Options,
        watch: Watch<'_>,
    ) -> Result<Contents, Refusal> {
        let ingested = helper::ingest(self.helper.as_ref(), name, bytes, reading, watch)
            .map_err(|failure| Refusal::from_failure(&failure))?;
        let warnings = ingested.warnings.iter().map(Warned::from).collect();
        if ingested.documents.is_empty() {
            let advice =
                "the file holds no record; each line needs an id and a text (see the contract of record files)";
            return Err(Refusal::new("unknown-format", advice));
        }
        let documents = ingested
            .documents
            .into_par_iter()
            .map(|mut entry| {
                let id = DocumentId::new(hash, entry.record.as_deref());
                said.apply(&mut entry.document.metadata);
                let shown = self.shown(&id, &entry.document.metadata);
                let title = if shown.title.is_empty() { entry.record.as_deref().unwrap_or(name) } else { &shown.title };
                let analysis = Analysis::new(&self.analyzer, lexicon, title, &entry.document.blocks);
                PreparedDocument { id, entry, shown, analysis }
            })
            .collect();
        Ok(Contents {
            said: said.clone(),
            format: ingested.format.as_str(),
            encoding: ingested.encoding,
            documents,
            warnings,
        })
    }

    /// What was read of a document, with what a person said of it in its place.
    pub(crate) fn shown(&self, id: &DocumentId, as_read: &Metadata) -> Metadata {
        store::edited::of(&self.connection(), id.as_str()).unwrap_or_default().apply(as_read)
    }

    /// The current file with this hash.
    pub(crate) fn known(&self, hash: &str) -> Option<Known> {
        let found = || -> Result<Option<Known>, Error> {
            let sql = "SELECT overrides, NOT EXISTS (SELECT * FROM document WHERE file = file.id AND structure <> ?2) \
                       FROM file WHERE hash = ?1 AND superseded_by IS NULL";
            let connection = self.connection();
            let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?));
            let found = connection.query_row(sql, rusqlite::params![hash, STRUCTURE_VERSION], row).optional()?;
            Ok(found.map(|(said, fresh)| Known { said: serde_json::from_str(&said).unwrap_or_default(), fresh }))
        };
        found().ok().flatten()
    }
}

/// The name of a file as people see it.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Reads a whole file, of a size that can be read, that nobody changes meanwhile.
fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    read_while(path, || ())
}

/// Reads a whole file; `meanwhile` happens after it was read and before it is looked at again.
fn read_while(path: &Path, meanwhile: impl FnOnce()) -> Result<Vec<u8>, Refusal> {
    let look = || fs::metadata(path).map_err(|e| Refusal::from_io(&e));
    let before = look()?;
    if before.is_dir() {
        let reached = "this is a folder, reached once more through a link; what is in it is taken in once";
        let error = fs::read_dir(path).err().map(|e| Refusal::from_io(&e));
        return Err(error.unwrap_or_else(|| Refusal::new("unreadable-file", reached)));
    }
    if !before.is_file() {
        return Err(Refusal::new("unreadable-file", "this is not a regular file (a device, a pipe or a socket)"));
    }
    if before.len() > tadori_ingest::MAX_BYTES {
        return Err(Refusal::from_ingest(&tadori_ingest::Error::TooLarge { bytes: before.len() }));
    }
    let mut bytes = Vec::with_capacity(before.len() as usize);
    // Not more than was announced, and one byte to see that there is more.
    let file = File::open(path).map_err(|e| Refusal::from_io(&e))?;
    file.take(before.len() + 1).read_to_end(&mut bytes).map_err(|e| Refusal::from_io(&e))?;
    meanwhile();
    let after = look()?;
    let same_time = before.modified().ok() == after.modified().ok();
    if !same_time || after.len() != bytes.len() as u64 {
        return Err(Refusal::new("changed-while-read", "the file was written to while it was read; import it again"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "前の文").unwrap();
        let code = |meanwhile: &dyn Fn()| read_while(&path, meanwhile).err().map(|refusal| refusal.code);
        assert_eq!(code(&|| ()), None);
        assert_eq!(code(&|| fs::write(&path, "前の文と後の文").unwrap()), Some("changed-while-read"));
        assert_eq!(code(&|| fs::write(&path, "前").unwrap()), Some("changed-while-read"));
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(9);
        let touch = || File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        assert_eq!(code(&touch), Some("changed-while-read"), "same length, other time");
        assert_eq!(code(&|| fs::remove_file(&path).unwrap()), Some("vanished"));
    }
}
