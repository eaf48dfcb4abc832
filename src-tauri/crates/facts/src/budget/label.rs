//! What labels an amount: 令和８年度概算要求額, （前年度予算額 …）, ７年度予算（当初）.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::date;

/// Where in a year's course a budget stands 段階.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 概算要求・要望額
    Request,
    /// うち概算要求額
    RequestBase,
    /// うち要望額
    RequestPriority,
    /// 当初予算額・予算案
    Initial,
    /// 補正予算額
    Supplementary,
    /// 執行額・決算額
    Execution,
    /// Anything else.
    Other,
}

impl Stage {
    /// The name used on the command line, such as `request-base`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::RequestBase => "request-base",
            Self::RequestPriority => "request-priority",
            Self::Initial => "initial",
            Self::Supplementary => "supplementary",
            Self::Execution => "execution",
            Self::Other => "other",
        }
    }
}

/// What words beside an amount say of its year and stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) year: Option<i32>,
    pub(crate) stage: Option<Stage>,
    /// 前年度: the year before the one that is spoken of.
    pub(crate) previous: bool,
    /// 対前年度増減額: a difference.
    pub(crate) change: bool,
    /// ７年度: a year of the era that is spoken of.
    pub(crate) short_year: Option<i32>,
    /// インハウス: another account than the one that is spoken of.
    pub(crate) in_house: bool,
}

static STAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("補正|執行|決算|(?:概算)?要求額?・要望額?|(?:概算)?要求|要望|当初|予算").expect("checked by tests")
});
static SHORT_YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\(?(\d{1,2})年度(?:[^\d末]|$)").expect("checked by tests"));
/// A piece of a label; a text that is made of them and nothing else is one.
static PIECE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:令和|平成|[rh])(?:元|\d{1,2})(?:\(\d{4}\))?年度|\d{4}年度|\d{1,2}年度|前年度|うち|概算要求|要求|要望|当初|補正|予算|額|案|執行|決算|総額|合計|計|事業費|事業規模|所要|見込|見込み|インハウス|国費|一般会計|特別会計|予定|\(|\)|・|:|第\d次|等|の|※|\*|\s)+").expect("checked by tests")
});
static TABLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("予算|要求|要望|補正|当初|執行|決算|年度").expect("checked by tests"));

/// How many bytes at the start of a folded text are a label.
pub(crate) fn length(text: &str) -> usize {
    PIECE.find(text).map_or(0, |m| m.end())
}

/// Whether a whole folded text is a label, or several side by side.
pub(crate) fn is_label(text: &str) -> bool {
    (TABLE.is_match(text) && length(text) == text.len() && text.chars().count() <= 40) || is_change(text)
}

fn is_change(text: &str) -> bool {
    text.chars().count() <= 20
        && (text.contains("増減")
            || text.contains("増▲減")
            || text.contains("増△減")
            || text == "対前年度"
            || text.starts_with("対前年"))
}

/// Reads a label.
pub(crate) fn read(text: &str) -> Label {
    let mut label = Label {
        previous: text.contains("前年度"),
        change: is_change(text),
        in_house: text.contains("インハウス"),
        ..Label::default()
    };
    label.year = date::find(text).into_iter().find_map(|d| d.when.fiscal_year);
    if label.year.is_none() {
        label.short_year = SHORT_YEAR.captures(text).and_then(|c| c[1].parse().ok());
    }
    let words: Vec<&str> = STAGE.find_iter(text).map(|m| m.as_str()).collect();
    let has = |word: &str| words.iter().any(|w| w.contains(word));
    label.stage = if has("補正") {
        Some(Stage::Supplementary)
    } else if has("執行") || has("決算") {
        Some(Stage::Execution)
    } else if has("要求") {
        Some(Stage::Request)
    } else if has("要望") {
        Some(Stage::RequestPriority)
    } else if has("当初") || has("予算") {
        Some(Stage::Initial)
    } else {
        None
    };
    label
}

/// The labels of a head of columns: 概算要求額 要望額, ７年度予算 ６年度予算.
pub(crate) fn columns(text: &str) -> Vec<Label> {
    static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:(?:令和|平成)(?:元|\d{1,2})年度|\d{4}年度|\d{1,2}年度)(?:(?:概算)?要求額?(?:・要望額?)?|要望額?|当初予算額?|補正予算額?|予算額?案?)?|(?:概算)?要求・要望額?|(?:概算)?要求額|要望額|当初予算額?|補正予算額?|予算額").expect("checked by tests")
    });
    if is_change(text) {
        return vec![read(text)];
    }
    let found: Vec<Label> = COLUMN.find_iter(text).map(|m| read(m.as_str())).collect();
    if found.is_empty() { vec![read(text)] } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (text, year, stage) in [
            ("令和8年度概算要求額", Some(2026), Some(Stage::Request)),
            ("令和6年度補正予算額", Some(2024), Some(Stage::Supplementary)),
            ("当初予算額", None, Some(Stage::Initial)),
            ("要望額", None, Some(Stage::RequestPriority)),
            ("令和8年度概算要求・要望額", Some(2026), Some(Stage::Request)),
        ] {
            assert!(is_label(text), "{text}");
            let label = read(text);
            assert_eq!((label.year, label.stage), (year, stage), "{text}");
        }
        assert!(!is_label("港湾整備予算の概要") && !is_label("国"));
        assert!(read("(前年度予算額").previous);
        assert_eq!(columns("概算要求額要望額").len(), 2);
        assert_eq!(columns("7年度予算6年度予算").iter().map(|c| c.short_year).collect::<Vec<_>>(), [Some(7), Some(6)]);
    }
}
