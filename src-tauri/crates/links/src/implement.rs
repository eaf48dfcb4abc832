//! 具体化: a plan's statements ↔ the programs that carry them out.
//!
//! Two passages are held together by the rare pairs of letters that they share, as a search ranks (BM25); a program
//! speaks through every text that enters or describes it, and through its name. Four things were needed beyond that,
//! each measured (see `rules`):
//!
//! - the project that both stand under decides among programs that say the same;
//! - what all programs of a project say tells nothing within it: half of what a pair tells is how few of them have it;
//! - a program that speaks of everything is near to every statement: how near it usually is counts against it
//!   (cross-domain similarity local scaling, Conneau et al. 2018);
//! - abbreviations: a statement that says AI also says 人工知能, as a query does.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{ControlFlow, RangeInclusive};

use rayon::prelude::*;
use tadori_facts::ProgramKind;
use tadori_text::{Span, section};

use crate::Corpus;
use crate::align::Pair;
use crate::likeness::{Index, Tally, mass, says_something, shared_terms, similar, terms_of};
use crate::link::{End, Link, Reason, probability};
use crate::program::{Directory, shared_ministries};
use crate::rarity::Rarity;
use crate::rules;
use crate::terms::{Terms, told};
use crate::tier::Tier;
use crate::watch::Watched;
use crate::wording;

/// What is said of a program at one place.
struct Speech {
    program: usize,
    document: usize,
    blocks: RangeInclusive<usize>,
}

/// What programs say of themselves, in documents below plans.
fn speeches(corpus: &Corpus<'_>, directory: &Directory<'_>) -> Vec<Speech> {
    let mut all = Vec::new();
    for (program, entries) in directory.entries.iter().enumerate() {
        let known = &corpus.programs.programs[program];
        if known.kind != ProgramKind::Program {
            continue;
        }
        let mut places: Vec<_> = entries.iter().map(|(document, e)| (*document, e.block..=e.last)).collect();
        for mention in &known.mentions {
            if !places.iter().any(|(d, blocks)| *d == mention.document && blocks.contains(&mention.block)) {
                places.push((mention.document, mention.block..=mention.block));
            }
        }
        places.retain(|(d, _)| !matches!(corpus.documents[*d].tier, Tier::Strategy | Tier::Plan));
        all.extend(places.into_iter().map(|(document, blocks)| Speech { program, document, blocks }));
    }
    all
}

/// The project that a block stands under, by the headings above it.
fn project_of(corpus: &Corpus<'_>, directory: &Directory<'_>, document: usize, block: usize) -> Option<usize> {
    let blocks = corpus.documents[document].given.blocks;
    let is_project = |p: &usize| corpus.programs.programs[*p].kind == ProgramKind::Project;
    section(blocks, block).into_iter().rev().find_map(|heading| {
        let title = blocks[heading].heading.as_ref().map_or(blocks[heading].text.as_str(), |h| h.title.as_str());
        let bare = title.split(['（', '(']).next().unwrap_or(title);
        directory.called(title).or_else(|| directory.called(bare)).filter(is_project)
    })
}

/// A program that carries out a statement.
pub(crate) struct Carried {
    pub(crate) score: f64,
    /// Where the program says so.
    pub(crate) from: End,
    pub(crate) reason: Reason,
}

/// What a program shares with a statement: bits, and the speech that has most of them.
#[derive(Clone, Copy)]
struct Near {
    bits: f64,
    speech: usize,
}

/// The programs of a corpus, ready to be asked.
pub(crate) struct Carriers<'c, 'a> {
    corpus: &'c Corpus<'a>,
    directory: Directory<'a>,
    speeches: Vec<Speech>,
    index: Index,
    /// Terms of each program's name.
    names: Vec<Terms>,
    /// The project that each program stands under.
    projects: Vec<Option<usize>>,
    /// How many programs of a project have each term; of all programs where there is no project.
    families: HashMap<Option<usize>, Rarity>,
}

impl<'c, 'a> Carriers<'c, 'a> {
    pub(crate) fn new(corpus: &'c Corpus<'a>) -> Self {
        let directory = Directory::new(&corpus.given(), corpus.programs);
        let speeches = speeches(corpus, &directory);
        let spoken =
            |s: &Speech| Terms::of(corpus.documents[s.document].wording[s.blocks.clone()].iter().map(Vec::as_slice));
        let terms: Vec<Terms> = speeches.iter().map(spoken).collect();
        let programs = &corpus.programs.programs;
        let projects: Vec<_> = programs.iter().map(|p| directory.called(p.project.as_deref()?)).collect();
        let mut members: HashMap<Option<usize>, HashMap<usize, Vec<Pair>>> = HashMap::from([(None, HashMap::new())]);
        for (speech, terms) in speeches.iter().zip(&terms) {
            let project = projects[speech.program];
            for family in std::iter::once(None).chain(project.map(Some)) {
                members.entry(family).or_default().entry(speech.program).or_default().extend(terms.iter());
            }
        }
        let families = members.into_iter().map(|(family, m)| (family, Rarity::count(m.into_values()))).collect();
        let name = |p: &tadori_facts::Program| Terms::of_one(&wording::of(&p.name));
        let names = programs.iter().map(name).collect();
        Self { corpus, directory, index: Index::new(terms.iter()), speeches, names, projects, families }
    }

