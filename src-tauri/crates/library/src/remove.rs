//! Removing a document, and saying beforehand what goes with it.

use rusqlite::{Connection, OptionalExtension, params};

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
        let fate = Fate::of(&self.connection(), row.key)?;
        let restored = fate
            .older
            .iter()
            .find(|o| o.heir.is_none())
            .and_then(|r| self.catalogue().by_key(r.document).map(|d| d.title().to_owned()));
        Ok(Removal { title: row.title().to_owned(), blocks: row.blocks, original: fate.original, restored })
    }

    /// Removes a document; the original goes when no other document came from it. An older file of the same path,
    /// which this one had superseded, becomes the current one again.
    pub fn remove(&self, document: &str) -> Result<Removal, Error> {
        self.check_writable()?;
        let lock = self.folder.lock()?;
        // Another process may have changed what hangs on it.
        self.refresh()?;
        let removal = self.would_remove(document)?;
        let row = self.document(document)?;
        self.remove_row(row.key).map_err(|e| e.of(self.path()))?;
        if removal.original {
            // The database no longer names it; a copy left behind costs space, nothing else.
            let _ = std::fs::remove_file(self.folder.original(&row.hash));
        }
        self.refresh()?;
        self.settle_index(&lock, &|_| {}).map_err(|e| e.of(self.path()))?;
        Ok(removal)
    }

    fn remove_row(&self, key: u64) -> Result<(), Error> {
        let mut connection = crate::schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        let fate = Fate::of(&transaction, key)?;
        let sequence = store::next_sequence(&transaction)?;
        if fate.original {
            for older in &fate.older {
                let sql = "UPDATE file SET superseded_by = ?2 WHERE id = ?1";
                transaction.execute(sql, params![older.file, older.heir])?;
                if older.heir.is_none() {
                    let sql = "UPDATE document SET sequence = ?2 WHERE file = ?1";
                    transaction.execute(sql, params![older.file, sequence])?;
                }
            }
            store::remove_documents(&transaction, fate.file, sequence)?;
            transaction.execute("DELETE FROM file WHERE id = ?1", [fate.file])?;
        } else {
            transaction.execute("INSERT OR REPLACE INTO removed VALUES (?1, ?2)", params![key, sequence])?;
            transaction.execute("DELETE FROM document WHERE id = ?1", [key])?;
        }
        Ok(transaction.commit()?)
    }
}

/// What hangs on a document.
struct Fate {
    file: i64,
    /// The file goes with it: it is the only document of the file.
    original: bool,
    /// The files it had superseded, where it goes.
    older: Vec<Older>,
}

/// A file that was superseded by one that goes.
struct Older {
    file: i64,
    path: String,
    /// One of its documents.
    document: u64,
    /// What supersedes it from now on; `None` where it becomes current again.
    heir: Option<i64>,
}

impl Fate {
    fn of(connection: &Connection, key: u64) -> Result<Self, Error> {
        let sql = "SELECT f.id, f.superseded_by, (SELECT count(*) FROM document WHERE file = f.id) \
                   FROM document d JOIN file f ON f.id = d.file WHERE d.id = ?1";
        let (file, superseded_by, documents): (i64, Option<i64>, u32) =
            connection.query_row(sql, [key], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let original = documents == 1;
        let mut older = if original { older(connection, file)? } else { vec![] };
        for at in 0..older.len() {
            // Behind the successor of what goes; else behind the current file of its own path; else behind the one of its
            // path that was superseded last.
            let current = "SELECT id FROM file WHERE path = ?1 AND superseded_by IS NULL AND id <> ?2";
            let before = |path: &str| older[..at].iter().find(|o| o.path == path).map(|o| o.heir.unwrap_or(o.file));
            let path = &older[at].path;
            let heir = match superseded_by {
                Some(successor) => Some(successor),
                None => connection
                    .query_row(current, params![path, file], |r| r.get(0))
                    .optional()?
                    .or_else(|| before(path)),
            };
            older[at].heir = heir;
        }
        Ok(Self { file, original, older })
    }
}

/// The files that `file` had superseded, last superseded first: their documents were touched last.
fn older(connection: &Connection, file: i64) -> Result<Vec<Older>, Error> {
    let sql = "SELECT f.id, f.path, min(d.id), max(d.sequence) FROM document d JOIN file f ON f.id = d.file \
               WHERE f.superseded_by = ?1 GROUP BY f.id ORDER BY 4 DESC, 1 DESC";
    let mut statement = connection.prepare(sql)?;
    let row = |r: &rusqlite::Row<'_>| Ok(Older { file: r.get(0)?, path: r.get(1)?, document: r.get(2)?, heir: None });
    let rows = statement.query_map([file], row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
