//! What passages of lower documents say again of higher ones, a sentence against a sentence.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::Corpus;
use crate::likeness::{Index, mass, says_something, shared_terms, similar, terms_of};
use crate::link::{End, Link, Reason, probability};
use crate::rules;
use crate::sentence::clauses;
use crate::terms::{Terms, told};
use crate::tier::{Tier, below};
use crate::wording::Unit;

/// How sure it is that a sentence says again what another one says, by the bits that both share and those of each.
fn again(bits: f64, one: f64, other: f64) -> f64 {
    let odds =
        rules::AGAIN_ALIKE * bits / (one * other).sqrt() + rules::AGAIN_BITS * bits.max(1.0).log2() - rules::AGAIN_NONE;
    probability(odds)
}

/// A sentence of a block, by its terms.
struct Said {
    document: usize,
    block: usize,
    terms: Terms,
    /// Bits of its terms.
    mass: f64,
}

/// The sentences that say something, of all documents.
fn said(corpus: &Corpus<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    let said = |document, block, terms| Said { mass: mass(corpus, &terms), document, block, terms };
    for (document, parts) in corpus.documents.iter().enumerate() {
        for (block, units) in parts.wording.iter().enumerate() {
            let value = corpus.block(document, block);
            if !says_something(corpus, document, block) {
                continue;
            }
            let whole = all.len();
            for span in clauses(&value.text) {
                let of = units.iter().filter(|u| (span.start..span.end).contains(&(u.start as usize)));
                let own: Vec<Unit> = of.copied().collect();
                if own.len() >= rules::STATEMENT_UNITS {
                    all.push(said(document, block, Terms::of_one(&own)));
                }
            }
            // Only short ones: then they say it together.
            if all.len() == whole {
                all.push(said(document, block, terms_of(corpus, document, block)));
            }
        }
    }
    all
}

/// Links from passages to what they say again. `quotes`: pairs that are linked by their wording already.
pub(crate) fn find(corpus: &Corpus<'_>, quotes: &[Link]) -> Vec<Link> {
    let said = said(corpus);
    // Sheets are never restated, and there can be thousands of them.
    let higher: Vec<&Said> = said.iter().filter(|s| corpus.documents[s.document].tier < Tier::Review).collect();
    let index = Index::new(higher.iter().map(|s| &s.terms));
    let linked: HashSet<_> = quotes.iter().map(|q| (q.from.place(), q.to.place())).collect();
    let metadata = |document: usize| corpus.documents[document].given.metadata;
    let blocks: Vec<&[Said]> = said.chunk_by(|a, b| (a.document, a.block) == (b.document, b.block)).collect();
    let again_of = |sentences: &&[Said]| {
        let place = (sentences[0].document, sentences[0].block);
        let mut best: HashMap<(usize, usize), f64> = HashMap::new();
        for sentence in *sentences {
            for (number, bits) in index.shared(&sentence.terms, |t| told(t, &corpus.pairs)) {
                let there = (higher[number].document, higher[number].block);
                let sure = again(bits, sentence.mass, higher[number].mass);
                if sure >= rules::AGAIN_LEAST
                    && there.0 != place.0
                    && below(metadata(place.0), metadata(there.0))
                    && !linked.contains(&(place, there))
                {
                    let score = best.entry(there).or_default();
                    *score = score.max(sure);
                }
            }
        }
        let mut found: Vec<_> = best.into_iter().collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(rules::RESTATED);
        let link = |(there, score): ((usize, usize), f64)| {
            let reason = Reason { terms: shared_terms(corpus, place, there), ..Reason::default() };
            similar(End::block(place.0, place.1), End::block(there.0, there.1), score, reason)
        };
        found.into_iter().map(link).collect::<Vec<_>>()
    };
    blocks.par_iter().flat_map_iter(again_of).collect()
}
