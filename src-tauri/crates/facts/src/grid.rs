//! 表: rows of cells, with a unit in the head（単位：百万円）and columns that say year and stage.
//!
//! A row of a table of Markdown, Office or PDF is a block whose cells an ideographic space keeps apart. In plain text a
//! row is a line, whose figures stand at its end, apart by blanks. Bare figures are amounts only where a unit was
//! printed above, and only in rows.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::{BlockKind, Span};

use crate::amount::{self, Amount, Role};
use crate::budget::{Label, label};
use crate::read::Noted;

/// A row with figures.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) block: usize,
    /// What stands before the first figure, as printed, without number or bullet.
    pub(crate) name: String,
    /// Each figure: index into the block's amounts, and what its column is about.
    pub(crate) figures: Vec<(usize, Option<Label>)>,
}

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("単位[::]?(?:は、?)?(兆円|億円|百万円|千万円|万円|千円|円)").expect("checked by tests")
});
/// A cell that is nothing but a figure.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(<]?([▲△-])?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[)>]?[※*]?\d?$").expect("checked by tests")
});
/// A cell without a figure: 皆増, −.
static NOTHING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:[-―—ー–…]|皆増|皆減|新規|[※*])$").expect("checked by tests"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．)]|[①-⑳]|[○〇●◆■◇□・•➢*※]|\s|　)+").expect("checked by tests")
});
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("率(?:\\([^()]*\\))?$|比$|%|割合$|件数$|人数$|箇所数?$|備考$").expect("checked by tests")
});

/// Cells of a line: spans of the block's text.
struct Line {
    cells: Vec<Span>,
}

/// Reads the tables of a document: gives its rows, and adds bare figures under a unit to the amounts of their blocks.
pub(crate) fn read(noted: &mut [Noted<'_>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut unit: Option<&'static str> = None;
    let mut columns: Vec<(String, Option<Label>)> = Vec::new();
    let mut width = 0;
    let mut in_head = false;
    for note in noted.iter_mut() {
        let kind = note.view.block.kind;
        let text = note.view.text().to_owned();
        if kind == BlockKind::Heading {
            (unit, in_head) = (None, false);
            columns.clear();
        }
        if let Some(c) = UNIT.captures(&text) {
            unit = units(&c[1]);
            columns.clear();
            in_head = true;
        }
        let tabular = kind == BlockKind::TableRow;
        if !tabular
            && (unit.is_none() || matches!(kind, BlockKind::Heading | BlockKind::Furniture | BlockKind::Footnote))
        {
            continue;
        }
        for line in lines(note) {
            let head = labels(note, &line);
            let figures = figures(note, &line, tabular);
            if figures.is_empty() {
                if head.iter().any(|(_, l)| l.is_some()) {
                    if !in_head {
                        columns.clear();
                    }
                    columns.extend(head);
                    (width, in_head) = (line.cells.len(), true);
                }
                continue;
            }
            in_head = false;
            rows.extend(row(note, &line, &figures, unit, &columns, width));
        }
    }
    rows.retain(|r| !r.figures.is_empty());
    rows
}

fn units(word: &str) -> Option<&'static str> {
    ["兆円", "億円", "百万円", "千万円", "万円", "千円", "円"].into_iter().find(|u| *u == word)
}

/// The lines of a block, cut into cells.
fn lines(note: &Noted<'_>) -> Vec<Line> {
    let view = &note.view;
    let text = &view.block.text;
    if view.block.kind == BlockKind::TableRow {
        let whole = Span::new(0, text.len());
        let cells = cut(text, whole, |c| matches!(c, '　' | '\t' | '|'));
        // A row of plain text has only blanks between its cells.
        let cells = if cells.len() > 1 { cells } else { cut(text, whole, char::is_whitespace) };
        return vec![Line { cells }];
    }
    view.lines().into_iter().map(|span| Line { cells: cut(text, span, char::is_whitespace) }).collect()
}

fn cut(text: &str, within: Span, apart: impl Fn(char) -> bool) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = within.start;
    for (at, c) in within.of(text).char_indices() {
        if apart(c) {
            cells.push(Span::new(start, within.start + at));
            start = within.start + at + c.len_utf8();
        }
    }
    cells.push(Span::new(start, within.end));
    cells.retain(|c| !c.of(text).trim().is_empty());
    cells
}

fn folded(note: &Noted<'_>, cell: Span) -> String {
    tadori_text::normalize(cell.of(&note.view.block.text)).text.trim().to_owned()
}

