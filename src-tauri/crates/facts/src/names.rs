//! Names that the vocabulary knows, ready to be found: ministries and their marks, organisations, projects, programs.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use serde::{Deserialize, Serialize};
use tadori_dictionary::Vocabulary;
use tadori_text::{Span, normalize};

/// A ministry or agency 府省庁 that is named, in full, short, or by its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinistryNamed {
    /// Full name.
    pub name: String,
    /// Its mark in budget papers, such as 文; empty where it has none.
    pub mark: String,
    /// Marked ◎: it leads.
    pub lead: bool,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Ministry(usize),
    Organisation(usize),
    Project(usize),
    Program(usize),
}

/// The names of a vocabulary, compiled. Made once, used for every document.
#[derive(Clone, Debug)]
pub struct Names {
    automaton: AhoCorasick,
    meanings: Vec<Named>,
    ministries: Vec<MinistryNamed>,
    organisations: Vec<String>,
    /// Folded project names and aliases → name.
    projects: Vec<String>,
    programs: Vec<String>,
    marks: HashMap<String, usize>,
    /// （◎文、厚、経）
    bracket: Regex,
    /// （内５,こ７,総３,文697）
    shares: Regex,
}

/// Patterns for brackets of marks, and of marks with figures.
fn patterns(marks: &HashMap<String, usize>) -> (Regex, Regex) {
    let mut written: Vec<String> = marks.keys().map(|m| regex::escape(m)).collect();
    written.sort_by_key(|m| std::cmp::Reverse(m.len()));
    let any = if written.is_empty() { "[^\\s\\S]".to_owned() } else { written.join("|") };
    (
        Regex::new(&format!(r"\(((?:◎?(?:{any})[、,・ ]?)+)\)")).expect("made of escaped names"),
        Regex::new(&format!(r"^\(?((?:{any})\d[\d.]*(?:億円)?[、,・ ]?)+")).expect("made of escaped names"),
    )
}

/// A bracket of ministry marks, such as （◎文、厚、経）.
#[derive(Clone, Debug)]
pub(crate) struct Bracket {
    pub(crate) span: Span,
    /// Each mark: where it stands, which ministry.
    pub(crate) marks: Vec<(Span, MinistryNamed)>,
}

