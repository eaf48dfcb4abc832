//! A sheet on its way to its budget lines: what stands on it, and what was found so far.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::BlockKind;

use super::label::{self, Label, Stage};
use super::{Basis, BudgetLine, SubjectKind, line};
use crate::names::Names;
use crate::program::{self, Entry, reads_on};
use crate::read::Noted;

/// Numbers and bullets before a name.
pub(super) static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．)]|[①-⑳]|[○〇●◆■◇□・•➢▪*-]|\s)+").expect("checked by tests")
});

/// Year and stage that a heading or a label sets for what follows; supplementary budgets and other years do not.
pub(super) fn context_of(text: &str) -> Option<Label> {
    if text.len() > 180 || !text.contains("年") {
        return None;
    }
    let label = label::read(text);
    let whole = label.year.is_some() && matches!(label.stage, Some(Stage::Request | Stage::Initial));
    (whole && !label.previous && !label.change && !reads_on(text)).then_some(label)
}

/// 令和７年度予算額 43億円 says what is spoken of on the rest of the sheet.
pub(super) fn money_context(note: &Noted<'_>) -> Option<Label> {
    let before = &note.view.text()[..note.amounts.first()?.span.start];
    let start = before.find("令和").or_else(|| before.find("平成")).or_else(|| before.find("20"))?;
    context_of(&before[start..])
}

fn is_asked(whole: Label, label: Label) -> bool {
    whole.stage == Some(Stage::Request) && label.stage == Some(Stage::Initial) && label.year == whole.year
}

/// An amount that stands by itself, waiting for its subject.
pub(super) struct Waiting {
    pub(super) block: usize,
    pub(super) label: Label,
    /// The entry directly before it, if any.
    pub(super) behind: Option<usize>,
}

pub(super) struct Sheet<'s, 'a> {
    pub(super) noted: &'s [Noted<'a>],
    pub(super) read: &'s program::Read,
    pub(super) names: &'s Names,
    pub(super) blocks: &'s [usize],
    pub(super) whole: Label,
    /// Blocks that set year and stage for what follows, in order.
    pub(super) contexts: Vec<(usize, Label)>,
    /// Names of accounts that stand by themselves anywhere in the document.
    pub(super) accounts: &'s [&'s str],
    /// Entries on this sheet.
    pub(super) entries: Vec<usize>,
    pub(super) found: Vec<BudgetLine>,
    /// Entries that have an amount.
    pub(super) priced: Vec<usize>,
    /// Ties to the entry before: index into `found`, entry.
    pub(super) ties: Vec<(usize, usize)>,
    pub(super) waiting: Vec<Waiting>,
    /// Names with an amount on the sheet that are no entries.
    pub(super) components: Vec<String>,
}

