//! Events: the only thing that flows up by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// The job.
    pub job: u32,
    /// Files done.
    pub done: u32,
    /// Files in all.
    pub total: u32,
    /// The file at work.
    pub file: Option<String>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// New.
    Imported,
    /// The same bytes were there already.
    Unchanged,
    /// A new file of an edition that was there already; the old one is kept.
    Updated,
    /// Could not be read; `code` and `message` say why.
    Refused,
}

/// One line of the import report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// The job.
    pub job: u32,
    /// The file.
    pub file: String,
    /// What became of it.
    pub status: FileStatus,
    /// Id of its (first) document.
    pub document: Option<String>,
    /// Title of its (first) document.
    pub title: Option<String>,
    /// Documents in the file.
    pub documents: u32,
    /// Blocks in all of them.
    pub blocks: u32,
    /// Error code, where refused.
    pub code: Option<String>,
    /// The error or warnings in detail (English; the window has words for the codes).
    pub message: Option<String>,
    /// Codes of warnings.
    pub warnings: Vec<String>,
}

/// The end of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportSummary {
    /// The job.
    pub job: u32,
    /// Files imported or updated.
    pub imported: u32,
    /// Files that were there already.
    pub unchanged: u32,
    /// Files refused.
    pub refused: u32,
    /// The user stopped it; what was done before stays.
    pub cancelled: bool,
}

/// How far a rebuild of the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IndexProgress {
    /// Documents done.
    pub done: u32,
    /// Documents in all.
    pub total: u32,
}

/// Something that happened in the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "event", content = "data")]
pub enum Event {
    /// An import went on.
    ImportProgress(ImportProgress),
    /// A file is done.
    ImportFile(FileReport),
    /// An import ended.
    ImportDone(ImportSummary),
    /// The index is being rebuilt.
    IndexProgress(IndexProgress),
    /// Documents came or went, here or in another process: ask again.
    LibraryChanged,
}
