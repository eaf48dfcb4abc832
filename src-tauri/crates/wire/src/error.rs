//! Errors as they cross: a code the window has words for, and the detail.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, as a code. `ui/src/words` has a Japanese and an English sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The library's folder cannot be read or made.
    #[error("library-unreadable")]
    LibraryUnreadable,
    /// The library was written by a newer version of Tadori.
    #[error("library-newer")]
    LibraryNewer,
    /// The database is damaged.
    #[error("library-damaged")]
    LibraryDamaged,
    /// A repair of the library was cut off: documents are missing until it is done.
    #[error("library-incomplete")]
    LibraryIncomplete,
    /// Another process is writing to the library.
    #[error("library-busy")]
    LibraryBusy,
    /// The library, or its disk, cannot be written to.
    #[error("library-read-only")]
    LibraryReadOnly,
    /// The disk is full.
    #[error("disk-full")]
    DiskFull,
    /// No library is open.
    #[error("no-library")]
    NoLibrary,
    /// There is no document with that id.
    #[error("no-document")]
    NoDocument,
    /// The index cannot be read and is being made anew.
    #[error("index-damaged")]
    IndexDamaged,
    /// The query cannot be understood.
    #[error("bad-query")]
    BadQuery,
    /// The request is not one that this version knows.
    #[error("bad-request")]
    BadRequest,
    /// A name that cannot be used for a library.
    #[error("bad-name")]
    BadName,
    /// A draft was given the date of a decision.
    #[error("dated-draft")]
    DatedDraft,
    /// There is no note or collection with that id.
    #[error("no-note")]
    NoNote,
    /// There are no words where a note was to be made.
    #[error("no-words")]
    NoWords,
    /// A file that was to be taken in holds no notes, or damaged ones.
    #[error("bad-notes")]
    BadNotes,
    /// It is no `tadori://` link, or one of a newer version.
    #[error("bad-link")]
    BadLink,
    /// The words that a link names are no longer in the document.
    #[error("link-lost")]
    LinkLost,
    /// A citation style cannot be read.
    #[error("bad-style")]
    BadStyle,
    /// A file whose quotes cannot be checked: a PDF, another format, a damaged file.
    #[error("not-checked")]
    NotChecked,
    /// A file that the user named could not be written.
    #[error("not-written")]
    NotWritten,
    /// The file manager cannot be opened, or the file is gone.
    #[error("not-shown")]
    NotShown,
    /// A person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// A fault of the program.
    #[error("internal")]
    Internal,
}

/// An error on its way to the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// Which thing, and why (English, for the log and the curious).
    pub detail: String,
}
