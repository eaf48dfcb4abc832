//! What the first lines of a document say about the whole.

use tadori_text::{Block, Metadata};

/// Guesses from the blocks; unknown things stay unknown.
pub(crate) fn guess(blocks: &[Block]) -> Metadata {
    let title = blocks.iter().find_map(|b| b.heading.as_ref()).map(|h| h.title.clone()).unwrap_or_default();
    Metadata { title, ..Metadata::default() }
}
