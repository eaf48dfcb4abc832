//! Sentences of a block's text.

use tadori_text::Span;

/// The sentences of a text: each to its 。 outside brackets, the last to the end.
pub(crate) fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '「' | '『' => depth += 1,
            '）' | ')' | '」' | '』' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => {
                found.push(Span::new(start, at + c.len_utf8()));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if !text[start..].trim().is_empty() {
        found.push(Span::new(start, text.len()));
    }
    found
}

/// What ends a clause that could be a sentence of its own.
const JOINTS: [&str; 3] = ["とともに、", "に加え、", "ほか、"];

/// The clauses of a text that could be sentences of their own: sentences, cut where とともに joins two.
pub(crate) fn clauses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let mut start = sentence.start;
        while let Some(end) =
            JOINTS.iter().filter_map(|j| Some(start + text[start..sentence.end].find(j)? + j.len())).min()
        {
            found.push(Span::new(start, end));
            start = end;
        }
        if start < sentence.end {
            found.push(Span::new(start, sentence.end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{clauses, sentences};

    #[test]
    fn joints() {
        let text = "港を直すとともに、灯台を守る。海図を改める。";
        let found: Vec<&str> = clauses(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["港を直すとともに、", "灯台を守る。", "海図を改める。"]);
    }

    #[test]
    fn ends() {
        for (text, expected) in [
            ("港を直す。灯台を守る。", &["港を直す。", "灯台を守る。"][..]),
            ("港（離島を含む。）を直す。灯台", &["港（離島を含む。）を直す。", "灯台"]),
            ("港）を直す。 ", &["港）を直す。"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
