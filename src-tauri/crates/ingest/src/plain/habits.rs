//! What a document does throughout, learned from all its lines: whether blank lines mean anything, where the right
//! margin is, what stands at the end of a paragraph.

use super::line::{Line, Role};

/// The habits of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// Nearly every line is followed by a blank one, so that one blank line means nothing.
    pub(super) spaced: bool,
    /// Columns of a full line, where the document has one margin.
    pub(super) margin: u32,
    /// Paragraphs end in white space, wrapped lines do not.
    pub(super) trailing_ends: bool,
    /// Paragraphs begin indented.
    pub(super) indented: bool,
}

impl Habits {
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let body: Vec<&Line<'_>> = lines.iter().filter(|l| l.role == Role::Body).collect();
        let inner = body.iter().filter(|l| !l.page_start);
        let parted = inner.clone().filter(|l| l.blanks > 0).count();
        let spaced = body.len() >= 8 && parted * 100 >= inner.count() * 85;
        let margin = margin(&body);
        let full = |l: &Line<'_>| l.width * 5 >= margin * 4;
        let share = |of: &dyn Fn(&Line<'_>) -> bool, with: &dyn Fn(&Line<'_>) -> bool| {
            let all = body.iter().filter(|l| of(l)).count();
            let those = body.iter().filter(|l| of(l) && with(l)).count();
            (those, all)
        };
        let (ends, short) = share(&|l| l.ends_sentence() && !full(l), &|l| l.trailing);
        let (stray, wrapped) = share(&|l| !l.ends_sentence() && full(l), &|l| l.trailing);
        let after_end = body.windows(2).filter(|w| w[0].ends_sentence() && !full(w[0]) && w[1].marker.is_none());
        let (mut indented, mut starts) = (0_usize, 0_usize);
        for pair in after_end {
            starts += 1;
            indented += usize::from(pair[1].indent > 0);
        }
        Self {
            spaced,
            margin,
            trailing_ends: short >= 5 && ends * 10 >= short * 9 && stray * 5 <= wrapped,
            indented: starts >= 5 && indented * 10 >= starts * 7,
        }
    }
}

/// The width that the longer lines reach.
fn margin(body: &[&Line<'_>]) -> u32 {
    let mut widths: Vec<u32> = body.iter().map(|l| l.width).filter(|&w| w >= 20).collect();
    if widths.is_empty() {
        return 0;
    }
    let at = widths.len() * 3 / 4;
    *widths.select_nth_unstable(at).1
}
