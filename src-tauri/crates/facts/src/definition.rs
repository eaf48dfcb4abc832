//! Names that a document gives: 国立研究開発法人日本医療研究開発機構（以下「AMED」という。）, and its tables of
//! abbreviations (AMED：国立研究開発法人…). They hold within that document.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use tadori_text::Span;

use crate::phrase;

/// A short name and what it stands for in this document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// 略称
    pub short: String,
    /// 正式名称, as printed.
    pub long: String,
}

/// A definition with the folded span of its long name and of the bracket behind it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) long: Span,
    pub(crate) bracket: Span,
    pub(crate) short: Span,
}

static HEREAFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\(([^()「」]*(?:\([^()]*\))?[^()「」]*)以下[、,]?(?:単に)?「([^「」]{1,60})」と(?:いう|する|総称する|略す|略称する|表記する|記載する|呼ぶ)[^()]{0,10}\)").expect("checked by tests")
});
/// A line of a table of abbreviations.
static TABLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[*※・]*([a-z][a-z0-9/&.-]{1,14})[::=](.{4,80})$").expect("checked by tests"));

/// The definitions of a folded text.
pub(crate) fn find(text: &str) -> Vec<Found> {
    if !text.contains("以下") {
        return TABLE
            .captures(text)
            .map(|c| {
                let (short, long) = (c.get(1).expect("group 1"), c.get(2).expect("group 2"));
                let span = |m: regex::Match<'_>| Span::new(m.start(), m.end());
                Found { long: span(long), bracket: Span::new(0, text.len()), short: span(short) }
            })
            .into_iter()
            .collect();
    }
    let found = HEREAFTER.captures_iter(text).map(|c| {
        let (whole, short) = (c.get(0).expect("group 0"), c.get(2).expect("group 2"));
        let long = phrase::before(text, whole.start());
        Found { long, bracket: Span::new(whole.start(), whole.end()), short: Span::new(short.start(), short.end()) }
    });
    found.filter(|f| !f.long.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tadori_text::normalize;

    #[test]
    fn given_names() {
        for (text, short, long) in [
            ("国は、港湾整備推進本部（以下「本部」という。）が定める", "本部", "港湾整備推進本部"),
            ("「離島交通計画」（以下「計画」という。）は", "計画", "離島交通計画"),
            ("海岸法（昭和31年法律第101号。以下「法」という。）に", "法", "海岸法"),
            ("*ABC：北方観測機構", "abc", "北方観測機構"),
        ] {
            let folded = normalize(text).text;
            let found = find(&folded);
            let [one] = found.as_slice() else { panic!("{text}: {found:?}") };
            assert_eq!((one.short.of(&folded), one.long.of(&folded)), (short, long), "{text}");
        }
    }
}
