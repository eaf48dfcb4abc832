//! Programs in rows of tables: the first cell that is called as programs are; ministries and marks in cells of their own.

use tadori_text::{BlockKind, Span, normalize};

use super::declare::keep;
use super::head::peel;
use super::name::{self, Aside};
use super::{Declared, ProgramKind};
use crate::grid::Row;
use crate::names::Names;
use crate::read::Noted;

/// A printed name without what brackets behind it only say of it, and what they say.
pub(crate) fn plain(printed: &str, names: &Names) -> (String, Vec<Aside>) {
    let (folded, asides, _) = peel(&normalize(printed).text, names);
    (keep(printed.trim(), &folded), asides)
}

/// The programs of the rows of tables; `lines` are rows of plain text, whose cells only blanks keep apart.
pub(super) fn read(noted: &[Noted<'_>], lines: &[Row], names: &Names, project_of: &[Option<String>]) -> Vec<Declared> {
    let mut found: Vec<Declared> =
        noted.iter().filter(|n| has_cells(n)).filter_map(|note| row(note, names, project_of)).collect();
    for line in lines.iter().filter(|l| !has_cells(&noted[l.block])) {
        let (name, asides) = plain(&line.name, names);
        let base = normalize(name::base(&name)).text;
        let Some(start) = noted[line.block].view.block.text.find(&line.name) else { continue };
        if name::ends_as_program(&base)
            && base.chars().count() >= 5
            && !name::reads_on(&base)
            && !base.ends_with("プロジェクト")
            && !base.starts_with("その他")
        {
            let span = Span::new(start, start + line.name.len());
            let mut declared = Declared::new(line.block, span, ProgramKind::Program, name);
            declared.project.clone_from(&project_of[line.block]);
            declared.say(&asides);
            found.push(declared);
        }
    }
    found
}

const fn parts_cells(c: char) -> bool {
    matches!(c, '　' | '\t' | '|')
}

/// A row whose cells more than blanks keep apart.
fn has_cells(note: &Noted<'_>) -> bool {
    note.view.block.kind == BlockKind::TableRow && note.view.block.text.contains(parts_cells)
}

fn row(note: &Noted<'_>, names: &Names, project_of: &[Option<String>]) -> Option<Declared> {
    let (block, text) = (note.view.index, &note.view.block.text);
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in text.split(parts_cells) {
        cells.push(Span::new(at, at + cell.len()));
        at += cell.len() + text[at + cell.len()..].chars().next().map_or(0, char::len_utf8);
    }
    let called = |cell: &&Span| {
        let folded = normalize(cell.of(text)).text;
        let (plain, ..) = peel(&folded, names);
        let base = name::base(&plain);
        name::ends_as_program(base)
            && (5..=60).contains(&base.chars().count())
            && !name::reads_on(base)
            && !base.ends_with("プロジェクト")
    };
    let cell = *cells.iter().find(called)?;
    let (name, mut asides) = plain(cell.of(text), names);
    for other in cells.iter().filter(|c| **c != cell) {
        let inner = normalize(other.of(text)).text;
        if !inner.is_empty() && inner.chars().count() <= 24 {
            asides.push(name::aside(inner.trim_matches(['(', ')', '【', '】']), names));
        }
    }
    let trimmed = cell.of(text).trim();
    let start = cell.start + cell.of(text).find(trimmed)?;
    let mut declared = Declared::new(block, Span::new(start, start + trimmed.len()), ProgramKind::Program, name);
    declared.project.clone_from(&project_of[block]);
    declared.say(&asides);
    Some(declared)
}
