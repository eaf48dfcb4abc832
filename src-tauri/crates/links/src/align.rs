//! Alignment of two wordings: the chain of shared runs that tells most, small edits between them paid for.
//!
//! The runs are maximal common runs of two units and more; a chain takes them in order on both sides. Of a run counts
//! what its pairs of units tell (see [`Rarity`]), names nothing. An edit costs a little, and more the longer it is: the
//! affine gaps of local sequence alignment (Gotoh 1982), over runs instead of single units.

use std::collections::HashMap;

use crate::rarity::Rarity;
use crate::rules::{GAP_LONGEST, GAP_OPEN, GAP_UNIT};
use crate::wording::{Unit, is_hiragana};

/// Two neighbouring units.
pub(crate) type Pair = (char, char);

/// A run of units that both sides have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// First unit on one side.
    pub(crate) a: usize,
    /// First unit on the other.
    pub(crate) b: usize,
    /// Units.
    pub(crate) length: usize,
}

/// The chain that tells most.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Aligned {
    /// What it tells, less what the edits cost.
    pub(crate) bits: f64,
    /// In order on both sides.
    pub(crate) runs: Vec<Run>,
}

/// The pairs of units of a wording, in order.
pub(crate) fn pairs(units: &[Unit]) -> impl Iterator<Item = Pair> + '_ {
    units.windows(2).map(|w| (w[0].is, w[1].is))
}

/// Maximal common runs of two units and more, by their end on the first side.
fn common(a: &[Unit], b: &[Unit]) -> Vec<Run> {
    let mut places: HashMap<Pair, Vec<usize>> = HashMap::new();
    for (at, pair) in pairs(b).enumerate() {
        places.entry(pair).or_default().push(at);
    }
    let mut runs: Vec<Run> = Vec::new();
    // Runs that reach the pair before, by where they are on the other side.
    let mut open: HashMap<usize, usize> = HashMap::new();
    for (at, pair) in pairs(a).enumerate() {
        let mut reached = HashMap::new();
        for &there in places.get(&pair).map_or(&[][..], Vec::as_slice) {
            let run = if let Some(&run) = there.checked_sub(1).and_then(|before| open.get(&before)) {
                runs[run].length += 1;
                run
            } else {
                runs.push(Run { a: at, b: there, length: 2 });
                runs.len() - 1
            };
            reached.insert(there, run);
        }
        open = reached;
    }
    runs.sort_by_key(|r| (r.a + r.length, r.b));
    runs
}

/// What a run tells.
fn weight(run: Run, a: &[Unit], b: &[Unit], rarity: &Rarity) -> f64 {
    let (a, b) = (&a[run.a..run.a + run.length], &b[run.b..run.b + run.length]);
    let told = a.windows(2).zip(b.windows(2)).filter(|(x, y)| x.iter().chain(*y).all(|u| !u.name));
    told.map(|(x, _)| rarity.bits((x[0].is, x[1].is))).sum()
}

/// The runs of letters that two wordings share anywhere, those that tell most first; grammar at their edges is cut.
pub(crate) fn terms(a: &[Unit], b: &[Unit], rarity: &Rarity) -> Vec<String> {
    let mut terms = Vec::new();
    for run in common(a, b) {
        for piece in a[run.a..run.a + run.length].split(|u| is_hiragana(u.is)).filter(|p| p.len() >= 2) {
            let bits = pairs(piece).map(|pair| rarity.bits(pair)).sum::<f64>();
            terms.push((bits, piece.iter().map(|u| u.is).collect::<String>()));
        }
    }
    terms.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    terms.dedup_by(|x, y| x.1 == y.1);
    terms.into_iter().map(|(_, term)| term).collect()
}

/// The chain of shared runs of `a` and `b` that tells most.
pub(crate) fn align(a: &[Unit], b: &[Unit], rarity: &Rarity) -> Aligned {
    let runs = common(a, b);
    let mut best: Vec<(f64, Option<usize>)> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let own = weight(*run, a, b, rarity);
        let mut most = (own, None);
        for (before, earlier) in runs[..at].iter().enumerate().rev() {
            let Some(gap) = run.a.checked_sub(earlier.a + earlier.length) else { continue };
            if gap > GAP_LONGEST {
                // Sorted by their ends: those before end earlier still.
                break;
            }
            let Some(other) = run.b.checked_sub(earlier.b + earlier.length) else { continue };
            if other > GAP_LONGEST {
                continue;
            }
            let told = best[before].0 + own - GAP_OPEN - GAP_UNIT * gap.max(other) as f64;
            if told > most.0 {
                most = (told, Some(before));
            }
        }
        best.push(most);
    }
    let Some(last) = (0..best.len()).max_by(|x, y| best[*x].0.total_cmp(&best[*y].0)) else {
        return Aligned::default();
    };
    let mut chain = Vec::new();
    let mut at = Some(last);
    while let Some(run) = at {
        chain.push(runs[run]);
        at = best[run].1;
    }
    chain.reverse();
    Aligned { bits: best[last].0, runs: chain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::wording;

    /// The shared runs of two texts.
    fn shared(a: &str, b: &str) -> Vec<String> {
        let (a, b) = (wording(a), wording(b));
        let rarity = Rarity::count([pairs(&a).collect::<Vec<_>>(), pairs(&b).collect()].into_iter());
        let run = |r: &Run| a[r.a..r.a + r.length].iter().map(|u| u.is).collect();
        align(&a, &b, &rarity).runs.iter().map(run).collect()
    }

    #[test]
    fn runs() {
        for (a, b, expected) in [
            ("港湾の整備を推進する。", "離島では、港湾の\n整備を推進する", &["港湾の整備を推進する"][..]),
            ("漁港", "空港", &[]),
            ("", "港湾", &[]),
        ] {
            assert_eq!(shared(a, b), expected, "{a} / {b}");
        }
    }
}
