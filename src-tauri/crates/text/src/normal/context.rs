//! Rules for neighbours, applied to folded characters.

use super::tables::{is_katakana, is_tight, is_word};
use super::{Form, Item};

/// Settles hyphens, long vowels, small figures and commas; then the spaces,
/// which depend on them.
pub(super) fn settle(items: &mut [Item]) {
    let mut at = 0;
    while at < items.len() {
        at = match items[at].first {
            '0'..='9' => join_groups(items, at),
            '₀'..='₉' => open_subscripts(items, at),
            c => {
                let settled = settle_one(items, at, c);
                if settled != c {
                    items[at].first = settled;
                    items[at].last = settled;
                }
                at + 1
            }
        };
    }
    for at in 0..items.len() {
        if items[at].first == ' ' && !keeps_space(items, at) {
            items[at].form = Form::Gone;
        }
    }
}

fn settle_one(items: &[Item], at: usize, c: char) -> char {
    let beside = |test: fn(char) -> bool| before(items, at).is_some_and(test) && after(items, at).is_some_and(test);
    match c {
        '-' if beside(is_katakana) => 'ー',
        'ー' if beyond_space_before(items, at).is_some_and(is_word)
            && beyond_space_after(items, at).is_some_and(is_word) =>
        {
            '-'
        }
        '²' | '³' if before(items, at) == Some('m') && !after(items, at).is_some_and(char::is_numeric) => {
            if c == '²' { '2' } else { '3' }
        }
        _ => c,
    }
}

/// Makes digits of the subscripts from `at` on where they index a letter (CO₂); gives the end of the run.
fn open_subscripts(items: &mut [Item], at: usize) -> usize {
    let end = run_end(items, at, |c| matches!(c, '₀'..='₉'));
    let letter = before(items, at).is_some_and(|c| c.is_ascii_alphabetic());
    if letter && !items.get(end).is_some_and(|item| item.first.is_numeric()) {
        for item in &mut items[at..end] {
            let digit = (item.first as u32 - '₀' as u32) as u8 + b'0';
            item.first = digit as char;
            item.last = digit as char;
        }
    }
    end
}

/// Takes the grouping commas out of the figure that begins at `at`; gives the end of the figure.
fn join_groups(items: &mut [Item], at: usize) -> usize {
    let mut end = run_end(items, at, is_digit);
    if end - at > 3 || items[at].first == '0' || continues_figure(items, at) {
        return end;
    }
    while items.get(end).is_some_and(|comma| comma.first == ',') && run_end(items, end + 1, is_digit) == end + 4 {
        items[end].form = Form::Gone;
        end += 4;
    }
    end
}

/// Whether the digits at `at` belong to a word (CO2) or follow a figure and its
/// comma or point: then what looks like a group may be a list or a fraction.
fn continues_figure(items: &[Item], at: usize) -> bool {
    let Some(previous) = at.checked_sub(1).map(|i| items[i]) else { return false };
    match previous.last {
        // A longer run has another punctuation mark before its point.
        ',' | '.' => before(items, at - 1).is_some_and(is_digit) && previous.first == previous.last,
        c => is_word(c) && c.is_alphabetic(),
    }
}

/// The index after the longest run from `at` on whose characters pass `test`.
fn run_end(items: &[Item], at: usize, test: fn(char) -> bool) -> usize {
    items.get(at..).map_or(at, |rest| at + rest.iter().take_while(|item| test(item.first)).count())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether the space at `at` tells words apart.
fn keeps_space(items: &[Item], at: usize) -> bool {
    let (Some(left), Some(right)) = (before(items, at), after(items, at)) else { return false };
    (!is_tight(left) && !is_tight(right))
        // Without its space such a dash would become a long vowel.
        || (is_katakana(left) && right == '-' && beyond_space_after(items, at + 1).is_some_and(is_katakana))
        || (left == '-' && is_katakana(right) && beyond_space_before(items, at - 1).is_some_and(is_katakana))
}

fn before(items: &[Item], at: usize) -> Option<char> {
    at.checked_sub(1).map(|i| items[i].last)
}

fn after(items: &[Item], at: usize) -> Option<char> {
    items.get(at + 1).map(|item| item.first)
}

fn beyond_space_before(items: &[Item], at: usize) -> Option<char> {
    match before(items, at) {
        Some(' ') => before(items, at - 1),
        other => other,
    }
}

fn beyond_space_after(items: &[Item], at: usize) -> Option<char> {
    match after(items, at) {
        Some(' ') => after(items, at + 1),
        other => other,
    }
}
