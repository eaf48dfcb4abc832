//! 成果目標 (KPI): an indicator with the value to be reached.
//!
//! | printed | name | value |
//! |---|---|---|
//! | ２）治験件数　60件／年（2025～2029年度累計 300件） | 治験件数 | 60 件/年, cumulative 300 |
//! | ５）計画の策定件数：令和６～10年度累積で 50件 | 計画の策定件数 | 50 件, cumulative |
//! | 新しい航路を年平均３件以上創出 | the sentence | 3 件/年 |
//! | 2030年度までに事故を50％削減する | the sentence | 50 % |
//!
//! Figures that say how it is counted (３年平均で, Top10％) are no values.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use tadori_text::Span;

use crate::date;

/// A target 目標値.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The indicator 指標.
    pub name: String,
    /// The value, as printed but in half-width digits without grouping: `60`, `1100`, `10.5`.
    pub value: String,
    /// Its unit, such as 件/年.
    pub unit: String,
    /// The period or the deadline.
    pub period: Option<String>,
    /// 累計: the sum over the period, where it is printed beside a yearly value, or is the value itself.
    pub cumulative: Option<String>,
}

/// A target and the folded span of its value.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) span: Span,
    /// Folded span of the name; empty where the heading above is the name.
    pub(crate) name: Span,
    pub(crate) target: Target,
}

const UNIT: &str = "件|社|人|名|試験|拠点|施設|箇所|か所|ヶ所|カ所|%|ポイント|割|倍|校|機関|大学|団体|地域|都道府県|市町村|市区町村|自治体|台|基|隻|戸|世帯|ha|ヘクタール|トン|t|kg|km|回|本|品目|種|例|論文|課題|地区|店舗|事業者|企業|万kw|kw|mw|gw|pt|時間|日|分|歳|年|点|位|頭|羽|枚|便|路線|港|病院|床|か国|カ国|国|組|区域|集落|経営体|法人|億円|兆円|万円|円";
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(\d+(?:\.\d+)?)(万|億|千)?({UNIT})(?:/(年度?|月|日|人|件))?")).expect("checked by tests")
});
/// A value whose unit is a word nobody foresaw, or none: 40経路, 4.2以上.
static OTHER_VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d+(?:\.\d+)?)(万|億|千)?([一-龠々ァ-ヶー]{1,5}|)(?:/(年度?|月|日|人|件))?(?:以上|以下|未満|\(|、|$)")
        .expect("checked by tests")
});
/// NAME数：…: a line that is an indicator wherever it stands.
static INDICATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^。:]{3,60}(?:数|率|割合|額|度|比率|量|面積|人口)(?:\([^()]*\))?※?:").expect("checked by tests")
});
static CUMULATIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:累計|累積|延べ|合計)(?:で|:)?(\d+(?:\.\d+)?)(万|億|千)?").expect("checked by tests")
});
static AVERAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d+(?:か年|年度?|ヶ年|カ年)(?:間)?(?:平均|の?移動平均)").expect("checked by tests"));
/// How a value is counted, printed before it.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^\d])\d{1,2}(?:か年|年度?|ヶ年|カ年)(?:間)?(?:の)?(?:平均|移動平均|累計|累積|合計|延べ)(?:で|:)?",
    )
    .expect("checked by tests")
});
static DUE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:年度?末?|年頃|月末?)(?:まで)?に(?:累計|延べ|約)?$").expect("checked by tests"));
static GOAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:達成|削減|低減|向上|増加|拡大|引き上げ|引上げ|増やす|減らす|倍増|半減|創出|確保|育成|設置|整備|高める|引き上げる|下げる|目指す|目標|以上|以下|とする|にする|上回る|超える)").expect("checked by tests")
});
static BULLET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．]|[①-⑳]|[・•○〇●◆■◇➢▪*-]|\s)+").expect("checked by tests")
});

