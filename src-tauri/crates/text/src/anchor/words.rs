//! A passage between its neighbours, and how well a place supports it.

use crate::{Span, normalize};

use super::Anchor;

/// Characters of context on each side, at least, where the document has them.
const CONTEXT: usize = 32;
/// Characters next to the passage that must agree where its surroundings were edited farther off.
const NEAR: usize = 8;
/// From this many characters on a passage is a sentence, and an edit next to it makes it no other passage.
const SENTENCE: usize = 24;
/// A passage found more often than this identifies nothing.
const CANDIDATES: usize = 10_000;

/// Quote and context in one view of the text.
pub(super) struct Words {
    before: String,
    pub(super) quote: String,
    after: String,
    /// The document begins with `before`.
    opens: bool,
    /// The document ends with `after`.
    closes: bool,
}

/// How well the surroundings of a place agree with those of the passage.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Support {
    /// Both sides agree.
    Full,
    /// One side agrees, and the other as far as an edit of the surroundings would leave it.
    Partial,
    /// One side agrees next to it, or it is a sentence: it may be the passage as well as another one.
    Doubtful,
    /// Another passage with the same words, as far as can be told.
    None,
}

impl Words {
    /// As read.
    pub(super) fn read(anchor: &Anchor) -> Self {
        let Anchor { quote, prefix, suffix, .. } = anchor;
        Self {
            before: prefix.clone(),
            quote: quote.clone(),
            after: suffix.clone(),
            opens: prefix.chars().count() < CONTEXT,
            closes: suffix.chars().count() < CONTEXT,
        }
    }

    /// Normalised. All at once, for folding looks at neighbours.
    pub(super) fn folded(anchor: &Anchor) -> Self {
        let read = Self::read(anchor);
        let folded = normalize(&[read.before.as_str(), &read.quote, &read.after].concat());
        let quote = Span::new(read.before.len(), read.before.len() + read.quote.len());
        let quote = folded.alignment.to_derived(quote);
        Self {
            before: folded.text[..quote.start].to_owned(),
            quote: quote.of(&folded.text).to_owned(),
            after: folded.text[quote.end..].to_owned(),
            ..read
        }
    }

    /// Normalised words of which no surroundings are known.
    pub(super) fn alone(quote: &str) -> Self {
        let quote = normalize(quote).text;
        Self { before: String::new(), quote, after: String::new(), opens: false, closes: false }
    }

    /// Whether `span` of `text` is the passage in its surroundings.
    pub(super) fn stand_at(&self, text: &str, span: Span) -> bool {
        span.of(text) == self.quote && self.support(text, span) == Support::Full
    }

    /// The places that have the words, with their support; none if there are too many.
    pub(super) fn find(&self, text: &str) -> Option<Vec<(Span, Support)>> {
        let mut found = Vec::new();
        let step = self.quote.chars().next()?.len_utf8();
        let mut from = 0;
        while let Some(at) = text[from..].find(&self.quote) {
            if found.len() == CANDIDATES {
                return None;
            }
            let span = Span::new(from + at, from + at + self.quote.len());
            found.push((span, self.support(text, span)));
            from = span.start + step;
        }
        Some(found)
    }

    fn support(&self, text: &str, span: Span) -> Support {
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let left = before.ends_with(&self.before) && (!self.opens || before.len() == self.before.len());
        let right = after.starts_with(&self.after) && (!self.closes || after.len() == self.after.len());
        if left && right {
            return Support::Full;
        }
        let sentence = self.quote.chars().nth(SENTENCE - 1).is_some();
        let near_left = before.ends_with(tail(&self.before, NEAR));
        let near_right = after.starts_with(head(&self.after, NEAR));
        if !is_apart(text, span) {
            Support::None
        } else if left && (near_right || sentence) || right && (near_left || sentence) {
            Support::Partial
        } else if left || right || near_left || near_right || sentence {
            Support::Doubtful
        } else {
            Support::None
        }
    }
}

/// Whether no figure goes on across the edges of `span`.
pub(super) fn is_apart(text: &str, span: Span) -> bool {
    let (before, words, after) = (&text[..span.start], span.of(text), &text[span.end..]);
    !joins(before.chars().next_back(), words.chars().next()) && !joins(words.chars().next_back(), after.chars().next())
}

/// Whether two characters are of one figure: 10億円 does not stand in 110億円.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
    figure(left) && figure(right)
}

/// The end of `text` that serves as context: cut where folding does not look across.
pub(super) fn context_before(text: &str) -> &str {
    let cut = |at: usize, inside: char| settled(inside) && text[..at].chars().next_back().is_some_and(settled);
    let far = text.char_indices().rev().take(CONTEXT * 8).enumerate();
    let mut at = 0;
    for (count, (start, c)) in far {
        at = start;
        if count + 1 >= CONTEXT && cut(start, c) {
            break;
        }
    }
    &text[at..]
}

/// The beginning of `text` that serves as context: cut where folding does not look across.
pub(super) fn context_after(text: &str) -> &str {
    let mut end = 0;
    for (count, c) in text.chars().take(CONTEXT * 8).enumerate() {
        end += c.len_utf8();
        if count + 1 >= CONTEXT && settled(c) && text[end..].chars().next().is_some_and(settled) {
            break;
        }
    }
    &text[..end]
}

/// Characters that fold to themselves or to lower case beside any other such character.
fn settled(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}') || c.is_ascii_alphabetic()
}

fn tail(text: &str, chars: usize) -> &str {
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}

fn head(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}
