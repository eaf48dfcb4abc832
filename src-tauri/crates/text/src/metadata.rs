//! What is known about a document as a whole.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a document stands in the chain from law to review (文書の種類).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 法律・政令
    Law,
    /// 戦略
    Strategy,
    /// 計画
    Plan,
    /// 資源配分方針
    AllocationPolicy,
    /// 概算要求
    BudgetRequest,
    /// 予算・補正予算
    Budget,
    /// 説明資料（スライド）
    Deck,
    /// 事業概要
    Brief,
    /// 行政事業レビューシート
    Review,
    /// それ以外・不明
    Other,
}

impl Kind {
    /// Every kind, in the order of the chain.
    pub const ALL: [Self; 10] = [
        Self::Law,
        Self::Strategy,
        Self::Plan,
        Self::AllocationPolicy,
        Self::BudgetRequest,
        Self::Budget,
        Self::Deck,
        Self::Brief,
        Self::Review,
        Self::Other,
    ];

    /// The name used in files and on the command line, such as `budget-request`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Strategy => "strategy",
            Self::Plan => "plan",
            Self::AllocationPolicy => "allocation-policy",
            Self::BudgetRequest => "budget-request",
            Self::Budget => "budget",
            Self::Deck => "deck",
            Self::Brief => "brief",
            Self::Review => "review",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = String;

    /// Reads the name that [`Kind::as_str`] gives; the error lists the names.
    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|k| k.as_str() == name)
            .ok_or_else(|| format!("unknown kind “{name}”; one of {}", Self::ALL.map(Self::as_str).join(", ")))
    }
}

/// A date as precise as it was printed: `2025`, `2025-06` or `2025-06-13`.
///
/// The text form sorts in order of time; an incomplete date is never completed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate(String);

impl PartialDate {
    /// The ISO 8601 form, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The calendar year (西暦).
    pub fn year(&self) -> i32 {
        self.0[..4].parse().unwrap_or_default()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let within = |s: &str, max: u32| digits(s, 2) && (1..=max).contains(&s.parse().unwrap_or(0));
        let valid = match parts.as_slice() {
            [y] => digits(y, 4),
            [y, m] => digits(y, 4) && within(m, 12),
            [y, m, d] => {
                digits(y, 4) && within(m, 12) && within(d, days_in(y.parse().unwrap_or(0), m.parse().unwrap_or(0)))
            }
            _ => false,
        };
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("“{text}” is not a date such as 2025, 2025-06 or 2025-06-13"))
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.0
    }
}

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Title, kind, decision and edition of a document, as far as known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// 題名. Empty when nothing better than the file name is known.
    pub title: String,
    /// 種類
    pub kind: Option<Kind>,
    /// 作成主体
    pub issuer: Option<String>,
    /// The work that this is an edition of, e.g. 医療分野研究開発推進計画.
    pub work: Option<String>,
    /// 版, e.g. 第３期（案）.
    pub edition: Option<String>,
    /// 案・日付未定: not decided as it stands here.
    pub draft: bool,
    /// 決定日. A draft never borrows the date of its decision.
    pub decided_on: Option<PartialDate>,
    /// 決定主体, e.g. 閣議決定.
    pub decided_by: Option<String>,
    /// 年度 (the calendar year in which it begins).
    pub fiscal_year: Option<i32>,
    /// Full title of the original, where this text is a summary of it (見本・要約).
    pub summary_of: Option<String>,
    /// Where the original is published.
    pub published_at: Option<String>,
}

/// A field of [`Metadata`] that can be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// [`Metadata::title`]
    Title,
    /// [`Metadata::kind`]
    Kind,
    /// [`Metadata::issuer`]
    Issuer,
    /// [`Metadata::work`]
    Work,
    /// [`Metadata::edition`]
    Edition,
    /// [`Metadata::draft`]
    Draft,
    /// [`Metadata::decided_on`]
    DecidedOn,
    /// [`Metadata::decided_by`]
    DecidedBy,
    /// [`Metadata::fiscal_year`]
    FiscalYear,
}

impl Field {
    /// The name used in files and in the window, such as `decidedOn`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Kind => "kind",
            Self::Issuer => "issuer",
            Self::Work => "work",
            Self::Edition => "edition",
            Self::Draft => "draft",
            Self::DecidedOn => "decidedOn",
            Self::DecidedBy => "decidedBy",
            Self::FiscalYear => "fiscalYear",
        }
    }
}

/// What was guessed about a document, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// What it is about.
    pub field: Field,
    /// The value, as [`Metadata`] holds it; `true` for a draft.
    pub value: String,
    /// The words of the document that say so.
    pub evidence: String,
    /// Index of the block that they stand in.
    pub block: usize,
}

#[cfg(test)]
mod tests {
    use super::{Kind, PartialDate};

    #[test]
    fn a_kind_reads_its_own_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("plans".parse::<Kind>().is_err());
    }

    #[test]
    fn dates() {
        for date in ["2025", "2025-06", "2025-06-13", "2024-02-29"] {
            assert_eq!(
                date.parse::<PartialDate>().map(|d| (d.year(), d.to_string())),
                Ok((date[..4].parse().unwrap_or(0), date.to_owned()))
            );
        }
        for date in
            ["", "25", "2025-6", "2025-13", "2025-00", "2025-02-29", "2025-06-31", "2025-06-13-1", "２０２５", "2025年"]
        {
            assert!(date.parse::<PartialDate>().is_err(), "{date}");
        }
    }
}
