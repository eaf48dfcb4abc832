//! Runs → lines: runs on one baseline joined, columns that were drawn line by line pulled apart.

use super::rules::Rules;
use super::run::{Run, Way, overlap};

/// A line is farther from the next one on its baseline than this many ems only where columns are meant.
const DOWN_GAP: f32 = 3.0;

/// The runs that stand on one line, in writing order.
pub(super) type Joined = Vec<Run>;

/// The lines of a page in reading order.
pub(super) fn lines(runs: Vec<Run>, rules: &Rules) -> Vec<Joined> {
    let gutter = gutter(&runs, rules);
    let mut lines: Vec<Joined> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if follows(line, &run, rules, gutter) => line.push(run),
            Some(line) if precedes(line, &run, rules) => line.insert(0, run),
            _ => lines.push(vec![run]),
        }
    }
    if let Some(gutter) = gutter {
        lines = apart(lines, gutter);
    }
    lines
}

/// Whether two runs stand on one baseline.
fn level(a: &Run, b: &Run) -> bool {
    a.way == b.way && matches!(a.way, Way::Right | Way::Down) && overlap(a.across, b.across) >= 0.5
}

fn follows(line: &[Run], run: &Run, rules: &Rules, gutter: Option<f32>) -> bool {
    let Some(last) = line.last().filter(|last| level(last, run)) else { return false };
    let gap = (last.along.1, run.along.0);
    let size = last.size.max(run.size);
    if gap.1 - gap.0 < -0.6 * size {
        return false;
    }
    match run.way {
        Way::Down => gap.1 - gap.0 <= DOWN_GAP * size,
        _ => !rules.between(gap, run.across) && gutter.is_none_or(|g| !(gap.0 <= g && g <= gap.1)),
    }
}

/// Whether a run that was drawn later stands right before the line.
fn precedes(line: &[Run], run: &Run, rules: &Rules) -> bool {
    let Some(first) = line.first().filter(|first| first.way == Way::Right && level(first, run)) else { return false };
    let gap = first.along.0 - run.along.1;
    gap > -0.3 * run.size && gap < 2.0 * run.size && !rules.between((run.along.1, first.along.0), run.across)
}

/// Lines that have to be drawn side by side before two columns are believed.
const ROWS: usize = 5;
/// Glyphs of a line of a column, on average: shorter ones are cells.
const COLUMN_GLYPHS: usize = 10;

/// The place between two columns whose lines were drawn by turns.
fn gutter(runs: &[Run], rules: &Rules) -> Option<f32> {
    let pairs: Vec<(&Run, &Run)> = runs
        .windows(2)
        .map(|w| (&w[0], &w[1]))
        .filter(|(a, b)| a.way == Way::Right && level(a, b) && b.along.0 - a.along.1 > a.size)
        .filter(|(a, b)| !rules.between((a.along.1, b.along.0), a.across))
        .collect();
    if pairs.len() < ROWS {
        return None;
    }
    let mut starts: Vec<f32> = pairs.iter().map(|(_, b)| b.along.0).collect();
    starts.sort_by(f32::total_cmp);
    let start = starts[starts.len() / 2];
    let aligned = |b: &Run| (b.along.0 - start).abs() < 1.5 * b.size;
    let columns = pairs.iter().filter(|(a, b)| aligned(b) && a.along.1 < start);
    let (count, left, right) =
        columns.fold((0, 0, 0), |(n, l, r), (a, b)| (n + 1, l + a.glyphs.len(), r + b.glyphs.len()));
    let believed = count >= ROWS && count * 10 >= pairs.len() * 7;
    (believed && left.min(right) >= count * COLUMN_GLYPHS).then_some(start - 1.0)
}

/// Between lines that cross the gutter, those on its left come first.
fn apart(lines: Vec<Joined>, gutter: f32) -> Vec<Joined> {
    let mut ordered = Vec::with_capacity(lines.len());
    let mut right = Vec::new();
    for line in lines {
        let (start, end) = (line[0].along.0, line[line.len() - 1].along.1);
        let level = line[0].way == Way::Right;
        if level && start >= gutter - 1.0 {
            right.push(line);
        } else {
            if !(level && end <= gutter) {
                ordered.append(&mut right);
            }
            ordered.push(line);
        }
    }
    ordered.append(&mut right);
    ordered
}
