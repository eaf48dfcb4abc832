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

/// A page of the original: a slide of a deck, a sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageView {
    /// From 1.
    pub number: u32,
    /// The printed page number, or the name of a sheet.
    pub label: Option<String>,
    /// Width in points, where the original has pages to show.
    pub width: Option<f32>,
    /// Height in points.
    pub height: Option<f32>,
    /// text, ocr (recognised from a picture: may be wrong), needs-ocr (nothing could be read).
    pub quality: String,
}

/// A rectangle on a page of the original, in points from its top left corner as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PageBox {
    /// Page, from 1.
    pub page: u32,
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

/// What can be shown of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum OriginalKind {
    /// A PDF: its pages can be shown beside the text. The host's raw command `original` (invoked with
    /// `{document}`) gives its bytes.
    Pdf,
    /// Nothing but the text.
    None,
}

/// A block, ready to be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
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
    /// Where it stands on the pages of the original, a box a line; empty where that is not known.
    pub boxes: Vec<PageBox>,
    /// Where its marked words stand; one hit over two lines has two boxes.
    pub mark_boxes: Vec<PageBox>,
    /// The order in which it was printed could not be decided: it stands in the order of the source.
    pub undecided: bool,
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
    /// Pages of the original; empty where the format has none.
    pub pages: Vec<PageView>,
    /// What can be shown of the original.
    pub original: OriginalKind,
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
