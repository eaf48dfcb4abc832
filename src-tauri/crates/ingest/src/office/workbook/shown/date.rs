//! 和暦 and weekdays in format codes: spelled out before the rest of the date is formatted.

use super::code::Token;

/// The first days of the eras, and their names.
const ERAS: [((i64, u32, u32), &str, &str); 5] = [
    ((2019, 5, 1), "R", "令和"),
    ((1989, 1, 8), "H", "平成"),
    ((1926, 12, 25), "S", "昭和"),
    ((1912, 7, 30), "T", "大正"),
    ((1868, 1, 25), "M", "明治"),
];

/// The tokens with eras, years in them and weekdays as text; `None` for a day that is none.
pub(super) fn spell(tokens: &[Token], value: f64, since_1904: bool) -> Option<Vec<Token>> {
    let signs: String = tokens.iter().filter_map(|t| if let Token::Sign(c) = t { Some(*c) } else { None }).collect();
    let lower = signs.to_ascii_lowercase();
    // AM/PM has an a too.
    let weekday = lower.contains("aaa");
    if !lower.contains(['g', 'e']) && !weekday {
        return Some(tokens.to_vec());
    }
    let days = value.floor() as i64 + if since_1904 { 1462 } else { 0 };
    let date = date_of(days)?;
    let era = ERAS.iter().find(|(first, ..)| date >= *first);
    let first_year = tokens.iter().any(|t| matches!(t, Token::Bracket(inner) if inner.contains("gannen")));
    let mut spelled = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Token::Sign(sign) = tokens[at] else {
            spelled.push(tokens[at].clone());
            at += 1;
            continue;
        };
        let same = |t: &&Token| matches!(t, Token::Sign(c) if c.eq_ignore_ascii_case(&sign));
        let run = tokens[at..].iter().take_while(same).count();
        let text = match (sign.to_ascii_lowercase(), run) {
            ('g', 1) => era.map(|e| e.1.to_owned()),
            ('g', 2) => era.map(|e| e.2.chars().take(1).collect()),
            ('g', _) => era.map(|e| e.2.to_owned()),
            ('e', _) => Some(match era {
                Some((first, ..)) if date.0 == first.0 && first_year => "元".to_owned(),
                Some((first, ..)) if run > 1 => format!("{:02}", date.0 - first.0 + 1),
                Some((first, ..)) => (date.0 - first.0 + 1).to_string(),
                None => date.0.to_string(),
            }),
            ('a', 3) => Some(weekday_of(days).to_string()),
            ('a', 4) => Some(format!("{}曜日", weekday_of(days))),
            _ => None,
        };
        match text {
            Some(text) => spelled.push(Token::Text(text)),
            None if sign.eq_ignore_ascii_case(&'g') => {}
            None => spelled.extend(tokens[at..at + run].iter().cloned()),
        }
        at += run;
    }
    Some(spelled)
}

fn weekday_of(days: i64) -> char {
    // Day 1 is said to be a Sunday.
    ['土', '日', '月', '火', '水', '木', '金'][usize::try_from(days.rem_euclid(7)).unwrap_or_default()]
}

/// Year, month and day of a day counted from 1900, with Excel's 29 February 1900.
fn date_of(days: i64) -> Option<(i64, u32, u32)> {
    const LAST: i64 = 2_958_465;
    if !(0..=LAST).contains(&days) {
        return None;
    }
    // Days since 1 March of year 0 (the civil calendar by Howard Hinnant).
    let since = days + if days < 60 { 693_900 } else { 693_899 };
    let era = since.div_euclid(146_097);
    let day_of_era = since.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some((year, u32::try_from(month).ok()?, u32::try_from(day).ok()?))
}
