//! What passages mean, by words that mean nearly the same.
//!
//! A budget says in other words what a plan says, so that a statement and its program can share hardly a letter. What a
//! word of a statement tells of a program is how near the nearest word of the program comes to it, beyond how near
//! programs usually come: 整備 is near to something everywhere and tells nothing, 鹿 tells much. A word that both have
//! counts here for nothing: its letters count (see `likeness`).

use rustc_hash::FxHashMap;
use tadori_dictionary::{Analyzer, Sense, Thesaurus, Word, WordClass};
use tadori_text::normalize;

use crate::rules;

/// The words of a text that mean something, in the order in which they stand.
fn telling(analyzer: &Analyzer, text: &str) -> impl Iterator<Item = Word> {
    let is_number = |word: &Word| word.base.bytes().all(|b| b.is_ascii_digit());
    analyzer.words(&normalize(text).text).into_iter().filter(move |w| w.class == WordClass::Content && !is_number(w))
}

/// The different words of some texts that mean something, in base form and in order.
pub(crate) fn words<'t>(analyzer: &Analyzer, texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut words: Vec<String> = texts.flat_map(|text| telling(analyzer, text)).map(|word| word.base).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// In how many of some passages each word is.
pub(crate) fn counts<'p>(passages: impl Iterator<Item = &'p [String]>) -> FxHashMap<&'p str, usize> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    passages.flatten().for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

/// A passage, and how near it comes to a word, beyond what is usual.
pub(crate) type Lift = (u32, f32);

/// Passages that can be asked how near they come to a word.
pub(crate) struct Meanings {
    passages: usize,
    /// Word → passages that have it.
    words: FxHashMap<String, Vec<u32>>,
    /// Sense → passages that have a word of it.
    senses: FxHashMap<Sense, Vec<u32>>,
}

impl Meanings {
    /// `passages`: the words of each.
    pub(crate) fn new(passages: &[Vec<String>]) -> Self {
        let thesaurus = Thesaurus::embedded();
        let (mut words, mut senses) = <(FxHashMap<String, Vec<u32>>, FxHashMap<Sense, Vec<u32>>)>::default();
        for (number, own) in (0..).zip(passages) {
            for word in own {
                words.entry(word.clone()).or_default().push(number);
                if let Some(sense) = thesaurus.sense(word) {
                    senses.entry(sense).or_default().push(number);
                }
            }
        }
        Self { passages: passages.len(), words, senses }
    }

    /// Passages that have a word.
    pub(crate) fn with(&self, word: &str) -> &[u32] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// How near passages come to a word that they do not have, in order of the passages.
    pub(crate) fn lifts(&self, word: &str) -> Vec<Lift> {
        let thesaurus = Thesaurus::embedded();
        let Some(sense) = thesaurus.sense(word) else { return Vec::new() };
        let mut nearest: FxHashMap<u32, f32> = FxHashMap::default();
        for (other, near) in thesaurus.near(sense) {
            for &passage in self.senses.get(&other).map_or(&[][..], Vec::as_slice) {
                let nearest = nearest.entry(passage).or_default();
                *nearest = nearest.max(near as f32);
            }
        }
        for passage in self.with(word) {
            nearest.remove(passage);
        }
        let usual = nearest.values().sum::<f32>() / self.passages as f32;
        let lift = |(passage, near): (u32, f32)| (near > usual).then_some((passage, near - usual));
        let mut lifts: Vec<Lift> = nearest.into_iter().filter_map(lift).collect();
        lifts.sort_unstable_by_key(|(passage, _)| *passage);
        lifts
    }

    /// What part of what a statement says each passage comes near to, 0–1. `statement`: its words, each with what it tells
    /// and how near passages come to it; `family`: passages that stand under what the statement stands under, in order.
    /// What all of a family come near to tells less within it.
    pub(crate) fn near<'w>(&self, statement: impl Iterator<Item = (f64, &'w [Lift])>, family: &[u32]) -> Vec<f64> {
        let of_family = |passage: u32| family.binary_search(&passage).is_ok();
        let (mut near, mut all) = (vec![0.0; self.passages], 0.0);
        for (tells, lifts) in statement {
            all += tells;
            let together: f32 = lifts.iter().filter(|(passage, _)| of_family(*passage)).map(|(_, lift)| lift).sum();
            let usual = rules::WITHIN_PROJECT * f64::from(together) / family.len().max(1) as f64;
            for &(passage, lift) in lifts {
                let beyond = f64::from(lift) - if of_family(passage) { usual } else { 0.0 };
                near[passage as usize] += tells * beyond.max(0.0);
            }
        }
        for near in &mut near {
            *near /= all.max(1.0);
        }
        near
    }
}

/// The first of some words that others come near to, each with the nearest of these; every word once.
pub(crate) fn related<'w>(words: impl Iterator<Item = &'w str>, others: &[String]) -> Vec<(String, String)> {
    let thesaurus = Thesaurus::embedded();
    let senses: Vec<(&String, Sense)> =
        others.iter().filter_map(|other| Some((other, thesaurus.sense(other)?))).collect();
    let mut related: Vec<(String, String)> = Vec::new();
    for word in words {
        let near = thesaurus.sense(word).into_iter().flat_map(|sense| thesaurus.near(sense));
        let near = near.take_while(|(_, near)| *near >= rules::RELATED_NEAR);
        let free = |other: &String| other != word && !related.iter().any(|(_, taken)| taken == other);
        // The nearest come first.
        let nearest = near
            .flat_map(|(near, _)| senses.iter().filter(move |(_, sense)| *sense == near))
            .find(|(other, _)| free(other));
        if let Some((other, _)) = nearest {
            related.push((word.to_owned(), (*other).clone()));
        }
        if related.len() == rules::RELATED_SHOWN {
            break;
        }
    }
    related
}

#[cfg(test)]
mod tests {
    use tadori_dictionary::Vocabulary;

    use super::*;

    fn analyzer() -> Analyzer {
        Analyzer::new(&Vocabulary::bundled()).unwrap()
    }

    #[test]
    fn other_words_for_one_thing_come_near_and_shared_ones_do_not_count() {
        let analyzer = analyzer();
        let texts = ["経費の軽減に要する額を補助する", "費用を下げる", "海の魚を調べる"];
        let passages: Vec<Vec<String>> = texts.iter().map(|t| words(&analyzer, std::iter::once(*t))).collect();
        let meanings = Meanings::new(&passages);
        let lifts = meanings.lifts("費用");
        let of = |passage: u32| lifts.iter().find(|(p, _)| *p == passage).map_or(0.0, |(_, lift)| *lift);
        assert!(of(0) > 0.2, "経費 is near to 費用: {lifts:?}");
        assert!(of(1).abs() < f32::EPSILON, "its letters count: {lifts:?}");
        assert!(of(2) < of(0));
        assert_eq!(meanings.lifts("ほげほげふが"), []);
    }

    #[test]
    fn related_words_are_named_once() {
        let others = ["シカ", "経費", "調べる", "分野"].map(str::to_owned);
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let related = related(["費用", "ほげほげふが", "幅広い", "鹿", "コスト"].into_iter(), &others);
        assert_eq!(related, [pair("費用", "経費"), pair("鹿", "シカ")]);
    }
}
