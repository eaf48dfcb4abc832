//! What belongs to an entry, and to which project it belongs.

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
