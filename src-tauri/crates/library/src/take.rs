//! One prepared file into the database: its original, then everything else in one transaction, then the index (which
//! may lag).

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use crate::files::known_as;
use crate::generation::Writing;
use crate::prepare::{self, Contents, Prepared, PreparedDocument};
use crate::report::{FileReport, FileStatus, Refusal};
use crate::store::{self, NewDocument};
use crate::{Error, Library};

/// The row of a file whose bytes come once more.
struct Known {
    id: i64,
    path: String,
    superseded_by: Option<i64>,
}

impl Library {
    /// Writes one file, or says why not.
    pub(crate) fn take_in(
        &self,
        connection: &mut Connection,
        writing: &mut Writing,
        path: &Path,
        prepared: Result<Prepared, Refusal>,
    ) -> Result<FileReport, Error> {
        let mut report = FileReport {
            path: path.to_owned(),
            status: FileStatus::Refused,
            documents: vec![],
            title: None,
            blocks: 0,
            pages: 0,
            guesses: vec![],
            refusal: None,
            warnings: vec![],
        };
        let strike = "DELETE FROM pending WHERE path = ?1";
        let full_path = known_as(path);
        let Prepared { hash, bytes, contents } = match prepared {
            Ok(prepared) => prepared,
            Err(refusal) => {
                connection.execute(strike, [full_path])?;
                return Ok(FileReport { refusal: Some(refusal), ..report });
            }
        };
        // Also where it is known: the stored copy may have been lost since.
        self.folder.keep(&hash, &bytes)?;
        // Asked again: the same bytes may have come twice in this job.
        let known_as_current = self.known(&hash);
        let same = |contents: &Contents| known_as_current.as_ref().is_some_and(|k| k.fresh && k.said == contents.said);
        let Some(contents) = contents.filter(|c| !same(c)) else {
            return Self::known_already(connection, writing, &hash, &full_path, report);
        };
        let transaction = connection.transaction()?;
        let sequence = store::next_sequence(&transaction)?;
        let (file, mut gone) = match known(&transaction, &hash)? {
            Some(known) => (known.id, renew(&transaction, &known, path, &full_path, &contents, sequence)?),
            None => (insert(&transaction, path, &full_path, &hash, bytes.len(), &contents)?, vec![]),
        };
        let mut replaces = known_as_current.is_some();
        if !replaces {
            let superseded = supersede(&transaction, &full_path, file, sequence)?;
            replaces = !superseded.is_empty();
            gone.extend(superseded);
        }
        report.status = if replaces { FileStatus::Updated } else { FileStatus::Imported };
        report.warnings = contents.warnings;
        let mut analysed = Vec::with_capacity(contents.documents.len());
        for PreparedDocument { id, entry, shown, analysis } in contents.documents {
            let document = &entry.document;
            let new = NewDocument {
                id: &id,
                file,
                record: entry.record.as_deref(),
                url: entry.url.as_deref(),
                document,
                shown: &shown,
                sequence,
            };
            analysed.push((store::insert_document(&transaction, &new)?, analysis));
            report.blocks += document.blocks.len() as u32;
            report.pages += document.pages.len() as u32;
            if report.documents.is_empty() {
                report.title = Some(shown.title);
                report.guesses = entry.document.guesses;
            }
            report.documents.push(id.into());
        }
        transaction.execute(strike, [full_path])?;
        transaction.commit()?;
        for key in gone {
            writing.writer.remove(key)?;
        }
        for (key, analysis) in analysed {
            writing.writer.add(key, &analysis)?;
        }
        Ok(report)
    }
}

impl Library {
    /// A file whose bytes are in the library, and current. If another file was known by its path, that one is superseded:
    /// what stands at the path now is this.
    fn known_already(
        connection: &mut Connection,
        writing: &mut Writing,
        hash: &str,
        full_path: &str,
        report: FileReport,
    ) -> Result<FileReport, Error> {
        let mut report = unchanged(connection, hash, report)?;
        let transaction = connection.transaction()?;
        let sql = "SELECT id FROM file WHERE path = ?1 AND hash <> ?2 AND superseded_by IS NULL";
        let stale: Option<i64> = transaction.query_row(sql, [full_path, hash], |row| row.get(0)).optional()?;
        let mut gone = vec![];
        if let Some(known) = known(&transaction, hash)?.filter(|_| stale.is_some()) {
            let sequence = store::next_sequence(&transaction)?;
            gone = supersede(&transaction, full_path, known.id, sequence)?;
            report.status = FileStatus::Updated;
        }
        transaction.execute("DELETE FROM pending WHERE path = ?1", [full_path])?;
        transaction.commit()?;
        for key in gone {
            writing.writer.remove(key)?;
        }
        Ok(report)
    }
}

