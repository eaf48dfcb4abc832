//! All recognisers over all blocks of a document.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Serialize};
use tadori_text::{Block, BlockKind, Metadata};

use crate::names::{Named, Names};
use crate::statement::Place;
use crate::view::View;
use crate::{
    BudgetLine, Declared, Definition, Fact, Mention, ProgramKind, Reference, Statement, SumCheck, amount, budget, date,
    definition, grid, program, reference, statement, sums, target,
};

/// What a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    /// Its sentences, where they say something.
    pub statements: Vec<Statement>,
    /// Where it enters projects and programs.
    pub declared: Vec<Declared>,
    /// Amounts tied to a subject, or undecided.
    pub budget: Vec<BudgetLine>,
    /// Totals against their parts.
    pub sums: Vec<SumCheck>,
}

/// What the recognisers found in a block, before it is put together.
pub(crate) struct Noted<'a> {
    pub(crate) view: View<'a>,
    pub(crate) amounts: Vec<amount::Found>,
    pub(crate) dates: Vec<date::Found>,
}

/// The version of the recognisers: what another one read is read anew.
pub const FACTS_VERSION: u32 = 1;

/// Reads the blocks of a document.
pub fn read(blocks: &[Block], metadata: &Metadata, names: &Names) -> Facts {
    let mut noted: Vec<Noted<'_>> = blocks
        .iter()
        .enumerate()
        .map(|(index, block)| {
            let view = View::new(index, block);
            let (amounts, dates) = (amount::find(view.text()), date::find(view.text()));
            Noted { view, amounts, dates }
        })
        .collect();
    let legend = names.with_legend(noted.iter().map(|n| n.view.text()));
    let names = legend.as_ref().unwrap_or(names);
    let rows = grid::read(&mut noted);
    let programs = program::read(&noted, &rows, names);
    let mut budget = budget::lines(&noted, &programs, &rows, names, metadata);
    sums::repeats(&mut budget);
    let sums = sums::check(&budget, &programs.project_of);
    let mut facts = Facts { budget, sums, ..Facts::default() };
    let mut short = reference::ShortNames::default();
    for (index, note) in noted.iter().enumerate() {
        let references = note.references(&mut short, &mut facts.mentions, before(&noted, index));
        note.names(names, &mut facts.mentions);
        note.figures(&mut facts.mentions);
        let targets = note.targets(blocks, &mut facts.mentions);
        let place = Place {
            indicators: under(blocks, index, &["指標", "KPI"]),
            targets: under(blocks, index, &["目標"]),
            footnote: note.view.block.kind == BlockKind::Footnote,
            described: describes(blocks, index),
            cites: references > 0,
            target: false,
        };
        facts.statements.extend(statement::read(&note.view, &note.amounts, &note.dates, &targets, place));
    }
    facts.mentions.sort_by_key(|m| (m.block, m.span.start));
    facts.declared = programs.entries.into_iter().map(|e| e.declared).collect();
    facts.declared.extend(programs.projects.into_iter().map(|p| {
        let view = &noted[p.block].view;
        let at = view.block.text.find(&p.name).unwrap_or(0);
        let span = tadori_text::Span::new(at, (at + p.name.len()).min(view.block.text.len()));
        Declared { project: Some(p.name.clone()), ..Declared::new(p.block, span, ProgramKind::Project, p.name) }
    }));
    facts.declared.extend(programs.prose);
    facts.declared.sort_by_key(|d| (d.block, d.span.start));
    named(&noted, &facts.declared, &mut facts.mentions);
    facts.mentions.sort_by_key(|m| (m.block, m.span.start));
    facts
}

/// Whether a heading above a block holds one of the words.
fn under(blocks: &[Block], index: usize, words: &[&str]) -> bool {
    tadori_text::section(blocks, index).into_iter().any(|h| words.iter().any(|w| blocks[h].text.contains(w)))
}

/// Whether a block is an item of a list below a line such as 目標（ＫＰＩ）.
fn below_goals(blocks: &[Block], index: usize) -> bool {
    let item = |b: &Block| b.kind == BlockKind::Item;
    let above = blocks[..index].iter().rev().take(24).find(|b| !item(b));
    let title = |b: &&Block| {
        b.text.chars().count() <= 16 && ["目標", "指標", "KPI", "ＫＰＩ"].iter().any(|w| b.text.contains(w))
    };
    item(&blocks[index]) && above.as_ref().is_some_and(title)
}

/// Whether a block stands right below a heading with a bullet.
fn describes(blocks: &[Block], index: usize) -> bool {
    let before = index.checked_sub(1).map(|i| &blocks[i]);
    before.is_some_and(|b| b.kind == BlockKind::Heading && b.text.starts_with(['●', '◆', '○', '■', '◎']))
}

/// The block that stands directly before a block.
fn before<'n, 'a>(noted: &'n [Noted<'a>], index: usize) -> Option<&'n View<'a>> {
    Some(&noted.get(index.checked_sub(1)?)?.view)
}

