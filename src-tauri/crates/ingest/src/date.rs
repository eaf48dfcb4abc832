//! Dates as they are printed under a title: 令和７年２月18日, 2025年６月13日, and unfinished ones such as 令和４年　月　日.

use tadori_text::PartialDate;

/// The first complete date of a text, and what follows it (without white space).
pub(crate) fn complete(text: &str) -> Option<(PartialDate, String)> {
    let text = compact(text);
    text.match_indices('年').find_map(|(at, _)| {
        let year = year_before(&text[..at])?;
        let (month, rest) = figure(&text[at + '年'.len_utf8()..], '月')?;
        let (day, rest) = figure(rest, '日')?;
        let date = format!("{year:04}-{month:02}-{day:02}").parse().ok()?;
        Some((date, rest.to_owned()))
    })
}

/// The date that a text is, as precise as it is printed: 令和８年３月, 2025年６月13日; `None` where it says anything else.
pub(crate) fn alone(text: &str) -> Option<PartialDate> {
    let text = compact(text);
    let (year, rest) = text.split_once('年')?;
    let bare = year.chars().all(|c| c.is_ascii_digit() || "令和平成昭元".contains(c));
    let (year, (month, rest)) = (year_before(year).filter(|_| bare)?, figure(rest, '月')?);
    if rest.is_empty() {
        return format!("{year:04}-{month:02}").parse().ok();
    }
    let (day, rest) = figure(rest, '日')?;
    rest.is_empty().then(|| format!("{year:04}-{month:02}-{day:02}").parse().ok())?
}

/// Whether a text holds a date that was left open: 令和４年　月　日, 12月XX日, ○月○日.
pub(crate) fn is_open(text: &str) -> bool {
    const HOLES: &str = "XＸxｘ×○〇◯●＿_■□△▲";
    let text = compact(text);
    let dated = |at: usize| {
        text[..at].chars().next_back().is_some_and(|c| c.is_ascii_digit() || c == '元' || HOLES.contains(c))
    };
    ['年', '月'].into_iter().zip(['月', '日']).any(|(unit, next)| {
        text.match_indices(unit).any(|(at, _)| {
            let rest = &text[at + unit.len_utf8()..];
            dated(at) && rest.trim_start_matches(|c| HOLES.contains(c)).starts_with(next)
        })
    })
}

/// The fiscal year that a text names, as the calendar year in which it begins: 令和８年度, 2026年度.
pub(crate) fn fiscal_year(text: &str) -> Option<i32> {
    let text = compact(text);
    text.match_indices("年度").find_map(|(at, _)| year_before(&text[..at]))
}

/// Digits of one width, no white space.
fn compact(text: &str) -> String {
    let digit = |c| match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(digit).collect()
}

/// The calendar year at the end of a text: 令和７, 2025, 令和元.
fn year_before(text: &str) -> Option<i32> {
    let text = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map_or(text, |(before, _)| before);
    let text = text.strip_suffix('）').and_then(|t| t.rsplit_once('（')).map_or(text, |(before, _)| before);
    let (era, year) = if let Some(era) = text.strip_suffix('元') {
        (era, 1)
    } else {
        let era = text.trim_end_matches(|c: char| c.is_ascii_digit());
        (era, text[era.len()..].parse().ok()?)
    };
    let start = [("令和", 2018), ("平成", 1988), ("昭和", 1925)].iter().find(|(name, _)| era.ends_with(name));
    match start {
        Some((_, start)) if year < 100 => Some(start + year),
        None if (1900..2200).contains(&year) => Some(year),
        _ => None,
    }
}

/// A number before `unit`, and the rest behind it.
fn figure(text: &str, unit: char) -> Option<(u32, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..digits].parse().ok()?, text[digits..].strip_prefix(unit)?))
}
