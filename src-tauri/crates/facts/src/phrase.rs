//! Where a name begins that ends at a known place: the hard half of finding titles in running text.
//!
//! Titles hold particles (…の確保等に関する法律), commas (医薬品、医療機器等の品質、…に関する法律) and 及び
//! (…グランドデザイン及び実行計画). So a title goes back to the nearest place where a sentence must turn: a full
//! stop, an opening bracket, a comma behind a clause, a particle that governs a verb.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::Span;

/// A turn of the sentence: the name begins behind it.
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "に基づく|に基づき|に基づいた|に即した|に即して|に沿った|に沿って|に従い|を踏まえた|を踏まえ|による|により|に加え|のうち|とともに|において|における|に対し|については|に関しては|に記載の|に定める|に規定する|で定める|が定める|とする|された|である";
    Regex::new(&format!("^(?:[。、;:!?「『(<≪《{{【〔\\[→⇒※➢>\n]|{verbs})")).expect("checked by tests")
});

/// In the title of a law fewer words turn: 行政機関が行う政策の評価に関する法律, 民間資金等の活用による…に関する法律.
static TURN_OF_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[。、;:!?「『(<≪《{【〔\\[→⇒※➢>\n]|に基づく|に基づき|に即して|に沿って|に従い|を踏まえ|とともに|に規定する|に定める)").expect("checked by tests")
});

/// What a document is called at the end of its title.
static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:戦略|計画|方針|大綱|指針|要綱|要領|法|法律|政令|省令|告示|条例|とりまとめ|取りまとめ|取組|プラン|ビジョン|ロードマップ|工程表|提言|報告|報告書|白書|\\)|」)$").expect("checked by tests")
});

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// How far back a sentence is looked at, in bytes: time stays linear in texts that have no full stop.
pub(crate) const REACH: usize = 900;

/// Where the sentence begins that byte `end` stands in, no further back than [`REACH`].
pub(crate) fn sentence(text: &str, end: usize) -> usize {
    let from = floor(text, end.saturating_sub(REACH));
    text[from..end].rfind('。').map_or(from, |at| from + at + '。'.len_utf8())
}

/// The name that ends at byte `end` of the folded `text`; empty where there is none.
pub(crate) fn before(text: &str, end: usize) -> Span {
    let whole = &text[..end];
    if let Some(start) = whole.strip_suffix(['」', '』']).and_then(opening) {
        return Span::new(start, end - '」'.len_utf8());
    }
    // A law's title may list what it is about, with commas, and hold clauses.
    let about = ["に関する法律", "に関する政令", "に関する省令", "に関する命令", "に関する条例"];
    let is_law = about.iter().any(|l| whole.ends_with(l));
    let turn = |text: &str, end: usize| turn(text, end, is_law);
    let mut start = turn(whole, end);
    while is_law && whole[..start].ends_with('、') {
        let comma = start - '、'.len_utf8();
        let piece = turn(&whole[..comma], comma);
        let words = &whole[piece..comma];
        let nominal = piece < comma && !words.ends_with(is_hiragana) && !DOCUMENT.is_match(words);
        if !nominal {
            break;
        }
        start = piece;
    }
    let name = whole[start..].trim_start_matches([' ', '・', '○', '●', '◆', '■', '•', '-', '*']);
    // A footnote's or an item's own number stands before its title.
    let number = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let numbered = start == 0 && number > 0 && name[number..].starts_with(' ');
    let name = if numbered { name[number..].trim_start() } else { name };
    Span::new(end - name.len(), end)
}

/// The opening quotation mark that belongs to a closing one just behind `inside`: the byte behind it.
fn opening(inside: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in inside.char_indices().rev() {
        match c {
            '」' | '』' => depth += 1,
            '「' | '『' if depth == 0 => return Some(at + c.len_utf8()),
            '「' | '『' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The last turn of the sentence before `end`, jumping over what stands in brackets.
fn turn(text: &str, end: usize, is_law: bool) -> usize {
    let pattern: &Regex = if is_law { &TURN_OF_LAW } else { &TURN };
    let limit = floor(text, end.saturating_sub(360));
    let mut start = limit;
    let (mut depth, mut quotes) = (0, 0);
    for (at, c) in text[limit..end].char_indices().rev() {
        let at = limit + at;
        match c {
            ')' | '】' | '〕' => depth += 1,
            '」' | '』' => quotes += 1,
            '(' | '【' | '〔' if depth > 0 => {
                depth -= 1;
                continue;
            }
            '「' | '『' if quotes > 0 => {
                quotes -= 1;
                continue;
            }
            _ => {}
        }
        if depth > 0 || quotes > 0 {
            continue;
        }
        if let Some(m) = pattern.find(&text[at..end]) {
            start = at + m.end();
            break;
        }
        if (!is_law || matches!(c, 'は' | 'も' | 'と')) && particle(text, at, c, end) {
            start = at + c.len_utf8();
            break;
        }
        if ends_another(text, at, end) {
            start = at + "及び".len();
            break;
        }
    }
    start
}

/// は, が, を and the like between words, not inside one (がん, もの).
fn particle(text: &str, at: usize, c: char, end: usize) -> bool {
    if !matches!(c, 'は' | 'が' | 'を' | 'も' | 'で' | 'て' | 'や' | 'と') {
        return false;
    }
    let next = text[at + c.len_utf8()..end].chars().next();
    let before = text[..at].chars().next_back();
    let apart = next.is_some_and(|n| !is_hiragana(n) && !matches!(n, '(' | ')' | '・' | 'ー'));
    // 〜するための, 〜届ける…: を and が also stand inside a title that holds a clause; before a law they turn.
    apart && before.is_some_and(|b| b.is_alphanumeric() || matches!(b, '」' | ')' | '等'))
}

/// 及び or 並びに behind the end of another title.
fn ends_another(text: &str, at: usize, end: usize) -> bool {
    let rest = &text[at..end];
    (rest.starts_with("及び") || rest.starts_with("又は")) && DOCUMENT.is_match(&text[..at])
}

/// The nearest character boundary at or before byte `at`.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_title_begins() {
        for (text, expected) in [
            (
                "その上で、漁船、漁具等の品質、有効性及び安全性の確保等に関する法律",
                "漁船、漁具等の品質、有効性及び安全性の確保等に関する法律",
            ),
            ("本部が、港湾整備推進法", "港湾整備推進法"),
            ("離島戦略及び離島交通計画", "離島交通計画"),
            ("新しい港のグランドデザイン及び実行計画2024", "新しい港のグランドデザイン及び実行計画2024"),
            ("政府は「海の基本計画(第2期)」", "海の基本計画(第2期)"),
            ("がん対策基本計画", "がん対策基本計画"),
            ("規定に基づく離島計画", "離島計画"),
        ] {
            assert_eq!(before(text, text.len()).of(text), expected, "{text}");
        }
    }
}
