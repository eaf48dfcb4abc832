//! 抜粋集: collections in a tree, and the order of notes in them, made by hand.

use std::collections::HashMap;

use rusqlite::Connection;
use tadori_notes::{Collection, Colour};

use super::NoteRow;
use super::write::{Writing, new_id};
use crate::store::note::{self, Entity, key_of_item};
use crate::store::to_json;
use crate::{Error, Library};

/// The gap between neighbours, so that something can be put between them without moving others.
pub(super) const GAP: i64 = 1 << 20;

/// Keys with their positions.
type Positions = Vec<(String, i64)>;

/// A collection and how many notes are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionRow {
    /// The collection.
    pub collection: Collection,
    /// Its place among those of the same parent, from 0.
    pub place: u32,
    /// Notes in it, without those of collections in it.
    pub count: u32,
}

/// Positions for `count` new things before that with the key `before` (else at the end) of `others`, which are in
/// order; where there is no room, new positions for all of them come first.
fn positions(others: &[(String, i64)], before: Option<&str>, count: usize) -> Result<(Positions, Vec<i64>), Error> {
    let at = match before {
        None => others.len(),
        Some(id) => others.iter().position(|(o, _)| o == id).ok_or_else(|| Error::NoNote { id: id.to_owned() })?,
    };
    let count = i64::from(count as u32);
    let low = at.checked_sub(1).map(|i| others[i].1);
    let step = match (low, others.get(at)) {
        (low, None) => return Ok((vec![], (1..=count).map(|n| low.unwrap_or(0) + n * GAP).collect())),
        (None, Some((_, high))) => return Ok((vec![], (0..count).map(|n| high - (count - n) * GAP).collect())),
        (Some(low), Some((_, high))) => (high - low) / (count + 1),
    };
    if step > 0 {
        return Ok((vec![], (1..=count).map(|n| low.unwrap_or(0) + n * step).collect()));
    }
    let place = |n: usize| (i64::from(n as u32) + if n >= at { count } else { 0 } + 1) * GAP;
    let moved = others.iter().enumerate().map(|(n, (id, _))| (id.clone(), place(n))).collect();
    Ok((moved, (0..count).map(|n| (i64::from(at as u32) + n + 1) * GAP).collect()))
}

/// A collection that must be there.
fn collection(connection: &Connection, id: &str) -> Result<Collection, Error> {
    note::collection(connection, id)?.ok_or_else(|| Error::NoCollection { id: id.to_owned() })
}

/// Puts notes into a collection, or moves them in it.
pub(super) fn put(writing: &mut Writing<'_>, into: &str, notes: &[String], before: Option<&str>) -> Result<(), Error> {
    collection(&writing.transaction, into)?;
    for id in notes {
        writing.note(id)?;
    }
    let mut others = note::items(&writing.transaction, into)?;
    // Before one that is itself moved: before the next one that stays.
    let before = before.and_then(|b| {
        let at = others.iter().position(|(id, _)| id == b)?;
        others[at..].iter().map(|(id, _)| id).find(|id| !notes.contains(id)).cloned()
    });
    others.retain(|(id, _)| !notes.contains(id));
    let mut seen = std::collections::HashSet::new();
    let notes: Vec<&String> = notes.iter().filter(|id| seen.insert(id.as_str())).collect();
    let (moved, places) = positions(&others, before.as_deref(), notes.len())?;
    let new = notes.into_iter().cloned().zip(places);
    for (id, place) in moved.into_iter().chain(new) {
        writing.set(Entity::Item, &key_of_item(into, &id), Some(place.to_string()))?;
    }
    Ok(())
}

/// Ids of a collection and of all that lie in it, at any depth.
pub(super) fn with_inner(all: &[Collection], id: &str) -> Vec<String> {
    let mut found = vec![id.to_owned()];
    let mut at = 0;
    while at < found.len() {
        let inner = all.iter().filter(|c| c.parent.as_deref() == Some(&found[at]) && !found.contains(&c.id));
        let inner: Vec<String> = inner.map(|c| c.id.clone()).collect();
        found.extend(inner);
        at += 1;
    }
    found
}

