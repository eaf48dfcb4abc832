//! How well anchors are found again: our own documents, reissued with edits whose effect is known, sentence by sentence.
//!
//! Both editions are printed from one model, so that for every passage it is known where it stands in the new one, or
//! that it is gone. An anchor is right where it finds that place, honestly lost where it finds none, and wrongly moved
//! where it finds another one: that must never happen.

mod edition;
mod edits;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tadori_text::{Anchored, Document, Resolver, Span, normalize};

use edition::{Edition, Printed};
use edits::CASES;

/// What became of the anchors of one case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Passages that are still there.
    pub there: usize,
    /// Of these, those that were found.
    pub found: usize,
    /// Passages that are gone.
    pub gone: usize,
    /// Of these, those that were lost.
    pub lost: usize,
    /// Anchors that found another passage.
    pub wrong: usize,
}

impl Outcome {
    /// Anchors.
    pub const fn all(&self) -> usize {
        self.there + self.gone
    }

    /// The share that was right or honestly lost.
    pub fn honest(&self) -> f64 {
        1.0 - self.wrong as f64 / self.all().max(1) as f64
    }

    /// The share of what is still there that was found.
    pub fn kept(&self) -> f64 {
        self.found as f64 / self.there.max(1) as f64
    }
}

/// Numbers that are not chosen by anybody, the same in every run.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) const fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % if limit == 0 { 1 } else { limit }
    }
}

/// The names of the cases, in order.
pub fn cases() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|(name, _)| *name)
}

/// Our own documents, by name.
pub fn documents() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["facts/documents", "links/documents", "structure/documents", "../corpus"];
    let entries = folders.iter().flat_map(|f| std::fs::read_dir(tests.join(f)).into_iter().flatten().flatten());
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md") && !p.ends_with("README.md"));
    files.sort();
    files
}

/// Resolves anchors of every document in every case; by case.
pub fn measure(seed: u64) -> BTreeMap<&'static str, Outcome> {
    let mut outcomes: BTreeMap<&'static str, Outcome> = BTreeMap::new();
    for (number, path) in documents().iter().enumerate() {
        let first = Edition::read(path);
        let old = first.print(&mut Chance::new(seed + number as u64), false);
        let whole = read(&old.text);
        let anchors = Resolver::new(&whole);
        for (index, (name, edit)) in CASES.iter().enumerate() {
            let mut chance = Chance::new(seed * 1000 + number as u64 * 50 + index as u64);
            let targets = first.targets(&mut chance);
            let mut second = first.clone();
            edit(&mut second, &targets, &mut chance);
            let new = second
                .print(&mut chance, *name == "reissued with other lines and pages" || *name == "everything at once");
            let reissued = read(&new.text);
            let resolver = Resolver::new(&reissued);
            let outcome = outcomes.entry(name).or_default();
            for target in &targets {
                let Some(span) = old.span(target) else { continue };
                // A passage that `ingest` reads in another order than it is printed in is no matter of anchors.
                let own = |a: &tadori_text::Anchor| normalize(&a.quote).text == normalize(span.of(&old.text)).text;
                let Some(anchor) = anchors.anchor(span).filter(own) else { continue };
                judge(name, outcome, &resolver, &anchor, new.span(target), &new);
            }
        }
    }
    outcomes
}

fn read(text: &str) -> Document {
    let read = tadori_ingest::read("edition.txt", text.as_bytes(), &tadori_ingest::Options::default());
    read.expect("a text can be read").documents.remove(0).document
}

/// Compares where an anchor was found with where its passage stands.
fn judge(
    case: &str,
    outcome: &mut Outcome,
    resolver: &Resolver<'_>,
    anchor: &tadori_text::Anchor,
    truth: Option<Span>,
    new: &Printed,
) {
    let found = match resolver.resolve(anchor) {
        Anchored::Same(span) | Anchored::Moved(span) => Some(span),
        Anchored::Lost => None,
    };
    if truth.is_some() {
        outcome.there += 1;
    } else {
        outcome.gone += 1;
    }
    match (found, truth) {
        (None, None) => outcome.lost += 1,
        (None, Some(_)) => {}
        (Some(found), Some(truth)) if is_same(found, truth, &new.text) => outcome.found += 1,
        (Some(found), truth) => {
            outcome.wrong += 1;
            if std::env::var_os("TADORI_ANCHORS").is_some() {
                let around = |span: Span| {
                    let from = new.text[..span.start].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
                    let to =
                        new.text[span.end..].char_indices().nth(30).map_or(new.text.len(), |(at, _)| span.end + at);
                    new.text[from..to].replace('\n', "⏎")
                };
                eprintln!(
                    "{case}: {:?} «{}» {:?}
  found in {:?}
  stands in {:?}",
                    anchor.prefix,
                    anchor.quote,
                    anchor.suffix,
                    around(found),
                    truth.map(around)
                );
            }
        }
    }
}

/// Whether two spans are of one passage: what an edge takes in of spaces, line ends and commas does not matter. A passage
/// that ends inside a figure (1,|800) reads otherwise alone than in its sentence, so that words alone cannot tell.
fn is_same(found: Span, truth: Span, text: &str) -> bool {
    /// Two characters, no more: a look-alike begins and ends elsewhere.
    const EDGE: usize = 6;
    let words = |span: Span| text.get(span.start..span.end).map(|words| normalize(words).text.trim().to_owned());
    let near = found.start.abs_diff(truth.start) <= EDGE && found.end.abs_diff(truth.end) <= EDGE;
    found.overlaps(truth) && (near || words(found) == words(truth))
}
