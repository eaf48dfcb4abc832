//! Glyphs → runs: what stands on one baseline without a wide gap, in the order of drawing.
//!
//! Vertical writing is seen by geometry: many producers set it with fonts for
//! horizontal writing and place every glyph by itself.

use tadori_text::Rect;

use super::glyph::Glyph;
use super::rules::Rules;

/// Which way a run goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// One upright glyph: it is not known yet.
    Open,
    Right,
    Down,
    /// Any other direction: upside down, bottom to top, aslant.
    Turned,
}

/// Glyphs on one baseline.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Indices of the glyphs in writing order.
    pub(super) glyphs: Vec<usize>,
    pub(super) way: Way,
    /// From start to end along the way.
    pub(super) along: (f32, f32),
    /// Across the way, of its largest glyph.
    pub(super) across: (f32, f32),
    /// Em height of its largest glyph in points.
    pub(super) size: f32,
    /// Nothing but white space so far.
    pub(super) blank: bool,
}

/// From start to end and across, for a way.
fn place(glyph: &Glyph, way: Way) -> ((f32, f32), (f32, f32)) {
    let Rect { left, top, right, bottom } = glyph.rect;
    match way {
        Way::Open | Way::Right => ((left, right), (top, bottom)),
        Way::Down => ((top, bottom), (left, right)),
        Way::Turned => (glyph.along, glyph.across),
    }
}

/// The share of the smaller one that two stretches have in common.
pub(super) fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    let common = a.1.min(b.1) - a.0.max(b.0);
    common / (a.1 - a.0).min(b.1 - b.0).max(0.1)
}

impl Run {
    fn new(index: usize, glyph: &Glyph) -> Self {
        let way = if glyph.goes_down() {
            Way::Down
        } else if glyph.is_upright() {
            Way::Open
        } else {
            Way::Turned
        };
        let (along, across) = place(glyph, way);
        Self { glyphs: vec![index], way, along, across, size: glyph.size, blank: glyph.text.is_blank() }
    }

    /// The way in which `glyph` goes on with this run, if it does.
    fn goes_on(&self, glyphs: &[Glyph], glyph: &Glyph, page: &PageWays<'_>) -> Option<Way> {
        let last = &glyphs[*self.glyphs.last()?];
        let ways: &[Way] = match self.way {
            Way::Open => &[Way::Right, Way::Down],
            Way::Right => &[Way::Right],
            Way::Down => &[Way::Down],
            Way::Turned => &[Way::Turned],
        };
        ways.iter().copied().find(|&way| match way {
            Way::Right => glyph.is_upright() && self.follows(last, glyph, way, 1.0) && !self.parted(glyph, page),
            Way::Down => {
                let set = glyph.goes_down() || last.goes_down();
                let reach = if set || page.vertical { 1.0 } else { STACKED };
                // Where lines are horizontal, stacked upright signs are rather lines of one sign each.
                (set || (glyph.is_upright() && last.is_upright()))
                    && (glyph.is_upright() || glyph.goes_down())
                    && self.follows(last, glyph, way, reach)
            }
            Way::Turned => last.runs_like(glyph) && self.follows(last, glyph, way, 1.0),
            Way::Open => false,
        })
    }

    /// Whether `glyph` stands on the baseline, behind the end, not farther than `reach` ems.
    fn follows(&self, last: &Glyph, glyph: &Glyph, way: Way, reach: f32) -> bool {
        let (along, across) = place(glyph, way);
        let (last_along, last_across) = place(last, way);
        let own = if self.way == way { self.across } else { last_across };
        let size = self.size.max(glyph.size);
        let gap = along.0 - last_along.1;
        let backwards = -0.6;
        let aligned = if way == Way::Down { 0.6 } else { 0.4 };
        overlap(own, across) >= aligned && gap <= reach * size && gap >= backwards * size && along.0 >= last_along.0
    }

    /// Whether a ruling line stands between the end of this run and `glyph`.
    fn parted(&self, glyph: &Glyph, page: &PageWays<'_>) -> bool {
        let gap = (self.along.1, glyph.rect.left);
        gap.1 - gap.0 > 0.1 * self.size && page.rules.between(gap, self.across)
    }

