//! 予算・事業: amounts with what they are for, and the projects and programs of the library.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Run;

/// A part of an amount: of a ministry, by its mark, or of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Share {
    /// Mark of the ministry (文), or name of the account.
    pub name: String,
    /// Yen.
    pub yen: i64,
}

/// A passage of a document, with what matters in it marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// Document id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// A draft 案.
    pub draft: bool,
    /// One of the bundled samples.
    pub sample: bool,
    /// Index of the block.
    pub block: u32,
    /// First line in the file (1-based).
    pub line_start: u32,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// Text of the block.
    pub runs: Vec<Run>,
}

/// An amount of a budget, as a document states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BudgetLine {
    /// Tells it from every other one, until the library changes.
    pub id: String,
    /// What it is for: as the text ties it, or as a person decided; none while undecided.
    pub subject: Option<String>,
    /// project, program, account, other.
    pub subject_kind: String,
    /// The project that the subject stands under, or is.
    pub project: Option<String>,
    /// Marks of the ministries of the subject.
    pub ministries: Vec<String>,
    /// 年度: the calendar year in which it begins.
    pub fiscal_year: Option<i32>,
    /// request (概算要求・要望), request-base (概算要求), request-priority (要望), initial, supplementary, execution, other.
    pub stage: String,
    /// Yen.
    pub yen: i64,
    /// Its parts by ministry or account, where they are printed.
    pub breakdown: Vec<Share>,
    /// 内数, 再掲, 基金 … as printed.
    pub qualifiers: Vec<String>,
    /// What ties it to its subject: same-line, directly-following, label-above, table, sheet, sentence; undecided.
    pub basis: String,
    /// Of an amount that the text ties to nothing: what it may belong to. Stays when a person has decided.
    pub candidates: Vec<String>,
    /// When a person decided what it is for (RFC 3339); `subject` is what was decided, none for “none of these”.
    pub decided_at: Option<String>,
    /// Why it is in no sum: repeat (said before, 再掲), within (内数), undecided, rejected (a person said that it belongs to none of its candidates).
    pub left_out: Option<String>,
    /// Where it stands; the amount is marked.
    pub passage: Passage,
}

/// A total that a document states, beside its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SumCheck {
    /// [`BudgetLine::id`] of the total.
    pub total: String,
    /// What it is compared with: breakdown (its own bracket), stages (要求 and 要望), programs (of the project), account.
    pub parts: String,
    /// [`BudgetLine::id`] of each part.
    pub lines: Vec<String>,
    /// Yen of the total.
    pub stated: i64,
    /// Yen of the parts together.
    pub added: i64,
    /// Rounding each figure can make the difference.
    pub rounding: bool,
}

/// The budget of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BudgetView {
    /// All amounts, by document, in the order of the text.
    pub lines: Vec<BudgetLine>,
    /// All totals that could be compared with their parts.
    pub checks: Vec<SumCheck>,
    /// Decisions of amounts that are no longer to be found, the first one first.
    pub lost: Vec<LostDecision>,
}

/// A decision of an amount that is no longer to be found in the current edition of its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LostDecision {
    /// Tells it from every other one.
    pub id: i64,
    /// Id of the current edition.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The amount as it was printed, with what was read before and after it; the amount is marked.
    pub runs: Vec<Run>,
    /// Yen.
    pub yen: i64,
    /// What it was said to be for; none: none of its candidates.
    pub subject: Option<String>,
    /// When it was decided (RFC 3339).
    pub decided_at: String,
}

/// Forgets a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ForgetDecisionRequest {
    /// [`LostDecision::id`].
    pub id: i64,
}

/// Says what an undecided amount is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecideRequest {
    /// [`BudgetLine::id`].
    pub line: String,
    /// What is decided.
    pub decision: Decision,
}

/// What a person says of an undecided amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Decision {
    /// It is for this.
    For {
        /// A candidate, or another name.
        subject: String,
    },
    /// It belongs to none of its candidates.
    None,
    /// Open again.
    Open,
}

/// Another name of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Why it counts as the same: stated, vocabulary, spelling, shortened, said (by a person).
    pub evidence: String,
    /// Of a name that a person said: the other name of the pair, to take it back.
    pub said_of: Option<String>,
}

/// A name that a person said is none of a program's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NameApart {
    /// The name.
    pub name: String,
    /// The name of the program that it was said of, to take it back.
    pub said_of: String,
}

/// What a person says of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// They are names of one thing.
    Same,
    /// They are names of two things.
    Different,
    /// What was said is taken back.
    Nothing,
}

/// Says of two names that they are one thing, or two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SayOfNamesRequest {
    /// A name.
    pub name: String,
    /// The other one.
    pub other: String,
    /// What is said.
    pub said: Said,
}

/// A project or program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProgramView {
    /// Tells it from every other one, until the library changes.
    pub id: String,
    /// Its name, as it is printed most carefully.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// Names that a person said are none of these.
    pub apart: Vec<NameApart>,
    /// project, program.
    pub kind: String,
    /// The project it stands under.
    pub project: Option<String>,
    /// The program it is a part of.
    pub parent: Option<String>,
    /// Marks of its ministries.
    pub ministries: Vec<String>,
    /// 新規, 拡充 …
    pub marks: Vec<String>,
    /// 基金事業
    pub fund: bool,
    /// 事業期間・期, as printed.
    pub period: Option<String>,
    /// [`BudgetLine::id`] of the amounts that are for it.
    pub amounts: Vec<String>,
    /// What it is, in the words of the document that describes it.
    pub described: Option<Passage>,
    /// Where it is entered or named.
    pub mentions: Vec<Passage>,
}

/// Writes a file that the window made (a chart, a table) to a place that a person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveFileRequest {
    /// Where; an existing file is replaced.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
