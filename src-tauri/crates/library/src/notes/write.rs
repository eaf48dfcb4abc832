//! Making and changing notes: each change one transaction, and a step that can be undone.

use rusqlite::{Transaction, TransactionBehavior};
use tadori_notes::{Colour, Note, Target, tags_of};
use tadori_text::{PageBox, Rect, Resolver};
use uuid::Uuid;

use super::NoteRow;
use crate::store::note::{self, Entity, key_of_item};
use crate::store::step::{self, Change};
use crate::store::{self, to_json};
use crate::{Error, Library, schema};

/// A point in the text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Index of the block.
    pub block: u32,
    /// Byte of its text.
    pub at: usize,
}

/// What a note is made on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NotePlace {
    /// The words between two points.
    Words(Point, Point),
    /// A place on a page; the words on it are found.
    Page(PageBox),
}

/// A note to be made.
#[derive(Clone, Debug)]
pub struct NewNote<'a> {
    /// Public id of the document.
    pub document: &'a str,
    /// What it is on.
    pub place: NotePlace,
    /// Its colour.
    pub colour: Colour,
    /// Markdown; may be empty.
    pub body: &'a str,
    /// Tags.
    pub tags: &'a [String],
    /// Id of a collection to put it in.
    pub collection: Option<&'a str>,
}

/// A change of a note; what is not given stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteEdit {
    /// Its colour.
    pub colour: Option<Colour>,
    /// Markdown.
    pub body: Option<String>,
    /// Tags.
    pub tags: Option<Vec<String>>,
}

/// Keystrokes that follow one another within this time are one step to undo.
const ONE_GO: jiff::SignedDuration = jiff::SignedDuration::from_secs(10);

/// A step as it is being written.
pub(super) struct Writing<'t> {
    pub(super) transaction: Transaction<'t>,
    pub(super) now: String,
    what: &'static str,
    /// Begun with the first change.
    step: Option<i64>,
    ordinal: u32,
    /// Ids of notes that changed.
    pub(super) touched: Vec<String>,
}

impl Writing<'_> {
    /// Lets a thing be what its JSON says from now on; `None` removes it.
    pub(super) fn set(&mut self, entity: Entity, key: &str, after: Option<String>) -> Result<(), Error> {
        let before = note::get(&self.transaction, entity, key)?;
        if before == after {
            return Ok(());
        }
        let step = match self.step {
            Some(step) => step,
            None => *self.step.insert(step::begin(&self.transaction, self.what, &self.now)?),
        };
        note::put(&self.transaction, entity, key, after.as_deref())?;
        let change = Change { entity, key: key.to_owned(), before, after };
        step::log(&self.transaction, step, self.ordinal, &change)?;
        self.ordinal += 1;
        if entity == Entity::Note {
            self.touched.push(change.key);
        }
        Ok(())
    }

    /// A note that must be there.
    pub(super) fn note(&self, id: &str) -> Result<Note, Error> {
        note::note(&self.transaction, id)?.ok_or_else(|| Error::NoNote { id: id.to_owned() })
    }
}

/// An id that sorts by when it was made.
pub(super) fn new_id() -> String {
    Uuid::now_v7().to_string()
}

