//! The bundled vocabulary: atoms are single words, groups say each thing once.

use std::collections::BTreeMap;

use tadori_dictionary::{Analyzer, Vocabulary, WordClass};
use tadori_text::normalize;

#[test]
fn no_atom_is_a_compound() {
    let vocabulary = Vocabulary::bundled();
    assert!(vocabulary.atoms.len() > 50);
    let mut wrong = String::new();
    for (at, atom) in vocabulary.atoms.iter().enumerate() {
        // The dictionary and all the other atoms: what do they make of it?
        let mut others = vocabulary.clone();
        others.atoms.remove(at);
        let surface = normalize(&atom.surface).text;
        let others = Analyzer::new(&others).expect("the dictionary");
        let words = others.words(&surface);
        let parts: Vec<&str> = words.iter().map(|w| w.span.of(&surface)).collect();
        let whole = |part: &&str| part.chars().count() >= 2;
        // Two words that both mean something by themselves hide each other when they are glued.
        let kanji = surface.chars().all(|c| matches!(c, '一'..='鿿'));
        let content = words.iter().all(|w| w.class == WordClass::Content && w.reading.is_some());
        if parts.len() > 1 && content && kanji && parts.iter().all(whole) {
            wrong += &format!("{surface} is {}\n", parts.join(" and "));
        }
        if surface.chars().count() > 12 {
            wrong += &format!("{surface} is too long for one word\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn groups_say_each_thing_once() {
    let vocabulary = Vocabulary::bundled();
    let mut wrong = String::new();
    let lists: [(&str, Vec<Vec<&String>>); 6] = [
        (
            "ministry",
            vocabulary.ministries.iter().map(|m| std::iter::once(&m.name).chain(&m.abbreviations).collect()).collect(),
        ),
        (
            "organisation",
            vocabulary
                .organisations
                .iter()
                .map(|o| std::iter::once(&o.name).chain(&o.abbreviations).collect())
                .collect(),
        ),
        ("project", vocabulary.projects.iter().map(|n| std::iter::once(&n.name).chain(&n.aliases).collect()).collect()),
        ("program", vocabulary.programs.iter().map(|n| std::iter::once(&n.name).chain(&n.aliases).collect()).collect()),
        ("alias", vocabulary.aliases.iter().map(|g| g.forms.iter().collect()).collect()),
        ("variant", vocabulary.variants.iter().map(|g| g.forms.iter().collect()).collect()),
    ];
    for (list, groups) in &lists {
        let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
        for group in groups {
            let folded: Vec<String> = group.iter().map(|form| normalize(form).text).collect();
            for (i, form) in folded.iter().enumerate() {
                if form.is_empty() || folded[..i].contains(form) {
                    wrong += &format!("{list}: “{form}” stands twice, or is empty, in the group of {}\n", folded[0]);
                }
            }
            *firsts.entry(folded[0].clone()).or_default() += 1;
            if matches!(*list, "alias" | "variant") && folded.len() < 2 {
                wrong += &format!("{list}: a group of one says nothing: {}\n", folded[0]);
            }
        }
        for (form, count) in firsts.into_iter().filter(|(_, count)| *count > 1) {
            wrong += &format!("{list}: {count} groups begin with {form}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
