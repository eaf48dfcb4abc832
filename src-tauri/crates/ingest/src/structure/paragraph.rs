//! The outline of paragraphs that come ready made, from Office files and HTML.

use tadori_text::{Block, BlockKind};

use super::habits::Habits;
use super::line::Role;
use super::outline::{self, Part};
use crate::number::{self, Family};

/// A paragraph as its program stored it.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    /// Text, alignment and place; the number of a list item is part of its text. Its kind stays if the file says it
    /// (table row, footnote, caption, furniture); a [`BlockKind::Paragraph`] and a [`BlockKind::Item`] can become a
    /// heading by their number or by how they stand out.
    pub(crate) block: Block,
    /// Level of its heading style, from 1; 0 for the style of the document's title. Exact, never overruled.
    pub(crate) level: Option<u8>,
    /// Empty paragraphs before it.
    pub(crate) blanks: u32,
    /// It begins a page or a slide.
    pub(crate) starts_page: bool,
    /// Set larger or bolder than most of the text, throughout.
    pub(crate) stands_out: bool,
}

impl Paragraph {
    /// A paragraph of which nothing but its block is known.
    #[cfg(test)]
    pub(crate) const fn new(block: Block) -> Self {
        Self { block, level: None, blanks: 0, starts_page: false, stands_out: false }
    }
}

/// Makes headings, levels and parents as for lines, of a deck of slides or of running text; nothing is joined, order and
/// texts stay.
pub(crate) fn outline_of_paragraphs(paragraphs: Vec<Paragraph>, slides: bool) -> Vec<Block> {
    let mut parts: Vec<Part> = paragraphs.iter().enumerate().map(|(i, p)| part(p, paragraphs.get(i + 1))).collect();
    for at in 1..parts.len() {
        if is_contents_tail(&parts, at) {
            parts[at].role = Role::Furniture;
        }
    }
    let (places, _) = outline::places(&parts, Habits::of_paragraphs(slides));
    let mut blocks: Vec<Block> = paragraphs.into_iter().map(|p| p.block).collect();
    for ((block, part), place) in blocks.iter_mut().zip(&parts).zip(places) {
        if part.role == Role::Furniture {
            block.kind = BlockKind::Furniture;
        }
        outline::set_place(block, part, place);
    }
    blocks
}

/// An annex that is only named, below the contents and at the end of their page.
fn is_contents_tail(parts: &[Part], at: usize) -> bool {
    let annex = parts[at].marker.is_some_and(|m| m.family == Family::Annex) && parts[at].style.is_none();
    annex && parts[at].role == Role::Body && parts[at - 1].role == Role::Furniture && parts[at].ends_page
}

fn part(paragraph: &Paragraph, next: Option<&Paragraph>) -> Part {
    let Paragraph { block, level, blanks, starts_page, stands_out } = paragraph;
    let text = block.text.trim();
    let role = match block.kind {
        BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item => Role::Body,
        BlockKind::TableRow => Role::Row(0),
        BlockKind::Footnote => Role::Footnote(0),
        BlockKind::Caption => Role::Caption(0),
        BlockKind::Furniture => Role::Furniture,
    };
    Part {
        text: text.to_owned(),
        marker: number::marker(text),
        role,
        before: *blanks,
        after: next.map_or(u32::MAX, |n| n.blanks),
        starts_page: *starts_page,
        ends_page: next.is_none_or(|n| n.starts_page),
        breaks: *starts_page,
        lines: 1,
        size: 0.0,
        style: *level,
        stands_out: *stands_out,
    }
}

#[cfg(test)]
mod tests {
    use tadori_text::Source;

    use super::*;
    use crate::assemble::verbatim;

    #[test]
    fn styles_are_exact_and_numbers_fill_in() {
        let text = "河川の手引\n川\n１　堰\n板を替える。\n２　橋\n橋を直す。\n海\n港を掘る。\n";
        let source = Source::new(text.to_owned());
        let levels = [Some(0), Some(1), None, None, None, None, Some(1), None];
        let paragraphs: Vec<Paragraph> = (1..)
            .zip(levels)
            .map(|(number, level)| {
                let span = source.line_span(number);
                let block = verbatim(source.text(), span, BlockKind::Paragraph, source.lines_of(span));
                Paragraph { level, ..Paragraph::new(block) }
            })
            .collect();
        let outline: Vec<(Option<u8>, Option<usize>)> = outline_of_paragraphs(paragraphs, false)
            .iter()
            .map(|b| (b.heading.as_ref().map(|h| h.level), b.parent))
            .collect();
        let expected = [
            (Some(1), None),
            (Some(1), None),
            (Some(2), Some(1)),
            (None, Some(2)),
            (Some(2), Some(1)),
            (None, Some(4)),
            (Some(1), None),
            (None, Some(6)),
        ];
        assert_eq!(outline, expected);
    }
}
