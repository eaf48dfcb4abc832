//! A cell's value as its workbook shows it.
//!
//! `ssfmt` formats; here stands what it lacks and what a wrong figure would come from: rounding of scaled values
//! (#,##0,, cuts there), hidden sections, 和暦 and weekdays, digits in kanji or full width, and the built-in formats
//! whose meaning depends on the language of Excel (the Japanese ones are taken, for Japanese documents).

mod code;
mod date;

use std::collections::HashMap;

use ssfmt::{DateSystem, FormatOptions, NumberFormat};

use self::code::{Section, Token};

/// Formats that mean something else in Japanese Excel than in the standard (ECMA-376 part 1, 18.8.30).
const JAPANESE: [(u32, &str); 33] = [
    (5, r##""¥"#,##0;"¥"\-#,##0"##),
    (6, r##""¥"#,##0;[Red]"¥"\-#,##0"##),
    (7, r##""¥"#,##0.00;"¥"\-#,##0.00"##),
    (8, r##""¥"#,##0.00;[Red]"¥"\-#,##0.00"##),
    (14, "yyyy/m/d"),
    (22, "yyyy/m/d h:mm"),
    (27, "[$-411]ge.m.d"),
    (28, r#"[$-411]ggge"年"m"月"d"日""#),
    (29, r#"[$-411]ggge"年"m"月"d"日""#),
    (30, "m/d/yy"),
    (31, r#"yyyy"年"m"月"d"日""#),
    (32, r#"h"時"mm"分""#),
    (33, r#"h"時"mm"分"ss"秒""#),
    (34, r#"yyyy"年"m"月""#),
    (35, r#"m"月"d"日""#),
    (36, "[$-411]ge.m.d"),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;[Red]-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;[Red]-#,##0.00"),
    (41, r#"_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ "#),
    (42, r#"_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ "#),
    (43, r#"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#),
    (44, r#"_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "#),
    (50, "[$-411]ge.m.d"),
    (51, r#"[$-411]ggge"年"m"月"d"日""#),
    (52, r#"yyyy"年"m"月""#),
    (53, r#"m"月"d"日""#),
    (54, r#"[$-411]ggge"年"m"月"d"日""#),
    (55, r#"yyyy"年"m"月""#),
    (56, r#"m"月"d"日""#),
    (57, "[$-411]ge.m.d"),
    (58, r#"[$-411]ggge"年"m"月"d"日""#),
];

/// The code of a format that is known by its number alone.
pub(super) fn built_in(id: u32) -> Option<&'static str> {
    JAPANESE.iter().find(|&&(known, _)| known == id).map(|&(_, code)| code).or_else(|| ssfmt::format_code_from_id(id))
}

/// Formats numbers and texts by the codes of a workbook.
pub(super) struct Shown {
    options: FormatOptions,
    since_1904: bool,
    codes: HashMap<String, Vec<Section>>,
    parsed: HashMap<String, Option<NumberFormat>>,
}

/// Codes that are remembered; a workbook has a few hundred at most, a hostile one any number.
const MOST_CODES: usize = 4_000;

impl Shown {
    /// For a workbook that counts its days from 1904 or from 1900.
    pub(super) fn new(since_1904: bool) -> Self {
        let date_system = if since_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
        let options = FormatOptions { date_system, ..FormatOptions::default() };
        Self { options, since_1904, codes: HashMap::new(), parsed: HashMap::new() }
    }

    /// A number as the format `code` shows it.
    pub(super) fn number(&mut self, value: f64, code: &str) -> String {
        /// Beyond this a number has no exact digits to show.
        const EXACT: f64 = 1e15;
        if !value.is_finite() || value.abs() >= EXACT {
            return value.to_string();
        }
        let sections = self.sections(code);
        let Some((section, value)) = code::choose(&sections, value) else { return String::new() };
        if section.tokens.is_empty() {
            return String::new();
        }
        if section.is_general() && value.fract() == 0.0 {
            // Excel would show 1.23457E+11 where the column is too narrow; the figure is what is wanted.
            return section.around(&format!("{value:.0}"));
        }
        let (tokens, value) = if section.is_date() {
            let Some(tokens) = date::spell(&section.tokens, value, self.since_1904) else { return value.to_string() };
            (tokens, value)
        } else {
            code::round(section, value)
        };
        let text = self.format(value, &code::write(&tokens)).trim().to_owned();
        code::in_script(section.script(), &text)
    }

    /// A text as the format `code` shows it.
    pub(super) fn text(&mut self, text: &str, code: &str) -> String {
        let sections = self.sections(code);
        let section = match sections.as_slice() {
            [.., fourth] if sections.len() == 4 => Some(fourth),
            sections => sections.iter().find(|s| s.tokens.contains(&Token::Sign('@'))),
        };
        match section {
            Some(section) => section.spell_text(text),
            None => text.to_owned(),
        }
    }

    fn sections(&mut self, code: &str) -> Vec<Section> {
        if let Some(known) = self.codes.get(code) {
            return known.clone();
        }
        let sections = code::read(code);
        if self.codes.len() < MOST_CODES {
            self.codes.insert(code.to_owned(), sections.clone());
        }
        sections
    }

    fn format(&mut self, value: f64, code: &str) -> String {
        if self.parsed.len() >= MOST_CODES {
            self.parsed.clear();
        }
        let parsed = self.parsed.entry(code.to_owned()).or_insert_with(|| NumberFormat::parse(code).ok());
        parsed.as_ref().map_or_else(|| value.to_string(), |format| format.format(value, &self.options))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_shown() {
        for (value, code, shown) in [
            (1_234_567.0, "#,##0;\"▲ \"#,##0", "1,234,567"),
            (-1_234_567.0, "#,##0;\"▲ \"#,##0", "▲ 1,234,567"),
            (-1_234.0, "#,##0;[Red]\\-#,##0", "-1,234"),
            (-1_234.0, "#,##0", "-1,234"),
            (-1_234.0, "△#,##0", "-△1,234"),
            // 1234.567 million, rounded and not cut.
            (1_234_567_890.0, "#,##0,,\"百万円\"", "1,235百万円"),
            (1_499_999.0, "#,##0,", "1,500"),
            (0.1234, "0.0%", "12.3%"),
            (1.005, "0.00", "1.01"),
            (0.125, "0.00", "0.13"),
            (2.675, "0.00", "2.68"),
            (0.295, "0%", "30%"),
            (1_234.5, "#,##0", "1,235"),
            (0.0, "#,##0;-#,##0;;@", ""),
            (3.0, ";;;", ""),
            (0.0, "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", "-"),
            (1_234.0, "#,##0円", "1,234円"),
            (1_234.0, "[DBNum3]#,##0", "１，２３４"),
            (1_234.0, "[DBNum1]General", "千二百三十四"),
            (123_456_789_012.0, "General", "123456789012"),
            (0.1 + 0.2, "General", "0.3"),
            (12.0, "General\"件\"", "12件"),
            (5.0, "第0回", "第5回"),
            (0.0, "[=0]\"－\";#,##0", "－"),
            (1_500.0, "[>=1000]#,##0,\"千\";0", "2千"),
            (12_345.678, "0.00E+00", "1.23E+04"),
            (1e20, "#,##0", "100000000000000000000"),
        ] {
            assert_eq!(Shown::new(false).number(value, code), shown, "{value} {code}");
        }
    }

    #[test]
    fn dates_as_shown() {
        for (value, code, shown) in [
            (45_000.0, "yyyy/m/d", "2023/3/15"),
            (45_000.0, "[$-411]ggge\"年\"m\"月\"d\"日\";@", "令和5年3月15日"),
            (45_000.0, "[$-411]ge.m.d", "R5.3.15"),
            (45_000.0, "gge年", "令5年"),
            (43_585.0, "ggge年m月d日", "平成31年4月30日"),
            (43_586.0, "ggge年m月d日", "令和1年5月1日"),
            (43_586.0, "[$-ja-JP-x-gannen]ggge年m月d日", "令和元年5月1日"),
            (45_000.0, "ggee年", "令05年"),
            (45_000.0, "m\"月\"d\"日\"\\(aaa\\)", "3月15日(水)"),
            (45_000.0, "aaaa", "水曜日"),
            (45_000.75, "yyyy/m/d h:mm", "2023/3/15 18:00"),
            (1.75, "[h]:mm", "42:00"),
            (0.5, "h\"時\"mm\"分\"", "12時00分"),
        ] {
            assert_eq!(Shown::new(false).number(value, code), shown, "{value} {code}");
        }
        assert_eq!(Shown::new(true).number(45_000.0 - 1462.0, "ggge年m月d日"), "令和5年3月15日");
        assert_eq!(Shown::new(false).number(45_000.0, built_in(57).unwrap()), "R5.3.15");
    }

    #[test]
    fn texts_as_shown() {
        for (code, shown) in
            [("General", "川"), ("@", "川"), ("@\"様\"", "川様"), (";;;", ""), ("0;-0;;@\"川\"", "川川"), ("0", "川")]
        {
            assert_eq!(Shown::new(false).text("川", code), shown, "{code}");
        }
    }
}