/// The labels of a head: one for each cell, of which several may share a cell.
fn labels(note: &Noted<'_>, line: &Line) -> Vec<(String, Option<Label>)> {
    let mut found = Vec::new();
    for cell in &line.cells {
        let text = folded(note, *cell);
        if label::is_label(&text) {
            found.extend(label::columns(&text).into_iter().map(|l| (text.clone(), Some(l))));
        } else {
            found.push((text, None));
        }
    }
    found
}

/// The cells that hold a figure, by index: bare ones, and those with an amount of their own.
fn figures(note: &Noted<'_>, line: &Line, tabular: bool) -> Vec<usize> {
    let bare = |cell: &Span| FIGURE.is_match(&folded(note, *cell));
    let own = |cell: &Span| {
        let span = note.view.folded_span(*cell);
        tabular
            && note
                .amounts
                .iter()
                .any(|a| a.span.start >= span.start && a.span.end <= span.end && a.span.len() * 2 > span.len())
    };
    let mut found: Vec<usize> = Vec::new();
    // From the end: figures stand behind the name; what stands before the name is its number.
    for (at, cell) in line.cells.iter().enumerate().rev() {
        let text = folded(note, *cell);
        if bare(cell) || own(cell) {
            found.push(at);
        } else if !(NOTHING.is_match(&text) || RATE.is_match(&text) || tabular && found.is_empty()) {
            break;
        }
    }
    found.reverse();
    // A line of figures only, or a number and its name, is no row.
    found.retain(|at| *at > 0);
    found
}

fn row(
    note: &mut Noted<'_>,
    line: &Line,
    figures: &[usize],
    unit: Option<&'static str>,
    columns: &[(String, Option<Label>)],
    width: usize,
) -> Option<Row> {
    let first = *figures.first()?;
    let text = &note.view.block.text;
    let name = Span::new(line.cells[0].start, line.cells[first - 1].end).of(text).trim();
    let bare = name.trim_start_matches(|c: char| c.is_numeric() || c == '　' || c == ' ');
    let name = if bare.chars().count() >= 2 { bare } else { name };
    let number = NUMBER.find(name).map_or(0, |m| m.end());
    let name = name[number..].trim().to_owned();
    if !name.chars().any(char::is_alphabetic) || name.chars().count() > 60 {
        return None;
    }
    // 概算要求額 61億円 says what the figure is, not whose.
    if label::is_label(&tadori_text::normalize(&name).text) {
        return None;
    }
    let filled: Vec<usize> = (first..line.cells.len()).collect();
    let labelled: Vec<&(String, Option<Label>)> =
        columns.iter().filter(|(t, l)| l.is_some() || RATE.is_match(t)).collect();
    let column = |cell: usize| {
        if line.cells.len() == width && columns.len() == width {
            return columns.get(cell);
        }
        let order = filled.iter().position(|c| *c == cell)?;
        (labelled.len() == filled.len()).then(|| labelled[order])
    };
    let mut found = Vec::new();
    for &cell in figures {
        let span = note.view.folded_span(line.cells[cell]);
        let head = column(cell);
        if head.is_some_and(|(t, _)| RATE.is_match(t)) {
            continue;
        }
        let label = head.and_then(|(_, l)| *l);
        let own = note.amounts.iter().position(|a| a.span.start >= span.start && a.span.end <= span.end);
        let at = match (own, unit) {
            (Some(own), _) => Some(own),
            (None, Some(unit)) => add(note, span, unit, label),
            (None, None) => None,
        };
        found.extend(at.map(|at| (at, label)));
    }
    Some(Row { block: note.view.index, name, figures: found })
}

/// Adds a bare figure to the amounts of its block; gives its index.
fn add(note: &mut Noted<'_>, span: Span, unit: &str, label: Option<Label>) -> Option<usize> {
    let figure = FIGURE.captures(span.of(note.view.text()))?;
    let negative = figure.get(1).is_some();
    let digits = format!("{}{}", &figure[2].replace(',', ""), figure.get(3).map_or("", |m| m.as_str()));
    let yen = amount::yen(&format!("{digits}{}", unit.trim_end_matches('円')))?;
    let change = negative || label.is_some_and(|l| l.change);
    let amount = Amount {
        yen: if negative { -yen } else { yen },
        upto: None,
        approximate: false,
        bound: None,
        within: false,
        repeated: false,
        role: if change { Role::Change } else { Role::Sum },
    };
    let at = note.amounts.partition_point(|a| a.span.start < span.start);
    note.amounts.insert(at, amount::Found { span, amount });
    Some(at)
}
