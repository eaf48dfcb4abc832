//! 金額: sums of money, exactly, in yen.
//!
//! | written | folded | yen |
//! |---|---|---|
//! | １，４７３億円 | 1473億円 | 147,300,000,000 |
//! | 10.4億円 | | 1,040,000,000 |
//! | １兆 8,239億円 | 1兆8239億円 | 1,823,900,000,000 |
//! | 年15,000千円／人 | 年15000千円/人 | 15,000,000, a unit cost |
//! | ▲１２億円 | ▲12億円 | −1,200,000,000 |
//!
//! Figures that name no number (数億円) are no amounts: nothing is invented.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use tadori_text::Span;

/// What a sum of money is about, as far as the words beside it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A sum: a budget line, or anything else that is not one of the others.
    Sum,
    /// 単価: so much a person, a case, a year.
    UnitCost,
    /// 市場規模・売上高・生産額・輸出額: a figure of the economy, no budget.
    Market,
    /// 増減額: a difference to another year.
    Change,
}

/// Which side of the figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 以上・超
    AtLeast,
    /// 以下・未満・以内・上限
    AtMost,
}

/// A sum of money 金額.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "four marks that papers print independently")]
pub struct Amount {
    /// Yen; of a range its lower end.
    pub yen: i64,
    /// Upper end of a range, in yen.
    pub upto: Option<i64>,
    /// 約・程度
    pub approximate: bool,
    /// 以上, 以下 …
    pub bound: Option<Bound>,
    /// 内数: the sum is a part of a larger one, and the part is not known.
    pub within: bool,
    /// 再掲: printed elsewhere already; not to be added again.
    pub repeated: bool,
    /// Its role.
    pub role: Role,
}

/// An amount and where it stands in the text it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) amount: Amount,
}

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let figure = r"\d(?: \d)+|\d{1,3}(?: ?, ?\d{3})+(?:\.\d+)?|\d{1,3} \d{1,3}|\d+(?:\.\d+)?";
    let unit = "兆|億|千万|百万|十万|万|千|百";
    Regex::new(&format!(
        "([▲△]|[(（][-▲△]|[-])?({figure})((?:{unit})(?:(?:{figure})(?:{unit})?)*)?(?:円?~([▲△-])?({figure})((?:{unit})(?:(?:{figure})(?:{unit})?)*)?)?円"
    ))
    .expect("checked by tests")
});

static PART: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+(?:\.\d+)?)(兆|億|千万|百万|十万|万|千|百)?").expect("checked by tests"));

static BEFORE_UNIT_COST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?:当たり|あたり|単価|月額|日額|時給|[1一]人|[1一]件|毎月|手当)[^。、]{0,6}|(?:^|[^\d])年)$")
        .expect("checked by tests")
});
static AFTER_UNIT_COST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\)|程度)?(?:/|毎)(?:人|件|年|月|日|回|課題|機関|台|ha|kg|kw|t|世帯|戸|社|箇所|か所|株|枚|隻|施設|頭)",
    )
    .expect("checked by tests")
});
static BEFORE_MARKET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:市場|売上|輸出|輸入|生産額|出荷額|販売額|取引|経済効果|波及効果|経済損失|損失|被害|医療費|給付費|貿易|GDP|gdp|時価総額|企業価値|資本金|産出額|付加価値|所得|消費額|賃金|年収|漁獲額|投資額)[^。]{0,24}$",
    )
    .expect("checked by tests")
});
static BUDGET_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("予算|要求|要望|補正|当初|経費|計上|措置|交付金|補助金|充当|執行").expect("checked by tests")
});

fn digits(text: &str) -> Option<(i128, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() + fraction.len() > 24 {
        return None;
    }
    Some((format!("{whole}{fraction}").parse().ok()?, fraction.len() as u32))
}

fn scale(unit: &str) -> i128 {
    match unit {
        "兆" => 1_000_000_000_000,
        "億" => 100_000_000,
        "千万" => 10_000_000,
        "百万" => 1_000_000,
        "十万" => 100_000,
        "万" => 10_000,
        "千" => 1_000,
        "百" => 100,
        _ => 1,
    }
}

