//! 具体化: a plan's statements ↔ the programs that carry them out.
//!
//! Two passages are held together by the rare pairs of letters that they share, as a search ranks (BM25); a program
//! speaks through every text that enters or describes it, and through its name. Six things were needed beyond that,
//! each measured (see `rules`):
//!
//! - the project that both stand under decides among programs that say the same;
//! - what all programs of a project say tells nothing within it: half of what a pair tells is how few of them have it;
//! - a program that speaks of everything is near to every statement: how near it usually is counts against it
//!   (cross-domain similarity local scaling, Conneau et al. 2018);
//! - abbreviations: a statement that says AI also says 人工知能, as a query does;
//! - other words for the same thing, which share no letters (see `meaning`);
//! - a program is sure by how far it stands out among those that come nearest: how much two texts share depends on how
//!   they are written, and differs from field to field.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::OnceLock;

use rayon::prelude::*;
use tadori_facts::ProgramKind;
use tadori_text::{Span, section};

use crate::align::Pair;
use crate::corpus::{Corpus, Place};
use crate::likeness::{Index, Tally, mass, says_something, shared_terms, similar, terms_of};
use crate::link::{End, Link, Reason, probability};
use crate::meaning::{self, Lift, Meanings, counts, related};
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

/// A block of a plan, and what programs share with it.
struct Statement {
    block: usize,
    terms: Terms,
    words: Vec<String>,
    /// The project that it stands under.
    project: Option<usize>,
    /// By program, in order.
    near: Vec<(usize, Near)>,
}

/// What each word of a document tells, and how near speeches come to it.
type Lifts = HashMap<String, (f64, Vec<Lift>)>;

/// A program that carries out a statement.
pub(crate) struct Carried {
    pub(crate) score: f64,
    /// Where the program says so.
    pub(crate) from: End,
    pub(crate) reason: Reason,
}

