//! Lists of notes: searched, filtered and counted without a look at any document.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use rusqlite::Connection;
use tadori_notes::{Collection, Colour, State};
use tadori_text::normalize;

use super::NoteRow;
use super::collect::with_inner;
use crate::store::{note, stands};
use crate::{DocumentRow, Error, Facet, Library};

/// The order of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteSort {
    /// By title of the document, then in its order; what is lost where it stood.
    #[default]
    Document,
    /// Last changed first.
    Changed,
    /// Last made first.
    Made,
    /// As the collection has them, then those below it; by document where no collection is asked for.
    Collection,
}

/// Which notes are wanted; empty lists restrict nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesRequest {
    /// Words that all must be in it, however they are set.
    pub words: String,
    /// Tags that all must be there.
    pub tags: Vec<String>,
    /// Colours of which it has one.
    pub colours: Vec<Colour>,
    /// States of which it has one.
    pub states: Vec<State>,
    /// Public id of the document, any edition of it.
    pub document: Option<String>,
    /// Id of a collection that holds them, or one below it.
    pub collection: Option<String>,
    /// Ids of notes; those that are gone are passed over.
    pub ids: Vec<String>,
    /// The order.
    pub sort: NoteSort,
    /// Notes to pass over.
    pub first: usize,
    /// Notes wanted at most.
    pub count: usize,
}

/// Some of the notes that were asked for, and what there is in all of them; each facet is counted without its own
/// restriction.
#[derive(Clone, Debug)]
pub struct NotesAnswer {
    /// All of them.
    pub total: usize,
    /// Those wanted.
    pub notes: Vec<NoteRow>,
    /// Tags, the most used first.
    pub tags: Vec<Facet>,
    /// Colours, in their order.
    pub colours: Vec<Facet>,
    /// States, in their order.
    pub states: Vec<Facet>,
    /// Documents, by title.
    pub documents: Vec<Facet>,
}

/// As much of a note as is needed to choose and count it.
struct Light {
    id: String,
    /// Public id of the current edition, else of the one it was made in.
    document: String,
    title: String,
    colour: Colour,
    state: State,
    tags: Vec<String>,
    start: i64,
    made_at: String,
    changed_at: String,
}

impl Library {
    /// Some of the notes of the library.
    pub fn notes(&self, request: &NotesRequest) -> Result<NotesAnswer, Error> {
        let found = {
            let connection = self.connection();
            self.light(&connection, request).map_err(|e| e.of(self.path()))?
        };
        let document = match &request.document {
            Some(id) => Some(self.current_edition(id)?.map_or_else(|| id.clone(), |row| row.id.to_string())),
            None => None,
        };
        // Of each note: which of the restrictions it fails.
        let fails = |n: &Light| {
            let here =
                document.as_ref().is_none_or(|d| *d == n.document) || request.document.as_ref() == Some(&n.document);
            [
                !request.tags.iter().all(|tag| n.tags.contains(tag)),
                !request.colours.is_empty() && !request.colours.contains(&n.colour),
                !request.states.is_empty() && !request.states.contains(&n.state),
                !here,
            ]
        };
        let (mut tags, mut documents) = (BTreeMap::<String, u32>::new(), BTreeMap::<(String, String), u32>::new());
        let (mut colours, mut states) = ([0_u32; 4], [0_u32; 3]);
        let mut kept = Vec::new();
        for note in found {
            let fails = fails(&note);
            let but = |own: usize| fails.iter().enumerate().all(|(at, fails)| !fails || at == own);
            if but(0) {
                note.tags.iter().for_each(|tag| *tags.entry(tag.clone()).or_default() += 1);
            }
            colours[note.colour as usize] += u32::from(but(1));
            states[note.state as usize] += u32::from(but(2));
            if but(3) {
                *documents.entry((note.title.clone(), note.document.clone())).or_default() += 1;
            }
            if !fails.contains(&true) {
                kept.push(note);
            }
        }
        kept.sort_by(|a, b| (&a.title, &a.document, a.start, &a.id).cmp(&(&b.title, &b.document, b.start, &b.id)));
        match (request.sort, &request.collection) {
            (NoteSort::Document, _) | (NoteSort::Collection, None) => {}
            (NoteSort::Changed, _) => kept.sort_by(|a, b| (&b.changed_at, &b.id).cmp(&(&a.changed_at, &a.id))),
            (NoteSort::Made, _) => kept.sort_by(|a, b| (&b.made_at, &b.id).cmp(&(&a.made_at, &a.id))),
            (NoteSort::Collection, Some(collection)) => {
                let order = self.order_in(collection)?;
                kept.sort_by_key(|note| order.get(&note.id).copied().unwrap_or(usize::MAX));
            }
        }
        let facet =
            |value: &str, label: &str, count: u32| Facet { value: value.to_owned(), label: label.to_owned(), count };
        let mut tags: Vec<Facet> = tags.iter().map(|(tag, count)| facet(tag, tag, *count)).collect();
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        let named = |name: &'static str, count: u32| (count > 0).then(|| facet(name, name, count));
        let page = kept.iter().skip(request.first).take(request.count);
        Ok(NotesAnswer {
            total: kept.len(),
            notes: self.notes_by_id(page.map(|n| n.id.as_str()))?,
            tags,
            colours: Colour::ALL.iter().filter_map(|c| named(c.as_str(), colours[*c as usize])).collect(),
            states: State::ALL.iter().filter_map(|s| named(s.as_str(), states[*s as usize])).collect(),
            documents: documents.iter().map(|((title, id), count)| facet(id, title, *count)).collect(),
        })
    }

