//! Why a file cannot be checked.

/// A file cannot be read back. Each message names the cause and the next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is a PDF.
    #[error(
        "a PDF cannot be checked: it holds shapes at places, not quotes; check the docx, xlsx, md, html, csv or json \
         that was exported with it"
    )]
    Pdf,
    /// It is no format that is exported.
    #[error("{name} is no docx, xlsx, md, html, csv or json file; save it as one of these and try again")]
    Unknown {
        /// The file.
        name: String,
    },
    /// It is damaged.
    #[error("the {format} file is damaged ({detail}); open it in the program that made it and save it again")]
    Damaged {
        /// The format.
        format: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// It takes more room than it should.
    #[error("{what}; a file that was exported is far smaller")]
    TooLarge {
        /// What is too large.
        what: String,
    },
}
