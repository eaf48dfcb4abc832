//! Alignment of two wordings: the chain of shared runs that tells most, small edits between them paid for.
//!
//! The runs are maximal common runs of two units and more; a chain takes them in order on both sides. Of a run counts
//! what its pairs of units tell (see [`Rarity`]), names nothing. An edit costs a little, and more the longer it is: the
//! affine gaps of local sequence alignment (Gotoh 1982), over runs instead of single units.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

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
    let mut places: FxHashMap<Pair, Vec<usize>> = FxHashMap::default();
    for (at, pair) in pairs(b).enumerate() {
        places.entry(pair).or_default().push(at);
    }
    let mut runs: Vec<Run> = Vec::new();
    // Runs that reach the pair before, by where they are on the other side.
    let mut open: FxHashMap<usize, usize> = FxHashMap::default();
    for (at, pair) in pairs(a).enumerate() {
        let mut reached = FxHashMap::default();
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

/// Says quickly of a wording how much an alignment with another one can tell at most.
pub(crate) struct Sieve {
    /// A bit for each pair of the other wording, by hash.
    pairs: Vec<u64>,
}

impl Sieve {
    /// Places for pairs; some thousand times those of a block, so that few meet by chance.
    const BITS: usize = 1 << 16;

    pub(crate) fn new(wording: &[Unit]) -> Self {
        let mut sieve = Self { pairs: vec![0; Self::BITS / 64] };
        for pair in pairs(wording) {
            let at = Self::place(pair);
            sieve.pairs[at / 64] |= 1 << (at % 64);
        }
        sieve
    }

    fn place((a, b): Pair) -> usize {
        FxBuildHasher.hash_one((a, b)) as usize % Self::BITS
    }

    /// No alignment with `wording` tells more than this: every run lies in a stretch of pairs that both have, and between
    /// two stretches there is an edit.
    pub(crate) fn at_most(&self, wording: &[Unit], rarity: &Rarity) -> f64 {
        let (mut all, mut stretch) = (GAP_OPEN, 0.0_f64);
        for units in wording.windows(2) {
            let pair = (units[0].is, units[1].is);
            let at = Self::place(pair);
            if self.pairs[at / 64] & (1 << (at % 64)) == 0 {
                all += (stretch - GAP_OPEN).max(0.0);
                stretch = 0.0;
            } else if !units[0].name && !units[1].name {
                stretch += rarity.bits(pair);
            }
        }
        all + (stretch - GAP_OPEN).max(0.0)
    }
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
    fn the_sieve_never_promises_too_little() {
        let texts = ["港湾の整備を推進し、離島の航路を守る。", "離島では、港湾の\n整備を推進する", "漁港と航路", "空"];
        let wordings: Vec<Vec<Unit>> = texts.iter().map(|t| wording(t)).collect();
        let rarity = Rarity::count(wordings.iter().map(|w| pairs(w)));
        for (a, b) in wordings.iter().flat_map(|a| wordings.iter().map(move |b| (a, b))) {
            assert!(Sieve::new(a).at_most(b, &rarity) >= align(a, b, &rarity).bits);
        }
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
