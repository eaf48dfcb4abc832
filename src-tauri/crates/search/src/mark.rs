//! Marks, snippets, and which block of a passage is the best.
//!
//! Made by us from the normalised view and its map: tantivy's snippets count
//! bytes and trust token offsets, which folding moves (㈱ ends inside a character).

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use tadori_dictionary::{Analyzer, WordClass};
use tadori_text::{Span, normalize};

use crate::bigram::bigrams;
use crate::query::{Query, Unit};

/// Finds the words of one query in texts.
#[derive(Debug)]
pub struct Matcher {
    analyzer: Analyzer,
    /// Weight of each base form.
    words: HashMap<String, f32>,
    /// Weight of each bigram.
    grams: HashMap<String, f32>,
    /// Forms and exact phrases, longest first where they overlap.
    forms: Option<AhoCorasick>,
    /// Weight of each form.
    form_weights: Vec<f32>,
}

/// What a [`Matcher`] sees in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examined {
    /// How much of the query the text has; comparable between texts of one passage.
    pub score: f32,
    /// What matches, in order, without overlap: bytes of the text as given.
    pub marks: Vec<Span>,
}

/// Saturation of repeated words and weight of the length, as in BM25. Lower than for passages: between the blocks of one
/// passage it matters which words a block has, not how often.
const K1: f32 = 0.4;
const B: f32 = 0.3;
/// Length of a usual block, chars.
const USUAL_CHARS: f32 = 80.0;
const GRAM_WEIGHT: f32 = 0.5;

impl Matcher {
    pub(crate) fn new(
        query: &Query,
        analyzer: &Analyzer,
        sounding: impl Fn(&Unit) -> Vec<String>,
        word_idf: impl Fn(&str) -> f32,
        gram_idf: impl Fn(&str) -> f32,
    ) -> Self {
        let mut words = HashMap::new();
        let mut forms: Vec<(String, f32)> = Vec::new();
        let mut grams: HashMap<String, f32> =
            query.grams.iter().map(|g| (g.clone(), GRAM_WEIGHT * gram_idf(g))).collect();
        for unit in &query.units {
            for word in &unit.words {
                words.insert(word.clone(), word_idf(word));
            }
            for form in &unit.forms {
                // One character of a sentence inside other words is no match; as a word it is found above. But one that
                // was typed as a word is found everywhere, and a hit must show why it is one.
                if form.chars().nth(1).is_some() || unit.words.is_empty() || !query.sentence {
                    let weight = bigrams(form).map(&gram_idf).fold(0.0, f32::max);
                    forms.push((form.clone(), weight));
                }
                for gram in bigrams(form) {
                    grams.entry(gram.to_owned()).or_insert_with(|| GRAM_WEIGHT * gram_idf(gram));
                }
            }
            for spelling in sounding(unit) {
                if spelling.chars().nth(1).is_some() {
                    let weight = bigrams(&spelling).map(&gram_idf).fold(0.0, f32::max);
                    forms.push((spelling, weight));
                } else {
                    let weight = word_idf(&spelling);
                    words.insert(spelling, weight);
                }
            }
        }
        forms.sort_by(|a, b| a.0.cmp(&b.0));
        forms.dedup_by(|a, b| a.0 == b.0);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|f| &f.0));
        Self {
            analyzer: analyzer.clone(),
            words,
            grams,
            forms: automaton.ok().filter(|_| !forms.is_empty()),
            form_weights: forms.into_iter().map(|f| f.1).collect(),
        }
    }

    /// Looks at a text.
    pub fn examine(&self, text: &str) -> Examined {
        let normal = normalize(text);
        let words = self.analyzer.words(&normal.text);
        let mut spans: Vec<Span> = Vec::new();
        let mut counts: HashMap<&str, (f32, f32)> = HashMap::new();
        for word in &words {
            if let Some((key, weight)) =
                self.words.get_key_value(&word.base).filter(|_| word.class != WordClass::Symbol)
            {
                spans.push(word.span);
                counts.entry(key).or_insert((*weight, 0.0)).1 += 1.0;
            }
        }
        let mut score = 0.0;
        let chars = normal.text.chars().count() as f32;
        let saturated = |count: f32| count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * chars / USUAL_CHARS));
        score += counts.values().map(|(weight, count)| weight * saturated(*count)).sum::<f32>();
        let mut form_counts: HashMap<usize, f32> = HashMap::new();
        for found in self.forms.iter().flat_map(|f| f.find_iter(&normal.text)) {
            spans.push(Span::new(found.start(), found.end()));
            *form_counts.entry(found.pattern().as_usize()).or_default() += 1.0;
        }
        score += form_counts.iter().map(|(i, count)| self.form_weights[*i] * saturated(*count)).sum::<f32>();
        let mut gram_counts: HashMap<&str, f32> = HashMap::new();
        for gram in bigrams(&normal.text) {
            if let Some((key, _)) = self.grams.get_key_value(gram) {
                *gram_counts.entry(key).or_default() += 1.0;
            }
        }
        score += gram_counts.iter().map(|(g, count)| self.grams[*g] * saturated(*count)).sum::<f32>();
        Examined { score, marks: merged(spans.into_iter().map(|s| normal.to_original(s)).collect()) }
    }
}

/// Sorted, with what overlaps or touches made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|s| !s.is_empty());
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// Words around the marks of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words; `…` where the text goes on.
    pub text: String,
    /// Marks: character offsets into [`Snippet::text`], half open.
    pub marks: Vec<(usize, usize)>,
}

impl Snippet {
    /// The stretch of about `max` characters with the most marked characters.
    pub fn new(text: &str, marks: &[Span], max: usize) -> Self {
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let char_at = |byte: usize| starts.partition_point(|&s| s < byte);
        let marks: Vec<(usize, usize)> = marks.iter().map(|m| (char_at(m.start), char_at(m.end))).collect();
        let count = starts.len() - 1;
        let lead = max / 6;
        let best = marks
            .iter()
            .map(|&(first, _)| first)
            .max_by_key(|&from| {
                let within = marks.iter().filter(|&&(a, b)| a >= from && b <= from + max - lead);
                (within.map(|(a, b)| b - a).sum::<usize>(), std::cmp::Reverse(from))
            })
            .unwrap_or(0);
        let end = count.min(best.saturating_sub(lead) + max);
        let from = end.saturating_sub(max);
        let (open, close) = (from > 0, end < count);
        let body = &text[starts[from]..starts[end]];
        let shift = usize::from(open);
        Self {
            text: format!("{}{body}{}", if open { "…" } else { "" }, if close { "…" } else { "" }),
            marks: marks
                .into_iter()
                .filter(|&(a, b)| a < end && b > from)
                .map(|(a, b)| (a.max(from) - from + shift, b.min(end) - from + shift))
                .collect(),
        }
    }
}
