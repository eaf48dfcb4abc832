//! Anchors: what a note or verdict holds on to, instead of a block id.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A passage, known by its words and their surroundings (W3C `TextQuoteSelector`
/// and `TextPositionSelector`), so that it survives a new edition of its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage as read.
    pub quote: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
    /// Where it stood in the source.
    pub position: Span,
    /// Headings above it, outermost first.
    pub section: Vec<String>,
    /// Page, counted from 1, where pages are known.
    pub page: Option<u32>,
}

/// What became of an anchored passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchored {
    /// It stands where it stood.
    Same(Span),
    /// It stands elsewhere.
    Moved(Span),
    /// It is gone, or cannot be told from others.
    Lost,
}
