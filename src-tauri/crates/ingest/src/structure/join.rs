//! Which lines make one paragraph: wrapped lines go together, items and headings stay apart.

use std::collections::HashMap;

use super::habits::{Habits, Layout, RAGGED, is_indented};
use super::line::{Line, Role, is_bare_annex};
use super::setting::is_one_title;
use super::wording::{
    bracket, closes, cuts_figure, depends, forbidden_at_start, hangs, is_address, is_bracketed, is_cells, is_dated,
    is_figure, is_inner_mark, is_labelled, is_nominal, is_row, tails,
};
use crate::number::Family;
use crate::title::ends_as_title;
use crate::width::is_wide;

/// Lines that read as one: indices into the lines of the document.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) lines: Vec<usize>,
    pub(super) role: Role,
    /// The first line begins with a marker that counts as one.
    pub(super) marked: bool,
}

/// What lies between two lines that could belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Nothing that means anything in this document.
    None,
    /// A blank line more than between the lines of a paragraph.
    Blank,
    /// The end of a page, with or without notes and page numbers.
    Page,
}

/// The paragraphs of a document, in the order of their first lines.
pub(super) fn groups(lines: &[Line<'_>], habits: Habits) -> Vec<Group> {
    let margins = margins(lines, habits);
    let mut joiner = Joiner { lines, habits, margins, counted: HashMap::new(), depth: 0 };
    let mut groups: Vec<Group> = Vec::new();
    // The body text that may go on: notes and page numbers stand between.
    let mut open: Option<usize> = None;
    let mut aside: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.role == Role::Body {
            let goes_on = open.filter(|&g| joiner.continues(&groups[g], index));
            if let Some(group) = goes_on {
                groups[group].lines.push(index);
            } else {
                open = Some(groups.len());
                groups.push(Group { lines: vec![index], role: Role::Body, marked: joiner.marks(None, index) });
                joiner.depth = 0;
            }
            joiner.take(index);
            aside = None;
            continue;
        }
        let same = aside.filter(|&g| joiner.goes_with(&groups[g], index));
        if let Some(group) = same {
            groups[group].lines.push(index);
        } else {
            aside = Some(groups.len());
            groups.push(Group { lines: vec![index], role: line.role, marked: false });
        }
    }
    groups
}

struct Joiner<'l, 's> {
    lines: &'l [Line<'s>],
    habits: Habits,
    /// Columns of a full line where each line stands.
    margins: Vec<u32>,
    /// The last number of each family.
    counted: HashMap<Family, u32>,
    /// Brackets open in the group so far.
    depth: i32,
}

impl Joiner<'_, '_> {
    /// Whether two lines that are no body text belong together.
    fn goes_with(&self, group: &Group, index: usize) -> bool {
        let line = &self.lines[index];
        match line.role {
            Role::Label(_) | Role::Footnote(_) | Role::Caption(_) | Role::Row(_) => group.role == line.role,
            Role::Body | Role::Furniture => false,
        }
    }

    /// Takes note of the brackets and the number of a line.
    fn take(&mut self, index: usize) {
        let line = &self.lines[index];
        self.depth += line.text.chars().map(bracket).sum::<i32>();
        if let Some(marker) = line.marker {
            self.counted.insert(marker.family, marker.value);
        }
    }

    /// Whether the marker of a line begins something new; `last` is the line before, if its sentence is open.
    fn marks(&self, last: Option<&Line<'_>>, index: usize) -> bool {
        let Some(marker) = self.lines[index].marker else { return false };
        let in_order = marker.value == 1 || self.counted.get(&marker.family).is_some_and(|&n| n + 1 == marker.value);
        match marker.family {
            Family::Bracket('(' | '（') => false,
            // ※１ in a sentence is a mark, not a remark.
            Family::Note if last.is_some() => !is_inner_mark(self.lines[index].text),
            _ if marker.weak => in_order && last.is_none(),
            family if family.counts() && last.is_some() => in_order,
            _ => true,
        }
    }

