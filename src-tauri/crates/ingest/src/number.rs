//! Numbers and bullets at the start of a line, after the customs of Japanese official documents.
//!
//! A [`Marker`] says what stands there, not whether the line is a heading: that
//! is decided from the order of all markers in a document.

/// A way of numbering or marking; lines of one family stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// 第１章, 第２節 …: the counter word; 第 itself for 第１ with a space behind it.
    Counter(char),
    /// Ⅰ, Ⅱ．, IV.
    Roman,
    /// １． (depth 1), 1.1 (depth 2) …
    Decimal(u8),
    /// 1) １）
    HalfParen,
    /// (1) （１） ⑴
    Paren,
    /// ①
    Circled,
    /// ⅰ） (ⅰ)
    SmallRoman,
    /// ア． ア）
    Kana,
    /// （ア）
    KanaParen,
    /// A. a)
    Letter,
    /// (a)
    LetterParen,
    /// 一、
    Kanji,
    /// （一）
    KanjiParen,
    /// ・ • ● ○ ■ ◆ ➢ …, private-use bullets
    Bullet(char),
    /// ※
    Note,
    /// 別紙１, 別添, 附則: what follows begins anew
    Annex,
    /// 【…】 ＜…＞ 《…》 （…）: a line that a bracket encloses; the opening bracket.
    Bracket(char),
}

impl Family {
    /// Whether the family counts, so that its members have an order.
    pub(crate) const fn counts(self) -> bool {
        !matches!(self, Self::Bullet(_) | Self::Note | Self::Bracket(_) | Self::Annex)
    }
}

/// What stands at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) family: Family,
    /// The number; 0 for a family that does not count.
    pub(crate) value: u32,
    /// Bytes of the marker, without the space after it.
    pub(crate) len: usize,
    /// A second number behind the first, as in 3.1(3) and １．（２）.
    pub(crate) then: Option<(Family, u32)>,
    /// A number with nothing but a space behind it: as likely a figure or a footnote.
    pub(crate) weak: bool,
}

impl Marker {
    const fn new(family: Family, value: u32, len: usize) -> Self {
        Self { family, value, len, then: None, weak: false }
    }
}

/// The marker at the start of `text`, which must not begin with white space.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let first = numbered(text)?;
    if !first.family.counts() {
        return Some(first);
    }
    let rest = &text[first.len..];
    if let (Family::Decimal(_), Some(second)) = (first.family, enclosed(rest.trim_start())) {
        let len = text.len() - rest.trim_start().len() + second.len;
        let both = Marker { then: Some((second.family, second.value)), len, ..first };
        return (!refers(&text[len..])).then_some(both);
    }
    (!refers(rest)).then_some(first)
}

/// Splits the number off a heading: `(number, title)`.
pub(crate) fn split(text: &str) -> (Option<String>, &str) {
    match marker(text) {
        Some(m) if !matches!(m.family, Family::Bracket(_) | Family::Note) && m.len < text.len() => {
            (Some(text[..m.len].to_owned()), text[m.len..].trim_start())
        }
        _ => (None, text),
    }
}

/// Text that makes the number before it a reference in a sentence: （２）の説明, ①～④, Ⅲ、Ⅳ.
fn refers(rest: &str) -> bool {
    rest.starts_with(['の', 'に', 'と', 'を', 'が', 'で', '～', '〜', '、', '，', ',', '・', '及', '又', '-', '－'])
        || rest.starts_with("から")
        || rest.starts_with("まで")
}

