//! Amounts of a sheet and the entries they belong to.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use tadori_text::{BlockKind, Metadata};

use super::label::{self, Label, Stage};
use super::line::{self, Money};
use super::{Basis, BudgetLine, SubjectKind, rows, sentence, table};
use crate::grid::Row;
use crate::names::Names;
use crate::program::{self, Entry, ends_as_program, reads_on};
use crate::read::Noted;

/// More names than a person can choose from help nobody.
const CANDIDATES: usize = 12;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．)]|[①-⑳]|[○〇●◆■◇□・•➢▪*-]|\s)+").expect("checked by tests")
});

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
        let above = sheet[..sheet.partition_point(|b| *b < row.block)].iter().rev().take(60);
        let base = above.filter_map(|&b| context_of(noted[b].view.text())).next();
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

/// Year and stage that a whole document is about, by its title.
fn of_document(noted: &[Noted<'_>], metadata: &Metadata) -> Label {
    let title = tadori_text::normalize(&metadata.title).text;
    let mut label = context_of(&title).unwrap_or_default();
    let heads = noted.iter().take(40).filter(|n| n.view.block.kind == BlockKind::Heading);
    for head in heads {
        if label.year.is_some() && label.stage.is_some() {
            break;
        }
        if let Some(more) = context_of(head.view.text()) {
            label = more;
        }
    }
    label
}

/// Year and stage that a heading or a label sets for what follows; supplementary budgets and other years do not.
fn context_of(text: &str) -> Option<Label> {
    if text.len() > 180 || !text.contains("年") {
        return None;
    }
    let label = label::read(text);
    let whole = label.year.is_some() && matches!(label.stage, Some(Stage::Request | Stage::Initial | Stage::Execution));
    (whole && !label.previous && !label.change && !reads_on(text)).then_some(label)
}

/// 令和７年度予算額 43億円 says what is spoken of on the rest of the sheet.
fn money_context(note: &Noted<'_>) -> Option<Label> {
    let before = &note.view.text()[..note.amounts.first()?.span.start];
    let start = before.find("令和").or_else(|| before.find("平成")).or_else(|| before.find("20"))?;
    context_of(&before[start..])
}

/// An amount that stands by itself, waiting for its subject.
struct Waiting {
    block: usize,
    label: Label,
    /// The entry directly before it, if any.
    behind: Option<usize>,
}

struct Sheet<'s, 'a> {
    noted: &'s [Noted<'a>],
    read: &'s program::Read,
    names: &'s Names,
    blocks: &'s [usize],
    whole: Label,
    /// Blocks that set year and stage for what follows, in order.
    contexts: Vec<(usize, Label)>,
    /// Names of accounts that stand by themselves anywhere in the document.
    accounts: &'s [&'s str],
    /// Entries on this sheet.
    entries: Vec<usize>,
    found: Vec<BudgetLine>,
    /// Entries that have an amount.
    priced: Vec<usize>,
    /// Ties to the entry before: index into `found`, entry.
    ties: Vec<(usize, usize)>,
    waiting: Vec<Waiting>,
    /// Names with an amount on the sheet that are no entries.
    components: Vec<String>,
}

