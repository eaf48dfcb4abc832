//! The query language: what was typed → what is looked for.
//!
//! `"…"` (also “…”, ”…”) is exact. Words apart by white space must all be
//! there. A sentence works too: its content words are looked for, and a
//! passage counts as a hit when it has most of them. Each word stands for all
//! its spellings and aliases; a word typed in hiragana or romaji also stands
//! for its reading.

use tadori_dictionary::{Analyzer, Word, WordClass, reading_of_query};
use tadori_text::{Span, normalize};

use crate::Thesaurus;
use crate::bigram::bigrams;

/// Something that a passage should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The strings of normalised text that satisfy it, as typed first.
    pub(crate) forms: Vec<String>,
    /// Base forms of the content words that satisfy it together, in any order; empty for an exact phrase.
    pub(crate) words: Vec<String>,
    /// Folded reading that satisfies it.
    pub(crate) reading: Option<String>,
    /// Typed in Latin letters: a short reading counts only where the word itself is unknown.
    pub(crate) romaji: bool,
}

/// A query, taken apart. It depends on the vocabulary, not on any index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) units: Vec<Unit>,
    /// Bigrams of what was typed, outside units that have other forms.
    pub(crate) grams: Vec<String>,
    /// Content words that stand side by side in what was typed.
    pub(crate) pairs: Vec<[String; 2]>,
    /// Typed as a sentence: most of the units will do.
    pub(crate) sentence: bool,
}

/// Words that ask, and say nothing about what is asked for.
const QUESTION_WORDS: [&str; 16] = [
    "何",
    "なに",
    "なぜ",
    "何故",
    "どう",
    "どの",
    "どんな",
    "どこ",
    "いつ",
    "誰",
    "だれ",
    "いくら",
    "いくつ",
    "教える",
    "知る",
    "どれ",
];

/// Particles, as they are typed between words in romaji.
const ROMAJI_PARTICLES: [&str; 14] =
    ["no", "wo", "o", "ha", "wa", "ga", "ni", "de", "to", "mo", "ya", "e", "he", "kara"];

/// A query with this many content words and a particle among them is a sentence.
const SENTENCE_WORDS: usize = 4;

