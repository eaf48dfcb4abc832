//! SQL: what a person said of a document.

use rusqlite::{Connection, OptionalExtension, params};

use super::to_json;
use crate::Error;
use crate::edit::Edits;

/// What a person said of the document with this public id.
pub(crate) fn of(connection: &Connection, document: &str) -> Result<Edits, Error> {
    let mut statement = connection.prepare_cached("SELECT fields FROM edited WHERE document = ?1")?;
    let json: Option<String> = statement.query_row([document], |row| row.get(0)).optional()?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// Keeps what a person says of a document from now on.
pub(crate) fn set(connection: &Connection, document: &str, edits: &Edits) -> Result<(), Error> {
    if edits.is_empty() {
        connection.execute("DELETE FROM edited WHERE document = ?1", [document])?;
    } else {
        connection.execute("INSERT OR REPLACE INTO edited VALUES (?1, ?2)", params![document, to_json(edits)])?;
    }
    Ok(())
}
