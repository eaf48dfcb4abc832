//! 抜粋・注記: highlights with notes, where they stand, and what was done to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Facet, PageBox};

/// One of the four colours of a highlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NoteColour {
    /// 黄
    #[default]
    Yellow,
    /// 緑
    Green,
    /// 青
    Blue,
    /// 桃
    Pink,
}

/// What became of the passage of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NoteState {
    /// It stands where it stood.
    Same,
    /// It stands elsewhere, or an edit has come near it: to be looked at and accepted.
    Moved,
    /// It is gone, or its document is.
    Lost,
}

/// Blocks in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockRange {
    /// Index of the first.
    pub first: u32,
    /// Index of the last.
    pub last: u32,
}

/// Where the passage of a moved note stood when it was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotePlace {
    /// What was read before it.
    pub before: String,
    /// What was read after it.
    pub after: String,
    /// Texts of the headings above it, outermost first.
    pub section: Vec<String>,
    /// Page, from 1.
    pub page: Option<u32>,
}

/// A collection that holds a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CollectionRef {
    /// Id of the collection.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A highlight with its note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteView {
    /// Tells it from every other one, in every library.
    pub id: String,
    /// Id of the current edition of its document; where that is not in the library, of the one it was made in.
    pub document: String,
    /// Title of the document.
    pub document_title: String,
    /// Name of its file.
    pub file: String,
    /// Whether the document is in the library.
    pub in_library: bool,
    /// The words; empty for a note on a place of a page without words.
    pub quote: String,
    /// What is read before them: where they stand now, or where they stood if lost.
    pub before: String,
    /// What is read after them.
    pub after: String,
    /// Texts of the headings above them, outermost first.
    pub section: Vec<String>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// First line in the file (1-based); none when lost.
    pub line_first: Option<u32>,
    /// Last line in the file (1-based); none when lost.
    pub line_last: Option<u32>,
    /// Where it stands; none when lost, or on a place of a page.
    pub blocks: Option<BlockRange>,
    /// Where it stands on the pages of the original, a box a line; empty where that is not known.
    pub boxes: Vec<PageBox>,
    /// It is on a place of a page, not on words.
    pub on_page: bool,
    /// Its colour.
    pub colour: NoteColour,
    /// What was written, Markdown.
    pub body: String,
    /// The same as HTML: no markup of the writer's own, nothing that is fetched.
    pub html: String,
    /// Its tags, as typed.
    pub tags: Vec<String>,
    /// The collections that hold it.
    pub collections: Vec<CollectionRef>,
    /// What became of its passage.
    pub state: NoteState,
    /// Of a moved one: where it stood.
    pub was: Option<NotePlace>,
    /// `tadori://` link that opens the passage.
    pub link: String,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// When it was changed last (RFC 3339).
    pub changed_at: String,
}

/// The order of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
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

/// Asks for notes; empty lists restrict nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotesRequest {
    /// Words that all must be in quote, note, tags or title of the document; spelling folded.
    pub words: String,
    /// Tags that all must be there.
    pub tags: Vec<String>,
    /// Colours of which it has one.
    pub colours: Vec<NoteColour>,
    /// States of which it has one.
    pub states: Vec<NoteState>,
    /// Document id.
    pub document: Option<String>,
    /// Id of a collection that holds them, or one below it.
    pub collection: Option<String>,
    /// Ids of notes.
    pub ids: Vec<String>,
    /// The order.
    pub sort: NoteSort,
    /// Notes to pass over.
    pub first: u32,
    /// Notes wanted at most.
    pub count: u32,
}

/// Some of the notes that were asked for, and what there is in all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NotesPage {
    /// All of them.
    pub total: u32,
    /// Those wanted.
    pub notes: Vec<NoteView>,
    /// Tags, the most used first; counted without the restriction to tags.
    pub tags: Vec<Facet>,
    /// Colours; counted without the restriction to colours.
    pub colours: Vec<Facet>,
    /// States; counted without the restriction to states.
    pub states: Vec<Facet>,
    /// Documents, by title; counted without the restriction to a document.
    pub documents: Vec<Facet>,
}

/// Asks for the notes on some blocks of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotesOfRequest {
    /// Document id.
    pub document: String,
    /// First block wanted.
    pub first: u32,
    /// Last block wanted.
    pub last: u32,
}

/// A note as far as it must be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteMark {
    /// Id of the note.
    pub note: String,
    /// Its colour.
    pub colour: NoteColour,
    /// What became of its passage: same or moved.
    pub state: NoteState,
    /// Something was written to it.
    pub written: bool,
}

/// A stretch of the text of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteRun {
    /// The text.
    pub text: String,
    /// The notes on it, the one made first first; empty for plain text.
    pub notes: Vec<NoteMark>,
}

/// A block with notes on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockNotes {
    /// Index of the block.
    pub block: u32,
    /// The whole of its text.
    pub runs: Vec<NoteRun>,
}

/// A note on the pages of the original.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NoteBoxes {
    /// The note.
    pub mark: NoteMark,
    /// Where it stands, a box a line.
    pub boxes: Vec<PageBox>,
}

/// The notes on some blocks of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentNotes {
    /// Blocks with notes on them, in order.
    pub blocks: Vec<BlockNotes>,
    /// The same notes on the pages of the original, and those on places of its pages.
    pub boxes: Vec<NoteBoxes>,
    /// Ids of notes of the whole document that moved.
    pub moved: Vec<String>,
    /// Ids of notes of the whole document that are lost.
    pub lost: Vec<String>,
}

/// A point in the text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextPoint {
    /// Index of the block.
    pub block: u32,
    /// UTF-16 units from the beginning of its text as it is shown.
    pub at: u32,
}

/// What a note is made on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "on", rename_all = "kebab-case")]
pub enum NoteOn {
    /// Words.
    Words {
        /// Where they begin.
        from: TextPoint,
        /// Where they end.
        to: TextPoint,
    },
    /// A place on a page of the original; the words on it are found.
    Page {
        /// Where.
        area: PageBox,
    },
}

/// Makes a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AnnotateRequest {
    /// Document id.
    pub document: String,
    /// What it is on.
    pub place: NoteOn,
    /// Its colour.
    pub colour: NoteColour,
    /// Markdown; may be empty.
    pub body: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Id of a collection to put it in.
    pub collection: Option<String>,
}

/// Changes a note. What is not given stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveNoteRequest {
    /// Id of the note.
    pub id: String,
    /// Its colour.
    pub colour: Option<NoteColour>,
    /// Markdown.
    pub body: Option<String>,
    /// Tags.
    pub tags: Option<Vec<String>>,
}

/// Names notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteIds {
    /// Ids of the notes.
    pub ids: Vec<String>,
}

/// Names a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteRef {
    /// Id of the note.
    pub id: String,
}

/// A note as it was from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteVersion {
    /// When (RFC 3339).
    pub at: String,
    /// What was done: a code as in `UndoView`.
    pub done: String,
    /// It was taken back since.
    pub undone: bool,
    /// The words; none: the note was removed.
    pub quote: Option<String>,
    /// Its colour.
    pub colour: NoteColour,
    /// Markdown.
    pub body: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// What a person calls a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColourName {
    /// The colour.
    pub colour: NoteColour,
    /// What it stands for; empty where nobody said.
    pub name: String,
}
