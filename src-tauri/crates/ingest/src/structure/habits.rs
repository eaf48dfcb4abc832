//! What a document does throughout, learned from all its lines: whether blank lines mean anything, where the right
//! margin is, what stands at the end of a paragraph.

use super::line::{Line, Role};

/// How the lines of a document stand on its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Boxes with a margin of their own: slides.
    Boxes,
    /// One margin throughout: running text.
    Column,
    /// The same, nearly every line followed by a blank one, so that one blank line means nothing.
    SpacedColumn,
}

/// The habits of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    pub(super) layout: Layout,
    /// Columns of a full line, where the document has one margin.
    pub(super) margin: u32,
    /// Paragraphs end in white space, wrapped lines do not.
    pub(super) trailing_ends: bool,
    /// Paragraphs begin indented.
    pub(super) indented: bool,
    /// Blank lines stand between paragraphs.
    pub(super) parted: bool,
    /// Whether it is a deck of slides, where the format says, or the shape of its pages.
    pub(super) slides: Option<bool>,
}

impl Habits {
    /// Blank lines that stand between the lines of a paragraph.
    pub(super) fn usual_blanks(self) -> u32 {
        u32::from(self.layout == Layout::SpacedColumn)
    }

    /// Whether the document has one margin.
    pub(super) fn has_margin(self) -> bool {
        self.layout != Layout::Boxes
    }

    /// Paragraphs that come ready made: blank lines between them mean something, nothing wraps.
    pub(super) const fn of_paragraphs(slides: bool) -> Self {
        let layout = if slides { Layout::Boxes } else { Layout::Column };
        Self { layout, margin: u32::MAX, trailing_ends: false, indented: false, parted: false, slides: Some(slides) }
    }

    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let body: Vec<&Line<'_>> = lines.iter().filter(|l| l.role == Role::Body).collect();
        let inner = body.iter().filter(|l| !l.page_start);
        let blank = inner.clone().filter(|l| l.blanks > 0).count();
        let spaced = body.len() >= 8 && blank * 100 >= inner.count() * 85;
        let margin = margin(&body);
        let full = |l: &Line<'_>| l.width * 5 >= margin * 4;
        let share = |of: &dyn Fn(&Line<'_>) -> bool, with: &dyn Fn(&Line<'_>) -> bool| {
            let all = body.iter().filter(|l| of(l)).count();
            let those = body.iter().filter(|l| of(l) && with(l)).count();
            (those, all)
        };
        let (ends, short) = share(&|l| l.ends_sentence() && !full(l), &|l| l.trailing);
        let (stray, wrapped) = share(&|l| !l.ends_sentence() && full(l), &|l| l.trailing);
        let (mut starts, mut indented, mut parted) = (0_usize, 0_usize, 0_usize);
        // Where a paragraph is sure to have ended: what marks the next one?
        for pair in
            body.windows(2).filter(|w| w[0].ends_sentence() && !full(w[0]) && full(w[1]) && w[1].marker.is_none())
        {
            starts += 1;
            indented += usize::from(is_indented(pair[0], pair[1]));
            parted += usize::from(pair[1].blanks > u32::from(spaced));
        }
        let mostly = |count: usize| starts >= 5 && count * 10 >= starts * 7;
        let long = body.iter().filter(|l| l.width >= LONG).count();
        let at_margin = body.iter().filter(|l| l.width + RAGGED >= margin && l.width <= margin + 2).count();
        let beyond = body.iter().filter(|l| l.width > margin + RAGGED).count();
        let columned = at_margin >= 12 && at_margin * 8 >= long && beyond * 50 <= long;
        let layout = match (spaced, columned) {
            (true, _) => Layout::SpacedColumn,
            (false, true) => Layout::Column,
            (false, false) => Layout::Boxes,
        };
        Self {
            layout,
            margin,
            trailing_ends: short >= 5 && ends * 10 >= short * 9 && stray * 5 <= wrapped,
            indented: mostly(indented),
            parted: mostly(parted),
            // Text from margin to margin down an upright page is no slide, however many lists stand in it.
            slides: (layout == Layout::Column && is_upright(&body)).then_some(false),
        }
    }
}

/// Whether most lines are known to stand on pages that are higher than wide.
fn is_upright(body: &[&Line<'_>]) -> bool {
    body.iter().filter(|l| l.setting.is_some_and(|s| !s.landscape)).count() * 2 > body.len()
}

/// Columns of a line that is no label.
const LONG: u32 = 20;

/// Whether a line is set in further than the line before it, which is no item with a hanging indent.
pub(super) fn is_indented(last: &Line<'_>, line: &Line<'_>) -> bool {
    line.indent > last.indent && last.marker.is_none()
}

/// Columns within which lines wrapped at one margin end: a sign that must not begin a line moves the break.
pub(super) const RAGGED: u32 = 6;

/// The width at which most lines end.
fn margin(body: &[&Line<'_>]) -> u32 {
    const WIDEST: usize = 400;
    let mut ending = vec![0_u32; WIDEST];
    for line in body.iter().filter(|l| l.width >= LONG) {
        ending[(line.width as usize).min(WIDEST - 1)] += 1;
    }
    let within = |width: usize| ending[width.saturating_sub(RAGGED as usize)..=width].iter().sum::<u32>();
    // Of equals the wider; short lines end anywhere, full ones together.
    (LONG as usize..WIDEST).max_by_key(|&w| (within(w) * w as u32, ending[w])).unwrap_or_default() as u32
}
