//! 転記: passages of different documents that share their wording.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rayon::prelude::*;
use tadori_text::Span;

use crate::align::{Aligned, Run, Sieve, align};
use crate::corpus::{Corpus, Place};
use crate::link::{Basis, End, Link, LinkKind, Reason, Shared, probability};
use crate::rules::{QUOTE_EVEN, QUOTE_LEAST, QUOTE_SLOPE, TERM_ONLY};
use crate::shingle::Shingles;
use crate::tier::below;
use crate::watch::Watched;
use crate::wording::{self, Unit, is_hiragana};

/// The quotes that fresh documents have a part in.
pub(crate) fn find(corpus: &Corpus<'_>, watched: &mut Watched<'_>) -> ControlFlow<(), Vec<Link>> {
    let shingles = Shingles::new(&corpus.documents);
    watched.each(corpus, |documents| {
        let blocks =
            |document: usize| (0..corpus.documents[document].wording.len()).map(move |block| (document, block));
        let places: Vec<Place> = documents.flat_map(blocks).collect();
        places.par_iter().flat_map_iter(|place| quotes_of(corpus, &shingles, *place)).collect()
    })
}

/// A quote beside a reference to its source is a stated one. `cites`: which passage names which document.
pub(crate) fn state(links: &mut [Link], cites: &[Link]) {
    let named: HashSet<(usize, usize, usize)> =
        cites.iter().map(|l| (l.from.document, l.from.block, l.to.document)).collect();
    for link in links.iter_mut().filter(|l| l.kind == LinkKind::Quotes) {
        // The source may be named a line before or after.
        let mut near = link.from.block.saturating_sub(1)..=link.from.block + 1;
        let stated = near.any(|block| named.contains(&(link.from.document, block, link.to.document)));
        link.basis = if stated { Basis::Stated } else { Basis::SameWording };
    }
}

/// The quotes between a block and the fresh ones that share a run with it.
fn quotes_of(corpus: &Corpus<'_>, shingles: &Shingles, here: Place) -> Vec<Link> {
    let wording = |(document, block): Place| corpus.documents[document].wording[block].as_slice();
    let least = least_bits(corpus);
    let (mut sieve, mut links) = (None, Vec::new());
    for there in corpus.sharing(shingles, here) {
        let sieve = sieve.get_or_insert_with(|| Sieve::new(wording(here)));
        if sieve.at_most(wording(there), &corpus.pairs) < least {
            continue;
        }
        // The later document first, whichever of them was asked for.
        let (one, other) = if here.0 < there.0 { (there, here) } else { (here, there) };
        let units = wording(one);
        let aligned = align(units, wording(other), &corpus.pairs);
        let bits = if says(units, &aligned) { aligned.bits } else { aligned.bits * TERM_ONLY };
        let score = score(bits, corpus);
        if score >= QUOTE_LEAST && has_title(corpus, one, &aligned) && has_title(corpus, other, &aligned) {
            links.push(quote(corpus, one, other, &aligned, score));
        }
    }
    links
}

/// Whether a heading is shared whole, if the block is one: a part of a title is a name, not wording.
fn has_title(corpus: &Corpus<'_>, (document, block): Place, aligned: &Aligned) -> bool {
    let title = corpus.block(document, block).heading.as_ref().map_or(0, |h| wording::of(&h.title).len());
    aligned.runs.iter().map(|run| run.length).sum::<usize>() >= title
}

/// Whether the shared runs say something: words with the grammar between them. 再生医療等製品 or リアルワールドデータ alone, however
/// long, is a term that both use.
fn says(units: &[Unit], aligned: &Aligned) -> bool {
    let shared = |run: &Run| units[run.a..run.a + run.length].iter();
    aligned.runs.iter().flat_map(shared).any(|u| is_hiragana(u.is) && !u.name)
}

/// Bits at which a quote is as likely as not.
fn even(corpus: &Corpus<'_>) -> f64 {
    2.0 * (corpus.pairs.blocks().max(2) as f64).log2() + QUOTE_EVEN
}

/// How sure a quote with so many bits is.
fn score(bits: f64, corpus: &Corpus<'_>) -> f64 {
    probability((bits - even(corpus)) / QUOTE_SLOPE)
}

/// Bits without which nothing is a quote.
fn least_bits(corpus: &Corpus<'_>) -> f64 {
    even(corpus) + QUOTE_SLOPE * (QUOTE_LEAST / (1.0 - QUOTE_LEAST)).ln()
}

fn quote(corpus: &Corpus<'_>, one: Place, other: Place, aligned: &Aligned, score: f64) -> Link {
    let units = |(document, block): Place| corpus.documents[document].wording[block].as_slice();
    let span = |units: &[Unit], from: usize, length: usize| {
        Span::new(units[from].start as usize, units[from + length - 1].end())
    };
    let shared: Vec<(Span, Span)> =
        aligned.runs.iter().map(|r| (span(units(one), r.a, r.length), span(units(other), r.b, r.length))).collect();
    let metadata = |(document, _): Place| corpus.documents[document].given.metadata;
    let swap = below(metadata(other), metadata(one));
    let whole = |spans: &mut dyn Iterator<Item = Span>| {
        let (mut start, mut end) = (usize::MAX, 0);
        spans.for_each(|s| (start, end) = (start.min(s.start), end.max(s.end)));
        Span::new(start, end)
    };
    let end = |(document, block), span| End { document, block, span, program: None };
    let one_end = end(one, whole(&mut shared.iter().map(|s| s.0)));
    let other_end = end(other, whole(&mut shared.iter().map(|s| s.1)));
    let (from, to) = if swap { (other_end, one_end) } else { (one_end, other_end) };
    let shared: Vec<Shared> = shared
        .into_iter()
        .map(|(a, b)| if swap { Shared { from: b, to: a } } else { Shared { from: a, to: b } })
        .collect();
    let text = &corpus.block(from.document, from.block).text;
    let terms = shared.iter().map(|s| s.from.of(text).to_owned()).collect();
    Link {
        kind: LinkKind::Quotes,
        basis: Basis::SameWording,
        score,
        from,
        to,
        reason: Reason { terms, bits: Some(aligned.bits), ..Reason::default() },
        shared,
    }
}
