//! Which blocks share a run of wording: shingles, winnowed, in one sorted table.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the least hash of each window, so that blocks which share a run of
//! `SHINGLE + WINDOW - 1` units always share a kept shingle, at two fifths of the memory.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::corpus::Parts;
use crate::rules::{COMMON, SHARED_LEAST, SHINGLE, WINDOW};
use crate::wording::Unit;

/// The kept shingles of the blocks of fresh documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shingles {
    /// Hash and number of the block, in order.
    table: Vec<(u64, u32)>,
    /// How often each of these hashes is met in the other documents.
    elsewhere: FxHashMap<u64, u32>,
}

/// Hashes of the shingles of a block, winnowed, in order.
fn winnowed(units: &[Unit]) -> Vec<u64> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let hash = |w: &[Unit]| {
        let mut letters = ['\0'; SHINGLE];
        letters.iter_mut().zip(w).for_each(|(l, u)| *l = u.is);
        hasher.hash_one(letters)
    };
    let all: Vec<u64> = units.windows(SHINGLE).map(hash).collect();
    let window = WINDOW.min(all.len().max(1));
    let mut kept: Vec<u64> = all.windows(window).filter_map(|w| w.iter().copied().min()).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

impl Shingles {
    /// Takes the shingles of the blocks of fresh documents.
    pub(crate) fn new(documents: &[Parts<'_>]) -> Self {
        let of = |parts: &Parts<'_>| {
            let numbered = (parts.first..).zip(&parts.wording);
            numbered
                .flat_map(|(number, units)| winnowed(units).into_iter().map(move |h| (h, number)))
                .collect::<Vec<_>>()
        };
        let mut table: Vec<(u64, u32)> = documents.par_iter().filter(|d| d.given.fresh).flat_map_iter(of).collect();
        table.par_sort_unstable();
        table.dedup();
        let mut shingles = Self { table, elsewhere: FxHashMap::default() };
        let count = |mut counts: FxHashMap<u64, u32>, parts: &Parts<'_>| {
            let hashes = parts.wording.iter().flat_map(|units| winnowed(units));
            hashes.filter(|h| shingles.run(*h).next().is_some()).for_each(|h| *counts.entry(h).or_default() += 1);
            counts
        };
        let both = |mut one: FxHashMap<u64, u32>, other: FxHashMap<u64, u32>| {
            for (hash, count) in other {
                *one.entry(hash).or_default() += count;
            }
            one
        };
        let others = documents.par_iter().filter(|d| !d.given.fresh);
        shingles.elsewhere = others.fold(FxHashMap::default, count).reduce(FxHashMap::default, both);
        shingles
    }

    /// Blocks with this hash.
    fn run(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let first = self.table.partition_point(|(h, _)| *h < hash);
        self.table[first..].iter().take_while(move |(h, _)| *h == hash).map(|(_, block)| *block)
    }

    /// Numbers of the blocks that share [`SHARED_LEAST`] kept shingles with `units`, in order. What is in more than
    /// [`COMMON`] blocks leads nowhere.
    pub(crate) fn sharing(&self, units: &[Unit]) -> Vec<u32> {
        let mut blocks = Vec::new();
        for hash in winnowed(units) {
            let elsewhere = self.elsewhere.get(&hash).map_or(0, |count| *count as usize);
            let found: Vec<u32> = self.run(hash).take(COMMON + 1).collect();
            if found.len() + elsewhere <= COMMON {
                blocks.extend(found);
            }
        }
        blocks.sort_unstable();
        blocks.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED_LEAST).map(|same| same[0]).collect()
    }
}
