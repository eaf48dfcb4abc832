//! 対応表: a plan's statements against programs.

use crate::Corpus;
use crate::implement::{Carried, Carriers};
use crate::link::{Basis, End, Reason};
use crate::rules;

/// A program that carries out a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrier {
    /// Index in the catalogue.
    pub program: usize,
    /// How sure it is, 0–1.
    pub score: f64,
    /// What it rests on.
    pub basis: Basis,
    /// Why.
    pub reason: Reason,
    /// Where the program says so.
    pub place: End,
}

/// A statement of a plan, and who carries it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered {
    /// Index of the block.
    pub block: usize,
    /// Best first; empty where no program is found.
    pub carriers: Vec<Carrier>,
}

/// All statements of a document in reading order, each with the programs of the other documents that carry it out.
pub fn coverage(corpus: &Corpus<'_>, document: usize) -> Vec<Covered> {
    let carrier = |c: Carried| {
        let Carried { score, from, reason } = c;
        Some(Carrier { program: from.program?, score, basis: Basis::Similar, reason, place: from })
    };
    let covered = |(block, carried): (usize, Vec<Carried>)| Covered {
        block,
        carriers: carried.into_iter().filter_map(carrier).collect(),
    };
    Carriers::new(corpus).of(document, |_| true, rules::IMPLEMENTS_SHOWN).into_iter().map(covered).collect()
}
