//! Amounts, and the programs that they are for.

use serde::Serialize;
use tadori_library as core;

use crate::{
    Alias, BudgetLine, BudgetView, Decision, LostDecision, NameApart, Passage, ProgramView, Said, Share, SumCheck,
};

/// The name under which an enumeration is stored, which is the one that crosses.
pub(super) fn name(of: impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl From<&core::Passage> for Passage {
    fn from(passage: &core::Passage) -> Self {
        Self::marked(&passage.document, &passage.row, &[passage.span])
    }
}

impl Passage {
    /// A block of a document with these stretches of its text marked; empty ones mark nothing.
    pub(super) fn marked(document: &core::DocumentRow, row: &core::BlockRow, marks: &[core::Span]) -> Self {
        let marks = marks.iter().filter(|m| !m.is_empty()).map(|m| (m.start, m.end));
        Self {
            document: document.id.to_string(),
            title: document.title().to_owned(),
            draft: document.metadata.draft,
            sample: document.is_sample(),
            block: row.ordinal,
            line_start: row.block.lines.first,
            page: row.block.page,
            page_label: row.page_label.clone(),
            runs: super::runs(&row.block.text, marks),
        }
    }
}

impl From<&core::BudgetRow> for BudgetLine {
    fn from(row: &core::BudgetRow) -> Self {
        let line = &row.line;
        Self {
            id: row.id.clone(),
            subject: line.subject.clone(),
            subject_kind: name(line.subject_kind),
            project: row.project.clone(),
            ministries: row.ministries.clone(),
            fiscal_year: line.fiscal_year,
            stage: line.stage.as_str().to_owned(),
            yen: line.amount_yen,
            breakdown: line.breakdown.iter().map(|(name, yen)| Share { name: name.clone(), yen: *yen }).collect(),
            qualifiers: line.qualifiers.clone(),
            basis: name(line.basis),
            candidates: line.candidates.clone(),
            decided_at: row.decided_at.clone(),
            left_out: row.left_out.map(|why| why.as_str().to_owned()),
            passage: (&row.passage).into(),
        }
    }
}

impl From<core::Checked> for SumCheck {
    fn from(check: core::Checked) -> Self {
        let core::Checked { total, parts, lines, stated, added, rounding } = check;
        Self { total, parts: name(parts), lines, stated, added, rounding }
    }
}

impl From<core::LostDecision> for LostDecision {
    fn from(lost: core::LostDecision) -> Self {
        let core::LostDecision { id, document, quote, before, after, yen, subject, decided_at } = lost;
        let text = [before.as_str(), &quote, &after].concat();
        let amount = (before.len(), before.len() + quote.len());
        Self {
            id,
            document: document.id.to_string(),
            title: document.title().to_owned(),
            runs: super::runs(&text, std::iter::once(amount)),
            yen,
            subject,
            decided_at,
        }
    }
}

impl From<core::Budget> for BudgetView {
    fn from(budget: core::Budget) -> Self {
        Self {
            lines: budget.lines.iter().map(BudgetLine::from).collect(),
            checks: budget.checks.into_iter().map(SumCheck::from).collect(),
            lost: budget.lost.into_iter().map(LostDecision::from).collect(),
        }
    }
}

impl ProgramView {
    /// The projects and programs of a library, with the amounts that are for them.
    pub fn list(budget: &core::Budget) -> Vec<Self> {
        let mut amounts: Vec<Vec<String>> = vec![Vec::new(); budget.programs.len()];
        for row in &budget.lines {
            if let Some(program) = row.line.subject.as_deref().and_then(|subject| budget.program(subject)) {
                amounts[program].push(row.id.clone());
            }
        }
        let view = |(number, (row, amounts)): (usize, (&core::ProgramRow, Vec<String>))| {
            let program = &row.program;
            let alias = |(alias, evidence): &(String, _)| Alias {
                name: alias.clone(),
                evidence: name(evidence),
                said_of: row.said_of(&budget.names_said, alias),
            };
            let apart = row.apart(&budget.names_said).into_iter().map(|(name, said_of)| NameApart { name, said_of });
            Self {
                id: format!("p{number}"),
                name: program.name.clone(),
                aliases: program.aliases.iter().map(alias).collect(),
                apart: apart.collect(),
                kind: program.kind.as_str().to_owned(),
                project: program.project.clone(),
                parent: program.parent.clone(),
                ministries: program.ministries.clone(),
                marks: program.marks.clone(),
                fund: program.fund,
                period: program.period.clone(),
                amounts,
                described: row.described.as_ref().map(Passage::from),
                mentions: row.mentions.iter().map(Passage::from).collect(),
            }
        };
        budget.programs.iter().zip(amounts).enumerate().map(view).collect()
    }
}

impl From<Said> for core::Said {
    fn from(said: Said) -> Self {
        match said {
            Said::Same => Self::Same,
            Said::Different => Self::Different,
            Said::Nothing => Self::Nothing,
        }
    }
}

impl From<Decision> for core::Decision {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::For { subject } => Self::For(subject),
            Decision::None => Self::None,
            Decision::Open => Self::Open,
        }
    }
}
