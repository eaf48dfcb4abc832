//! What can go wrong while a file is made.

use std::io;

/// A file was not made. Each message names the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user stopped it.
    #[error("stopped; the file is not complete")]
    Cancelled,
    /// The file cannot be written to.
    #[error("the file cannot be written ({0}); check that the disk has room and that no other program has it open")]
    Write(#[from] io::Error),
    /// The format has no room for it.
    #[error("{what} does not fit into {format}; {advice}")]
    TooLarge {
        /// What does not fit.
        what: String,
        /// The format.
        format: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A library that makes the format refuses.
    #[error("the {format} file cannot be made ({detail}); export it as docx or html instead and report this")]
    Failed {
        /// The format.
        format: &'static str,
        /// What it says.
        detail: String,
    },
}

impl From<zip::result::ZipError> for Error {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Write(error.into())
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
