//! Entries of programs and projects on their sheets.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::{Block, BlockKind, Span};

use super::name::{self, Aside};
use super::{Declared, ProgramKind};
use crate::names::Names;
use crate::read::Noted;
use crate::{budget, sheet};

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
    /// Programs that running text names.
    pub(crate) prose: Vec<Declared>,
    /// For each block its sheet.
    pub(crate) sheets: Vec<usize>,
    /// For each block the project it belongs to.
    pub(crate) project_of: Vec<Option<String>>,
}

const BULLETS: &[char] =
    &['●', '◆', '■', '○', '〇', '◎', '◇', '□', '★', '☆', '▶', '➢', '・', '•', '✓', '▪', '▼', '*', '-', '※'];

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．)]|[①-⑳]|第\d+)\s*").expect("checked by tests"));
static PROJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^((?:[^。、:]|・){2,32}?プロジェクト)(?:\(([^()]*)\))?(.*)$").expect("checked by tests")
});
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[^【]{0,3}[【〔\\[]((?:(?:新規|拡充|継続|一部新規|組替新規)[・、,/]?)+)[】〕\\]]")
        .expect("checked by tests")
});
/// What ends a name on its line: a colon, an amount's label, a year.
const STOPS: &str = r"[::…]|(?:インハウス)?(?:概算)?要求(?:・要望)?額|(?:当初|補正)?予算額|(?:令和|平成)(?:元|\d{1,2})年度|\(?[▲△]?\d[\d.]*(?:兆|億|千万|百万|万|千)+円|<|---";
static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(STOPS).expect("checked by tests"));
static STOP_HERE: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^(?:{STOPS})")).expect("checked by tests"));

