//! Where every paragraph stands in the outline: which headings enclose which, and what stands under them.

use tadori_text::{Block, BlockKind, Heading};

use super::habits::Habits;
use super::heading;
use super::line::Role;
use super::nesting::{Order, Tree};
use super::slides;
use crate::number::{self, Family, Marker};

/// A paragraph as the outline sees it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is seen of a paragraph, each by itself")]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) marker: Option<Marker>,
    pub(super) role: Role,
    /// Blank lines before the first line, and before the line after the last one.
    pub(super) before: u32,
    pub(super) after: u32,
    /// The first line begins a page; the next part begins one.
    pub(super) starts_page: bool,
    pub(super) ends_page: bool,
    /// A page is sure to begin here, not only by a stray space.
    pub(super) breaks: bool,
    /// Lines.
    pub(super) lines: usize,
    /// Level of its heading style, from 1, 0 for a title; where the format has styles.
    pub(super) style: Option<u8>,
    /// Set larger or bolder than most of the text.
    pub(super) stands_out: bool,
    /// Size of its type in points, 0 where the format does not say.
    pub(super) size: f32,
}

/// How a heading takes its place among those above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rank {
    /// The title of the document or of a slide.
    Title,
    /// 別紙, 附則: what follows begins anew.
    Annex,
    /// はじめに, おわりに: a chapter without a number.
    Matter,
    /// A title without a number.
    Plain,
    Numbered(Family),
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its level, if it is a heading.
    pub(super) level: Option<u8>,
    /// The heading that it stands under.
    pub(super) parent: Option<usize>,
}

/// Slides with a title from which on a document is called a deck.
const DECK: usize = 3;

/// The place of every part, and whether they are slides.
pub(super) fn places(parts: &[Part], habits: Habits) -> (Vec<Place>, bool) {
    let slides = slides::of(parts, habits);
    let ranks = heading::ranks(parts, habits, slides.as_deref());
    let order = Order::learn(parts, &ranks);
    let mut places = vec![Place::default(); parts.len()];
    // A page or two without sentences are no deck yet.
    let titled = |slides: &Vec<slides::Slide>| slides.iter().filter(|s| s.title.is_some()).count();
    let deck = habits.slides.unwrap_or_else(|| slides.as_ref().is_some_and(|s| titled(s) >= DECK));
    match slides {
        None => Tree::new(parts, &order).grow(&ranks, 0..parts.len(), &mut places),
        Some(slides) => {
            for slide in slides {
                let mut tree = Tree::new(parts, &order);
                if let Some(title) = slide.title {
                    tree.root(title);
                    places[title] = Place { level: Some(1), parent: None };
                }
                tree.grow(&ranks, slide.parts.clone(), &mut places);
                slides::set_sources(parts, &slide, &mut places);
            }
        }
    }
    (places, deck)
}

/// Makes a block what the outline says it is.
pub(super) fn set_place(block: &mut Block, part: &Part, place: Place) {
    block.parent = place.parent;
    if let Some(level) = place.level {
        let (number, title) = number::split(&block.text);
        block.heading = Some(Heading { level, number, title: title.to_owned() });
        block.kind = BlockKind::Heading;
    } else if part.role == Role::Body && block.kind != BlockKind::Item {
        block.kind = match part.marker.map(|m| m.family) {
            None | Some(Family::Note | Family::Bracket(_) | Family::Annex) => BlockKind::Paragraph,
            Some(_) => BlockKind::Item,
        };
    }
}