impl Query {
    /// Takes `typed` apart. A query of symbols only has no units and finds nothing.
    pub fn parse(typed: &str, analyzer: &Analyzer, thesaurus: &Thesaurus) -> Self {
        let mut query = Self::default();
        let (mut content, mut particles) = (0, false);
        for (part, exact) in split_exact(typed) {
            if exact {
                query.exact(normalize(part).text);
                continue;
            }
            // White space is read before folding, which takes it away between Japanese characters.
            for chunk in part.split_whitespace() {
                let text = normalize(chunk).text;
                let words = analyzer.words(&text);
                if let Some(unit) = reading_unit(&text, thesaurus) {
                    content += 1;
                    query.grams.extend(bigrams(&text).map(str::to_owned));
                    query.push(unit);
                    continue;
                }
                particles |= words.iter().any(|w| w.class == WordClass::Function);
                content += words.iter().filter(|w| w.class == WordClass::Content).count();
                query.chunk(&text, &words, thesaurus);
            }
        }
        // Nothing but particles and the like: then they are what is looked for.
        if query.units.is_empty() {
            let chunks = split_exact(typed).into_iter().flat_map(|(part, _)| part.split_whitespace());
            for form in chunks.map(|chunk| normalize(chunk).text) {
                if form.chars().any(char::is_alphanumeric) {
                    query.exact(form);
                }
            }
        }
        if query.units.iter().any(|u| u.romaji) {
            query.units.retain(|u| !ROMAJI_PARTICLES.contains(&u.forms[0].as_str()));
        }
        query.sentence = particles && content >= SENTENCE_WORDS;
        // Two Latin letters stand in any other Latin word; such words are found whole.
        query.grams.retain(|gram| !gram.bytes().all(|b| b.is_ascii_alphabetic()));
        query.grams.sort_unstable();
        query.grams.dedup();
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// What is looked for: for each word the spellings that count as the same, as typed first.
    pub fn looked_for(&self) -> Vec<Vec<String>> {
        self.units.iter().map(|u| u.forms.clone()).collect()
    }

    /// How many of `units` a hit must have: all, or two thirds of a sentence.
    pub(crate) fn required(&self, units: usize) -> usize {
        if self.sentence { (units * 2).div_ceil(3) } else { units }
    }

    /// Adds a string that is looked for as it stands.
    fn exact(&mut self, form: String) {
        self.grams.extend(bigrams(&form).map(str::to_owned));
        if !form.is_empty() {
            self.push(Unit { forms: vec![form], words: vec![], reading: None, romaji: false });
        }
    }

    fn push(&mut self, unit: Unit) {
        if !self.units.contains(&unit) {
            self.units.push(unit);
        }
    }

    /// Adds the units of a run of text without white space.
    fn chunk(&mut self, text: &str, words: &[Word], thesaurus: &Thesaurus) {
        let boundary = |at: usize| words.iter().any(|w| w.span.start == at || w.span.end == at);
        let mut regions = thesaurus.find(text);
        regions.retain(|(s, _)| boundary(s.start) && boundary(s.end));
        let mut previous: Option<String> = None;
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            let region = regions.iter().find(|(s, _)| s.start <= word.span.start && word.span.start < s.end);
            let (span, forms, taken) = if let Some((span, forms)) = region {
                let inside = words[at..].iter().take_while(|w| w.span.start < span.end);
                (*span, forms.clone(), inside.count())
            } else {
                let taken = number_length(text, &words[at..]).max(1);
                let span = Span::new(word.span.start, words[at + taken - 1].span.end);
                (span, vec![span.of(text).to_owned()], taken)
            };
            let inside = &words[at..at + taken];
            let plain = forms.len() == 1;
            let content: Vec<String> =
                inside.iter().filter(|w| w.class == WordClass::Content).map(|w| w.base.clone()).collect();
            let asks =
                plain && inside.len() == 1 && QUESTION_WORDS.contains(&content.first().map_or("", |b| b.as_str()));
            for base in &content {
                if let Some(before) = previous.replace(base.clone()) {
                    self.pairs.push([before, base.clone()]);
                }
            }
            if !content.is_empty() && !asks {
                // An inflected word is looked for by its base form only: its surface is no form of it.
                let inflected = plain && inside.len() == 1 && inside[0].base != forms[0];
                // 令和5年度 is not where 令和, 5 and 年度 stand apart.
                let number = taken > 1 && inside.iter().any(|word| is_figures(text, word));
                self.push(Unit {
                    forms: if inflected { vec![inside[0].base.clone()] } else { forms },
                    words: if number { vec![] } else { content },
                    reading: None,
                    romaji: false,
                });
            }
            if plain {
                let from = span.start;
                let to = words.get(at + taken).map_or(text.len(), |w| w.span.end);
                self.grams.extend(bigrams(&text[from..to]).map(str::to_owned));
            }
            at += taken;
        }
    }
}

fn is_figures(text: &str, word: &Word) -> bool {
    word.span.of(text).bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// How many words from the first on make one number with its unit (402億円, 130件); 0 where they make none.
fn number_length(text: &str, words: &[Word]) -> usize {
    let digits = |w: &Word| is_figures(text, w);
    let adjacent = |i: usize| i == 0 || words[i - 1].span.end == words[i].span.start;
    if !words.first().is_some_and(digits) {
        return 0;
    }
    let unit = |w: &Word| {
        let s = w.span.of(text);
        digits(w) || s.chars().all(|c| "兆億万千百十円件名人年月日度社校機関本位%".contains(c))
    };
    words.iter().enumerate().take_while(|&(i, w)| adjacent(i) && unit(w)).count()
}

/// A unit for a word typed as a reading.
fn reading_unit(text: &str, thesaurus: &Thesaurus) -> Option<Unit> {
    let reading = reading_of_query(text)?;
    let whole = thesaurus.find(text).into_iter().find(|(span, _)| span.len() == text.len());
    let forms = whole.map_or_else(|| vec![text.to_owned()], |(_, forms)| forms);
    Some(Unit { forms, words: vec![text.to_owned()], reading: Some(reading), romaji: text.is_ascii() })
}

/// The parts of a query, and whether each stands in quotation marks. A mark that is not closed counts as white space.
fn split_exact(typed: &str) -> Vec<(&str, bool)> {
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '＂' | '〝' | '〟');
    let mut parts = Vec::new();
    let mut rest = typed;
    while let Some(open) = rest.find(quote) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        parts.push((&rest[..open], false));
        rest = &rest[open + width..];
        if let Some(close) = rest.find(quote) {
            let width = rest[close..].chars().next().map_or(1, char::len_utf8);
            parts.push((&rest[..close], true));
            rest = &rest[close + width..];
        }
    }
    parts.push((rest, false));
    parts
}

#[cfg(test)]
mod tests;
