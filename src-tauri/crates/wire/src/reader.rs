//! 文書: a document as it is read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentInfo, Run};

/// Asks for a document, with the words of a query marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadRequest {
    /// Document id.
    pub document: String,
    /// The query whose words are marked; empty for none.
    pub query: String,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutlineItem {
    /// Index of the heading block.
    pub block: u32,
    /// Depth, from 1.
    pub level: u8,
    /// The number as printed.
    pub number: Option<String>,
    /// Without its number.
    pub title: String,
}

/// A block, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockView {
    /// Index within the document.
    pub index: u32,
    /// heading, paragraph, item, table-row, footnote, caption, furniture.
    pub kind: String,
    /// Depth of a heading, from 1.
    pub level: Option<u8>,
    /// Text with the query's words marked.
    pub runs: Vec<Run>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// First line in the file (1-based).
    pub line_start: u32,
    /// Last line in the file (1-based).
    pub line_end: u32,
    /// Index of the heading block that this one stands under.
    pub parent: Option<u32>,
}

/// A document with its outline, its text and its hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReaderView {
    /// Title, date, body, edition …
    pub info: DocumentInfo,
    /// Headings in order.
    pub outline: Vec<OutlineItem>,
    /// Blocks in reading order.
    pub blocks: Vec<BlockView>,
    /// Indices of the blocks with marks, in order: previous/next hit goes along these.
    pub hits: Vec<u32>,
}

/// Asks for a citation of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitationRequest {
    /// Document id.
    pub document: String,
    /// First block.
    pub from: u32,
    /// Last block.
    pub to: u32,
    /// The selected words; empty for the whole blocks.
    pub quote: String,
}

/// A quote with its source, as plain and as rich text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Citation {
    /// Plain text.
    pub plain: String,
    /// HTML fragment.
    pub html: String,
}