/// Fills the report of a file whose bytes are in the library.
fn unchanged(connection: &Connection, hash: &str, mut report: FileReport) -> Result<FileReport, Error> {
    for row in store::documents_of(connection, hash)? {
        report.blocks += row.blocks;
        report.pages += row.pages;
        report.title.get_or_insert(row.metadata.title);
        report.documents.push(row.id.into());
    }
    report.status = FileStatus::Unchanged;
    Ok(report)
}

fn insert(
    transaction: &Connection,
    path: &Path,
    full_path: &str,
    hash: &str,
    bytes: usize,
    contents: &Contents,
) -> Result<i64, Error> {
    let sql = "INSERT INTO file (hash, path, name, bytes, format, encoding, imported_at, overrides) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
    let name = prepare::file_name(path);
    let said = store::to_json(&contents.said);
    let row = params![hash, full_path, name, bytes, contents.format, contents.encoding, now(), said];
    Ok(transaction.query_row(sql, row, |row| row.get(0))?)
}

fn known(transaction: &Connection, hash: &str) -> Result<Option<Known>, Error> {
    let sql = "SELECT id, path, superseded_by FROM file WHERE hash = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok(Known { id: row.get(0)?, path: row.get(1)?, superseded_by: row.get(2)? });
    Ok(transaction.query_row(sql, [hash], row).optional()?)
}

/// The same bytes again: superseded meanwhile, and now the newest once more; or current, and described otherwise. The
/// row stays, so that what it had superseded still knows it. Gives the numbers of its documents that are made anew.
fn renew(
    transaction: &Connection,
    known: &Known,
    path: &Path,
    full_path: &str,
    contents: &Contents,
    sequence: u64,
) -> Result<Vec<u64>, Error> {
    let sql = "UPDATE file SET format = ?2, encoding = ?3, imported_at = ?4, overrides = ?5, kept_at = NULL, \
               kept_for = NULL WHERE id = ?1";
    let said = store::to_json(&contents.said);
    transaction.execute(sql, params![known.id, contents.format, contents.encoding, now(), said])?;
    if known.superseded_by.is_some() {
        if known.path != full_path {
            // It leaves the files of its former path; those before it are superseded by those after it.
            let sql = "UPDATE file SET superseded_by = ?2 WHERE superseded_by = ?1";
            transaction.execute(sql, params![known.id, known.superseded_by])?;
        }
        let sql = "UPDATE file SET path = ?2, name = ?3, superseded_by = NULL WHERE id = ?1";
        transaction.execute(sql, params![known.id, full_path, prepare::file_name(path)])?;
    }
    store::remove_documents(transaction, known.id, sequence)
}

/// Lets `file` take the place of the current one from the same path; gives the numbers of the documents that went.
fn supersede(transaction: &Connection, path: &str, file: i64, sequence: u64) -> Result<Vec<u64>, Error> {
    let sql = "UPDATE file SET superseded_by = ?2 WHERE path = ?1 AND id <> ?2 AND superseded_by IS NULL RETURNING id";
    let mut statement = transaction.prepare_cached(sql)?;
    let old: Vec<i64> = statement.query_map(params![path, file], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut gone = Vec::new();
    for id in old {
        let mut touch = transaction.prepare_cached("UPDATE document SET sequence = ?2 WHERE file = ?1 RETURNING id")?;
        let rows = touch.query_map(params![id, sequence], |row| row.get(0))?;
        gone.extend(rows.collect::<rusqlite::Result<Vec<u64>>>()?);
    }
    Ok(gone)
}

/// RFC 3339, UTC.
fn now() -> String {
    jiff::Timestamp::now().to_string()
}
