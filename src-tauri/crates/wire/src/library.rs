//! 取込 and libraries: what is in a library, and how documents come and go.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A library that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryInfo {
    /// What a person calls it.
    pub name: String,
    /// Its folder.
    pub path: String,
    /// The bundled corpus (見本): shown with a badge, not meant for the user's own documents.
    pub sample: bool,
    /// Whether it is the one that is open.
    pub open: bool,
}

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum IndexState {
    /// Everything can be found.
    Ready,
    /// Being rebuilt; the old one answers meanwhile where there is one.
    Rebuilding {
        /// Documents done.
        done: u32,
        /// Documents in all.
        total: u32,
    },
}

/// The library that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedLibrary {
    /// Which one.
    pub info: LibraryInfo,
    /// Whether nothing can be written (its disk or folder is read-only).
    pub read_only: bool,
    /// Documents in it.
    pub documents: u32,
    /// The index.
    pub index: IndexState,
    /// Files of an import that was cut off; `resumeImport` takes it up again.
    pub unfinished_import: u32,
    /// What the user should know about the state of the library: error codes (see [`crate::Code`]).
    pub notices: Vec<crate::Code>,
}

/// Names a library by its folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibraryRef {
    /// Its folder.
    pub path: String,
}

/// Asks for a new library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CreateLibrary {
    /// What to call it.
    pub name: String,
}

/// A document of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentInfo {
    /// Id.
    pub document: String,
    /// Name of the file it came from.
    pub file: String,
    /// Title; the file name where none is known.
    pub title: String,
    /// Kind.
    pub kind: Option<String>,
    /// 作成主体
    pub issuer: Option<String>,
    /// 版
    pub edition: Option<String>,
    /// 案・日付未定
    pub draft: bool,
    /// 見本・要約（原文ではない）
    pub sample: bool,
    /// Full title of the original, for a summary.
    pub summary_of: Option<String>,
    /// Decision date as precise as printed.
    pub decided_on: Option<String>,
    /// Deciding body.
    pub decided_by: Option<String>,
    /// 年度
    pub fiscal_year: Option<i32>,
    /// Blocks.
    pub blocks: u32,
    /// When it was imported, RFC 3339 UTC.
    pub imported_at: String,
    /// A newer file of the same edition has taken its place.
    pub superseded: bool,
}

/// A running job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JobId {
    /// Its number.
    pub job: u32,
}

/// Files and folders to import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// Files, or folders (taken with all that is in them).
    pub paths: Vec<String>,
    /// Opens a locked file; used once, never kept.
    #[serde(default)]
    pub password: Option<String>,
    /// Recognise the text of pages that are pictures, with the OCR program that is installed.
    #[serde(default)]
    pub ocr: bool,
}

/// Pauses an import, or lets it go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseRequest {
    /// The job.
    pub job: u32,
    /// Pause, or go on.
    pub paused: bool,
}

/// Asks to write the report of an import to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveReportRequest {
    /// The job.
    pub job: u32,
    /// Where to write it; a .csv file is written as a table (UTF-8 with a mark, for Excel), anything else as text.
    pub path: String,
}

/// Whether the text of pictures can be recognised here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OcrState {
    /// A program with Japanese is installed.
    pub available: bool,
    /// Its name and version, or what is missing and how to get it.
    pub detail: String,
}

/// What a person says about a document: it takes the place of what was guessed, and outlives a new import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// Document id.
    pub document: String,
    /// The fields as they are to be; what is left as guessed is sent as guessed.
    pub fields: DocumentFields,
}

/// The fields of a document that a person can edit. `None` or empty: not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentFields {
    /// 題名
    pub title: String,
    /// Kind, by its name.
    pub kind: Option<String>,
    /// 作成主体
    pub issuer: Option<String>,
    /// The work that this is an edition of.
    pub work: Option<String>,
    /// 版
    pub edition: Option<String>,
    /// 案・日付未定
    pub draft: bool,
    /// Decision date as precise as known: YYYY, YYYY-MM or YYYY-MM-DD.
    pub decided_on: Option<String>,
    /// Deciding body.
    pub decided_by: Option<String>,
    /// 年度
    pub fiscal_year: Option<i32>,
}

/// What is known about a document, where it comes from, and its other editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentDetails {
    /// As shown.
    pub info: DocumentInfo,
    /// As they are now.
    pub fields: DocumentFields,
    /// What was guessed from the document, with its evidence.
    pub guesses: Vec<crate::Guess>,
    /// Names of the fields that a person set.
    pub edited: Vec<String>,
    /// Other editions of the same work in the library, oldest first.
    pub editions: Vec<DocumentInfo>,
}

/// Names a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DocumentRef {
    /// Its id.
    pub document: String,
}

/// Asks to remove a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemoveRequest {
    /// Document id.
    pub document: String,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What a removal takes away, or would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Removal {
    /// Title of the document.
    pub title: String,
    /// Blocks that can no longer be found.
    pub blocks: u32,
    /// Whether the stored original goes too (no other document came from it).
    pub original: bool,
    /// Title of the older file of the same edition that becomes the current one again.
    pub restored: Option<String>,
}