/// Reads the entries of a document.
pub(crate) fn read(noted: &[Noted<'_>], names: &Names) -> Read {
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
    let prose = super::prose::read(noted, &known, &project_of);
    Read { entries, projects, prose, sheets, project_of }
}

/// The bullet of a folded text and the byte behind it.
fn bullet(text: &str) -> (Option<char>, usize) {
    match text.chars().next().filter(|c| BULLETS.contains(c)) {
        Some(c) => (Some(c), text.len() - text[c.len_utf8()..].trim_start().len()),
        None => (None, 0),
    }
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
    let stem = name.as_str().trim_end_matches("プロジェクト").trim_end_matches("統合");
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

/// The folded text from `start` to where the name must end, and how it ends there.
fn head(note: &Noted<'_>, start: usize) -> (String, usize, Ends) {
    let text = note.view.text();
    let mut depth = 0;
    let mut stop = text.len();
    let mut ends = Ends::Block;
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        if depth == 0
            && let Some(m) = STOP_HERE.find(&text[at..])
        {
            stop = at;
            ends = if m.as_str().starts_with([':', '…']) { Ends::Colon } else { Ends::Money };
            break;
        }
        match c {
            '(' | '「' => depth += 1,
            ')' | '」' => depth = (depth - 1_i32).max(0),
            _ => {}
        }
        if at > start + 420 {
            break;
        }
    }
    // A heading may have run into its description: the name ends with the first line, where that ends as names do.
    let line = note.view.first_line_end();
    if line < stop && line > start {
        let first = text[start..line].trim_end();
        let whole = text[start..stop].trim_end();
        let named = name::ends_as_program(first) || first.ends_with(')');
        if named && !name::ends_as_program(whole) {
            return (first.to_owned(), line, Ends::Line);
        }
    }
    (text[start..stop].to_owned(), stop, ends)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Colon,
    Money,
    Line,
    Block,
}

/// The name without what brackets at its end say of it, and what they say.
fn peel(head: &str, names: &Names) -> (String, Vec<Aside>, Vec<String>) {
    let mut rest = head.trim().to_owned();
    let (mut asides, mut latin, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(open) = name::last_bracket(&rest).filter(|o| *o > 0) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let close = rest.chars().next_back().map_or(1, char::len_utf8);
        let inner = rest[open + width..rest.len() - close].to_owned();
        match name::aside(&inner, names) {
            Aside::Abbreviation => {
                latin.push(inner.clone());
                asides.push(Aside::Abbreviation);
                parts.push(rest[open..].to_owned());
            }
            Aside::Part => parts.push(rest[open..].to_owned()),
            other => asides.push(other),
        }
        rest.truncate(open);
        rest.truncate(rest.trim_end().len());
    }
    parts.reverse();
    (rest + &parts.concat(), asides, latin)
}

fn entry(noted: &[Noted<'_>], index: usize, names: &Names, customary: &[char]) -> Vec<Entry> {
    let note = &noted[index];
    let (view, text) = (&note.view, note.view.text());
    let kind = view.block.kind;
    if matches!(kind, BlockKind::Furniture | BlockKind::Footnote | BlockKind::Caption) || text.is_empty() {
        return Vec::new();
    }
    let (mark, start) = bullet(text);
    let number = if mark.is_none() { NUMBER.find(text).map_or(0, |m| m.end()) } else { 0 };
    let start = start + number;
    let listed = list(noted, index, start, mark, names);
    if listed.len() > 1 {
        return listed;
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
    let named = name::ends_as_program(base);
    let ministries = asides.iter().any(|a| matches!(a, Aside::Ministries(_)));
    let marked = mark.is_some_and(|m| customary.contains(&m));
    let bulleted = mark.is_some_and(|m| m != '-' && m != '※');
    let ended = ends != Ends::Block || end == noted[name_block].view.text().len();
    let priced = ends == Ends::Money && note.amounts.iter().any(|a| a.span.start >= end && a.span.start < end + 80);
    let fits = (4..=60).contains(&long) && !name::reads_on(base) && !base.starts_with(['(', '<', '【']) && ended;
    let is = fits
        && ((ministries && bulleted)
            || (bulleted && named)
            || (marked && (ends == Ends::Colon || asides.contains(&Aside::Repeated)))
            || (number > 0 && (name::stands_alone(base) || priced) && kind == BlockKind::Heading)
            || (mark.is_none()
                && number == 0
                && (name::stands_alone(base) || (ministries && named))
                && matches!(ends, Ends::Block | Ends::Money | Ends::Colon)));
    if !is || (mark.is_none() && number == 0 && broken(noted, index)) {
        return Vec::new();
    }
    let from = text[start..].find(|c: char| !c.is_whitespace()).map_or(start, |o| start + o);
    let first_end = if name_block == index { end } else { text.len() };
    let mut declared = declare(noted, index, Span::new(from, first_end), &name, &asides, &latin, name_block, end);
    // NAME：（再掲）
    let behind = noted[name_block].view.text()[end..].trim_start_matches([':', ' ']);
    declared.repeated |= behind.starts_with("(再掲");
    let bare = end >= noted[name_block].view.text().trim_end().len();
    vec![Entry { declared, bullet: mark, end, name_block, list: None, bare }]
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

#[allow(clippy::too_many_arguments, reason = "the parts of one entry, put together in one place")]
fn declare(
    noted: &[Noted<'_>],
    block: usize,
    span: Span,
    folded: &str,
    asides: &[Aside],
    latin: &[String],
    name_block: usize,
    end: usize,
) -> Declared {
    let view = &noted[block].view;
    let mut printed = view.words(span.start, span.end).trim().to_owned();
    for later in block + 1..=name_block {
        let view = &noted[later].view;
        let stop = if later == name_block { end } else { view.text().len() };
        printed.push_str(view.words(0, stop).trim());
    }
    let printed = printed.trim_end_matches([':', '：', ' ', '　']);
    let name = unquoted(&keep(printed, folded));
    let whole = without_parts(&name, latin);
    let base = name::base(&name).to_owned();
    let mut aliases = Vec::new();
    let mut parent = None;
    if base != name {
        let inner = name[base.len()..].trim();
        let parts: Vec<&str> = split_brackets(inner);
        let only_latin = parts.iter().all(|p| latin.iter().any(|l| tadori_text::normalize(p).text == *l));
        if only_latin {
            aliases.push(base.clone());
        } else {
            parent = Some(whole);
        }
        for part in parts {
            let short = latin.iter().any(|l| tadori_text::normalize(part).text == *l);
            if short && only_latin
                || (!short && name::ends_as_program(&tadori_text::normalize(part).text) && !part.contains('、'))
            {
                aliases.push(part.to_owned());
            }
        }
    }
    let mut declared = Declared {
        last: name_block,
        aliases,
        parent,
        ..Declared::new(block, view.span(span.start, span.end), ProgramKind::Program, name)
    };
    for aside in asides {
        match aside {
            Aside::Ministries(marks) => declared.ministries.clone_from(marks),
            Aside::Marks(marks) => declared.marks.clone_from(marks),
            Aside::Fund => declared.fund = true,
            Aside::Repeated => declared.repeated = true,
            Aside::Period => declared.period = period(printed),
            _ => {}
        }
    }
    declared
}

/// The printed name up to where the folded name ends: brackets that say something of it are dropped from its end.
fn keep(printed: &str, folded: &str) -> String {
    let mut rest = printed;
    let target = tadori_text::normalize(folded).text.replace(' ', "");
    loop {
        if tadori_text::normalize(rest).text.replace(' ', "") == target {
            return rest.trim().to_owned();
        }
        match name::last_bracket(rest).filter(|o| *o > 0) {
            Some(open) => rest = rest[..open].trim_end(),
            // A bracket in the middle was dropped: the folded name stands for it.
            None => return folded.trim().to_owned(),
        }
    }
}

/// 「X」 as a whole is X.
fn unquoted(name: &str) -> String {
    let base = name::base(name);
    match base.strip_prefix('「').and_then(|b| b.strip_suffix('」')) {
        Some(inner) if !inner.contains('「') => format!("{inner}{}", &name[base.len()..]),
        _ => name.to_owned(),
    }
}

/// The name without the brackets at its end that narrow it; a Latin one belongs to it.
fn without_parts(name: &str, latin: &[String]) -> String {
    let mut rest = name.trim();
    while let Some(open) = name::last_bracket(rest).filter(|o| *o > 0) {
        let inner = split_brackets(&rest[open..]);
        if inner.first().is_some_and(|i| latin.contains(&tadori_text::normalize(i).text)) {
            break;
        }
        rest = rest[..open].trim_end();
    }
    rest.to_owned()
}

fn split_brackets(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while let Some(open) = name::last_bracket(rest) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let close = rest.chars().next_back().map_or(1, char::len_utf8);
        parts.push(&rest[open + width..rest.len() - close]);
        rest = rest[..open].trim_end();
    }
    parts.reverse();
    parts
}

fn period(printed: &str) -> Option<String> {
    let mut rest = printed;
    while let Some(open) = name::last_bracket(rest) {
        let inner: String = rest[open..].chars().skip(1).collect();
        if inner.contains('期') || inner.contains("年度") {
            return Some(inner.trim_end_matches([')', '）']).to_owned());
        }
        rest = rest[..open].trim_end();
    }
    None
}

/// The last block of an entry's own text: its description, up to the next entry, a heading, or a box of the diagram.
fn description(noted: &[Noted<'_>], sheets: &[usize], entry: &Entry, next: usize) -> usize {
    let mut last = entry.name_block;
    for block in entry.name_block + 1..next {
        let view = &noted[block].view;
        let same = sheets[block] == sheets[entry.name_block];
        let near = view.block.lines.first <= noted[last].view.block.lines.last + 2 || view.block.page.is_some();
        let kind = view.block.kind;
        let figures = budget::is_money(view.text()) || budget::is_label(view.text());
        if !same || !near || matches!(kind, BlockKind::Heading | BlockKind::Furniture) || figures {
            break;
        }
        last = block;
    }
    last
}

fn assign(noted: &[Noted<'_>], sheets: &[usize], projects: &[Project], entries: &[Entry]) -> Vec<Option<String>> {
    let count = sheets.last().map_or(0, |s| s + 1);
    let mut titles: Vec<Option<&Project>> = vec![None; count];
    for project in projects.iter().filter(|p| !p.priced) {
        titles[sheets[project.block]].get_or_insert(project);
    }
    let mut crowded = vec![0_usize; count];
    for entry in entries.iter().filter(|e| e.bullet.is_some()) {
        crowded[sheets[entry.declared.block]] += 1;
    }
    let owned: Vec<Option<usize>> = noted.iter().map(|n| n.view.block.parent).collect();
    let above = |index: usize| {
        let (mut at, mut steps) = (owned[index], 0);
        while let Some(block) = at.filter(|b| *b < noted.len() && steps < 32) {
            if let Some(project) = projects.iter().find(|p| p.block == block) {
                return Some(project.name.clone());
            }
            (at, steps) = (owned[block], steps + 1);
        }
        None
    };
    (0..noted.len())
        .map(|index| {
            if let Some(own) = projects.iter().find(|p| p.block == index) {
                return Some(own.name.clone());
            }
            let sheet = sheets[index];
            // On a slide the title may be printed behind what it is the title of.
            match titles[sheet].filter(|_| crowded[sheet] > 0) {
                Some(title) => Some(title.name.clone()),
                None => above(index),
            }
        })
        .collect()
}
