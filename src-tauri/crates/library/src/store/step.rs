//! SQL: what was done to notes, step by step.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::note::{self, Entity};
use crate::Error;

/// One thing that a step changed.
pub(crate) struct Change {
    pub(crate) entity: Entity,
    pub(crate) key: String,
    /// JSON; `None`: it was not there.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// A step: its number, what it was, when.
pub(crate) struct Step {
    pub(crate) id: i64,
    pub(crate) what: String,
    pub(crate) at: String,
}

/// Begins a step; those that could be done again no longer can.
pub(crate) fn begin(connection: &Connection, what: &str, at: &str) -> Result<i64, Error> {
    connection.execute("UPDATE step SET undone = 2 WHERE undone = 1", [])?;
    let sql = "INSERT INTO step (what, at) VALUES (?1, ?2) RETURNING id";
    Ok(connection.query_row(sql, [what, at], |row| row.get(0))?)
}

/// Notes down what a step changes.
pub(crate) fn log(connection: &Connection, step: i64, ordinal: u32, change: &Change) -> Result<(), Error> {
    let sql = "INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let Change { entity, key, before, after } = change;
    connection.prepare_cached(sql)?.execute(params![step, ordinal, entity.as_str(), key, before, after])?;
    Ok(())
}

fn one(connection: &Connection, sql: &str) -> Result<Option<Step>, Error> {
    let row = |row: &rusqlite::Row<'_>| Ok(Step { id: row.get(0)?, what: row.get(1)?, at: row.get(2)? });
    Ok(connection.prepare_cached(sql)?.query_row([], row).optional()?)
}

/// The step that would be undone next.
pub(crate) fn last(connection: &Connection) -> Result<Option<Step>, Error> {
    one(connection, "SELECT id, what, at FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1")
}

/// The step that would be done again next.
pub(crate) fn next(connection: &Connection) -> Result<Option<Step>, Error> {
    one(connection, "SELECT id, what, at FROM step WHERE undone = 1 ORDER BY id LIMIT 1")
}

/// Says that a step was undone, or done again.
pub(crate) fn set_undone(connection: &Connection, step: i64, undone: bool) -> Result<(), Error> {
    connection.execute("UPDATE step SET undone = ?2 WHERE id = ?1", params![step, undone])?;
    Ok(())
}

/// What a step changed, in the order in which it did.
pub(crate) fn changes(connection: &Connection, step: i64) -> Result<Vec<Change>, Error> {
    let sql = "SELECT entity, key, before, after FROM change WHERE step = ?1 ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let row = |row: &rusqlite::Row<'_>| {
        let entity = Entity::named(&row.get::<_, String>(0)?);
        Ok(entity.map(|e| (e, row.get(1), row.get(2), row.get(3))))
    };
    let rows: Vec<_> = statement.query_map([step], row)?.collect::<rusqlite::Result<_>>()?;
    let change = |(entity, key, before, after)| -> rusqlite::Result<Change> {
        Ok(Change { entity, key: key?, before: before?, after: after? })
    };
    Ok(rows.into_iter().flatten().map(change).collect::<rusqlite::Result<_>>()?)
}

/// Lets the last step go on: what it left is now this, and it was at this moment.
pub(crate) fn extend(connection: &Connection, step: i64, after: &str, at: &str) -> Result<(), Error> {
    connection.execute("UPDATE change SET after = ?2 WHERE step = ?1", params![step, after])?;
    connection.execute("UPDATE step SET at = ?2 WHERE id = ?1", params![step, at])?;
    Ok(())
}

/// What a note was, oldest first: when, what was done, whether that was undone since, its JSON.
#[allow(clippy::type_complexity, reason = "a row")]
pub(crate) fn history(
    connection: &Connection,
    note: &str,
) -> Result<Vec<(String, String, bool, Option<String>)>, Error> {
    let sql = "SELECT s.at, s.what, s.undone <> 0, c.after FROM change c JOIN step s ON s.id = c.step \
               WHERE c.entity = 'note' AND c.key = ?1 ORDER BY c.step, c.ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([note], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A row of the log: step, ordinal, kind, key, before, after.
type ChangeRow = (i64, i64, String, String, Option<String>, Option<String>);

/// What a damaged database remembers of notes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// Kind, key and JSON of each thing.
    pub(crate) things: Vec<(String, String, String)>,
    /// Number, what, when, undone.
    pub(crate) steps: Vec<(i64, String, String, i64)>,
    /// In order.
    pub(crate) changes: Vec<ChangeRow>,
}

impl Saved {
    /// What things were last, by the log: every change of every thing is in it.
    fn by_log(&self) -> Vec<(String, String, String)> {
        let undone: HashSet<i64> = self.steps.iter().filter(|s| s.3 != 0).map(|s| s.0).collect();
        let mut last: HashMap<(&str, &str), Option<&String>> = HashMap::new();
        for (step, _, entity, key, before, after) in &self.changes {
            let now = if undone.contains(step) { before } else { after };
            // An undone step changes nothing, unless it is the first that is known of the thing.
            if undone.contains(step) {
                last.entry((entity, key)).or_insert(now.as_ref());
            } else {
                last.insert((entity, key), now.as_ref());
            }
        }
        let there = last.into_iter().filter_map(|((entity, key), json)| Some((entity, key, json?)));
        there.map(|(entity, key, json)| (entity.to_owned(), key.to_owned(), json.clone())).collect()
    }

    /// Puts it back, once however often this is begun.
    pub(crate) fn restore(&self, connection: &mut Connection) -> Result<(), Error> {
        let transaction = connection.transaction()?;
        for (entity, key, json) in self.things.iter().chain(&self.by_log()) {
            let Some(entity) = Entity::named(entity) else { continue };
            if note::get(&transaction, entity, key)?.is_none() {
                note::put(&transaction, entity, key, Some(json))?;
            }
        }
        for (id, what, at, undone) in &self.steps {
            let sql = "INSERT OR IGNORE INTO step VALUES (?1, ?2, ?3, ?4)";
            transaction.prepare_cached(sql)?.execute(params![id, what, at, undone])?;
        }
        for (step, ordinal, entity, key, before, after) in &self.changes {
            // Of a step that could not be read nothing can be undone.
            let sql = "INSERT OR IGNORE INTO change SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS \
                       (SELECT 1 FROM step WHERE id = ?1)";
            transaction.prepare_cached(sql)?.execute(params![step, ordinal, entity, key, before, after])?;
        }
        Ok(transaction.commit()?)
    }
}