/// The targets of a folded text under a heading of targets (`listed`), or in a sentence that sets one.
pub(crate) fn find(text: &str, dates: &[date::Found], listed: bool) -> Vec<Found> {
    if !text.bytes().any(|b| b.is_ascii_digit()) || text.starts_with('※') {
        return Vec::new();
    }
    let indicator = INDICATOR.is_match(&text[BULLET.find(text).map_or(0, |m| m.end())..])
        && (!dates.is_empty() || text.contains("累"));
    let mut found = if listed || indicator { item(text, dates) } else { Vec::new() };
    if found.is_empty() {
        found = stated(text, dates);
    }
    found
}

/// NAME：VALUE, NAME VALUE（…）, or a value alone below its name; several values where there are several deadlines.
fn item(text: &str, dates: &[date::Found]) -> Vec<Found> {
    let start = BULLET.find(text).map_or(0, |m| m.end());
    let colon = text[start..].find(':').map(|at| start + at);
    let from = colon.map_or(start, |c| c + 1);
    // ３年平均で, ４年間の累計で: how it is counted, before the value.
    let counted =
        COUNTED.find_iter(&text[from..]).filter(|m| text[from + m.end()..].starts_with(|c: char| c.is_ascii_digit()));
    let skip = counted.last().map_or(from, |m| from + m.end());
    let goal = GOAL.is_match(text);
    if text.chars().count() > 120 || text[start..].contains('。') {
        return Vec::new();
    }
    let fits = |c: &regex::Captures<'_>| {
        let m = c.get(0).expect("group 0");
        let span = m.start() >= skip && usable(text, m.start(), dates);
        let year = &c[3] == "年" && (colon.is_none() || text[m.end()..].starts_with(['間', '度']));
        let alone = colon.is_some() || goal || text[m.end()..].chars().count() <= 40;
        span && !year && alone
    };
    let mut values: Vec<regex::Captures<'_>> = VALUE.captures_iter(text).filter(|c| fits(c)).collect();
    if let Some(other) =
        OTHER_VALUE.captures_iter(text).find(|c| colon.is_some() && !c[3].starts_with(['年', '月', '割']) && fits(c))
    {
        let start = |c: &regex::Captures<'_>| c.get(0).expect("group 0").start();
        if values.first().is_none_or(|v| start(v) > start(&other)) {
            values = vec![other];
        }
    }
    // 令和10年度までに70％、令和12年度までに90％: each has its deadline. （2025年度実績 41％）: no target.
    let due = |c: &&regex::Captures<'_>| DUE.is_match(tail(&text[..c.get(0).expect("group 0").start()], 14));
    let name_end = |at: usize| colon.unwrap_or_else(|| text[..at].trim_end_matches(['(', ' ', '※']).len()).max(start);
    let mut found = Vec::new();
    for (at, value) in values.iter().enumerate() {
        if at == 0 || due(&value) {
            let begin = values[0].get(0).expect("group 0").start();
            found.push(self::found(text, value, Span::new(start, name_end(begin)), dates));
        }
    }
    found
}

/// 2030年度までに…を50％削減する.
fn stated(text: &str, dates: &[date::Found]) -> Vec<Found> {
    static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:年度?末?|月|年度中|年頃)(?:まで|中)に|毎年度?|各年度").expect("checked by tests")
    });
    if !DEADLINE.is_match(text) {
        return Vec::new();
    }
    let mut targets = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive('。') {
        let end = start + sentence.len();
        if DEADLINE.is_match(sentence) && GOAL.is_match(tail(sentence, 24)) {
            let after = DEADLINE.find(sentence).map_or(0, |m| m.end());
            let value = VALUE.captures_iter(text).find(|c| {
                let m = c.get(0).expect("group 0");
                m.start() >= start + after
                    && m.end() <= end
                    && usable(text, m.start(), dates)
                    && &c[3] != "年"
                    && !AVERAGE.is_match(&text[start..m.end()])
            });
            if let Some(value) = value {
                let name_end = value.get(0).expect("group 0").start();
                targets.push(found(text, &value, Span::new(start + after, name_end), dates));
            }
        }
        start = end;
    }
    targets
}

