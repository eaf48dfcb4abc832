//! 検算: totals that a document states against the parts that it states.
//!
//! Figures in budget papers are rounded one by one, so that 1,187 and 285 stand beside 1,473. A difference that
//! rounding can make is said to be one; any other is shown as it is. Repeats (再掲, 内数) are parts of nothing.

use serde::{Deserialize, Serialize};

use crate::budget::{BudgetLine, Stage, SubjectKind};

/// What a total is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parts {
    /// The shares in its own bracket: ministries, accounts.
    Breakdown,
    /// 概算要求額 and 要望額 of a request.
    Stages,
    /// The programs of a project, decided or not.
    Programs,
    /// The projects and other lines of an account.
    Account,
}

/// A stated total and the sum of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumCheck {
    /// Index of the total among the budget lines.
    pub total: usize,
    /// What it is compared with.
    pub parts: Parts,
    /// Indices of the lines that were added; of a breakdown the total itself.
    pub lines: Vec<usize>,
    /// Yen of the total.
    pub stated: i64,
    /// Yen of the parts together.
    pub added: i64,
    /// `stated − added`, in yen.
    pub difference: i64,
    /// The difference is no larger than rounding each figure can make it.
    pub rounding: bool,
}

/// Compares every total of a document with its parts; `project_of` gives the project of a line's block.
pub(crate) fn check(lines: &[BudgetLine], project_of: &[Option<String>]) -> Vec<SumCheck> {
    let mut checks = Vec::new();
    for (total, line) in lines.iter().enumerate().filter(|(_, l)| l.certain && l.repeats.is_none()) {
        if line.breakdown.len() > 1 {
            let figures: Vec<i64> = line.breakdown.iter().map(|(_, yen)| *yen).collect();
            checks.push(compare(lines, total, Parts::Breakdown, vec![total], &figures));
        }
        if line.stage == Stage::Request {
            let same = |l: &BudgetLine, stage| {
                l.stage == stage && l.subject == line.subject && l.fiscal_year == line.fiscal_year && l.certain
            };
            let base = lines.iter().position(|l| same(l, Stage::RequestBase));
            let priority = lines.iter().position(|l| same(l, Stage::RequestPriority));
            if let (Some(base), Some(priority)) = (base, priority) {
                let figures = [lines[base].amount_yen, lines[priority].amount_yen];
                checks.push(compare(lines, total, Parts::Stages, vec![base, priority], &figures));
            }
        }
    }
    checks.extend(programs(lines, project_of));
    checks.extend(accounts(lines));
    checks
}

/// The programs of a project against the total on its sheet: whatever each undecided amount belongs to, it is one of them.
fn programs(lines: &[BudgetLine], project_of: &[Option<String>]) -> Vec<SumCheck> {
    let mut checks: Vec<SumCheck> = Vec::new();
    let is_total = |l: &BudgetLine| l.subject_kind == SubjectKind::Project && l.breakdown.len() == 1 && l.certain;
    for (total, line) in lines.iter().enumerate().filter(|(_, l)| is_total(l)) {
        let same = |l: &BudgetLine| {
            l.subject == line.subject && l.stage == line.stage && l.fiscal_year == line.fiscal_year && l.certain
        };
        let accounts: Vec<&str> =
            lines.iter().filter(|l| is_total(l) && same(l)).map(|l| l.breakdown[0].0.as_str()).collect();
        let in_house = is_in_house(&line.breakdown[0].0);
        // What is in-house is said at each program; of other accounts nothing is, and only the whole can be compared.
        let told = accounts.iter().all(|a| *a == line.breakdown[0].0 || is_in_house(a) != in_house);
        let whole = || lines.iter().position(|l| l.subject_kind == SubjectKind::Project && same(l) && !is_total(l));
        let Some(total) = (if told { Some(total) } else { whole() }) else { continue };
        if checks.iter().any(|c| c.total == total) {
            continue;
        }
        let mut parts: Vec<usize> = Vec::new();
        for (at, part) in lines.iter().enumerate() {
            let program = part.subject_kind == SubjectKind::Program || part.subject.is_none();
            let belongs = project_of.get(part.block).is_some_and(|p| p.is_some() && *p == line.subject);
            let of_account = !told || part.qualifiers.iter().any(|q| is_in_house(q)) == in_house;
            let says = |word: &str| part.qualifiers.iter().any(|q| q == word);
            let again = part.repeats.is_some()
                || says("再掲")
                // その他３事業 sums up what is named elsewhere.
                || part.subject.as_ref().is_some_and(|s| s.starts_with("その他"))
                // 93億円の内数, three times: once.
                || (says("内数") && parts.iter().any(|&p| lines[p].amount_yen == part.amount_yen));
            if program
                && belongs
                && of_account
                && !again
                && part.stage == line.stage
                && part.fiscal_year == line.fiscal_year
            {
                parts.push(at);
            }
        }
        if parts.len() > 1 {
            let figures: Vec<i64> = parts.iter().map(|&p| lines[p].amount_yen).collect();
            checks.push(compare(lines, total, Parts::Programs, parts, &figures));
        }
    }
    checks
}

