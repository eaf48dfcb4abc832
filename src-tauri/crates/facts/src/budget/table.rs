//! Tables that a PDF gives line by line: heads, row names, amounts, in reading order.
//!
//! ```text
//! 令和８年度概算要求・要望額      a column
//! 概算要求額 要望額               two more
//! 港湾整備経費                    a row …
//! ３０億円 / ２０億円 / １０億円   … with as many amounts as there are columns
//! 令和７年度 / 当初予算額         a column of its own …
//! ２５億円 / ４０億円             … with as many amounts as there were rows
//! ```
//!
//! Anything that does not come out even is no table.

use super::label::{self, Label, Stage};
use super::{Basis, BudgetLine, SubjectKind, line};
use crate::names::Names;
use crate::read::Noted;

/// A piece of a sheet, as a table is made of them.
enum Piece {
    Head(Vec<Label>, String),
    Row(String),
    Sum(usize),
    /// （文3、厚5）, in a block of its own behind the sum.
    Shares,
    Words(String),
}

/// The lines of the tables on a sheet of blocks `sheet`; `taken` gets the blocks that they consumed.
pub(super) fn lines(
    noted: &[Noted<'_>],
    sheet: &[usize],
    names: &Names,
    base: Label,
    taken: &mut Vec<usize>,
) -> Vec<BudgetLine> {
    let pieces: Vec<(usize, Piece)> = sheet.iter().map(|&b| (b, piece(&noted[b], names))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if matches!(pieces[at].1, Piece::Head(..))
            && let Some((lines, end)) = table(noted, &pieces, at, names, base)
        {
            taken.extend(pieces[at..end].iter().map(|(b, _)| *b));
            found.extend(lines);
            at = end;
            continue;
        }
        at += 1;
    }
    found
}

fn piece(note: &Noted<'_>, names: &Names) -> Piece {
    let text = note.view.text();
    if label::is_label(text) {
        return Piece::Head(label::columns(text), text.to_owned());
    }
    if line::money(note).is_some() {
        return Piece::Sum(note.view.index);
    }
    if names.shares(text).is_some_and(|(end, _)| text[end..].trim_matches([')', ' ']).is_empty()) {
        return Piece::Shares;
    }
    if is_account(text) {
        return Piece::Row(note.view.block.text.clone());
    }
    Piece::Words(note.view.block.text.clone())
}

/// Whether a folded text is the name of an account, and nothing else.
pub(super) fn is_account(text: &str) -> bool {
    let bare = crate::program::base_of(text);
    (3..=40).contains(&bare.chars().count())
        && !bare.contains(['。', '、', ':'])
        && [
            "経費",
            "対象経費",
            "補助金",
            "補助金等",
            "交付金",
            "会計",
            "勘定",
            "運営費",
            "委託費",
            "調整費",
            "推進費",
            "関連予算",
        ]
        .iter()
        .any(|s| bare.ends_with(s))
}

/// Columns of a head that goes on over several blocks.
fn head(pieces: &[(usize, Piece)], mut at: usize) -> (Vec<Label>, usize) {
    let mut columns: Vec<Label> = Vec::new();
    while let Some((_, Piece::Head(labels, text))) = pieces.get(at) {
        let fresh = labels.iter().any(|l| l.year.is_some() || l.short_year.is_some() || l.change);
        let started = !columns.is_empty();
        match columns.last_mut() {
            // 令和７年度 / 当初予算額: one column on two lines. （補正）: says more of the columns before.
            Some(last) if last.stage.is_none() && labels.len() == 1 && !fresh => last.stage = labels[0].stage,
            _ if text.starts_with('(') && labels.len() == 1 && started => {
                for column in &mut columns {
                    column.stage = labels[0].stage.or(column.stage);
                }
            }
            Some(last) if last.change && labels.len() == 1 && labels[0].change => {}
            _ => columns.extend(labels.iter().copied()),
        }
        at += 1;
    }
    (columns, at)
}

fn table(
    noted: &[Noted<'_>],
    pieces: &[(usize, Piece)],
    start: usize,
    names: &Names,
    base: Label,
) -> Option<(Vec<BudgetLine>, usize)> {
    let (columns, mut at) = head(pieces, start);
    let mut columns = settled(columns, base);
    let mut rows: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    while let Some((name, sums, end)) = row(pieces, at) {
        if sums.len() != columns.len() {
            break;
        }
        for (column, sum) in columns.iter().zip(&sums) {
            lines.extend(one(noted, *sum, &name, *column, names));
        }
        rows.push(name);
        at = end;
    }
    if rows.is_empty() || (rows.len() == 1 && columns.len() == 1) {
        return None;
    }
    // Columns of their own, for the rows that were named.
    while matches!(pieces.get(at), Some((_, Piece::Head(..)))) {
        let (more, behind) = head(pieces, at);
        let (sums, end) = sums(pieces, behind);
        if sums.len() != rows.len() * more.len().max(1) && !more.iter().all(|c| c.change) {
            break;
        }
        columns = settled(more, base);
        if columns.len() == 1 && sums.len() == rows.len() {
            for (name, sum) in rows.iter().zip(&sums) {
                lines.extend(one(noted, *sum, name, columns[0], names));
            }
        }
        at = end;
    }
    Some((lines, at))
}

/// A request that is split into 概算要求額 and 要望額 has a total and two parts; ７年度 is a year of this era.
fn settled(mut columns: Vec<Label>, base: Label) -> Vec<Label> {
    let split = columns.iter().any(|c| c.stage == Some(Stage::RequestPriority));
    let year = columns.iter().find_map(|c| c.year);
    for (at, column) in columns.iter_mut().enumerate() {
        if split && column.stage == Some(Stage::Request) && at > 0 {
            column.stage = Some(Stage::RequestBase);
        }
        if column.year.is_none() {
            column.year = column.short_year.map(|y| y + 2018).or(year).or(base.year);
        }
        column.stage = column.stage.or(base.stage);
    }
    columns
}

/// A row: its name (perhaps on two lines) and its amounts.
fn row(pieces: &[(usize, Piece)], at: usize) -> Option<(String, Vec<usize>, usize)> {
    let (name, behind) = match (&pieces.get(at)?.1, pieces.get(at + 1).map(|p| &p.1)) {
        (Piece::Row(name), _) => (name.clone(), at + 1),
        // 日本…機構 / 対象経費
        (Piece::Words(first), Some(Piece::Row(rest))) if first.chars().count() <= 24 && rest.chars().count() <= 6 => {
            (format!("{first}{rest}"), at + 2)
        }
        _ => return None,
    };
    let (sums, end) = sums(pieces, behind);
    (!sums.is_empty()).then_some((name, sums, end))
}

fn sums(pieces: &[(usize, Piece)], mut at: usize) -> (Vec<usize>, usize) {
    let mut found = Vec::new();
    while let Some((_, piece)) = pieces.get(at) {
        match piece {
            Piece::Sum(block) => found.push(*block),
            Piece::Shares if !found.is_empty() => {}
            _ => break,
        }
        at += 1;
    }
    (found, at)
}

fn one(noted: &[Noted<'_>], block: usize, name: &str, column: Label, names: &Names) -> Option<BudgetLine> {
    let note = &noted[block];
    if column.change || !line::counts(note, 0) {
        return None;
    }
    let (mut breakdown, qualifiers) = line::parts(note, 0, names);
    if let (true, Some(next)) = (breakdown.is_empty(), noted.get(block + 1))
        && let Some((_, shares)) = names.shares(next.view.text())
        && next.amounts.is_empty()
    {
        breakdown = line::scaled(&shares, note, 0);
    }
    Some(BudgetLine {
        block,
        span: note.view.span(note.amounts[0].span.start, note.amounts[0].span.end),
        subject: Some(name.trim().to_owned()),
        subject_kind: SubjectKind::Account,
        fiscal_year: column.year,
        stage: column.stage.unwrap_or(Stage::Other),
        amount_yen: note.amounts[0].amount.yen,
        breakdown,
        qualifiers,
        certain: true,
        candidates: Vec::new(),
        basis: Basis::Table,
        repeats: None,
    })
}
