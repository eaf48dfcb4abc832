//! What the wording of a line says about where its paragraph goes on: particles, brackets, figures, labels.

use crate::width::{is_wide, width};

/// Depth that a sign opens or closes.
pub(super) const fn bracket(c: char) -> i32 {
    match c {
        '（' | '(' | '「' | '『' | '【' | '〔' => 1,
        '）' | ')' | '」' | '』' | '】' | '〕' => -1,
        _ => 0,
    }
}

/// A line that a bracket encloses.
pub(super) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && text.chars().count() > 3
}

/// Words without a particle between them: a name, a label.
pub(super) fn is_nominal(text: &str) -> bool {
    !text.contains(['を', 'が', 'は', '、', '。'])
}

/// Short cells side by side.
pub(super) fn is_cells(text: &str) -> bool {
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    let mut spaces = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let parted =
        spaces.any(|(i, c)| wide(text[..i].chars().next_back()) && wide(text[i + c.len_utf8()..].chars().next()));
    parted && is_nominal(text) && text.chars().count() <= 24 && !text.contains(['に', 'の', 'で', 'と'])
}

/// An amount or a count alone: 22億円（20億円）.
pub(super) fn is_figure(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_numeric() || ",，.．".contains(c));
    let unit = digits.trim_start_matches(['億', '万', '千', '百', '兆']);
    digits.len() < text.len() && unit.starts_with(['円', '名', '人', '件']) && text.chars().count() <= 16
}

/// A line under a title that says when or by whom it was decided.
pub(super) fn is_decision(text: &str) -> bool {
    let text = text.trim();
    let bracketed = text.starts_with(['（', '(']) && text.contains('年') && text.contains('月') && text.contains('日');
    is_dated(text) || (bracketed && width(text) <= 60)
}

/// 案, a date or 閣議決定 on a line of its own: on a title page, told of the document, not in it.
pub(crate) fn is_imprint(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let decided = ["決定", "了解", "策定", "改定", "決裁"].iter().any(|end| closed.ends_with(end));
    is_draft(&closed) || is_decision(text) || (decided && is_nominal(&closed) && closed.chars().count() <= 40)
}

/// （案）, 素案: nothing but the word.
fn is_draft(text: &str) -> bool {
    matches!(text.trim_matches(['（', '）', '(', ')', '【', '】']), "案" | "素案" | "原案")
}

/// The last letters of a word in katakana that the wrap cut: システ / ム強化.
pub(super) fn tails(last: &str, text: &str) -> bool {
    let katakana = |c: char| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー');
    let tail = text.chars().take_while(|&c| katakana(c)).count();
    (1..=2).contains(&tail) && last.chars().next_back().is_some_and(katakana) && text.chars().count() > tail
}

/// A figure that the wrap cut: 1, / 200件.
pub(super) fn cuts_figure(last: &str, text: &str) -> bool {
    let figure = last.strip_suffix([',', '，']).is_some_and(|l| l.ends_with(char::is_numeric));
    figure && text.chars().take_while(|c| c.is_numeric()).count() == 3
}

/// 議長 ：…, 電話：…: a line that begins with its own label.
pub(super) fn is_labelled(text: &str) -> bool {
    let Some((at, colon)) = text.char_indices().take(11).find(|&(_, c)| matches!(c, '：' | ':')) else { return false };
    let value = text[at + colon.len_utf8()..].chars().next();
    // 午後３：30 is a time.
    let time = |c: char| c.is_ascii_digit() && text[..at].ends_with(char::is_numeric);
    text[..at].chars().any(is_wide) && value.is_some_and(|c| !time(c) && c != '/')
}

/// A line of a table: words, then a figure.
pub(super) fn is_row(text: &str) -> bool {
    let Some((before, last)) = text.trim_end_matches(['＊', '*', '※']).rsplit_once([' ', '　']) else {
        return false;
    };
    let figure = last.trim_end_matches(['円', '億', '万', '千', '百', '％', '%', '件', '人', '名', '社']);
    !before.is_empty() && !figure.is_empty() && figure.chars().all(|c| c.is_numeric() || ",，.．▲△-－".contains(c))
}

