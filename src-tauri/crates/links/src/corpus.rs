//! The documents that are linked, taken apart once: wording, terms, how rare each piece is, where it stands.

use rayon::prelude::*;
use tadori_dictionary::Analyzer;
use tadori_facts::{Catalogue, Facts};
use tadori_text::{Block, Metadata, Span};

use crate::align::pairs;
use crate::rarity::Rarity;
use crate::shingle::Shingles;
use crate::terms::Terms;
use crate::tier::Tier;
use crate::wording::{self, Unit};

/// Number of a document, and of a block in it.
pub(crate) type Place = (usize, usize);

/// A document to be linked.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Its blocks in reading order.
    pub blocks: &'a [Block],
    /// What is known of it.
    pub metadata: &'a Metadata,
    /// What was read out of it.
    pub facts: &'a Facts,
    /// Its links are to be found; those between two documents that are not fresh are known.
    pub fresh: bool,
}

/// A document, taken apart.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) given: Given<'a>,
    pub(crate) tier: Tier,
    /// Units of each block.
    pub(crate) wording: Vec<Vec<Unit>>,
    /// Number of its first block among all blocks.
    pub(crate) first: u32,
}

/// Documents taken apart, with the index that gives candidates.
#[derive(Debug)]
pub struct Corpus<'a> {
    pub(crate) documents: Vec<Parts<'a>>,
    pub(crate) programs: &'a Catalogue,
    pub(crate) pairs: Rarity,
    /// Groups of expressions that mean the same.
    expressions: Vec<Vec<String>>,
    pub(crate) analyzer: &'a Analyzer,
}

impl<'a> Corpus<'a> {
    /// Takes documents apart. `programs`: what [`tadori_facts::catalogue`] made of the same documents in the same order;
    /// `expressions`: groups of expressions, folded, that mean the same; `analyzer`: splits text into words.
    pub fn new(
        documents: &[Given<'a>],
        programs: &'a Catalogue,
        expressions: &[Vec<String>],
        analyzer: &'a Analyzer,
    ) -> Self {
        let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); documents.len()];
        for place in programs.programs.iter().flat_map(|p| &p.mentions) {
            places[place.document].push((place.block, place.span));
        }
        let apart = |(given, places): (&Given<'a>, Vec<(usize, Span)>)| {
            let names = wording::names(given.blocks, given.facts, places.into_iter());
            let wording: Vec<_> = given.blocks.iter().zip(&names).map(|(b, n)| wording::units(b, n)).collect();
            Parts { given: *given, tier: Tier::of(given.metadata), wording, first: 0 }
        };
        let mut parts: Vec<Parts<'a>> = documents.par_iter().zip(places).map(apart).collect();
        let mut first = 0;
        for parts in &mut parts {
            parts.first = first;
            first += parts.wording.len() as u32;
        }
        let counted =
            |parts: &Parts<'_>| Rarity::count(parts.wording.iter().filter(|w| !w.is_empty()).map(|w| pairs(w)));
        Self {
            pairs: parts.par_iter().map(counted).reduce(Rarity::default, Rarity::and),
            expressions: expressions.to_vec(),
            analyzer,
            programs,
            documents: parts,
        }
    }

    /// The documents as they were given.
    pub(crate) fn given(&self) -> Vec<Given<'a>> {
        self.documents.iter().map(|parts| parts.given).collect()
    }

    /// Document and block of a number among all blocks.
    pub(crate) fn place(&self, number: u32) -> Place {
        let document = self.documents.partition_point(|d| d.first <= number) - 1;
        (document, (number - self.documents[document].first) as usize)
    }

    /// Blocks of fresh documents that share a rare run with this one, in order; of two fresh ones only the pair whose
    /// document comes before, so that each pair is met once.
    pub(crate) fn sharing(&self, shingles: &Shingles, (document, block): Place) -> impl Iterator<Item = Place> + '_ {
        let parts = &self.documents[document];
        let found = shingles.sharing(&parts.wording[block]);
        let met = move |(other, _): &Place| if parts.given.fresh { *other < document } else { true };
        found.into_iter().map(|number| self.place(number)).filter(met)
    }

    /// Whether links of all documents are to be found.
    pub(crate) fn all_fresh(&self) -> bool {
        self.documents.iter().all(|d| d.given.fresh)
    }

    /// The terms of a block, and those of other expressions for what it says.
    pub(crate) fn expanded(&self, document: usize, block: usize) -> Terms {
        let wording = self.documents[document].wording[block].as_slice();
        let text: String = wording.iter().map(|u| u.is).collect();
        let meant = self.expressions.iter().filter(|group| group.iter().any(|form| text.contains(form.as_str())));
        let others = meant.flatten().map(|form| wording::of(form)).collect::<Vec<_>>();
        Terms::of(std::iter::once(wording).chain(others.iter().map(Vec::as_slice)))
    }

    pub(crate) fn block(&self, document: usize, block: usize) -> &'a Block {
        &self.documents[document].given.blocks[block]
    }
}
