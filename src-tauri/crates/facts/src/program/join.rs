//! Programs of all documents: entries of one name joined, near-miss spellings with the evidence for it.
//!
//! 次世代船舶開発促進事業 on one sheet and 次世代型船舶開発促進事業 on the next are one program if nothing else on either sheet
//! stands for it. A name that differs in a figure (第１期, 第２期) or in a bracket is another.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};
use tadori_dictionary::Vocabulary;
use tadori_text::{Block, BlockKind, Span, normalize};

use super::name;
use super::{Declared, ProgramKind};

/// A place in one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Index of the document, in the order they were given.
    pub document: usize,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub span: Span,
}

/// Why another spelling counts as the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The document says so, in a bracket.
    Stated,
    /// The vocabulary says so.
    Vocabulary,
    /// One or two characters differ.
    Spelling,
    /// The name without the word for program at its end.
    Shortened,
}

/// A project or program 事業, as far as the documents tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Name, as it is printed most carefully.
    pub name: String,
    /// Other names, each with the reason.
    pub aliases: Vec<(String, Evidence)>,
    /// Project or program.
    pub kind: ProgramKind,
    /// The project it stands under.
    pub project: Option<String>,
    /// The program it is a part of.
    pub parent: Option<String>,
    /// Marks of its ministries.
    pub ministries: Vec<String>,
    /// 新規, 拡充 …
    pub marks: Vec<String>,
    /// 基金事業
    pub fund: bool,
    /// 事業期間・期
    pub period: Option<String>,
    /// Where it is entered or named.
    pub mentions: Vec<Place>,
}

/// All programs of a set of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// In order of project and first mention.
    pub programs: Vec<Program>,
}

/// A folded name for comparison: no spaces, no small differences of brackets.
fn key(name: &str) -> String {
    normalize(name).text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Joins what documents declare, and finds where else the names stand. `documents`: for each its blocks and entries.
pub fn catalogue(documents: &[(&[Block], &[Declared])], vocabulary: &Vocabulary) -> Catalogue {
    let mut programs: Vec<Program> = Vec::new();
    let mut keys: HashMap<(String, Option<String>, ProgramKind), usize> = HashMap::new();
    let mut known: HashSet<String> = HashSet::new();
    let entered = |e: bool| {
        documents
            .iter()
            .enumerate()
            .flat_map(move |(d, (_, l))| l.iter().map(move |o| (d, o)))
            .filter(move |(_, o)| o.entered == e)
    };
    for (document, one) in entered(true).chain(entered(false)) {
        // What is only named and known already is found with the mentions.
        if !one.entered && known.contains(&key(&one.name)) {
            continue;
        }
        known.extend(std::iter::once(&one.name).chain(&one.aliases).map(|n| key(n)));
        let project = one.project.clone().filter(|p| one.kind == ProgramKind::Program && key(p) != key(&one.name));
        let at = *keys.entry((key(&one.name), project.as_deref().map(key), one.kind)).or_insert_with(|| {
            programs.push(Program {
                name: one.name.clone(),
                aliases: Vec::new(),
                kind: one.kind,
                project,
                parent: one.parent.clone(),
                ministries: Vec::new(),
                marks: Vec::new(),
                fund: false,
                period: None,
                mentions: Vec::new(),
            });
            programs.len() - 1
        });
        programs[at].take(one, document);
    }
    let mut programs = near(programs);
    parents(&mut programs);
    for program in &mut programs {
        program.listed(vocabulary);
    }
    mentions(&mut programs, documents);
    programs.sort_by(|a, b| (a.kind, &a.project, a.mentions.first()).cmp(&(b.kind, &b.project, b.mentions.first())));
    Catalogue { programs }
}

impl Program {
    fn take(&mut self, one: &Declared, document: usize) {
        for ministry in &one.ministries {
            push(&mut self.ministries, ministry);
        }
        for mark in &one.marks {
            push(&mut self.marks, mark);
        }
        for alias in &one.aliases {
            self.alias(alias, Evidence::Stated);
        }
        self.fund |= one.fund;
        if self.period.is_none() {
            self.period.clone_from(&one.period);
        }
        self.mentions.push(Place { document, block: one.block, span: one.span });
    }

    /// Takes in what is said of another spelling.
    fn merge(&mut self, other: Self, evidence: Evidence) {
        self.alias(&other.name, evidence);
        for (alias, evidence) in &other.aliases {
            self.alias(alias, *evidence);
        }
        other.ministries.iter().for_each(|m| push(&mut self.ministries, m));
        other.marks.iter().for_each(|m| push(&mut self.marks, m));
        self.fund |= other.fund;
        self.mentions.extend(other.mentions);
        self.mentions.sort();
    }

    fn alias(&mut self, alias: &str, evidence: Evidence) {
        let folded = key(alias);
        if folded != key(&self.name) && !self.aliases.iter().any(|(a, _)| key(a) == folded) {
            self.aliases.push((alias.to_owned(), evidence));
        }
    }

    /// Other names that the vocabulary lists for it.
    fn listed(&mut self, vocabulary: &Vocabulary) {
        let own = key(&self.name);
        let named = if self.kind == ProgramKind::Project { &vocabulary.projects } else { &vocabulary.programs };
        let entry = named.iter().find(|n| key(&n.name) == own || n.aliases.iter().any(|a| key(a) == own));
        for alias in entry.into_iter().flat_map(|n| n.aliases.iter().chain([&n.name])) {
            self.alias(alias, Evidence::Vocabulary);
        }
    }
}

fn push(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|i| i == item) {
        list.push(item.to_owned());
    }
}

