//! 略称: the short names that a document has given so far, ready to be found.

use aho_corasick::{AhoCorasick, MatchKind};
use tadori_text::normalize;

use super::{Found, Reference, title};
use tadori_text::Span;

/// Short names in the order they were given.
#[derive(Debug, Default)]
pub(crate) struct ShortNames {
    /// Folded short name → the long name as printed.
    names: Vec<(String, String)>,
    /// Indices of those that stand for a document, as the automaton counts them.
    titles: Vec<usize>,
    automaton: Option<AhoCorasick>,
}

impl ShortNames {
    /// Notes that `short` (folded) stands for `long` from here on.
    pub(crate) fn push(&mut self, short: String, long: String) {
        if self.names.iter().any(|(s, l)| *s == short && *l == long) {
            return;
        }
        // 本計画, 同法 stand for what is spoken of, not for a title of their own.
        let own = ["本", "当", "同", "今回", "前"].iter().any(|p| short.starts_with(p));
        let refers = !own && short.chars().count() >= 3 && title::is_title(&normalize(&long).text);
        self.names.push((short, long));
        if refers {
            self.titles.push(self.names.len() - 1);
            let patterns = self.titles.iter().map(|&t| &self.names[t].0);
            self.automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA))
                .build(patterns)
                .ok();
        }
    }

    /// What a short name stands for.
    pub(super) fn long(&self, short: &str) -> Option<&str> {
        self.names.iter().find(|(s, _)| s == short).map(|(_, long)| long.as_str())
    }

    /// Where short names of documents stand in a folded text.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        // Where it is given, it refers to nothing yet.
        let given = |at: usize| text[..at].ends_with("以下「") || text[..at].ends_with("以下、「");
        let found = self.automaton.iter().flat_map(|a| a.find_iter(text)).filter(|m| !given(m.start())).map(|m| {
            let span = Span::new(m.start(), m.end());
            let title = self.names[self.titles[m.pattern().as_usize()]].1.clone();
            Found { span, title: span, reference: Reference { title, ..Reference::default() } }
        });
        found.collect()
    }
}
