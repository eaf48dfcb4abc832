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
    let mut checks = Vec::new();
    let totals = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.subject_kind == SubjectKind::Project && l.breakdown.len() == 1 && l.certain);
    for (total, line) in totals {
        let in_house = is_in_house(&line.breakdown[0].0);
        let parts: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(_, l)| {
                let program = matches!(l.subject_kind, SubjectKind::Program | SubjectKind::Other);
                program
                    && project_of.get(l.block).is_some_and(|p| p.is_some() && *p == line.subject)
                    && l.stage == line.stage
                    && l.fiscal_year == line.fiscal_year
            })
            .filter(|(_, l)| {
                !l.qualifiers.iter().any(|q| q == "再掲") && l.qualifiers.iter().any(|q| is_in_house(q)) == in_house
            })
            .map(|(at, _)| at)
            .collect();
        let mut seen: Vec<i64> = Vec::new();
        // 93億円の内数, three times: once.
        let parts: Vec<usize> = parts
            .into_iter()
            .filter(|&p| {
                let within = lines[p].qualifiers.iter().any(|q| q == "内数");
                let again = within && seen.contains(&lines[p].amount_yen);
                if within {
                    seen.push(lines[p].amount_yen);
                }
                !again
            })
            .collect();
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
        if parts.len() > 2 && !lines.iter().any(larger) {
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
    // Each figure, the total too, may be off by half of the unit in which it is printed.
    let unit = figures.iter().chain([&stated]).filter(|f| **f != 0).map(|f| unit(*f)).min().unwrap_or(1);
    let printed = i64::try_from(figures.len() + 1).unwrap_or(i64::MAX);
    let slack = unit.saturating_mul(printed) / 2;
    SumCheck { total, parts, lines: members, stated, added, difference, rounding: difference.abs() <= slack }
}

/// The unit a figure seems to be printed in: the largest of 億, 千万, 百万 … that divides it.
fn unit(yen: i64) -> i64 {
    [100_000_000, 10_000_000, 1_000_000, 10_000, 1_000].into_iter().find(|u| yen % u == 0).unwrap_or(1)
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
                && (b.amount_yen == line.amount_yen || b.breakdown.iter().any(|(_, yen)| *yen == line.amount_yen))
        };
        let first = before.iter().position(same);
        lines[at].repeats = first;
    }
}
