//! Entries of programs and projects on their sheets.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::{Block, BlockKind, Span};

use super::Declared;
use super::belong::{assign, description};
use super::declare::declare;
use super::head::{Ends, STOP, bullet, head, peel};
use super::name::{self, Aside};
use crate::grid::Row;
use crate::names::Names;
use crate::read::Noted;
use crate::sheet;

/// An entry, and what budget lines need of it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) declared: Declared,
    /// The bullet that it stands behind.
    pub(crate) bullet: Option<char>,
    /// Folded byte behind the name and its brackets, in the entry's last name block.
    pub(crate) end: usize,
    /// Index of the block in which the name ends.
    pub(crate) name_block: usize,
    /// Entries of one list (A／B／C) share the first's number.
    pub(crate) list: Option<usize>,
    /// Names only, with no description behind it.
    pub(crate) bare: bool,
}

/// A project heading.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) block: usize,
    pub(crate) name: String,
    /// An amount stands behind the name: an entry of an overview, not the title of a sheet.
    pub(crate) priced: bool,
}

/// What the entries of a document come to.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) entries: Vec<Entry>,
    pub(crate) projects: Vec<Project>,
    /// Programs that running text and rows of tables name.
    pub(crate) prose: Vec<Declared>,
    /// For each block its sheet.
    pub(crate) sheets: Vec<usize>,
    /// For each block the project it belongs to.
    pub(crate) project_of: Vec<Option<String>>,
}

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．)]|[①-⑳]|第\d+)\s*").expect("checked by tests"));
static PROJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^((?:[^。、:]|・){2,32}?(?:プロジェクト|パッケージ))(?:\(([^()]*)\))?(.*)$").expect("checked by tests")
});
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[^【]{0,3}[【〔\\[]((?:(?:新規|拡充|継続|一部新規|組替新規)[・、,/]?)+)[】〕\\]]")
        .expect("checked by tests")
});
/// Words that say of what kind a project is, and not which.
const STEM: &[char] = &['統', '合', '施', '策', '政'];

