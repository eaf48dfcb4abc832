//! Sheets: pages of slides, in which what belongs together stands together though its order is shuffled.
//!
//! Where pages are known they are the sheets. In text taken from slides without page breaks, three blank lines or
//! more end one: within a slide the lines of boxes stand one or two apart.

use tadori_text::{Block, BlockKind};

/// Blank lines that end a sheet where no pages are known.
const BLANK: u32 = 3;

fn is_number(block: &Block) -> bool {
    let text = block.text.trim_matches(['-', '－', '–', ' ', '　']);
    block.kind == BlockKind::Furniture && (1..=4).contains(&text.chars().count()) && text.chars().all(char::is_numeric)
}

/// For each block the number of its sheet, from 0 in order.
pub(crate) fn sheets_of(blocks: &[&Block]) -> Vec<usize> {
    let mut sheet = 0;
    let mut numbers = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|i| blocks[i]) {
            let turned = if let (Some(a), Some(b)) = (before.page, block.page) {
                a != b
            } else {
                let gap = block.kind != BlockKind::Footnote && block.lines.first > before.lines.last + BLANK;
                // A page number with text on the very next line was the last of its page.
                gap || (is_number(before) && block.lines.first == before.lines.last + 1)
            };
            sheet += usize::from(turned);
        }
        numbers.push(sheet);
    }
    numbers
}