impl<'s, 'a> Sheet<'s, 'a> {
    pub(super) fn new(
        noted: &'s [Noted<'a>],
        read: &'s program::Read,
        names: &'s Names,
        blocks: &'s [usize],
        whole: Label,
        accounts: &'s [&'s str],
    ) -> Self {
        let on = |e: &Entry| blocks.binary_search(&e.declared.block).is_ok();
        // Where the document says what it is about, only a heading turns to another year.
        let fits = |b: usize, l: &Label| {
            whole.year.is_none() || l.year == whole.year || noted[b].view.block.kind == BlockKind::Heading
        };
        let sets = |&b: &usize| {
            let label = context_of(noted[b].view.text()).or_else(|| money_context(&noted[b]))?;
            // In a request 令和９年度予算 is what is asked for.
            let asked = is_asked(whole, label);
            (fits(b, &label) && !asked).then_some((b, label))
        };
        let contexts = blocks.iter().filter_map(sets).collect();
        let entries = (0..read.entries.len()).filter(|&e| on(&read.entries[e])).collect();
        Self {
            noted,
            read,
            names,
            blocks,
            whole,
            contexts,
            accounts,
            entries,
            found: Vec::new(),
            priced: Vec::new(),
            ties: Vec::new(),
            waiting: Vec::new(),
            components: Vec::new(),
        }
    }

    /// Year and stage that hold at a block: the last heading or label before it on the sheet, else one after it, else the
    /// document's.
    pub(super) fn context(&self, block: usize, ahead: bool) -> Label {
        let behind = self.contexts.partition_point(|(b, _)| *b <= block);
        let before = behind.checked_sub(1).map(|at| self.contexts[at].1);
        let after = self.contexts.get(behind).filter(|_| ahead).map(|(_, label)| *label);
        before.or(after).unwrap_or(self.whole)
    }

    /// The name that an amount behind an entry belongs to: of a list of two all of it.
    pub(super) fn name_of(&self, entry: usize) -> String {
        let one = &self.read.entries[entry];
        match one.list {
            Some(list) => {
                let all = self.read.entries.iter().filter(|e| e.list == Some(list));
                all.map(|e| e.declared.name.as_str()).collect::<Vec<_>>().join("／")
            }
            None => one.declared.name.clone(),
        }
    }

    pub(super) fn price(&mut self, entry: usize) {
        match self.read.entries[entry].list {
            Some(list) => {
                let all = (0..self.read.entries.len()).filter(|&e| self.read.entries[e].list == Some(list));
                self.priced.extend(all);
            }
            None => self.priced.push(entry),
        }
    }

    /// （2億円） behind an amount is last year's, where the sheet says so.
    pub(super) fn other_year(&mut self, block: usize, amount: usize) {
        let note = &self.noted[block];
        let Some(other) = line::bracketed(note, amount) else { return };
        let own = label::read(&note.view.text()[note.amounts[amount].span.end..note.amounts[other].span.start]);
        let custom = || self.blocks.iter().any(|&b| self.noted[b].view.text().contains("前年度"));
        if own.year.is_none() && !custom() {
            return;
        }
        let Some(first) = self.found.last().cloned() else { return };
        let span = note.view.span(note.amounts[other].span.start, note.amounts[other].span.end);
        let amount_yen = note.amounts[other].amount.yen;
        let fiscal_year = own.year.or(first.fiscal_year.map(|y| y - 1));
        // Beside a request stands what was given the year before.
        let stage = own.stage.unwrap_or(if first.stage == Stage::Request { Stage::Initial } else { first.stage });
        self.found.push(BudgetLine { span, amount_yen, fiscal_year, stage, breakdown: Vec::new(), ..first });
    }

    /// Whether an entry ends a list: several names in a row without a word about any.
    pub(super) fn in_list(&self, entry: usize) -> bool {
        self.list_of(entry).len() > 2 || (self.read.entries[entry].list.is_some() && self.list_of(entry).len() != 2)
    }

    /// The entries of the list that an entry belongs to.
    pub(super) fn list_of(&self, entry: usize) -> Vec<usize> {
        if let Some(list) = self.read.entries[entry].list {
            return (0..self.read.entries.len()).filter(|&e| self.read.entries[e].list == Some(list)).collect();
        }
        let mut list = vec![entry];
        for &before in self.entries.iter().rev().filter(|&&e| e < entry) {
            let (one, next) = (&self.read.entries[before], &self.read.entries[list[list.len() - 1]]);
            let close = one.declared.last == one.name_block && next.declared.block <= one.name_block + 1;
            if !one.bare || !close || one.bullet != next.bullet || one.list.is_some() || self.priced.contains(&before) {
                break;
            }
            list.push(before);
        }
        list.reverse();
        list
    }

    /// The account that the text right before an amount ends with: … 整備 インハウス研究機関経費.
    pub(super) fn account_before(&self, block: usize) -> Option<String> {
        let at = self.blocks.iter().position(|b| *b == block)?;
        let above = self.noted[self.blocks[at.checked_sub(1)?]].view.text();
        self.accounts.iter().find(|a| above.len() > a.len() && above.ends_with(**a)).map(|a| (*a).to_owned())
    }

    pub(super) fn push(
        &mut self,
        block: usize,
        amount: usize,
        subject: Option<String>,
        kind: SubjectKind,
        label: Label,
        basis: Basis,
    ) {
        let note = &self.noted[block];
        let context = self.context(block, true);
        let (breakdown, mut qualifiers) = line::parts(note, amount, self.names);
        if label.in_house {
            qualifiers.push("インハウス".to_owned());
        }
        if basis == Basis::DirectlyFollowing {
            qualifiers.extend(self.account_before(block));
        }
        let year = label.year.or(context.year);
        let stage = label.stage.or(context.stage).unwrap_or(Stage::Other);
        self.found.push(BudgetLine {
            block,
            span: note.view.span(note.amounts[amount].span.start, note.amounts[amount].span.end),
            certain: subject.is_some(),
            subject,
            subject_kind: kind,
            fiscal_year: if label.previous { year.map(|y| y - 1) } else { year },
            stage,
            amount_yen: note.amounts[amount].amount.yen,
            breakdown,
            qualifiers,
            candidates: Vec::new(),
            basis,
            repeats: None,
        });
    }

    pub(super) fn wait(&mut self, block: usize, label: Label, behind: Option<usize>) {
        self.waiting.push(Waiting { block, label, behind });
    }
}
