//! Amounts, dates, years and names: each stands in the document that is summarised.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use tadori_dictionary::Vocabulary;
use tadori_text::normalize;

use super::{originals, summary};

/// Summary, and the number of the document that it summarises.
const PAIRS: [(&str, &str); 5] = [
    ("program-brief.md", "000"),
    ("plan.md", "001"),
    ("life-science-deck.md", "002"),
    ("allocation-policy-2023.md", "003"),
    ("budget-request-2026.md", "004"),
];

/// Runs a check, which gives what it looked for and whether it is there, on each summary and its document; names
/// everything that is not. At least `least` things must have been looked for, or the check looks past them.
fn each(least: usize, check: impl Fn(&str, &str) -> Vec<(String, bool)>) {
    let Some(originals) = originals() else { return };
    let mut wrong = String::new();
    let mut checked = 0;
    for (name, number) in PAIRS {
        let Some((_, original)) = originals.iter().find(|(n, _)| n == number) else {
            wrong += &format!("{name}: there is no document {number}\n");
            continue;
        };
        for (what, is_there) in check(&summary(name), original) {
            checked += 1;
            if !is_there {
                wrong += &format!("{name}: {what} is not in the document\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(checked >= least, "only {checked} were found in the summaries");
}

fn all<'t>(pattern: &str, text: &'t str) -> BTreeSet<&'t str> {
    Regex::new(pattern).expect("a pattern").find_iter(text).map(|m| m.as_str()).collect()
}

/// Whether `needle` stands in `text` with no figure just before or after it.
fn stands(text: &str, needle: &str) -> bool {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let open_ended = figure(needle.chars().next_back());
    text.match_indices(needle).any(|(at, _)| {
        let longer = open_ended && figure(text[at + needle.len()..].chars().next());
        !longer && !figure(text[..at].chars().next_back())
    })
}

#[test]
fn every_amount_stands_in_the_document() {
    each(90, |summary, original| {
        let amounts = all(r"[0-9][0-9.]*(?:兆|億|千万|百万|万|千)(?:[0-9.]|兆|億|千|百|万)*円", summary);
        amounts.into_iter().map(|a| (a.to_owned(), amount_stands(original, a))).collect()
    });
}

/// Figures of tables, counts, numbers of laws: whatever has three digits or more, but for years.
#[test]
fn every_figure_stands_in_the_document() {
    each(80, |summary, original| {
        let figures = all(r"[0-9]{3,}(?:\.[0-9]+)?", summary).into_iter();
        let figures = figures.filter(|f| !f.parse().is_ok_and(|n: u32| (1900..2100).contains(&n)));
        figures.map(|f| (f.to_owned(), stands(original, f))).collect()
    });
}

/// As it is written, or in a table whose head names the unit.
fn amount_stands(original: &str, amount: &str) -> bool {
    if stands(original, amount) {
        return true;
    }
    let Some((figures, unit)) = amount.find(|c: char| !c.is_ascii_digit() && c != '.').map(|at| amount.split_at(at))
    else {
        return false;
    };
    !unit.contains(|c: char| c.is_ascii_digit()) && original.contains(unit) && stands(original, figures)
}

/// Every way to write a date.
fn ways(year: i32, rest: &str) -> Vec<String> {
    let mut ways = vec![format!("{year}年{rest}")];
    for (era, before) in [("令和", 2018), ("平成", 1988), ("昭和", 1925)] {
        let n = year - before;
        if n > 0 {
            let n = if n == 1 { "元".to_owned() } else { n.to_string() };
            ways.extend([
                format!("{era}{n}年{rest}"),
                format!("{era}{n}({year})年{rest}"),
                format!("{era}{n}年({year}年){rest}"),
                format!("{year}({era}{n})年{rest}"),
                format!("{year}年({era}{n}年){rest}"),
            ]);
        }
    }
    ways
}

/// The calendar year of 令和8, 平成元 or 2026.
fn calendar_year(written: &str) -> i32 {
    let number = |s: &str| if s == "元" { 1 } else { s.parse().expect("a number") };
    [("令和", 2018), ("平成", 1988), ("昭和", 1925)]
        .iter()
        .find_map(|(era, before)| Some(before + number(written.strip_prefix(era)?)))
        .unwrap_or_else(|| number(written))
}

#[test]
fn every_date_stands_in_the_document() {
    let date =
        Regex::new(r"((?:令和|平成|昭和)(?:元|[0-9]{1,2})|[12][09][0-9]{2})年((?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)")
            .expect("a pattern");
    each(50, |summary, original| {
        let mut dates = BTreeMap::new();
        for found in date.captures_iter(summary) {
            let after = &summary[found.get(0).expect("the whole").end()..];
            if after.starts_with('度') || after.starts_with('代') {
                continue;
            }
            let year = calendar_year(&found[1]);
            let is_there = ways(year, &found[2]).iter().any(|way| stands(original, way));
            dates.insert(found[0].to_owned(), is_there);
        }
        dates.into_iter().collect()
    });
}

#[test]
fn every_fiscal_year_stands_in_the_document() {
    let fiscal = Regex::new(r"((?:令和|平成)(?:元|[0-9]{1,2})|[12][09][0-9]{2})年度").expect("a pattern");
    each(20, |summary, original| {
        let mut years = BTreeMap::new();
        for found in fiscal.captures_iter(summary) {
            let year = calendar_year(&found[1]);
            let short = [
                format!("r{}年度", year - 2018),
                format!("r{}", year - 2018),
                format!("fy{year}"),
                format!("{year}~"),
                format!("{year}-"),
            ];
            let ways = ways(year, "")
                .into_iter()
                .map(|way| way.replacen('年', "年度", 1))
                .chain(ways(year, "度"))
                .chain(short);
            let is_there = ways.into_iter().any(|way| stands(original, &way));
            years.insert(found[0].to_owned(), is_there);
        }
        years.into_iter().collect()
    });
}

#[test]
fn every_project_and_program_stands_in_the_document() {
    let vocabulary = Vocabulary::bundled();
    each(100, |summary, original| {
        let mut names = Vec::new();
        for named in vocabulary.projects.iter().chain(&vocabulary.programs) {
            let forms: Vec<String> =
                std::iter::once(&named.name).chain(&named.aliases).map(|form| normalize(form).text).collect();
            if let Some(said) = forms.iter().find(|form| summary.contains(form.as_str())) {
                names.push((said.clone(), forms.iter().any(|form| original.contains(form.as_str()))));
            }
        }
        names
    });
}

#[test]
fn the_checks_can_fail() {
    assert!(amount_stands("予算は1兆473億円である", "1兆473億円"));
    assert!(!amount_stands("予算は1473億円である", "473億円"), "part of a figure is another figure");
    assert!(amount_stands("(単位:億円)要求額402", "402億円"));
    assert!(!amount_stands("(単位:億円)要求額402", "40億円"));
    assert!(!amount_stands("(単位:百万円)要求額402", "402億円"));
    assert!(stands("2025年6月13日", "2025年6月") && !stands("12025年6月", "2025年6月") && !stands("2025年", "202"));
    assert_eq!((calendar_year("令和元"), calendar_year("平成26"), calendar_year("2030")), (2019, 2014, 2030));
    assert!(ways(2025, "6月13日").contains(&"令和7年6月13日".to_owned()));
}
