//! Notes that come and go in files: written as Web Annotations; taken in beside what is here, which always stays until
//! a person says otherwise.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::Connection;
use tadori_notes::{Collection, Note, Set, State, Target};
use tadori_text::{Anchored, Resolver, normalize};

use super::NoteRow;
use super::collect::{GAP, with_inner};
use super::write::{Writing, new_id};
use crate::store::note::{self, Entity, key_of_item};
use crate::store::{step, to_json};
use crate::{Error, Library};

/// A note of which another person's file says something else.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// As it is here.
    pub mine: NoteRow,
    /// As it is there.
    pub theirs: Note,
}

/// What came of taking in notes.
#[derive(Clone, Debug, Default)]
pub struct ImportedNotes {
    /// Taken in.
    pub added: usize,
    /// Of these, those whose passage is not in the library.
    pub lost: usize,
    /// Here already, the same, or as they were before they were changed here.
    pub known: usize,
    /// Here already, otherwise: what is here stays until [`Library::resolve_conflict`].
    pub conflicts: Vec<Conflict>,
}

/// Which of two words on a note is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// What is here.
    Mine,
    /// What the file says.
    Theirs,
    /// Both, as two notes.
    Both,
}

impl Library {
    /// The notes and collections of the library, or those of a collection with what lies in it.
    pub fn note_set(&self, collection: Option<&str>) -> Result<Set, Error> {
        let connection = self.connection();
        let read = || {
            let all = note::collections(&connection)?;
            let mut wanted: Vec<&Collection> = all.iter().collect();
            if let Some(id) = collection {
                let ids = with_inner(&all, id);
                wanted.retain(|c| ids.contains(&c.id));
                if wanted.is_empty() {
                    return Err(Error::NoCollection { id: id.to_owned() });
                }
            }
            let mut collections = Vec::new();
            for one in wanted {
                let items = note::items(&connection, &one.id)?.into_iter().map(|(id, _)| id);
                collections.push((one.clone(), items.collect::<Vec<_>>()));
            }
            let mut notes = note::notes(&connection)?;
            if collection.is_some() {
                notes.retain(|n| collections.iter().any(|(_, items)| items.contains(&n.id)));
            }
            Ok(Set { notes, collections })
        };
        read().map_err(|e: Error| e.of(self.path()))
    }

    /// Writes notes to a file as Web Annotations; gives how many.
    pub fn export_notes(&self, path: &Path, collection: Option<&str>) -> Result<usize, Error> {
        let set = self.note_set(collection)?;
        std::fs::write(path, tadori_notes::to_json(&set)).map_err(|e| Error::io(path, e))?;
        Ok(set.notes.len())
    }

    /// Takes in a file of notes: our own, Web Annotations, Hypothesis, Zotero. One note that is damaged refuses the whole
    /// file.
    pub fn import_notes(&self, path: &Path) -> Result<ImportedNotes, Error> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let found =
            tadori_notes::from_json(&text).map_err(|source| Error::NoNotes { path: path.to_owned(), source })?;
        self.import_set(found.set)
    }

    /// Takes in notes, as [`Library::import_notes`].
    pub fn import_set(&self, mut set: Set) -> Result<ImportedNotes, Error> {
        self.check_writable()?;
        for note in set.notes.iter_mut().filter(|note| note.target.document.is_empty()) {
            self.look_for(&mut note.target)?;
        }
        let (added, known) = self.step("import-notes", |writing| merge(writing, &set))?;
        let rows = added.iter().map(|id| self.note(id)).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<&String> = set.notes.iter().map(|note| &note.id).collect();
        let mut conflicts = self.note_conflicts()?;
        conflicts.retain(|conflict| ids.contains(&&conflict.mine.note.id));
        Ok(ImportedNotes {
            added: rows.len(),
            lost: rows.iter().filter(|row| row.state == State::Lost).count(),
            known,
            conflicts,
        })
    }

    /// Looks for the passage of another program's note in the documents that its address, file name or title names.
    fn look_for(&self, target: &mut Target) -> Result<(), Error> {
        let Some(anchor) = &target.anchor else { return Ok(()) };
        let name = file_name(&target.file);
        let title = normalize(&target.title).text;
        let documents = self.documents();
        let named = documents.iter().filter(|row| {
            row.url.as_ref().is_some_and(|url| *url == target.file)
                || row.file_name == name
                || (!title.is_empty() && normalize(row.title()).text == title)
        });
        let mut found = Vec::new();
        for row in named {
            let ground = self.ground(row)?;
            let resolver = Resolver::new(&ground.whole);
            let here = match resolver.resolve(anchor) {
                Anchored::Same(span) | Anchored::Moved(span) => resolver.anchor(span),
                Anchored::Lost => resolver.only(&anchor.quote, anchor.page),
            };
            if let Some(here) = here {
                let boxes = ground.place(&resolver, here.position, None).boxes;
                found.push((row, here, boxes));
            }
        }
        // In two documents it is in none, as far as can be told.
        if found.len() == 1 {
            for (row, anchor, boxes) in found {
                *target = Target {
                    document: row.id.to_string(),
                    title: row.title().to_owned(),
                    file: row.file_name.clone(),
                    anchor: Some(anchor),
                    boxes,
                    on_page: false,
                };
            }
        }
        Ok(())
    }

    /// Notes of which another person's file said something else, until somebody decides.
    pub fn note_conflicts(&self) -> Result<Vec<Conflict>, Error> {
        let pairs = {
            let connection = self.connection();
            let mut statement = connection.prepare_cached(Entity::Conflict.all())?;
            statement.query_map([], note::pair)?.collect::<rusqlite::Result<Vec<_>>>()?
        };
        let mut conflicts = Vec::new();
        for (id, json) in pairs {
            // One that cannot be read is no word on anything.
            let (Ok(mine), Ok(theirs)) = (self.note(&id), serde_json::from_str(&json)) else { continue };
            conflicts.push(Conflict { mine, theirs });
        }
        Ok(conflicts)
    }

    /// Says what is to become of the conflict on a note; one that is settled already is no fault.
    pub fn resolve_conflict(&self, id: &str, take: Take) -> Result<(), Error> {
        self.step("resolve-conflict", |writing| {
            let Some(json) = note::get(&writing.transaction, Entity::Conflict, id)? else { return Ok(()) };
            let mut theirs: Note = serde_json::from_str(&json).map_err(|e| Error::Damaged {
                path: self.folder.database(),
                detail: format!("conflict on note {id}: {e}"),
            })?;
            match take {
                Take::Mine => {}
                Take::Theirs => {
                    // It holds on to what it held on to here.
                    theirs.target = writing.note(id)?.target;
                    writing.set(Entity::Note, id, Some(to_json(&theirs)))?;
                }
                Take::Both => {
                    theirs.id = new_id();
                    let key = theirs.id.clone();
                    writing.set(Entity::Note, &key, Some(to_json(&theirs)))?;
                }
            }
            writing.set(Entity::Conflict, id, None)
        })
    }
}