/// Where else in the document the projects and programs stand that it declares.
fn named(noted: &[Noted<'_>], declared: &[Declared], mentions: &mut Vec<Mention>) {
    let mut forms: Vec<(String, &Declared)> = Vec::new();
    for one in declared {
        for form in std::iter::once(&one.name).chain(&one.aliases) {
            let folded = tadori_text::normalize(form).text;
            if folded.chars().count() >= 6 && !forms.iter().any(|(f, _)| *f == folded) {
                forms.push((folded, one));
            }
        }
    }
    let taken: std::collections::HashSet<(usize, usize)> = mentions
        .iter()
        .filter(|m| matches!(m.fact, Fact::Program(_) | Fact::Project(_)))
        .map(|m| (m.block, m.span.start))
        .collect();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(forms.iter().map(|(f, _)| f));
    let Ok(automaton) = automaton else { return };
    for note in noted {
        for found in automaton.find_iter(note.view.text()) {
            let one = forms[found.pattern().as_usize()].1;
            let fact = match one.kind {
                ProgramKind::Project => Fact::Project(one.name.clone()),
                ProgramKind::Program => Fact::Program(one.name.clone()),
            };
            if !taken.contains(&(note.view.index, note.view.span(found.start(), found.end()).start)) {
                note.push(mentions, found.start(), found.end(), fact);
            }
        }
    }
}

impl Noted<'_> {
    fn push(&self, mentions: &mut Vec<Mention>, start: usize, end: usize, fact: Fact) {
        let span = self.view.span(start, end);
        if !span.is_empty() {
            mentions.push(Mention { block: self.view.index, span, fact });
        }
    }

    fn figures(&self, mentions: &mut Vec<Mention>) {
        for found in &self.amounts {
            self.push(mentions, found.span.start, found.span.end, Fact::Amount(found.amount.clone()));
        }
        for found in &self.dates {
            self.push(mentions, found.span.start, found.span.end, Fact::Date(found.when.clone()));
        }
    }

    fn names(&self, names: &Names, mentions: &mut Vec<Mention>) {
        let text = self.view.text();
        let brackets = names.brackets(text);
        for (span, ministry) in brackets.iter().flat_map(|b| &b.marks) {
            self.push(mentions, span.start, span.end, Fact::Ministry(ministry.clone()));
        }
        for (span, named) in names.find(text) {
            if brackets.iter().any(|b| b.span.overlaps(span)) {
                continue;
            }
            let fact = match named {
                Named::Ministry(i) => Fact::Ministry(names.ministry(i).clone()),
                Named::Organisation(i) => Fact::Organisation(names.organisation(i).to_owned()),
                Named::Project(i) => Fact::Project(names.project(i).to_owned()),
                Named::Program(i) => Fact::Program(names.program(i).to_owned()),
            };
            self.push(mentions, span.start, span.end, fact);
        }
    }

    /// Notes targets; gives the folded spans of their values.
    fn targets(&self, blocks: &[Block], mentions: &mut Vec<Mention>) -> Vec<tadori_text::Span> {
        let (view, text) = (&self.view, self.view.text());
        if matches!(view.block.kind, BlockKind::Furniture | BlockKind::Footnote | BlockKind::Caption) {
            return Vec::new();
        }
        let listed =
            view.block.kind != BlockKind::Heading && under(blocks, view.index, &["目標", "指標", "KPI", "ＫＰＩ"]);
        let listed = listed || below_goals(blocks, view.index);
        let found = target::find(text, &self.dates, listed);
        for one in &found {
            let mut name = view.words(one.name.start, one.name.end).trim().to_owned();
            if name.is_empty() {
                // The value stands alone: its name is the heading.
                name = view.block.parent.and_then(|p| blocks.get(p)).map(|b| b.text.clone()).unwrap_or_default();
            }
            let name = name.trim_end_matches(['※', '：', ':', ' ']).to_owned();
            let fact = Fact::Target(target::Target { name, ..one.target.clone() });
            self.push(mentions, one.span.start, one.span.end, fact);
        }
        found.into_iter().map(|f| f.span).collect()
    }

    /// Notes definitions and references; gives how many references say when or under which number.
    fn references(
        &self,
        short: &mut reference::ShortNames,
        mentions: &mut Vec<Mention>,
        before: Option<&View<'_>>,
    ) -> usize {
        let (view, text) = (&self.view, self.view.text());
        if view.block.kind == BlockKind::Furniture {
            return 0;
        }
        for found in definition::find(text) {
            let (name, long) =
                (view.words(found.short.start, found.short.end), view.words(found.long.start, found.long.end));
            short.push(found.short.of(text).to_owned(), long.to_owned());
            let fact = Fact::Definition(Definition { short: name.to_owned(), long: long.to_owned() });
            self.push(mentions, found.long.start.min(found.bracket.start), found.bracket.end, fact);
        }
        // A sentence may have begun in the block before.
        let open = before.filter(|b| b.block.kind == BlockKind::Paragraph && view.block.kind == BlockKind::Paragraph);
        let open = open.map_or("", |b| b.text()).rsplit('。').next().unwrap_or_default();
        let context = reference::Context { dates: &self.dates, short, open };
        let mut dated = 0;
        for found in reference::find(text, &context) {
            let mut reference = found.reference;
            if reference.title.is_empty() {
                view.words(found.title.start, found.title.end).clone_into(&mut reference.title);
            }
            if let Some(name) = &mut reference.short {
                short.push(tadori_text::normalize(name).text, reference.title.clone());
            }
            let place = found.span;
            for said in [
                &mut reference.decided_by,
                &mut reference.issuer,
                &mut reference.law_number,
                &mut reference.article,
                &mut reference.section,
                &mut reference.short,
            ] {
                view.restore(said, place);
            }
            dated += usize::from(reference.decided_on.is_some() || reference.law_number.is_some());
            self.push(mentions, found.span.start, found.span.end, Fact::Reference(reference));
        }
        let heading = before.filter(|b| {
            b.block.kind == BlockKind::Heading
                || (text.starts_with('(') && b.block.kind == BlockKind::Paragraph && b.text().chars().count() <= 60)
        });
        if dated == 0
            && let Some(reference) = reference::dated_line(text, &self.dates)
            && let Some(heading) = heading
        {
            let title = heading.block.text.trim().to_owned();
            self.push(mentions, 0, text.len(), Fact::Reference(Reference { title, ..reference }));
        }
        dated
    }
}