/// Signs and small letters that no line begins with.
pub(super) fn forbidden_at_start(c: char) -> bool {
    "、。，．）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョゝゞ々!?！？：；%％".contains(c)
}

/// Whether the first bracket of a text closes.
pub(super) fn closes(text: &str) -> bool {
    text.chars().find(|c| "（(「『【〔）)」』】〕".contains(*c)).is_some_and(|c| "）)」』】〕".contains(c))
}

/// Words that nothing ends with.
const CONNECTIVES: [&str; 10] =
    ["及び", "又は", "並びに", "若しくは", "において", "における", "に関する", "に係る", "に対する", "に向けた"];

/// A line end that leaves the phrase open.
pub(super) fn hangs(text: &str) -> bool {
    let last = text.chars().next_back().unwrap_or(' ');
    let particle = matches!(last, 'の' | 'な' | 'を' | 'に' | 'は' | 'が' | 'で' | 'と' | 'や' | 'へ');
    let noun = ["こと", "もの", "など", "みな", "もと", "あと", "まで"].iter().any(|end| text.ends_with(end));
    matches!(last, '、' | '，' | '・' | '／' | '（' | '「')
        || (particle && !noun)
        || CONNECTIVES.iter().any(|end| text.ends_with(end))
}

/// A line start that leans on the line before: a particle or the tail of a verb.
pub(super) fn depends(text: &str) -> bool {
    const LEANING: [&str; 23] = [
        "ように",
        "により",
        "による",
        "において",
        "における",
        "に関",
        "に対",
        "に係",
        "に向け",
        "に基づ",
        "に応じ",
        "として",
        "とする",
        "とした",
        "ととも",
        "について",
        "という",
        "である",
        "できる",
        "ながら",
        "ため、",
        "こと",
        "及び",
    ];
    const TAILS: &str = "をのにでとへやりるれられいうくけきさすたなめわん";
    const STARTS: [&str; 14] = [
        "なお",
        "さらに",
        "とりわけ",
        "ともに",
        "いずれ",
        "すべて",
        "ただし",
        "その",
        "これ",
        "それ",
        "いわゆる",
        "たとえ",
        "できる限り",
        "のぞみ",
    ];
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    // A lone last letter, a suffix.
    let Some(second) = chars.next() else { return is_wide(first) && first.is_alphabetic() };
    if LEANING.iter().any(|start| text.starts_with(start)) {
        return true;
    }
    // The second half of a word in two letters: 計 / 測する.
    let cut = matches!(first, '\u{4E00}'..='\u{9FFF}')
        && ["する", "した", "して", "され", "しな"].iter().any(|tail| text[first.len_utf8()..].starts_with(tail));
    if cut || matches!((first, second), ('等', _) | ('的', 'に' | 'な' | '、' | 'か')) {
        return true;
    }
    // A kana word of its own runs on in kana.
    let kana = matches!(second, '\u{3041}'..='\u{309F}');
    TAILS.contains(first)
        && (!kana || "るたてしいくすれせ、".contains(second))
        && !STARTS.iter().any(|word| text.starts_with(word))
}

/// A line that begins with a full date, as under the title of a document: 令和７年３月５日 …
pub(super) fn is_dated(text: &str) -> bool {
    let era = ["令和", "平成", "昭和"].iter().find_map(|era| text.strip_prefix(era)).unwrap_or(text);
    let figure = |c: char| c.is_numeric() || c == '元' || c == ' ' || c == '　';
    let rest = ['年', '月', '日'].iter().try_fold(era, |rest, &unit| {
        let after = rest.trim_start_matches(figure);
        (after.len() < rest.len()).then(|| after.strip_prefix(unit)).flatten()
    });
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// A web address alone on its line.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("http") && !text.chars().any(is_wide)
}

/// ※１ right before kana: the mark of a note inside a sentence.
pub(super) fn is_inner_mark(text: &str) -> bool {
    let rest = text.trim_start_matches('※');
    let behind = rest.trim_start_matches(|c: char| c.is_numeric());
    behind.len() < rest.len() && behind.starts_with(|c| matches!(c, '\u{3041}'..='\u{309F}' | '、' | '。'))
}