    /// Whether line `index` goes on where `group` stopped.
    fn continues(&self, group: &Group, index: usize) -> bool {
        let at = group.lines[group.lines.len() - 1];
        let (last, line) = (&self.lines[at], &self.lines[index]);
        let gap = self.gap(at, index);
        let full = self.is_full(at, index, gap);
        let ended = last.ends_sentence();
        let open = full && !ended && !last.text.ends_with(['：', ':']);
        if line.cut || line.undecided || last.undecided || self.marks(open.then_some(last), index) {
            return false;
        }
        if is_bare_annex(last) {
            return group.lines.len() == 1
                && line.marker.is_none()
                && !ended
                && line.width <= 72
                && !line.ends_sentence();
        }
        if gap == Gap::None && !ended && self.is_large_title(group, index) {
            return true;
        }
        if self.habits.indented && is_indented(last, line) && gap != Gap::Page {
            return false;
        }
        if self.habits.indented && gap == Gap::None {
            let short = last.indent + last.width + RAGGED < self.margins[at];
            // An item that ends before the margin, and a paragraph that begins below it.
            if line.indent >= 2 && last.marker.is_some() && short {
                return false;
            }
            // Every paragraph begins indented: this line begins none.
            if ended && line.indent == 0 && last.width > 0 && !short {
                return true;
            }
        }
        if ended {
            let near = gap == Gap::None || (gap == Gap::Page && self.habits.trailing_ends);
            return near && !is_labelled(line.text) && self.sentence_goes_on(at);
        }
        if gap == Gap::None && (tails(last.text, line.text) || cuts_figure(last.text, line.text)) {
            return true;
        }
        if last.text.ends_with(['：', ':']) || is_labelled(line.text) || is_dated(line.text) || is_address(line.text) {
            return false;
        }
        if forbidden_at_start(line.first()) {
            return gap != Gap::Blank || full;
        }
        if gap == Gap::None && group.lines.len() == 1 && self.is_title_in_two(at) {
            return true;
        }
        let enclosed = self.depth > 0 && group.lines.len() <= 8;
        let half = last.width * 2 >= self.margins[at];
        let leans = half && (hangs(last.text) || depends(line.text));
        match gap {
            Gap::None if enclosed && self.closes_soon(index) => true,
            Gap::None if leans => true,
            Gap::None => full && !self.stands_alone(group, index),
            Gap::Blank if enclosed && closes(line.text) => true,
            Gap::Page if self.habits.has_margin() => full || hangs(last.text),
            Gap::Blank | Gap::Page => full && reads_on(last, line),
        }
    }

    /// Whether a line goes on with the title that is set in large type above it.
    fn is_large_title(&self, group: &Group, index: usize) -> bool {
        const LINES: usize = 3;
        let (last, line) = (&self.lines[group.lines[group.lines.len() - 1]], &self.lines[index]);
        group.lines.len() < LINES
            && line.marker.is_none()
            && !is_bracketed(line.text)
            && !ends_as_title(last.text)
            && is_one_title(last, line)
    }

    /// Whether line `at` and the next one stand alone and read as one title.
    fn is_title_in_two(&self, at: usize) -> bool {
        const LONG: u32 = 20;
        let usual = self.habits.usual_blanks();
        let (last, line) = (&self.lines[at], &self.lines[at + 1]);
        let above = last.blanks > usual || last.page_start;
        let below = self.lines.get(at + 2).is_none_or(|l| l.blanks > usual || l.page_start);
        let words =
            |l: &Line<'_>| l.marker.is_none() && is_nominal(l.text) && !l.text.chars().any(|c| "円％%".contains(c));
        above
            && below
            && words(last)
            && words(line)
            && last.width >= LONG
            && !ends_as_title(last.text)
            && ends_as_title(line.text)
    }

    /// Whether a line is something of its own although the line before it is full: a figure, a row of cells, a remark.
    fn stands_alone(&self, group: &Group, index: usize) -> bool {
        let at = group.lines[group.lines.len() - 1];
        let (last, line) = (&self.lines[at], &self.lines[index]);
        let alike = !self.habits.has_margin() && last.width == line.width && line.width <= 12;
        let first = group.lines.len() == 1;
        let remark = first && is_bracketed(line.text) && (is_counted(last) || is_nominal(last.text));
        let heads = first && is_counted(last) && is_nominal(last.text) && last.width <= 40;
        let headed = heads && !self.habits.has_margin() && line.text.ends_with('。');
        (is_row(line.text) && is_nominal(line.text))
            || is_figure(line.text)
            || is_cells(last.text)
            || is_cells(line.text)
            || alike
            || remark
            || headed
    }

    /// Whether the bracket that is open closes within the next lines of the same paragraph.
    fn closes_soon(&self, index: usize) -> bool {
        const REACH: usize = 3;
        let mut depth = self.depth;
        for (i, line) in self.lines[index..].iter().take(REACH).enumerate() {
            if i > 0 && (line.blanks > self.habits.usual_blanks() || line.role != Role::Body) {
                return false;
            }
            for c in line.text.chars() {
                depth += bracket(c);
                if depth < self.depth {
                    return true;
                }
            }
        }
        false
    }

    fn gap(&self, at: usize, index: usize) -> Gap {
        let line = &self.lines[index];
        if index > at + 1 || line.page_start || line.turn {
            Gap::Page
        } else if line.blanks > self.habits.usual_blanks() {
            Gap::Blank
        } else {
            Gap::None
        }
    }

