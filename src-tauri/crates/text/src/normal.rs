//! The normalised view: what two spellings of the same words have in common.

use crate::{Alignment, Span};

/// Version of the folding rules. A change makes stored indexes be rebuilt.
pub const NORMAL_VERSION: u32 = 1;

/// A text folded for comparison, with the exact map back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized {
    /// The folded text.
    pub text: String,
    /// Folded text → the text it was made from.
    pub alignment: Alignment,
}

impl Normalized {
    /// The bytes of the text that `span` of the folded text stands for.
    pub fn to_original(&self, span: Span) -> Span {
        self.alignment.to_original(span)
    }
}

/// Folds `text` for comparison.
pub fn normalize(text: &str) -> Normalized {
    Normalized { text: text.to_owned(), alignment: Alignment::identity(0, text.len()) }
}
