//! SQL: where notes stand. Derived.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use tadori_notes::State;

use super::{from_json, to_json};
use crate::Error;
use crate::notes::{Place, Standing};

/// The current edition of a document that notes were made in.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    /// Its public id.
    pub(crate) document: String,
    /// Its number.
    pub(crate) key: u64,
    /// The change that last touched it.
    pub(crate) sequence: u64,
}

/// The current editions of documents.
pub(crate) struct Editions {
    /// By public id of the document that notes were made in.
    by_id: HashMap<String, Edition>,
    /// By file name; `None`: several have it.
    by_file: HashMap<String, Option<Edition>>,
}

impl Editions {
    pub(crate) fn load(connection: &Connection) -> Result<Self, Error> {
        let sql = "WITH RECURSIVE later (made_in, record, file) AS (
                     SELECT public_id, record, file FROM document WHERE public_id IN (SELECT document FROM note)
                     UNION SELECT l.made_in, l.record, f.superseded_by FROM later l JOIN file f ON f.id = l.file
                       WHERE f.superseded_by IS NOT NULL)
                   SELECT l.made_in, d.public_id, d.id, d.sequence FROM later l
                   JOIN file f ON f.id = l.file AND f.superseded_by IS NULL
                   JOIN document d ON d.file = l.file AND d.record IS l.record";
        let row = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, Edition { document: row.get(1)?, key: row.get(2)?, sequence: row.get(3)? }))
        };
        let by_id = connection.prepare_cached(sql)?.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT f.name, d.public_id, d.id, d.sequence FROM document d JOIN file f ON f.id = d.file \
                   WHERE f.superseded_by IS NULL AND d.record IS NULL";
        let mut by_file = HashMap::new();
        for found in connection.prepare_cached(sql)?.query_map([], row)? {
            let (name, edition) = found?;
            by_file.entry(name).and_modify(|e| *e = None).or_insert(Some(edition));
        }
        Ok(Self { by_id, by_file })
    }

    /// The current edition of the document that a note was made in: by its id, then, where that is gone, the only
    /// document whose file has the name.
    pub(crate) fn of(&self, document: &str, file: &str) -> Option<&Edition> {
        self.by_id.get(document).or_else(|| self.by_file.get(file)?.as_ref())
    }
}

/// Id, document and file name of every note, with number and sequence of the edition where it was looked for last.
#[allow(clippy::type_complexity, reason = "a row")]
pub(crate) fn stamps(connection: &Connection) -> Result<Vec<(String, String, String, Option<(u64, u64)>)>, Error> {
    let sql = "SELECT n.id, n.document, n.target ->> 'file', s.key, s.seen FROM note n LEFT JOIN stands s ON s.note = n.id \
               ORDER BY n.document, n.id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        let stamp: (Option<u64>, Option<u64>) = (row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, stamp.0.zip(stamp.1)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether every note has been looked for: not, where a program was killed between making one and looking.
pub(crate) fn complete(connection: &Connection) -> Result<bool, Error> {
    // A note that is removed takes its row with it.
    let sql = "SELECT (SELECT count(*) FROM note) = (SELECT count(*) FROM stands)";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Number and sequence of the edition where a note was looked for last.
pub(crate) fn stamp(connection: &Connection, note: &str) -> Result<Option<(u64, u64)>, Error> {
    let mut statement = connection.prepare_cached("SELECT key, seen FROM stands WHERE note = ?1")?;
    Ok(statement.query_row([note], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Keeps where a note stands.
pub(crate) fn set(
    connection: &Connection,
    note: &str,
    edition: Option<&Edition>,
    stands: &Standing,
) -> Result<(), Error> {
    // A note that was removed meanwhile stands nowhere.
    let sql = "INSERT OR REPLACE INTO stands SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS \
               (SELECT 1 FROM note WHERE id = ?1)";
    let Standing { state, start, place } = stands;
    let (document, key, seen) = edition.map_or((None, 0, 0), |e| (Some(e.document.as_str()), e.key, e.sequence));
    let row = params![note, document, key, seen, state.as_str(), start, to_json(place)];
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// Where a note stands, with the public id of the edition.
pub(crate) fn of(connection: &Connection, note: &str) -> Result<Option<(Option<String>, State, Place)>, Error> {
    let sql = "SELECT document, state, place FROM stands WHERE note = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let row = |row: &rusqlite::Row<'_>| {
        let state: String = row.get(1)?;
        Ok((row.get(0)?, from_json(1, &format!("\"{state}\""))?, from_json(2, &row.get::<_, String>(2)?)?))
    };
    Ok(statement.query_row([note], row).optional()?)
}

/// Ids of the notes that stand in, or belong to, this edition of a document, in its order.
pub(crate) fn in_document(connection: &Connection, document: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT note FROM stands WHERE document = ?1 ORDER BY start, note";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([document], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
