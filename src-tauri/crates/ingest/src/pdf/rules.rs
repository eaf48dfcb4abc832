//! Ruling lines: the thin things drawn on a page.

use tadori_text::Rect;

/// Thicker is no line but an area, in points.
const THICKEST: f32 = 3.0;
/// Shorter is a dot or a corner, in points.
const SHORTEST: f32 = 4.0;

/// A line, or the edge of a filled area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// From top to bottom, not from left to right.
    pub(super) upright: bool,
    /// Where it stands across its direction, in points.
    pub(super) at: f32,
    /// Where it begins and ends along its direction.
    pub(super) span: (f32, f32),
}

impl Rule {
    /// The line that a filled rectangle is; `None` where it is an area or a dot.
    pub(super) fn of(rect: Rect) -> Option<Self> {
        let (width, height) = (rect.right - rect.left, rect.bottom - rect.top);
        let (thin, long) = (width.min(height), width.max(height));
        if !(thin <= THICKEST && long >= SHORTEST && long > 2.0 * thin && long < 20_000.0) {
            return None;
        }
        Some(if height > width {
            Self { upright: true, at: f32::midpoint(rect.left, rect.right), span: (rect.top, rect.bottom) }
        } else {
            Self { upright: false, at: f32::midpoint(rect.top, rect.bottom), span: (rect.left, rect.right) }
        })
    }
}

/// The lines of a page: pieces that touch are one.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Lines from top to bottom, by where they stand.
    pub(super) upright: Vec<Rule>,
    /// Lines from left to right, by where they stand.
    pub(super) level: Vec<Rule>,
}

/// Pieces of one line are not farther apart, in points.
const JOINT: f32 = 3.0;

impl Rules {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        let (upright, level): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|r| r.upright);
        Self { upright: join(upright), level: join(level) }
    }

    /// Whether a line from top to bottom stands between two places on a text line that is `band` high.
    pub(super) fn between(&self, gap: (f32, f32), band: (f32, f32)) -> bool {
        let middle = f32::midpoint(band.0, band.1);
        let from = self.upright.partition_point(|r| r.at < gap.0 - 0.5);
        self.upright[from..]
            .iter()
            .take_while(|r| r.at <= gap.1 + 0.5)
            .any(|r| r.span.0 <= middle && middle <= r.span.1)
    }
}

/// Joins the pieces of lines.
fn join(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.span.0.total_cmp(&b.span.0)));
    let mut joined: Vec<Rule> = Vec::with_capacity(rules.len());
    for rule in rules {
        // Lines that stand apart by less than a point are one; the pieces of each come in their order, but mixed.
        let near = joined.iter_mut().rev().take_while(|r| rule.at - r.at <= 1.0);
        let touching = near.into_iter().find(|r| rule.span.0 <= r.span.1 + JOINT && r.span.0 <= rule.span.1 + JOINT);
        match touching {
            Some(line) => line.span = (line.span.0.min(rule.span.0), line.span.1.max(rule.span.1)),
            None => joined.push(rule),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Rule, Rules};
    use tadori_text::Rect;

    fn rule(left: f32, top: f32, right: f32, bottom: f32) -> Rule {
        Rule::of(Rect { left, top, right, bottom }).unwrap()
    }

    #[test]
    fn pieces_make_a_line() {
        let rules = Rules::new(vec![
            rule(10.0, 50.0, 10.5, 80.0),
            rule(10.2, 20.0, 10.7, 49.0),
            rule(10.0, 20.0, 90.0, 20.5),
            rule(60.0, 20.0, 60.5, 80.0),
        ]);
        assert_eq!((rules.upright.len(), rules.level.len()), (2, 1));
        assert_eq!(rules.upright[0].span, (20.0, 80.0));
        assert!(rules.between((50.0, 70.0), (30.0, 40.0)));
        assert!(!rules.between((50.0, 70.0), (90.0, 100.0)));
        assert!(!rules.between((20.0, 50.0), (30.0, 40.0)));
        assert_eq!(Rule::of(Rect { left: 0.0, top: 0.0, right: 50.0, bottom: 50.0 }), None);
    }
}
