//! SQL: what a person said of links.

use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::to_json;
use crate::Error;
use crate::verdicts::VerdictSaid;

/// Everything that was said of links, in the order in which it was, with the number of its row.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(i64, VerdictSaid)>, Error> {
    let mut statement = connection.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, said(row)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Asks for all verdicts, in the order in which they were said; [`said`] reads its rows.
pub(crate) const ALL: &str = "SELECT id, kind, verdict, from_end, to_end, note, said_at FROM verdict ORDER BY id";

/// A row of [`ALL`].
pub(crate) fn said(row: &rusqlite::Row<'_>) -> rusqlite::Result<VerdictSaid> {
    Ok(VerdictSaid {
        kind: word(row, 1)?,
        verdict: word(row, 2)?,
        from: json(row, 3)?,
        to: json(row, 4)?,
        note: row.get(5)?,
        said_at: row.get(6)?,
    })
}

fn json<T: DeserializeOwned>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T> {
    super::from_json(column, &row.get::<_, String>(column)?)
}

/// A value that is stored by its name.
fn word<T: DeserializeOwned>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T> {
    super::from_json(column, &format!("\"{}\"", row.get::<_, String>(column)?))
}

fn name(value: &impl Serialize) -> String {
    to_json(value).trim_matches('"').to_owned()
}

/// Keeps what is said of a link.
pub(crate) fn insert(connection: &Connection, said: &VerdictSaid) -> Result<(), Error> {
    let sql = "INSERT INTO verdict (kind, verdict, from_end, to_end, note, said_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let VerdictSaid { kind, verdict, from, to, note, said_at } = said;
    connection.execute(sql, params![name(kind), name(verdict), to_json(from), to_json(to), note, said_at])?;
    Ok(())
}

/// Takes back what row `id` says.
pub(crate) fn remove(connection: &Connection, id: i64) -> Result<(), Error> {
    connection.execute("DELETE FROM verdict WHERE id = ?1", [id])?;
    Ok(())
}
