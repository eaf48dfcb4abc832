//! Classes of characters, and the few tables that Unicode's NFKC lacks.

/// Characters that every rule leaves alone, also as neighbours: the fast path.
pub(super) fn is_plain(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => plain_form(c) == c,
        // ASCII but capitals, digits, comma, hyphen, white space.
        'a'..='z' | '!'..='+' | '.' | '/' | ':'..='@' | '['..='`' | '{'..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' => true,
        _ => matches!(c, '、' | '。' | '々' | '〇' | '「'..='】'),
    }
}

/// White space, private-use characters, which stand for bullets of symbol fonts, and controls, which
/// stand for the ends of cells and records.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Characters that are not seen: zero width, direction marks, variation selectors, tags.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Characters that NFKC would turn into other figures or glue to their neighbours.
pub(super) fn is_kept(c: char) -> bool {
    matches!(
        c,
        // Superscripts and subscripts.
        '²' | '³' | '¹' | '\u{2070}'..='\u{209F}'
        // Fractions.
        | '¼'..='¾' | '⅐'..='⅟' | '↉'
        // ①…⑳, ⒈…⒛, Ⓐ…⓪, 🄀…🄊
        | '①'..='⑳' | '⒈'..='⒛' | 'Ⓐ'..='⓪' | '\u{1F100}'..='\u{1F10A}'
        // Circled ideographs, figures and katakana: ㉑ ㊀ ㊙ ㊿ ㋐, but not ㋀ (1月) or ㋿ (令和).
        | '㉄'..='㉇' | '㉑'..='㉾' | '㊀'..='㊿' | '㋐'..='㋾'
        // Circled and squared letters and ideographs, but not the bracketed 🉀…🉈.
        | '\u{1F12B}'..='\u{1F23B}' | '\u{1F250}'..='\u{1F251}'
    )
}

/// Katakana that a long vowel can stand between; ー itself is not one: in サーバー－通信 the second is a dash.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ㇰ'..='ㇿ')
}

/// Letters and figures of scripts other than the East Asian ones.
pub(super) fn is_word(c: char) -> bool {
    c < '\u{2E80}' && c.is_alphanumeric()
}

/// Characters beside which a space tells nothing: Japanese ones, punctuation and
/// symbols, except `,` `.` `-`, where it tells a list from a figure.
pub(super) fn is_tight(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation() && !matches!(c, ',' | '.' | '-');
    }
    matches!(
        c,
        // Punctuation and symbols, but not superscripts and subscripts.
        '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{2BFF}'
        // Radicals to Yi: kana and ideographs.
        | '\u{2E00}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FFFF}'
        | '\u{16FE0}'..='\u{18CFF}' | '\u{1AFF0}'..='\u{1B2FF}' | '\u{1F000}'..
    )
}

/// The one form of characters that are told apart by font or input method only.
pub(super) fn unify(c: char) -> char {
    match c {
        // A final sigma in a query need not be final in the text.
        'ς' => 'σ',
        '〜' | '∼' | '⁓' => '~',
        '‐' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '─' | '━' => '-',
        '·' | '•' | '‧' | '∙' | '⋅' => '・',
        '‘' | '’' | '‛' => '\'',
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' => '"',
        '\u{2E81}'..='\u{2EF3}' => RADICALS[c as usize - 0x2E81],
        _ => plain_form(c),
    }
}

/// Variants of kanji in personal names, and old forms to which NFKC takes radicals (⿊ → 黑).
fn plain_form(c: char) -> char {
    match c {
        '髙' => '高',
        '\u{FA11}' => '崎',
        '𠮷' => '吉',
        '邉' | '邊' => '辺',
        '齋' => '斎',
        '齊' => '斉',
        '濵' | '濱' => '浜',
        '德' => '徳',
        '瀨' => '瀬',
        '栁' => '柳',
        '戶' => '戸',
        '靑' => '青',
        '麥' => '麦',
        '黃' => '黄',
        '黑' => '黒',
        '齒' => '歯',
        '龜' => '亀',
        _ => c,
    }
}

/// U+2E81–U+2EF3 as ideographs: Unicode's `Equivalent_Unified_Ideograph`. U+2E9A is unassigned.
#[rustfmt::skip]
const RADICALS: [char; 0x73] = [
    '厂', '乛', '乚', '乙', '亻', '冂', '𠘨', '刀', '刂', '卜', '㔾', '小', '尐', '兀', '尣', '尢',
    '𡯂', '巳', '幺', '彑', '彐', '忄', '心', '扌', '攵', '\u{2E9A}', '旡', '日', '月', '歺', '母', '民',
    '氵', '氺', '灬', '爫', '爬', '丬', '牛', '犭', '王', '𤴔', '目', '示', '礻', '𥫗', '糹', '纟',
    '罓', '罒', '㓁', '冗', '𦉫', '羊', '𦍌', '𦍋', '耂', '肀', '聿', '肉', '𦥑', '艹', '艺', '艻',
    '虎', '衤', '覀', '西', '见', '角', '𧢲', '讠', '贝', '𧾷', '车', '辶', '辷', '辸', '邑', '钅',
    '長', '镸', '长', '门', '𨸏', '阝', '雨', '青', '韦', '页', '风', '飞', '食', '𩙿', '飠', '饣',
    '𩠐', '马', '骨', '鬼', '鱼', '鸟', '卤', '麦', '黄', '黾', '斉', '齐', '歯', '齿', '竜', '龙',
    '龜', '亀', '龟',
];
