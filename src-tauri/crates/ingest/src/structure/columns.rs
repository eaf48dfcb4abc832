//! Columns that text extraction has laid side by side: boxes with a gutter between them are pulled apart, rows of a
//! table are told as such, and what stands interleaved without a trace of where is marked as undecided.

use super::line::{Line, Role};
use crate::number::Family;
use crate::width::columns;

/// Lines that show a gutter, or a table.
const ENOUGH: usize = 3;
/// Columns of a gutter.
const GUTTER: u32 = 4;

/// Pulls boxes apart that stand side by side on the same lines: the left one first, then the right one.
pub(super) fn pull_apart(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.iter().any(|l| l.setting.is_some()) {
        return lines;
    }
    let gutters: Vec<Option<Gutter>> = lines.iter().map(gutter).collect();
    let mut parted: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let end = run_end(&lines, &gutters, at);
        if end - at < ENOUGH {
            parted.extend_from_slice(&lines[at..=at.max(end.saturating_sub(1))]);
            at = end.max(at + 1);
            continue;
        }
        let halves = |right: bool| {
            lines[at..end].iter().zip(&gutters[at..end]).filter_map(move |(line, gutter)| {
                let gutter = gutter.as_ref()?;
                Some(if right { line.part(gutter.right, line.text.len()) } else { line.part(0, gutter.left) })
            })
        };
        parted.extend(halves(false));
        // A blank line stands for the gutter.
        parted.extend(halves(true).enumerate().map(|(i, line)| Line {
            blanks: u32::from(i == 0),
            indent: 0,
            page_start: false,
            breaks: false,
            feeds: 0,
            ..line
        }));
        at = end;
    }
    parted
}

/// The white space between two boxes on a line.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    /// Bytes of the text before it, and where the text behind it begins.
    left: usize,
    right: usize,
    /// Column at which the text behind it begins, indent included.
    column: u32,
}

/// The one wide gap of a line, with text on both sides of it.
fn gutter(line: &Line<'_>) -> Option<Gutter> {
    const WORDS: u32 = 16;
    let mut found = None;
    let (mut column, mut gap, mut start) = (line.indent, 0, 0);
    for (at, c) in line.text.char_indices() {
        if c.is_whitespace() {
            if gap == 0 {
                start = at;
            }
            gap += if c == '\t' { GUTTER } else { columns(c) };
        } else {
            if gap >= GUTTER {
                if found.is_some() {
                    return None;
                }
                found = Some(Gutter { left: start, right: at, column });
            }
            gap = 0;
        }
        column += columns(c);
    }
    // Boxes hold words; what is narrow is a cell.
    let wide = |text: &str| crate::width::width(text) >= WORDS;
    found.filter(|g| line.role == Role::Body && wide(&line.text[..g.left]) && wide(&line.text[g.right..]))
}

/// One past the last line of the run with one gutter that begins at `at`.
fn run_end(lines: &[Line<'_>], gutters: &[Option<Gutter>], at: usize) -> usize {
    const SHIFT: u32 = 4;
    let Some(first) = gutters[at] else { return at + 1 };
    let mut end = at + 1;
    while end < lines.len()
        && lines[end].blanks == 0
        && !lines[end].page_start
        && gutters[end].is_some_and(|g| g.column.abs_diff(first.column) <= SHIFT)
    {
        end += 1;
    }
    // Sentences run on in a box; the cells of a table do not.
    let runs_on = lines[at..end].iter().any(|l| l.text.contains(['、', '。']));
    if runs_on { end } else { at + 1 }
}

/// Sets the role of the lines that are rows of a table: cells of one number, figures among them.
pub(super) fn mark_rows(lines: &mut [Line<'_>]) {
    let cells: Vec<usize> =
        lines.iter().map(|l| if is_like_row(l) { l.text.split_whitespace().count() } else { 0 }).collect();
    let mut start = 0;
    for end in 1..=lines.len() {
        let same = lines.get(end).is_some_and(|l| cells[end] == cells[start] && !l.page_start && l.blanks <= 1);
        if same {
            continue;
        }
        let run = &lines[start..end];
        let figures = run.iter().filter(|l| l.text.split_whitespace().next_back().is_some_and(is_figure_cell)).count();
        if run.len() >= ENOUGH && cells[start] > 1 && figures * 2 >= run.len() {
            for (at, line) in (start..end).zip(&mut lines[start..end]) {
                line.role = Role::Row(at);
            }
        }
        start = end;
    }
}

fn is_like_row(line: &Line<'_>) -> bool {
    let bullet = line.marker.is_some_and(|m| matches!(m.family, Family::Bullet(_)));
    let ends = line.ends_sentence() || line.text.ends_with(['：', ':']);
    line.role == Role::Body && !line.text.contains(['。', '、']) && !ends && !bullet
}

/// A figure with or without its unit, or the sign for none.
fn is_figure_cell(cell: &str) -> bool {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    let none = cell.chars().all(|c| "-－―—…‐".contains(c));
    let signed = cell.trim_start_matches(['▲', '△', '-', '－', '約', '（', '(']);
    none || (digits > 0 && cell.chars().count() <= 14 && signed.starts_with(char::is_numeric))
}

/// Marks the lines below two labels side by side (＜before＞　＜after＞): two columns, one line of each in turn.
pub(super) fn mark_undecided(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        let first = at + 1;
        at = first;
        if lines[first - 1].setting.is_some() || !is_pair_of_labels(lines[first - 1].text) {
            continue;
        }
        while lines.get(at).is_some_and(|l| l.blanks == 0 && l.role == Role::Body && !l.page_start) {
            at += 1;
        }
        if at - first > ENOUGH {
            for line in &mut lines[first..at] {
                line.undecided = true;
            }
        }
    }
}

/// ＜before＞　　＜after＞
fn is_pair_of_labels(text: &str) -> bool {
    const PAIRS: [(char, char); 6] = [('＜', '＞'), ('【', '】'), ('≪', '≫'), ('《', '》'), ('〈', '〉'), ('［', '］')];
    PAIRS.iter().filter(|(open, _)| text.starts_with(*open)).any(|&(open, close)| {
        let parts: Vec<&str> = text.split_whitespace().collect();
        parts.len() == 2 && parts.iter().all(|p| p.starts_with(open) && p.ends_with(close))
    })
}