    /// Whether line `at` reaches so far to the right that it was wrapped there.
    fn is_full(&self, at: usize, index: usize, gap: Gap) -> bool {
        let (last, line) = (&self.lines[at], &self.lines[index]);
        let margin = self.margins[at];
        let spaced = self.habits.layout == Layout::SpacedColumn;
        if spaced && gap == Gap::Blank {
            return false;
        }
        if spaced || (self.habits.has_margin() && gap != Gap::Blank) {
            // White space where a paragraph ends; behind a Latin word it is the space of the wrap.
            let ends = self.habits.trailing_ends && last.trailing && is_wide(last.last());
            return !ends && last.width * 5 >= margin * 4;
        }
        let closed = matches!(last.last(), '）' | ')' | '」' | '】' | '』');
        match gap {
            Gap::None => {
                let slack = if closed { 2 } else { (margin / 8).max(4).min(margin / 5) };
                let lone_pair = closed && (at == 0 || last.blanks > 0 || last.marker.is_some());
                last.width + slack >= margin && margin >= 6 && !lone_pair
            }
            // Across a blank line only a long line, as wide as those around it, was wrapped.
            Gap::Blank | Gap::Page => {
                let around = self.around(at).max(line.width.min(margin * 2));
                last.width >= 40 && !closed && last.width * 10 >= around * 9
            }
        }
    }

    /// Columns that the lines around reach.
    fn around(&self, at: usize) -> u32 {
        const REACH: usize = 8;
        let near = &self.lines[at.saturating_sub(REACH)..self.lines.len().min(at + REACH + 1)];
        let mut widths: Vec<u32> = near.iter().filter(|l| l.role == Role::Body).map(|l| l.width).collect();
        widths.sort_unstable();
        widths.get(widths.len() * 4 / 5).copied().unwrap_or_default()
    }

    /// Whether a paragraph goes on behind a stop at the very end of its line.
    fn sentence_goes_on(&self, at: usize) -> bool {
        let last = &self.lines[at];
        let margin = if self.habits.has_margin() { self.habits.margin } else { self.margins[at] };
        if self.habits.trailing_ends {
            !last.trailing && last.width * 5 >= margin * 4
        } else if self.habits.has_margin() && self.habits.parted {
            // A blank line would stand before the next paragraph.
            last.width * 5 >= margin * 4
        } else {
            let apart = self.habits.has_margin() || last.width * 10 >= self.around(at) * 9;
            // A sign that must not begin a line moves the break.
            let ragged = if self.habits.has_margin() { 4 } else { 2 };
            last.width + ragged >= margin && last.width >= 30 && apart
        }
    }
}

/// The right margin at every line: of the document where it has one, else of the lines around without a blank between.
fn margins(lines: &[Line<'_>], habits: Habits) -> Vec<u32> {
    if habits.has_margin() {
        return column_margins(lines, habits.margin);
    }
    let mut margins = vec![0; lines.len()];
    let mut start = 0;
    for end in 1..=lines.len() {
        let together = |l: &Line<'_>| l.blanks == 0 && !l.page_start && l.role == lines[start].role;
        if !lines.get(end).is_some_and(together) && start < lines.len() {
            fill_margins(&lines[start..end], &mut margins[start..end]);
            start = end;
        }
    }
    margins
}

/// The margin of the document, save for narrow columns such as the cells of a table.
fn column_margins(lines: &[Line<'_>], margin: u32) -> Vec<u32> {
    const ENOUGH: usize = 3;
    let mut margins = vec![margin; lines.len()];
    // Headings one below the other are no column.
    let narrow = |l: &Line<'_>| l.width * 5 < margin * 3 && !is_counted(l);
    let mut start = 0;
    for end in 1..=lines.len() {
        if lines.get(end).is_some_and(|l| narrow(l) && l.blanks == lines[end - 1].blanks) && narrow(&lines[start]) {
            continue;
        }
        let run = &lines[start..end];
        let widest = run.iter().map(|l| l.width).max().unwrap_or_default();
        let reaching = run.iter().filter(|l| l.width + 2 >= widest && !l.ends_sentence()).count();
        if narrow(&lines[start]) && run.len() >= ENOUGH && reaching * 3 >= (run.len() - 1) * 2 && widest >= 8 {
            margins[start..end].fill(widest);
        }
        start = end;
    }
    margins
}

/// The margins of lines that stand together: items long enough have their own, the others that of all.
fn fill_margins(lines: &[Line<'_>], margins: &mut [u32]) {
    const ENOUGH: usize = 3;
    let widest = |lines: &[Line<'_>]| lines.iter().map(|l| l.width).max().unwrap_or_default();
    let marked = |l: &Line<'_>| l.marker.is_some_and(|m| !matches!(m.family, Family::Bracket('（' | '(')));
    margins.fill(widest(lines));
    let mut start = 0;
    for end in 1..=lines.len() {
        if lines.get(end).is_none_or(marked) {
            if end - start >= ENOUGH {
                margins[start..end].fill(widest(&lines[start..end]));
            }
            start = end;
        }
    }
}

/// Whether a sentence that was open before a gap goes on behind it: both sides read like running text.
fn reads_on(last: &Line<'_>, line: &Line<'_>) -> bool {
    let sentence = last.text.contains(['、', '。', '，']) || hangs(last.text);
    let long = line.text.contains('。') || line.width * 10 >= last.width * 9 || depends(line.text);
    sentence && long && !is_bracketed(line.text) && !is_row(line.text)
}

fn is_counted(line: &Line<'_>) -> bool {
    line.marker.is_some_and(|m| m.family.counts())
}
