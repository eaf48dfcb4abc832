//! Decisions told in a sentence: 推進本部において2020年３月に決定し.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::Span;

use super::{Context, Found, Reference, title};
use crate::{date::Precision, phrase};

static DECIDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:に|付けで)?(閣議決定|決定|策定|公表|取りまとめ)(?:し|され|した|を行)").expect("checked by tests")
});
/// 第２期の計画
static TERM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^第(\d+)(?:期|次)の(.+)$").expect("checked by tests"));

/// Decisions whose document is the subject of the sentence, or what is 「…」 behind the verb.
pub(super) fn stated(text: &str, context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for date in context.dates.iter().filter(|d| d.when.to.is_none() && d.when.precision >= Precision::Month) {
        let Some(verb) = DECIDED.captures(&text[date.span.end..]) else { continue };
        let end = date.span.end + verb[0].len();
        let sentence = phrase::sentence(text, date.span.start);
        let body = body(&text[sentence..date.span.start]);
        let decided_by = match (&verb[1], body) {
            ("閣議決定", _) => Some("閣議決定".to_owned()),
            ("決定", Some(body)) => Some(format!("{body}決定")),
            _ => None,
        };
        let reference = Reference { decided_on: date.when.from.clone(), decided_by, ..Reference::default() };
        if let Some(title) = quoted_behind(text, end) {
            found.push(Found { span: Span::new(date.span.start, title.end), title, reference });
            continue;
        }
        let Some(subject) = subject(text, sentence, date.span.start) else {
            if sentence == 0 {
                found.extend(begun_before(context, date.span, end, &reference));
            }
            continue;
        };
        let (words, long) = (subject.of(text), full(subject.of(text), context));
        if long.is_some() || title::is_title(words) {
            let reference = Reference { title: long.unwrap_or_default(), ..reference };
            found.push(Found { span: Span::new(subject.start, end), title: subject, reference });
        }
    }
    found
}

/// The decision of a sentence that began in the block before.
fn begun_before(context: &Context<'_>, date: Span, end: usize, reference: &Reference) -> Option<Found> {
    let open = context.open;
    let subject = subject(open, 0, open.len())?;
    let words = subject.of(open);
    let title = full(words, context).or_else(|| title::is_title(words).then(|| words.to_owned()))?;
    let decided_by = reference.decided_by.clone().or_else(|| body(open).map(|b| format!("{b}決定")));
    let reference = Reference { title, decided_by, ..reference.clone() };
    Some(Found { span: Span::new(date.start, end), title: date, reference })
}

/// 推進本部 of …推進本部において.
fn body(before: &str) -> Option<&str> {
    let end = before.trim_end_matches(' ').strip_suffix("において").or_else(|| before.strip_suffix('で'))?;
    let body = phrase::before(end, end.len());
    (!body.is_empty()).then(|| body.of(end))
}

fn subject(text: &str, sentence: usize, end: usize) -> Option<Span> {
    let clause = &text[sentence..end];
    let at = clause.find("は、").or_else(|| clause.find('は'))?;
    let subject = phrase::before(text, sentence + at);
    (subject.start >= sentence && !subject.is_empty()).then_some(subject)
}

/// 「X」 within a few characters behind the verb: 閣議決定された「X」.
fn quoted_behind(text: &str, end: usize) -> Option<Span> {
    let rest = &text[end..];
    let open = rest.char_indices().take(5).find(|(_, c)| *c == '「')?.0 + '「'.len_utf8();
    let close = rest[open..].find('」')?;
    let title = Span::new(end + open, end + open + close);
    title::is_title(title.of(text)).then_some(title)
}

/// The full title of 第２期の計画, where 計画 is a short name of the document: 離島交通計画(第2期).
fn full(words: &str, context: &Context<'_>) -> Option<String> {
    let long = |short: &str| context.short.long(short).map(str::to_owned);
    match TERM.captures(words) {
        Some(c) => long(&c[2]).map(|l| format!("{l}(第{}期)", &c[1])),
        None => long(words),
    }
}
