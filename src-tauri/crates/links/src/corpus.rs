//! The documents that are linked, taken apart once: wording, terms, how rare each piece is, where it stands.

use tadori_facts::{Catalogue, Facts};
use tadori_text::{Block, Metadata, Span};

use crate::align::pairs;
use crate::rarity::Rarity;
use crate::shingle::Shingles;
use crate::terms::Terms;
use crate::tier::Tier;
use crate::wording::{self, Unit};

/// A document to be linked.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Its blocks in reading order.
    pub blocks: &'a [Block],
    /// What is known of it.
    pub metadata: &'a Metadata,
    /// What was read out of it.
    pub facts: &'a Facts,
}

/// A document, taken apart.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) given: Given<'a>,
    pub(crate) tier: Tier,
    /// Units of each block.
    pub(crate) wording: Vec<Vec<Unit>>,
    /// Number of its first block among all blocks.
    first: u32,
}

/// Documents taken apart, with the index that gives candidates.
#[derive(Debug)]
pub struct Corpus<'a> {
    pub(crate) documents: Vec<Parts<'a>>,
    pub(crate) programs: &'a Catalogue,
    pub(crate) pairs: Rarity,
    shingles: Shingles,
    /// Groups of expressions that mean the same.
    expressions: Vec<Vec<String>>,
}

impl<'a> Corpus<'a> {
    /// Takes documents apart. `programs`: what [`tadori_facts::catalogue`] made of the same documents in the same order;
    /// `expressions`: groups of expressions, folded, that mean the same.
    pub fn new(documents: &[Given<'a>], programs: &'a Catalogue, expressions: &[Vec<String>]) -> Self {
        let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); documents.len()];
        for place in programs.programs.iter().flat_map(|p| &p.mentions) {
            places[place.document].push((place.block, place.span));
        }
        let mut first = 0;
        let mut parts = Vec::with_capacity(documents.len());
        for (given, places) in documents.iter().zip(places) {
            let names = wording::names(given.blocks, given.facts, places.into_iter());
            let wording: Vec<_> = given.blocks.iter().zip(&names).map(|(b, n)| wording::units(b, n)).collect();
            let tier = Tier::of(given.metadata);
            parts.push(Parts { given: *given, tier, wording, first });
            first += given.blocks.len() as u32;
        }
        let wordings = || parts.iter().flat_map(|d| &d.wording).map(Vec::as_slice);
        Self {
            pairs: Rarity::count(wordings().filter(|w| !w.is_empty()).map(pairs)),
            shingles: Shingles::new(wordings()),
            expressions: expressions.to_vec(),
            programs,
            documents: parts,
        }
    }

    /// Document and block of a number among all blocks.
    pub(crate) fn place(&self, number: u32) -> (usize, usize) {
        let document = self.documents.partition_point(|d| d.first <= number) - 1;
        (document, (number - self.documents[document].first) as usize)
    }

    /// Blocks of the documents before that share a rare run with this one, in order.
    pub(crate) fn earlier_sharing(&self, document: usize, block: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let found = self.shingles.sharing(&self.documents[document].wording[block]);
        found.into_iter().map(|number| self.place(number)).filter(move |(other, _)| *other < document)
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
