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

/// （以下「…」という。）
static GIVEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[（(]以下「[^」]*」という。?[）)]").expect("checked by tests"));
static USED_AS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^\\)を(?:、)?([^。]{2,60}?)として(?:充当|措置|計上|配分)").expect("checked by tests"));
static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:経費|費|費用|補助金等?|交付金|助成金|委託費|予算|予算額|基金|会計|勘定|給付金|事業)等?$")
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
        let Some(subject) = subject(text, amount.span) else {
            found.extend(either(note, at));
            continue;
        };
        let sentence = phrase::sentence(text, amount.span.start);
        let own = YEAR.find_iter(&text[sentence..amount.span.start]).last().map(|m| label::read(m.as_str()));
        let label = own.unwrap_or(base);
        let (Some(year), Some(stage)) = (label.year, label.stage) else { continue };
        let words = view.words(subject.start, subject.end);
        let spoken = text.get(subject.end..amount.span.start).is_some_and(|t| t.contains("予算"));
        if !MONEY.is_match(subject.of(text)) && !spoken {
            continue;
        }
        let (breakdown, qualifiers) = line::parts(note, at, names);
        let other =
            line::bracketed(note, at).map(|o| (o, label::read(&text[amount.span.end..note.amounts[o].span.start])));
        found.push(BudgetLine {
            block: view.index,
            span: view.span(amount.span.start, amount.span.end),
            subject: Some(GIVEN.replace_all(words.trim(), "").into_owned()),
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
        if let Some((other, Label { year: Some(year), stage: Some(stage), .. })) = other {
            let span = note.amounts[other].span;
            let first = found.last().cloned().expect("just pushed");
            let span = view.span(span.start, span.end);
            let amount_yen = note.amounts[other].amount.yen;
            found.push(BudgetLine { span, amount_yen, fiscal_year: Some(year), stage, breakdown: Vec::new(), ..first });
        }
    }
    found
}

/// A事業又はB事業に充てるものとして…32億円を措置: one of two, and the text does not say which.
fn either(note: &Noted<'_>, at: usize) -> Option<BudgetLine> {
    static EITHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([^、。「」]{4,40}(?:事業|プログラム))(?:又は|若しくは|あるいは|または)([^、。「」]{4,40}(?:事業|プログラム))(?:に|へ|の)").expect("checked by tests")
    });
    let (view, text) = (&note.view, note.view.text());
    let span = note.amounts[at].span;
    let from = phrase::sentence(text, span.start);
    let captures = EITHER.captures(&text[from..span.start])?;
    let label = YEAR.find_iter(&text[..span.start]).last().map(|m| label::read(m.as_str()))?;
    let name = |n: usize| {
        let m = captures.get(n).expect("both groups");
        view.words(from + m.start(), from + m.end()).trim().to_owned()
    };
    Some(BudgetLine {
        block: view.index,
        span: view.span(span.start, span.end),
        subject: None,
        subject_kind: SubjectKind::Program,
        fiscal_year: label.year,
        stage: label.stage.unwrap_or(Stage::Other),
        amount_yen: note.amounts[at].amount.yen,
        breakdown: Vec::new(),
        qualifiers: Vec::new(),
        certain: false,
        candidates: vec![name(1), name(2)],
        basis: Basis::Undecided,
        repeats: None,
    })
}

/// Xの予算を見ると、令和３年度の当初予算額は…: what is spoken of.
fn topic(text: &str, end: usize) -> Option<Span> {
    static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("の(?:関連)?予算(?:額)?(?:を見ると|は、|について|については|の推移)").expect("checked by tests")
    });
    let from = phrase::floor(text, end.saturating_sub(phrase::REACH));
    let topic = TOPIC.find_iter(&text[from..end]).last()?;
    Some(phrase::before(text, from + topic.start())).filter(|s| !s.is_empty())
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
    // …経費として、令和９年度概算要求額 180百万円
    let labelled = super::named::label_at_end(before);
    let before = before[..labelled].trim_end_matches('、');
    let tied = ["として", "が", "は", "に", "("];
    let joint = tied.iter().find(|t| before.ends_with(**t))?;
    let subject = phrase::before(text, before.len() - joint.len());
    let words = subject.of(text);
    if words.ends_with("予算額") || words.ends_with("要求額") {
        return topic(text, amount.start);
    }
    (!subject.is_empty()).then_some(subject)
}