impl Names {
    /// Compiles the names of `vocabulary`.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut forms: Vec<(String, Named)> = Vec::new();
        let mut add = |form: &str, named: Named| {
            let folded = normalize(form).text;
            // One or two characters are marks or chance.
            if folded.chars().nth(2).is_some() && !forms.iter().any(|(f, _)| *f == folded) {
                forms.push((folded, named));
            }
        };
        for (i, ministry) in vocabulary.ministries.iter().enumerate() {
            add(&ministry.name, Named::Ministry(i));
            ministry.abbreviations.iter().for_each(|a| add(a, Named::Ministry(i)));
        }
        for (i, body) in vocabulary.organisations.iter().enumerate() {
            add(&body.name, Named::Organisation(i));
            body.abbreviations.iter().for_each(|a| add(a, Named::Organisation(i)));
        }
        for (i, project) in vocabulary.projects.iter().enumerate() {
            add(&project.name, Named::Project(i));
            project.aliases.iter().for_each(|a| add(a, Named::Project(i)));
        }
        for (i, program) in vocabulary.programs.iter().enumerate() {
            add(&program.name, Named::Program(i));
            program.aliases.iter().for_each(|a| add(a, Named::Program(i)));
        }
        let mut marks: HashMap<String, usize> = HashMap::new();
        for (i, ministry) in vocabulary.ministries.iter().enumerate() {
            let mark = ministry.mark.as_deref().map(|m| normalize(m).text).filter(|m| !m.is_empty());
            let short = ministry.abbreviations.iter().chain([&ministry.name]).map(|a| normalize(a).text);
            for form in mark.into_iter().chain(short) {
                marks.entry(form).or_insert(i);
            }
        }
        let (bracket, shares) = patterns(&marks);
        let (texts, meanings): (Vec<String>, Vec<Named>) = forms.into_iter().unzip();
        Self {
            automaton: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(&texts)
                .expect("names of a vocabulary are few and short"),
            meanings,
            ministries: vocabulary
                .ministries
                .iter()
                .map(|m| MinistryNamed { name: m.name.clone(), mark: m.mark.clone().unwrap_or_default(), lead: false })
                .collect(),
            organisations: vocabulary.organisations.iter().map(|o| o.name.clone()).collect(),
            projects: vocabulary.projects.iter().map(|o| o.name.clone()).collect(),
            programs: vocabulary.programs.iter().map(|o| o.name.clone()).collect(),
            marks,
            bracket,
            shares,
        }
    }

    /// These names with the marks that a document's legend gives: 省庁名の略称：内＝内閣府、気＝気象庁. `None` where it gives none.
    pub(crate) fn with_legend<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        static LEGEND: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                "(?:^|[、,。::()・ ])([^\\s、,。()::=・]{1,3})=([^\\s、,。()::=]{2,14}(?:省|庁|府|官房|委員会|事務局))",
            )
            .expect("checked by tests")
        });
        let mut names: Option<Self> = None;
        for text in texts.filter(|t| t.contains('=')) {
            for captures in LEGEND.captures_iter(text) {
                let names = names.get_or_insert_with(|| self.clone());
                let (mark, body) = (captures[1].to_owned(), &captures[2]);
                let given = MinistryNamed { name: body.to_owned(), mark: mark.clone(), lead: false };
                match names.marks.get(body).copied() {
                    // A mark of its own wins over the vocabulary's, within this document.
                    Some(known) => {
                        names.ministries.push(MinistryNamed { name: names.ministries[known].name.clone(), ..given });
                    }
                    None => names.ministries.push(given),
                }
                names.marks.insert(mark, names.ministries.len() - 1);
            }
        }
        if let Some(names) = &mut names {
            (names.bracket, names.shares) = patterns(&names.marks);
        }
        names
    }

    /// The names in a folded text, longest first at each place, without overlap.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, Named)> + 'a {
        self.automaton.find_iter(text).map(|m| (Span::new(m.start(), m.end()), self.meanings[m.pattern().as_usize()]))
    }

    pub(crate) fn ministry(&self, index: usize) -> &MinistryNamed {
        &self.ministries[index]
    }

    pub(crate) fn organisation(&self, index: usize) -> &str {
        &self.organisations[index]
    }

    pub(crate) fn project(&self, index: usize) -> &str {
        &self.projects[index]
    }

    pub(crate) fn program(&self, index: usize) -> &str {
        &self.programs[index]
    }

    /// The ministry that a mark or short name stands for.
    pub(crate) fn by_mark(&self, mark: &str) -> Option<&MinistryNamed> {
        self.marks.get(mark).map(|&i| &self.ministries[i])
    }

    /// Brackets that hold nothing but marks or names of ministries.
    pub(crate) fn brackets(&self, text: &str) -> Vec<Bracket> {
        if !text.contains('(') {
            return Vec::new();
        }
        let brackets = self.bracket.captures_iter(text).map(|c| {
            let (whole, inner) = (c.get(0).expect("group 0"), c.get(1).expect("group 1"));
            let mut marks = Vec::new();
            let mut at = inner.start();
            for piece in inner.as_str().split_inclusive(['、', ',', '・', ' ']) {
                let mark = piece.trim_end_matches(['、', ',', '・', ' ']);
                let (lead, bare) = mark.strip_prefix('◎').map_or((false, mark), |m| (true, m));
                for (offset, ministry) in self.cut(bare) {
                    let start = at + (mark.len() - bare.len()) + offset.start;
                    marks.push((Span::new(start, start + offset.len()), MinistryNamed { lead, ..ministry.clone() }));
                }
                at += piece.len();
            }
            Bracket { span: Span::new(whole.start(), whole.end()), marks }
        });
        brackets.filter(|b| !b.marks.is_empty()).collect()
    }

    /// A run of marks without commas (文厚経), longest mark first.
    fn cut<'a>(&'a self, run: &'a str) -> Vec<(Span, &'a MinistryNamed)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < run.len() {
            let rest = &run[at..];
            let mut ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).rev();
            let Some((end, ministry)) = ends.find_map(|e| Some((e, self.by_mark(&rest[..e])?))) else { break };
            found.push((Span::new(at, at + end), ministry));
            at += end;
        }
        found
    }

    /// The shares by ministry at the start of a folded text: （内５,こ７,文697）; the figures as they stand.
    pub(crate) fn shares(&self, text: &str) -> Option<(usize, Vec<(String, String)>)> {
        let whole = self.shares.find(text)?;
        let inner = whole.as_str().trim_start_matches('(');
        let mut shares = Vec::new();
        let mut rest = inner;
        while !rest.is_empty() {
            let figure = rest.find(|c: char| c.is_ascii_digit())?;
            let after =
                rest[figure..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |e| figure + e);
            let ministry = self.by_mark(&rest[..figure])?;
            let mark = if ministry.mark.is_empty() { ministry.name.clone() } else { ministry.mark.clone() };
            shares.push((mark, rest[figure..after].to_owned()));
            rest = rest[after..].trim_start_matches("億円").trim_start_matches(['、', ',', '・', ' ']);
        }
        Some((whole.end(), shares))
    }
}
