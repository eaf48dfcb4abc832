//! What is derived, made anew when `ingest` has learned to read better.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use rusqlite::params;
use tadori_ingest::{Ingested, STRUCTURE_VERSION};
use tadori_text::{Document, PageQuality};

use crate::document::DocumentRow;
use crate::folder::WriterLock;
use crate::helper::{self, Failure, Watch};
use crate::report::{ImportOptions, Refusal};
use crate::{Error, Library, store};

impl Library {
    /// Documents that an older version of `ingest` took apart, but for those that this one has tried in vain.
    pub(crate) fn outdated(&self) -> Result<Vec<u64>, Error> {
        let sql = "SELECT d.id FROM document d JOIN file f ON f.id = d.file \
                   WHERE d.structure <> ?1 AND f.kept_at IS NOT ?1";
        let connection = self.connection();
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([STRUCTURE_VERSION], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// Derives `documents` anew from their originals, a file at a time. What cannot be read again keeps what was derived
    /// before; the reason is noted down, and `doctor` tells it.
    pub(crate) fn rederive(&self, documents: &[u64], _lock: &WriterLock) -> Result<(), Error> {
        let catalogue = self.catalogue();
        let mut files: BTreeMap<&str, Vec<&DocumentRow>> = BTreeMap::new();
        for row in documents.iter().filter_map(|&key| catalogue.by_key(key)) {
            files.entry(&row.hash).or_default().push(row);
        }
        for (hash, rows) in files {
            // One that is gone is no news of this version; it is tried again when it is back.
            let Ok(bytes) = fs::read(self.folder.original(hash)) else { continue };
            let said = self.said_at_import(hash)?;
            let options = said.reading(None);
            let reason = match helper::ingest(self.helper.as_ref(), &rows[0].file_name, &bytes, &options, Watch::NONE) {
                Ok(ingested) => self.derive_file(hash, &rows, &said, ingested)?,
                Err(Failure::Refused(error)) => Some(Refusal::from_ingest(&error).code),
                Err(Failure::Stopped | Failure::NotStarted(_)) => None,
            };
            if let Some(reason) = reason {
                let sql = "UPDATE file SET kept_at = ?2, kept_for = ?3 WHERE hash = ?1";
                crate::schema::connect(&self.folder.database())?
                    .execute(sql, params![hash, STRUCTURE_VERSION, reason])?;
            }
        }
        self.refresh()?;
        Ok(())
    }

    /// Writes what was read of a file again; a reason where what was derived before is better.
    fn derive_file(
        &self,
        hash: &str,
        rows: &[&DocumentRow],
        said: &ImportOptions,
        ingested: Ingested,
    ) -> Result<Option<&'static str>, Error> {
        let mut entries: HashMap<Option<String>, Document> =
            ingested.documents.into_iter().map(|e| (e.record, e.document)).collect();
        // Text that was recognised once is not given up because the program that did it is gone.
        if self.forgets_pages(rows, &entries)? {
            return Ok(Some("needs-ocr"));
        }
        let mut connection = crate::schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        let sequence = store::next_sequence(&transaction)?;
        for row in rows {
            let Some(document) = entries.get_mut(&row.record) else { continue };
            said.apply(&mut document.metadata);
            let shown = self.shown(&row.id, &document.metadata);
            store::derive(&transaction, row.key, document, &shown, sequence)?;
        }
        transaction.execute("UPDATE file SET kept_at = NULL, kept_for = NULL WHERE hash = ?1", [hash])?;
        transaction.commit()?;
        Ok(None)
    }

    /// Whether a page whose text was recognised would be without it.
    fn forgets_pages(&self, rows: &[&DocumentRow], entries: &HashMap<Option<String>, Document>) -> Result<bool, Error> {
        let connection = self.connection();
        for row in rows.iter().filter(|row| row.pages > 0) {
            let Some(document) = entries.get(&row.record) else { continue };
            let unread =
                |number: u32| document.pages.iter().any(|p| p.number == number && p.quality == PageQuality::NeedsOcr);
            let before = store::pages::pages(&connection, row.key)?;
            if before.iter().any(|p| p.quality == PageQuality::Ocr && unread(p.number)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn said_at_import(&self, hash: &str) -> Result<ImportOptions, Error> {
        let sql = "SELECT overrides FROM file WHERE hash = ?1";
        let said: String = self.connection().query_row(sql, [hash], |row| row.get(0))?;
        Ok(serde_json::from_str(&said).unwrap_or_default())
    }
}
