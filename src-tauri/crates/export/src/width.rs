//! How wide a text is, in half-width characters.

/// Width of the longest line: a full-width character counts two.
pub(crate) fn width(text: &str) -> usize {
    let wide = |c: char| match c {
        // Marks on the character before.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{3099}'
        | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => 0,
        c if is_full(c) => 2,
        _ => 1,
    };
    text.lines().map(|line| line.chars().map(wide).sum()).max().unwrap_or(0)
}

/// Whether a character takes a whole square, by Unicode's East Asian Width; what is ambiguous does in Japanese fonts.
fn is_full(c: char) -> bool {
    match c {
        '\u{a1}'..='\u{2ff}' => "§¨°±´¶×÷".contains(c),
        '\u{0}'..='\u{a0}'
        | '\u{500}'..='\u{10ff}'
        | '\u{1160}'..='\u{200f}'
        | '\u{ff61}'..='\u{ff9f}'
        | '\u{ffe8}'..='\u{ffee}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn full_width_counts_two() {
        for (text, wide) in
            [("", 0), ("AMED", 4), ("創薬", 4), ("ﾍﾞﾝﾁｬｰ", 6), ("①㈱㎡𠮷髙", 10), ("短い\nもっと長い", 10)]
        {
            assert_eq!(width(text), wide, "{text}");
        }
    }
}
