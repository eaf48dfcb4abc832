//! What happens to a document between two editions.

use std::collections::HashSet;

use super::Chance;
use super::edition::{Edition, Part, Passage, Sentence};

/// Changes an edition, knowing which passages are looked at.
type Edit = fn(&mut Edition, &[Passage], &mut Chance);

/// Each kind of edit, by name.
pub(crate) const CASES: [(&str, Edit); 13] = [
    ("nothing changed", |_, _, _| {}),
    ("reissued with other lines and pages", |_, _, _| {}),
    ("width and spaces of figures changed", |e, _, _| each(e, |s, _| wide(s))),
    ("edits in the sentence beside", |e, t, c| beside(e, t, c, reword)),
    ("edits farther off", far),
    ("sentences put in", insert),
    ("sentences taken out", delete),
    ("sections moved", move_sections),
    ("headings numbered anew", renumber),
    ("the passage itself with another amount or year", |e, t, c| own(e, t, |s| refigure_any(s, c))),
    ("a look-alike beside it", |e, t, c| twins(e, t, c, false)),
    ("a look-alike in its place", |e, t, c| twins(e, t, c, true)),
    ("everything at once", |e, t, c| {
        far(e, t, c);
        insert(e, t, c);
        delete(e, t, c);
        move_sections(e, t, c);
        twins(e, t, c, false);
    }),
];

fn each(edition: &mut Edition, mut change: impl FnMut(&mut Sentence, usize)) {
    let sentences = edition.parts.iter_mut().flat_map(|p| &mut p.sentences);
    sentences.enumerate().for_each(|(at, sentence)| change(sentence, at));
}

fn ids(targets: &[Passage]) -> HashSet<usize> {
    targets.iter().flat_map(|t| t.chars.iter().map(|(sentence, _)| *sentence)).collect()
}

/// Figures in full width: other characters, the same words.
fn wide(sentence: &mut Sentence) {
    for (c, _) in sentence.chars.iter_mut().filter(|(c, _)| c.is_ascii_digit()) {
        *c = char::from_u32(*c as u32 - '0' as u32 + '０' as u32).unwrap_or(*c);
    }
}

/// Another wording of a part of it.
fn reword(sentence: &mut Sentence, chance: &mut Chance) {
    const WORDS: [(&str, &str); 8] = [
        ("推進", "促進"),
        ("支援", "助成"),
        ("検討", "実施"),
        ("整備", "構築"),
        ("強化", "充実"),
        ("する", "していく"),
        ("、", "、引き続き"),
        ("。", "こととする。"),
    ];
    let text = sentence.text();
    let from = chance.below(WORDS.len());
    let words = (0..WORDS.len()).map(|n| WORDS[(from + n) % WORDS.len()]).find(|(old, _)| text.contains(old));
    match words {
        Some((old, new)) => {
            let at = text[..text.find(old).unwrap_or(0)].chars().count();
            sentence.replace(at, old.chars().count(), new);
        }
        None => sentence.replace(sentence.chars.len(), 0, "（改）"),
    }
}

/// Where a sentence has a figure to be changed: the number of a digit; none: there is none.
fn digit_in(sentence: &Sentence, chance: &mut Chance) -> Option<usize> {
    let digits: Vec<usize> = (0..sentence.chars.len()).filter(|at| digit(sentence.chars[*at].0).is_some()).collect();
    (!digits.is_empty()).then(|| digits[chance.below(digits.len())])
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32).filter(|d| *d < 10))
}

/// The same sentence with another figure at this place; without one, with a year put into its middle.
fn refigure(sentence: &mut Sentence, at: Option<usize>, step: u32) {
    match at {
        Some(at) => {
            let old = sentence.chars[at].0;
            let zero = if old.is_ascii_digit() { '0' } else { '０' };
            let new = digit(old).and_then(|d| char::from_u32(zero as u32 + (d + step) % 10)).unwrap_or(old);
            sentence.replace(at, 1, &new.to_string());
        }
        None => sentence.replace(sentence.chars.len() / 2, 0, &format!("（令和{}年度）", 1 + step)),
    }
}

/// The same with a figure that chance chooses.
fn refigure_any(sentence: &mut Sentence, chance: &mut Chance) {
    let at = digit_in(sentence, chance);
    refigure(sentence, at, 1 + chance.below(8) as u32);
}

