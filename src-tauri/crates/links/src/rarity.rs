//! How rare pairs of letters are in the library: what two passages share tells the more, the fewer others have it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Pair;

/// In how many blocks each pair stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rarity {
    blocks: usize,
    counts: FxHashMap<Pair, u32>,
}

impl Rarity {
    /// Counts the pairs of all blocks, each once a block.
    pub(crate) fn count<B: IntoIterator<Item = Pair>>(blocks: impl Iterator<Item = B>) -> Self {
        let mut rarity = Self::default();
        let mut seen = FxHashSet::default();
        for block in blocks {
            rarity.blocks += 1;
            seen.clear();
            for pair in block {
                if seen.insert(pair) {
                    *rarity.counts.entry(pair).or_default() += 1;
                }
            }
        }
        rarity
    }

    /// The counts of two sets of blocks together.
    pub(crate) fn and(self, other: Self) -> Self {
        let (mut more, less) = if self.counts.len() < other.counts.len() { (other, self) } else { (self, other) };
        more.blocks += less.blocks;
        for (pair, count) in less.counts {
            *more.counts.entry(pair).or_default() += count;
        }
        more
    }

    /// Number of blocks.
    pub(crate) const fn blocks(&self) -> usize {
        self.blocks
    }

    /// Bits that a pair tells: log₂ of one over its share of the blocks.
    pub(crate) fn bits(&self, pair: Pair) -> f64 {
        let count = self.counts.get(&pair).copied().unwrap_or(0);
        ((self.blocks as f64 + 1.0) / (f64::from(count) + 0.5)).log2().max(0.0)
    }
}
