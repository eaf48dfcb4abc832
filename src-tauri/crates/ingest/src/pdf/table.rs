//! Ruling lines that cross → tables, and the cell in which a place stands.

use tadori_text::Rect;

use super::rules::{Rule, Rules};
pub(super) use crate::structure::Cell;

/// Lines that are this near meet, in points.
const MEET: f32 = 3.0;
/// Pairs of lines that are looked at: a drawing of more is no table.
const PAIRS: usize = 2_000_000;

/// A ruled table.
#[derive(Debug)]
pub(super) struct Table {
    upright: Vec<Rule>,
    level: Vec<Rule>,
    /// Where columns begin, and the last one ends.
    columns: Vec<f32>,
    /// Where rows begin, and the last one ends.
    rows: Vec<f32>,
}

/// The tables of a page.
pub(super) fn tables(rules: &Rules) -> Vec<Table> {
    if rules.upright.len() * rules.level.len() > PAIRS {
        return Vec::new();
    }
    let groups = groups(rules);
    let mut tables: Vec<Table> = groups.into_iter().filter_map(|(upright, level)| Table::of(upright, level)).collect();
    // Of tables in one another the inner one is asked first.
    tables.sort_by(|a, b| a.area().total_cmp(&b.area()));
    tables
}

/// Lines that meet, each other and in a chain.
fn groups(rules: &Rules) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let offset = rules.upright.len();
    let mut parent: Vec<usize> = (0..offset + rules.level.len()).collect();
    for (i, upright) in rules.upright.iter().enumerate() {
        for (j, level) in rules.level.iter().enumerate() {
            if meets(upright, level) {
                let (a, b) = (root(&mut parent, i), root(&mut parent, offset + j));
                parent[a] = b;
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Rule>, Vec<Rule>)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for at in 0..parent.len() {
        let root = root(&mut parent, at);
        let index = *known.entry(root).or_insert_with(|| {
            groups.push((root, Vec::new(), Vec::new()));
            groups.len() - 1
        });
        match at.checked_sub(offset) {
            None => groups[index].1.push(rules.upright[at]),
            Some(level) => groups[index].2.push(rules.level[level]),
        }
    }
    groups.into_iter().map(|(_, upright, level)| (upright, level)).collect()
}

/// The representative of a group.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn meets(upright: &Rule, level: &Rule) -> bool {
    let within = |at: f32, span: (f32, f32)| span.0 - MEET <= at && at <= span.1 + MEET;
    within(upright.at, level.span) && within(level.at, upright.span)
}

impl Table {
    /// `None` where the lines frame no cells beside and below each other.
    fn of(mut upright: Vec<Rule>, mut level: Vec<Rule>) -> Option<Self> {
        // Many tables have no lines at their sides.
        let outer = |lines: &[Rule]| lines.iter().map(|r| r.span).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let across = |lines: &[Rule]| {
            let at = lines.iter().map(|r| (r.at, r.at));
            at.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        let hull = |a: (f32, f32), b: (f32, f32)| (a.0.min(b.0), a.1.max(b.1));
        let (left, right) = hull(outer(&level)?, across(&upright)?);
        let (top, bottom) = hull(outer(&upright)?, across(&level)?);
        for at in [left, right] {
            if upright.iter().all(|r| (r.at - at).abs() > 2.0 * MEET) {
                upright.push(Rule { upright: true, at, span: (top, bottom) });
            }
        }
        for at in [top, bottom] {
            if level.iter().all(|r| (r.at - at).abs() > 2.0 * MEET) {
                level.push(Rule { upright: false, at, span: (left, right) });
            }
        }
        let (columns, rows) = (places(&upright), places(&level));
        (columns.len() >= 3 && rows.len() >= 3).then_some(Self { upright, level, columns, rows })
    }

    fn area(&self) -> f32 {
        (self.columns[self.columns.len() - 1] - self.columns[0]) * (self.rows[self.rows.len() - 1] - self.rows[0])
    }

    /// Row and column of the cell in which the middle of `rect` stands; of a merged cell those of its first.
    pub(super) fn cell(&self, rect: Rect) -> Option<(u32, u32)> {
        let x = f32::midpoint(rect.left, rect.right);
        let y = f32::midpoint(rect.top, rect.bottom);
        let before = |lines: &[Rule], at: f32, along: f32| {
            let crossing = lines.iter().filter(|r| r.span.0 - MEET <= along && along <= r.span.1 + MEET);
            let (mut start, mut closed) = (f32::MIN, false);
            for rule in crossing {
                if rule.at <= at {
                    start = start.max(rule.at);
                } else {
                    closed = true;
                }
            }
            (closed && start > f32::MIN).then_some(start)
        };
        let left = before(&self.upright, x, y)?;
        let top = before(&self.level, y, x)?;
        Some((index(&self.rows, top), index(&self.columns, left)))
    }
}

/// Where lines stand, near ones as one.
fn places(lines: &[Rule]) -> Vec<f32> {
    let mut at: Vec<f32> = lines.iter().map(|r| r.at).collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|b, a| *b - *a <= MEET);
    at
}

fn index(places: &[f32], at: f32) -> u32 {
    places.partition_point(|&p| p <= at + 0.01).saturating_sub(1) as u32
}

#[cfg(test)]
mod tests {
    use tadori_text::Rect;

    use super::{Rules, tables};
    use crate::pdf::rules::Rule;

    fn at(x: f32, y: f32) -> Rect {
        Rect { left: x - 5.0, top: y - 5.0, right: x + 5.0, bottom: y + 5.0 }
    }

    #[test]
    fn cells() {
        let line = |left, top, right, bottom| Rule::of(Rect { left, top, right, bottom }).unwrap();
        // Three columns, three rows; open at its sides; two cells of the last row are one.
        let rules = Rules::new(vec![
            line(0.0, 100.0, 200.0, 100.5),
            line(0.0, 130.0, 200.0, 130.5),
            line(0.0, 160.0, 200.0, 160.5),
            line(0.0, 190.0, 200.0, 190.5),
            line(80.0, 100.0, 80.5, 190.0),
            line(140.0, 100.0, 140.5, 160.0),
        ]);
        let tables = tables(&rules);
        assert_eq!(tables.len(), 1);
        let cell = |x, y| tables[0].cell(at(x, y));
        assert_eq!(cell(40.0, 115.0), Some((0, 0)));
        assert_eq!(cell(120.0, 145.0), Some((1, 1)));
        assert_eq!(cell(170.0, 115.0), Some((0, 2)));
        assert_eq!(cell(170.0, 175.0), Some((2, 1)));
        assert_eq!(cell(100.0, 220.0), None);
        assert_eq!(cell(250.0, 145.0), None);
    }

    #[test]
    fn a_frame_is_no_table() {
        let line = |left, top, right, bottom| Rule::of(Rect { left, top, right, bottom }).unwrap();
        let rules = Rules::new(vec![
            line(0.0, 100.0, 200.0, 100.5),
            line(0.0, 130.0, 200.0, 130.5),
            line(0.0, 100.0, 0.5, 130.0),
            line(200.0, 100.0, 200.5, 130.0),
        ]);
        assert!(tables(&rules).is_empty());
    }
}
