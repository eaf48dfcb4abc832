//! Invented documents for tests: a line a block, `#` a heading.

use tadori_text::{Alignment, Block, BlockKind, Heading, Lines, Span};

use crate::wording::{Unit, units};

/// Blocks of `text`.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut heading = None;
    let mut blocks: Vec<Block> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let title = line.strip_prefix('#').map(str::trim);
        let words = title.unwrap_or(line);
        if title.is_some() {
            heading = Some(blocks.len());
        }
        blocks.push(Block {
            kind: if title.is_some() { BlockKind::Heading } else { BlockKind::Paragraph },
            heading: title.map(|t| Heading { level: 1, number: None, title: t.to_owned() }),
            parent: heading.filter(|h| *h != blocks.len()),
            text: words.to_owned(),
            alignment: Alignment::identity(0, words.len()),
            span: Span::new(0, words.len()),
            lines: Lines::new(number, number),
            page: None,
            undecided: false,
            note_of: None,
        });
    }
    blocks
}

/// The units of `text`, taken as one block without names.
pub(crate) fn wording(text: &str) -> Vec<Unit> {
    let mut block = blocks("x").remove(0);
    block.text = text.to_owned();
    units(&block, &[])
}
