//! Text that every format can hold.

use std::borrow::Cow;

/// Line ends as `\n`, and spaces for the characters that XML forbids: it has no way to write them, not even escaped.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let bad = |c: char| (c < ' ' && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let ends = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}'], "\n");
    Cow::Owned(ends.replace(bad, " "))
}

/// [`clean`], on one line.
pub(crate) fn line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// [`clean`], with the characters escaped that mean something in XML and HTML, also inside quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_goes_and_lines_stay() {
        assert_eq!(clean("一\r\n二\r三\u{0}\u{7}\u{fffe}𠮷\t四"), "一\n二\n三   𠮷\t四");
        assert!(matches!(clean("髙①㈱"), Cow::Borrowed(_)));
        assert_eq!(line("一\n二\t三"), "一 二 三");
        assert_eq!(escape("<a href='x'>\"&\u{1}</a>"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp; &lt;/a&gt;");
    }
}
