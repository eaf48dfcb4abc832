//! The formats, by name.

use std::fmt;
use std::str::FromStr;

/// A format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Word
    Docx,
    /// Excel
    Xlsx,
    /// Markdown (`CommonMark`)
    Markdown,
    /// One HTML file, with a style for print.
    Html,
    /// PDF
    Pdf,
    /// RFC 4180 in UTF-8 with a byte order mark, which Excel asks for.
    Csv,
    /// W3C Web Annotation, a collection.
    Json,
    /// The sources, for LaTeX.
    Bibtex,
    /// The sources, for reference managers.
    CslJson,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 9] = [
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Xlsx,
        Self::Csv,
        Self::Pdf,
        Self::Json,
        Self::Bibtex,
        Self::CslJson,
    ];

    /// The name used on the command line, such as `csl-json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
        }
    }

    /// How the name of such a file ends, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::CslJson => "json",
            other => other.as_str(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    /// Reads the name that [`Format::as_str`] gives; the error lists the names.
    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|f| f.as_str() == name)
            .ok_or_else(|| format!("unknown format “{name}”; one of {}", Self::ALL.map(Self::as_str).join(", ")))
    }
}
