//! SQL: notes and what belongs to them. Each thing has a key and a JSON form, so that one log of changes serves all.

use rusqlite::{Connection, OptionalExtension, Row, params};
use tadori_notes::{Collection, Note, Target};
use tadori_text::normalize;

use super::{from_json, to_json};
use crate::Error;

/// What a person can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    /// By its id.
    Note,
    /// By its id.
    Collection,
    /// A note in a collection, by the ids of both with a stroke between; its position.
    Item,
    /// What a colour is called, by the colour.
    Colour,
    /// Another person's word on a note, by the id of the note.
    Conflict,
}

impl Entity {
    /// All of them, in an order in which they can be made.
    pub(crate) const ALL: [Self; 5] = [Self::Note, Self::Collection, Self::Item, Self::Colour, Self::Conflict];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Collection => "collection",
            Self::Item => "item",
            Self::Colour => "colour",
            Self::Conflict => "conflict",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.as_str() == name)
    }

    /// Key and JSON of all of a kind; [`pair`] reads its rows.
    pub(crate) const fn all(self) -> &'static str {
        match self {
            Self::Note => {
                "SELECT id, json_object('id', id, 'target', json(target), 'colour', colour, 'body', body, \
                 'tags', json(tags), 'made_at', made_at, 'changed_at', changed_at) FROM note"
            }
            Self::Collection => {
                "SELECT id, json_object('id', id, 'parent', parent, 'position', position, 'title', title, \
                 'introduction', introduction) FROM collection"
            }
            Self::Item => "SELECT collection || '/' || note, CAST(position AS TEXT) FROM collected",
            Self::Colour => "SELECT colour, json_quote(name) FROM colour",
            Self::Conflict => "SELECT note, theirs FROM conflict",
        }
    }
}

/// A row of [`Entity::all`].
pub(crate) fn pair(row: &Row<'_>) -> rusqlite::Result<(String, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// The ids in the key of an [`Entity::Item`].
pub(crate) fn item_key(key: &str) -> (&str, &str) {
    key.split_once('/').unwrap_or((key, ""))
}

/// The key of an [`Entity::Item`].
pub(crate) fn key_of_item(collection: &str, note: &str) -> String {
    format!("{collection}/{note}")
}

/// The JSON of a thing, if it is there.
pub(crate) fn get(connection: &Connection, entity: Entity, key: &str) -> Result<Option<String>, Error> {
    let json = match entity {
        Entity::Note => note(connection, key)?.map(|note| to_json(&note)),
        Entity::Collection => collection(connection, key)?.map(|collection| to_json(&collection)),
        Entity::Item => {
            let (collection, note) = item_key(key);
            let sql = "SELECT position FROM collected WHERE collection = ?1 AND note = ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let position: Option<i64> = statement.query_row([collection, note], |row| row.get(0)).optional()?;
            position.map(|p| p.to_string())
        }
        Entity::Colour => {
            let sql = "SELECT name FROM colour WHERE colour = ?1";
            let name: Option<String> = connection.query_row(sql, [key], |row| row.get(0)).optional()?;
            name.map(|name| to_json(&name))
        }
        Entity::Conflict => {
            let sql = "SELECT theirs FROM conflict WHERE note = ?1";
            connection.query_row(sql, [key], |row| row.get(0)).optional()?
        }
    };
    Ok(json)
}

/// Lets a thing be what its JSON says; `None` removes it.
pub(crate) fn put(connection: &Connection, entity: Entity, key: &str, json: Option<&str>) -> Result<(), Error> {
    let Some(json) = json else { return remove(connection, entity, key) };
    match entity {
        Entity::Note => insert_note(connection, &from_json(0, json)?),
        Entity::Collection => insert_collection(connection, &from_json(0, json)?),
        Entity::Item => {
            let (collection, note) = item_key(key);
            let sql = "INSERT INTO collected VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET position = ?3";
            let position: i64 = from_json(0, json)?;
            connection.prepare_cached(sql)?.execute(params![collection, note, position])?;
            Ok(())
        }
        Entity::Colour => {
            let name: String = from_json(0, json)?;
            let sql = "INSERT INTO colour VALUES (?1, ?2) ON CONFLICT DO UPDATE SET name = ?2";
            connection.execute(sql, params![key, name])?;
            Ok(())
        }
        Entity::Conflict => {
            let sql = "INSERT INTO conflict VALUES (?1, ?2) ON CONFLICT DO UPDATE SET theirs = ?2";
            connection.execute(sql, params![key, json])?;
            Ok(())
        }
    }
}

fn remove(connection: &Connection, entity: Entity, key: &str) -> Result<(), Error> {
    let one = |sql: &str| connection.prepare_cached(sql)?.execute([key]);
    match entity {
        Entity::Note => one("DELETE FROM note WHERE id = ?1")?,
        Entity::Collection => one("DELETE FROM collection WHERE id = ?1")?,
        Entity::Colour => one("DELETE FROM colour WHERE colour = ?1")?,
        Entity::Conflict => one("DELETE FROM conflict WHERE note = ?1")?,
        Entity::Item => {
            let (collection, note) = item_key(key);
            let sql = "DELETE FROM collected WHERE collection = ?1 AND note = ?2";
            connection.prepare_cached(sql)?.execute([collection, note])?
        }
    };
    Ok(())
}

const NOTE: &str = "SELECT id, target, colour, body, tags, made_at, changed_at FROM note";

/// A row of [`NOTE`].
fn note_row(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        target: from_json(1, &row.get::<_, String>(1)?)?,
        colour: from_json(2, &format!("\"{}\"", row.get::<_, String>(2)?))?,
        body: row.get(3)?,
        tags: from_json(4, &row.get::<_, String>(4)?)?,
        made_at: row.get(5)?,
        changed_at: row.get(6)?,
    })
}

