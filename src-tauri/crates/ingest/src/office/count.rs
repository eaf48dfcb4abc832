//! Numbers as Office prints them: the number formats of ECMA-376 part 1, 17.18.59 (`ST_NumberFormat`) that Japanese
//! documents use, and those of `PowerPoint` in their terms.

const AIUEO: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const AIUEO_HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const IROHA_HALF: &str = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// `value` in the number format `format`; an unknown format counts in ASCII digits, as Word does.
pub(super) fn number(format: &str, value: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalFullWidth" | "decimalFullWidth2" => wide(value),
        "decimalZero" => format!("{value:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(value).unwrap_or_else(|| value.to_string()),
        "decimalEnclosedParen" => from(value, 1..=20, '⑴').unwrap_or_else(|| format!("({value})")),
        "decimalEnclosedFullstop" => from(value, 1..=20, '⒈').unwrap_or_else(|| format!("{value}.")),
        "ideographEnclosedCircle" => from(value, 1..=10, '㊀').unwrap_or_else(|| value.to_string()),
        "numberInDash" => format!("- {value} -"),
        "ordinal" => ordinal(value),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_ascii_lowercase(),
        "upperLetter" => letters(value, 'A'),
        "lowerLetter" => letters(value, 'a'),
        "aiueo" => around(AIUEO_HALF, value),
        "aiueoFullWidth" => around(AIUEO, value),
        "iroha" => around(IROHA_HALF, value),
        "irohaFullWidth" => around(IROHA, value),
        "ideographTraditional" => around(STEMS, value),
        "ideographZodiac" => around(BRANCHES, value),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(value, "〇一二三四五六七八九"),
        "japaneseCounting" | "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" => {
            counted(value, "一二三四五六七八九", "十百千", '万')
        }
        "japaneseLegal" => counted(value, "壱弐参四伍六七八九", "拾百阡", '萬'),
        _ => value.to_string(),
    }
}

fn wide(value: u32) -> String {
    digits(value, "０１２３４５６７８９")
}

fn digits(value: u32, signs: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    value.to_string().bytes().map(|b| signs[usize::from(b - b'0')]).collect()
}

fn circled(value: u32) -> Option<String> {
    from(value, 1..=20, '①').or_else(|| from(value, 21..=35, '㉑')).or_else(|| from(value, 36..=50, '㊱'))
}

/// The sign that stands as far behind `first` as `value` behind the start of `range`.
fn from(value: u32, range: std::ops::RangeInclusive<u32>, first: char) -> Option<String> {
    let sign = range.contains(&value).then(|| char::from_u32(first as u32 + value - range.start()))?;
    sign.map(String::from)
}

/// ア … ン, アア: after the last sign the first one twice.
fn around(signs: &str, value: u32) -> String {
    const LONGEST: usize = 20;
    let signs: Vec<char> = signs.chars().collect();
    let Some(index) = (value as usize).checked_sub(1) else { return "0".to_owned() };
    std::iter::repeat_n(signs[index % signs.len()], (index / signs.len() + 1).min(LONGEST)).collect()
}

/// A … Z, AA, BB.
fn letters(value: u32, first: char) -> String {
    let alphabet: String = (0..26).filter_map(|i| char::from_u32(first as u32 + i)).collect();
    around(&alphabet, value)
}

fn ordinal(value: u32) -> String {
    let end = match (value % 10, value % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{value}{end}")
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=32_767).contains(&value) {
        return value.to_string();
    }
    let mut rest = value;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        text.push_str(&sign.repeat((rest / worth) as usize));
        rest %= worth;
    }
    text
}

/// 百二十三; `units` are ten, hundred, thousand.
fn counted(value: u32, ones: &str, units: &str, ten_thousand: char) -> String {
    let ones: Vec<char> = ones.chars().collect();
    let units: Vec<char> = units.chars().collect();
    let below = |n: u32| -> String {
        let mut text = String::new();
        for place in (0..4_u32).rev() {
            let digit = n / 10_u32.pow(place) % 10;
            // 十, not 一十.
            if digit > 0 && (place == 0 || digit > 1) {
                text.push(ones[digit as usize - 1]);
            }
            if digit > 0 && place > 0 {
                text.push(units[place as usize - 1]);
            }
        }
        text
    };
    match value {
        0 => "〇".to_owned(),
        1..10_000 => below(value),
        10_000..100_000_000 => format!("{}{ten_thousand}{}", below(value / 10_000), below(value % 10_000)),
        _ => value.to_string(),
    }
}

/// The bullets of the symbol fonts, which stand in the private use area, as the signs that they look like.
pub(super) fn bullet(font: &str, text: &str) -> String {
    let wingdings = font.eq_ignore_ascii_case("wingdings");
    let symbol = font.eq_ignore_ascii_case("symbol");
    text.chars()
        .map(|c| {
            let code = if ('\u{F020}'..='\u{F0FF}').contains(&c) { c as u32 - 0xF000 } else { c as u32 };
            match code {
                0x6C if wingdings => '●',
                0x6D if wingdings => '○',
                0x6E if wingdings => '■',
                0x6F | 0x70 | 0x71 | 0x72 | 0xA8 if wingdings => '□',
                0x74 | 0x75 | 0x77 if wingdings => '◆',
                0x76 if wingdings => '❖',
                0x9E if wingdings => '・',
                0x9F if wingdings => '•',
                0xA7 if wingdings => '▪',
                0xD8 if wingdings => '➢',
                0xFC if wingdings => '✓',
                0xFE if wingdings => '☑',
                0xE0 | 0xE8 if wingdings => '→',
                0xB7 if symbol => '•',
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_printed() {
        for (format, value, printed) in [
            ("decimal", 12, "12"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("aiueoFullWidth", 2, "イ"),
            ("aiueoFullWidth", 47, "アア"),
            ("aiueo", 3, "ｳ"),
            ("irohaFullWidth", 3, "ハ"),
            ("japaneseCounting", 10, "十"),
            ("japaneseCounting", 21, "二十一"),
            ("japaneseCounting", 110, "百十"),
            ("japaneseLegal", 3, "参"),
            ("ideographDigital", 10, "一〇"),
            ("ideographTraditional", 2, "乙"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("lowerLetter", 27, "aa"),
            ("ordinal", 22, "22nd"),
            ("none", 1, ""),
            ("what nobody knows", 7, "7"),
            ("aiueoFullWidth", 0, "0"),
        ] {
            assert_eq!(number(format, value), printed, "{format} {value}");
        }
        assert_eq!(number("aiueo", u32::MAX).chars().count(), 20);
    }

    #[test]
    fn bullets_of_symbol_fonts() {
        assert_eq!(bullet("Wingdings", "\u{F0D8}"), "➢");
        assert_eq!(bullet("Wingdings", "l"), "●");
        assert_eq!(bullet("Symbol", "\u{F0B7}"), "•");
        assert_eq!(bullet("ＭＳ 明朝", "・"), "・");
    }
}