/// A program that is only entered by its parts (X（Y）, X（Z）) is one all the same; a single X（Y） is X, said more closely.
fn parents(programs: &mut Vec<Program>) {
    let mut made: Vec<Program> = Vec::new();
    let family = |p: &Program| Some((key(p.parent.as_deref()?), p.project.clone()));
    let mut sizes: HashMap<(String, Option<String>), usize> = HashMap::new();
    for group in programs.iter().filter_map(family) {
        *sizes.entry(group).or_default() += 1;
    }
    let single: Vec<usize> =
        (0..programs.len()).filter(|&p| family(&programs[p]).is_some_and(|f| sizes[&f] == 1)).collect();
    for &at in single.iter().rev() {
        let parent = programs[at].parent.take().expect("asked for above");
        let project = programs[at].project.clone();
        match programs.iter().position(|p| key(&p.name) == key(&parent) && p.project == project) {
            Some(whole) => {
                let part = programs.remove(at);
                let whole = if whole > at { whole - 1 } else { whole };
                programs[whole].merge(part, Evidence::Stated);
            }
            None => programs[at].alias(&parent, Evidence::Stated),
        }
    }
    for part in programs.iter().filter(|p| p.kind == ProgramKind::Program) {
        let Some(parent) = &part.parent else { continue };
        let is = |p: &&mut Program| key(&p.name) == key(parent) && p.project == part.project;
        if programs.iter().any(|p| key(&p.name) == key(parent) && p.project == part.project) {
            continue;
        }
        if let Some(whole) = made.iter_mut().find(is) {
            part.ministries.iter().for_each(|m| push(&mut whole.ministries, m));
            part.marks.iter().for_each(|m| push(&mut whole.marks, m));
            whole.mentions.extend(&part.mentions);
            continue;
        }
        let mut whole =
            Program { name: parent.clone(), aliases: Vec::new(), parent: None, fund: false, ..part.clone() };
        let base = name::base(parent).to_owned();
        if base != *parent {
            let short = parent[base.len()..].trim_matches(['(', ')', '（', '）', ' ']).to_owned();
            whole.alias(&base, Evidence::Stated);
            whole.alias(&short, Evidence::Stated);
        }
        made.push(whole);
    }
    programs.extend(made);
}

/// What spellings of one name have in common: kind, project, first character.
type Alike = (ProgramKind, Option<String>, Option<char>);

