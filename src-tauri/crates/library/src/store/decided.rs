//! SQL: what a person decided of undecided amounts.

use rusqlite::{Connection, params};
use tadori_text::Anchor;

use super::to_json;
use crate::Error;

/// A decision as it is stored.
pub(crate) struct Decided {
    pub(crate) id: i64,
    /// The amount it was said of.
    pub(crate) anchor: Anchor,
    /// Its yen.
    pub(crate) yen: i64,
    /// What it is for; none: none of its candidates.
    pub(crate) subject: Option<String>,
    /// When it was decided, RFC 3339 UTC.
    pub(crate) moment: String,
}

/// What was decided of amounts of the document with this public id, and of the editions that it took the place of; the
/// latest first.
pub(crate) fn of(connection: &Connection, document: &str) -> Result<Vec<Decided>, Error> {
    let sql = "WITH RECURSIVE earlier (file) AS (
                 SELECT file FROM document WHERE public_id = ?1
                 UNION SELECT f.id FROM file f JOIN earlier e ON f.superseded_by = e.file)
               SELECT id, anchor, yen, subject, decided_at FROM decided
               WHERE document = ?1 OR document IN
                 (SELECT public_id FROM document WHERE file IN (SELECT file FROM earlier)
                  AND record IS (SELECT record FROM document WHERE public_id = ?1))
               ORDER BY id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let row = |row: &rusqlite::Row<'_>| {
        let anchor = super::from_json(1, &row.get::<_, String>(1)?)?;
        Ok(Decided { id: row.get(0)?, anchor, yen: row.get(2)?, subject: row.get(3)?, moment: row.get(4)? })
    };
    let rows = statement.query_map([document], row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Public ids of the current documents that something was decided of, in them or in editions that they took the place of.
pub(crate) fn documents(connection: &Connection) -> Result<Vec<String>, Error> {
    let sql = "WITH RECURSIVE later (file, record) AS (
                 SELECT file, record FROM document WHERE public_id IN (SELECT document FROM decided)
                 UNION SELECT f.superseded_by, l.record FROM later l JOIN file f ON f.id = l.file
                 WHERE f.superseded_by IS NOT NULL)
               SELECT DISTINCT d.public_id FROM later l JOIN file f ON f.id = l.file AND f.superseded_by IS NULL
               JOIN document d ON d.file = l.file AND d.record IS l.record";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Keeps a decision of an amount of the document with this public id.
pub(crate) fn insert(connection: &Connection, document: &str, decided: &Decided) -> Result<(), Error> {
    let sql = "INSERT INTO decided (document, anchor, yen, subject, decided_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let Decided { anchor, yen, subject, moment, .. } = decided;
    connection.execute(sql, params![document, to_json(anchor), yen, subject, moment])?;
    Ok(())
}

/// Takes a decision back.
pub(crate) fn remove(connection: &Connection, id: i64) -> Result<(), Error> {
    connection.execute("DELETE FROM decided WHERE id = ?1", [id])?;
    Ok(())
}
