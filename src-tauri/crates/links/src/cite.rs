//! 引用: references → the documents of the library, by title, term, year and date; and what the library lacks.
//!
//! 第３期健康政策計画（令和７年２月決定） is the work 健康政策計画 in its third term. A document is meant when the works are
//! the same and nothing that is said of term, fiscal year or date speaks against it; of several the one that most speaks
//! for. A reference to another edition than the library has is missing, not a link to the wrong one.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use rayon::prelude::*;
use regex::Regex;
use tadori_facts::{Fact, Facts, Reference, name_key};
use tadori_text::{Block, BlockKind, Metadata, PartialDate};

use crate::Given;
use crate::link::{Basis, End, Link, LinkKind, Reason};
use crate::rules::{SCORE_CITES_EXACT, SCORE_CITES_TITLE};
use crate::tier::year;

/// A title taken apart: the work, and what says which edition of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Name {
    work: String,
    /// 期: the number of a term.
    term: Option<u32>,
    /// 年度, 年: the calendar year.
    year: Option<i32>,
    /// Of a document: the year before which it cannot have been written.
    not_before: Option<i32>,
}

/// Number of a term as printed in a folded title.
fn number(digits: &str) -> Option<u32> {
    digits
        .parse()
        .ok()
        .or_else(|| "一二三四五六七八九".chars().position(|c| digits == c.to_string()).map(|n| n as u32 + 1))
}

/// What an era's first year is short of the calendar year.
fn era(name: &str) -> i32 {
    match name {
        "令和" => 2018,
        "平成" => 1988,
        _ => 1925,
    }
}

impl Name {
    fn of(title: &str) -> Self {
        static TERM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(?第([0-9]+|[一二三四五六七八九])期\)?"));
        static ERA: LazyLock<Regex> = LazyLock::new(|| pattern(r"(令和|平成|昭和)([0-9]+|元)年度?"));
        static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)[0-9]{2})(?:年度|年)?(?:改訂版|改定版)?"));
        static REST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\([^()]*\)|[「」『』・\s]|\*[0-9]+"));
        let mut text = name_key(title);
        let mut name = Self::default();
        if let Some(found) = TERM.captures(&text) {
            name.term = number(&found[1]);
        }
        text = TERM.replace_all(&text, "").into_owned();
        if let Some(found) = ERA.captures(&text) {
            name.year = found[2].parse().ok().or(Some(1)).map(|n: i32| era(&found[1]) + n);
        }
        text = ERA.replace_all(&text, "").into_owned();
        text = REST.replace_all(&text, "").into_owned();
        if let Some(found) = YEAR.captures(&text) {
            name.year = found[1].parse().ok();
        }
        name.work = YEAR.replace_all(&text, "").into_owned();
        name
    }

    /// The name of a document, with what is known of it besides its title.
    fn of_document(Given { metadata, facts, .. }: &Given<'_>) -> Self {
        let title = Self::of(&metadata.title);
        let edition = metadata.edition.as_deref().map(Self::of).unwrap_or_default();
        Self {
            work: title.work,
            term: title.term.or(edition.term),
            year: title.year.or(edition.year).or(metadata.fiscal_year),
            not_before: not_before(facts),
        }
    }
}

/// The names of all documents.
struct Names {
    names: Vec<Name>,
    /// Documents of each work.
    of_work: HashMap<String, Vec<usize>>,
}

impl Names {
    fn new(documents: &[Given<'_>]) -> Self {
        let names: Vec<Name> = documents.par_iter().map(Name::of_document).collect();
        let mut of_work: HashMap<String, Vec<usize>> = HashMap::new();
        for (document, name) in names.iter().enumerate() {
            of_work.entry(name.work.clone()).or_default().push(document);
        }
        Self { names, of_work }
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("checked by tests")
}

/// How much speaks for a document being meant: nothing where something speaks against it.
fn meant(reference: &Reference, said: &Name, document: &Name, metadata: &Metadata) -> Option<u32> {
    if said.work.chars().count() < 3 || said.work != document.work {
        return None;
    }
    let agree = |one: Option<i64>, other: Option<i64>| match (one, other) {
        (Some(a), Some(b)) if a == b => Some(1),
        (Some(_), Some(_)) => None,
        _ => Some(0),
    };
    let term = agree(said.term.map(i64::from), document.term.map(i64::from))?;
    let year = agree(said.year.map(i64::from), document.year.map(i64::from))?;
    let date = match (&reference.decided_on, &metadata.decided_on) {
        (Some(a), Some(b)) if a.as_str().starts_with(b.as_str()) || b.as_str().starts_with(a.as_str()) => 2,
        (Some(_), Some(_)) => return None,
        _ => 0,
    };
    Some(term + year + date + u32::from(reference.draft == metadata.draft))
}

/// The references of the documents, each with where it stands.
fn references<'a>(documents: &[Given<'a>]) -> impl Iterator<Item = (End, &'a Reference)> {
    documents.iter().map(|d| d.facts).enumerate().flat_map(|(document, facts)| {
        facts.mentions.iter().filter_map(move |m| match &m.fact {
            Fact::Reference(reference) => Some((End { span: m.span, ..End::block(document, m.block) }, reference)),
            _ => None,
        })
    })
}

