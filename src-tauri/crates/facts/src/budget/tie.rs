//! Amounts of a sheet and the entries they belong to.

use std::collections::HashSet;

use tadori_text::{BlockKind, Metadata};

use super::label::{self, Label};
use super::line::{self, Money};
use super::sheet::{Sheet, context_of};
use super::{Basis, BudgetLine, Stage, SubjectKind, rows, sentence, table};
use crate::grid::Row;
use crate::names::Names;
use crate::program::{self, ends_as_program};
use crate::read::Noted;

/// The budget lines of a document.
pub(crate) fn lines(
    noted: &[Noted<'_>],
    read: &program::Read,
    rows: &[Row],
    names: &Names,
    metadata: &Metadata,
) -> Vec<BudgetLine> {
    let whole = of_document(noted, metadata);
    let accounts: Vec<&str> = noted.iter().map(|n| n.view.text()).filter(|t| table::is_account(t)).collect();
    let mut found = Vec::new();
    let sheets = read.sheets.last().map_or(0, |s| s + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); sheets];
    for note in noted.iter().filter(|n| n.view.block.kind != BlockKind::Furniture) {
        members[read.sheets[note.view.index]].push(note.view.index);
    }
    let tabled: HashSet<usize> = rows.iter().map(|r| r.block).collect();
    for row in rows {
        let sheet = &members[read.sheets[row.block]];
        let mut above = sheet[..sheet.partition_point(|b| *b < row.block)].iter().rev().take(60);
        let base = above.find_map(|&b| context_of(noted[b].view.text()));
        found.extend(rows::lines(noted, row, names, base.unwrap_or(whole)));
    }
    for blocks in &mut members {
        blocks.retain(|b| !tabled.contains(b));
    }
    for blocks in &members {
        if blocks.iter().any(|&b| !noted[b].amounts.is_empty()) {
            found.extend(Sheet::new(noted, read, names, blocks, whole, &accounts).lines());
        }
    }
    found.sort_by_key(|l| (l.block, l.span.start));
    found
}