    /// The notes with the words, in the collection.
    fn light(&self, connection: &Connection, request: &NotesRequest) -> Result<Vec<Light>, Error> {
        let mut sql = "SELECT n.id, coalesce(s.document, n.document), n.target ->> 'title', n.colour, \
                       coalesce(s.state, 'lost'), n.tags, coalesce(s.start, 0), n.made_at, n.changed_at \
                       FROM note n LEFT JOIN stands s ON s.note = n.id WHERE 1"
            .to_owned();
        let mut values: Vec<String> = Vec::new();
        for word in request.words.split_whitespace().map(|word| normalize(word).text).filter(|word| !word.is_empty()) {
            values.push(word);
            let _ = write!(sql, " AND instr(n.folded, ?{})", values.len());
        }
        if !request.ids.is_empty() {
            values.push(crate::store::to_json(&request.ids));
            let _ = write!(sql, " AND n.id IN (SELECT value FROM json_each(?{}))", values.len());
        }
        if let Some(collection) = &request.collection {
            let all = note::collections(connection)?;
            let ids = with_inner(&all, collection);
            values.push(crate::store::to_json(&ids));
            let held = "SELECT note FROM collected WHERE collection IN (SELECT value FROM json_each(?";
            let _ = write!(sql, " AND n.id IN ({held}{})))", values.len());
        }
        let catalogue = self.catalogue();
        let name = |column: usize, row: &rusqlite::Row<'_>| row.get::<_, String>(column);
        let bad = |column: usize, e: String| {
            rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e.into())
        };
        let mut statement = connection.prepare(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| {
            let document: String = row.get(1)?;
            let title = catalogue.by_id(&document).map(|row| row.title().to_owned());
            Ok(Light {
                id: row.get(0)?,
                title: title.map_or_else(|| name(2, row), Ok)?,
                colour: name(3, row)?.parse().map_err(|e| bad(3, e))?,
                state: name(4, row)?.parse().map_err(|e| bad(4, e))?,
                tags: serde_json::from_str(&name(5, row)?).map_err(|e| bad(5, e.to_string()))?,
                start: row.get(6)?,
                made_at: row.get(7)?,
                changed_at: row.get(8)?,
                document,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The places of the notes of a collection and of those below it, as they are exported.
    fn order_in(&self, collection: &str) -> Result<HashMap<String, usize>, Error> {
        let all: Vec<Collection> = self.collections()?.into_iter().map(|row| row.collection).collect();
        let inner = with_inner(&all, collection);
        let connection = self.connection();
        let mut order = HashMap::new();
        for one in all.iter().filter(|one| inner.contains(&one.id)) {
            for (note, _) in note::items(&connection, &one.id).map_err(|e| e.of(self.path()))? {
                let place = order.len();
                order.entry(note).or_insert(place);
            }
        }
        Ok(order)
    }

    /// A note by its id.
    pub fn note(&self, id: &str) -> Result<NoteRow, Error> {
        self.notes_by_id([id])?.pop().ok_or_else(|| Error::NoNote { id: id.to_owned() })
    }

    /// Notes by their ids, in that order; those that are gone are left out.
    pub(super) fn notes_by_id<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Result<Vec<NoteRow>, Error> {
        let connection = self.connection();
        let titles = note::collections(&connection).map_err(|e| e.of(self.path()))?;
        let read = |id: &str| self.note_row(&connection, id, &titles).map_err(|e| e.of(self.path()));
        ids.into_iter().filter_map(|id| read(id).transpose()).collect()
    }

    fn note_row(
        &self,
        connection: &Connection,
        id: &str,
        all: &[tadori_notes::Collection],
    ) -> Result<Option<NoteRow>, Error> {
        let Some(note) = note::note(connection, id)? else { return Ok(None) };
        let (document, state, place) =
            stands::of(connection, id)?.unwrap_or((None, State::Lost, super::Place::default()));
        let catalogue = self.catalogue();
        let document: Option<Arc<DocumentRow>> = document.and_then(|id| catalogue.by_id(&id).cloned());
        let holders = note::holders(connection, id)?;
        let collections = all.iter().filter(|c| holders.contains(&c.id)).map(|c| (c.id.clone(), c.title.clone()));
        Ok(Some(NoteRow { note, document, state, place, collections: collections.collect() }))
    }

    /// The notes of a document, in its order: those that stand in it, those that moved, and those it lost.
    pub fn notes_of(&self, document: &str) -> Result<Vec<NoteRow>, Error> {
        self.document(document)?;
        let ids = stands::in_document(&self.connection(), document).map_err(|e| e.of(self.path()))?;
        self.notes_by_id(ids.iter().map(String::as_str))
    }

    /// Whether notes were changed by another process since this was asked last, or since the last change here.
    pub fn notes_changed(&self) -> Result<bool, Error> {
        let count = crate::store::state(&self.connection(), "notes").map_err(|e| e.of(self.path()))?;
        Ok(self.notes_known.swap(count, std::sync::atomic::Ordering::Relaxed) != count)
    }
}
