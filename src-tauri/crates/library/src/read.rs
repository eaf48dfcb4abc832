//! 文書: blocks as they are read, with the words of a query marked.

use std::sync::Arc;

use rayon::prelude::*;
use tadori_search::Query;
use tadori_text::{Block, Page, PageBox, Span};

use crate::store::pages::Placed;
use crate::{DocumentRow, Error, Library, store};

/// A block as it is stored.
#[derive(Clone, Debug)]
pub struct BlockRow {
    /// Index within its document.
    pub ordinal: u32,
    /// The block.
    pub block: Block,
    /// The page number that is printed where it begins.
    pub page_label: Option<String>,
}

/// A block with what matched in it.
#[derive(Clone, Debug)]
pub struct MarkedBlock {
    /// The block.
    pub row: BlockRow,
    /// Bytes of [`Block::text`], in order, without overlap.
    pub marks: Vec<Span>,
    /// Where the block stands on its pages, a box a line; empty where that is not known.
    pub boxes: Vec<PageBox>,
    /// Where the marks stand.
    pub mark_boxes: Vec<PageBox>,
}

/// What can be shown of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Original {
    /// A PDF, page by page.
    Pdf,
    /// Nothing but the text.
    None,
}

/// A document with its text.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What is known of it.
    pub document: Arc<DocumentRow>,
    /// Its blocks in reading order.
    pub blocks: Vec<MarkedBlock>,
    /// Pages of the original; empty where the format has none.
    pub pages: Vec<Page>,
    /// What can be shown of the original.
    pub original: Original,
}

impl Library {
    /// Takes a query apart with this library's dictionary and vocabulary.
    pub(crate) fn query(&self, typed: &str) -> Query {
        Query::parse(typed, &self.analyzer, &self.said().thesaurus)
    }

    /// All blocks of a document, with the words of `query` marked.
    pub fn read(&self, document: &str, query: &str) -> Result<Reading, Error> {
        let document = self.document(document)?;
        let rows = self.blocks(&document, 0, u32::MAX)?;
        let query = self.query(query);
        let matcher = match self.index() {
            Some(generation) if !query.is_empty() => Some(generation.index.matcher(&query, &self.analyzer)),
            _ => None,
        };
        let (pages, placed) = self.pages(&document)?;
        let boxes = |block: &Block, span| placed.as_ref().map(|p| boxes(p, block, span)).unwrap_or_default();
        let blocks = rows
            .into_par_iter()
            .map(|row| {
                let block = &row.block;
                let marks = matcher.as_ref().map(|m| m.examine(&block.text).marks).unwrap_or_default();
                let mark_boxes = marks.iter().flat_map(|mark| boxes(block, *mark)).collect();
                MarkedBlock { boxes: boxes(block, Span::new(0, block.text.len())), mark_boxes, marks, row }
            })
            .collect();
        let original = if document.format == "pdf" { Original::Pdf } else { Original::None };
        Ok(Reading { document, blocks, pages, original })
    }

    /// The blocks of a document, each with where it stands on its pages.
    pub fn placed_blocks(&self, document: &DocumentRow) -> Result<Vec<(BlockRow, Vec<PageBox>)>, Error> {
        let rows = self.blocks(document, 0, u32::MAX)?;
        let (_, placed) = self.pages(document)?;
        let whole = |row: &BlockRow| Span::new(0, row.block.text.len());
        let boxes = |row: &BlockRow| placed.as_ref().map(|p| boxes(p, &row.block, whole(row))).unwrap_or_default();
        Ok(rows.into_iter().map(|row| (boxes(&row), row)).map(|(boxes, row)| (row, boxes)).collect())
    }

    fn pages(&self, document: &DocumentRow) -> Result<(Vec<Page>, Option<Placed>), Error> {
        if document.pages == 0 {
            return Ok((vec![], None));
        }
        let connection = self.connection();
        let read =
            || Ok((store::pages::pages(&connection, document.key)?, store::pages::placed(&connection, document.key)?));
        read().map_err(|e: Error| e.of(self.path()))
    }

    /// The bytes of the file that a document came from, as they were imported.
    pub fn original(&self, document: &str) -> Result<Vec<u8>, Error> {
        let row = self.document(document)?;
        let path = self.folder.original(&row.hash);
        std::fs::read(&path).map_err(|e| Error::io(&path, e))
    }

    /// Some blocks of a document, from `first` to `last` (both included, by index).
    pub fn blocks(&self, document: &DocumentRow, first: u32, last: u32) -> Result<Vec<BlockRow>, Error> {
        store::blocks(&self.connection(), document.key, first, last).map_err(|e| e.of(self.path()))
    }

    /// The texts of the headings above a block, outermost first.
    pub fn section(&self, document: &DocumentRow, block: &Block) -> Result<Vec<String>, Error> {
        store::section(&self.connection(), document.key, block.parent).map_err(|e| e.of(self.path()))
    }
}

/// Where `span` of the text of a block stands: what lies between its lines in the source (a footnote, a page number) is
/// not boxed with it.
pub(crate) fn boxes(placed: &Placed, block: &Block, span: Span) -> Vec<PageBox> {
    placed.layout.boxes(&placed.source, &block.alignment.originals(span))
}