/// Yen of a figure such as `1兆8239億`, exactly; `None` where it is no whole number of yen or its units do not fall.
pub(crate) fn yen(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | ',')).collect();
    let (mut sum, mut last, mut end) = (0_i128, i128::MAX, 0);
    for part in PART.captures_iter(&plain) {
        let whole = part.get(0)?;
        let unit = scale(part.get(2).map_or("", |u| u.as_str()));
        if whole.start() != end || unit >= last {
            return None;
        }
        let (figure, places) = digits(&part[1])?;
        let scaled = figure.checked_mul(unit)?;
        let ten = 10_i128.pow(places);
        if scaled % ten != 0 {
            return None;
        }
        sum = sum.checked_add(scaled / ten)?;
        (last, end) = (unit, whole.end());
    }
    if end != plain.len() || end == 0 {
        return None;
    }
    i64::try_from(sum).ok()
}

/// The amounts of a folded text, in order.
pub(crate) fn find(text: &str) -> Vec<Found> {
    if !text.contains('円') {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    for captures in AMOUNT.captures_iter(text) {
        let whole = captures.get(0).expect("group 0");
        // A figure that goes on to the left (第3-5億円 …) is not this one.
        if text[..whole.start()].ends_with(|c: char| c.is_ascii_digit() || c == '.') {
            continue;
        }
        let unit = |n: usize| captures.get(n).map_or("", |m| m.as_str());
        let figure = captures.get(2).expect("a figure");
        // 要求額 1 54億円: a figure that was set apart. 第3回 12億円: two figures.
        let (figure, whole_start) = match figure.as_str().rsplit_once(' ') {
            Some((_, last))
                if last.len() > 1 && !figure.as_str().contains(',') && !set_apart(&text[..whole.start()]) =>
            {
                (last, figure.end() - last.len())
            }
            _ => (figure.as_str(), whole.start()),
        };
        let sign = captures.get(1).filter(|s| s.as_str() != "-" || before_is_blank(&text[..whole.start()]));
        let negative = sign.is_some();
        let start = if negative || captures.get(1).is_none() {
            whole_start
        } else {
            captures.get(2).expect("a figure").start()
        };
        let start = if text[start..].starts_with('(') { start + 1 } else { start };
        let (low, high) = match captures.get(5) {
            None => (yen(&format!("{figure}{}", unit(3))), None),
            Some(upper) => {
                // 10~20億円: the unit of the upper end holds for both.
                let own = unit(3);
                let shared = if own.is_empty() { leading_unit(unit(6)) } else { own };
                (yen(&format!("{figure}{shared}")), yen(&format!("{}{}", upper.as_str(), unit(6))))
            }
        };
        let Some(low) = low else { continue };
        if captures.get(5).is_some() && high.is_none() {
            continue;
        }
        let sign = if negative { -1 } else { 1 };
        let (before, after) = (&text[..start], &text[whole.end()..]);
        let amount = Amount {
            yen: sign * low,
            upto: high,
            approximate: before.ends_with('約')
                || before.ends_with("およそ")
                || before.ends_with("概ね")
                || after.starts_with("程度")
                || after.starts_with("前後"),
            bound: bound(before, after),
            within: after.starts_with("の内数") || after.starts_with("内数") || before.ends_with("内数"),
            repeated: after.starts_with("(再掲") || after.starts_with("<再掲") || after.starts_with("再掲"),
            role: role(before, after, negative),
        };
        // 1億円から2億円まで is a range; 1億円から2億円に増えた is not.
        if let Some(last) = found.last_mut()
            && text.get(last.span.end..start) == Some("から")
            && after.starts_with("まで")
            && last.amount.upto.is_none()
        {
            last.amount.upto = Some(amount.yen);
            last.span.end = whole.end();
            continue;
        }
        found.push(Found { span: Span::new(start, whole.end()), amount });
    }
    found
}

/// Whether a figure must begin where this text ends: behind the label of an amount, a bracket, or nothing.
fn set_apart(before: &str) -> bool {
    before.is_empty() || before.ends_with(['額', '(', '<', '約', '計', '、', ':'])
}

fn leading_unit(units: &str) -> &str {
    PART.find(units).map_or(units, |m| &units[..m.start()])
}

fn before_is_blank(before: &str) -> bool {
    before.is_empty() || before.ends_with([' ', '(', ':', '、', '<'])
}

fn bound(before: &str, after: &str) -> Option<Bound> {
    if ["以上", "超", "を超え", "を上回"].iter().any(|w| after.starts_with(w)) {
        return Some(Bound::AtLeast);
    }
    let most = ["以下", "未満", "以内", "を上限", "を限度"].iter().any(|w| after.starts_with(w));
    (most || before.ends_with("上限") || before.ends_with("最大")).then_some(Bound::AtMost)
}

fn tail(text: &str, chars: usize) -> &str {
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}

fn role(before: &str, after: &str, negative: bool) -> Role {
    let near = tail(before, 30);
    let clause = near.rsplit(['。', ';']).next().unwrap_or(near);
    if AFTER_UNIT_COST.is_match(after) || BEFORE_UNIT_COST.is_match(tail(clause, 12)) {
        return Role::UnitCost;
    }
    if negative || clause.ends_with("増減額") || after.starts_with('増') || after.starts_with('減') {
        return Role::Change;
    }
    if BEFORE_MARKET.is_match(clause) && !BUDGET_WORD.is_match(clause) {
        return Role::Market;
    }
    Role::Sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use tadori_text::normalize;

    fn amounts(text: &str) -> Vec<i64> {
        find(&normalize(text).text).into_iter().map(|f| f.amount.yen).collect()
    }

    #[test]
    fn exact_yen() {
        for (text, yen) in [
            ("１，４７３億円", 147_300_000_000),
            ("10.4億円", 1_040_000_000),
            ("1 兆 8,239億円", 1_823_900_000_000),
            ("２ ３ ４ 億 円", 23_400_000_000),
            ("15,000千円", 15_000_000),
            ("3億5千万円", 350_000_000),
            ("▲１２億円", -1_200_000_000),
            ("（△0.5億円）", -50_000_000),
            ("５百万円", 5_000_000),
            ("980円", 980),
            ("1, 473億円", 147_300_000_000),
            ("概算要求額 1 54億円", 15_400_000_000),
            ("補正予算額 2 , 300百万円", 2_300_000_000),
            ("第3 12億円", 1_200_000_000),
        ] {
            assert_eq!(amounts(text), [yen], "{text}");
        }
        for text in ["数億円", "0.333円", "3億4兆円", "円", "99999999999999999999999兆円", "十億円"] {
            assert_eq!(amounts(text), [0_i64; 0], "{text}");
        }
        assert_eq!(amounts("2024年度 14億円と3億円"), [1_400_000_000, 300_000_000]);
    }

    #[test]
    fn ranges_and_marks() {
        let one = |text: &str| find(&normalize(text).text).remove(0).amount;
        let range = one("10～20億円");
        assert_eq!((range.yen, range.upto), (1_000_000_000, Some(2_000_000_000)));
        let range = one("500万円から1億円まで");
        assert_eq!((range.yen, range.upto), (5_000_000, Some(100_000_000)));
        assert!(one("約30億円").approximate && one("30億円程度").approximate);
        assert!(one("93億円の内数").within);
        assert!(one("14億円（再掲）").repeated);
        assert_eq!(one("総額1,515億円を超える").bound, Some(Bound::AtLeast));
        assert_eq!(one("上限５億円").bound, Some(Bound::AtMost));
    }

    #[test]
    fn what_is_no_budget() {
        let role = |text: &str| find(&normalize(text).text).remove(0).amount.role;
        assert_eq!(role("年15,000千円／人"), Role::UnitCost);
        assert_eq!(role("１人当たり200万円"), Role::UnitCost);
        assert_eq!(role("世界の市場規模は２兆円"), Role::Market);
        assert_eq!(role("対前年度▲12億円"), Role::Change);
        assert_eq!(role("概算要求額 35億円"), Role::Sum);
    }
}
