//! Where a document stands in the chain from law to review; time orders what stands at the same place.

use serde::{Deserialize, Serialize};
use tadori_text::{Kind, Metadata};

/// The place of a document in the chain: 法律・戦略 → 計画 → 資源配分方針 → 概算要求・予算 → 事業 → レビュー.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// 法律・戦略
    Strategy,
    /// 計画
    Plan,
    /// 資源配分方針
    Policy,
    /// 概算要求・予算
    Budget,
    /// 事業
    Program,
    /// レビュー
    Review,
    /// Not known: decks, papers.
    Other,
}

impl Tier {
    /// Every tier, in the order of the chain.
    pub const ALL: [Self; 7] =
        [Self::Strategy, Self::Plan, Self::Policy, Self::Budget, Self::Program, Self::Review, Self::Other];

    /// The tier of a document, by its kind.
    pub const fn of(metadata: &Metadata) -> Self {
        match metadata.kind {
            Some(Kind::Law | Kind::Strategy) => Self::Strategy,
            Some(Kind::Plan) => Self::Plan,
            Some(Kind::AllocationPolicy) => Self::Policy,
            Some(Kind::BudgetRequest | Kind::Budget) => Self::Budget,
            Some(Kind::Brief) => Self::Program,
            Some(Kind::Review) => Self::Review,
            Some(Kind::Deck | Kind::Other) | None => Self::Other,
        }
    }

    /// The name used on the command line and by the window, such as `policy`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Plan => "plan",
            Self::Policy => "policy",
            Self::Budget => "budget",
            Self::Program => "program",
            Self::Review => "review",
            Self::Other => "other",
        }
    }
}

/// The year that a document is of: decided, or budgeted for.
pub fn year(metadata: &Metadata) -> Option<i32> {
    metadata.decided_on.as_ref().map(tadori_text::PartialDate::year).or(metadata.fiscal_year)
}

/// How far down a document stands: by its place in the chain, then later below earlier. What has no place in the chain tells
/// of the others.
pub(crate) fn depth(metadata: &Metadata) -> (Tier, Option<i32>) {
    (Tier::of(metadata), year(metadata))
}

/// Whether the first document stands below the second.
pub(crate) fn below(one: &Metadata, other: &Metadata) -> bool {
    depth(one) > depth(other)
}