    fn push(&mut self, index: usize, glyph: &Glyph, glyphs: &[Glyph], way: Way) {
        if self.way != way {
            self.way = way;
            (self.along, self.across) = place(&glyphs[self.glyphs[0]], way);
        }
        let (along, across) = place(glyph, way);
        self.along.1 = along.1.max(self.along.1);
        if (glyph.size > 1.1 * self.size && !glyph.text.is_blank()) || self.blank {
            self.across = across;
            self.size = glyph.size;
        }
        self.blank &= glyph.text.is_blank();
        self.glyphs.push(index);
    }
}

/// Ems between stacked upright glyphs on a page of horizontal lines.
const STACKED: f32 = 0.25;

/// What runs of a page have to know of it.
struct PageWays<'p> {
    rules: &'p Rules,
    /// Most glyphs go on downwards.
    vertical: bool,
}

/// The runs of a page in the order in which they were begun.
pub(super) fn runs(glyphs: &[Glyph], rules: &Rules) -> Vec<Run> {
    let page = PageWays { rules, vertical: is_vertical(glyphs) };
    let mut runs: Vec<Run> = Vec::new();
    let mut open = 0;
    for (index, glyph) in glyphs.iter().enumerate() {
        // Ruby and stray blanks come in between: the line that they interrupt goes on.
        let last = runs.len().saturating_sub(1);
        let interrupted = runs.len() >= 2 && {
            let (before, small) = (&runs[last - 1], &runs[last]);
            small.blank || (small.size < 0.75 * before.size && small.glyphs.len() <= 16)
        };
        let candidates = [Some(open), Some(last), interrupted.then(|| last - 1)];
        let found = candidates.into_iter().flatten().find_map(|at| {
            let way = runs.get(at)?.goes_on(glyphs, glyph, &page)?;
            Some((at, way))
        });
        if let Some((at, way)) = found {
            runs[at].push(index, glyph, glyphs, way);
            open = at;
        } else {
            runs.push(Run::new(index, glyph));
            open = runs.len() - 1;
        }
    }
    let mut settled = Vec::with_capacity(runs.len());
    for run in runs {
        if !page.vertical && run.way == Way::Down && is_stack(&run, glyphs) {
            settled.extend(run.glyphs.iter().map(|&i| Run { way: Way::Right, ..Run::new(i, &glyphs[i]) }));
        } else {
            settled.push(run);
        }
    }
    settled.retain(|run| !run.blank);
    for run in &mut settled {
        if run.way == Way::Open {
            run.way = if page.vertical { Way::Down } else { Way::Right };
            (run.along, run.across) = place(&glyphs[run.glyphs[0]], run.way);
        }
    }
    settled
}

/// Whether what seems to go down is rather lines of one sign each: two signs only, or figures.
fn is_stack(run: &Run, glyphs: &[Glyph]) -> bool {
    let upright = run.glyphs.iter().all(|&i| glyphs[i].is_upright());
    let figures =
        || run.glyphs.iter().all(|&i| glyphs[i].text.first().is_none_or(|c| c.is_numeric() || !c.is_alphabetic()));
    upright && (run.glyphs.len() < 3 || figures())
}

/// Whether more neighbours stand below one another than beside.
fn is_vertical(glyphs: &[Glyph]) -> bool {
    let (mut right, mut down) = (0, 0);
    for pair in glyphs.windows(2) {
        let [a, b] = pair else { continue };
        if a.text.is_blank() || b.text.is_blank() {
            continue;
        }
        let ((ax, ay), (bx, by)) = (a.center(), b.center());
        let (dx, dy) = (bx - ax, by - ay);
        let size = a.size.max(b.size);
        if a.goes_down() || (a.is_upright() && dx.abs() < 0.2 * size && dy > 0.5 * size && dy < 1.3 * size) {
            down += 1;
        } else if dy.abs() < 0.3 * size && dx > 0.0 && dx < 2.0 * size {
            right += 1;
        }
    }
    down > right
}
