use tadori_text::BlockKind;

use super::*;

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let document = read(text.to_owned(), &mut Vec::new());
    document.blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

#[test]
fn every_kind_of_block() {
    use BlockKind::{Footnote, Heading, Item, Paragraph, TableRow};
    let text = "\
# 第１章 総則

一行目で折り
返す本文。two
words[^1]

- 親
  - 子 `code`
    続き

| 年度 | 額 |
|---|---|
| 令和８年度 | 10億円 |
| | 空欄の隣 |

> 引用 &amp; 出典

<p>消える</p>

[^1]: 脚注の文
";
    let expected = [
        (Heading, "第１章 総則"),
        (Paragraph, "一行目で折り返す本文。two words"),
        (Item, "親"),
        (Item, "子 code続き"),
        (TableRow, "年度　額"),
        (TableRow, "令和８年度　10億円"),
        (TableRow, "空欄の隣"),
        (Paragraph, "引用 & 出典"),
        (Footnote, "脚注の文"),
    ];
    assert_eq!(blocks(text), expected.map(|(k, t)| (k, t.to_owned())));
}

#[test]
fn front_matter_counts_in_spans_and_lines() {
    let mut warnings = Vec::new();
    let text = "---\ntitle: 試しの計画\nkind: plan\ndecided_on: 2025-13-40\nother: [1]\n---\n# 見出し\n\n本文\n";
    let document = read(text.to_owned(), &mut warnings);
    assert_eq!(document.metadata.title, "試しの計画");
    assert_eq!(document.metadata.kind, Some(tadori_text::Kind::Plan));
    assert_eq!(document.metadata.decided_on, None);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    let body = &document.blocks[1];
    assert_eq!((body.text.as_str(), body.lines.first, body.parent), ("本文", 9, Some(0)));
    assert_eq!(body.span.of(document.source.text()), "本文");
}

#[test]
fn broken_front_matter_is_a_warning() {
    let mut warnings = Vec::new();
    let document = read("---\n: [\n---\n本文\n".to_owned(), &mut warnings);
    assert_eq!(document.blocks[0].text, "本文");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}