/// A note by its id.
pub(crate) fn note(connection: &Connection, id: &str) -> Result<Option<Note>, Error> {
    let mut statement = connection.prepare_cached(&format!("{NOTE} WHERE id = ?1"))?;
    Ok(statement.query_row([id], note_row).optional()?)
}

/// All notes, in the order in which they were made.
pub(crate) fn notes(connection: &Connection) -> Result<Vec<Note>, Error> {
    let mut statement = connection.prepare_cached(&format!("{NOTE} ORDER BY made_at, id"))?;
    let rows = statement.query_map([], note_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn insert_note(connection: &Connection, note: &Note) -> Result<(), Error> {
    let sql = "INSERT INTO note VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET document = ?2, \
               target = ?3, colour = ?4, body = ?5, tags = ?6, made_at = ?7, changed_at = ?8, folded = ?9";
    let Note { id, target, colour, body, tags, made_at, changed_at } = note;
    // Where it stands is asked anew, if it holds on to something else now.
    let stale = "DELETE FROM stands WHERE note = ?1 AND (SELECT target FROM note WHERE id = ?1) IS NOT ?2";
    connection.prepare_cached(stale)?.execute(params![id, to_json(target)])?;
    let row = params![
        id,
        target.document,
        to_json(target),
        colour.as_str(),
        body,
        to_json(tags),
        made_at,
        changed_at,
        folded(note)
    ];
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// What of a note is searched in, normalised; a line feed is in no query.
fn folded(note: &Note) -> String {
    let Target { title, file, .. } = &note.target;
    let parts = [note.target.quote(), &note.body, title, file];
    let parts = parts.into_iter().chain(note.tags.iter().map(String::as_str));
    parts.map(|part| normalize(part).text).collect::<Vec<_>>().join("\n")
}

const COLLECTION: &str = "SELECT id, parent, position, title, introduction FROM collection";

fn collection_row(row: &Row<'_>) -> rusqlite::Result<Collection> {
    Ok(Collection {
        id: row.get(0)?,
        parent: row.get(1)?,
        position: row.get(2)?,
        title: row.get(3)?,
        introduction: row.get(4)?,
    })
}

/// A collection by its id.
pub(crate) fn collection(connection: &Connection, id: &str) -> Result<Option<Collection>, Error> {
    let mut statement = connection.prepare_cached(&format!("{COLLECTION} WHERE id = ?1"))?;
    Ok(statement.query_row([id], collection_row).optional()?)
}

/// All collections, siblings in their order.
pub(crate) fn collections(connection: &Connection) -> Result<Vec<Collection>, Error> {
    let mut statement = connection.prepare_cached(&format!("{COLLECTION} ORDER BY position, id"))?;
    let rows = statement.query_map([], collection_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn insert_collection(connection: &Connection, collection: &Collection) -> Result<(), Error> {
    let sql = "INSERT INTO collection VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET parent = ?2, position = ?3, \
               title = ?4, introduction = ?5";
    let Collection { id, parent, position, title, introduction } = collection;
    connection.prepare_cached(sql)?.execute(params![id, parent, position, title, introduction])?;
    Ok(())
}

/// The notes of a collection, in order: id and position.
pub(crate) fn items(connection: &Connection, collection: &str) -> Result<Vec<(String, i64)>, Error> {
    let sql = "SELECT note, position FROM collected WHERE collection = ?1 ORDER BY position, note";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([collection], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The collections that hold a note, by id.
pub(crate) fn holders(connection: &Connection, note: &str) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT collection FROM collected WHERE note = ?1")?;
    let rows = statement.query_map([note], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
