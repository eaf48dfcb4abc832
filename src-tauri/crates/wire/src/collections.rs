//! 抜粋集: collections of notes; undo and redo; notes that come and go in files; links that open a passage.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{NoteColour, NoteView, Run};

/// A collection. The list of them is a tree: each names the one that it lies in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CollectionView {
    /// Tells it from every other one.
    pub id: String,
    /// Id of the collection that it lies in.
    pub parent: Option<String>,
    /// Its place among those of the same parent, from 0.
    pub position: u32,
    /// Title.
    pub title: String,
    /// What stands before its notes, Markdown.
    pub introduction: String,
    /// The same as HTML, as safe as that of a note.
    pub introduction_html: String,
    /// Notes in it, without those of collections in it.
    pub count: u32,
}

/// Names a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CollectionId {
    /// Id of the collection.
    pub id: String,
}

/// Makes a collection, the last of its parent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CreateCollection {
    /// Title.
    pub title: String,
    /// Id of the collection that it lies in.
    pub parent: Option<String>,
    /// Markdown; may be empty.
    pub introduction: String,
}

/// Changes a collection. What is not given stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveCollection {
    /// Id of the collection.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Markdown.
    pub introduction: Option<String>,
}

/// Moves a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoveCollection {
    /// Id of the collection.
    pub id: String,
    /// Id of the collection that it is to lie in; none: in no other one.
    pub parent: Option<String>,
    /// Id of the one of the same parent before which it is to stand; none: the last.
    pub before: Option<String>,
}

/// Puts notes into a collection; those in it already are moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PutIn {
    /// Id of the collection.
    pub collection: String,
    /// Ids of the notes, in the order they are to have.
    pub notes: Vec<String>,
    /// Id of the note before which they are to stand; none: last.
    pub before: Option<String>,
}

/// Takes notes out of a collection; they stay in the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakeOut {
    /// Id of the collection.
    pub collection: String,
    /// Ids of the notes.
    pub notes: Vec<String>,
}

/// What was undone or done again, and what can be next. A step is one of: annotate, save-note, remove-notes,
/// accept-moves, put-in, take-out, create-collection, save-collection, remove-collection, move-collection, name-colour,
/// import-notes, resolve-conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoView {
    /// The step that was undone or done again; none: there was none.
    pub done: Option<String>,
    /// The step that `undo` would take back.
    pub undo: Option<String>,
    /// The step that `redo` would do again.
    pub redo: Option<String>,
    /// Ids of the notes that were changed by it.
    pub notes: Vec<String>,
    /// Ids of the collections that were changed by it.
    pub collections: Vec<String>,
}

/// A file of notes to take in: our own JSON, Web Annotations, Hypothesis, Zotero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportNotesRequest {
    /// Where it is.
    pub path: String,
}

/// A file of notes to write (Web Annotations, JSON).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportNotesRequest {
    /// Where it goes.
    pub path: String,
    /// Id of the collection to write; none: all notes and collections.
    pub collection: Option<String>,
}

/// What came of taking in notes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotesImported {
    /// Taken in.
    pub added: u32,
    /// Of these, those whose document is not in the library, or lacks the passage.
    pub lost: u32,
    /// Here already, the same.
    pub known: u32,
    /// Here already, otherwise: mine stays until somebody says what is to be.
    pub conflicts: Vec<NoteConflict>,
}

/// A note that two persons changed differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NoteConflict {
    /// As it is here.
    pub mine: NoteView,
    /// As it is there.
    pub theirs: TheirNote,
}

/// Another person's word on a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TheirNote {
    /// Its colour.
    pub colour: NoteColour,
    /// Markdown.
    pub body: String,
    /// The same as HTML.
    pub html: String,
    /// Tags.
    pub tags: Vec<String>,
    /// When it was changed last (RFC 3339).
    pub changed_at: String,
}

/// Which of two words on a note is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Take {
    /// Mine.
    Mine,
    /// The other person's.
    Theirs,
    /// Both, as two notes.
    Both,
}

/// Says what is to become of a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResolveConflict {
    /// Id of the note.
    pub id: String,
    /// What is to be kept.
    pub take: Take,
}

/// A `tadori://` link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    /// The link.
    pub url: String,
}

/// Asks for the link of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkOfRequest {
    /// Document id.
    pub document: String,
    /// Where they begin.
    pub from: crate::TextPoint,
    /// Where they end.
    pub to: crate::TextPoint,
}

/// A block with the words of a link marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedBlock {
    /// Index of the block.
    pub block: u32,
    /// Its text.
    pub runs: Vec<Run>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenedLink {
    /// Id of the document: of its current edition where the passage is in that.
    pub document: String,
    /// Index of the first block.
    pub first: u32,
    /// Index of the last block.
    pub last: u32,
    /// The words of the link, marked; empty where it names blocks only.
    pub blocks: Vec<LinkedBlock>,
    /// The words stand elsewhere than the link says.
    pub moved: bool,
}
