//! What a passage speaks of: its pairs of letters, weighed by what they tell.
//!
//! Pairs and not words, because compounds of policy texts (疾患レジストリ, 創薬標的) are split one way here and another way
//! there, and because a pair of ideographs is most of a word. Grammar between words is known by being everywhere: its
//! pairs are common and tell little. A long word in katakana or Latin letters has many pairs for one idea, so each of
//! them counts for less.

use crate::align::{Pair, pairs};
use crate::rarity::Rarity;
use crate::rules::{WEIGHT_HIRAGANA, WEIGHT_LETTERS};
use crate::wording::{Unit, is_hiragana};

/// The different pairs of a passage, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms(Vec<Pair>);

impl Terms {
    /// The terms of some wordings together.
    pub(crate) fn of<'a>(wordings: impl Iterator<Item = &'a [Unit]>) -> Self {
        let mut all: Vec<Pair> = wordings.flat_map(pairs).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// The terms of a wording.
    pub(crate) fn of_one(wording: &[Unit]) -> Self {
        Self::of(std::iter::once(wording))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Pair> + '_ {
        self.0.iter().copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells of each of `wanted`, which are in order, that is among these. Goes once through both: that is quicker than to
    /// look for each where many are wanted of many passages.
    pub(crate) fn each_of<T: Copy>(&self, wanted: &[(Pair, T)], mut found: impl FnMut(T)) {
        let mut wanted = wanted.iter().peekable();
        for pair in &self.0 {
            while wanted.next_if(|(next, _)| next < pair).is_some() {}
            if let Some((_, what)) = wanted.next_if(|(next, _)| next == pair) {
                found(*what);
            }
        }
    }

    pub(crate) fn has(&self, pair: Pair) -> bool {
        self.0.binary_search(&pair).is_ok()
    }
}

const fn is_letter(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'a'..='z' | '0'..='9')
}

/// Bits that a pair tells of what a passage speaks of.
pub(crate) fn told(pair: Pair, rarity: &Rarity) -> f64 {
    let weight = match pair {
        (a, b) if is_hiragana(a) && is_hiragana(b) => WEIGHT_HIRAGANA,
        (a, b) if is_letter(a) && is_letter(b) => WEIGHT_LETTERS,
        _ => 1.0,
    };
    weight * rarity.bits(pair)
}
