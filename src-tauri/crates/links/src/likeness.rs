//! What passages share, by the terms that they have: found by postings, as a search does.

use std::collections::HashMap;

use tadori_text::BlockKind;

use crate::Corpus;
use crate::align::Pair;
use crate::link::{Basis, End, Link, LinkKind, Reason};
use crate::rules;
use crate::terms::{Terms, told};

/// Passages that can be found by their terms.
pub(crate) struct Index {
    /// Terms in each passage.
    lengths: Vec<usize>,
    /// Term → passages that have it.
    postings: HashMap<Pair, Vec<u32>>,
    /// Terms in a passage of middling length.
    usual: f64,
}

impl Index {
    pub(crate) fn new<'t>(passages: impl Iterator<Item = &'t Terms>) -> Self {
        let mut postings: HashMap<Pair, Vec<u32>> = HashMap::new();
        let mut lengths = Vec::new();
        for (number, terms) in (0..).zip(passages) {
            terms.iter().for_each(|term| postings.entry(term).or_default().push(number));
            lengths.push(terms.len());
        }
        let usual = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
        Self { lengths, postings, usual }
    }

    /// What each passage shares with `terms`, for those that share anything; `weight`: bits that a term tells.
    pub(crate) fn shared(&self, terms: &Terms, weight: impl Fn(Pair) -> f64) -> Vec<(usize, f64)> {
        let mut shared = vec![0.0; self.lengths.len()];
        for term in terms.iter() {
            let Some(who) = self.postings.get(&term) else { continue };
            let bits = weight(term);
            for &number in who {
                shared[number as usize] += bits;
            }
        }
        shared.into_iter().enumerate().filter(|(_, bits)| *bits > 0.0).collect()
    }

    /// The same, less for longer passages.
    pub(crate) fn rank(&self, terms: &Terms, weight: impl Fn(Pair) -> f64) -> Vec<(usize, f64)> {
        let mut shared = self.shared(terms, weight);
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
pub(crate) fn shared_terms(corpus: &Corpus<'_>, one: (usize, usize), other: (usize, usize)) -> Vec<String> {
    let units = |(document, block): (usize, usize)| corpus.documents[document].wording[block].as_slice();
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
