//! Rows of tables whose columns say year and stage.

use super::label::{Label, Stage};
use super::{Basis, BudgetLine, SubjectKind, line, table, tie};
use crate::grid::Row;
use crate::names::Names;
use crate::program;
use crate::read::Noted;

/// The lines of a row.
pub(super) fn lines(noted: &[Noted<'_>], row: &Row, names: &Names, base: Label) -> Vec<BudgetLine> {
    let note = &noted[row.block];
    let (mut name, _) = program::plain(&row.name, names);
    if matches!(name.as_str(), "合計" | "計" | "総計" | "総額" | "合 計" | "合　計") {
        name = title(noted, row.block).unwrap_or(name);
    }
    let mut found = Vec::new();
    for &(at, label) in &row.figures {
        let label = label.unwrap_or_default();
        let year = label.year.or_else(|| label.short_year.map(|y| y + 2018)).or(base.year);
        let (Some(year), Some(stage)) = (year, label.stage.or(base.stage)) else { continue };
        if label.change || !line::counts(note, at) {
            continue;
        }
        let (breakdown, qualifiers) = line::parts(note, at, names);
        let year = if label.previous && label.year.is_none() { year - 1 } else { year };
        found.push(BudgetLine {
            block: row.block,
            span: note.view.span(note.amounts[at].span.start, note.amounts[at].span.end),
            subject: Some(name.clone()),
            subject_kind: kind(&name),
            fiscal_year: Some(year),
            stage: if stage == Stage::Other { Stage::Initial } else { stage },
            amount_yen: note.amounts[at].amount.yen,
            breakdown,
            qualifiers,
            certain: true,
            candidates: Vec::new(),
            basis: Basis::Table,
            repeats: None,
        });
    }
    found
}

/// What the table is called: the line above its unit.
fn title(noted: &[Noted<'_>], row: usize) -> Option<String> {
    let above = noted[..row].iter().rev().take(60);
    let mut lines = above.skip_while(|n| !n.view.text().contains("単位")).skip(1);
    let title = lines.find(|n| !n.view.text().is_empty())?.view.block.text.trim();
    let title = title.trim_start_matches(['別', '表', '参', '考', '　', ' ', '○', '●', '■', '◆']);
    (title.chars().count() <= 50 && !title.contains('。')).then(|| title.to_owned())
}

fn kind(name: &str) -> SubjectKind {
    let folded = tadori_text::normalize(name).text;
    if folded.ends_with("プロジェクト") {
        SubjectKind::Project
    } else if table::is_account(&folded) {
        SubjectKind::Account
    } else {
        tie::kind_of(&folded)
    }
}