fn numbered(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '第' => counter(text),
        '別' | '附' | '付' => annex(text),
        '0'..='9' | '０'..='９' => decimal(text),
        '(' | '（' => enclosed(text).or_else(|| bracketed_annex(text)).or_else(|| bracketed(text)),
        '⑴'..='⒇' => Some(Marker::new(Family::Paren, first as u32 - '⑴' as u32 + 1, first.len_utf8())),
        '①'..='⑳' => Some(Marker::new(Family::Circled, first as u32 - '①' as u32 + 1, first.len_utf8())),
        '㉑'..='㉟' => Some(Marker::new(Family::Circled, first as u32 - '㉑' as u32 + 21, first.len_utf8())),
        '❶'..='❿' => Some(Marker::new(Family::Circled, first as u32 - '❶' as u32 + 1, first.len_utf8())),
        'Ⅰ'..='Ⅻ' => Some(with_stop(text, Family::Roman, first as u32 - 'Ⅰ' as u32 + 1)),
        'ⅰ'..='ⅻ' => stopped(text, Family::SmallRoman, first as u32 - 'ⅰ' as u32 + 1),
        'ア'..='ン' => kana(first).and_then(|n| stopped(text, Family::Kana, n)),
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => letter(text),
        '【' if bracketed_annex(text).is_some() => bracketed_annex(text),
        '【' | '＜' | '≪' | '《' | '〈' | '<' | '［' | '〔' => bracketed(text),
        '※' => Some(Marker::new(Family::Note, 0, first.len_utf8())),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            kanji(first).and_then(|n| stopped(text, Family::Kanji, n))
        }
        _ => bullet(text),
    }
}

/// 別紙, 別添２, 附　則, 付録Ａ and perhaps a title behind a space.
fn annex(text: &str) -> Option<Marker> {
    let word = ["別紙", "別添", "別表", "別記", "別図", "附則", "附　則", "附 則", "付録", "附録", "付属資料"]
        .iter()
        .find(|word| text.starts_with(**word))?;
    let rest = &text[word.len()..];
    let label = |c: char| c.is_numeric() || "-－―‐一二三四五六七八九十ＡＢＣＤABCD".contains(c);
    let digits = rest.len() - rest.trim_start_matches(label).len();
    let (number, behind) = rest.split_at(digits);
    let parted = behind.is_empty() || behind.starts_with(char::is_whitespace) || behind.starts_with(['：', ':']);
    let value = number.chars().find_map(|c| c.to_digit(10)).unwrap_or_default();
    (parted && number.chars().count() <= 6).then(|| Marker::new(Family::Annex, value, word.len() + digits))
}

/// （別紙） 【別添２】
fn bracketed_annex(text: &str) -> Option<Marker> {
    let open = text.chars().next()?.len_utf8();
    let end = text.find(['）', ')', '】'])?;
    let inner = annex(&text[open..end]).filter(|m| open + m.len == end)?;
    let close = text[end..].chars().next()?.len_utf8();
    Some(Marker { len: end + close, ..inner })
}

/// 第１章 …
fn counter(text: &str) -> Option<Marker> {
    let digits = &text['第'.len_utf8()..];
    let (value, len) = number(digits).or_else(|| kanji_number(digits))?;
    let rest = &digits[len..];
    if rest.starts_with(char::is_whitespace) && !rest.trim_start().is_empty() {
        return Some(Marker::new(Family::Counter('第'), value, '第'.len_utf8() + len));
    }
    let word = rest.chars().next().filter(|&c| "編部章節款項目条".contains(c))?;
    let end = '第'.len_utf8() + len + word.len_utf8();
    // 第３部会 is a name and 第18条第１項 a reference.
    let next = text[end..].chars().next();
    let parted = next.is_none_or(|c| c.is_whitespace() || "：:．.　（(".contains(c)) || "章節".contains(word);
    (parted && next != Some('第')).then(|| Marker::new(Family::Counter(word), value, end))
}

/// Digits of either width at the start: `(value, bytes)`.
fn number(text: &str) -> Option<(u32, usize)> {
    let mut value = 0_u32;
    let mut len = 0;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            _ => break,
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len))
}

/// 一 … 九十九 at the start: `(value, bytes)`.
fn kanji_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut len) = (0, 0);
    for c in text.chars() {
        match kanji(c) {
            Some(10) => value = if value == 0 { 10 } else { value * 10 },
            Some(n) if value == 0 || value % 10 == 0 => value += n,
            _ => break,
        }
        len += c.len_utf8();
    }
    (len > 0 && value < 100).then_some((value, len))
}

