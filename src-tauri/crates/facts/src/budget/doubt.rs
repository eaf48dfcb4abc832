//! Amounts that nothing ties, and what they may belong to.

use super::sheet::Sheet;
use super::{Basis, Stage, SubjectKind, line};
use crate::program;

/// More names than a person can choose from help nobody.
const CANDIDATES: usize = 12;

impl Sheet<'_, '_> {
    /// Where amounts stand apart from the names and are fewer than the names, one of them behind a name proves nothing;
    /// nor does one behind a fund, which has none in a request.
    pub(super) fn doubt(&mut self) {
        if self.waiting.iter().all(|w| w.behind.is_some_and(|e| self.swapped(e))) {
            return;
        }
        // ◆ describes what ● lists: only bullets behind which amounts stand are asked.
        let bullets: Vec<Option<char>> = self.priced.iter().map(|&e| self.read.entries[e].bullet).collect();
        let asked = |e: &&usize| {
            let bullet = self.read.entries[**e].bullet;
            bullet.is_some() && (bullets.is_empty() || bullets.contains(&bullet))
        };
        let mut groups: Vec<usize> = Vec::new();
        for &entry in self.entries.iter().filter(asked) {
            let first = self.list_of(entry)[0];
            let fund = self.read.entries[entry].declared.fund;
            if !fund && !groups.contains(&first) {
                groups.push(first);
            }
        }
        let amounts = self.waiting.len() + self.ties.len();
        let own = self.priced.len().saturating_sub(self.ties.len());
        let few = amounts + own < groups.len();
        let doubtful: Vec<(usize, usize)> = self
            .ties
            .iter()
            .copied()
            .filter(|(l, e)| self.asks(*l) && (few || self.read.entries[*e].declared.fund))
            .collect();
        for (line, entry) in doubtful {
            self.priced.retain(|p| *p != entry);
            let found = &mut self.found[line];
            (found.subject, found.certain, found.basis) = (None, false, Basis::Undecided);
        }
    }

    /// Whether an amount too many behind an entry is explained by the entry right before it, which has none: the two stand
    /// crosswise in the text, and prove nothing about the others.
    fn swapped(&self, entry: usize) -> bool {
        let before = self.entries.iter().rposition(|&e| e < entry).map(|at| self.entries[at]);
        self.priced.contains(&entry)
            && before.is_some_and(|b| !self.priced.contains(&b) && !self.read.entries[b].declared.fund)
    }

    /// Whether a line is a part of this year's request: a supplementary budget is named with its year.
    fn asks(&self, line: usize) -> bool {
        matches!(self.found[line].stage, Stage::Request | Stage::RequestBase | Stage::RequestPriority)
    }

    /// The amounts that nothing ties, with what they may belong to.
    pub(super) fn undecided(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        for one in waiting {
            let note = &self.noted[one.block];
            let amount = (0..note.amounts.len()).find(|&a| line::counts(note, a)).unwrap_or(0);
            self.push(one.block, amount, None, SubjectKind::Other, one.label, Basis::Undecided);
            let last = self.found.len() - 1;
            self.found[last].candidates = self.candidates(one.block, one.behind, amount);
            if self.says_again(last) && !self.found[last].qualifiers.iter().any(|q| q == "再掲") {
                self.found[last].qualifiers.push("再掲".to_owned());
            }
        }
        for line in 0..self.found.len() {
            if !self.found[line].certain && self.found[line].candidates.is_empty() {
                self.found[line].candidates = self.candidates(self.found[line].block, None, 0);
            }
        }
    }

    /// Whether an undecided amount is that of a candidate marked 再掲, which has it on the same sheet by itself: whosever it
    /// is, it is not to be added again.
    pub(super) fn says_again(&self, line: usize) -> bool {
        let yen = self.found[line].amount_yen;
        let marked = self
            .entries
            .iter()
            .map(|&e| &self.read.entries[e].declared)
            .filter(|d| d.repeated && self.found[line].candidates.contains(&d.name));
        let own = |name: &str| {
            let alike = |s: &str| s == name || s.starts_with(name) || strsim::levenshtein(s, name) <= 1;
            self.found.iter().any(|l| l.certain && l.amount_yen == yen && l.subject.as_deref().is_some_and(alike))
        };
        marked.into_iter().any(|d| own(&d.name))
    }

    pub(super) fn candidates(&self, block: usize, behind: Option<usize>, amount: usize) -> Vec<String> {
        let name = |e: usize| self.read.entries[e].declared.name.clone();
        if let Some(entry) = behind.filter(|&e| self.in_list(e)) {
            let mut list: Vec<String> = self.list_of(entry).into_iter().map(name).collect();
            // A name below the list, without a bullet, may belong to it.
            let below = self.entries.iter().find(|&&e| e > entry && self.read.entries[e].bullet.is_none());
            list.extend(below.filter(|&&e| self.read.entries[e].declared.block <= block + 1).map(|&e| name(e)));
            list.truncate(CANDIDATES);
            return list;
        }
        // 93億円の内数 again: the parts of the program that has it.
        let yen = self.noted[block].amounts[amount].amount.yen;
        let within = self.noted[block].amounts[amount].amount.within;
        let twin = self.found.iter().find(|l| within && l.certain && l.amount_yen == yen && l.subject.is_some());
        if let Some(twin) = twin.and_then(|t| t.subject.as_deref()) {
            let base = program::base_of(twin);
            let mine = |e: &&usize| program::base_of(&self.read.entries[**e].declared.name) == base;
            let parts: Vec<String> = self.entries.iter().filter(mine).map(|&e| name(e)).collect();
            let parts: Vec<String> = parts.into_iter().filter(|p| p != twin).collect();
            if parts.len() > 1 {
                return parts;
            }
        }
        let bullets: Vec<char> = self.priced.iter().filter_map(|&e| self.read.entries[e].bullet).collect();
        let used = |e: usize| self.read.entries[e].bullet.is_some_and(|b| bullets.contains(&b));
        let mut open: Vec<usize> = self.entries.iter().copied().filter(|e| !self.priced.contains(e)).collect();
        if open.iter().any(|&e| used(e)) {
            open.retain(|&e| used(e));
        }
        if open.iter().any(|&e| self.read.entries[e].bullet.is_some()) {
            open.retain(|&e| self.read.entries[e].bullet.is_some());
        }
        let plain: Vec<usize> = open.iter().copied().filter(|&e| !self.read.entries[e].declared.fund).collect();
        if plain.len() > 1 {
            open = plain;
        }
        open.sort_by_key(|&e| self.read.entries[e].declared.block.abs_diff(block));
        if open.len() == 1 {
            // Only one is left; that it is left is no proof.
            let near = self
                .entries
                .iter()
                .copied()
                .filter(|e| *e != open[0])
                .min_by_key(|&e| self.read.entries[e].declared.block.abs_diff(block));
            open.extend(near);
        }
        open.truncate(CANDIDATES);
        open.sort_unstable();
        let mut candidates: Vec<String> = Vec::new();
        if open.is_empty() || self.entries.iter().all(|&e| self.read.entries[e].bullet.is_none()) {
            let titles = self.entries.iter().filter(|&&e| self.read.entries[e].bullet.is_none()).map(|&e| name(e));
            candidates.extend(titles.chain(self.components.iter().cloned()));
        } else {
            candidates.extend(open.into_iter().map(name));
        }
        let mut seen: Vec<String> = Vec::new();
        candidates.retain(|c| {
            !seen.contains(c) && {
                seen.push(c.clone());
                true
            }
        });
        candidates.truncate(CANDIDATES);
        candidates
    }
}