    /// What each program of other documents shares with a block.
    fn near(&self, document: usize, terms: &Terms, project: Option<usize>, tally: &mut Tally) -> HashMap<usize, Near> {
        let family = self.families.get(&project).unwrap_or(&self.families[&None]);
        let (all, lam) = (&self.corpus.pairs, rules::WITHIN_PROJECT);
        let weight = |term| {
            let share = family.bits(term) / all.bits(term).max(0.1);
            told(term, all) * (1.0 - lam + lam * 2.0 * share)
        };
        let mut best: HashMap<usize, Near> = HashMap::new();
        for (speech, bits) in self.index.rank(terms, weight, tally) {
            let Speech { program, document: there, .. } = self.speeches[speech];
            if there != document && best.get(&program).is_none_or(|n| (n.bits, speech) < (bits, n.speech)) {
                best.insert(program, Near { bits, speech });
            }
        }
        for (program, near) in &mut best {
            let named: f64 = self.names[*program].iter().filter(|t| terms.has(*t)).map(weight).sum();
            near.bits = (near.bits + rules::NAME * named) * self.under(project, *program);
        }
        best
    }

    /// What is left of a likeness by where both stand.
    fn under(&self, project: Option<usize>, program: usize) -> f64 {
        match (project, self.projects[program]) {
            (Some(a), Some(b)) if a == b => 1.0,
            (Some(_), Some(_)) => rules::OTHER_PROJECT,
            _ => rules::NO_PROJECT,
        }
    }

    /// The statements of a document, each with the programs of others that carry it out, best first; `wanted`: which
    /// programs.
    pub(crate) fn of(&self, document: usize, wanted: impl Fn(usize) -> bool + Sync) -> BTreeMap<usize, Vec<Carried>> {
        let corpus = self.corpus;
        let blocks = (0..corpus.documents[document].wording.len()).into_par_iter();
        let statement = |tally: &mut Tally, block| {
            let terms = corpus.expanded(document, block);
            let project = project_of(corpus, &self.directory, document, block);
            let near = self.near(document, &terms, project, tally);
            (block, terms, project, near)
        };
        let statements: Vec<_> = blocks
            .filter(|block| says_something(corpus, document, *block))
            .map_init(Tally::default, statement)
            .collect();
        // How near each program is to the statements that are nearest to it.
        let mut usual: HashMap<usize, Vec<f64>> = HashMap::new();
        for (program, near) in statements.iter().flat_map(|(.., near)| near) {
            usual.entry(*program).or_default().push(near.bits);
        }
        let usual: HashMap<usize, f64> = usual
            .into_iter()
            .map(|(program, mut bits)| {
                bits.sort_by(|a, b| b.total_cmp(a));
                bits.truncate(rules::NEAREST);
                (program, bits.iter().sum::<f64>() / bits.len() as f64)
            })
            .collect();
        let middle = usual.values().sum::<f64>() / usual.len().max(1) as f64;
        let carried = |(block, terms, project, near): (usize, Terms, Option<usize>, HashMap<usize, Near>)| {
            let whole = mass(corpus, &terms);
            let mut found: Vec<(f64, usize, usize)> = near
                .into_iter()
                .filter(|(program, _)| wanted(*program))
                .map(|(program, near)| {
                    let bits = near.bits * (middle / usual[&program]).powf(rules::USUAL);
                    (sure(bits / whole, bits), program, near.speech)
                })
                .filter(|(score, ..)| *score >= rules::IMPLEMENTS_SHOWN)
                .collect();
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            found.truncate(rules::CARRIERS);
            let carried = |(score, program, speech): (f64, usize, usize)| {
                let speech = &self.speeches[speech];
                let there = (speech.document, self.best_block(speech, &terms));
                let same = project.is_some() && self.projects[program] == project;
                let reason = Reason {
                    terms: shared_terms(corpus, (document, block), there),
                    project: same.then(|| corpus.programs.programs[program].project.clone()).flatten(),
                    ministries: shared_ministries(corpus, (document, block), program),
                    ..Reason::default()
                };
                let from = End { document: there.0, block: there.1, span: Span::new(0, 0), program: Some(program) };
                Carried { score, from, reason }
            };
            (block, found.into_iter().map(carried).collect())
        };
        statements.into_par_iter().map(carried).collect()
    }

    /// The block of a speech that shares most with `terms`.
    fn best_block(&self, speech: &Speech, terms: &Terms) -> usize {
        let shared = |block: &usize| {
            let own = terms_of(self.corpus, speech.document, *block);
            own.iter().filter(|t| terms.has(*t)).map(|t| told(t, &self.corpus.pairs)).sum::<f64>()
        };
        let best = speech.blocks.clone().max_by(|a, b| shared(a).total_cmp(&shared(b)).then(b.cmp(a)));
        best.unwrap_or(*speech.blocks.start())
    }
}

/// How sure it is that two passages belong together that share this part of what one says, and so many bits.
fn sure(share: f64, bits: f64) -> f64 {
    probability(rules::SURE_SHARE * share + rules::SURE_BITS * bits - rules::SURE_NONE)
}

/// Links from programs to the statements of plans.
pub(crate) fn find(corpus: &Corpus<'_>, watched: &mut Watched<'_>) -> ControlFlow<(), Vec<Link>> {
    let carriers = Carriers::new(corpus);
    let fresh = |document: usize| corpus.documents[document].given.fresh;
    let anew: HashSet<usize> = carriers.speeches.iter().filter(|s| fresh(s.document)).map(|s| s.program).collect();
    let has_to_be_asked =
        |document: &usize| corpus.documents[*document].tier == Tier::Plan && (fresh(*document) || !anew.is_empty());
    watched.each(corpus, |documents| {
        let mut links = Vec::new();
        for document in documents.filter(has_to_be_asked) {
            for (block, carried) in carriers.of(document, |program| fresh(document) || anew.contains(&program)) {
                for one in carried.into_iter().filter(|c| c.score >= rules::IMPLEMENTS_LEAST) {
                    links.push(similar(one.from, End::block(document, block), one.score, one.reason));
                }
            }
        }
        links
    })
}
