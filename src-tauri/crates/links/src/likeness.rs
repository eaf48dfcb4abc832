//! What passages share, by the terms that they have: found by postings, as a search does.

use rustc_hash::FxHashMap;
use tadori_text::BlockKind;

use crate::align::Pair;
use crate::corpus::{Corpus, Place};
use crate::link::{Basis, End, Link, LinkKind, Reason};
use crate::rules;
use crate::terms::{Terms, told};

/// Where an [`Index`] counts; kept from one question to the next, so that a question costs what it meets and not what
/// there is.
#[derive(Default)]
pub(crate) struct Tally {
    bits: Vec<f64>,
    met: Vec<u32>,
}

/// Which passages are asked for.
#[derive(Clone, Copy)]
pub(crate) struct Question<'t> {
    /// Those that share these.
    pub(crate) terms: &'t Terms,
    /// Of the first so many.
    pub(crate) among: usize,
    /// Fewer bits are enough for none.
    pub(crate) least: f64,
}

/// Passages that can be found by their terms.
pub(crate) struct Index {
    /// Terms in each passage.
    lengths: Vec<usize>,
    /// Term → passages that have it.
    postings: FxHashMap<Pair, Vec<u32>>,
    /// Terms in a passage of middling length.
    usual: f64,
}

impl Index {
    pub(crate) fn new<'t>(passages: impl Iterator<Item = &'t Terms>) -> Self {
        let mut postings: FxHashMap<Pair, Vec<u32>> = FxHashMap::default();
        let mut lengths = Vec::new();
        for (number, terms) in (0..).zip(passages) {
            terms.iter().for_each(|term| postings.entry(term).or_default().push(number));
            lengths.push(terms.len());
        }
        let usual = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
        Self { lengths, postings, usual }
    }

    /// Those of the first `count` passages that have a term.
    fn who(&self, term: Pair, count: usize) -> &[u32] {
        let who = self.postings.get(&term).map_or(&[][..], Vec::as_slice);
        &who[..who.partition_point(|number| (*number as usize) < count)]
    }

    /// What each of the first `count` passages shares with `terms`, for those that share anything; with each term the bits
    /// that it tells.
    fn shared(&self, terms: impl Iterator<Item = (Pair, f64)>, count: usize, tally: &mut Tally) -> Vec<(usize, f64)> {
        tally.bits.resize(self.lengths.len(), 0.0);
        for (term, bits) in terms.filter(|(_, bits)| *bits > 0.0) {
            for &number in self.who(term, count) {
                let sum = &mut tally.bits[number as usize];
                if *sum == 0.0 {
                    tally.met.push(number);
                }
                *sum += bits;
            }
        }
        let taken = |number: u32| (number as usize, std::mem::take(&mut tally.bits[number as usize]));
        tally.met.drain(..).map(taken).collect()
    }

    /// What passages share with some terms, for those of which `enough` says so, by number and bits; more bits are never less
    /// enough. `terms_of`: the terms of a passage.
    ///
    /// What a passage shares without the commonest terms says whether it can come so far (prefix filtering, Chaudhuri et
    /// al. 2006): so the longest postings are not gone through. In a large library what everybody says tells nothing by
    /// itself: the rarer terms have to give their part.
    pub(crate) fn sharing_enough<'s>(
        &self,
        Question { terms, among, least }: Question<'_>,
        weight: impl Fn(Pair) -> f64,
        enough: impl Fn(usize, f64) -> bool,
        terms_of: impl Fn(usize) -> &'s Terms,
        tally: &mut Tally,
    ) -> Vec<(usize, f64)> {
        let mut weighed: Vec<(Pair, f64)> = terms.iter().map(|term| (term, weight(term))).collect();
        weighed.sort_by(|a, b| a.1.total_cmp(&b.1));
        let everywhere = |term| self.who(term, among).len() > rules::EVERYWHERE;
        let (mut rest, mut common, mut rare) = (0.0, Vec::new(), Vec::new());
        for (term, bits) in weighed {
            if rest + bits < rules::ASIDE * least || everywhere(term) {
                rest += bits;
                common.push((term, bits));
            } else {
                rare.push((term, bits));
            }
        }
        let mut in_order: Vec<(Pair, usize)> = common.iter().enumerate().map(|(at, (term, _))| (*term, at)).collect();
        in_order.sort_unstable();
        let mut has = vec![false; common.len()];
        let mut found = self.shared(rare.into_iter(), among, tally);
        found.retain_mut(|(number, bits)| {
            let may = *bits >= (1.0 - rules::ASIDE) * least && enough(*number, *bits + rest);
            if may {
                has.fill(false);
                terms_of(*number).each_of(&in_order, |at| has[at] = true);
                let shared = common.iter().zip(&has).filter(|(_, has)| **has);
                *bits += shared.map(|((_, bits), _)| bits).sum::<f64>();
            }
            may && enough(*number, *bits)
        });
        found
    }

    /// What each passage shares with `terms`, less for longer passages; `weight`: bits that a term tells.
    pub(crate) fn rank(&self, terms: &Terms, weight: impl Fn(Pair) -> f64, tally: &mut Tally) -> Vec<(usize, f64)> {
        let mut shared = self.shared(terms.iter().map(|term| (term, weight(term))), self.lengths.len(), tally);
        for (number, bits) in &mut shared {
            let length = self.lengths[*number] as f64 / self.usual.max(1.0);
            *bits /= 1.0 - rules::LENGTH + rules::LENGTH * length.max(0.5);
        }
        shared
    }
}

/// The terms of a block.
pub(crate) fn terms_of(corpus: &Corpus<'_>, document: usize, block: usize) -> Terms {
    Terms::of_one(&corpus.documents[document].wording[block])
}

/// Bits of all terms.
pub(crate) fn mass(corpus: &Corpus<'_>, terms: &Terms) -> f64 {
    terms.iter().map(|t| told(t, &corpus.pairs)).sum::<f64>().max(1.0)
}

/// Whether a block can be a statement: not a heading, not furniture, and long enough to say something.
pub(crate) fn says_something(corpus: &Corpus<'_>, document: usize, block: usize) -> bool {
    let kind = corpus.block(document, block).kind;
    matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::TableRow | BlockKind::Footnote)
        && corpus.documents[document].wording[block].len() >= rules::STATEMENT_UNITS
}

/// The longest terms that two blocks share, those that tell most first.
pub(crate) fn shared_terms(corpus: &Corpus<'_>, one: Place, other: Place) -> Vec<String> {
    let units = |(document, block): Place| corpus.documents[document].wording[block].as_slice();
    let mut terms: Vec<String> = Vec::new();
    for term in crate::align::terms(units(one), units(other), &corpus.pairs) {
        if !terms.iter().any(|t| t.contains(&term) || term.contains(t.as_str())) {
            terms.push(term);
        }
    }
    terms.truncate(rules::TERMS_SHOWN);
    terms
}

/// A link between passages that say similar things.
pub(crate) fn similar(from: End, to: End, score: f64, reason: Reason) -> Link {
    Link { kind: LinkKind::Implements, basis: Basis::Similar, score, from, to, reason, shared: Vec::new() }
}
