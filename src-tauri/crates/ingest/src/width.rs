//! How wide a text is in print: the right margin of a page shows in columns, not in characters.

/// Columns of a character: 2 for a full-width one, 1 for Latin and half-width kana.
pub(crate) const fn columns(c: char) -> u32 {
    match c {
        '\u{0}'..='\u{1F}' | '\u{7F}' => 0,
        '\u{20}'..='\u{2FF}' | '\u{FF61}'..='\u{FF9F}' => 1,
        _ => 2,
    }
}

/// Columns of a text.
pub(crate) fn width(text: &str) -> u32 {
    text.chars().map(columns).fold(0, u32::saturating_add)
}

/// A character of Japanese text, between which a line wrap leaves no space.
pub(crate) const fn is_wide(c: char) -> bool {
    columns(c) == 2
}

/// What a wrap between `before` and `after` stood for: nothing in Japanese, a space between Latin words.
pub(crate) fn wrap_glue(before: char, after: char) -> &'static str {
    let word = |c: char| !is_wide(c);
    if word(before)
        && word(after)
        && before != '-'
        && before != '/'
        && !before.is_whitespace()
        && !after.is_whitespace()
    {
        " "
    } else {
        ""
    }
}
