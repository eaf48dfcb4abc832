//! 抜粋・注記: what a person writes on passages, in an order of their own.
//!
//! Every change is one transaction that a power cut does not take back, and a step that can be undone. Unlike an
//! import, it does not need the library's lock: notes are written while documents are imported, and `SQLite` lets one
//! transaction wait for the other.

mod collect;
mod exchange;
mod link;
mod list;
mod stand;
mod undo;
mod write;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tadori_notes::{Address, Note, State, fingerprint};
use tadori_text::{Anchor, Lines, PageBox, Span};

pub use collect::CollectionRow;
pub use exchange::{Conflict, ImportedNotes, Take};
pub use link::OpenedLink;
pub use list::{NoteSort, NotesAnswer, NotesRequest};
pub use undo::{NoteVersion, Undone};
pub use write::{NewNote, NoteEdit, NotePlace, Point};

use crate::DocumentRow;

/// Where a note stands in the current edition of its document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Bytes of the source.
    pub span: Option<Span>,
    /// The blocks it stands in, by index in reading order, each with its part of the block's text.
    pub parts: Vec<(u32, Span)>,
    /// Lines of the file.
    pub lines: Option<Lines>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// Where on the pages, a box a line; empty where that is not known.
    pub boxes: Vec<PageBox>,
    /// Of a moved note: what it would hold on to if that is accepted.
    pub now: Option<Anchor>,
}

impl Place {
    /// First and last block.
    pub(crate) fn blocks(&self) -> Option<(u32, u32)> {
        let blocks = || self.parts.iter().map(|(block, _)| *block);
        blocks().min().zip(blocks().max())
    }
}

/// Where a note stands, as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) state: State,
    /// Byte of the source, for the order; of a lost one where it stood.
    pub(crate) start: usize,
    pub(crate) place: Place,
}

/// A note, where it stands, and the collections that hold it.
#[derive(Clone, Debug)]
pub struct NoteRow {
    /// The note as it was made and changed.
    pub note: Note,
    /// The current edition of its document, if that is in the library.
    pub document: Option<Arc<DocumentRow>>,
    /// What became of its passage.
    pub state: State,
    /// Where it stands.
    pub place: Place,
    /// Ids and titles of the collections that hold it.
    pub collections: Vec<(String, String)>,
}

impl NoteRow {
    /// What it holds on to: where it stands now, or where it stood if that is lost; none on a place without words.
    pub fn anchor(&self) -> Option<&Anchor> {
        self.place.now.as_ref().or(self.note.target.anchor.as_ref())
    }

    /// Title of its document.
    pub fn title(&self) -> &str {
        self.document.as_ref().map_or(&self.note.target.title, |row| row.title())
    }

    /// Name of the file of its document.
    pub fn file(&self) -> &str {
        self.document.as_ref().map_or(&self.note.target.file, |row| &row.file_name)
    }

    /// Public id of the current edition of its document, or of the one it was made in.
    pub fn document_id(&self) -> &str {
        self.document.as_ref().map_or(&self.note.target.document, |row| row.id.as_str())
    }

    /// First and last block.
    pub fn blocks(&self) -> Option<(u32, u32)> {
        self.place.blocks()
    }

    /// The link that opens it.
    pub fn address(&self) -> Address {
        let anchor = self.anchor();
        Address {
            document: self.document_id().to_owned(),
            blocks: self.blocks(),
            span: self.place.span.or_else(|| anchor.map(|a| a.position)),
            quote: anchor.map(|a| fingerprint(&a.quote)),
        }
    }
}