impl<'s, 'a> Sheet<'s, 'a> {
    fn new(
        noted: &'s [Noted<'a>],
        read: &'s program::Read,
        names: &'s Names,
        blocks: &'s [usize],
        whole: Label,
        accounts: &'s [&'s str],
    ) -> Self {
        let on = |e: &Entry| blocks.binary_search(&e.declared.block).is_ok();
        let sets = |&b: &usize| Some((b, context_of(noted[b].view.text()).or_else(|| money_context(&noted[b]))?));
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

    fn lines(mut self) -> Vec<BudgetLine> {
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

    /// Year and stage that hold at a block: the last heading or label before it on the sheet, else one after it, else the
    /// document's.
    fn context(&self, block: usize, ahead: bool) -> Label {
        let behind = self.contexts.partition_point(|(b, _)| *b <= block);
        let before = behind.checked_sub(1).map(|at| self.contexts[at].1);
        let after = self.contexts.get(behind).filter(|_| ahead).map(|(_, label)| *label);
        before.or(after).unwrap_or(self.whole)
    }

    /// Handles a block with amounts; gives how many blocks of the sheet it took.
    fn block(&mut self, at: usize) -> usize {
        let block = self.blocks[at];
        let note = &self.noted[block];
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
    fn closing(&self, block: usize) -> Option<usize> {
        let note = &self.noted[block];
        let text = note.view.text();
        let labelled = |at: usize| {
            let before = &text[..note.amounts[at].span.start];
            ["要求額", "予算額", "要望額", "執行額", "決算額"].iter().any(|l| before.ends_with(l))
        };
        (0..note.amounts.len())
            .find(|&at| labelled(at) && line::counts(note, at) && text.len() - note.amounts[at].span.end < 60)
    }

    /// An amount on an entry's own line.
    fn own(&mut self, block: usize, amount: usize, entry: usize) {
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
        self.price(entry);
        self.other_year(block, amount);
    }

    /// The name that an amount behind an entry belongs to: of a list of two all of it.
    fn name_of(&self, entry: usize) -> String {
        let one = &self.read.entries[entry];
        match one.list {
            Some(list) => {
                let all = self.read.entries.iter().filter(|e| e.list == Some(list));
                all.map(|e| e.declared.name.as_str()).collect::<Vec<_>>().join("／")
            }
            None => one.declared.name.clone(),
        }
    }

    fn price(&mut self, entry: usize) {
        match self.read.entries[entry].list {
            Some(list) => {
                let all = (0..self.read.entries.len()).filter(|&e| self.read.entries[e].list == Some(list));
                self.priced.extend(all);
            }
            None => self.priced.push(entry),
        }
    }

    /// （2億円） behind an amount is last year's, where the sheet says so.
    fn other_year(&mut self, block: usize, amount: usize) {
        let note = &self.noted[block];
        let Some(other) = line::bracketed(note, amount) else { return };
        if !self.blocks.iter().any(|&b| self.noted[b].view.text().contains("前年度")) {
            return;
        }
        let Some(first) = self.found.last().cloned() else { return };
        let span = note.view.span(note.amounts[other].span.start, note.amounts[other].span.end);
        let amount_yen = note.amounts[other].amount.yen;
        let fiscal_year = first.fiscal_year.map(|y| y - 1);
        self.found.push(BudgetLine { span, amount_yen, fiscal_year, breakdown: Vec::new(), ..first });
    }

    /// An amount that has a line to itself; gives how many blocks it and its run take.
    fn money(&mut self, at: usize, money: &Money) -> usize {
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
                self.push(
                    block,
                    money.main,
                    Some(self.name_of(entry)),
                    SubjectKind::Program,
                    money.label,
                    Basis::DirectlyFollowing,
                );
            }
            Some(entry) if self.priced.contains(&entry) || self.in_list(entry) => {
                self.wait(block, money.label, Some(entry))
            }
            Some(entry) => {
                self.push(
                    block,
                    money.main,
                    Some(self.name_of(entry)),
                    SubjectKind::Program,
                    money.label,
                    Basis::DirectlyFollowing,
                );
                self.ties.push((self.found.len() - 1, entry));
                self.price(entry);
                self.other_year(block, money.main);
            }
            None if money.label.in_house && entry.is_some_and(|e| self.priced.contains(&e)) && self.after_money(at) => {
                let entry = entry.expect("asked for above");
                self.push(
                    block,
                    money.main,
                    Some(self.name_of(entry)),
                    SubjectKind::Program,
                    money.label,
                    Basis::DirectlyFollowing,
                );
            }
            None => self.below_heading(at, money),
        }
        1
    }

    fn after_money(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|a| line::money(&self.noted[self.blocks[a]]).is_some())
    }

    fn adjacent(&self, above: usize, block: usize) -> bool {
        let (a, b) = (self.noted[above].view.block, self.noted[block].view.block);
        b.lines.first <= a.lines.last + 2 || a.page.is_some()
    }

    /// How many amount lines of one kind follow one another.
    fn run(&self, at: usize, money: &Money) -> usize {
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

    /// Whether an entry ends a list: several names in a row without a word about any.
    fn in_list(&self, entry: usize) -> bool {
        self.list_of(entry).len() > 2 || (self.read.entries[entry].list.is_some() && self.list_of(entry).len() != 2)
    }

    /// The entries of the list that an entry belongs to.
    fn list_of(&self, entry: usize) -> Vec<usize> {
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

    /// A total: of the sheet's project where it has one, else of the account.
    fn total(&mut self, block: usize, money: &Money, above: usize) {
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

    /// An amount below a numbered heading, or that of the one program that the sheet is about.
    fn below_heading(&mut self, at: usize, money: &Money) {
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

    /// The name that a numbered heading is, without its number.
    fn heading_name(&self, block: usize) -> Option<String> {
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
    fn named(&mut self, at: usize) -> bool {
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
    fn fund_in_text(&mut self, at: usize) {
        let below = self.blocks.get(at + 1).map(|&b| self.noted[b].view.text());
        if below.is_some_and(|t| t.contains("基金事業を含む")) {
            self.found.last_mut().expect("just pushed").qualifiers.push("一部基金事業を含む".to_owned());
        }
    }

    /// The account that the text right before an amount ends with: … 整備 インハウス研究機関経費.
    fn account_before(&self, block: usize) -> Option<String> {
        let at = self.blocks.iter().position(|b| *b == block)?;
        let above = self.noted[self.blocks[at.checked_sub(1)?]].view.text();
        self.accounts.iter().find(|a| above.len() > a.len() && above.ends_with(**a)).map(|a| (*a).to_owned())
    }

    fn push(
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

    fn wait(&mut self, block: usize, label: Label, behind: Option<usize>) {
        self.waiting.push(Waiting { block, label, behind });
    }

    /// Where amounts stand apart from the names and are fewer than the names, one of them behind a name proves nothing;
    /// nor does one behind a fund, which has none in a request.
    fn doubt(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let mut groups: Vec<usize> = Vec::new();
        for &entry in self.entries.iter().filter(|&&e| self.read.entries[e].bullet.is_some()) {
            let first = self.list_of(entry)[0];
            let fund = self.read.entries[entry].declared.fund;
            if !fund && !groups.contains(&first) {
                groups.push(first);
            }
        }
        let amounts = self.waiting.len() + self.ties.len();
        let own = self.priced.len().saturating_sub(self.ties.len());
        let few = amounts + own < groups.len();
        let doubtful: Vec<(usize, usize)> =
            self.ties.iter().copied().filter(|(_, e)| few || self.read.entries[*e].declared.fund).collect();
        for (line, entry) in doubtful {
            self.priced.retain(|p| *p != entry);
            let found = &mut self.found[line];
            (found.subject, found.certain, found.basis) = (None, false, Basis::Undecided);
        }
    }

    /// The amounts that nothing ties, with what they may belong to.
    fn undecided(&mut self) {
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
    fn says_again(&self, line: usize) -> bool {
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

    fn candidates(&self, block: usize, behind: Option<usize>, amount: usize) -> Vec<String> {
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
        let mut open: Vec<usize> = self.entries.iter().copied().filter(|e| !self.priced.contains(e)).collect();
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

/// Where the label begins that ends a folded text; its length if there is none.
fn label_at_end(head: &str) -> usize {
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