/// Year and stage that a whole document is about, by its title and the headings on its first page.
fn of_document(noted: &[Noted<'_>], metadata: &Metadata) -> Label {
    let title = tadori_text::normalize(&metadata.title).text;
    let heads = noted.iter().take(12).filter(|n| n.view.block.kind == BlockKind::Heading);
    let first: Vec<&str> = std::iter::once(title.as_str()).chain(heads.map(|n| n.view.text())).collect();
    let mut label = first.iter().find_map(|t| context_of(t)).unwrap_or_default();
    // 令和９年度 海洋関連予算 / 概算要求の概要: the second line says which.
    if label.stage == Some(Stage::Initial) && first.iter().any(|t| t.contains("概算要求") && t.chars().count() <= 30)
    {
        label.stage = Some(Stage::Request);
    }
    if label.year.is_none() {
        let mut later = noted.iter().take(40).filter(|n| n.view.block.kind == BlockKind::Heading);
        label = later.find_map(|n| context_of(n.view.text())).unwrap_or(label);
    }
    label
}

impl Sheet<'_, '_> {
    pub(super) fn lines(mut self) -> Vec<BudgetLine> {
        let mut taken = Vec::new();
        let base = self.context(self.blocks[0], true);
        self.found = table::lines(self.noted, self.blocks, self.names, base, &mut taken);
        taken.sort_unstable();
        let mut at = 0;
        while at < self.blocks.len() {
            let block = self.blocks[at];
            if taken.binary_search(&block).is_err() && !self.noted[block].amounts.is_empty() {
                at += self.block(at).max(1);
            } else {
                at += 1;
            }
        }
        self.doubt();
        self.undecided();
        self.found
    }

    /// Handles a block with amounts; gives how many blocks of the sheet it took.
    pub(super) fn block(&mut self, at: usize) -> usize {
        let block = self.blocks[at];
        let note = &self.noted[block];
        if self.parts_of(block) {
            return 1;
        }
        if let Some(money) = line::money(note) {
            return self.money(at, &money);
        }
        let in_name = self.entries.iter().copied().rfind(|&e| self.read.entries[e].name_block == block);
        if let Some(entry) = in_name {
            let end = self.read.entries[entry].end;
            let first = note.amounts.iter().position(|a| a.span.start >= end);
            if let Some(first) = first.filter(|f| line::counts(note, *f)) {
                self.own(block, first, entry);
            }
            return 1;
        }
        // 説明文 … 概算要求額 34億円: the amount ends a line of the entry's own text.
        let described = self.entries.iter().copied().rfind(|&e| {
            let entry = &self.read.entries[e];
            entry.name_block < block && block <= entry.declared.last
        });
        if let Some(entry) = described
            && let Some(last) = self.closing(block)
        {
            self.own(block, last, entry);
            return 1;
        }
        if !self.named(at) {
            let base = self.context(block, true);
            let lines = sentence::lines(note, self.names, base);
            self.found.extend(lines);
        }
        1
    }

    /// The amount, with a label before it, that ends a text.
    pub(super) fn closing(&self, block: usize) -> Option<usize> {
        let note = &self.noted[block];
        let text = note.view.text();
        let labelled = |at: usize| {
            let before = &text[..note.amounts[at].span.start];
            ["要求額", "予算額", "要望額", "執行額", "決算額"].iter().any(|l| before.ends_with(l))
        };
        let dated = |at: usize| label::read(tail(&text[..note.amounts[at].span.start], 14)).year.is_some();
        (0..note.amounts.len()).find(|&at| {
            let ends = text.len() - note.amounts[at].span.end < 60;
            labelled(at) && line::counts(note, at) && (ends || dated(at))
        })
    }

    /// An amount on an entry's own line.
    pub(super) fn own(&mut self, block: usize, amount: usize, entry: usize) {
        let read = &self.read.entries[entry];
        if read.list.is_some() {
            // Behind a list: all of them, or the last, or one more below.
            let separate = read.list.map_or(0, |l| self.read.entries.iter().filter(|e| e.list == Some(l)).count());
            let joined = separate == 2 && self.read.entries[entry].declared.block == block;
            if !joined {
                self.wait(block, label::read(""), Some(entry));
                return;
            }
        }
        let text = self.noted[block].view.text();
        let own = label::read(tail(&text[..self.noted[block].amounts[amount].span.start], 24));
        let subject = self.name_of(entry);
        self.push(block, amount, Some(subject), SubjectKind::Program, own, Basis::SameLine);
        // A supplementary budget beside the description leaves the request open.
        if own.stage != Some(Stage::Supplementary) {
            self.price(entry);
        }
        self.other_year(block, amount);
    }

    /// An amount that has a line to itself; gives how many blocks it and its run take.
    pub(super) fn money(&mut self, at: usize, money: &Money) -> usize {
        let block = self.blocks[at];
        let note = &self.noted[block];
        if !line::counts(note, money.main) {
            return 1;
        }
        if money.label.previous {
            if let Some(last) = self.found.iter().rfind(|l| l.block < block && l.block + 3 > block).cloned() {
                let year = last.fiscal_year.map(|y| y - 1);
                self.push(block, money.main, last.subject.clone(), last.subject_kind, money.label, last.basis);
                let line = self.found.last_mut().expect("just pushed");
                (line.fiscal_year, line.certain, line.candidates) = (year, last.certain, last.candidates);
                if line.stage == Stage::Other || money.label.stage.is_none() {
                    line.stage = last.stage;
                }
            }
            return 1;
        }
        let above = at.checked_sub(1).map(|a| self.blocks[a]);
        let entry = self.entries.iter().copied().rfind(|&e| self.read.entries[e].name_block < block);
        // An account's label on the line above, or the sheet's total.
        if let Some(above) = above.filter(|&a| table::is_account(self.noted[a].view.text()) && self.adjacent(a, block))
        {
            let in_text =
                entry.is_some_and(|e| above <= self.read.entries[e].declared.last && money.label.year.is_none());
            if !in_text {
                self.total(block, money, above);
                return 1;
            }
        }
        // A run of amounts alike belongs to nothing that stands before it.
        let run = self.run(at, money);
        let label_blocks =
            self.blocks[..at].iter().rev().take_while(|&&b| label::is_label(self.noted[b].view.text())).count();
        let before = self.blocks[..at - label_blocks].last().copied();
        let direct = entry.filter(|&e| {
            before.is_some_and(|b| b == self.read.entries[e].declared.last || b == self.read.entries[e].name_block)
        });
        if run > 1 {
            for &member in &self.blocks[at..at + run] {
                let label = line::money(&self.noted[member]).map_or(money.label, |m| m.label);
                self.wait(member, label, direct);
            }
            return run;
        }
        match direct {
            Some(entry) if money.label.in_house => {
                self.follow(block, money.main, entry, money.label);
            }
            Some(entry) if self.priced.contains(&entry) || self.in_list(entry) => {
                self.wait(block, money.label, Some(entry));
            }
            Some(entry) => {
                self.follow(block, money.main, entry, money.label);
                self.ties.push((self.found.len() - 1, entry));
                self.price(entry);
                self.other_year(block, money.main);
            }
            None if money.label.in_house && entry.is_some_and(|e| self.priced.contains(&e)) && self.after_money(at) => {
                let entry = entry.expect("asked for above");
                self.follow(block, money.main, entry, money.label);
            }
            None => self.below_heading(at, money),
        }
        1
    }

    /// Ties an amount to the program behind whose own lines it stands.
    fn follow(&mut self, block: usize, amount: usize, entry: usize, label: Label) {
        let name = self.name_of(entry);
        self.push(block, amount, Some(name), SubjectKind::Program, label, Basis::DirectlyFollowing);
    }

    pub(super) fn after_money(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|a| line::money(&self.noted[self.blocks[a]]).is_some())
    }

    pub(super) fn adjacent(&self, above: usize, block: usize) -> bool {
        let (a, b) = (self.noted[above].view.block, self.noted[block].view.block);
        b.lines.first <= a.lines.last + 2 || a.page.is_some()
    }

    /// How many amount lines of one kind follow one another.
    pub(super) fn run(&self, at: usize, money: &Money) -> usize {
        let alike = |&&b: &&usize| {
            line::money(&self.noted[b]).is_some_and(|m| {
                m.label.year == money.label.year
                    && m.label.stage == money.label.stage
                    && !m.label.in_house
                    && !m.label.previous
            })
        };
        if money.label.in_house { 1 } else { self.blocks[at..].iter().take_while(alike).count().max(1) }
    }

    /// A total: of the sheet's project where it has one, else of the account.
    pub(super) fn total(&mut self, block: usize, money: &Money, above: usize) {
        let account = self.noted[above].view.block.text.trim().to_owned();
        let project = self.read.project_of[block].clone();
        let kind = if project.is_some() { SubjectKind::Project } else { SubjectKind::Account };
        let subject = project.clone().unwrap_or_else(|| account.clone());
        self.push(block, money.main, Some(subject), kind, money.label, Basis::LabelAbove);
        if project.is_some() {
            let line = self.found.last_mut().expect("just pushed");
            line.breakdown = vec![(account.clone(), line.amount_yen)];
            line.qualifiers.push(account);
        }
    }
}

pub(super) fn kind_of(name: &str) -> SubjectKind {
    if table::is_account(name) || name.ends_with('費') {
        SubjectKind::Account
    } else if ends_as_program(&tadori_text::normalize(name).text) {
        SubjectKind::Program
    } else {
        SubjectKind::Other
    }
}

fn tail(text: &str, chars: usize) -> &str {
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}