fn is_in_house(name: &str) -> bool {
    name.contains("インハウス")
}

/// An account's total against the projects' shares of it and the other lines that name it.
fn accounts(lines: &[BudgetLine]) -> Vec<SumCheck> {
    let mut checks = Vec::new();
    let totals = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.subject_kind == SubjectKind::Account && l.certain && l.repeats.is_none());
    for (total, line) in totals {
        let Some(subject) = &line.subject else { continue };
        let (mut parts, mut figures) = (Vec::new(), Vec::new());
        for (at, other) in lines.iter().enumerate() {
            let comparable = at != total
                && other.certain
                && other.repeats.is_none()
                && other.stage == line.stage
                && other.fiscal_year == line.fiscal_year;
            if !comparable {
                continue;
            }
            let share = match other.subject_kind {
                SubjectKind::Project => other
                    .breakdown
                    .iter()
                    .find(|(name, _)| named(subject, name))
                    .map(|(_, yen)| *yen)
                    .or_else(|| other.qualifiers.iter().any(|q| named(subject, q)).then_some(other.amount_yen)),
                SubjectKind::Account => other
                    .subject
                    .as_ref()
                    .filter(|s| *s != subject && (named(s, key(subject)) || named(subject, key(s))))
                    .map(|_| other.amount_yen)
                    .filter(|yen| *yen < line.amount_yen),
                _ => None,
            };
            if let Some(yen) = share {
                parts.push(at);
                figures.push(yen);
            }
        }
        // What is itself a part of a larger account is no total.
        let larger = |l: &BudgetLine| {
            let alike =
                l.subject.as_ref().is_some_and(|s| named(s, key(subject)) && l.subject_kind == SubjectKind::Account);
            alike
                && l.certain
                && l.stage == line.stage
                && l.fiscal_year == line.fiscal_year
                && l.amount_yen > line.amount_yen
        };
        let whole = figures.iter().all(|figure| *figure < line.amount_yen);
        if parts.len() > 2 && whole && !lines.iter().any(larger) {
            checks.push(compare(lines, total, Parts::Account, parts, &figures));
        }
    }
    checks
}

/// Whether an account's name holds the short name of it.
fn named(account: &str, short: &str) -> bool {
    short.chars().count() >= 2 && account.contains(short)
}

/// The Latin abbreviation in a name, else what stands before its word for money.
fn key(account: &str) -> &str {
    let latin = account.find(|c: char| c.is_ascii_uppercase()).map(|at| {
        let end = account[at..].find(|c: char| !c.is_ascii_uppercase()).map_or(account.len(), |e| at + e);
        &account[at..end]
    });
    latin.filter(|l| l.len() > 1).unwrap_or_else(|| account.strip_suffix("経費").unwrap_or(account))
}

fn compare(lines: &[BudgetLine], total: usize, parts: Parts, members: Vec<usize>, figures: &[i64]) -> SumCheck {
    let stated = lines[total].amount_yen;
    let added = figures.iter().fold(0_i64, |sum, f| sum.saturating_add(*f));
    let difference = stated.saturating_sub(added);
    // Each figure may be off by half of the unit in which it is printed: the total of its own, the parts of theirs.
    let finest = figures.iter().filter(|f| **f != 0).map(|f| unit(*f)).min().unwrap_or(1);
    let parts_off = finest.saturating_mul(i64::try_from(figures.len()).unwrap_or(i64::MAX));
    let slack = unit(stated).saturating_add(parts_off) / 2;
    SumCheck { total, parts, lines: members, stated, added, difference, rounding: difference.abs() <= slack }
}

/// The unit a figure seems to be printed in: the largest of 億, 千万, 百万 … that divides it.
fn unit(yen: i64) -> i64 {
    [100_000_000, 10_000_000, 1_000_000, 10_000, 1_000].into_iter().find(|u| yen % u == 0).unwrap_or(1)
}

/// Whether two amounts are the same but for rounding: 98億円 of an overview and 9,812百万円 of its detail.
fn alike(one: i64, other: i64) -> bool {
    one.saturating_sub(other).saturating_abs() <= unit(one).max(unit(other)) / 2
}

/// Marks lines that say again what an earlier one says: the same subject, year, stage, and the amount or a share of it.
pub(crate) fn repeats(lines: &mut [BudgetLine]) {
    for at in 1..lines.len() {
        if !lines[at].certain {
            continue;
        }
        let (before, rest) = lines.split_at(at);
        let line = &rest[0];
        let same = |b: &BudgetLine| {
            b.certain
                && b.repeats.is_none()
                && b.subject == line.subject
                && b.fiscal_year == line.fiscal_year
                && b.stage == line.stage
                && (alike(b.amount_yen, line.amount_yen)
                    || b.breakdown.iter().any(|(_, yen)| alike(*yen, line.amount_yen)))
        };
        let first = before.iter().position(same);
        lines[at].repeats = first;
    }
}