impl Library {
    /// All collections, each before what lies in it, siblings in their order. One whose parent is gone is an outermost
    /// one.
    pub fn collections(&self) -> Result<Vec<CollectionRow>, Error> {
        let connection = self.connection();
        let all = note::collections(&connection).map_err(|e| e.of(self.path()))?;
        let sql = "SELECT collection, count(*) FROM collected WHERE note IN (SELECT id FROM note) GROUP BY collection";
        let mut statement = connection.prepare_cached(sql)?;
        let counts: HashMap<String, u32> =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let known = |parent: &Option<String>| parent.as_ref().filter(|p| all.iter().any(|c| c.id == **p)).cloned();
        let mut rows = Vec::with_capacity(all.len());
        let mut open: Vec<Option<String>> = vec![None];
        // Depth first; a circle, which only damage could make, is never reached.
        let mut waiting: Vec<CollectionRow> = Vec::new();
        while let Some(parent) = open.pop() {
            let inner = all.iter().filter(|c| known(&c.parent) == parent);
            let inner = inner.enumerate().map(|(place, collection)| CollectionRow {
                collection: collection.clone(),
                place: place as u32,
                count: counts.get(&collection.id).copied().unwrap_or(0),
            });
            let mut inner: Vec<CollectionRow> = inner.collect();
            inner.reverse();
            waiting.extend(inner);
            if let Some(next) = waiting.pop() {
                open.push(Some(next.collection.id.clone()));
                rows.push(next);
            }
        }
        Ok(rows)
    }

    fn collection_row(&self, id: &str) -> Result<CollectionRow, Error> {
        let found = self.collections()?.into_iter().find(|row| row.collection.id == id);
        found.ok_or_else(|| Error::NoCollection { id: id.to_owned() })
    }

    /// Makes a collection, the last of its parent.
    pub fn create_collection(
        &self,
        title: &str,
        parent: Option<&str>,
        introduction: &str,
    ) -> Result<CollectionRow, Error> {
        let id = new_id();
        self.step("create-collection", |writing| {
            if let Some(parent) = parent {
                collection(&writing.transaction, parent)?;
            }
            let all = note::collections(&writing.transaction)?;
            let last = all.iter().filter(|c| c.parent.as_deref() == parent).map(|c| c.position).max();
            let new = Collection {
                id: id.clone(),
                parent: parent.map(str::to_owned),
                position: last.unwrap_or(0) + GAP,
                title: title.trim().to_owned(),
                introduction: introduction.to_owned(),
            };
            writing.set(Entity::Collection, &id, Some(to_json(&new)))
        })?;
        self.collection_row(&id)
    }

    /// Changes title or introduction of a collection; what is not given stays.
    pub fn save_collection(
        &self,
        id: &str,
        title: Option<&str>,
        introduction: Option<&str>,
    ) -> Result<CollectionRow, Error> {
        self.step("save-collection", |writing| {
            let mut changed = collection(&writing.transaction, id)?;
            changed.title = title.map_or(changed.title, |t| t.trim().to_owned());
            changed.introduction = introduction.map_or(changed.introduction, str::to_owned);
            writing.set(Entity::Collection, id, Some(to_json(&changed)))
        })?;
        self.collection_row(id)
    }

    /// Removes a collection with those in it; their notes stay in the library.
    pub fn remove_collection(&self, id: &str) -> Result<(), Error> {
        self.step("remove-collection", |writing| {
            let all = note::collections(&writing.transaction)?;
            for id in with_inner(&all, id).iter().rev() {
                for (note, _) in note::items(&writing.transaction, id)? {
                    writing.set(Entity::Item, &key_of_item(id, &note), None)?;
                }
                writing.set(Entity::Collection, id, None)?;
            }
            Ok(())
        })
    }

