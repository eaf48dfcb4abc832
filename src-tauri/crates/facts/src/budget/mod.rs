//! 予算: amounts tied to a subject, a year and a stage — or left undecided, with the subjects that they may belong to.
//!
//! | what ties an amount | basis |
//! |---|---|
//! | it stands on the line of the name, or of its description | `same-line` |
//! | it is the only one between the name's own lines and the next name | `directly-following` |
//! | an account's label stands on the line above, the sheet's project is its subject | `label-above` |
//! | rows and columns of a flattened table, in order | `table` |
//! | the sheet is about one program, and the amount is labelled with a year | `sheet` |
//! | 経費が…, …として…を計上 | `sentence` |
//!
//! Slides come out of PDFs shuffled. A run of amounts away from every name, a second amount behind a name, an amount
//! behind a list of names: such text ties nothing, and adding up what is left over would be a guess. Those amounts are
//! `undecided`.

mod doubt;
pub(crate) mod label;
mod line;
mod named;
mod rows;
mod sentence;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod tie;

use serde::{Deserialize, Serialize};
use tadori_text::Span;

pub(crate) use label::Label;
pub use label::Stage;
pub(crate) use label::is_label;
pub(crate) use line::is_money;
pub(crate) use tie::lines;

/// What a budget line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// 統合プロジェクト
    Project,
    /// 事業
    Program,
    /// 経費・補助金・会計
    Account,
    /// Anything else, or unknown.
    Other,
}

/// What ties an amount to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// On the line of the name or its description.
    SameLine,
    /// Alone behind the name's own lines.
    DirectlyFollowing,
    /// Below an account's label or a numbered heading.
    LabelAbove,
    /// Row and column of a table.
    Table,
    /// The one program that the sheet is about.
    Sheet,
    /// Grammar of a sentence.
    Sentence,
    /// Nothing.
    Undecided,
}

/// An amount of a budget 予算額.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Index of the block.
    pub block: usize,
    /// Where the amount stands in the block's text.
    pub span: Span,
    /// What it is for; `None` while undecided.
    pub subject: Option<String>,
    /// What the subject is.
    pub subject_kind: SubjectKind,
    /// 年度 (the calendar year in which it begins), where the text says.
    pub fiscal_year: Option<i32>,
    /// 段階
    pub stage: Stage,
    /// Yen.
    pub amount_yen: i64,
    /// Parts by ministry mark or account, in yen.
    pub breakdown: Vec<(String, i64)>,
    /// 内数, 再掲, 基金 …, and the account where the amount is a part of the subject's.
    pub qualifiers: Vec<String>,
    /// The text ties the amount to this subject.
    pub certain: bool,
    /// Of an undecided amount: what it may belong to.
    pub candidates: Vec<String>,
    /// What ties it.
    pub basis: Basis,
    /// Index of an earlier line of the document that says the same: never to be added again.
    pub repeats: Option<usize>,
}
