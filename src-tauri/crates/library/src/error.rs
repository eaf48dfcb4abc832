//! What can go wrong with a library, always with the thing it went wrong with.

use std::path::{Path, PathBuf};

/// An operation on a library failed. Each message names the thing, the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be read or made.
    #[error("the library {} cannot be opened: {source}; check that the folder exists and may be read", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A newer version of Tadori wrote it.
    #[error("the library {} was written by a newer version of Tadori (format {found}, this version knows up to {known}); use that version", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: usize,
        /// The newest version this program knows.
        known: usize,
    },
    /// The database is damaged.
    #[error("the database {} is damaged ({detail}); run `tadori doctor`: it keeps the damaged file and saves what can be read", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What `SQLite` says.
        detail: String,
    },
    /// Another process is writing.
    #[error("another program is writing to the library {}; wait until its import has ended, or stop it", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be written to.
    #[error("the library {} is read-only; copy it to a folder that may be written to", path.display())]
    ReadOnly {
        /// The folder.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk that holds {} is full; free some space and try again: nothing that was reported done is lost", path.display())]
    DiskFull {
        /// The folder.
        path: PathBuf,
    },
    /// There is no such document.
    #[error("there is no document {id} in the library")]
    NoDocument {
        /// The id asked for.
        id: String,
    },
    /// A file of verdicts has a line that is none.
    #[error("{}, line {line}: this is no verdict ({detail}); nothing was taken in", path.display())]
    NoVerdict {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        detail: String,
    },
    /// There is no such passage, or it has no words.
    #[error("the document {document} has no passage {block} with words in it; show it again")]
    NoPassage {
        /// Id of the document.
        document: String,
        /// Index of the block.
        block: u32,
    },
    /// There is no such note.
    #[error("there is no note {id} in the library; it may have been removed or undone")]
    NoNote {
        /// The id asked for.
        id: String,
    },
    /// There is no such collection.
    #[error("there is no collection {id} in the library; it may have been removed or undone")]
    NoCollection {
        /// The id asked for.
        id: String,
    },
    /// A collection cannot lie in itself.
    #[error("the collection {id} cannot be moved into itself or into one that lies in it; choose another one")]
    IntoItself {
        /// The collection.
        id: String,
    },
    /// There are no words where a note or link was to be made.
    #[error(
        "there are no words to hold on to at this place of the document {document}; show it again and select words"
    )]
    NoWords {
        /// Id of the document.
        document: String,
    },
    /// A file of notes is none, or damaged.
    #[error("{}: {source}; nothing was taken in", path.display())]
    NoNotes {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: tadori_notes::NoNotes,
    },
    /// It is no link to a passage.
    #[error(transparent)]
    NoAddress(#[from] tadori_notes::NoAddress),
    /// The words of a link are gone.
    #[error("the words that {link} names are no longer in “{title}”; search for words of the passage there")]
    LinkLost {
        /// The link.
        link: String,
        /// Title of the document.
        title: String,
    },
    /// There is no such undecided amount.
    #[error("there is no undecided amount {id} in the library; it may have changed since it was shown: show it again")]
    NoAmount {
        /// The id asked for.
        id: String,
    },
    /// Two names were to be told apart or joined that are no two names.
    #[error("“{name}” and “{other}” are no two names; give two that differ")]
    OneName {
        /// The one.
        name: String,
        /// The other.
        other: String,
    },
    /// A person stopped it.
    #[error("it was stopped before the documents were read; ask again to read them")]
    Cancelled,
    /// A draft was given the date of a decision.
    #[error("a draft (案) has no date of decision; say that it is decided (no draft), or leave the date out")]
    DatedDraft,
    /// The search index failed.
    #[error(transparent)]
    Index(#[from] tadori_search::Error),
    /// The built-in dictionary failed.
    #[error(transparent)]
    Dictionary(#[from] tadori_dictionary::Error),
    /// The library's vocabulary file cannot be used.
    #[error("{}: {source}", path.display())]
    Vocabulary {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: tadori_dictionary::VocabularyError,
    },
    /// A file was not written.
    #[error("{}: {source}", path.display())]
    Export {
        /// The file.
        path: PathBuf,
        /// Why.
        source: tadori_export::Error,
    },
    /// What was said of citations cannot be used.
    #[error("{}: {source}", path.display())]
    CitationStyle {
        /// The file that holds it.
        path: PathBuf,
        /// What is wrong with it.
        source: tadori_export::TemplateError,
    },
    /// A file cannot be checked.
    #[error("{}: {source}", path.display())]
    Unverifiable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: tadori_export::read::Error,
    },
    /// Any other answer of the database.
    #[error("the database refused: {0}")]
    Database(rusqlite::Error),
}

/// Stands for the database where its folder is not at hand; [`Error::of`] fills it in.
const DATABASE: &str = "library.sqlite";

impl Error {
    /// The same error, said of the library in `folder`.
    pub(crate) fn of(mut self, folder: &Path) -> Self {
        // The threads of the index say only that they ended, and the database that it could not make a side file.
        if matches!(self, Self::Index(_) | Self::Unreadable { .. }) && is_full(folder) {
            return Self::DiskFull { path: folder.to_owned() };
        }
        match &mut self {
            Self::Damaged { path, .. } | Self::Unreadable { path, .. } if path == Path::new(DATABASE) => {
                *path = folder.join(DATABASE);
            }
            Self::Busy { path } | Self::DiskFull { path } | Self::ReadOnly { path } if path == Path::new(DATABASE) => {
                folder.clone_into(path);
            }
            _ => {}
        }
        self
    }

    /// There is no index to write to.
    pub(crate) fn no_index(folder: &Path) -> Self {
        let source = std::io::Error::other("the search index cannot be opened");
        Self::Unreadable { path: folder.to_owned(), source }
    }

    /// An I/O error at `path`, told apart by what a user can do about it.
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull { path },
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly { path },
            _ => Self::Unreadable { path, source },
        }
    }

    /// A database error of the library at `path`, told apart likewise.
    pub(crate) fn database(path: &Path, error: rusqlite::Error) -> Self {
        use rusqlite::{Error as E, ErrorCode};
        let path = path.to_owned();
        // A value that is not what was written there is damage too, though SQLite cannot know.
        if matches!(error, E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::Utf8Error(..)) {
            return Self::Damaged { path, detail: error.to_string() };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, detail: error.to_string() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied) => {
                Self::Unreadable { path, source: std::io::Error::other(error.to_string()) }
            }
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::database(Path::new(DATABASE), error)
    }
}

/// Whether even a little more cannot be written to the disk of `folder`.
pub(crate) fn is_full(folder: &Path) -> bool {
    let path = folder.join("library.probe");
    let written = std::fs::write(&path, vec![0_u8; 64 << 10]);
    let _ = std::fs::remove_file(&path);
    written.is_err_and(|e| matches!(e.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded))
}
