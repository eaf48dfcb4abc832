//! The database: its tables, its versions, and how it is opened.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::Error;
use crate::folder::Folder;

/// Every step from an empty database to the current one. A step that was released is never changed.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("schema/1.sql")),
    M::up(include_str!("schema/2.sql")),
    M::up(include_str!("schema/3.sql")),
    M::up(include_str!("schema/4.sql")),
    M::up(include_str!("schema/5.sql")),
    M::up(include_str!("schema/6.sql")),
];

fn migrations() -> Migrations<'static> {
    Migrations::from_slice(STEPS)
}

/// The version of the database that this program writes.
pub(crate) const VERSION: usize = STEPS.len();

/// Opens the database of a library and brings it up to date; says whether it is read-only.
pub(crate) fn open(folder: &Folder) -> Result<(Connection, bool), Error> {
    let path = folder.database();
    match folder.create().and_then(|()| open_writable(folder, &path)).map_err(|e| e.of(folder.root())) {
        Err(error @ (Error::ReadOnly { .. } | Error::DiskFull { .. })) if path.exists() => {
            let connection = connect_read_only(folder, &path)?;
            match version_of(&connection, &path)? {
                VERSION => Ok((connection, true)),
                found if found > VERSION => Err(Error::Newer { path, found, known: VERSION }),
                _ => Err(error),
            }
        }
        other => other.map(|connection| (connection, false)),
    }
}

fn open_writable(folder: &Folder, path: &Path) -> Result<Connection, Error> {
    folder.try_writing()?;
    // Two programs that make one library make it one after the other.
    let making = if is_empty(path) { Some(folder.lock_patiently()?) } else { None };
    check_not_lost(folder)?;
    let mut connection = connect(path)?;
    let version = version_of(&connection, path)?;
    if version > VERSION {
        return Err(Error::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    if version < VERSION {
        let _lock = making.map_or_else(|| folder.lock_patiently(), Ok)?;
        // Asked again: whoever had the lock may have done it.
        let version = version_of(&connection, path)?;
        migrate(&mut connection, path, version)?;
    }
    probe(&connection, path)?;
    Ok(connection)
}

fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |m| m.len() == 0)
}

/// A database that is missing or empty where files were imported is not a new library: it was lost.
pub(crate) fn check_not_lost(folder: &Folder) -> Result<(), Error> {
    let path = folder.database();
    if is_empty(&path) && !folder.stored().is_empty() {
        let detail = "it is missing or empty, yet there are imported files".to_owned();
        return Err(Error::Damaged { path, detail });
    }
    Ok(())
}

/// Makes an empty database.
pub(crate) fn make(path: &Path) -> Result<(), Error> {
    migrate(&mut connect(path)?, path, 0)
}

/// A connection for looking at the whole database, writable or not.
pub(crate) fn connect_to_check(folder: &Folder) -> Result<Connection, Error> {
    let path = folder.database();
    if folder.try_writing().is_ok() { connect(&path) } else { connect_read_only(folder, &path) }
}

/// A connection for writing.
pub(crate) fn connect(path: &Path) -> Result<Connection, Error> {
    let open = || {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // FULL: a commit that was reported survives a power cut, not only a crash of the program.
        connection.pragma_update(None, "synchronous", "full")?;
        Ok(connection)
    };
    open().map_err(|e| Error::database(path, e))
}

/// A connection to a database that this process cannot write to.
///
/// Somebody else may be writing to it, so it is opened as a reader; where that would need to make files beside it
/// (WAL), nobody is, and it may be taken as `immutable`. But then what stands in the WAL is not seen.
fn connect_read_only(folder: &Folder, path: &Path) -> Result<Connection, Error> {
    let wal = path.with_file_name("library.sqlite-wal");
    match reader(path, "mode=ro") {
        Err(_) if is_empty(&wal) => reader(path, "immutable=1"),
        Err(Error::Unreadable { .. } | Error::ReadOnly { .. }) => {
            Err(Error::ReadOnly { path: folder.root().to_owned() })
        }
        other => other,
    }
}

fn reader(path: &Path, how: &str) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let open = || {
        let connection = Connection::open_with_flags(format!("file:{escaped}?{how}"), flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    open().map_err(|e| Error::database(path, e))
}

fn version_of(connection: &Connection, path: &Path) -> Result<usize, Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(|e| Error::database(path, e))
}

/// Finds out now, not at the first import, that nothing can be written.
fn probe(connection: &Connection, path: &Path) -> Result<(), Error> {
    connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").or_else(|e| match Error::database(path, e) {
        // Somebody is writing: then it can be written to.
        Error::Busy { .. } => Ok(()),
        other => Err(other),
    })
}

/// Takes a backup of a database that holds something, then migrates it.
fn migrate(connection: &mut Connection, path: &Path, version: usize) -> Result<(), Error> {
    if version > 0 {
        let backup = path.with_file_name(format!("library.before-{VERSION}.sqlite"));
        if !backup.exists() {
            connection.execute("VACUUM INTO ?1", [backup.to_string_lossy()]).map_err(|e| Error::database(path, e))?;
        }
    }
    migrations().to_latest(connection).map_err(|e| match e {
        rusqlite_migration::Error::RusqliteError { err, .. } => Error::database(path, err),
        other => Error::Damaged { path: path.to_owned(), detail: other.to_string() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_valid() {
        migrations().validate().unwrap();
    }
}
