//! Slides: one page, one title, which can be printed anywhere among the text that was taken out of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::habits::{Habits, Layout};
use super::heading::{is_note, is_source_title};
use super::line::Role;
use super::outline::{Part, Place};
use super::wording::{is_decision, is_figure, is_labelled, is_row};
use crate::number::{Family, Marker};
use crate::title::ends_as_title;
use crate::width::width;

/// A slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slide {
    pub(super) parts: Range<usize>,
    /// The part that is its title.
    pub(super) title: Option<usize>,
}

/// The slides of a document, if it is a deck of them.
pub(super) fn of(parts: &[Part], habits: Habits) -> Option<Vec<Slide>> {
    if !is_deck(parts, habits) {
        return None;
    }
    let mut slides: Vec<Slide> = Vec::new();
    let (mut pages, mut titled) = (0_usize, 0_usize);
    let ranges = pages_of(parts);
    let counted = counted_titles(parts, &ranges);
    for range in ranges {
        let title = title(parts, range.clone(), counted);
        let filled = range.clone().any(|i| parts[i].role == Role::Body);
        pages += usize::from(filled);
        titled += usize::from(title.is_some());
        match slides.last_mut() {
            // A page without a title of its own goes on with the slide before; one without text goes with the next.
            Some(last) if title.is_none() && last.title.is_some() => last.parts.end = range.end,
            Some(last) if !parts[last.parts.clone()].iter().any(|p| p.role == Role::Body) => {
                *last = Slide { parts: last.parts.start..range.end, title };
            }
            _ => slides.push(Slide { parts: range, title }),
        }
    }
    (titled * 2 >= pages && titled > 0).then_some(slides)
}

/// Most parts are no sentences, and blank lines mean something.
fn is_deck(parts: &[Part], habits: Habits) -> bool {
    if let Some(slides) = habits.slides {
        return slides;
    }
    let body = parts.iter().filter(|p| p.role == Role::Body);
    let sentences = body.clone().filter(|p| p.text.ends_with('。')).count();
    habits.layout != Layout::SpacedColumn && sentences * 5 < body.count() * 2
}

/// The parts of each page.
fn pages_of(parts: &[Part]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    for at in 1..=parts.len() {
        let begins =
            parts.get(at).is_none_or(|part| part.breaks || (part.starts_page && !ends_in_title(parts, start..at)));
        if begins {
            pages.push(start..at);
            start = at;
        }
    }
    pages
}

/// Parts that a slide can have.
const LONGEST: usize = 80;

/// Whether the last lines of a page are its title, which is not left alone at the foot: the space before the next line,
/// which can stand for a form feed, is only a space.
fn ends_in_title(parts: &[Part], page: Range<usize>) -> bool {
    let mut above = page.clone().rev().filter(|&i| parts[i].role == Role::Body).take(2);
    let (last, before) = (above.next(), above.next());
    // As far as a slide can reach.
    let title = title(parts, page.start.max(page.end.saturating_sub(LONGEST))..page.end, None);
    title.is_some() && (title == last || (title == before && last.is_some_and(|i| is_decision(&parts[i].text))))
}

/// （参考）… , 【資料】…: a title behind a word in brackets.
fn is_prefixed(part: &Part, marker: Marker) -> bool {
    matches!(marker.family, Family::Bracket(_)) && width(part.text[marker.len..].trim()) >= 8
}

/// The numbers on a page, by family.
fn numbers(parts: &[Part], page: Range<usize>) -> HashMap<Family, HashSet<u32>> {
    let mut numbers: HashMap<Family, HashSet<u32>> = HashMap::new();
    for marker in page.filter_map(|i| parts[i].marker).filter(|m| m.family.counts()) {
        numbers.entry(marker.family).or_default().insert(marker.value);
    }
    numbers
}

/// The family that numbers the titles of slides: one number a page, growing from page to page. Slides numbered 3-1, 3-2
/// between 2 and 4 count as their first number does.
fn counted_titles(parts: &[Part], pages: &[Range<usize>]) -> Option<Family> {
    const ENOUGH: usize = 3;
    let mut lone: HashMap<Family, Vec<u32>> = HashMap::new();
    for page in pages {
        for (family, values) in numbers(parts, page.clone()) {
            if let (1, Some(&value)) = (values.len(), values.iter().next()) {
                lone.entry(family).or_default().push(value);
            }
        }
    }
    let grows = |v: &Vec<u32>| v.len() >= ENOUGH && v.is_sorted() && v.last() > v.first().map(|n| n + 1).as_ref();
    // The order of a map is not the same twice; the name decides between equals.
    let families = lone.into_iter().filter(|(_, values)| grows(values));
    families.max_by_key(|(family, values)| (values.len(), format!("{family:?}"))).map(|(family, _)| family)
}

