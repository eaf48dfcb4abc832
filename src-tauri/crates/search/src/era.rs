//! Years: 2026年度, 令和8年度, 令和八年度, R8年度, R8 and FY2026 are one year.

use tadori_text::Span;

/// First and last calendar year of each era, its name and the letter it is abbreviated with.
const ERAS: [(&str, char, i32, i32); 4] =
    [("令和", 'r', 2019, 9999), ("平成", 'h', 1989, 2019), ("昭和", 's', 1926, 1989), ("大正", 't', 1912, 1926)];

/// The years that stand in `text` (normalised): where, and every way to write each, as typed first.
pub(crate) fn years(text: &str) -> Vec<(Span, Vec<String>)> {
    let mut out: Vec<(Span, Vec<String>)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some((span, year, suffix)) = year_at(text, at) {
            let mut forms = vec![span.of(text).to_owned()];
            for form in ways(year, suffix) {
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
            out.push((span, forms));
            at = span.end;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    out
}

/// The digits of kanji, as they stand one after another (二〇二六) or around 十 (二十六).
const KANJI: &str = "〇一二三四五六七八九";

/// The number that `text` begins with, in figures or kanji, and its bytes; 元 is the first year of an era.
fn number(text: &str) -> Option<(i32, usize)> {
    if text.starts_with('元') {
        return Some((1, '元'.len_utf8()));
    }
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 0 {
        return Some((text[..figures].parse().ok()?, figures));
    }
    let digit = |c: char| (0..).zip(KANJI.chars()).find(|(_, k)| *k == c).map(|(digit, _)| digit);
    let kanji = text.find(|c: char| c != '十' && digit(c).is_none()).unwrap_or(text.len());
    let value = |digits: &str| digits.chars().try_fold(0_i32, |all, c| all.checked_mul(10)?.checked_add(digit(c)?));
    let whole = &text[..kanji];
    let n = match whole.split_once('十') {
        Some((tens, ones)) => {
            value(tens)?.max(i32::from(tens.is_empty())).checked_mul(10)?.checked_add(value(ones)?)?
        }
        None => value(whole)?,
    };
    (kanji > 0).then_some((n, kanji))
}

/// A number below 100 in kanji: 二十六.
fn in_kanji(n: i32) -> String {
    let digit = |n: i32| (0..).zip(KANJI.chars()).find(|(digit, _)| *digit == n && n > 0).map(|(_, kanji)| kanji);
    let tens = digit(n / 10).filter(|_| n >= 20);
    tens.into_iter().chain((n >= 10).then_some('十')).chain(digit(n % 10)).collect()
}

/// A year that begins at byte `at`: its span, the calendar year, and 年 or 年度.
fn year_at(text: &str, at: usize) -> Option<(Span, i32, &'static str)> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let unit = |s: &str| if s.starts_with("年度") { Some("年度") } else { s.starts_with('年').then_some("年") };
    if let Some(digits) = rest.strip_prefix("fy") {
        let (year, n) = number(digits)?;
        return ((1912..=2100).contains(&year) && n == 4).then(|| (Span::new(at, at + 2 + n), year, "年度"));
    }
    for (name, letter, first, last) in ERAS {
        let prefix = if rest.starts_with(name) {
            name.len()
        } else if rest.starts_with(letter) {
            1
        } else {
            continue;
        };
        let Some((n, width)) = number(&rest[prefix..]) else { continue };
        // The length first: no sum of a longer number is asked for.
        if !(1..=64).contains(&n) || first + n - 1 > last {
            continue;
        }
        let year = first + n - 1;
        let end = prefix + width;
        match unit(&rest[end..]) {
            Some(suffix) => return Some((Span::new(at, at + end + suffix.len()), year, suffix)),
            // 令和8 and R8 alone mean the fiscal year in budget papers.
            None if rest[end..].chars().next().is_none_or(|c| !c.is_alphanumeric()) => {
                return Some((Span::new(at, at + end), year, "年度"));
            }
            None => {}
        }
    }
    let (year, width) = number(rest)?;
    let suffix = unit(&rest[width..])?;
    (rest[..width].chars().count() == 4 && (1912..=2100).contains(&year))
        .then(|| (Span::new(at, at + width + suffix.len()), year, suffix))
}

/// Every way to write a year, folded.
fn ways(year: i32, suffix: &str) -> Vec<String> {
    let digits =
        year.to_string().chars().filter_map(|c| KANJI.chars().nth(c.to_digit(10)? as usize)).collect::<String>();
    let mut out = vec![format!("{year}{suffix}"), format!("{digits}{suffix}")];
    for (name, letter, first, last) in ERAS {
        if (first..=last).contains(&year) {
            let n = year - first + 1;
            if n == 1 {
                out.push(format!("{name}元{suffix}"));
                out.push(format!("{name}元({year}){suffix}"));
            }
            out.push(format!("{name}{n}{suffix}"));
            out.push(format!("{name}{n}({year}){suffix}"));
            out.push(format!("{year}({name}{n}){suffix}"));
            out.push(format!("{name}{}{suffix}", in_kanji(n)));
            out.push(format!("{letter}{n}{suffix}"));
            // Alone, as budget papers write it (R8要求額); H5 and S8 stand in too many other words.
            if suffix == "年度" && (letter == 'r' || n >= 10) {
                out.push(format!("{letter}{n}"));
            }
        }
    }
    if suffix == "年度" {
        out.push(format!("fy{year}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_year_finds_the_others() {
        for (text, same) in [
            ("2026年度", "令和8年度"),
            ("令和8年度", "2026年度"),
            ("r8年度の予算", "令和8年度"),
            ("fy2026", "令和8年度"),
            ("平成31年", "令和元年"),
            ("令和元年度", "2019年度"),
            ("平成26年", "平成26(2014)年"),
            ("令和8年度", "r8"),
            ("2026年度", "令和八年度"),
            ("平成三十年度", "2018年度"),
            ("二〇二六年", "令和8年"),
            ("2026年", "二〇二六年"),
            ("平成30年", "平成三十年"),
            ("平成二十六年", "2014年"),
        ] {
            let found = years(text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].1.iter().any(|f| f == same), "{text}: {:?}", found[0].1);
        }
    }

    #[test]
    fn a_year_alone_is_abbreviated_only_where_nothing_else_is() {
        let forms = |text: &str| years(text)[0].1.clone();
        assert!(forms("平成30年度").contains(&"h30".to_owned()));
        assert!(!forms("平成5年度").contains(&"h5".to_owned()));
        assert!(!forms("令和8年").contains(&"r8".to_owned()), "R8 alone is a fiscal year");
    }

    #[test]
    fn what_is_not_a_year_is_left_alone() {
        for text in
            ["5年間", "sars8", "300年", "h5n1", "covid2019", "令和", "第8年度", "平成99年", "三十年", "十年一日", ""]
        {
            assert_eq!(years(text), [], "{text}");
        }
        for text in ["令和2147483647年", "令和二一四七四八三六四七年", "二一四七四八三六四七十年", "令和99999999999年"]
        {
            assert_eq!(years(text), [], "{text} is too long for a number of years");
        }
    }
}
