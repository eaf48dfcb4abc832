//! Which blocks share a run of wording: shingles, winnowed, in one sorted table.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the least hash of each window, so that blocks which share a run of
//! `SHINGLE + WINDOW - 1` units always share a kept shingle, at two fifths of the memory.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::rules::{COMMON, SHARED_LEAST, SHINGLE, WINDOW};
use crate::wording::Unit;

/// The kept shingles of all blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shingles {
    /// Hash and number of the block, in order.
    table: Vec<(u64, u32)>,
}

/// Hashes of the shingles of a block, winnowed.
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
    kept.dedup();
    kept
}

impl Shingles {
    /// Takes the shingles of blocks, numbered in order.
    pub(crate) fn new<'a>(blocks: impl Iterator<Item = &'a [Unit]>) -> Self {
        let mut table = Vec::new();
        for (number, units) in (0..).zip(blocks) {
            table.extend(winnowed(units).into_iter().map(|hash| (hash, number)));
        }
        table.sort_unstable();
        table.dedup();
        Self { table }
    }

    /// Numbers of the blocks that share [`SHARED_LEAST`] kept shingles with `units`, in order. What is in more than
    /// [`COMMON`] blocks leads nowhere.
    pub(crate) fn sharing(&self, units: &[Unit]) -> Vec<u32> {
        let mut blocks = Vec::new();
        for hash in winnowed(units) {
            let first = self.table.partition_point(|(h, _)| *h < hash);
            let same = self.table[first..].iter().take_while(|(h, _)| *h == hash);
            let found: Vec<u32> = same.take(COMMON + 1).map(|(_, block)| *block).collect();
            if found.len() <= COMMON {
                blocks.extend(found);
            }
        }
        blocks.sort_unstable();
        blocks.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED_LEAST).map(|same| same[0]).collect()
    }
}