/// Joins near-miss spellings under one project; the better documented name stays.
fn near(programs: Vec<Program>) -> Vec<Program> {
    let mut joined: Vec<Program> = Vec::new();
    // Spellings of one name begin alike.
    let mut alike: HashMap<Alike, Vec<(usize, String)>> = HashMap::new();
    for program in programs {
        let folded = key(&program.name);
        let bucket = alike.entry((program.kind, program.project.clone(), folded.chars().next())).or_default();
        let other = bucket.iter().find_map(|(at, name)| Some((*at, same(name, &folded)?)));
        let Some((other, evidence)) = other else {
            bucket.push((joined.len(), folded));
            joined.push(program);
            continue;
        };
        let weight = |p: &Program| (p.ministries.len().min(1), p.mentions.len(), p.name.chars().count());
        if weight(&joined[other]) >= weight(&program) {
            joined[other].merge(program, evidence);
        } else {
            let merged = std::mem::replace(&mut joined[other], program);
            joined[other].merge(merged, evidence);
        }
    }
    joined
}

/// Whether two folded names are spellings of one, and why.
fn same(a: &str, b: &str) -> Option<Evidence> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if let Some(rest) = long.strip_prefix(short) {
        return (matches!(rest, "事業" | "プログラム") && short.chars().count() >= 6).then_some(Evidence::Shortened);
    }
    let figures = |t: &str| t.chars().filter(|c| c.is_numeric() || matches!(c, '(' | ')')).collect::<String>();
    let length = short.chars().count();
    let bracket = |t: &str| t.split_once('(').map(|(_, b)| b.to_owned());
    if length < 8
        || long.chars().count() - length > 2
        || figures(short) != figures(long)
        || bracket(short) != bracket(long)
    {
        return None;
    }
    let distance = strsim::levenshtein(short, long);
    // Replaced words (国内, 国際) make another name: what is left out or put in does not.
    let within = long.chars().count() - length == distance && distance <= 2;
    (distance > 0 && within && length >= 10).then_some(Evidence::Spelling)
}

/// Finds the names in all documents, longest first.
fn mentions(programs: &mut [Program], documents: &[(&[Block], &[Declared])]) {
    let mut forms: Vec<(String, usize)> = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        for form in std::iter::once(&program.name).chain(program.aliases.iter().map(|(a, _)| a)) {
            let folded = normalize(form).text;
            if folded.chars().count() >= 4 && (folded.chars().count() >= 8 || !name::base(&folded).is_ascii()) {
                forms.push((folded, at));
            }
        }
    }
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|f| &f.0))
    else {
        return;
    };
    let mut by_form: HashMap<&str, Vec<usize>> = HashMap::new();
    for (form, at) in &forms {
        by_form.entry(form).or_default().push(*at);
    }
    let mut more: Vec<(usize, Place)> = Vec::new();
    for (document, (blocks, declared)) in documents.iter().enumerate() {
        for (block, value) in blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Furniture) {
            let folded = normalize(&value.text);
            for found in automaton.find_iter(&folded.text) {
                let span = folded.to_original(Span::new(found.start(), found.end()));
                if declared.iter().any(|d| d.entered && d.block == block && d.span.overlaps(span)) || span.is_empty() {
                    continue;
                }
                let owners = &by_form[forms[found.pattern().as_usize()].0.as_str()];
                // Under one of several projects: the one that enters it nearest before.
                let owner = owners
                    .iter()
                    .copied()
                    .min_by_key(|o| distance(&programs[*o], document, block))
                    .expect("every form has one");
                more.push((owner, Place { document, block, span }));
            }
        }
    }
    for (owner, place) in more {
        programs[owner].mentions.push(place);
    }
    for program in programs {
        program.mentions.sort();
        program.mentions.dedup();
    }
}

fn distance(program: &Program, document: usize, block: usize) -> usize {
    let here = program.mentions.iter().filter(|m| m.document == document);
    here.map(|m| m.block.abs_diff(block)).min().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (a, b, expected) in [
            ("次世代船舶開発等促進事業", "次世代型船舶開発等促進事業", Some(Evidence::Spelling)),
            ("港湾連携世界展開", "港湾連携世界展開事業", Some(Evidence::Shortened)),
            ("国内港湾技術研究開発事業", "国際港湾技術研究開発事業", None),
            ("離島航路維持事業(第1期)", "離島航路維持事業(第2期)", None),
            ("漁港", "漁港事業", None),
        ] {
            assert_eq!(same(a, b), expected, "{a} {b}");
        }
    }
}