/// Reads the entries of a document.
pub(crate) fn read(noted: &[Noted<'_>], rows: &[Row], names: &Names) -> Read {
    let blocks: Vec<&Block> = noted.iter().map(|n| n.view.block).collect();
    let sheets = sheet::sheets_of(&blocks);
    let projects: Vec<Project> = noted.iter().filter_map(|n| project(n, names)).collect();
    let customary = custom(noted, &sheets, names);
    let mut entries: Vec<Entry> = Vec::new();
    let mut index = 0;
    while index < noted.len() {
        let taken = projects.iter().any(|p| p.block == index);
        let found = if taken { Vec::new() } else { entry(noted, index, names, &customary[sheets[index]]) };
        let last = found.iter().map(|e| e.name_block).max().unwrap_or(index);
        let first = entries.len();
        let listed = found.len() > 1;
        entries.extend(found.into_iter().map(|e| Entry { list: listed.then_some(first), ..e }));
        index = last + 1;
    }
    let project_of = assign(noted, &sheets, &projects, &entries);
    for at in 0..entries.len() {
        let next = entries.get(at + 1).map_or(noted.len(), |n| n.declared.block);
        let entry = &mut entries[at];
        entry.declared.project.clone_from(&project_of[entry.declared.block]);
        entry.declared.last = description(noted, &sheets, entry, next);
        let below = entry.name_block + 1..=entry.declared.last;
        let marks = below
            .filter_map(|b| MARKS.captures(noted[b].view.text()))
            .flat_map(|c| c[1].split(['・', '、', ',', '/']).map(str::to_owned).collect::<Vec<_>>());
        for mark in marks.filter(|m| !m.is_empty()).collect::<Vec<_>>() {
            if !entry.declared.marks.contains(&mark) {
                entry.declared.marks.push(mark);
            }
        }
    }
    let known: Vec<String> = entries
        .iter()
        .flat_map(|e| std::iter::once(&e.declared.name).chain(&e.declared.aliases))
        .map(|n| tadori_text::normalize(n).text)
        .filter(|n| n.chars().count() >= 5)
        .collect();
    let tables = super::table::read(noted, rows, names, &project_of);
    let known: Vec<String> =
        known.into_iter().chain(tables.iter().map(|t| tadori_text::normalize(&t.name).text)).collect();
    let mut prose = super::prose::read(noted, &known, &project_of);
    prose.extend(tables);
    Read { entries, projects, prose, sheets, project_of }
}

/// A heading, or a line of a list, that names a project.
fn project(note: &Noted<'_>, names: &Names) -> Option<Project> {
    let (view, text) = (&note.view, note.view.text());
    if view.block.kind == BlockKind::Furniture || text.chars().count() > 120 {
        return None;
    }
    let number = NUMBER.find(text).map_or(0, |m| m.end());
    let captures = PROJECT.captures(&text[number..])?;
    let name = captures.get(1)?;
    let known =
        names.find(&text[number..]).any(|(span, n)| span.start == 0 && matches!(n, crate::names::Named::Project(_)));
    let rest = captures.get(3).map_or("", |m| m.as_str());
    let priced = note.amounts.iter().any(|a| a.span.start >= number + name.end());
    let titled = rest.is_empty()
        || priced
        || rest.starts_with("令和")
        || rest.starts_with('<')
        || rest.starts_with('(')
        || rest.starts_with('【');
    // ８つの統合プロジェクト, 各プロジェクト: all of them, none in particular.
    let stem = name.as_str().trim_end_matches("プロジェクト").trim_end_matches("パッケージ").trim_end_matches(STEM);
    if stem.chars().filter(|c| c.is_alphabetic()).count() < 2 || stem.ends_with("つの") || stem.ends_with("全ての")
    {
        return None;
    }
    if !titled || (number == 0 && !known && view.block.kind != BlockKind::Heading) || name::reads_on(name.as_str()) {
        return None;
    }
    let words = view.words(number + name.start(), number + name.end());
    Some(Project { block: view.index, name: words.trim().to_owned(), priced })
}

/// On each sheet the bullets behind which at least two names stand that end as programs do.
fn custom(noted: &[Noted<'_>], sheets: &[usize], names: &Names) -> Vec<Vec<char>> {
    let mut counts: Vec<Vec<(char, usize)>> = vec![Vec::new(); sheets.last().map_or(0, |s| s + 1)];
    for note in noted {
        let (Some(mark), start) = bullet(note.view.text()) else { continue };
        let head = head(note, start);
        if !name::ends_as_program(&peel(&head.0, names).0) {
            continue;
        }
        let on_sheet = &mut counts[sheets[note.view.index]];
        match on_sheet.iter_mut().find(|(c, _)| *c == mark) {
            Some((_, n)) => *n += 1,
            None => on_sheet.push((mark, 1)),
        }
    }
    counts.into_iter().map(|c| c.into_iter().filter(|(_, n)| *n >= 2).map(|(c, _)| c).collect()).collect()
}

fn entry(noted: &[Noted<'_>], index: usize, names: &Names, customary: &[char]) -> Vec<Entry> {
    let note = &noted[index];
    let (view, text) = (&note.view, note.view.text());
    let kind = view.block.kind;
    if matches!(kind, BlockKind::Furniture | BlockKind::Footnote | BlockKind::Caption | BlockKind::TableRow)
        || text.is_empty()
    {
        return Vec::new();
    }
    let (mark, start) = bullet(text);
    let number = if mark.is_none() { NUMBER.find(text).map_or(0, |m| m.end()) } else { 0 };
    let start = start + number;
    let several = list(noted, index, start, mark, names);
    if several.len() > 1 {
        return several;
    }
    let (mut words, mut end, mut ends) = head(note, start);
    let mut name_block = index;
    // (B-cure)（…）： or 集研究事業 on the next line goes on with the name.
    while ends == Ends::Block || ends == Ends::Line {
        let Some((more, stop, how)) =
            continuation(noted, name_block, &words, ends, mark.is_some_and(|m| customary.contains(&m)))
        else {
            break;
        };
        words.push_str(&more);
        (name_block, end, ends) = (name_block + 1, stop, how);
    }
    let (name, asides, latin) = peel(&words, names);
    let base = name::base(&name);
    let long = base.chars().count();
    let called = name::ends_as_program(base);
    let ministries = asides.iter().any(|a| matches!(a, Aside::Ministries(_)));
    let marked = mark.is_some_and(|m| customary.contains(&m));
    let bulleted = mark.is_some_and(|m| m != '-' && m != '※');
    let ended = ends != Ends::Block || end == noted[name_block].view.text().len();
    let priced = ends == Ends::Money && note.amounts.iter().any(|a| a.span.start >= end && a.span.start < end + 80);
    // Behind a bullet a name may hold a clause (海を活かした沿岸再生事業); elsewhere it would be a sentence.
    let clause = if bulleted && called { name::is_clause(base) } else { name::reads_on(base) };
    let fits = (4..=60).contains(&long) && !clause && !base.starts_with(['(', '<', '【']) && ended;
    let listed = marked && (ends == Ends::Colon || asides.contains(&Aside::Repeated));
    let numbered = number > 0 && kind == BlockKind::Heading && (name::stands_alone(base) || (priced && called));
    let by_itself = mark.is_none() && number == 0 && (name::stands_alone(base) || (ministries && called));
    let reasons = [bulleted && (ministries || called), listed, numbered, by_itself && ends != Ends::Line];
    if !(fits && reasons.contains(&true)) || (mark.is_none() && number == 0 && broken(noted, index)) {
        return Vec::new();
    }
    let from = text[start..].find(|c: char| !c.is_whitespace()).map_or(start, |o| start + o);
    let first_end = if name_block == index { end } else { text.len() };
    let mut declared = declare(noted, index, Span::new(from, first_end), &name, &asides, &latin, name_block, end);
    // NAME：（再掲）
    let behind = noted[name_block].view.text()[end..].trim_start_matches([':', ' ']);
    declared.repeated |= behind.starts_with("(再掲");
    let alone = end >= noted[name_block].view.text().trim_end().len();
    vec![Entry { declared, bullet: mark, end, name_block, list: None, bare: alone }]
}

/// Whether a plain line goes on from a fragment on the line above, as in a narrow box.
fn broken(noted: &[Noted<'_>], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| noted[i].view.block) else { return false };
    let adjacent = noted[index].view.block.lines.first == before.lines.last + 1;
    adjacent
        && before.kind == BlockKind::Paragraph
        && before.text.chars().count() <= 12
        && !before.text.ends_with(['。', '）', ')'])
}

/// A／B／C: several programs behind one bullet, perhaps over several blocks.
fn list(noted: &[Noted<'_>], index: usize, start: usize, mark: Option<char>, names: &Names) -> Vec<Entry> {
    if mark.is_none() || !noted[index].view.text().contains('/') {
        return Vec::new();
    }
    let mut entries = Vec::new();
    let (mut block, mut from) = (index, start);
    loop {
        let text = noted[block].view.text();
        let stop = STOP.find_at(text, from).map_or(text.len(), |m| m.start());
        let mut at = from;
        for piece in text[from..stop].split('/') {
            let (name, asides, latin) = peel(piece, names);
            if !piece.trim().is_empty() {
                if !name::ends_as_program(&name) {
                    return Vec::new();
                }
                let span = Span::new(at, at + piece.trim_end().len());
                let declared = declare(noted, block, span, &name, &asides, &latin, block, span.end);
                entries.push(Entry {
                    declared,
                    bullet: mark,
                    end: stop,
                    name_block: block,
                    list: None,
                    bare: stop >= text.len(),
                });
            }
            at += piece.len() + 1;
        }
        let open = text[from..stop].trim_end().ends_with('/');
        if !open || block + 1 >= noted.len() {
            break;
        }
        (block, from) = (block + 1, 0);
    }
    entries
}

/// The rest of a name on the next line.
fn continuation(
    noted: &[Noted<'_>],
    block: usize,
    so_far: &str,
    ends: Ends,
    bulleted: bool,
) -> Option<(String, usize, Ends)> {
    if ends != Ends::Block || noted[block].view.first_line_end() < noted[block].view.text().len() && so_far.is_empty() {
        return None;
    }
    let next = noted.get(block + 1)?;
    let (view, text) = (&next.view, next.view.text());
    if view.block.lines.first > noted[block].view.block.lines.last + 2 || bullet(text).0.is_some() {
        return None;
    }
    let (words, stop, how) = head(next, 0);
    // A bracket on a line of its own is a gloss, unless the name's colon stands behind it.
    let bracket = text.starts_with('(') && how == Ends::Colon && words.ends_with(')');
    let plain = view.block.kind == BlockKind::Paragraph && bulleted;
    let tail = plain
        && !name::ends_as_program(so_far)
        && words.chars().count() <= 12
        && name::ends_as_program(&words)
        && stop == text.len();
    (bracket || tail).then_some((words, stop, how))
}