/// Changes sentences beside those that are looked at.
fn beside(edition: &mut Edition, targets: &[Passage], chance: &mut Chance, edit: fn(&mut Sentence, &mut Chance)) {
    let looked_at = ids(targets);
    let order: Vec<usize> = edition.parts.iter().flat_map(|p| &p.sentences).map(|s| s.id).collect();
    each(edition, |sentence, at| {
        let next_to = |n: Option<usize>| n.and_then(|n| order.get(n)).is_some_and(|id| looked_at.contains(id));
        if !looked_at.contains(&sentence.id) && (next_to(at.checked_sub(1)) || next_to(Some(at + 1))) {
            edit(sentence, chance);
        }
    });
}

/// Changes sentences that have none beside them that is looked at.
fn far(edition: &mut Edition, targets: &[Passage], chance: &mut Chance) {
    let looked_at = ids(targets);
    let order: Vec<usize> = edition.parts.iter().flat_map(|p| &p.sentences).map(|s| s.id).collect();
    each(edition, |sentence, at| {
        let near = at.saturating_sub(1)..=at + 1;
        if !near.filter_map(|n| order.get(n)).any(|id| looked_at.contains(id)) && chance.below(2) == 0 {
            reword(sentence, chance);
        }
    });
}

/// Changes the sentences that are looked at.
fn own(edition: &mut Edition, targets: &[Passage], mut change: impl FnMut(&mut Sentence)) {
    let looked_at = ids(targets);
    each(edition, |sentence, _| {
        if looked_at.contains(&sentence.id) {
            change(sentence);
        }
    });
}

/// Puts sentences in, anywhere.
fn insert(edition: &mut Edition, _: &[Passage], chance: &mut Chance) {
    const NEW: [&str; 4] = [
        "このため、関係府省は、毎年度その進捗を確かめる。",
        "また、地方公共団体との連携に十分に留意する。",
        "なお、その具体的な進め方は別に定める。",
        "その際、小規模な事業者の負担が過重とならないよう配慮する。",
    ];
    for at in 0..edition.parts.len() {
        if edition.parts[at].heading || chance.below(3) > 0 {
            continue;
        }
        let new = edition.sentence(NEW[chance.below(NEW.len())]);
        let sentences = &mut edition.parts[at].sentences;
        let place = chance.below(sentences.len() + 1);
        sentences.insert(place, new);
    }
}

/// Takes sentences out, a fifth of all, also those that are looked at.
fn delete(edition: &mut Edition, _: &[Passage], chance: &mut Chance) {
    for part in &mut edition.parts {
        part.sentences.retain(|_| chance.below(5) > 0);
    }
    edition.parts.retain(|part| !part.sentences.is_empty());
}

/// Shuffles the sections.
fn move_sections(edition: &mut Edition, _: &[Passage], chance: &mut Chance) {
    let mut sections: Vec<Vec<Part>> = Vec::new();
    for part in edition.parts.drain(..) {
        match sections.last_mut() {
            Some(section) if !part.heading => section.push(part),
            _ => sections.push(vec![part]),
        }
    }
    for at in (1..sections.len()).rev() {
        sections.swap(at, chance.below(at + 1));
    }
    edition.parts = sections.into_iter().flatten().collect();
}

/// Headings get other numbers; they are other words.
fn renumber(edition: &mut Edition, _: &[Passage], chance: &mut Chance) {
    for part in edition.parts.iter_mut().filter(|part| part.heading) {
        part.sentences.iter_mut().filter(|s| s.text().contains(char::is_numeric)).for_each(|s| refigure_any(s, chance));
    }
}

/// Puts the same sentence with another figure before or behind every one that is looked at, or in its place.
fn twins(edition: &mut Edition, targets: &[Passage], chance: &mut Chance, replace: bool) {
    let looked_at = ids(targets);
    for part in &mut edition.parts {
        let mut sentences = Vec::with_capacity(part.sentences.len() * 2);
        for sentence in part.sentences.drain(..) {
            if !looked_at.contains(&sentence.id) {
                sentences.push(sentence);
                continue;
            }
            let (at, step) = (digit_in(&sentence, chance), 1 + chance.below(4) as u32);
            let (mut twin, mut sentence) = (sentence.copy(), sentence);
            refigure(&mut twin, at, step + 4);
            if replace {
                // As in the next year's table: both lines have other figures, in the same place.
                refigure(&mut sentence, at, step);
            }
            sentences.extend(if chance.below(2) == 0 { [twin, sentence] } else { [sentence, twin] });
        }
        part.sentences = sentences;
    }
}
