//! 日付・年度・期間: as precise as printed, and never completed.
//!
//! 令和６年６月21日, 2025年度, R8年度, 平成26(2014)年, 令和６～10年度, 2025年度から2029年度まで; 令和４年　月　日
//! and 2024年12月XX日 stay the year and the month they name, and are said to be open.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};
use tadori_text::{PartialDate, Span};

/// How exact a date is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// 年
    Year,
    /// 年度
    FiscalYear,
    /// 年月
    Month,
    /// 年月日
    Day,
}

/// A date or a period 日付・期間.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The date, or the first of a period; `None` for 〜令和９年度.
    pub from: Option<PartialDate>,
    /// The last of a period.
    pub to: Option<PartialDate>,
    /// How exact it is printed; of a period the coarser end.
    pub precision: Precision,
    /// The fiscal year 年度 (the calendar year in which it begins), where one is named; of a period the first.
    pub fiscal_year: Option<i32>,
    /// Month or day were left open: 令和４年　月　日.
    pub open: bool,
}

/// A date and where it stands in the text it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) when: When,
}

const YEAR: &str = r"(?:(令和|平成|昭和|大正|明治|\b[rhs])(元|\d{1,2})(?:\(\d{4}\))?|(\d{4})(?:\((?:令和|平成|昭和|r|h|s)(?:元|\d{1,2})年?\))?)";
const REST: &str = r"(?:\((\d{4})\))?(年度|年)(?:(\d{1,2}|[x×○〇●_]{0,2})月(?:(\d{1,2}|[x×○〇●_]{0,2})日)?)?";

static POINT: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("{YEAR}{REST}")).expect("checked by tests"));
/// 2025〜2029年度, 令和６〜10年度: the unit stands at the end only.
static ELIDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"{YEAR}(?:年度?)?(?:~|-|から)(令和|平成|昭和|[rhs])?(\d{{1,4}})(年度|年)"))
        .expect("checked by tests")
});
/// The end of a period whose year or era stands at its beginning: 〜11年度, から９月まで.
static LATER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:~|から|-)(\d{1,2})年(度)?(?:(\d{1,2})月)?").expect("checked by tests"));
static NUMERIC: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b((?:19|20)\d{2})([./-])(\d{1,2})[./-](\d{1,2})\b").expect("checked by tests"));

/// The calendar year before the first of an era.
fn era(name: &str) -> Option<i32> {
    Some(match name {
        "令和" | "r" => 2018,
        "平成" | "h" => 1988,
        "昭和" | "s" => 1925,
        "大正" => 1911,
        "明治" => 1867,
        _ => return None,
    })
}

fn year_of(name: Option<&str>, year: Option<&str>, western: Option<&str>) -> Option<i32> {
    if let Some(western) = western {
        return western.parse().ok().filter(|y| (1860..2200).contains(y));
    }
    let year = year?;
    let year: i32 = if year == "元" { 1 } else { year.parse().ok()? };
    (1..=64).contains(&year).then_some(era(name?)? + year)
}

fn date(year: i32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    }
    .parse()
    .ok()
}

struct Point {
    date: PartialDate,
    precision: Precision,
    fiscal: bool,
    year: i32,
    era: Option<i32>,
    open: bool,
}

fn point(captures: &Captures<'_>) -> Option<Point> {
    let part = |n: usize| captures.get(n).map(|m| m.as_str());
    let year = year_of(part(1), part(2), part(3))?;
    let fiscal = part(5) == Some("年度");
    let number = |n: usize| part(n).and_then(|t| t.parse::<u32>().ok());
    let (month, day) = if fiscal { (None, None) } else { (number(6), number(7)) };
    let hole = |n: usize, value: Option<u32>| !fiscal && part(n).is_some() && value.is_none();
    let open = hole(6, month) || hole(7, day);
    let day = day.filter(|_| month.is_some());
    let date = date(year, month, day)?;
    let precision = match (fiscal, month, day) {
        (true, ..) => Precision::FiscalYear,
        (_, None, _) => Precision::Year,
        (_, _, None) => Precision::Month,
        _ => Precision::Day,
    };
    Some(Point { date, precision, fiscal, year, era: part(1).and_then(era), open })
}

/// The dates and periods of a folded text, in order, without overlap.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    if text.contains('年') {
        found.extend(ELIDED.captures_iter(text).filter_map(|c| elided(&c)));
        let elided = found.len();
        let mut done = 0;
        for captures in POINT.captures_iter(text) {
            let span = captures.get(0).map(|m| Span::new(m.start(), m.end())).expect("group 0");
            let after = found[..elided].partition_point(|f| f.span.end <= span.start);
            if span.start < done || found[..elided].get(after).is_some_and(|f| f.span.overlaps(span)) {
                continue;
            }
            if text[..span.start].ends_with(|c: char| c.is_ascii_digit() || c == '.') {
                continue;
            }
            let Some(first) = point(&captures) else { continue };
            let one = period(text, span, &first);
            done = one.span.end;
            found.push(one);
        }
    }
    found.sort_by_key(|f| f.span.start);
    let written = found.len();
    for captures in NUMERIC.captures_iter(text) {
        let whole = captures.get(0).expect("group 0");
        let span = Span::new(whole.start(), whole.end());
        let number = |n: usize| captures[n].parse().ok();
        let Some(date) = captures[1].parse().ok().and_then(|y| date(y, number(3), number(4))) else { continue };
        let after = found[..written].partition_point(|f| f.span.end <= span.start);
        if !found[..written].get(after).is_some_and(|f| f.span.overlaps(span)) {
            let when = When { from: Some(date), to: None, precision: Precision::Day, fiscal_year: None, open: false };
            found.push(Found { span, when });
        }
    }
    found.sort_by_key(|f| f.span.start);
    found
}