/// The year before which a document cannot have been written: that of the latest decision that it names.
fn not_before(facts: &Facts) -> Option<i32> {
    let year = |fact: &Fact| match fact {
        Fact::Reference(reference) => reference.decided_on.as_ref().map(PartialDate::year),
        _ => None,
    };
    facts.mentions.iter().filter_map(|m| year(&m.fact)).max()
}

/// What a reference means: a document of the library with what speaks for it; the document that it stands in is meant
/// with no more words.
fn target(documents: &[Given<'_>], names: &Names, from: End, reference: &Reference) -> Option<(usize, u32)> {
    let said = Name::of(&reference.title);
    let (names, same_work) = (&names.names, names.of_work.get(&said.work)?);
    let written = year(documents[from.document].metadata);
    // What itself names later decisions was not there yet: an earlier edition is meant.
    let there = |d: &usize| names[*d].not_before.is_none_or(|y| written.is_none_or(|w| y <= w));
    let speaks = |document: usize| meant(reference, &said, &names[document], documents[document].metadata);
    let found = same_work.iter().copied().filter(there).filter_map(|d| Some((d, speaks(d)?)));
    found.max_by_key(|&(d, speaks)| (speaks, d == from.document))
}

/// Links from references to the documents that they mean.
pub(crate) fn find(documents: &[Given<'_>]) -> Vec<Link> {
    let names = Names::new(documents);
    let mut links = Vec::new();
    for (from, reference) in references(documents) {
        let Some((document, speaks)) = target(documents, &names, from, reference).filter(|t| t.0 != from.document)
        else {
            continue;
        };
        links.push(Link {
            kind: LinkKind::Cites,
            basis: Basis::Stated,
            // Whether it is a draft alone says little.
            score: if speaks > 1 { SCORE_CITES_EXACT } else { SCORE_CITES_TITLE },
            from,
            to: End::block(document, place(documents, document, reference)),
            reason: Reason { named: Some(reference.title.clone()), ..Reason::default() },
            shared: Vec::new(),
        });
    }
    links
}

/// Where in a document a reference points: the section that it names, else the document's title.
fn place(documents: &[Given<'_>], document: usize, reference: &Reference) -> usize {
    let blocks = documents[document].blocks;
    let section = reference.section.as_deref().map(name_key).filter(|s| !s.is_empty());
    let heading = section.and_then(|section| {
        let is = |title: &str| !title.is_empty() && (section.contains(title) || title.contains(&section));
        let title = |at: &usize| blocks[*at].heading.as_ref().map(|h| name_key(&h.title)).filter(|t| is(t));
        (0..blocks.len()).filter_map(|at| Some((at, title(&at)?.len()))).max_by_key(|(_, length)| *length)
    });
    let title = name_key(&documents[document].metadata.title);
    let called = |b: &Block| b.kind != BlockKind::Furniture && name_key(&b.text).contains(&title);
    let titled = || blocks.iter().position(called).filter(|_| !title.is_empty());
    let first = || blocks.iter().position(|b| b.kind != BlockKind::Furniture);
    heading.map(|(at, _)| at).or_else(titled).or_else(first).unwrap_or(0)
}

/// A document that is cited, and not in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its title, as it is printed most often.
    pub title: String,
    /// Where it is cited: document and block.
    pub places: Vec<(usize, usize)>,
}

/// A title and where it is cited.
type Cited<'a> = (&'a str, (usize, usize));

/// Documents that are cited and not in the library, the most cited first.
pub fn missing(documents: &[Given<'_>]) -> Vec<Missing> {
    let names = Names::new(documents);
    let mut found: BTreeMap<String, Vec<Cited<'_>>> = BTreeMap::new();
    for (from, reference) in references(documents) {
        if target(documents, &names, from, reference).is_none() {
            let said = Name::of(&reference.title);
            let edition = format!("{}|{:?}|{:?}", said.work, said.term, said.year);
            found.entry(edition).or_default().push((&reference.title, from.place()));
        }
    }
    let usual = |places: &[Cited<'_>]| {
        let count = |title: &str| places.iter().filter(|(t, _)| *t == title).count();
        places.iter().map(|(t, _)| *t).max_by_key(|t| count(t)).unwrap_or_default().to_owned()
    };
    let mut missing: Vec<Missing> = found
        .into_values()
        .map(|places| Missing { title: usual(&places), places: places.into_iter().map(|(_, at)| at).collect() })
        .collect();
    missing.sort_by_key(|m| std::cmp::Reverse(m.places.len()));
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (title, work, term, year) in [
            ("第３期海洋政策計画（案）", "海洋政策計画", Some(3), None),
            ("海洋政策計画(第２期)", "海洋政策計画", Some(2), None),
            ("令和５年度離島予算の配分方針", "離島予算の配分方針", None, Some(2023)),
            ("海の基本方針 2024（青の方針）", "海の基本方針", None, Some(2024)),
            ("港湾実行計画2025年改訂版", "港湾実行計画", None, Some(2025)),
            ("(＊２) 海洋政策計画", "海洋政策計画", None, None),
        ] {
            assert_eq!(Name::of(title), Name { work: work.to_owned(), term, year, not_before: None }, "{title}");
        }
    }
}
