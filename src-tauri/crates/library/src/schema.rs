//! The database: its tables, its versions, and how it is opened.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::Error;
use crate::folder::Folder;

/// Every step from an empty database to the current one. A step that was released is never changed.
const STEPS: &[M<'static>] = &[M::up(include_str!("schema/1.sql"))];

fn migrations() -> Migrations<'static> {
    Migrations::from_slice(STEPS)
}

/// The version of the database that this program writes.
pub(crate) const VERSION: usize = STEPS.len();

/// Opens the database of a library and brings it up to date; says whether it is read-only.
pub(crate) fn open(folder: &Folder) -> Result<(Connection, bool), Error> {
    let path = folder.database();
    let writable = folder.create().and_then(|()| {
        let mut connection = connect(&path)?;
        let version = version_of(&connection, &path)?;
        if version > VERSION {
            return Err(Error::Newer { path: path.clone(), found: version, known: VERSION });
        }
        if version < VERSION {
            let _lock = folder.lock()?;
            migrate(&mut connection, &path, version)?;
        }
        probe(&connection, &path)?;
        Ok(connection)
    });
    match writable {
        Err(Error::ReadOnly { .. }) if path.exists() => {
            let connection = connect_read_only(&path)?;
            let version = version_of(&connection, &path)?;
            if version == VERSION { Ok((connection, true)) } else { Err(Error::ReadOnly { path: folder.root().to_owned() }) }
        }
        other => other.map(|connection| (connection, false)),
    }
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

/// A connection to a database that nobody can write to; `immutable`, since WAL would need to make files beside it.
fn connect_read_only(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).map_err(|e| Error::database(path, e))
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
            connection
                .execute("VACUUM INTO ?1", [backup.to_string_lossy()])
                .map_err(|e| Error::database(path, e))?;
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