impl Library {
    /// Takes a step: all of it is written, or nothing; a step that changes nothing is none.
    pub(super) fn step<T>(
        &self,
        what: &'static str,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.write_notes(|transaction| {
            let now = jiff::Timestamp::now().to_string();
            let mut writing = Writing { transaction, now, what, step: None, ordinal: 0, touched: Vec::new() };
            let done = work(&mut writing)?;
            let Writing { transaction, touched, .. } = writing;
            Ok((transaction, touched, done))
        })
    }

    /// Writes in one transaction, counts the change, and looks where the notes stand that it touched.
    pub(super) fn write_notes<T>(
        &self,
        work: impl for<'t> FnOnce(Transaction<'t>) -> Result<(Transaction<'t>, Vec<String>, T), Error>,
    ) -> Result<T, Error> {
        self.check_writable()?;
        let write = || {
            let mut connection = schema::connect(&self.folder.database())?;
            let (transaction, touched, done) =
                work(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)?;
            let count = store::state(&transaction, "notes")? + 1;
            store::set_state(&transaction, "notes", count)?;
            transaction.commit()?;
            Ok((count, touched, done))
        };
        let (count, touched, done) = write().map_err(|e: Error| e.of(self.path()))?;
        self.notes_known.store(count, std::sync::atomic::Ordering::Relaxed);
        if !touched.is_empty() {
            self.settle_these(&touched).map_err(|e| e.of(self.path()))?;
        }
        Ok(done)
    }

    /// Makes a note.
    pub fn annotate(&self, new: &NewNote<'_>) -> Result<NoteRow, Error> {
        let target = self.target(new)?;
        let id = new_id();
        self.step("annotate", |writing| {
            let made_at = writing.now.clone();
            let note = Note {
                id: id.clone(),
                target,
                colour: new.colour,
                body: new.body.to_owned(),
                tags: tags_of(new.tags),
                changed_at: made_at.clone(),
                made_at,
            };
            writing.set(Entity::Note, &id, Some(to_json(&note)))?;
            match new.collection {
                Some(collection) => super::collect::put(writing, collection, std::slice::from_ref(&id), None),
                None => Ok(()),
            }
        })?;
        self.note(&id)
    }

    /// What a new note holds on to.
    fn target(&self, new: &NewNote<'_>) -> Result<Target, Error> {
        let row = self.document(new.document)?;
        let ground = self.ground(&row)?;
        let resolver = Resolver::new(&ground.whole);
        let no_words = || Error::NoWords { document: row.id.to_string() };
        let (span, area) = match new.place {
            NotePlace::Words(from, to) => (Some(ground.between(from, to).ok_or_else(no_words)?), None),
            NotePlace::Page(area) => {
                let area = rounded(area);
                let there = (1..=row.pages).contains(&area.page)
                    && area.rect.left < area.rect.right
                    && area.rect.top < area.rect.bottom;
                if !there {
                    return Err(no_words());
                }
                (ground.words_in(&area), Some(area))
            }
        };
        let anchor = span.and_then(|span| resolver.anchor(span));
        let boxes = match (&anchor, area) {
            (_, Some(area)) => vec![area],
            (Some(anchor), None) => ground.place(&resolver, anchor.position, None).boxes,
            (None, None) => return Err(no_words()),
        };
        Ok(Target {
            document: row.id.to_string(),
            title: row.title().to_owned(),
            file: row.file_name.clone(),
            anchor,
            boxes,
            on_page: area.is_some(),
        })
    }

    /// Changes a note.
    pub fn save_note(&self, id: &str, edit: &NoteEdit) -> Result<NoteRow, Error> {
        let only_body = edit.body.is_some() && edit.colour.is_none() && edit.tags.is_none();
        self.step("save-note", |writing| {
            let mut note = writing.note(id)?;
            let before = note.clone();
            let NoteEdit { colour, body, tags } = edit.clone();
            note.colour = colour.unwrap_or(note.colour);
            note.body = body.unwrap_or(note.body);
            note.tags = tags.map_or(note.tags, |tags| tags_of(&tags));
            if note == before {
                return Ok(());
            }
            note.changed_at.clone_from(&writing.now);
            if only_body && continues(writing, id)? {
                return extend(writing, &note);
            }
            writing.set(Entity::Note, id, Some(to_json(&note)))
        })?;
        self.note(id)
    }

    /// Removes notes, also from their collections; those that are gone already are no fault.
    pub fn remove_notes(&self, ids: &[String]) -> Result<(), Error> {
        self.step("remove-notes", |writing| {
            for id in ids {
                for collection in note::holders(&writing.transaction, id)? {
                    writing.set(Entity::Item, &key_of_item(&collection, id), None)?;
                }
                writing.set(Entity::Conflict, id, None)?;
                writing.set(Entity::Note, id, None)?;
            }
            Ok(())
        })
    }

    /// Lets moved notes hold on to where they stand now. One that has not moved, or is lost, stays as it is.
    pub fn accept_moves(&self, ids: &[String]) -> Result<Vec<NoteRow>, Error> {
        let rows = ids.iter().map(|id| self.note(id)).collect::<Result<Vec<_>, _>>()?;
        self.step("accept-moves", |writing| {
            for row in &rows {
                let (Some(now), Some(document)) = (&row.place.now, &row.document) else { continue };
                let mut note = writing.note(&row.note.id)?;
                note.target = Target {
                    document: document.id.to_string(),
                    title: document.title().to_owned(),
                    file: document.file_name.clone(),
                    anchor: Some(now.clone()),
                    boxes: row.place.boxes.clone(),
                    on_page: note.target.on_page,
                };
                note.changed_at.clone_from(&writing.now);
                writing.set(Entity::Note, &row.note.id, Some(to_json(&note)))?;
            }
            Ok(())
        })?;
        ids.iter().map(|id| self.note(id)).collect()
    }
}

/// Whether the last step was a change of the same note, just now.
fn continues(writing: &Writing<'_>, id: &str) -> Result<bool, Error> {
    let Some(last) = step::last(&writing.transaction)? else { return Ok(false) };
    if last.what != "save-note" || step::next(&writing.transaction)?.is_some() {
        return Ok(false);
    }
    let (Ok(then), Ok(now)) = (last.at.parse::<jiff::Timestamp>(), writing.now.parse::<jiff::Timestamp>()) else {
        return Ok(false);
    };
    let gap = now.duration_since(then);
    let changes = step::changes(&writing.transaction, last.id)?;
    let body_only = |change: &Change| {
        let read = |json: &Option<String>| json.as_ref().and_then(|j| serde_json::from_str::<Note>(j).ok());
        let (before, after) = (read(&change.before), read(&change.after));
        before.zip(after).is_some_and(|(b, a)| b.colour == a.colour && b.tags == a.tags && b.target == a.target)
    };
    let same = matches!(changes.as_slice(), [change] if change.entity == Entity::Note && change.key == id && body_only(change));
    Ok(same && gap < ONE_GO && !gap.is_negative())
}

/// Lets the last step, a change of this note, end with what it says now.
fn extend(writing: &mut Writing<'_>, note: &Note) -> Result<(), Error> {
    let json = to_json(note);
    let last = step::last(&writing.transaction)?;
    note::put(&writing.transaction, Entity::Note, &note.id, Some(&json))?;
    if let Some(last) = last {
        step::extend(&writing.transaction, last.id, &json, &writing.now)?;
    }
    writing.touched.push(note.id.clone());
    Ok(())
}

/// A box in hundredths of a point, as places are kept.
fn rounded(placed: PageBox) -> PageBox {
    let round = |points: f32| (points * 100.0).round() / 100.0;
    let Rect { left, top, right, bottom } = placed.rect;
    let rect = Rect { left: round(left), top: round(top), right: round(right), bottom: round(bottom) };
    PageBox { page: placed.page, rect }
}
