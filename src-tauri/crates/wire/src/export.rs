//! 書出し・照合: files for others, the print view, how sources are cited, and whether an exported file still holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{NotesRequest, Run, SearchRequest};

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ExportWhat {
    /// A collection, with those in it.
    Collection {
        /// Its id.
        id: String,
    },
    /// Notes, by document; `first` and `count` restrict nothing here.
    Notes {
        /// Which.
        request: NotesRequest,
    },
    /// The hits of a search, as many as its limit says.
    Search {
        /// Which.
        request: SearchRequest,
    },
    /// What a passage rests on and what became of it.
    Trace {
        /// Id of the document.
        document: String,
        /// Index of the block.
        block: u32,
        /// Steps to go.
        depth: u32,
    },
    /// A plan's statements against programs.
    Coverage {
        /// Id of the plan.
        document: String,
    },
    /// Two documents side by side.
    Comparison {
        /// Id of the earlier.
        a: String,
        /// Id of the later.
        b: String,
    },
    /// The amounts of all documents.
    Budget,
}

/// A format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// Word
    Docx,
    /// Excel
    Xlsx,
    /// Markdown
    Md,
    /// One HTML file, with a style for print.
    Html,
    /// PDF
    Pdf,
    /// For Excel and other programs; one table.
    Csv,
    /// W3C Web Annotation
    Json,
    /// The sources, for LaTeX.
    Bibtex,
    /// The sources, for reference managers.
    CslJson,
}

/// Writes a file; its progress comes as events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportRequest {
    /// What.
    pub what: ExportWhat,
    /// In which format.
    pub format: ExportFormat,
    /// The file to write; one of the name is replaced once the new one is whole.
    pub path: String,
    /// How sources are cited: as in `CitationStyle`; none: as the library has it.
    pub style: Option<String>,
}

/// Asks for the print view: one HTML page with a style for print, without script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintRequest {
    /// What.
    pub what: ExportWhat,
}

/// An HTML page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintView {
    /// The whole page.
    pub html: String,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportProgress {
    /// Excerpts and tables done.
    pub done: u32,
    /// In all.
    pub total: u32,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// Excerpts in it.
    pub excerpts: u32,
    /// Rows of tables in it.
    pub rows: u32,
    /// Characters that the font inside a PDF lacks, a box stands for each; empty for none.
    pub missing: String,
}

/// How sources are cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitationStyle {
    /// `ministry`, `short`, `academic`, or a text with fields: source, title, edition, decided, body, issuer, year, summary,
    /// section, page, lines, url, link, file, hash; what stands in brackets goes when its fields are empty.
    pub style: String,
}

/// What a style makes of an invented source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StylePreview {
    /// The citation.
    pub text: String,
}

/// Names a file to be shown in its folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RevealRequest {
    /// The file.
    pub path: String,
}

/// Names an exported file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyRequest {
    /// The file.
    pub path: String,
}

/// What was found of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VerifyStatus {
    /// The document has these words.
    Exact,
    /// The document has other words there.
    Changed,
    /// It cannot be found.
    Missing,
}

/// Why a quote cannot be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MissingReason {
    /// No link stands with it any more.
    NoLink,
    /// Its link is damaged.
    BadLink,
    /// Its document is not in the library.
    NoDocument,
    /// The document has neither the words that the link names nor those of the file.
    NoWords,
}

/// A quote of an exported file, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedQuote {
    /// What was found.
    pub status: VerifyStatus,
    /// Why it is missing.
    pub reason: Option<MissingReason>,
    /// Where in the file, such as `paragraph 12` or `抜粋, row 3`.
    pub spot: String,
    /// The words in the file; marked: other than in the document.
    pub in_file: Vec<Run>,
    /// Of a changed one: the words of the document; marked: other than in the file.
    pub in_document: Vec<Run>,
    /// Only width or forms of characters differ.
    pub only_spelling: bool,
    /// The `tadori://` link that stands with it.
    pub link: Option<String>,
    /// Id of its document, if that is in the library.
    pub document: Option<String>,
    /// Title of the document.
    pub title: Option<String>,
    /// Title of the edition that took its place.
    pub newer_title: Option<String>,
    /// Whether that edition has the passage.
    pub newer_has_words: bool,
}

/// An exported file, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyView {
    /// Quotes in the order of the file.
    pub quotes: Vec<CheckedQuote>,
    /// Those that are as in the document.
    pub exact: u32,
    /// Those that are not.
    pub changed: u32,
    /// Those that cannot be found.
    pub missing: u32,
}