/// What a program shares with a statement.
#[derive(Clone, Copy)]
struct Near {
    /// Bits of rare letters.
    bits: f64,
    /// The speech that has most of them.
    speech: usize,
    /// What part of the statement it comes near to in meaning.
    meaning: f64,
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
    /// Speeches of the programs of each project, in order.
    speeches_of: HashMap<usize, Vec<u32>>,
    /// What speeches mean, once it is asked.
    meanings: OnceLock<Meanings>,
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
        let mut speeches_of: HashMap<usize, Vec<u32>> = HashMap::new();
        for (number, speech) in (0..).zip(&speeches) {
            if let Some(project) = projects[speech.program] {
                speeches_of.entry(project).or_default().push(number);
            }
        }
        let (index, meanings) = (Index::new(terms.iter()), OnceLock::new());
        Self { corpus, directory, speeches, index, names, projects, families, speeches_of, meanings }
    }

    fn meanings(&self) -> &Meanings {
        let said = |s: &Speech| {
            let blocks = &self.corpus.documents[s.document].given.blocks[s.blocks.clone()];
            let name = self.corpus.programs.programs[s.program].name.as_str();
            meaning::words(self.corpus.analyzer, blocks.iter().map(|b| b.text.as_str()).chain([name]))
        };
        self.meanings.get_or_init(|| Meanings::new(&self.speeches.par_iter().map(said).collect::<Vec<_>>()))
    }

    /// What each program of other documents shares with a block; `meanings`: what part of it each speech comes near to.
    fn near(
        &self,
        document: usize,
        terms: &Terms,
        meanings: &[f64],
        project: Option<usize>,
        tally: &mut Tally,
    ) -> Vec<(usize, Near)> {
        let family = self.families.get(&project).unwrap_or(&self.families[&None]);
        let (all, lam) = (&self.corpus.pairs, rules::WITHIN_PROJECT);
        let weight = |term| {
            let share = family.bits(term) / all.bits(term).max(0.1);
            told(term, all) * (1.0 - lam + lam * 2.0 * share)
        };
        let mut best: Vec<Option<Near>> = vec![None; self.projects.len()];
        for (speech, bits) in self.index.rank(terms, weight, tally) {
            let Speech { program, document: there, .. } = self.speeches[speech];
            if there != document && best[program].is_none_or(|n| (n.bits, speech) < (bits, n.speech)) {
                best[program] = Some(Near { bits, speech, meaning: 0.0 });
            }
        }
        for (speech, meaning) in self.speeches.iter().zip(meanings).filter(|(speech, _)| speech.document != document) {
            if let Some(near) = &mut best[speech.program] {
                near.meaning = near.meaning.max(*meaning);
            }
        }
        let under = |(program, near): (usize, Option<Near>)| {
            let near = near?;
            let named: f64 = self.names[program].iter().filter(|t| terms.has(*t)).map(weight).sum();
            let under = self.under(project, program);
            let bits = (near.bits + rules::NAME * named) * under;
            Some((program, Near { bits, meaning: near.meaning * under, ..near }))
        };
        best.into_iter().enumerate().filter_map(under).collect()
    }

    /// What is left of a likeness by where both stand.
    fn under(&self, project: Option<usize>, program: usize) -> f64 {
        match (project, self.projects[program]) {
            (Some(a), Some(b)) if a == b => 1.0,
            (Some(_), Some(_)) => rules::OTHER_PROJECT,
            _ => rules::NO_PROJECT,
        }
    }

    /// What the statements of a document share with programs.
    fn statements(&self, document: usize) -> (Vec<Statement>, Lifts) {
        let corpus = self.corpus;
        let words_of = |block: usize| {
            meaning::words(corpus.analyzer, std::iter::once(corpus.block(document, block).text.as_str()))
        };
        let asked: Vec<(usize, Vec<String>)> = (0..corpus.documents[document].wording.len())
            .into_par_iter()
            .filter(|block| says_something(corpus, document, *block))
            .map(|block| (block, words_of(block)))
            .collect();
        let said = counts(asked.iter().map(|(_, words)| words.as_slice()));
        let (passages, meanings) = ((asked.len() + self.speeches.len()) as f64, self.meanings());
        let weighed = |(word, count): (&&'_ str, &usize)| {
            let tells = (1.0 + passages / (meanings.with(word).len() + count) as f64).log2();
            ((*word).to_owned(), (tells, meanings.lifts(word)))
        };
        let lifts: Lifts = said.par_iter().map(weighed).collect();
        let statement = |tally: &mut Tally, (block, words): (usize, Vec<String>)| {
            let terms = corpus.expanded(document, block);
            let project = project_of(corpus, &self.directory, document, block);
            let told = words.iter().map(|word| &lifts[word]).map(|(tells, lifts)| (*tells, lifts.as_slice()));
            let family = project.and_then(|project| self.speeches_of.get(&project)).map_or(&[][..], Vec::as_slice);
            let near = self.near(document, &terms, &meanings.near(told, family), project, tally);
            Statement { block, terms, words, project, near }
        };
        (asked.into_par_iter().map_init(Tally::default, statement).collect(), lifts)
    }

    /// The statements of a document, each with the programs of others that carry it out, best first; `wanted`: which
    /// programs; `least`: how sure it has to be.
    pub(crate) fn of(
        &self,
        document: usize,
        wanted: impl Fn(usize) -> bool + Sync,
        least: f64,
    ) -> BTreeMap<usize, Vec<Carried>> {
        let corpus = self.corpus;
        let (statements, lifts) = self.statements(document);
        let all = || statements.iter().flat_map(|statement| &statement.near);
        let programs = self.projects.len();
        let usual_bits = Usual::new(all().map(|(program, near)| (*program, near.bits)), programs);
        let usual_meaning = Usual::new(all().map(|(program, near)| (*program, near.meaning)), programs);
        let carried = |Statement { block, terms, words, project, near }: Statement| {
            let whole = mass(corpus, &terms);
            let strength = |(program, near): (usize, Near)| {
                let bits = usual_bits.beyond(program, near.bits);
                let meaning = usual_meaning.beyond(program, near.meaning);
                let strength = rules::STRENGTH_SHARE * bits / whole
                    + rules::STRENGTH_BITS * bits
                    + rules::STRENGTH_MEANING * meaning;
                (strength, program, near.speech)
            };
            let mut found: Vec<(f64, usize, usize)> = near.into_iter().map(strength).collect();
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let field = Field::new(found.iter().map(|(strength, ..)| *strength));
            found.retain(|(_, program, _)| wanted(*program));
            for (score, ..) in &mut found {
                *score = field.sure(*score, project.is_some());
            }
            found.retain(|(score, ..)| *score >= least);
            found.truncate(rules::CARRIERS);
            let carried = |(score, program, number): (f64, usize, usize)| {
                let speech = &self.speeches[number];
                let there: Place = (speech.document, self.best_block(speech, &terms));
                let same = project.is_some() && self.projects[program] == project;
                let reason = Reason {
                    terms: shared_terms(corpus, (document, block), there),
                    related: self.related(&words, &lifts, number, there),
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

    /// Words of a statement that a speech comes near to, those that tell most first, each with the nearest one of a block of
    /// the speech.
    fn related(
        &self,
        words: &[String],
        lifts: &Lifts,
        speech: usize,
        (document, block): Place,
    ) -> Vec<(String, String)> {
        let mut told: Vec<(f64, &str)> = Vec::new();
        for word in words {
            let (tells, lifts) = &lifts[word];
            if let Ok(at) = lifts.binary_search_by_key(&speech, |(passage, _)| *passage as usize) {
                told.push((tells * f64::from(lifts[at].1), word.as_str()));
            }
        }
        told.retain(|(told, _)| *told >= rules::RELATED_LEAST);
        told.sort_by(|a, b| b.0.total_cmp(&a.0));
        let others =
            meaning::words(self.corpus.analyzer, std::iter::once(self.corpus.block(document, block).text.as_str()));
        related(told.into_iter().map(|(_, word)| word), &others)
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

/// How near each program usually comes, taken from the statements that are nearest to it.
struct Usual {
    /// By program.
    of: Vec<f64>,
    middle: f64,
}

impl Usual {
    /// `near`: how near programs come to statements; `programs`: how many there are.
    fn new(near: impl Iterator<Item = (usize, f64)>, programs: usize) -> Self {
        let mut all: Vec<Vec<f64>> = vec![Vec::new(); programs];
        near.for_each(|(program, near)| all[program].push(near));
        let met = all.iter().filter(|near| !near.is_empty()).count();
        let nearest = |mut near: Vec<f64>| {
            near.sort_by(|a, b| b.total_cmp(a));
            near.truncate(rules::NEAREST);
            near.iter().sum::<f64>() / near.len().max(1) as f64
        };
        let of: Vec<f64> = all.into_iter().map(nearest).collect();
        let middle = of.iter().sum::<f64>() / met.max(1) as f64;
        Self { of, middle }
    }

    /// How near a program comes, less where it always comes near.
    fn beyond(&self, program: usize, near: f64) -> f64 {
        near * (self.middle / self.of[program].max(f64::MIN_POSITIVE)).powf(rules::USUAL)
    }
}

/// The programs that come nearest to a statement, among which the right ones stand out.
struct Field {
    middle: f64,
    spread: f64,
}

impl Field {
    /// `strengths`: how strongly programs are tied to the statement, the strongest first.
    fn new(strengths: impl Iterator<Item = f64>) -> Self {
        let nearest: Vec<f64> = strengths.take(rules::FIELD).collect();
        let count = nearest.len() as f64 + rules::FIELD_BEFORE;
        let middle = (nearest.iter().sum::<f64>() + rules::FIELD_BEFORE * rules::FIELD_MIDDLE) / count;
        let squares = nearest.iter().map(|strength| (strength - middle).powi(2)).sum::<f64>();
        Self { middle, spread: ((squares + rules::FIELD_BEFORE * rules::FIELD_SPREAD.powi(2)) / count).sqrt() }
    }

    /// How sure it is that a program of this strength carries the statement out; `of_project`: the statement stands under
    /// a project.
    fn sure(&self, strength: f64, of_project: bool) -> f64 {
        let standing = (strength - self.middle) / self.spread;
        let without = if of_project { rules::SURE_NONE } else { rules::SURE_NONE + rules::SURE_NO_PROJECT };
        probability(rules::SURE_STRENGTH * strength + rules::SURE_STANDING * standing - without)
    }
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
            let wanted = |program| fresh(document) || anew.contains(&program);
            for (block, carried) in carriers.of(document, wanted, rules::IMPLEMENTS_LEAST) {
                for one in carried.into_iter().filter(|one| fresh(document) || fresh(one.from.document)) {
                    links.push(similar(one.from, End::block(document, block), one.score, one.reason));
                }
            }
        }
        links
    })
}
