//! What is said to an import, and what it says.

mod save;

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tadori_text::{Guess, Kind, Metadata, PartialDate};

use crate::helper::Failure;

pub use save::save_report;

/// A password: used, never written anywhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What the user says of the files; it wins over what is read in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportOptions {
    /// Kind.
    pub kind: Option<Kind>,
    /// Title.
    pub title: Option<String>,
    /// Decision date.
    pub date: Option<PartialDate>,
    /// Recognise the text of pages that are pictures.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ocr: bool,
    /// Opens locked files. Never stored: an import that was cut off asks for it again.
    #[serde(skip)]
    pub password: Option<Password>,
}

impl ImportOptions {
    /// These, and what was said before where these say nothing.
    pub(crate) fn over(&self, before: &Self) -> Self {
        Self {
            kind: self.kind.or(before.kind),
            title: self.title.clone().or_else(|| before.title.clone()),
            date: self.date.clone().or_else(|| before.date.clone()),
            ocr: self.ocr || before.ocr,
            password: None,
        }
    }

    /// How the bytes of a file are to be read.
    pub(crate) fn reading(&self, password: Option<&Password>) -> tadori_ingest::Options {
        tadori_ingest::Options { password: password.map(|p| p.0.clone()), ocr: self.ocr }
    }

    pub(crate) fn apply(&self, metadata: &mut Metadata) {
        if let Some(kind) = self.kind {
            metadata.kind = Some(kind);
        }
        if let Some(title) = &self.title {
            metadata.title.clone_from(title);
        }
        if let Some(date) = &self.date {
            metadata.decided_on = Some(date.clone());
            metadata.draft = false;
        }
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// New.
    Imported,
    /// The same bytes were there already.
    Unchanged,
    /// A new file took the place of the one from the same path, which is kept; or the same file is described otherwise.
    Updated,
    /// Not readable.
    Refused,
}

impl FileStatus {
    /// The name used on the command line and in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Unchanged => "unchanged",
            Self::Updated => "updated",
            Self::Refused => "refused",
        }
    }
}

/// Why a file was refused: a code the window has words for, and the words for everybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// `empty-file`, `binary-file`, `too-large`, `unknown-format`, `undecodable`, `unreadable-file`, `vanished`,
    /// `changed-while-read`, `password-needed`, `wrong-password`, `damaged-file`, `over-limit`, `internal`.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::new("vanished", "the file is not there (any more)"),
            std::io::ErrorKind::PermissionDenied => {
                Self::new("unreadable-file", "the file may not be read; ask for permission or copy it")
            }
            _ => Self::new("unreadable-file", format!("the file cannot be read: {error}")),
        }
    }

    pub(crate) fn from_failure(failure: &Failure) -> Self {
        match failure {
            Failure::Refused(error) => Self::from_ingest(error),
            Failure::Stopped => Self::new("cancelled", "the import was stopped"),
            Failure::NotStarted(error) => {
                let message = format!("the process that reads such files could not be started: {error}; try again");
                Self::new("internal", message)
            }
        }
    }

    pub(crate) fn from_ingest(error: &tadori_ingest::Error) -> Self {
        use tadori_ingest::Error as E;
        let code = match error {
            E::Empty => "empty-file",
            E::TooLarge { .. } => "too-large",
            E::Binary { .. } => "binary-file",
            E::UnknownFormat { .. } => "unknown-format",
            E::PasswordNeeded => "password-needed",
            E::WrongPassword => "wrong-password",
            E::Damaged { .. } => "damaged-file",
            E::Limit { .. } => "over-limit",
            _ => "undecodable",
        };
        Self::new(code, error.to_string())
    }
}

/// Something doubtful in a file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warned {
    /// Its code.
    pub code: String,
    /// In words.
    pub message: String,
    /// Where, such as `line 12`.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl From<&tadori_ingest::Warning> for Warned {
    fn from(w: &tadori_ingest::Warning) -> Self {
        let place = w.where_.as_ref().map(ToString::to_string);
        Self { code: w.code.as_str().to_owned(), message: w.message.clone(), place }
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file as it was named.
    pub path: PathBuf,
    /// What became of it.
    pub status: FileStatus,
    /// Ids of its documents.
    pub documents: Vec<String>,
    /// Title of the first one.
    pub title: Option<String>,
    /// Blocks of all of them.
    pub blocks: u32,
    /// Pages of all of them; 0 where the format has none.
    pub pages: u32,
    /// What was guessed of the first one, with the words it was guessed from.
    pub guesses: Vec<Guess>,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// What was doubtful.
    pub warnings: Vec<Warned>,
}

/// Where a job stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files to go through are known.
    Started {
        /// Their number.
        total: u32,
    },
    /// Pages of a file were read; several files can be at work.
    Pages {
        /// The file.
        path: PathBuf,
        /// Pages read so far.
        done: u32,
        /// Pages in all.
        total: u32,
    },
    /// A file is done, durably.
    File(Box<FileReport>),
    /// Documents went into an index that is being rebuilt or caught up.
    Indexed {
        /// So far.
        done: u32,
        /// In all.
        total: u32,
    },
}

/// The end of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Files imported or updated.
    pub imported: u32,
    /// Files that were there already.
    pub unchanged: u32,
    /// Files refused.
    pub refused: u32,
    /// It was stopped before the end.
    pub cancelled: bool,
}
