//! Events: the only thing that flows up by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ExportProgress, Link};

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
    /// Pages of the file at work that are read so far, where it has pages.
    pub page: Option<u32>,
    /// Its pages in all, as soon as known.
    pub pages: Option<u32>,
    /// The user has paused it.
    pub paused: bool,
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
    /// What was doubtful.
    pub warnings: Vec<WarningView>,
    /// Pages of all its documents; 0 where the format has none.
    pub pages: u32,
    /// What was guessed of its (first) document, with the words it was guessed from; empty where refused.
    pub guesses: Vec<Guess>,
}

/// Something doubtful in a file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WarningView {
    /// Its code; the window has words for it.
    pub code: String,
    /// In words (English).
    pub message: String,
    /// Where, such as `line 12` or `page 3`.
    #[serde(rename = "where")]
    pub place: Option<String>,
}

/// Something that was guessed about a document, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Guess {
    /// title, kind, issuer, work, edition, draft, decidedOn, decidedBy, fiscalYear.
    pub field: String,
    /// The value.
    pub value: String,
    /// The words of the document that say so.
    pub evidence: String,
    /// Index of the block they stand in.
    pub block: u32,
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

/// What a command waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReadingStep {
    /// Documents are read for amounts and programs.
    Documents,
    /// Links are looked for between them.
    Links,
}

/// How far a reading of all documents is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReadingProgress {
    /// What is done.
    pub step: ReadingStep,
    /// Documents done, or that part of the search for links, in steps of no meaning.
    pub done: u32,
    /// Of how many.
    pub total: u32,
}

/// Files that another program hands over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenFiles {
    /// Which.
    pub paths: Vec<String>,
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
    /// All documents are being read for a command that waits.
    ReadingProgress(ReadingProgress),
    /// An export went on.
    ExportProgress(ExportProgress),
    /// Documents came or went, here or in another process: ask again.
    LibraryChanged,
    /// Notes or collections were changed by another process: ask again.
    NotesChanged,
    /// A `tadori://` link was followed in another program.
    OpenLink(Link),
    /// The program was started once more, with files to import.
    OpenFiles(OpenFiles),
}
