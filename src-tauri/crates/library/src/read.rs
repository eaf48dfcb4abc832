//! 文書: blocks as they are read, with the words of a query marked.

use std::sync::Arc;

use rayon::prelude::*;
use tadori_search::Query;
use tadori_text::{Block, Span};

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
}

/// A document with its text.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What is known of it.
    pub document: Arc<DocumentRow>,
    /// Its blocks in reading order.
    pub blocks: Vec<MarkedBlock>,
}

impl Library {
    /// Takes a query apart with this library's dictionary and vocabulary.
    pub(crate) fn query(&self, typed: &str) -> Query {
        Query::parse(typed, &self.analyzer, &self.thesaurus)
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
        let blocks = rows
            .into_par_iter()
            .map(|row| {
                let marks = matcher.as_ref().map(|m| m.examine(&row.block.text).marks).unwrap_or_default();
                MarkedBlock { row, marks }
            })
            .collect();
        Ok(Reading { document, blocks })
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
