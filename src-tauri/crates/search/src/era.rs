//! Years: 2026年度, 令和8年度, R8年度 and FY2026 are one year.

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

/// A year that begins at byte `at`: its span, the calendar year, and 年 or 年度.
fn year_at(text: &str, at: usize) -> Option<(Span, i32, &'static str)> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let number = |s: &str| {
        let digits = s.bytes().take_while(u8::is_ascii_digit).count();
        if s.starts_with('元') {
            Some((1, '元'.len_utf8()))
        } else {
            s[..digits].parse().ok().map(|n: i32| (n, digits))
        }
    };
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
        let year = first + n - 1;
        if !(1..=64).contains(&n) || year > last {
            continue;
        }
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
    (width == 4 && (1912..=2100).contains(&year)).then(|| (Span::new(at, at + width + suffix.len()), year, suffix))
}

/// Every way to write a year, folded.
fn ways(year: i32, suffix: &str) -> Vec<String> {
    let mut out = vec![format!("{year}{suffix}")];
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
            out.push(format!("{letter}{n}{suffix}"));
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
        ] {
            let found = years(text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].1.iter().any(|f| f == same), "{text}: {:?}", found[0].1);
        }
    }

    #[test]
    fn what_is_not_a_year_is_left_alone() {
        for text in ["5年間", "sars8", "300年", "h5n1", "covid2019", "令和", "第8年度", "平成99年", ""] {
            assert_eq!(years(text), [], "{text}");
        }
    }
}
