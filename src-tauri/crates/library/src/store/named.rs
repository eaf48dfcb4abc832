//! SQL: what a person said of pairs of names.

use rusqlite::{Connection, params};
use tadori_facts::name_key;

use crate::Error;
use crate::names::NameSaid;

/// What was said of names, in the order in which it was.
pub(crate) fn all(connection: &Connection) -> Result<Vec<NameSaid>, Error> {
    let mut statement = connection.prepare_cached("SELECT name, other, same, said_at FROM named ORDER BY id")?;
    let row = |row: &rusqlite::Row<'_>| {
        Ok(NameSaid { name: row.get(0)?, other: row.get(1)?, same: row.get(2)?, said_at: row.get(3)? })
    };
    let rows = statement.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Keeps what is said of a pair.
pub(crate) fn insert(connection: &Connection, said: &NameSaid) -> Result<(), Error> {
    let sql = "INSERT OR IGNORE INTO named (name, other, same, said_at) VALUES (?1, ?2, ?3, ?4)";
    connection.execute(sql, params![said.name, said.other, said.same, said.said_at])?;
    Ok(())
}

/// Takes back what was said of a pair, whichever name was given first and however it was written.
pub(crate) fn remove(connection: &Connection, name: &str, other: &str) -> Result<(), Error> {
    let (one, two) = (name_key(name), name_key(other));
    for said in all(connection)? {
        let pair = (name_key(&said.name), name_key(&said.other));
        if pair == (one.clone(), two.clone()) || pair == (two.clone(), one.clone()) {
            connection.execute("DELETE FROM named WHERE name = ?1 AND other = ?2", [&said.name, &said.other])?;
        }
    }
    Ok(())
}
