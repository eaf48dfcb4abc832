//! How rare pieces of wording are in the library: what two passages share tells the more, the fewer others have it.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// In how many blocks each piece stands.
#[derive(Clone, Debug)]
pub(crate) struct Rarity<P> {
    blocks: usize,
    counts: HashMap<P, u32>,
}

impl<P: Eq + Hash + Copy> Rarity<P> {
    /// Counts the pieces of all blocks, each once a block.
    pub(crate) fn count<'a, B: IntoIterator<Item = P>>(blocks: impl Iterator<Item = B> + 'a) -> Self {
        let mut rarity = Self { blocks: 0, counts: HashMap::new() };
        let mut seen = HashSet::new();
        for block in blocks {
            rarity.blocks += 1;
            seen.clear();
            for piece in block {
                if seen.insert(piece) {
                    *rarity.counts.entry(piece).or_default() += 1;
                }
            }
        }
        rarity
    }

    /// Number of blocks.
    pub(crate) const fn blocks(&self) -> usize {
        self.blocks
    }

    /// Bits that a piece tells: log₂ of one over its share of the blocks.
    pub(crate) fn bits(&self, piece: P) -> f64 {
        let count = self.counts.get(&piece).copied().unwrap_or(0);
        ((self.blocks as f64 + 1.0) / (f64::from(count) + 0.5)).log2().max(0.0)
    }
}
