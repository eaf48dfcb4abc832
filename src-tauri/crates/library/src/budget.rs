//! 予算・事業: the amounts of all documents with what they are for, and the programs that they are for.
//!
//! Read out of the stored blocks when somebody asks, and kept until the library changes. What a person decided of an
//! undecided amount is asked for every time: it is said of an anchor, and laid over what the text says.

mod decision;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use tadori_facts::{BudgetLine, Catalogue, Parts, Program, ProgramKind, name_key};
use tadori_text::{BlockKind, Span};

use crate::control::ReadingWatch;
use crate::names::{NameSaid, Names};
use crate::{BlockRow, DocumentFacts, DocumentRow, Error, Library};

pub(crate) use decision::of_blocks;
pub use decision::{Decision, LostDecision};

/// A passage of a document.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its document.
    pub document: Arc<DocumentRow>,
    /// Its block.
    pub row: BlockRow,
    /// What matters in it; bytes of the block's text.
    pub span: Span,
}

/// Why an amount is in no sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It was said before, here or in another document; 再掲.
    Repeat,
    /// 内数
    Within,
    /// Nothing ties it to a subject.
    Undecided,
    /// A person said that it belongs to none of its candidates.
    Rejected,
}

impl LeftOut {
    /// The name used in the window.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Repeat => "repeat",
            Self::Within => "within",
            Self::Undecided => "undecided",
            Self::Rejected => "rejected",
        }
    }
}

/// An amount of a budget in its document.
#[derive(Clone, Debug)]
pub struct BudgetRow {
    /// Tells it from every other one, until the library changes.
    pub id: String,
    /// What the text says; the subject is what a person decided, where one did.
    pub line: BudgetLine,
    /// The project that the subject stands under, or is.
    pub project: Option<String>,
    /// Marks of the ministries of the subject.
    pub ministries: Vec<String>,
    /// When a person decided what it is for, RFC 3339 UTC.
    pub decided_at: Option<String>,
    /// Why it is in no sum, if so.
    pub left_out: Option<LeftOut>,
    /// Where it stands.
    pub passage: Passage,
}

/// A total that a document states, and its parts.
#[derive(Clone, Debug)]
pub struct Checked {
    /// [`BudgetRow::id`] of the total.
    pub total: String,
    /// What it is compared with.
    pub parts: Parts,
    /// [`BudgetRow::id`] of each part.
    pub lines: Vec<String>,
    /// Yen of the total.
    pub stated: i64,
    /// Yen of the parts together.
    pub added: i64,
    /// Rounding each figure can make the difference.
    pub rounding: bool,
}

/// A project or program with what is said of it.
#[derive(Clone, Debug)]
pub struct ProgramRow {
    /// As the documents tell.
    pub program: Program,
    /// What it is, in the words of the document that says most.
    pub described: Option<Passage>,
    /// Where it is entered or named.
    pub mentions: Vec<Passage>,
}

/// The budget of a library.
#[derive(Clone, Debug)]
pub struct Budget {
    /// All amounts, by document, in the order of the text.
    pub lines: Vec<BudgetRow>,
    /// All totals that could be compared with their parts.
    pub checks: Vec<Checked>,
    /// All projects and programs, those of one project together.
    pub programs: Vec<ProgramRow>,
    /// What a person said of names.
    pub names_said: Vec<NameSaid>,
    /// Decisions of amounts that are no longer to be found, the first one first.
    pub lost: Vec<LostDecision>,
    /// Names and aliases, folded → index of the program.
    called: HashMap<String, usize>,
}

impl Budget {
    fn new(catalogue: Catalogue, documents: &[DocumentFacts], names_said: Vec<NameSaid>) -> Self {
        let called = catalogue.called();
        let programs = catalogue.programs.into_iter().map(|p| ProgramRow::new(p, documents)).collect();
        Self { lines: Vec::new(), checks: Vec::new(), programs, names_said, lost: Vec::new(), called }
    }

    /// Index of the program that is called so.
    pub fn program(&self, name: &str) -> Option<usize> {
        self.called.get(&name_key(name)).copied()
    }

    /// Says whose the subject of line `at` is; gives the program that it is.
    fn belong(&mut self, at: usize) -> Option<usize> {
        let found = self.program(self.lines[at].line.subject.as_deref()?)?;
        let program = &self.programs[found].program;
        let row = &mut self.lines[at];
        let project = if program.kind == ProgramKind::Project { Some(&program.name) } else { program.project.as_ref() };
        (row.project, row.ministries) = (project.cloned(), program.ministries.clone());
        Some(found)
    }
}

impl BudgetRow {
    /// The amount in the source of its document.
    fn in_source(&self) -> Span {
        self.passage.row.block.alignment.to_original(self.line.span)
    }
}

/// What the documents say at one point of the sequence.
pub(crate) struct Reckoned {
    sequence: u64,
    names: Arc<Names>,
    budget: Budget,
}

