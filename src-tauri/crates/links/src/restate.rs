//! What passages of lower documents say again of higher ones, a sentence against a sentence.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::corpus::{Corpus, Place};
use crate::likeness::{Index, Question, Tally, mass, says_something, shared_terms, similar, terms_of};
use crate::link::{End, Link, Reason, probability};
use crate::rules;
use crate::sentence::clauses;
use crate::terms::{Terms, told};
use crate::tier::{Tier, below, depth};
use crate::watch::Watched;
use crate::wording::Unit;

/// How sure it is that a sentence says again what another one says, by the bits that both share and those of each.
fn again(bits: f64, one: f64, other: f64) -> f64 {
    let odds =
        rules::AGAIN_ALIKE * bits / (one * other).sqrt() + rules::AGAIN_BITS * bits.max(1.0).log2() - rules::AGAIN_NONE;
    probability(odds)
}

/// Bits that two of so many blocks share by chance, beyond those of the library that the rule was fitted to.
fn chance(blocks: usize) -> f64 {
    2.0 * (blocks as f64 / rules::AGAIN_BLOCKS).log2().max(0.0)
}

/// Bits without which nothing says again what a sentence of so many bits says: the other one has at least what both share.
fn least_bits(mass: f64, chance: f64) -> f64 {
    let (mut none, mut enough) = (0.0, mass);
    for _ in 0..12 {
        let middle = f64::midpoint(none, enough);
        if again(middle - chance, mass, middle) < rules::AGAIN_LEAST { none = middle } else { enough = middle }
    }
    none
}

/// A sentence of a block, by its terms.
struct Said {
    document: usize,
    block: usize,
    terms: Terms,
    /// Bits of its terms.
    mass: f64,
}

/// The sentences of a document that say something.
fn said(corpus: &Corpus<'_>, document: usize) -> Vec<Said> {
    let mut all = Vec::new();
    let said = |block, terms| Said { mass: mass(corpus, &terms), document, block, terms };
    for (block, units) in corpus.documents[document].wording.iter().enumerate() {
        if !says_something(corpus, document, block) {
            continue;
        }
        let whole = all.len();
        for span in clauses(&corpus.block(document, block).text) {
            let of = units.iter().filter(|u| (span.start..span.end).contains(&(u.start as usize)));
            let own: Vec<Unit> = of.copied().collect();
            if own.len() >= rules::STATEMENT_UNITS {
                all.push(said(block, Terms::of_one(&own)));
            }
        }
        // Only short ones: then they say it together.
        if all.len() == whole {
            all.push(said(block, terms_of(corpus, document, block)));
        }
    }
    all
}

/// The fresh sentences that others are compared with, from the top of the chain downwards.
struct Fresh {
    sentences: Vec<Said>,
    /// Bits of the terms of each, side by side: they are asked for far more often than the rest.
    masses: Vec<f64>,
    index: Index,
}

impl Fresh {
    fn new(corpus: &Corpus<'_>) -> Self {
        // Where all are fresh it is enough to find each pair from below.
        let above = corpus.all_fresh();
        let indexed = |d: &usize| {
            let parts = &corpus.documents[*d];
            parts.given.fresh && (!above || parts.tier != Tier::Review)
        };
        let mut documents: Vec<usize> = (0..corpus.documents.len()).filter(indexed).collect();
        documents.sort_by_key(|document| depth(corpus.documents[*document].given.metadata));
        let sentences: Vec<Said> = documents.into_par_iter().flat_map_iter(|document| said(corpus, document)).collect();
        let masses = sentences.iter().map(|s| s.mass).collect();
        Self { index: Index::new(sentences.iter().map(|s| &s.terms)), masses, sentences }
    }

    /// Pairs of a passage and what it says again, one of them in this document and the other one fresh. `linked`: pairs
    /// that are linked already.
    fn pairs(
        &self,
        corpus: &Corpus<'_>,
        document: usize,
        linked: &HashSet<(Place, Place)>,
        tally: &mut Tally,
    ) -> Vec<(Place, Place, f64)> {
        let metadata = |(document, _): Place| corpus.documents[document].given.metadata;
        // Review sheets are never said again, and there can be thousands of them.
        let says_again = |lower: Place, upper: Place| {
            corpus.documents[upper.0].tier != Tier::Review && below(metadata(lower), metadata(upper))
        };
        let chance = chance(corpus.pairs.blocks());
        // A fresh document asks for what stands above it; it is found by what stands below it, which asks too.
        let above = |sentence: &Said| depth(metadata((sentence.document, 0))) < depth(metadata((document, 0)));
        let among = if corpus.documents[document].given.fresh {
            self.sentences.partition_point(above)
        } else {
            self.sentences.len()
        };
        let mut best: HashMap<(Place, Place), f64> = HashMap::new();
        for sentence in said(corpus, document) {
            let here = (document, sentence.block);
            let weight = |term| told(term, &corpus.pairs);
            let question = Question { terms: &sentence.terms, among, least: least_bits(sentence.mass, chance) };
            let sure = |number: usize, bits: f64| again(bits - chance, sentence.mass, self.masses[number]);
            let enough = |number, bits| sure(number, bits) >= rules::AGAIN_LEAST;
            let terms_of = |number: usize| &self.sentences[number].terms;
            for (number, bits) in self.index.sharing_enough(question, weight, enough, terms_of, tally) {
                let sure = sure(number, bits);
                let there = (self.sentences[number].document, self.sentences[number].block);
                if there.0 == document {
                    continue;
                }
                let pair = if says_again(here, there) {
                    (here, there)
                } else if !corpus.documents[document].given.fresh && says_again(there, here) {
                    (there, here)
                } else {
                    continue;
                };
                let score = best.entry(pair).or_default();
                *score = score.max(sure);
            }
        }
        best_of(best.into_iter().map(|((from, to), score)| (from, to, score)).filter(|p| !linked.contains(&(p.0, p.1))))
    }
}

/// Of each passage the best that it says again.
fn best_of(pairs: impl Iterator<Item = (Place, Place, f64)>) -> Vec<(Place, Place, f64)> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)).then(a.1.cmp(&b.1)));
    pairs.chunk_by(|a, b| a.0 == b.0).flat_map(|of_one| of_one.iter().take(rules::RESTATED)).copied().collect()
}

/// Links from passages to what they say again. `quotes`: pairs that are linked by their wording already.
pub(crate) fn find(corpus: &Corpus<'_>, quotes: &[Link], watched: &mut Watched<'_>) -> ControlFlow<(), Vec<Link>> {
    let linked: HashSet<_> = quotes.iter().map(|q| (q.from.place(), q.to.place())).collect();
    let fresh = Fresh::new(corpus);
    let found: Vec<(Place, Place, f64)> = watched.each(corpus, |documents| {
        let pairs = |tally: &mut Tally, document| fresh.pairs(corpus, document, &linked, tally);
        documents.into_par_iter().map_init(Tally::default, pairs).flatten_iter().collect()
    })?;
    let link = |(from, to, score): (Place, Place, f64)| {
        let reason = Reason { terms: shared_terms(corpus, from, to), ..Reason::default() };
        similar(End::block(from.0, from.1), End::block(to.0, to.1), score, reason)
    };
    ControlFlow::Continue(best_of(found.into_iter()).into_par_iter().map(link).collect())
}