/// Not a part of a date, an ordinal, or a name such as Top10%.
fn usable(text: &str, start: usize, dates: &[date::Found]) -> bool {
    let before = text[..start].chars().next_back();
    let inside = dates.iter().any(|d| d.span.start <= start && start < d.span.end);
    !inside && !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '第' | '.' | '/' | '-' | '~'))
}

fn found(text: &str, value: &regex::Captures<'_>, name: Span, dates: &[date::Found]) -> Found {
    let whole = value.get(0).expect("group 0");
    let part = |n: usize| value.get(n).map_or("", |m| m.as_str());
    let yearly = text[..whole.start()].ends_with("年平均") || text[..whole.start()].ends_with("毎年");
    let per = if !part(4).is_empty() {
        part(4)
    } else if yearly {
        "年"
    } else {
        ""
    };
    let unit = if per.is_empty() { part(3).to_owned() } else { format!("{}/{per}", part(3)) };
    let cumulative = CUMULATIVE.captures(text).map(|c| scaled(&c[1], c.get(2).map_or("", |m| m.as_str())));
    let period = dates.iter().find(|d| d.when.fiscal_year.is_some() || d.when.to.is_some());
    let target = Target {
        name: String::new(),
        value: scaled(part(1), part(2)),
        unit,
        period: period.map(|d| d.span.of(text).to_owned()),
        cumulative,
    };
    Found { span: Span::new(whole.start(), whole.end()), name, target }
}

/// 120万 is 1200000; decimals of a scaled figure are worked out, not rounded.
fn scaled(figure: &str, scale: &str) -> String {
    let places = match scale {
        "千" => 3,
        "万" => 4,
        "億" => 8,
        _ => return figure.to_owned(),
    };
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
    if fraction.len() > places {
        return format!("{figure}{scale}");
    }
    format!("{whole}{fraction}{}", "0".repeat(places - fraction.len()))
}

fn tail(text: &str, chars: usize) -> &str {
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use tadori_text::normalize;

    fn targets(text: &str, listed: bool) -> Vec<String> {
        let folded = normalize(text).text;
        let found = find(&folded, &date::find(&folded), listed);
        let show = |f: &Found| {
            let cumulative = f.target.cumulative.as_ref().map_or(String::new(), |c| format!(" Σ{c}"));
            format!("{}={}{}{cumulative}", f.name.of(&folded), f.target.value, f.target.unit)
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn listed() {
        for (text, expected) in [
            ("２）航路の件数※ 60件／年（2025～2029年度累計 300件）", "航路の件数=60件/年 Σ300"),
            ("５）港湾計画の策定件数：令和６～10年度累積で 50件", "港湾計画の策定件数=50件 Σ50"),
            ("12) 研修の修了者数（修了証発行数）：1,100人/年", "研修の修了者数(修了証発行数)=1100人/年"),
            ("14) 閲覧数：120万件/年", "閲覧数=1200000件/年"),
            ("20) 導出件数 15及び支援数：３年平均で 250件/年", "導出件数15及び支援数=250件/年"),
            ("17) 革新的な船を年平均３件以上創出", "革新的な船を年平均=3件/年"),
            ("130件／年（2025～2029年度累計 650 件）", "=130件/年 Σ650"),
        ] {
            assert_eq!(targets(text, true), [expected], "{text}");
        }
        for text in ["10) 支援数：過去３年度平均以上の支援数", "19) Top10％論文の増加"] {
            assert!(targets(text, true).is_empty(), "{text}");
        }
    }

    #[test]
    fn in_sentences() {
        assert_eq!(targets("2030年度までに、海難事故を50％削減する。", false), ["、海難事故を=50%"]);
        assert!(targets("2023年度には50％であった。", false).is_empty());
    }
}
