//! 事実: what the text of a document says, at its place.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks what some blocks of a document say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MentionsRequest {
    /// Document id.
    pub document: String,
    /// First block.
    pub from: u32,
    /// Last block.
    pub to: u32,
}

/// A block that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockFacts {
    /// Index of the block.
    pub block: u32,
    /// The whole of its text.
    pub runs: Vec<FactRun>,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FactRun {
    /// The text.
    pub text: String,
    /// What it says, the widest first; empty for plain text.
    pub facts: Vec<FactView>,
}

/// Something that a text says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum FactView {
    /// 金額
    Amount {
        /// Yen; of a range its lower end.
        yen: i64,
        /// Upper end of a range.
        upto: Option<i64>,
        /// 約・程度
        approximate: bool,
        /// at-least, at-most.
        bound: Option<String>,
        /// 内数
        within: bool,
        /// 再掲
        repeated: bool,
        /// sum, unit-cost, market, change.
        role: String,
    },
    /// 日付・年度・期間
    Date {
        /// The date, or the first of a period (ISO, as exact as printed).
        from: Option<String>,
        /// The last of a period.
        to: Option<String>,
        /// 年度: the calendar year in which it begins, where it is one.
        fiscal_year: Option<i32>,
    },
    /// 参照
    Reference {
        /// Its title.
        title: String,
        /// When it was decided, as exact as printed.
        decided_on: Option<String>,
        /// By whom, or who made it public.
        body: Option<String>,
        /// 法令番号
        law_number: Option<String>,
        /// 条項, or the section that is quoted.
        article: Option<String>,
        /// 案
        draft: bool,
        /// The short name that the text gives it.
        short: Option<String>,
    },
    /// 府省庁
    Ministry {
        /// Full name.
        name: String,
        /// Its mark in budget papers; empty where it has none.
        mark: String,
        /// ◎
        lead: bool,
    },
    /// Another body.
    Organisation {
        /// Full name.
        name: String,
    },
    /// 統合プロジェクト
    Project {
        /// Its name.
        name: String,
    },
    /// 事業
    Program {
        /// Its name.
        name: String,
    },
    /// 成果目標
    Target {
        /// The indicator.
        name: String,
        /// Value and unit.
        value: String,
        /// The period or the deadline.
        period: Option<String>,
        /// 累計
        cumulative: Option<String>,
    },
    /// 以下「…」という
    Definition {
        /// 略称
        short: String,
        /// 正式名称
        long: String,
    },
}
