//! `tadori programs` and `tadori budget`

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use serde::Serialize;
use tadori_library::tadori_facts::{Basis, SubjectKind};
use tadori_library::{Budget, BudgetRow, Error, LeftOut, Library, Passage, ProgramRow};

use crate::output::Output;

/// Reads the documents; says on standard error how far it is, where that takes over a second.
fn read(library: &Library) -> Result<Budget, Error> {
    let mut last = Instant::now();
    library.budget_watched(&mut |done, total| {
        if last.elapsed() >= Duration::from_secs(1) {
            last = Instant::now();
            eprintln!("documents: {done}/{total}");
        }
        ControlFlow::Continue(())
    })
}

#[derive(Serialize)]
struct PlaceLine<'a> {
    file: &'a str,
    line_start: u32,
    line_end: u32,
}

#[derive(Serialize)]
struct ProgramLine<'a> {
    program: String,
    name: &'a str,
    aliases: Vec<&'a str>,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    ministries: &'a [String],
    marks: &'a [String],
    fund: bool,
    mentions: Vec<PlaceLine<'a>>,
}

pub(crate) fn programs(library: &Library, output: &mut Output) -> anyhow::Result<()> {
    for (number, ProgramRow { program, mentions, .. }) in read(library)?.programs.iter().enumerate() {
        let mentions = mentions.iter().map(|Passage { document, row, .. }| {
            let lines = row.block.lines;
            PlaceLine { file: &document.file_name, line_start: lines.first, line_end: lines.last }
        });
        let line = ProgramLine {
            program: format!("p{number}"),
            name: &program.name,
            aliases: program.aliases.iter().map(|(a, _)| a.as_str()).collect(),
            kind: program.kind.as_str(),
            period: program.period.as_deref(),
            project: program.project.as_deref(),
            parent: program.parent.as_deref(),
            ministries: &program.ministries,
            marks: &program.marks,
            fund: program.fund,
            mentions: mentions.collect(),
        };
        output.line(&line, || {
            let project = line.project.map_or(String::new(), |p| format!("  [{p}]"));
            format!("{}（{}）{}{project}", line.name, line.ministries.join("、"), line.marks.join("・"))
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct AmountLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    subject_kind: SubjectKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ministries: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    fiscal_year: Option<i32>,
    stage: &'static str,
    amount_yen: i64,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    breakdown: BTreeMap<&'a str, i64>,
    qualifiers: &'a [String],
    certain: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    candidates: &'a [String],
    basis: Basis,
    /// When a person decided what it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_at: Option<&'a str>,
    /// Why it is in no sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'static str>,
    document: &'a str,
    file: &'a str,
    line_start: u32,
    line_end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Print stated totals against their parts instead.
    #[arg(long)]
    sums: bool,
    /// Print what was decided of amounts that are no longer to be found instead.
    #[arg(long, conflicts_with = "sums")]
    lost: bool,
}

#[derive(Serialize)]
struct LostLine<'a> {
    id: i64,
    quote: &'a str,
    before: &'a str,
    after: &'a str,
    amount_yen: i64,
    /// None of its candidates, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    decided_at: &'a str,
    document: &'a str,
    file: &'a str,
}

fn lost(budget: &Budget, output: &mut Output) -> anyhow::Result<()> {
    for decision in &budget.lost {
        let line = LostLine {
            id: decision.id,
            quote: &decision.quote,
            before: &decision.before,
            after: &decision.after,
            amount_yen: decision.yen,
            subject: decision.subject.as_deref(),
            decided_at: &decision.decided_at,
            document: decision.document.id.as_str(),
            file: &decision.document.file_name,
        };
        output.line(&line, || {
            let subject = line.subject.unwrap_or("(none of its candidates)");
            format!(
                "{:>16}  {subject}  {}: …{}【{}】{}…",
                line.amount_yen, line.file, line.before, line.quote, line.after
            )
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct SumLine<'a> {
    subject: Option<&'a str>,
    parts: tadori_library::tadori_facts::Parts,
    stated: i64,
    added: i64,
    difference: i64,
    rounding: bool,
    file: &'a str,
    line_start: u32,
    part_lines: Vec<u32>,
}

fn sums(budget: &Budget, output: &mut Output) -> anyhow::Result<()> {
    let rows: HashMap<&str, &BudgetRow> = budget.lines.iter().map(|row| (row.id.as_str(), row)).collect();
    let first = |id: &str| rows[id].passage.row.block.lines.first;
    for check in &budget.checks {
        let total = rows[check.total.as_str()];
        let line = SumLine {
            subject: total.line.subject.as_deref(),
            parts: check.parts,
            stated: check.stated,
            added: check.added,
            difference: check.stated - check.added,
            rounding: check.rounding,
            file: &total.passage.document.file_name,
            line_start: first(&check.total),
            part_lines: check.lines.iter().map(|id| first(id)).collect(),
        };
        output.line(&line, || {
            let said = match (line.difference, check.rounding) {
                (0, _) => "=",
                (_, true) => "≈",
                _ => "≠",
            };
            let subject = line.subject.unwrap_or_default();
            format!("{:6}  {} {said} {}  {subject} ({:?})", line.line_start, line.stated, line.added, check.parts)
        })?;
    }
    Ok(())
}

pub(crate) fn budget(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let budget = read(library)?;
    if arguments.sums {
        return sums(&budget, output);
    }
    if arguments.lost {
        return lost(&budget, output);
    }
    for row in &budget.lines {
        let Passage { document, row: place, .. } = &row.passage;
        let (one, block) = (&row.line, &place.block);
        let line = AmountLine {
            subject: one.subject.as_deref(),
            subject_kind: one.subject_kind,
            project: row.project.as_deref(),
            ministries: &row.ministries,
            fiscal_year: one.fiscal_year,
            stage: one.stage.as_str(),
            amount_yen: one.amount_yen,
            breakdown: one.breakdown.iter().map(|(k, v)| (k.as_str(), *v)).collect(),
            qualifiers: &one.qualifiers,
            certain: one.certain,
            candidates: &one.candidates,
            basis: one.basis,
            decided_at: row.decided_at.as_deref(),
            left_out: row.left_out.map(LeftOut::as_str),
            document: document.id.as_str(),
            file: &document.file_name,
            line_start: block.lines.first,
            line_end: block.lines.last,
            page: block.page,
        };
        output.line(&line, || {
            let year = line.fiscal_year.map_or("?".to_owned(), |y| y.to_string());
            let subject = line.subject.map_or_else(|| format!("? {}", line.candidates.join(" / ")), str::to_owned);
            format!("{:6}  {year} {:16} {:>16}  {subject}", line.line_start, line.stage, line.amount_yen)
        })?;
    }
    Ok(())
}
