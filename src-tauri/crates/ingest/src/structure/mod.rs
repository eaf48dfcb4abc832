//! Structure: what the lines of a text, or the paragraphs of an Office file, are to each other.
//!
//! | from | by |
//! |---|---|
//! | plain text, usually taken out of a PDF | [`read`]: lines → what each line is → paragraphs → outline → blocks |
//! | lines whose place on the page is known (PDF) | [`read_set`]: the same, seeing what plain text only guesses |
//! | paragraphs ready made (Office, HTML) | [`outline_of_paragraphs`]: the same outline, so that a file and its PDF agree |
//!
//! Every rule here speaks of layout and numbering customs, none of a
//! particular document: what a document does throughout is learned from its
//! own lines first ([`habits`]).

mod columns;
mod footnote;
mod furniture;
mod habits;
mod heading;
mod join;
mod label;
mod line;
mod nesting;
mod outline;
mod paragraph;
mod setting;
mod slides;
mod spacing;
mod wording;

use std::collections::HashMap;

use tadori_text::{Block, BlockKind, Document, Layout, Page, Source};

use self::habits::Habits;
use self::join::Group;
pub(crate) use self::line::is_break;
use self::line::{Line, Role, is_bare_annex};
use self::outline::Part;
pub(crate) use self::paragraph::{Paragraph, outline_of_paragraphs};
pub(crate) use self::setting::{Cell, Setting};
pub(crate) use self::wording::is_imprint;
use crate::assemble::Assembler;
use crate::number::Family;
use crate::width::wrap_glue;
use crate::{Place, Warning, WarningCode, metadata};

/// Reads a text; never fails.
pub(crate) fn read(text: String, warnings: &mut Vec<Warning>) -> Document {
    read_set(text, &[], warnings)
}

/// Reads a text whose lines' setting on their pages is known, by line number − 1; never fails.
///
/// A line without a setting is read as plain text. Pages that lines stand on
/// are there with number and label; sizes and what is on no line the caller knows.
pub(crate) fn read_set(text: String, settings: &[Option<Setting>], warnings: &mut Vec<Warning>) -> Document {
    let source = Source::new(text);
    let mut lines = line::split(&source);
    setting::apply(&mut lines, &source, settings);
    let mut lines = furniture::mark(lines);
    let marks = footnote::mark(&mut lines);
    for line in lines.windows(2).filter(|w| w[1].cut && !w[0].cut).map(|w| &w[0]) {
        let place = Place::Lines(source.lines_of(line.span));
        let message = "a line as long as a whole text was cut at the ends of sentences";
        warnings.push(Warning::new(WarningCode::LongLine, message, Some(place)));
    }
    spacing::close_up(&mut lines);
    let habits = Habits::of(&lines);
    let groups = join::groups(&lines, habits);
    let (mut blocks, slides) = blocks(&source, &lines, &groups, habits);
    tie_notes(&mut blocks, &groups, &marks);
    let pages = pages(&lines, &mut blocks);
    let metadata::Guessed { metadata, guesses } = metadata::guess(&blocks, slides);
    Document { metadata, source, blocks, pages, layout: Layout::default(), guesses }
}

fn blocks(source: &Source, lines: &[Line<'_>], groups: &[Group], habits: Habits) -> (Vec<Block>, bool) {
    let lost = label::lost_letters(lines);
    let mut blocks: Vec<Block> = groups.iter().filter_map(|g| assemble(source, lines, g, &lost)).collect();
    let parts: Vec<Part> =
        groups.iter().zip(&blocks).enumerate().map(|(i, (g, b))| part(lines, g, b, groups.get(i + 1))).collect();
    let (places, slides) = outline::places(&parts, habits);
    for (at, place) in places.into_iter().enumerate() {
        let part = &parts[at];
        let imprint = at < HEAD && part.role == Role::Body && is_imprint(&part.text);
        let furniture = place.level.is_none() && (imprint || slides && slides::is_label(part));
        outline::set_place(&mut blocks[at], part, place);
        if furniture {
            blocks[at].kind = BlockKind::Furniture;
        }
    }
    (blocks, slides)
}

/// Blocks at the head of a document among which its imprint stands.
const HEAD: usize = 6;

/// Ties the footnotes to the blocks that carry their marks.
fn tie_notes(blocks: &mut [Block], groups: &[Group], marks: &footnote::Marks) {
    if marks.is_empty() {
        return;
    }
    let holder: HashMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(block, g)| g.lines.iter().map(move |&line| (line, block))).collect();
    for (block, group) in blocks.iter_mut().zip(groups) {
        if let Role::Footnote(start) = group.role {
            block.note_of = marks.get(&start).and_then(|line| holder.get(line)).copied();
        }
    }
}

