use tadori_text::BlockKind::{self, Caption, Furniture, Heading, Item, Paragraph, TableRow};
use tadori_text::Document;

use super::{DEEPEST, read};
use crate::{Error, Format, Options};

fn told(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect()
}

#[test]
fn a_page_as_a_browser_shows_it() {
    let page = "<!DOCTYPE html><html><head><title>川の頁</title><script>var x = '見えない';</script></head><body>
        <header><h1>川の計画</h1><p>庁</p></header><nav><ul><li><a href='/'>先頭</a></li></ul></nav>
        <main><h2>１　堰</h2><p>堰を
        直し、<ruby>板<rp>（</rp><rt>いた</rt></ruby>を&nbsp;替える。<br>次の行である。</p>
        <ul><li>甲<ul><li>乙</li></ul></li></ul><ol start=3><li>丙</li><li>丁</li></ol>
        <h3>表</h3><table><caption>予算</caption><tr><th rowspan=2>年</th><th colspan=2>額</th><td>計</td></tr><tr><td>一</td><td><p>二</p><p>三</p></td><td>四</td></tr></table>
        <table><tr><td><h4>枠</h4><p>枠の中。</p></td></tr></table>
        <pre>一行
二行</pre><p style='display: none'>隠れ</p>plain <b>text</b></main>
        <footer>東京都</footer></body></html>";
    let document = read(page).unwrap();
    let expected = [
        (Heading, "川の計画"),
        (Furniture, "庁"),
        (Furniture, "• 先頭"),
        (Heading, "１　堰"),
        (Paragraph, "堰を直し、板を\u{A0}替える。"),
        (Paragraph, "次の行である。"),
        (Item, "• 甲"),
        (Item, "• 乙"),
        (Item, "3. 丙"),
        (Item, "4. 丁"),
        (Heading, "表"),
        (Caption, "予算"),
        (TableRow, "年\t額\t\t計"),
        (TableRow, "\t一\t二\n三\t四"),
        (Heading, "枠"),
        (Paragraph, "枠の中。"),
        (Paragraph, "一行二行"),
        (Paragraph, "plain text"),
        (Furniture, "東京都"),
    ];
    assert_eq!(told(&document), expected);
    let levels: Vec<u8> = document.blocks.iter().filter_map(|b| b.heading.as_ref()).map(|h| h.level).collect();
    assert_eq!(levels, [1, 2, 3, 4]);
    assert_eq!(document.metadata.title, "川の計画");
}

#[test]
fn the_charset_that_a_page_states() {
    let page = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=euc-jp'></head><body><p>川と堰</p></body></html>";
    let bytes = encoding_rs::EUC_JP.encode(page).0.into_owned();
    let ingested = crate::read("page.dat", &bytes, &Options::default()).unwrap();
    assert_eq!((ingested.format, ingested.encoding.as_deref()), (Format::Html, Some("EUC-JP")));
    assert_eq!(told(&ingested.documents[0].document), [(Paragraph, "川と堰")]);
    // A page that states another charset than it is in.
    let wrong = page.replace("euc-jp", "shift_jis");
    let ingested = crate::read("page.html", wrong.as_bytes(), &Options::default()).unwrap();
    assert_eq!(ingested.encoding.as_deref(), Some("UTF-8"));
    let named = crate::read("part.htm", "<p>川</p>".as_bytes(), &Options::default()).unwrap();
    assert_eq!(named.format, Format::Html);
}

#[test]
fn hostile_pages_end() {
    for (open, times) in [
        ("<div>", 20_000),
        ("<b>", 3_000),
        ("<table><tr><td>", 1_000),
        ("<ul><li>", 5_000),
        ("<td colspan=9999999 rowspan=99999999>", 100),
    ] {
        assert!(read(&format!("<body>{}川", open.repeat(times))).is_ok(), "{open}");
    }
    for end in ["</li>", "</td></tr></table>", "</main>", "</nav></p></ul>"] {
        assert!(read(&end.repeat(100)).is_ok(), "{end}");
    }
}

#[test]
fn a_page_that_nests_without_end_is_refused_and_others_are_not() {
    let nested = |name: &str, count: usize| format!("<p>川</p>{}", format!("<{name}>").repeat(count));
    for name in ["div", "B", "span"] {
        assert!(matches!(read(&nested(name, DEEPEST + 1)), Err(Error::Limit { .. })), "{name}");
    }
    // Not inside one another, or no elements.
    let script = format!("<script>{}</script><p>海</p>", "if (a<b) c();".repeat(DEEPEST + 1));
    for page in [nested("br", DEEPEST + 1), nested("p", DEEPEST + 1), "<div>海</div>".repeat(DEEPEST + 1), script] {
        assert!(read(&page).is_ok());
    }
}
