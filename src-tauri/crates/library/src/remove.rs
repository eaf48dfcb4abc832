//! Removing a document, and saying beforehand what goes with it.

use rusqlite::{Connection, params};

use crate::{Error, Library, store};

/// What a removal takes away, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Title of the document.
    pub title: String,
    /// Blocks that can no longer be found.
    pub blocks: u32,
    /// Whether the stored original goes too: no other document came from it.
    pub original: bool,
    /// Title of the older file of the same edition that becomes the current one again.
    pub restored: Option<String>,
}

impl Library {
    /// Says what removing a document would take away.
    pub fn would_remove(&self, document: &str) -> Result<Removal, Error> {
        let row = self.document(document)?;
        let connection = self.connection();
        let siblings: u32 = connection.query_row(
            "SELECT count(*) FROM document WHERE file = (SELECT file FROM document WHERE id = ?1)",
            [row.key],
            |r| r.get(0),
        )?;
        let original = siblings == 1;
        let restored = if original { older(&connection, row.key)? } else { vec![] };
        let restored = restored.first().and_then(|key| self.catalogue().by_key(*key).map(|r| r.title().to_owned()));
        Ok(Removal { title: row.title().to_owned(), blocks: row.blocks, original, restored })
    }

    /// Removes a document; the original goes when no other document came from it. An older file of the same path,
    /// which this one had superseded, becomes the current one again.
    pub fn remove(&self, document: &str) -> Result<Removal, Error> {
        let removal = self.would_remove(document)?;
        if self.read_only() {
            return Err(Error::ReadOnly { path: self.path().to_owned() });
        }
        let row = self.document(document)?;
        let lock = self.folder.lock()?;
        let mut connection = crate::schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        let sequence = store::next_sequence(&transaction)?;
        transaction.execute("INSERT OR REPLACE INTO removed VALUES (?1, ?2)", params![row.key, sequence])?;
        if removal.original {
            for key in older(&transaction, row.key)? {
                transaction.execute("UPDATE document SET sequence = ?2 WHERE id = ?1", params![key, sequence])?;
            }
            transaction.execute("DELETE FROM file WHERE id = (SELECT file FROM document WHERE id = ?1)", [row.key])?;
        } else {
            transaction.execute("DELETE FROM document WHERE id = ?1", [row.key])?;
        }
        transaction.commit()?;
        if removal.original {
            // The database no longer names it; a copy left behind costs space, nothing else.
            let _ = std::fs::remove_file(self.folder.original(&row.hash));
        }
        self.refresh()?;
        self.settle_index(&lock, &|_| {})?;
        Ok(removal)
    }
}

/// Documents of the files that the file of document `key` had superseded.
fn older(connection: &Connection, key: u64) -> Result<Vec<u64>, Error> {
    let sql = "SELECT d.id FROM document d JOIN file f ON f.id = d.file \
               WHERE f.superseded_by = (SELECT file FROM document WHERE id = ?1) ORDER BY d.id DESC";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
