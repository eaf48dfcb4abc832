//! Lines that are nothing but an amount, its label, and what brackets say of it.

use std::sync::LazyLock;

use regex::Regex;

use super::label::{self, Label};
use crate::names::Names;
use crate::read::Noted;
use crate::{amount, amount::Role};

/// What may stand behind an amount that has a line to itself.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:の?内数|程度|以上|[※*＊]\d?|\((?:[^()]|\([^()]*\))*\)|<[^<>]*>|[▲△-]?\d[\d.]*%|\)|\s|[、,])*$")
        .expect("checked by tests")
});

/// An amount line: its label, and its amounts in the order of the text.
#[derive(Clone, Debug)]
pub(crate) struct Money {
    pub(crate) label: Label,
    /// Index into the block's amounts.
    pub(crate) main: usize,
}

/// Whether a folded text is nothing but amounts with their label.
pub(crate) fn is_money(text: &str) -> bool {
    let start = label::length(text);
    let found = amount::find(text);
    found.first().is_some_and(|a| a.span.start <= start && TAIL.is_match(&text[a.span.end..]))
}

/// Reads an amount line; `None` for any other text.
pub(super) fn money(note: &Noted<'_>) -> Option<Money> {
    let text = note.view.text();
    let first = note.amounts.first()?;
    let start = label::length(text);
    if first.span.start > start || !TAIL.is_match(&text[first.span.end..]) {
        return None;
    }
    let label = label::read(&text[..first.span.start]);
    Some(Money { label, main: 0 })
}

/// The amount in a bracket that holds nothing else, right behind amount `at`.
pub(super) fn bracketed(note: &Noted<'_>, at: usize) -> Option<usize> {
    let text = note.view.text();
    let (first, second) = (&note.amounts[at].span, note.amounts.get(at + 1)?.span);
    let between = text[first.end..second.start].trim_matches(['※', '*', ' ']);
    let inner = between.strip_prefix('(')?;
    let labelled = inner.is_empty() || label::length(inner) == inner.len();
    (labelled && text[second.end..].starts_with(')')).then_some(at + 1)
}

/// Whether an amount counts as a budget.
pub(super) fn counts(note: &Noted<'_>, at: usize) -> bool {
    note.amounts[at].amount.role == Role::Sum
}

/// The parts of an amount that a bracket behind it names: by ministry （文178、厚82）, by account ＜A ３億円、B ２億円＞; and
/// the words of a bracket without figures, ＜A＞.
pub(super) fn parts(note: &Noted<'_>, at: usize, names: &Names) -> (Vec<(String, i64)>, Vec<String>) {
    static ANGLE: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[※*\\s]*<([^<>]{1,80})>").expect("checked by tests"));
    let (view, text) = (&note.view, note.view.text());
    let (mut breakdown, mut qualifiers) = (Vec::new(), Vec::new());
    let end = note.amounts[at].span.end;
    let rest = text[end..].trim_start_matches(['※', '*', ' ']);
    if let Some((_, shares)) = names.shares(rest) {
        breakdown = scaled(&shares, note, at);
    } else if let Some(c) = ANGLE.captures(&text[end..]) {
        let inner = c.get(1).expect("group 1");
        let (from, to) = (end + inner.start(), end + inner.end());
        let mut before = from;
        for part in note.amounts.iter().filter(|a| a.span.start >= from && a.span.end <= to) {
            let name = view.words(before, part.span.start).trim().trim_start_matches(['、', ',', '，']).trim();
            breakdown.push((halfwidth(name), part.amount.yen));
            before = part.span.end;
        }
        if breakdown.is_empty() {
            qualifiers.push(halfwidth(view.words(from, to).trim()));
        }
    }
    let amount = &note.amounts[at].amount;
    for (said, word) in [(amount.within, "内数"), (amount.repeated, "再掲")] {
        if said {
            qualifiers.push(word.to_owned());
        }
    }
    (breakdown, qualifiers)
}

/// Shares are printed in the unit of the amount that they are parts of.
pub(super) fn scaled(shares: &[(String, String)], note: &Noted<'_>, at: usize) -> Vec<(String, i64)> {
    let printed = note.amounts[at].span.of(note.view.text());
    let unit = ["兆円", "億円", "百万円", "千万円", "万円", "千円"]
        .iter()
        .find(|u| printed.ends_with(**u))
        .copied()
        .unwrap_or("円");
    let yen = |figure: &str| amount::yen(&format!("{figure}{}", unit.trim_end_matches('円')));
    shares.iter().filter_map(|(mark, figure)| Some((mark.clone(), yen(figure)?))).collect()
}

/// Names of accounts are printed in full-width letters: ＡＭＥＤ.
fn halfwidth(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '　' => ' ',
            _ => c,
        })
        .filter(|c| !c.is_whitespace())
        .collect()
}
