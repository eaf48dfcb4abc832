//! Markdown of a note as HTML that can be shown anywhere.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html::push_html};

/// The note as HTML: the writer's own markup is shown as text, pictures as their words, links lead only where a click
/// cannot do harm, and nothing is fetched. A line break is a line break: Japanese has no space that it could stand for.
pub fn html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut dropped = Vec::new();
    let events = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            dropped.push(!is_harmless(&dest_url));
            let title = CowStr::Borrowed("");
            dropped.last().is_some_and(|d| !d).then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) => (!dropped.pop().unwrap_or(false)).then_some(Event::End(TagEnd::Link)),
        other => Some(other),
    });
    let mut out = String::new();
    push_html(&mut out, events);
    out
}

/// An address that may be followed from a text that somebody else reads: of the web, of mail, or ours.
pub fn is_harmless(link: &str) -> bool {
    let known = |url: url::Url| matches!(url.scheme(), "tadori" | "http" | "https" | "mailto");
    // The parser drops what a program that follows the link may not.
    !link.contains(|c: char| c.is_control() || c.is_whitespace()) && url::Url::parse(link).is_ok_and(known)
}

#[cfg(test)]
mod tests {
    use super::{html, is_harmless};

    #[test]
    fn markdown_is_shown() {
        assert_eq!(html("要**確認**\n次の行"), "<p>要<strong>確認</strong><br />\n次の行</p>\n");
        assert!(html("- 一\n- 二").contains("<li>二</li>"));
        assert!(html("| 年度 | 額 |\n|---|---|\n| R8 | 12億円 |").contains("<td>12億円</td>"));
    }

    #[test]
    fn nothing_of_the_writer_is_markup_and_nothing_is_fetched() {
        for (markdown, gone) in [
            ("<script>alert(1)</script>", "<script"),
            ("a <img src=x onerror=alert(1)> b", "<img"),
            ("<div\nonclick=x>\n\n</div>", "<div"),
            ("![絵](https://example.com/x.png)", "<img"),
            ("[x](javascript:alert(1))", "href"),
            ("[x](JaVaScRiPt:alert(1))", "href"),
            ("[x](data:text/html;base64,AA)", "href"),
            ("[x](file:///etc/passwd)", "href"),
            ("<javascript:alert(1)>", "href"),
            ("[x][r]\n\n[r]: vbscript:a", "href"),
            ("[x](relative)", "href"),
        ] {
            assert!(!html(markdown).contains(gone), "{markdown}: {}", html(markdown));
        }
        assert!(html("![絵の題](https://example.com/x.png)").contains("絵の題"));
        assert!(html("[x](\"><script>)").matches("<script").next().is_none());
        let link = html("[計画](tadori://open/0a1b?b=1-2&s=3-4)");
        assert!(link.contains(r#"<a href="tadori://open/0a1b?b=1-2&amp;s=3-4">計画</a>"#), "{link}");
    }

    #[test]
    fn links_lead_to_the_web_or_to_us() {
        for url in ["https://example.jp/a?b=c", "mailto:a@example.jp", "tadori://open/a?b=1-2", "HTTP://example.jp"] {
            assert!(is_harmless(url), "{url}");
        }
        for url in
            ["javascript:alert(1)", "file:///c:/a", "a.html", "", "https://a b", "data:text/html,x", "java\nscript:x"]
        {
            assert!(!is_harmless(url), "{url}");
        }
    }
}