impl Library {
    /// All amounts of the current documents, and the programs that they are for.
    pub fn budget(&self) -> Result<Budget, Error> {
        self.budget_watched(&mut |_, _| ControlFlow::Continue(()))
    }

    /// The same; `watch` is asked while documents are read, which they are only after the library changed. Whoever asks
    /// while another one reads waits for the same answer.
    pub fn budget_watched(&self, watch: ReadingWatch<'_>) -> Result<Budget, Error> {
        let reckoned = self.reckoned(watch)?;
        let mut budget = reckoned.budget.clone();
        self.lay_over(&mut budget).map_err(|e| e.of(self.path()))?;
        leave_out(&mut budget.lines, &reckoned.names);
        Ok(budget)
    }

    /// What the documents say, read anew only after the library changed, or what was said of names.
    fn reckoned(&self, watch: ReadingWatch<'_>) -> Result<Arc<Reckoned>, Error> {
        // Held while reading: whoever asks meanwhile waits for the same answer.
        let mut kept = self.reckoned.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (sequence, names) = (self.catalogue().sequence(), self.said());
        let good = |r: &&Arc<Reckoned>| r.sequence == sequence && Arc::ptr_eq(&r.names, &names);
        if let Some(reckoned) = kept.as_ref().filter(good) {
            return Ok(Arc::clone(reckoned));
        }
        let budget = self.reckon(&names, watch)?;
        let reckoned = Arc::new(Reckoned { sequence, names, budget });
        *kept = Some(Arc::clone(&reckoned));
        Ok(reckoned)
    }

    fn reckon(&self, names: &Names, watch: ReadingWatch<'_>) -> Result<Budget, Error> {
        let documents = self.facts_of(&self.documents(), watch)?;
        let blocks: Vec<_> = documents.iter().map(DocumentFacts::plain_blocks).collect();
        let catalogue = self.programs(&documents, &blocks, &names.judged())?;
        let mut budget = Budget::new(catalogue, &documents, names.said.clone());
        for read in &documents {
            let id = |line: &BudgetLine| format!("{}.{}.{}", read.document.id, line.block, line.span.start);
            let lines = &read.facts.budget;
            for line in lines {
                let passage = passage(read, line.block, line.span);
                budget.lines.push(BudgetRow {
                    id: id(line),
                    line: line.clone(),
                    project: None,
                    ministries: Vec::new(),
                    decided_at: None,
                    left_out: None,
                    passage,
                });
                budget.belong(budget.lines.len() - 1);
            }
            budget.checks.extend(read.facts.sums.iter().map(|check| Checked {
                total: id(&lines[check.total]),
                parts: check.parts,
                lines: check.lines.iter().map(|&part| id(&lines[part])).collect(),
                stated: check.stated,
                added: check.added,
                rounding: check.rounding,
            }));
        }
        Ok(budget)
    }
}

/// What documents state an amount of: subject, year, stage, qualifiers.
type Stated = (String, Option<i32>, &'static str, Vec<String>);

/// Says of every line why it is in no sum, if so.
fn leave_out(lines: &mut [BudgetRow], names: &Names) {
    let mut seen: HashMap<Stated, String> = HashMap::new();
    for row in lines {
        let line = &row.line;
        let says = |word: &str| line.qualifiers.iter().any(|q| q == word);
        row.left_out = match &line.subject {
            None if row.decided_at.is_some() => Some(LeftOut::Rejected),
            None => Some(LeftOut::Undecided),
            Some(_) if line.repeats.is_some() || says("再掲") => Some(LeftOut::Repeat),
            Some(_) if says("内数") => Some(LeftOut::Within),
            Some(subject) => {
                // A document that says again what another one said.
                let what = (names.key(subject), line.fiscal_year, line.stage.as_str(), line.qualifiers.clone());
                let document = row.passage.document.id.to_string();
                let first = seen.entry(what).or_insert_with(|| document.clone());
                (*first != document).then_some(LeftOut::Repeat)
            }
        };
    }
}

impl ProgramRow {
    fn new(program: Program, documents: &[DocumentFacts]) -> Self {
        let mentions = program.mentions.iter().map(|m| passage(&documents[m.document], m.block, m.span)).collect();
        let entered = program.mentions.iter().flat_map(|m| {
            let read = &documents[m.document];
            let here = read.facts.declared.iter().filter(|d| d.block == m.block && d.span == m.span);
            here.map(move |d| (read, d.last))
        });
        // A heading is no more than the name.
        let told = entered.filter(|(read, last)| read.blocks[*last].block.kind != BlockKind::Heading);
        let longest = told.max_by_key(|(read, last)| read.blocks[*last].block.text.len());
        let described = longest.map(|(read, last)| passage(read, last, Span::new(0, 0)));
        Self { program, described, mentions }
    }
}

fn passage(read: &DocumentFacts, block: usize, span: Span) -> Passage {
    Passage { document: Arc::clone(&read.document), row: read.blocks[block].clone(), span }
}