fn kanji(c: char) -> Option<u32> {
    "一二三四五六七八九十".chars().position(|k| k == c).map(|i| i as u32 + 1)
}

fn kana(c: char) -> Option<u32> {
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ".chars().position(|k| k == c).map(|i| i as u32 + 1)
}

/// １． 1.1 ２．３－７ 1) and the weak `1 text`.
fn decimal(text: &str) -> Option<Marker> {
    let (value, mut len) = number(text)?;
    if value == 0 || value > 99 {
        return None;
    }
    let (mut depth, mut last) = (1_u8, value);
    while depth < 6 {
        let rest = &text[len..];
        let Some(dot) = rest.chars().next().filter(|&c| ".．".contains(c) || (is_dash(c))) else { break };
        let Some((next, digits)) = number(&rest[dot.len_utf8()..]).filter(|&(n, _)| n > 0 && n < 100) else { break };
        len += dot.len_utf8() + digits;
        depth += 1;
        last = next;
    }
    let rest = &text[len..];
    let mut chars = rest.chars();
    match chars.next() {
        Some(')' | '）') if depth == 1 => {
            Some(Marker::new(Family::HalfParen, value, len + rest.len() - chars.as_str().len()))
        }
        Some(c @ ('.' | '．')) => {
            // 1.5億円 and 0.3 are figures; their second part was no section number.
            let figure = chars.next().is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
            (!figure).then(|| Marker::new(Family::Decimal(depth), last, len + c.len_utf8()))
        }
        Some('(' | '（') if depth > 1 => Some(Marker::new(Family::Decimal(depth), last, len)),
        Some(c) if c.is_whitespace() => {
            let next = rest.trim_start().chars().next()?;
            let dashed = text[..len].contains(is_dash) && !text[..len].contains(['.', '．']);
            // A wide space parts a number from a title, never from its unit.
            let unit = "年月日件億兆万千百円人名社者回種割倍歳時分秒か箇カヵヶケつ％%~～".contains(next);
            let figure = (c != '　' && unit && !begins_word(rest.trim_start())) || next.is_ascii_digit();
            (!figure && !dashed && (crate::width::is_wide(next) || next.is_ascii_uppercase()))
                .then(|| Marker { weak: depth == 1, ..Marker::new(Family::Decimal(depth), last, len) })
        }
        _ => None,
    }
}

/// 人材, 社会, 年金: the letter that counts as a unit begins a word; 人以上 and 年度 do not.
fn begins_word(text: &str) -> bool {
    let mut chars = text.chars();
    let kanji = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let (first, second) = (chars.next(), chars.next());
    first.is_some_and(kanji)
        && second.is_some_and(|c| kanji(c) && !"億兆万千百円間度以程目前後未超弱強半分当台平".contains(c))
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '―' | '−' | 'ー')
}

/// (1) （ア） （一） (a) (ⅰ)
fn enclosed(text: &str) -> Option<Marker> {
    let open = text.chars().next().filter(|c| "(（".contains(*c))?.len_utf8();
    let inner = &text[open..];
    let first = inner.chars().next()?;
    let (family, value, len) = if let Some((n, len)) = number(inner) {
        (Family::Paren, n, len)
    } else if let Some(n) = kana(first) {
        (Family::KanaParen, n, first.len_utf8())
    } else if ('ⅰ'..='ⅻ').contains(&first) {
        (Family::SmallRoman, first as u32 - 'ⅰ' as u32 + 1, first.len_utf8())
    } else if first.is_ascii_lowercase() {
        (Family::LetterParen, first as u32 - 'a' as u32 + 1, 1)
    } else {
        let (n, len) = kanji_number(inner)?;
        (Family::KanjiParen, n, len)
    };
    let close = inner[len..].chars().next().filter(|c| ")）".contains(*c))?;
    (value > 0 && value <= 60).then(|| Marker::new(family, value, open + len + close.len_utf8()))
}

