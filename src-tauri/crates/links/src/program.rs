//! Names of programs, money for them, and projects that follow one another.

use std::collections::HashMap;

use tadori_facts::{Catalogue, Declared, Fact, Place, Program, ProgramKind, name_key};
use tadori_text::BlockKind;

use crate::link::{Basis, End, Link, LinkKind, Reason};
use crate::rules::{SCORE_FUNDS, SCORE_NAMES, SCORE_SUCCEEDS, SUCCEEDS_LEAST};
use crate::tier::year;
use crate::{Corpus, Given};

/// Where each program of the catalogue is entered, and by which name it is called.
pub(crate) struct Directory<'a> {
    documents: Vec<Given<'a>>,
    programs: &'a [Program],
    /// Entries of each program: document and what is declared there.
    pub(crate) entries: Vec<Vec<(usize, &'a Declared)>>,
    called: HashMap<String, usize>,
}

impl<'a> Directory<'a> {
    pub(crate) fn new(documents: &[Given<'a>], catalogue: &'a Catalogue) -> Self {
        let programs = &catalogue.programs;
        let mut places = HashMap::new();
        for (number, program) in programs.iter().enumerate() {
            places.extend(program.mentions.iter().map(|m| ((m.document, m.block, m.span), number)));
        }
        let mut entries = vec![Vec::new(); programs.len()];
        for (document, given) in documents.iter().enumerate() {
            for declared in &given.facts.declared {
                if let Some(&program) = places.get(&(document, declared.block, declared.span)) {
                    entries[program].push((document, declared));
                }
            }
        }
        Self { documents: documents.to_vec(), programs, entries, called: catalogue.called() }
    }

    /// The program or project that is called so.
    pub(crate) fn called(&self, name: &str) -> Option<usize> {
        self.called.get(&name_key(name)).copied()
    }

    /// Where a program is best described: the entry with the longest text, else where it is named first.
    fn described(&self, program: usize) -> Option<End> {
        let told = |(document, declared): &&(usize, &Declared)| {
            let block = &self.documents[*document].blocks[declared.last];
            (declared.entered, block.kind != BlockKind::Heading, block.text.len())
        };
        let entry = self.entries[program].iter().max_by_key(told);
        let place = entry.map(|(document, declared)| (*document, declared.last));
        let first = self.programs[program].mentions.first().map(|m| (m.document, m.block));
        let (document, block) = place.or(first)?;
        Some(End { program: Some(program), ..End::block(document, block) })
    }
}

/// Marks of the ministries that a passage names, as far as the program has them too.
pub(crate) fn shared_ministries(corpus: &Corpus<'_>, (document, block): (usize, usize), program: usize) -> Vec<String> {
    let own = &corpus.programs.programs[program].ministries;
    let mut shared: Vec<String> = Vec::new();
    for mention in corpus.documents[document].given.facts.mentions.iter().filter(|m| m.block == block) {
        if let Fact::Ministry(ministry) = &mention.fact
            && own.contains(&ministry.mark)
            && !shared.contains(&ministry.mark)
        {
            shared.push(ministry.mark.clone());
        }
    }
    shared
}

/// Names, funds and successions of all programs.
pub(crate) fn find(documents: &[Given<'_>], catalogue: &Catalogue) -> Vec<Link> {
    let directory = Directory::new(documents, catalogue);
    let mut links = names(&directory);
    links.extend(funds(&directory));
    links.extend(succeeds(&directory));
    links
}

fn stated(kind: LinkKind, score: f64, from: End, to: End, named: &str) -> Link {
    let reason = Reason { named: Some(named.to_owned()), ..Reason::default() };
    Link { kind, basis: Basis::Stated, score, from, to, reason, shared: Vec::new() }
}

/// Where a program is named, outside the text that enters it.
fn names(directory: &Directory<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (number, program) in directory.programs.iter().enumerate() {
        let Some(to) = directory.described(number) else { continue };
        let own = |m: &Place| {
            let within = |(d, e): &(usize, &Declared)| *d == m.document && (e.block..=e.last).contains(&m.block);
            m.document == to.document && m.block == to.block || directory.entries[number].iter().any(within)
        };
        for mention in program.mentions.iter().filter(|m| !own(m)) {
            let from = End { span: mention.span, ..End::block(mention.document, mention.block) };
            if links.last().is_none_or(|l| l.from.place() != from.place() || l.to != to) {
                links.push(stated(LinkKind::Names, SCORE_NAMES, from, to, &program.name));
            }
        }
    }
    links
}

/// Amounts that the text ties to a program.
fn funds(directory: &Directory<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for (document, given) in directory.documents.iter().enumerate() {
        for line in given.facts.budget.iter().filter(|l| l.certain) {
            let Some(subject) = &line.subject else { continue };
            let Some(to) = directory.called(subject).and_then(|p| directory.described(p)) else { continue };
            let from = End { span: line.span, ..End::block(document, line.block) };
            links.push(stated(LinkKind::Funds, SCORE_FUNDS, from, to, subject));
        }
    }
    links
}

/// Programs of each project in a document.
fn members(programs: &[Program], document: usize, project: &str) -> Vec<String> {
    let here = |p: &&Program| {
        p.kind == ProgramKind::Program
            && p.project.as_deref().is_some_and(|q| name_key(q) == name_key(project))
            && p.mentions.iter().any(|m| m.document == document)
    };
    programs.iter().filter(here).map(|p| name_key(&p.name)).collect()
}

/// Projects of a later document against those of an earlier one: the same name, or the same programs.
fn succeeds(directory: &Directory<'_>) -> Vec<Link> {
    let programs = directory.programs;
    // Where each document enters each project first.
    let mut entered: Vec<Vec<(String, End)>> = Vec::new();
    for (document, given) in directory.documents.iter().enumerate() {
        let mut here: Vec<(String, End)> = Vec::new();
        for declared in given.facts.declared.iter().filter(|d| d.kind == ProgramKind::Project && d.entered) {
            if !here.iter().any(|(name, _)| name_key(name) == name_key(&declared.name)) {
                let end = End { span: declared.span, ..End::block(document, declared.block) };
                here.push((declared.name.clone(), end));
            }
        }
        entered.push(here);
    }
    let years: Vec<Option<i32>> = directory.documents.iter().map(|d| year(d.metadata)).collect();
    let number = |name: &str| {
        programs.iter().position(|p| p.kind == ProgramKind::Project && name_key(&p.name) == name_key(name))
    };
    let mut links = Vec::new();
    let with_projects: Vec<usize> = (0..entered.len()).filter(|d| !entered[*d].is_empty()).collect();
    for (&later, &earlier) in with_projects.iter().flat_map(|a| with_projects.iter().map(move |b| (a, b))) {
        let (Some(after), Some(before)) = (years[later], years[earlier]) else { continue };
        if after <= before {
            continue;
        }
        for (new, from) in &entered[later] {
            let own = members(programs, later, new);
            for (old, to) in &entered[earlier] {
                let others = members(programs, earlier, old);
                let common: Vec<&String> = own.iter().filter(|n| others.contains(n)).collect();
                let share = common.len() as f64 / others.len().max(1) as f64;
                let same = name_key(new) == name_key(old);
                if !same && (common.is_empty() || share < SUCCEEDS_LEAST) {
                    continue;
                }
                let end = |end: &End, name: &str| End { program: number(name), ..*end };
                links.push(Link {
                    kind: LinkKind::Succeeds,
                    basis: if same { Basis::SameWording } else { Basis::Similar },
                    score: if same { SCORE_SUCCEEDS } else { share.min(SCORE_SUCCEEDS) },
                    from: end(from, new),
                    to: end(to, old),
                    reason: Reason {
                        terms: common.into_iter().cloned().collect(),
                        named: same.then(|| new.clone()),
                        ..Reason::default()
                    },
                    shared: Vec::new(),
                });
            }
        }
    }
    links
}
