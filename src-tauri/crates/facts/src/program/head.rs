//! Where the name in an entry ends, and what its brackets say.

use std::sync::LazyLock;

use regex::Regex;

use super::name::{self, Aside};
use crate::names::Names;
use crate::read::Noted;

const BULLETS: &[char] =
    &['●', '◆', '■', '○', '〇', '◎', '◇', '□', '★', '☆', '▶', '➢', '・', '•', '✓', '▪', '▼', '*', '-', '※'];

/// What ends a name on its line: a colon, an amount's label, a year.
const STOPS: &str = r"[::…]|(?:インハウス)?(?:概算)?要求(?:・要望)?額|(?:当初|補正)?予算額|(?:令和|平成)(?:元|\d{1,2})年度|\(?[▲△]?\d[\d.]*(?:兆|億|千万|百万|万|千)+円|<|---";
pub(super) static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(STOPS).expect("checked by tests"));
static STOP_HERE: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^(?:{STOPS})")).expect("checked by tests"));

/// The bullet of a folded text and the byte behind it.
pub(super) fn bullet(text: &str) -> (Option<char>, usize) {
    match text.chars().next().filter(|c| BULLETS.contains(c)) {
        Some(c) => (Some(c), text.len() - text[c.len_utf8()..].trim_start().len()),
        None => (None, 0),
    }
}

/// The folded text from `start` to where the name must end, and how it ends there.
pub(super) fn head(note: &Noted<'_>, start: usize) -> (String, usize, Ends) {
    let text = note.view.text();
    let mut depth = 0;
    let mut stop = text.len();
    let mut ends = Ends::Block;
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        if depth == 0
            && let Some(m) = STOP_HERE.find(&text[at..])
        {
            stop = at;
            ends = if m.as_str().starts_with([':', '…']) { Ends::Colon } else { Ends::Money };
            break;
        }
        match c {
            '(' | '「' => depth += 1,
            ')' | '」' => depth = (depth - 1_i32).max(0),
            _ => {}
        }
        if at > start + 420 {
            break;
        }
    }
    // A heading may have run into its description: the name ends with the first line, where that ends as names do.
    let line = note.view.first_line_end();
    if line < stop && line > start {
        let first = text[start..line].trim_end();
        let whole = text[start..stop].trim_end();
        let named = name::ends_as_program(first) || first.ends_with(')');
        if named && !name::ends_as_program(whole) {
            return (first.to_owned(), line, Ends::Line);
        }
    }
    (text[start..stop].to_owned(), stop, ends)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Colon,
    Money,
    Line,
    Block,
}

/// The name without what brackets at its end say of it, and what they say.
pub(super) fn peel(head: &str, names: &Names) -> (String, Vec<Aside>, Vec<String>) {
    let mut rest = head.trim().to_owned();
    let (mut asides, mut latin, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(open) = name::last_bracket(&rest).filter(|o| *o > 0) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let close = rest.chars().next_back().map_or(1, char::len_utf8);
        let inner = rest[open + width..rest.len() - close].to_owned();
        match name::aside(&inner, names) {
            Aside::Abbreviation => {
                latin.push(inner.clone());
                asides.push(Aside::Abbreviation);
                parts.push(rest[open..].to_owned());
            }
            Aside::Part => parts.push(rest[open..].to_owned()),
            other => asides.push(other),
        }
        rest.truncate(open);
        rest.truncate(rest.trim_end().len());
    }
    parts.reverse();
    (rest + &parts.concat(), asides, latin)
}
