//! Amounts tied by a heading, a title, or a name on their own line.

use tadori_text::BlockKind;

use super::label;
use super::line::{self, Money};
use super::sheet::{NUMBER, Sheet};
use super::tie::kind_of;
use super::{Basis, BudgetLine, Stage, SubjectKind, table};
use crate::program::{ends_as_program, reads_on};

impl Sheet<'_, '_> {
    /// An amount below a numbered heading, or that of the one program that the sheet is about.
    pub(super) fn below_heading(&mut self, at: usize, money: &Money) {
        let block = self.blocks[at];
        let above = at.checked_sub(1).map(|a| self.blocks[a]).filter(|&a| self.adjacent(a, block));
        if let Some(above) = above
            && money.label.year.is_none()
            && let Some(name) = self.heading_name(above)
        {
            self.push(block, money.main, Some(name.clone()), kind_of(&name), money.label, Basis::LabelAbove);
            self.components.push(name);
            self.other_year(block, money.main);
            return;
        }
        // The name of a program on the line above.
        let named = above.and_then(|a| {
            let is = |&&e: &&usize| self.read.entries[e].name_block == a && self.read.entries[e].bullet.is_none();
            self.entries.iter().find(is).copied()
        });
        if let Some(entry) = named.filter(|_| money.label.year.is_some()) {
            let name = self.read.entries[entry].declared.name.clone();
            self.push(block, money.main, Some(name), SubjectKind::Program, money.label, Basis::LabelAbove);
            self.price(entry);
            self.other_year(block, money.main);
            return;
        }
        // Another year or stage of what the line above is about.
        let last = self.found.last().filter(|l| l.certain && above.is_some_and(|a| l.block == a));
        if let Some(last) = last
            && money.label.year.is_some()
            && money.label.stage.is_some()
            && (last.fiscal_year, Some(last.stage)) != (money.label.year, money.label.stage)
        {
            let (subject, kind, basis) = (last.subject.clone(), last.subject_kind, last.basis);
            self.push(block, money.main, subject, kind, money.label, basis);
            return;
        }
        let titles: Vec<usize> = self
            .entries
            .iter()
            .copied()
            .filter(|&e| self.read.entries[e].bullet.is_none() && self.read.entries[e].declared.block < block)
            .collect();
        let bulleted = self
            .entries
            .iter()
            .any(|&e| self.read.entries[e].bullet.is_some() && self.read.entries[e].declared.block < block);
        match titles.last() {
            Some(&title)
                if money.label.year.is_some()
                    && !bulleted
                    && self.components.is_empty()
                    && !self.priced.contains(&title) =>
            {
                let name = self.read.entries[title].declared.name.clone();
                self.push(block, money.main, Some(name), SubjectKind::Program, money.label, Basis::Sheet);
                self.price(title);
            }
            _ => self.wait(block, money.label, None),
        }
    }

    /// うち要求額 80億円、要望額 18億円: parts of an amount that stands on the sheet.
    pub(super) fn parts_of(&mut self, block: usize) -> bool {
        let note = &self.noted[block];
        let text = note.view.text();
        if note.amounts.len() != 2 || !text.starts_with("うち") {
            return false;
        }
        let sum: i64 = note.amounts.iter().map(|a| a.amount.yen).sum();
        let Some(whole) = self.found.iter().rfind(|l| l.certain && l.amount_yen == sum).cloned() else { return false };
        let mut from = 0;
        for at in 0..2 {
            let span = note.amounts[at].span;
            let stage = label::read(&text[from..span.start]).stage;
            let stage = match stage {
                Some(Stage::Request) => Stage::RequestBase,
                Some(stage) => stage,
                None => whole.stage,
            };
            let span = note.view.span(span.start, span.end);
            let amount_yen = note.amounts[at].amount.yen;
            self.found.push(BudgetLine { block, span, stage, amount_yen, breakdown: Vec::new(), ..whole.clone() });
            from = note.amounts[at].span.end;
        }
        true
    }

    /// The name that a numbered heading is, without its number.
    pub(super) fn heading_name(&self, block: usize) -> Option<String> {
        let view = &self.noted[block].view;
        let text = view.text();
        let number = NUMBER.find(text).map_or(0, |m| m.end());
        let name = text[number..].trim();
        let fits = view.block.kind == BlockKind::Heading
            && number > 0
            && !reads_on(name)
            && (3..=50).contains(&name.chars().count());
        fits.then(|| view.words(number, text.len()).trim().to_owned())
    }

    /// NAME 令和７年度予算額 16億円, ②NAME（2.2億円）２拠点, 調整費 175億円.
    pub(super) fn named(&mut self, at: usize) -> bool {
        let block = self.blocks[at];
        let note = &self.noted[block];
        let text = note.view.text();
        let first = note.amounts[0].span;
        let number = NUMBER.find(text).map_or(0, |m| m.end());
        let mut end = first.start;
        let head = &text[..end];
        let label_start = label_at_end(head);
        end = label_start.min(end);
        let name = text[number.min(end)..end].trim_end_matches(['(', ' ', ':', '<']);
        let length = name.chars().count();
        let rest = &text[first.end..];
        let fits = (3..=50).contains(&length)
            && !name.contains(['。', '、'])
            && !reads_on(name)
            && !name.ends_with(['は', 'が', 'を', 'に', 'で', 'と', 'の', 'も'])
            && !rest.contains('。')
            && rest.chars().count() <= 90
            && line::counts(note, 0);
        if !fits {
            return false;
        }
        let project = self.read.projects.iter().find(|p| p.block == block);
        let label = label::read(&text[end..first.start]);
        let context = self.context(block, true);
        let money_word = table::is_account(name) || ends_as_program(name) || number > 0 || label.stage.is_some();
        if project.is_none() && !money_word {
            return false;
        }
        if label.year.or(context.year).is_none() || label.stage.or(context.stage).is_none() {
            return false;
        }
        let from = number.min(end);
        let subject =
            project.map_or_else(|| note.view.words(from, from + name.len()).trim().to_owned(), |p| p.name.clone());
        let kind = if project.is_some() { SubjectKind::Project } else { kind_of(name) };
        self.push(block, 0, Some(subject.clone()), kind, label, Basis::SameLine);
        if project.is_some() {
            self.fund_in_text(at);
        } else {
            self.components.push(subject);
        }
        self.other_year(block, 0);
        true
    }

    /// （一部基金事業を含む） in the text below a project's line.
    pub(super) fn fund_in_text(&mut self, at: usize) {
        let below = self.blocks.get(at + 1).map(|&b| self.noted[b].view.text());
        if below.is_some_and(|t| t.contains("基金事業を含む")) {
            self.found.last_mut().expect("just pushed").qualifiers.push("一部基金事業を含む".to_owned());
        }
    }
}

/// Where the label begins that ends a folded text; its length if there is none.
pub(super) fn label_at_end(head: &str) -> usize {
    let mut best = head.len();
    for (at, _) in head.char_indices().rev().take(26) {
        if label::length(&head[at..]) == head.len() - at
            && label::is_label(head[at..].trim_end_matches(['(', ':', ' ']))
        {
            best = at;
        }
    }
    best
}
