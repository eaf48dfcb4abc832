//! A note in the margin: what, and where.

use serde::{Deserialize, Serialize};
use tadori_text::Span;

use crate::{Amount, Definition, MinistryNamed, Reference, Target, When};

/// Something that a block says, with the words that say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub span: Span,
    /// What it says.
    pub fact: Fact,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Fact {
    /// 金額
    Amount(Amount),
    /// 日付・年度・期間
    Date(When),
    /// 参照
    Reference(Reference),
    /// 府省庁
    Ministry(MinistryNamed),
    /// Another body: its full name.
    Organisation(String),
    /// A project that the vocabulary knows: its name.
    Project(String),
    /// A program that the vocabulary knows: its name.
    Program(String),
    /// 成果目標
    Target(Target),
    /// A short name given: 以下「…」という。
    Definition(Definition),
}

impl Fact {
    /// The name used on the command line, such as `amount`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Amount(_) => "amount",
            Self::Date(_) => "date",
            Self::Reference(_) => "reference",
            Self::Ministry(_) => "ministry",
            Self::Organisation(_) => "organisation",
            Self::Project(_) => "project",
            Self::Program(_) => "program",
            Self::Target(_) => "target",
            Self::Definition(_) => "definition",
        }
    }
}
