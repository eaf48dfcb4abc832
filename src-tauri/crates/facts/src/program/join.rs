//! Programs of all documents: entries of one name joined, near-miss spellings with the evidence for it.
//!
//! 次世代船舶開発促進事業 on one sheet and 次世代型船舶開発促進事業 on the next are one program if nothing else on either sheet
//! stands for it. A name that differs in a figure (第１期, 第２期) or in a bracket is another.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use tadori_dictionary::Vocabulary;
use tadori_text::{Block, Span, normalize};

use super::judged::{Groups, Judged};
use super::name;
use super::places::mentions;
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
    /// A person says so.
    Said,
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

impl Catalogue {
    /// Index of each program or project by all its names, as [`name_key`] compares them; a name goes before an alias.
    pub fn called(&self) -> HashMap<String, usize> {
        let mut called = HashMap::new();
        for (number, program) in self.programs.iter().enumerate() {
            called.entry(name_key(&program.name)).or_insert(number);
        }
        for (number, program) in self.programs.iter().enumerate() {
            for (alias, _) in &program.aliases {
                called.entry(name_key(alias)).or_insert(number);
            }
        }
        called
    }
}

/// A name for comparison: folded, without spaces. Whatever compares names of programs, projects or documents does it so.
pub fn name_key(name: &str) -> String {
    normalize(name).text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Joins what documents declare, and finds where else the names stand. `documents`: for each its blocks and entries. What
/// a person said of names goes before what documents and vocabulary say.
pub fn catalogue(documents: &[(&[Block], &[Declared])], vocabulary: &Vocabulary, judged: &Judged) -> Catalogue {
    let said = &Groups::new(judged);
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
        if !one.entered && known.contains(&name_key(&one.name)) {
            continue;
        }
        known.insert(name_key(&one.name));
        known.extend(one.aliases.iter().filter(|alias| !said.two(&one.name, alias)).map(|alias| name_key(alias)));
        let project =
            one.project.clone().filter(|p| one.kind == ProgramKind::Program && name_key(p) != name_key(&one.name));
        let at = *keys.entry((name_key(&one.name), project.as_deref().map(name_key), one.kind)).or_insert_with(|| {
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
        programs[at].take(one, document, said);
    }
    let mut programs = near(programs, said);
    parents(&mut programs, said);
    for program in &mut programs {
        program.listed(vocabulary, said);
    }
    let mut programs = by_word(programs, said);
    mentions(&mut programs, documents);
    programs.sort_by(|a, b| (a.kind, &a.project, a.mentions.first()).cmp(&(b.kind, &b.project, b.mentions.first())));
    Catalogue { programs }
}

impl Program {
    fn take(&mut self, one: &Declared, document: usize, said: &Groups) {
        for ministry in &one.ministries {
            push(&mut self.ministries, ministry);
        }
        for mark in &one.marks {
            push(&mut self.marks, mark);
        }
        for alias in &one.aliases {
            self.alias(alias, Evidence::Stated, said);
        }
        self.fund |= one.fund;
        if self.period.is_none() {
            self.period.clone_from(&one.period);
        }
        self.mentions.push(Place { document, block: one.block, span: one.span });
    }

    /// Takes in what is said of another spelling.
    fn merge(&mut self, other: Self, evidence: Evidence, said: &Groups) {
        self.alias(&other.name, evidence, said);
        for (alias, evidence) in &other.aliases {
            self.alias(alias, *evidence, said);
        }
        other.ministries.iter().for_each(|m| push(&mut self.ministries, m));
        other.marks.iter().for_each(|m| push(&mut self.marks, m));
        self.fund |= other.fund;
        self.mentions.extend(other.mentions);
        self.mentions.sort();
    }

    fn alias(&mut self, alias: &str, evidence: Evidence, said: &Groups) {
        let folded = name_key(alias);
        let known = self.names().any(|name| name_key(name) == folded || said.two(name, alias));
        if !known {
            self.aliases.push((alias.to_owned(), evidence));
        }
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(self.aliases.iter().map(|(alias, _)| alias))
    }

    /// Becomes one with another; a project stays one, else the better documented name stays.
    fn join(&mut self, other: Self, evidence: Evidence, said: &Groups) {
        let weight = |p: &Self| {
            (p.kind == ProgramKind::Project, p.ministries.len().min(1), p.mentions.len(), p.name.chars().count())
        };
        let other = if weight(self) >= weight(&other) { other } else { std::mem::replace(self, other) };
        self.merge(other, evidence, said);
    }

    /// Whether a person said that a name of this is none of the other's.
    fn is_apart(&self, other: &Self, said: &Groups) -> bool {
        self.names().any(|name| other.names().any(|of_other| said.two(name, of_other)))
    }

    /// Other names that the vocabulary lists for it.
    fn listed(&mut self, vocabulary: &Vocabulary, said: &Groups) {
        let own = name_key(&self.name);
        let named = if self.kind == ProgramKind::Project { &vocabulary.projects } else { &vocabulary.programs };
        let entry = named.iter().find(|n| name_key(&n.name) == own || n.aliases.iter().any(|a| name_key(a) == own));
        for alias in entry.into_iter().flat_map(|n| n.aliases.iter().chain([&n.name])) {
            self.alias(alias, Evidence::Vocabulary, said);
        }
    }
}

fn push(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|i| i == item) {
        list.push(item.to_owned());
    }
}

/// A program that is only entered by its parts (X（Y）, X（Z）) is one all the same; a single X（Y） is X, said more closely.
fn parents(programs: &mut Vec<Program>, said: &Groups) {
    let mut made: Vec<Program> = Vec::new();
    let family = |p: &Program| Some((name_key(p.parent.as_deref()?), p.project.clone()));
    let mut sizes: HashMap<(String, Option<String>), usize> = HashMap::new();
    for group in programs.iter().filter_map(family) {
        *sizes.entry(group).or_default() += 1;
    }
    let closer = |p: &Program| {
        let apart = p.parent.as_ref().is_some_and(|parent| p.names().any(|name| said.two(name, parent)));
        !apart && family(p).is_some_and(|f| sizes[&f] == 1)
    };
    let single: Vec<usize> = (0..programs.len()).filter(|&p| closer(&programs[p])).collect();
    for &at in single.iter().rev() {
        let parent = programs[at].parent.take().expect("asked for above");
        let project = programs[at].project.clone();
        match programs.iter().position(|p| name_key(&p.name) == name_key(&parent) && p.project == project) {
            Some(whole) => {
                let part = programs.remove(at);
                let whole = if whole > at { whole - 1 } else { whole };
                programs[whole].merge(part, Evidence::Stated, said);
            }
            None => programs[at].alias(&parent, Evidence::Stated, said),
        }
    }
    for part in programs.iter().filter(|p| p.kind == ProgramKind::Program) {
        let Some(parent) = &part.parent else { continue };
        let is = |p: &&mut Program| name_key(&p.name) == name_key(parent) && p.project == part.project;
        if programs.iter().any(|p| name_key(&p.name) == name_key(parent) && p.project == part.project) {
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
            whole.alias(&base, Evidence::Stated, said);
            whole.alias(&short, Evidence::Stated, said);
        }
        made.push(whole);
    }
    programs.extend(made);
}

/// What spellings of one name have in common: kind, project, first character.
type Alike = (ProgramKind, Option<String>, Option<char>);

/// Joins near-miss spellings under one project; the better documented name stays.
fn near(programs: Vec<Program>, said: &Groups) -> Vec<Program> {
    let mut joined: Vec<Program> = Vec::new();
    // Spellings of one name begin alike.
    let mut alike: HashMap<Alike, Vec<(usize, String)>> = HashMap::new();
    for program in programs {
        let folded = name_key(&program.name);
        let bucket = alike.entry((program.kind, program.project.clone(), folded.chars().next())).or_default();
        let alike = bucket.iter().filter_map(|(at, name)| Some((*at, same(name, &folded)?)));
        let other = alike.into_iter().find(|(at, _)| !joined[*at].is_apart(&program, said));
        let Some((other, evidence)) = other else {
            bucket.push((joined.len(), folded));
            joined.push(program);
            continue;
        };
        joined[other].join(program, evidence, said);
    }
    joined
}

/// Joins what a person said is one, and gives it the names that the person gave.
fn by_word(programs: Vec<Program>, said: &Groups) -> Vec<Program> {
    let mut joined: Vec<Program> = Vec::new();
    // Those that something was said of, in `joined`, each with the groups of its names.
    let mut meant: Vec<(usize, Vec<usize>)> = Vec::new();
    for program in programs {
        let groups: Vec<usize> = program.names().filter_map(|name| said.group(name)).collect();
        let others = meant.iter().filter(|(at, own)| {
            own.iter().any(|group| groups.contains(group)) && !joined[*at].is_apart(&program, said)
        });
        let others: Vec<usize> = others.map(|(at, _)| *at).collect();
        let near = others.iter().find(|&&at| joined[at].project == program.project);
        // One name under two projects is as it was: nobody said that these are one.
        let other = near.or_else(|| others.iter().find(|&&at| name_key(&joined[at].name) != name_key(&program.name)));
        let at = other.copied().unwrap_or(joined.len());
        if at == joined.len() {
            joined.push(program);
        } else {
            joined[at].join(program, Evidence::Said, said);
        }
        if !groups.is_empty() {
            meant.push((at, groups));
        }
    }
    for (at, groups) in meant {
        let program = &mut joined[at];
        for name in groups.into_iter().flat_map(|group| said.names(group)) {
            program.alias(name, Evidence::Said, said);
        }
        let name = program.name.clone();
        for (_, evidence) in program.aliases.iter_mut().filter(|(alias, _)| said.one(&name, alias)) {
            *evidence = Evidence::Said;
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
