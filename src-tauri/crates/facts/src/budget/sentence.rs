//! Amounts in sentences: …経費が７０億円, 補正予算に、…経費として２８８億円を計上, 「…費（555億円）」の一部（175億円）を…調整費として.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::Span;

use super::label::{self, Label, Stage};
use super::{Basis, BudgetLine, SubjectKind, line};
use crate::names::Names;
use crate::phrase;
use crate::program::ends_as_program;
use crate::read::Noted;

static USED_AS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^\\)を(?:、)?([^。]{2,60}?)として(?:充当|措置|計上|配分)").expect("checked by tests"));
static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:経費|費|費用|補助金等?|交付金|助成金|委託費|予算|予算額|基金|会計|勘定|給付金|事業)$")
        .expect("checked by tests")
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:令和|平成)(?:元|\\d{1,2})年度[^。、]{0,4}(?:補正予算|当初予算|予算|概算要求)")
        .expect("checked by tests")
});

/// The lines of the sentences of a block, where year and stage are known.
pub(super) fn lines(note: &Noted<'_>, names: &Names, base: Label) -> Vec<BudgetLine> {
    let (view, text) = (&note.view, note.view.text());
    let mut found = Vec::new();
    for (at, amount) in note.amounts.iter().enumerate() {
        if !line::counts(note, at) || amount.amount.upto.is_some() {
            continue;
        }
        let Some(subject) = subject(text, amount.span) else { continue };
        let sentence = phrase::sentence(text, amount.span.start);
        let own = YEAR.find_iter(&text[sentence..amount.span.start]).last().map(|m| label::read(m.as_str()));
        let label = own.unwrap_or(base);
        let (Some(year), Some(stage)) = (label.year, label.stage) else { continue };
        let words = view.words(subject.start, subject.end);
        if !MONEY.is_match(subject.of(text)) {
            continue;
        }
        let (breakdown, qualifiers) = line::parts(note, at, names);
        found.push(BudgetLine {
            block: view.index,
            span: view.span(amount.span.start, amount.span.end),
            subject: Some(words.trim().to_owned()),
            subject_kind: if ends_as_program(subject.of(text)) && !subject.of(text).ends_with('費') {
                SubjectKind::Program
            } else {
                SubjectKind::Account
            },
            fiscal_year: Some(year),
            stage: if stage == Stage::Other { Stage::Initial } else { stage },
            amount_yen: amount.amount.yen,
            breakdown,
            qualifiers,
            certain: true,
            candidates: Vec::new(),
            basis: Basis::Sentence,
            repeats: None,
        });
    }
    found
}

/// The words that the grammar ties the amount to.
fn subject(text: &str, amount: Span) -> Option<Span> {
    let before = &text[..amount.start];
    if let Some(used) =
        USED_AS.captures(&text[amount.end..]).filter(|_| before.ends_with("の一部(") || before.ends_with("」の一部("))
    {
        let end = amount.end + used.get(1)?.end();
        return Some(phrase::before(text, end)).filter(|s| s.start > amount.end);
    }
    let tied = ["として", "が", "は", "に", "(", "、"];
    let joint = tied.iter().find(|t| before.ends_with(**t))?;
    if *joint == "、" {
        return None;
    }
    let subject = phrase::before(text, amount.start - joint.len());
    (!subject.is_empty()).then_some(subject)
}
