//! Undo, redo, and the history of a note: one log of steps serves all of them, also after a restart.

use tadori_notes::Note;

use crate::store::note::{self, Entity, item_key};
use crate::store::step::{self, Step};
use crate::{Error, Library};

/// What was undone or done again, and what can be next. Steps have the names that `tadori notes undo` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// The step that was undone or done again; none: there was none.
    pub done: Option<String>,
    /// The step that undo would take back.
    pub undo: Option<String>,
    /// The step that redo would do again.
    pub redo: Option<String>,
    /// Ids of the notes that changed.
    pub notes: Vec<String>,
    /// Ids of the collections that changed.
    pub collections: Vec<String>,
}

/// A note as it was from a moment on.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteVersion {
    /// When, RFC 3339 UTC.
    pub at: String,
    /// The step.
    pub done: String,
    /// It was taken back since.
    pub undone: bool,
    /// The note; none: it was removed.
    pub note: Option<Note>,
}

/// Whether a step is taken back, or taken again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

impl Library {
    /// What can be undone and done again.
    pub fn undo_state(&self) -> Result<Undone, Error> {
        let connection = self.connection();
        let what = |step: Result<Option<Step>, Error>| step.map(|s| s.map(|s| s.what)).map_err(|e| e.of(self.path()));
        Ok(Undone { undo: what(step::last(&connection))?, redo: what(step::next(&connection))?, ..Undone::default() })
    }

    /// Takes back the last step.
    pub fn undo(&self) -> Result<Undone, Error> {
        self.go(Way::Back)
    }

    /// Does again the step that was undone last, if nothing else was done since.
    pub fn redo(&self) -> Result<Undone, Error> {
        self.go(Way::Again)
    }

    fn go(&self, way: Way) -> Result<Undone, Error> {
        let mut undone = self.write_notes(|transaction| {
            let mut undone = Undone::default();
            let step = if way == Way::Back { step::last(&transaction)? } else { step::next(&transaction)? };
            let Some(step) = step else { return Ok((transaction, Vec::new(), undone)) };
            let mut changes = step::changes(&transaction, step.id)?;
            if way == Way::Back {
                changes.reverse();
            }
            for change in &changes {
                let json = if way == Way::Back { &change.before } else { &change.after };
                note::put(&transaction, change.entity, &change.key, json.as_deref())?;
                let mut add = |list: fn(&mut Undone) -> &mut Vec<String>, id: &str| {
                    let list = list(&mut undone);
                    if !list.iter().any(|known| known == id) {
                        list.push(id.to_owned());
                    }
                };
                match change.entity {
                    Entity::Note | Entity::Conflict => add(|u| &mut u.notes, &change.key),
                    Entity::Collection => add(|u| &mut u.collections, &change.key),
                    Entity::Item => add(|u| &mut u.collections, item_key(&change.key).0),
                    Entity::Colour => {}
                }
            }
            step::set_undone(&transaction, step.id, way == Way::Back)?;
            undone.done = Some(step.what);
            Ok((transaction, undone.notes.clone(), undone))
        })?;
        let next = self.undo_state()?;
        (undone.undo, undone.redo) = (next.undo, next.redo);
        Ok(undone)
    }

    /// A note as it was, oldest first; also one that was removed.
    pub fn note_history(&self, id: &str) -> Result<Vec<NoteVersion>, Error> {
        let rows = step::history(&self.connection(), id).map_err(|e| e.of(self.path()))?;
        if rows.is_empty() {
            return Err(Error::NoNote { id: id.to_owned() });
        }
        let version = |(at, done, undone, json): (String, String, bool, Option<String>)| {
            let note = json.map(|json| serde_json::from_str(&json)).transpose();
            let damaged = |e: serde_json::Error| Error::Damaged {
                path: self.folder.database(),
                detail: format!("history of note {id}: {e}"),
            };
            Ok(NoteVersion { at, done, undone, note: note.map_err(damaged)? })
        };
        rows.into_iter().map(version).collect()
    }
}
