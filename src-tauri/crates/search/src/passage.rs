//! Passages: runs of blocks of about 300–600 characters inside their section.

use std::ops::Range;

use tadori_text::{Block, BlockKind};

/// A passage shorter than this goes on into the next section rather than stand alone.
const MIN_CHARS: usize = 120;
/// A passage this long is closed at the next heading or paragraph.
const GOOD_CHARS: usize = 300;
/// A block is not added when the passage would grow beyond this.
const MAX_CHARS: usize = 600;

/// Groups the blocks of a document into passages: ranges of block indices, in order, that leave none out.
pub(crate) fn passages(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut chars) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        let size = block.text.chars().count();
        let heading = block.kind == BlockKind::Heading;
        let full = chars + size > MAX_CHARS || chars >= GOOD_CHARS || (heading && chars >= MIN_CHARS);
        if index > start && full {
            // A heading goes with what follows it, not with what stands above.
            let mut cut = index;
            while cut > start + 1 && blocks[cut - 1].kind == BlockKind::Heading {
                cut -= 1;
            }
            out.push(start..cut);
            chars = blocks[cut..index].iter().map(|b| b.text.chars().count()).sum();
            start = cut;
        }
        chars += size;
    }
    if start < blocks.len() {
        out.push(start..blocks.len());
    }
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use tadori_text::{Alignment, Lines, Span};

    use super::*;

    /// A block of its own.
    pub(crate) fn block(kind: BlockKind, text: impl Into<String>) -> Block {
        Block {
            kind,
            heading: None,
            parent: None,
            text: text.into(),
            alignment: Alignment::default(),
            span: Span::new(0, 0),
            lines: Lines::new(1, 1),
            page: None,
            undecided: false,
            note_of: None,
        }
    }

    #[allow(clippy::single_range_in_vec_init, reason = "a passage is a range")]
    #[test]
    fn passages_cover_all_blocks_and_keep_headings_with_their_text() {
        use BlockKind::{Heading, Paragraph};
        for (blocks, expected) in [
            (vec![], vec![]),
            (vec![(Paragraph, 2000)], vec![0..1]),
            (vec![(Heading, 10), (Paragraph, 290), (Heading, 8), (Paragraph, 500)], vec![0..2, 2..4]),
            (vec![(Paragraph, 400), (Paragraph, 100)], vec![0..1, 1..2]),
            (vec![(Paragraph, 50), (Heading, 5), (Paragraph, 100)], vec![0..3]),
            (vec![(Paragraph, 200), (Heading, 5), (Heading, 5), (Paragraph, 590)], vec![0..1, 1..4]),
        ] {
            let blocks: Vec<Block> = blocks.into_iter().map(|(k, n)| block(k, "字".repeat(n))).collect();
            assert_eq!(passages(&blocks), expected);
        }
    }
}
