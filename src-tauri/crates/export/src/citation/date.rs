//! Dates and figures as official papers print them.

/// A date as official papers print it: 令和７年６月13日 (one figure full width, two half width); as precise as it is known.
pub fn citation_date(iso: &str) -> String {
    let mut parts = iso.split('-').filter_map(|p| p.parse::<u32>().ok());
    let (Some(year), month, day) = (parts.next(), parts.next(), parts.next()) else { return iso.to_owned() };
    let at = (year, month.unwrap_or(12), day.unwrap_or(31));
    // Each era begins on the day its first year does: 令和 1 May 2019, 平成 8 January 1989, 昭和 25 December 1926.
    let (era, first) = match at {
        _ if at >= (2019, 5, 1) => ("令和", 2019),
        _ if at >= (1989, 1, 8) => ("平成", 1989),
        _ if at >= (1926, 12, 25) => ("昭和", 1926),
        _ => ("", 1),
    };
    let mut out = match year.saturating_sub(first) + 1 {
        1 if !era.is_empty() => format!("{era}元年"),
        n => format!("{era}{}年", figure(n)),
    };
    for (part, unit) in [(month, '月'), (day, '日')] {
        if let Some(n) = part {
            out.push_str(&figure(n));
            out.push(unit);
        }
    }
    out
}

/// One figure in full width, more in half width.
pub(super) fn figure(n: u32) -> String {
    match char::from_digit(n, 10) {
        Some(digit) => char::from_u32(digit as u32 - '0' as u32 + '０' as u32).unwrap_or(digit).to_string(),
        None => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::citation_date;

    #[test]
    fn dates_are_printed_as_offices_print_them() {
        for (iso, printed) in [
            ("2025-06-13", "令和７年６月13日"),
            ("2019-05-01", "令和元年５月１日"),
            ("2019-04-30", "平成31年４月30日"),
            ("2024-12", "令和６年12月"),
            ("2014", "平成26年"),
            ("1989-01-07", "昭和64年１月７日"),
        ] {
            assert_eq!(citation_date(iso), printed);
        }
    }
}