/// A number with or without a stop behind it.
fn with_stop(text: &str, family: Family, value: u32) -> Marker {
    let mut chars = text.chars();
    let first = chars.next().map_or(0, char::len_utf8);
    let stop = chars.next().filter(|c| ".．".contains(*c)).map_or(0, char::len_utf8);
    Marker::new(family, value, first + stop)
}

/// A number that counts only with a stop, a bracket or an ideographic space behind it.
fn stopped(text: &str, family: Family, value: u32) -> Option<Marker> {
    let mut chars = text.chars();
    let first = chars.next()?.len_utf8();
    match chars.next()? {
        c @ ('.' | '．' | ')' | '）') => Some(Marker::new(family, value, first + c.len_utf8())),
        '　' => Some(Marker::new(family, value, first)),
        '、' if family == Family::Kanji => Some(Marker::new(family, value, first + '、'.len_utf8())),
        _ => None,
    }
}

/// A. a) II.
fn letter(text: &str) -> Option<Marker> {
    let roman = text.chars().take_while(|c| "IVX".contains(*c)).count();
    if roman > 0 && text[roman..].starts_with(['.', '．']) {
        let stop = text[roman..].chars().next()?.len_utf8();
        let value = roman_value(&text[..roman])?;
        return Some(Marker::new(Family::Roman, value, roman + stop));
    }
    let first = text.chars().next()?;
    let value = match first {
        'A'..='Z' => first as u32 - 'A' as u32,
        'a'..='z' => first as u32 - 'a' as u32,
        'Ａ'..='Ｚ' => first as u32 - 'Ａ' as u32,
        _ => first as u32 - 'ａ' as u32,
    } + 1;
    stopped(text, Family::Letter, value)
        .filter(|m| text[m.len..].chars().next().is_some_and(|c| c.is_whitespace() || crate::width::is_wide(c)))
}

/// The number that I, V and X write.
pub(crate) fn roman_value(text: &str) -> Option<u32> {
    let digit = |c| match c {
        'I' => 1,
        'V' => 5,
        _ => 10,
    };
    let digits: Vec<u32> = text.chars().map(digit).collect();
    let signed = digits.iter().enumerate().map(|(i, &d)| {
        let smaller = digits.get(i + 1).is_some_and(|&next| next > d);
        if smaller { -i64::from(d) } else { i64::from(d) }
    });
    u32::try_from(signed.sum::<i64>()).ok().filter(|&n| n > 0)
}

/// 【…】 at the start of the line.
fn bracketed(text: &str) -> Option<Marker> {
    let open = text.chars().next()?;
    let close = match open {
        '【' => '】',
        '＜' => '＞',
        '<' => '>',
        '≪' => '≫',
        '《' => '》',
        '〈' => '〉',
        '［' => '］',
        '〔' => '〕',
        '(' => ')',
        _ => '）',
    };
    let end = text.chars().take(60).position(|c| c == close)?;
    let len = text.chars().take(end + 1).map(char::len_utf8).sum();
    Some(Marker::new(Family::Bracket(open), 0, len))
}

/// ▲12億円: a minus, not a bullet.
fn is_sign(first: char, next: Option<char>) -> bool {
    "▲△▼".contains(first) && next.is_some_and(char::is_numeric)
}

fn bullet(text: &str) -> Option<Marker> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let plain = "・･•●○〇◯◎■□◆◇▪▫▶►▷▲△▼➢➤⮚★☆❏❖✓✔☑".contains(first) || ('\u{E000}'..='\u{F8FF}').contains(&first);
    let dash = "-–—－*＊+".contains(first) && next.is_some_and(char::is_whitespace);
    // ○○県 is a placeholder, not an item.
    ((plain && next != Some(first) && !is_sign(first, next)) || dash).then(|| {
        // The circles of different fonts are one bullet to the eye.
        let family = if "○〇◯".contains(first) { '○' } else { first };
        Marker::new(Family::Bullet(family), 0, first.len_utf8())
    })
}

#[cfg(test)]
mod tests;
