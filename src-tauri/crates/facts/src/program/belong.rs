//! What belongs to an entry, and to which project it belongs.

use std::collections::HashMap;

use tadori_text::BlockKind;

use super::entry::{Entry, Project};
use crate::budget;
use crate::read::Noted;

/// The last block of an entry's own text: its description, up to the next entry, a heading, or a box of the diagram.
pub(super) fn description(noted: &[Noted<'_>], sheets: &[usize], entry: &Entry, next: usize) -> usize {
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

pub(super) fn assign(
    noted: &[Noted<'_>],
    sheets: &[usize],
    projects: &[Project],
    entries: &[Entry],
) -> Vec<Option<String>> {
    let count = sheets.last().map_or(0, |s| s + 1);
    let mut titles: Vec<Vec<&str>> = vec![Vec::new(); count];
    // A name broken over lines is a box of the diagram, where a sheet has a name on one line.
    let whole = |p: &Project| noted[p.block].view.block.lines.first == noted[p.block].view.block.lines.last;
    let mut plain = vec![false; count];
    for project in projects.iter().filter(|p| !p.priced && whole(p)) {
        plain[sheets[project.block]] = true;
    }
    for project in projects.iter().filter(|p| !p.priced && (whole(p) || !plain[sheets[p.block]])) {
        let on_sheet = &mut titles[sheets[project.block]];
        if !on_sheet.contains(&project.name.as_str()) {
            on_sheet.push(&project.name);
        }
    }
    let mut crowded = vec![0_usize; count];
    for entry in entries.iter().filter(|e| e.bullet.is_some()) {
        crowded[sheets[entry.declared.block]] += 1;
    }
    let by_block: HashMap<usize, &str> = projects.iter().map(|p| (p.block, p.name.as_str())).collect();
    let above = |index: usize| {
        let (mut at, mut steps) = (noted[index].view.block.parent, 0);
        while let Some(block) = at.filter(|b| *b < noted.len() && steps < 32) {
            if let Some(project) = by_block.get(&block) {
                return Some(*project);
            }
            (at, steps) = (noted[block].view.block.parent, steps + 1);
        }
        None
    };
    let project = |index: usize| {
        if let Some(own) = by_block.get(&index) {
            return Some(*own);
        }
        let sheet = sheets[index];
        match titles[sheet].as_slice() {
            _ if crowded[sheet] == 0 => above(index),
            [] => above(index),
            // On a slide the title may be printed behind what it is the title of.
            [title] => Some(*title),
            [first, ..] => above(index).or(Some(*first)),
        }
    };
    (0..noted.len()).map(|index| project(index).map(str::to_owned)).collect()
}