/// Whether the titles of the slides are numbered by `titles`, and so is this one.
const fn is_counted_title(titles: Option<Family>, family: Family) -> bool {
    use Family::{Circled, Counter, Decimal, Kanji, Letter, Paren, Roman};
    match (titles, family) {
        (Some(Counter(a)), Counter(b)) => a == b,
        (Some(Decimal(_)), Decimal(_))
        | (Some(Roman), Roman)
        | (Some(Kanji), Kanji)
        | (Some(Paren), Paren)
        | (Some(Circled), Circled)
        | (Some(Letter), Letter) => true,
        _ => false,
    }
}

/// The part of a page that reads most like its title.
fn title(parts: &[Part], page: Range<usize>, counted_titles: Option<Family>) -> Option<usize> {
    const ENOUGH: i32 = 4;
    let told = |&i: &usize| parts[i].role == Role::Body && !is_note(&parts[i]);
    let (first, last) = (page.clone().find(told)?, page.clone().rev().find(told)?);
    let largest = page.clone().map(|i| parts[i].size).fold(0.0, f32::max);
    let numbers = numbers(parts, page.clone());
    let scored = page.clone().filter(told).filter_map(|i| {
        let part = &parts[i];
        let text = part.text.trim();
        let columns = width(text);
        if part.style == Some(0) || part.style == Some(1) {
            return Some((100, i));
        }
        let counted = part.marker.filter(|m| m.family.counts());
        let alone = counted.is_none_or(|m| numbers.get(&m.family).is_some_and(|n| n.len() == 1));
        let unfit = !(8..=90).contains(&columns)
            || part.lines > 2
            || part.marker.is_some_and(|m| !m.family.counts() && !is_prefixed(part, m))
            || !alone
            || text.contains('。')
            || text.ends_with(['、', '，', '：', ':', '円'])
            || !text.chars().any(char::is_alphabetic)
            || is_source_title(text)
            || is_decision(text)
            || is_figure(text)
            || is_row(text)
            || is_labelled(text)
            || text.starts_with("http");
        if unfit {
            return None;
        }
        let apart =
            (part.before > 0 || part.starts_page || i == first) && (part.after > 0 || part.ends_page || i == last);
        let dated = (i + 1..page.end).find(told).is_some_and(|j| is_decision(&parts[j].text));
        let edge = if i == first && columns >= 12 {
            3
        } else if i == last || part.ends_page {
            2
        } else {
            0
        };
        let score = 3 * i32::from(ends_as_title(text))
            + edge
            + 3 * i32::from(dated)
            + i32::from(columns >= 20)
            + 3 * i32::from(part.stands_out)
            + 3 * i32::from(part.size > 0.0 && part.size >= largest)
            + counted.map_or(0, |m| if is_counted_title(counted_titles, m.family) { 4 } else { -1 });
        (apart || dated || part.stands_out).then_some((score, i))
    });
    scored.filter(|&(score, _)| score >= ENOUGH).max_by_key(|&(score, i)| (score, std::cmp::Reverse(i))).map(|(_, i)| i)
}

/// The label of something in a diagram: short, alone, no heading, says nothing by itself. Names that money is asked for are
/// told even so.
pub(super) fn is_label(part: &Part) -> bool {
    const LONGEST: u32 = 44;
    const NAMES: [&str; 9] = ["事業", "プログラム", "プロジェクト", "経費", "予算", "会計", "勘定", "費", "金"];
    let text = part.text.trim();
    let alone = (part.before > 0 || part.starts_page) && (part.after > 0 || part.ends_page);
    let sign = part.marker.is_none() || !text.chars().any(char::is_alphabetic);
    part.role == Role::Body
        && alone
        && sign
        && width(text) <= LONGEST
        && !text.contains(['。', '、', '：', ':', '円', '年', '％', '%'])
        && !text.ends_with(|c| matches!(c, '\u{3041}'..='\u{309F}'))
        && !NAMES.iter().any(|name| text.ends_with(name))
}

/// Where a slide prints the name of what it cites below the citation, sets what it cites under that name.
pub(super) fn set_sources(parts: &[Part], slide: &Slide, places: &mut [Place]) {
    let told: Vec<usize> = slide
        .parts
        .clone()
        .filter(|&i| parts[i].role == Role::Body && !is_note(&parts[i]) && slide.title != Some(i))
        .collect();
    let source = |i: usize| places[i].level.is_some() && parts[i].marker.is_none() && is_source_title(&parts[i].text);
    let (Some(&first), Some(&last)) = (told.first(), told.last()) else { return };
    if source(first) || !source(last) {
        return;
    }
    let sources: Vec<usize> = told.iter().copied().filter(|&i| source(i)).collect();
    for i in told {
        let below = sources[sources.partition_point(|&s| s < i)];
        if below != i && (places[i].parent == slide.title || places[i].parent.is_some_and(|p| sources.contains(&p))) {
            places[i].parent = Some(below);
        }
        if let (Some(level), Some(parent)) = (places[i].level, places[i].parent.filter(|&p| p != i)) {
            places[i].level = Some(places[parent].level.map_or(level, |l| l + 1).min(9));
        }
    }
}