/// The block of a group, not yet told apart further than by its role.
fn assemble(source: &Source, lines: &[Line<'_>], group: &Group, lost: &HashMap<usize, char>) -> Option<Block> {
    let mut open = Assembler::new();
    let mut above = 0;
    for &index in &group.lines {
        let line = &lines[index];
        let mut letter = [0; 4];
        let glue = match (open.text().chars().next_back(), group.role) {
            (Some(_), Role::Label(_)) if lost.contains_key(&index) => lost[&index].encode_utf8(&mut letter),
            (None, _) | (_, Role::Label(_)) => "",
            // 別紙 and its title below it.
            (Some(_), Role::Body) if is_bare_annex(&lines[above]) => "　",
            (Some(_), Role::Body) if wording::cuts_figure(lines[above].text, line.text) => "",
            (Some(_), Role::Row(_)) if cell(lines, above) != cell(lines, index) => "\t",
            (Some(before), _) => wrap_glue(before, line.first()),
        };
        open.copy(source.text(), line.span, glue);
        above = index;
    }
    let kind = match group.role {
        Role::Body => BlockKind::Paragraph,
        Role::Furniture | Role::Label(_) => BlockKind::Furniture,
        Role::Footnote(_) => BlockKind::Footnote,
        Role::Caption(_) => BlockKind::Caption,
        Role::Row(_) => BlockKind::TableRow,
    };
    let undecided = group.lines.iter().any(|l| lines[*l].undecided || lost.contains_key(l));
    open.finish(source, kind).map(|block| Block { undecided, ..block })
}

fn cell(lines: &[Line<'_>], index: usize) -> Option<setting::Cell> {
    lines[index].setting.and_then(|s| s.cell)
}

fn part(lines: &[Line<'_>], group: &Group, block: &Block, next: Option<&Group>) -> Part {
    let first = &lines[group.lines[0]];
    let after = next.map(|g| &lines[g.lines[0]]);
    Part {
        text: block.text.clone(),
        marker: first.marker.filter(|m| group.marked || matches!(m.family, Family::Bracket(_))),
        role: group.role,
        before: first.blanks,
        after: after.map_or(u32::MAX, |l| l.blanks),
        starts_page: first.page_start,
        ends_page: after.is_none_or(|l| l.page_start),
        breaks: first.breaks,
        lines: group.lines.len(),
        size: group.lines.iter().filter_map(|&l| lines[l].setting).map(|s| s.size).fold(0.0, f32::max),
        style: None,
        stands_out: group.lines.iter().all(|&l| lines[l].stands_out),
    }
}

/// Pages are known only where form feeds part them, or the lines are set on them.
fn pages(lines: &[Line<'_>], blocks: &mut [Block]) -> Vec<Page> {
    let set = lines.iter().any(|l| l.setting.is_some());
    if !set && lines.iter().all(|l| l.feeds == 0) {
        return Vec::new();
    }
    let mut pages = vec![Page { number: 1, ..Page::default() }];
    let mut starts = vec![0];
    for line in lines {
        let new = match line.setting {
            Some(setting) => setting.page.min(MOST_PAGES).saturating_sub(pages.len() as u32),
            None if set => 0,
            None => line.feeds,
        };
        for _ in 0..new {
            starts.push(line.span.start);
            pages.push(Page { number: pages.len() as u32 + 1, ..Page::default() });
        }
        if line.role == Role::Furniture && furniture::page_number(line.text).is_some() {
            let last = pages.len() - 1;
            pages[last].label = Some(line.text.to_owned());
        }
    }
    for block in blocks {
        block.page = Some(starts.partition_point(|&s| s <= block.span.start) as u32);
    }
    pages
}

/// Pages that a document can have, so that a wrong number fills no memory.
const MOST_PAGES: u32 = 100_000;

#[cfg(test)]
mod tests;