    /// Moves a collection into another one, before one of those in it, or to the end.
    pub fn move_collection(&self, id: &str, parent: Option<&str>, before: Option<&str>) -> Result<(), Error> {
        self.step("move-collection", |writing| {
            let all = note::collections(&writing.transaction)?;
            let mut moved = collection(&writing.transaction, id)?;
            if let Some(parent) = parent {
                collection(&writing.transaction, parent)?;
                if with_inner(&all, id).iter().any(|inner| inner == parent) {
                    return Err(Error::IntoItself { id: id.to_owned() });
                }
            }
            let siblings: Vec<(String, i64)> = all
                .iter()
                .filter(|c| c.parent.as_deref() == parent && c.id != id)
                .map(|c| (c.id.clone(), c.position))
                .collect();
            let (others, places) = positions(&siblings, before.filter(|b| *b != id), 1)?;
            for (sibling, position) in others {
                let sibling = Collection { position, ..collection(&writing.transaction, &sibling)? };
                writing.set(Entity::Collection, &sibling.id, Some(to_json(&sibling)))?;
            }
            moved.parent = parent.map(str::to_owned);
            moved.position = places[0];
            writing.set(Entity::Collection, id, Some(to_json(&moved)))
        })
    }

    /// The notes of a collection, in its order.
    pub fn collection(&self, id: &str) -> Result<Vec<NoteRow>, Error> {
        let items = {
            let connection = self.connection();
            collection(&connection, id).and_then(|_| note::items(&connection, id)).map_err(|e| e.of(self.path()))?
        };
        self.notes_by_id(items.iter().map(|(note, _)| note.as_str()))
    }

    /// Puts notes into a collection, before one of its notes or at the end; those in it already are moved.
    pub fn put_in(&self, collection: &str, notes: &[String], before: Option<&str>) -> Result<(), Error> {
        self.step("put-in", |writing| put(writing, collection, notes, before))
    }

    /// Takes notes out of a collection; they stay in the library.
    pub fn take_out(&self, collection: &str, notes: &[String]) -> Result<(), Error> {
        self.step("take-out", |writing| {
            notes.iter().try_for_each(|id| writing.set(Entity::Item, &key_of_item(collection, id), None))
        })
    }

    /// What the four colours stand for, in order; empty where nobody said.
    pub fn colours(&self) -> Result<[(Colour, String); 4], Error> {
        let connection = self.connection();
        let mut names = Colour::ALL.map(|colour| (colour, String::new()));
        for (colour, name) in &mut names {
            let json = note::get(&connection, Entity::Colour, colour.as_str()).map_err(|e| e.of(self.path()))?;
            *name = json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        }
        Ok(names)
    }

    /// Says what a colour stands for; empty: nothing any more.
    pub fn name_colour(&self, colour: Colour, name: &str) -> Result<(), Error> {
        let name = name.trim();
        let json = (!name.is_empty()).then(|| to_json(&name));
        self.step("name-colour", |writing| writing.set(Entity::Colour, colour.as_str(), json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_room() {
        let mut all: Vec<(String, i64)> = Vec::new();
        let mut wanted: Vec<String> = Vec::new();
        for n in 0..200 {
            let id = n.to_string();
            // Always between the first and the second.
            let before = wanted.get(1).cloned();
            let (moved, places) = positions(&all, before.as_deref(), 1).unwrap();
            for (id, place) in moved {
                all.iter_mut().find(|(o, _)| *o == id).unwrap().1 = place;
            }
            all.push((id.clone(), places[0]));
            all.sort_by_key(|(_, place)| *place);
            wanted.insert(before.map_or(wanted.len(), |_| 1), id);
            assert_eq!(all.iter().map(|(id, _)| id).collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>());
        }
        let places: std::collections::HashSet<i64> = all.iter().map(|(_, place)| *place).collect();
        assert_eq!(places.len(), all.len(), "no two at one place");
        assert!(positions(&all, Some("x"), 1).is_err());
    }
}
