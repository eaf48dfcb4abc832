//! Groups of forms that count as the same in a query.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use tadori_dictionary::Vocabulary;
use tadori_text::Span;

use crate::era;

/// Aliases, abbreviations and spelling variants, ready to be looked up.
#[derive(Debug)]
pub struct Thesaurus {
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton: the forms that mean the same, itself first.
    forms: Vec<Vec<String>>,
}

impl Thesaurus {
    /// Collects the groups of `vocabulary`.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut same: HashMap<String, Vec<String>> = HashMap::new();
        for group in vocabulary.groups() {
            for form in &group {
                let others = same.entry(form.clone()).or_insert_with(|| vec![form.clone()]);
                for other in &group {
                    if !others.contains(other) {
                        others.push(other.clone());
                    }
                }
            }
        }
        let mut forms: Vec<Vec<String>> = same.into_values().collect();
        forms.sort();
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|f| &f[0])).ok();
        Self { automaton, forms }
    }

    /// Where forms and years stand in `text` (normalised), in order and without overlap, each
    /// with everything that means the same (the typed form first).
    pub(crate) fn find(&self, text: &str) -> Vec<(Span, Vec<String>)> {
        let mut found = era::years(text);
        for m in self.automaton.iter().flat_map(|a| a.find_iter(text)) {
            let span = Span::new(m.start(), m.end());
            if !found.iter().any(|(s, _)| s.overlaps(span)) {
                found.push((span, self.forms[m.pattern().as_usize()].clone()));
            }
        }
        found.sort_by_key(|(s, _)| s.start);
        found
    }
}
