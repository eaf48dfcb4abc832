//! 出典: source notes, which name publisher, title, number and date in pieces.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::Span;

use super::{Context, Found, Reference};

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:※|\*)?[(<\[]?(?:出典|出所|資料|参考文献|引用)[)>\]]?[::]?(.+)$").expect("checked by tests")
});
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:調査資料|資料|no\.|vol\.|第\d+号|p\.?\d)").expect("checked by tests"));
static SERIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:統計|指標|調査|年報|白書|報告書?|便覧|推計|速報|月報|データ集|要覧|ベンチマーキング|レポート)(?:結果|年版)?(?:\(?(?:19|20)\d{2}(?:年度?)?\)?(?:年版)?)?$")
        .expect("checked by tests")
});

/// The title of a source note without quotation marks; those with are found as quoted titles.
pub(super) fn noted(text: &str, context: &Context<'_>) -> Vec<Found> {
    let Some(note) = NOTE.captures(text).and_then(|c| c.get(1)) else { return Vec::new() };
    if note.as_str().contains('「') {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let mut at = note.start();
    for piece in note.as_str().split(['、', ',', '。']) {
        pieces.push(Span::new(at, at + piece.len()));
        at += piece.len() + if text[at + piece.len()..].starts_with(',') { 1 } else { '、'.len_utf8() };
    }
    let date = context
        .dates
        .iter()
        .find(|d| pieces.iter().any(|p| *p == d.span || (p.start <= d.span.start && d.span.end == p.end)));
    let is_date = |p: &Span| date.is_some_and(|d| *p == d.span);
    let Some(title) =
        pieces.iter().position(|p| !is_date(p) && !NUMBER.is_match(p.of(text)) && SERIES.is_match(p.of(text)))
    else {
        return Vec::new();
    };
    let reference = Reference {
        decided_on: date.filter(|d| d.when.to.is_none()).and_then(|d| d.when.from.clone()),
        issuer: (title > 0).then(|| pieces[title - 1].of(text).to_owned()),
        ..Reference::default()
    };
    let end = date.map_or(pieces[title].end, |d| d.span.end.max(pieces[title].end));
    vec![Found { span: Span::new(pieces[title.saturating_sub(1)].start, end), title: pieces[title], reference }]
}
