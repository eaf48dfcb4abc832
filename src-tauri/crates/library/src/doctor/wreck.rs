//! A damaged database, read as far as it can be read.
//!
//! Its first page is what everything hangs on: the header, and where the tables begin. Where that is gone, a copy gets the
//! first page of a new database: one that was made by the same version of the program has its tables at the same pages.
//! Whether it does is seen by the files that it names.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::folder::Folder;
use crate::schema;

/// What the names of the files of a database end with.
pub(super) const SIDES: [&str; 3] = ["", "-wal", "-shm"];

/// Bytes of the header of a database (file format of `SQLite`, 1.3).
const HEADER: usize = 100;
/// Where the header has the number of pages, and of those that are free.
const PAGES: std::ops::Range<usize> = 28..32;
const FREE: std::ops::Range<usize> = 32..40;
/// Bytes of a page, as `SQLite` makes it unless told otherwise.
const PAGE: usize = 4096;

/// A damaged database.
pub(super) struct Wreck {
    /// `None` where nothing of it can be read.
    pub(super) connection: Option<Connection>,
    unread: Vec<&'static str>,
}

impl Wreck {
    /// Opens the database in `folder`, or a copy of it whose first page is mended.
    pub(super) fn open(folder: &Folder) -> Self {
        let connection = open(&folder.database()).or_else(|| open_mended(folder));
        Self { connection, unread: Vec::new() }
    }

    /// The rows that `sql` gives, up to the first that cannot be read; `of`: what people call them.
    pub(super) fn rows<T>(
        &mut self,
        of: &'static str,
        sql: &str,
        row: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        let read = |connection: &Connection, found: &mut Vec<T>| -> rusqlite::Result<()> {
            let mut statement = connection.prepare(sql)?;
            for row in statement.query_map([], |r| row(r))? {
                found.push(row?);
            }
            Ok(())
        };
        let whole = self.connection.as_ref().is_some_and(|connection| match read(connection, &mut found) {
            Ok(()) => true,
            // An older version had no such thing.
            Err(error) => error.to_string().contains("no such table") && is_older(connection),
        });
        if !whole && !self.unread.contains(&of) {
            self.unread.push(of);
        }
        found
    }

    /// Ends the reading; gives what could not be read, or not all.
    pub(super) fn close(self, folder: &Folder) -> Vec<&'static str> {
        drop(self.connection);
        for name in [COPY, NEW] {
            remove(folder, name);
        }
        self.unread
    }
}

/// Names of a copy that is mended, and of a new database whose first page it gets.
const COPY: &str = "library.reading.sqlite";
const NEW: &str = "library.new.sqlite";

fn remove(folder: &Folder, name: &str) {
    for suffix in SIDES {
        let _ = fs::remove_file(folder.root().join(format!("{name}{suffix}")));
    }
}

/// A database whose list of tables can be read.
fn open(path: &Path) -> Option<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    // A file that is shorter than its header says, or whose list of tables has a fault, is read all the same.
    connection.pragma_update(None, "writable_schema", true).ok()?;
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'file'";
    let tables: u32 = connection.query_row(sql, [], |row| row.get(0)).ok()?;
    (tables > 0).then_some(connection)
}

/// Whether tables are where a list that is not theirs has them: the files that they name are there.
fn is_believed(connection: &Connection, folder: &Folder) -> bool {
    let stored = folder.stored();
    let names = || -> rusqlite::Result<bool> {
        let mut statement = connection.prepare("SELECT hash FROM file")?;
        let mut hashes = statement.query_map([], |row| row.get::<_, String>(0))?;
        Ok(hashes.any(|hash| hash.is_ok_and(|hash| stored.contains(&hash))))
    };
    names().unwrap_or(false)
}

fn is_older(connection: &Connection) -> bool {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get::<_, usize>(0))
        .is_ok_and(|found| found < schema::VERSION)
}

/// A copy of the damaged database whose header is that of a new one, or, where that is not enough, its first page.
fn open_mended(folder: &Folder) -> Option<Connection> {
    let (copy, new) = (folder.root().join(COPY), folder.root().join(NEW));
    remove(folder, COPY);
    remove(folder, NEW);
    for suffix in ["", "-wal"] {
        let from = folder.root().join(format!("library.sqlite{suffix}"));
        if from.exists() {
            fs::copy(&from, folder.root().join(format!("{COPY}{suffix}"))).ok()?;
        }
    }
    schema::make(&new).ok()?;
    let mut page = fs::read(&new).ok()?.get(..PAGE)?.to_vec();
    let pages = fs::metadata(&copy).ok()?.len() / PAGE as u64;
    page[PAGES].copy_from_slice(&u32::try_from(pages).ok()?.to_be_bytes());
    page[FREE].fill(0);
    let begin = |bytes: usize| File::options().write(true).open(&copy)?.write_all(&page[..bytes]);
    begin(HEADER).ok()?;
    open(&copy).or_else(|| {
        begin(PAGE).ok()?;
        open(&copy).filter(|connection| is_believed(connection, folder))
    })
}