fn elided(captures: &Captures<'_>) -> Option<Found> {
    let part = |n: usize| captures.get(n).map(|m| m.as_str());
    let first = year_of(part(1), part(2), part(3))?;
    let last = match part(4) {
        Some(name) => year_of(Some(name), part(5), None)?,
        None => match (part(1).and_then(era), &captures[5]) {
            (Some(start), short) => start + short.parse::<i32>().ok()?,
            (None, full) if full.len() == 4 => full.parse().ok()?,
            (None, short) if short.len() == 2 => first / 100 * 100 + short.parse::<i32>().ok()?,
            _ => return None,
        },
    };
    if last < first || last - first > 120 {
        return None;
    }
    let fiscal = &captures[6] == "年度";
    let whole = captures.get(0)?;
    let when = When {
        from: date(first, None, None),
        to: date(last, None, None),
        precision: if fiscal { Precision::FiscalYear } else { Precision::Year },
        fiscal_year: fiscal.then_some(first),
        open: false,
    };
    Some(Found { span: Span::new(whole.start(), whole.end()), when })
}

/// Takes in the other end of a period that begins with `first`, or that ends with it.
fn period(text: &str, span: Span, first: &Point) -> Found {
    let mut when = When {
        from: Some(first.date.clone()),
        to: None,
        precision: first.precision,
        fiscal_year: first.fiscal.then_some(first.year),
        open: first.open,
    };
    let mut end = span.end;
    let rest = &text[span.end..];
    let joint = ["~", "から", "-"].iter().find(|j| rest.starts_with(**j)).map(|j| j.len());
    if let Some(joint) = joint {
        let second = POINT
            .captures_at(text, span.end + joint)
            .filter(|c| c.get(0).is_some_and(|m| m.start() == span.end + joint))
            .and_then(|c| Some((c.get(0)?.end(), point(&c)?)));
        if let Some((to, second)) = second.filter(|(_, p)| p.date >= first.date) {
            end = to;
            when.precision = when.precision.min(second.precision);
            when.open |= second.open;
            when.to = Some(second.date);
        } else if let (Some(c), Some(start)) = (LATER.captures(rest), first.era) {
            let month = c.get(3).and_then(|m| m.as_str().parse().ok());
            let last = c[1].parse::<i32>().ok().and_then(|y| date(start + y, month, None));
            if let Some(last) = last.filter(|l| *l >= first.date) {
                end += c[0].len();
                when.to = Some(last);
            }
        }
    } else if text[..span.start].ends_with('~')
        && !text[..span.start - 1].ends_with(|c: char| c.is_ascii_digit() || c == '度' || c == '年')
    {
        when.to = when.from.take();
    }
    Found { span: Span::new(span.start, end), when }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tadori_text::normalize;

    fn dates(text: &str) -> Vec<String> {
        let show = |d: &Option<PartialDate>| d.as_ref().map_or(String::new(), ToString::to_string);
        find(&normalize(text).text)
            .into_iter()
            .map(|Found { when: w, .. }| {
                let fiscal = w.fiscal_year.map_or(String::new(), |y| format!(" FY{y}"));
                let to = if w.to.is_some() || w.from.is_none() { format!("/{}", show(&w.to)) } else { String::new() };
                format!("{}{to}{fiscal}{}", show(&w.from), if w.open { " open" } else { "" })
            })
            .collect()
    }

    #[test]
    fn as_printed() {
        for (text, expected) in [
            ("令和６年６月21日閣議決定", &["2024-06-21"][..]),
            ("２０２５年２月１８日", &["2025-02-18"]),
            ("令和 ６ 年 ７ 月", &["2024-07"]),
            ("平成 26(2014)年の", &["2014"]),
            ("令和４（2022）年３月", &["2022-03"]),
            ("令和元年度", &["2019 FY2019"]),
            ("R8年度予算", &["2026 FY2026"]),
            ("令 和 ４ 年  月  日", &["2022 open"]),
            ("2024年12月XX日", &["2024-12 open"]),
            ("2029年度末まで", &["2029 FY2029"]),
            ("2025年２月30日", &[]),
            ("第３年", &[]),
            ("2024/6/13", &["2024-06-13"]),
        ] {
            assert_eq!(dates(text), expected, "{text}");
        }
    }

    #[test]
    fn periods() {
        for (text, expected) in [
            ("2025年度から2029年度までの５年間", "2025/2029 FY2025"),
            ("令和６～10年度", "2024/2028 FY2024"),
            ("令和７年度～11年度", "2025/2029 FY2025"),
            ("令和３年度～令和７年度", "2021/2025 FY2021"),
            ("2025～2029 年度", "2025/2029 FY2025"),
            ("1981年～2021年", "1981/2021"),
            ("期間 ～令和９年度", "/2027 FY2027"),
            ("平成30年～令和元年", "2018/2019"),
            ("2020－24年", "2020/2024"),
        ] {
            assert_eq!(dates(text), [expected], "{text}");
        }
    }
}