/// The last part of a path or address, as a file is called.
fn file_name(path: &str) -> String {
    let url = url::Url::parse(path).ok().filter(|url| url.scheme().len() > 1);
    let last = url.as_ref().and_then(|url| url.path_segments()?.next_back());
    match last {
        Some(last) => {
            url::form_urlencoded::parse(format!("n={}", last.replace('+', "%2B").replace('&', "%26")).as_bytes())
                .next()
                .map_or_else(String::new, |(_, name)| name.into_owned())
        }
        None => path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned(),
    }
}

/// Adds what is not here; gives the ids of what was added, and how many are known.
fn merge(writing: &mut Writing<'_>, set: &Set) -> Result<(Vec<String>, usize), Error> {
    let mut by_place: HashMap<(String, String), Vec<Note>> = HashMap::new();
    let place = |note: &Note| (note.target.document.clone(), note.target.quote().to_owned());
    for mine in note::notes(&writing.transaction)? {
        by_place.entry(place(&mine)).or_default().push(mine);
    }
    let (mut added, mut known) = (Vec::new(), 0);
    // What a note of theirs is called here.
    let mut names: HashMap<&str, String> = HashMap::new();
    for theirs in &set.notes {
        if let Some(mine) = note::note(&writing.transaction, &theirs.id)? {
            if mine.says_same(theirs) || was_so(&writing.transaction, theirs)? {
                known += 1;
            } else {
                writing.set(Entity::Conflict, &theirs.id, Some(to_json(theirs)))?;
            }
            continue;
        }
        let twin = by_place.get(&place(theirs)).into_iter().flatten();
        if let Some(mine) = twin.into_iter().find(|m| m.says_same(theirs) && m.target.is_of_same(&theirs.target)) {
            names.insert(&theirs.id, mine.id.clone());
            known += 1;
            continue;
        }
        writing.set(Entity::Note, &theirs.id, Some(to_json(theirs)))?;
        by_place.entry(place(theirs)).or_default().push(theirs.clone());
        added.push(theirs.id.clone());
    }
    for (collection, notes) in &set.collections {
        if note::collection(&writing.transaction, &collection.id)?.is_none() {
            writing.set(Entity::Collection, &collection.id, Some(to_json(collection)))?;
        }
        let here = note::items(&writing.transaction, &collection.id)?;
        let mut last = here.last().map_or(0, |(_, position)| *position);
        for id in notes {
            let id = names.get(id.as_str()).unwrap_or(id);
            let there = note::note(&writing.transaction, id)?.is_some();
            if there && !here.iter().any(|(known, _)| known == id) {
                last += GAP;
                writing.set(Entity::Item, &key_of_item(&collection.id, id), Some(last.to_string()))?;
            }
        }
    }
    Ok((added, known))
}

/// Whether a note said this here once, before it was changed: then there is nothing new in it.
fn was_so(connection: &Connection, theirs: &Note) -> Result<bool, Error> {
    let versions = step::history(connection, &theirs.id)?;
    let same = |json: &Option<String>| {
        json.as_ref()
            .and_then(|json| serde_json::from_str::<Note>(json).ok())
            .is_some_and(|note| note.says_same(theirs))
    };
    Ok(versions.iter().any(|(_, _, undone, json)| !undone && same(json)))
}
