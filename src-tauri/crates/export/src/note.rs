//! Notes: Markdown (`CommonMark` with tables) as a value that each format writes in its own way.
//!
//! HTML in a note is text, a picture is its description, and a heading is a paragraph in bold: a note stands under the
//! headings of the report and has none of its own.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;
use tadori_notes::is_harmless;

use crate::clean::clean;

/// A paragraph, list, … of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Block {
    Paragraph(Vec<Inline>),
    Heading(Vec<Inline>),
    List {
        /// The number of the first item; none for bullets.
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    Code(String),
    Rule,
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<Vec<Inline>>>),
}

/// A run of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "Markdown sets each of them by itself")]
pub(crate) struct Inline {
    /// May hold `\n`, where the line ends.
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) struck: bool,
    pub(crate) code: bool,
    /// Where it leads, if that may be followed.
    pub(crate) link: Option<String>,
}

/// Blocks inside one another; what is deeper is lifted, so that everything behind may recurse.
const DEEPEST: usize = 12;

/// Reads a note.
pub(crate) fn read(markdown: &str) -> Vec<Block> {
    let text = clean(markdown);
    let parser = Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut reader = Reader {
        open: vec![Open::Root(Vec::new())],
        inline: Vec::new(),
        run: Inline::default(),
        code: None,
        skipped: 0,
    };
    for event in parser {
        reader.take(event);
    }
    reader.finish()
}

/// What has begun and not ended.
enum Open {
    Root(Vec<Block>),
    Quote(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Table(Vec<Vec<Vec<Inline>>>),
}

struct Reader {
    open: Vec<Open>,
    /// The runs of the paragraph that has begun.
    inline: Vec<Inline>,
    /// How the next run looks.
    run: Inline,
    code: Option<String>,
    /// Quotes and lists that were begun too deep.
    skipped: usize,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text, false),
            },
            Event::Code(text) => self.text(&text, true),
            Event::SoftBreak | Event::HardBreak => self.text("\n", false),
            Event::Rule => self.block(Block::Rule),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text, false);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.begin(Open::Quote(Vec::new())),
            Tag::List(first) => self.begin(Open::List(first, Vec::new())),
            Tag::Item => {
                self.paragraph();
                if self.skipped == 0 {
                    self.open.push(Open::Item(Vec::new()));
                }
            }
            Tag::CodeBlock(_) => {
                self.paragraph();
                self.code = Some(String::new());
            }
            Tag::Table(_) => {
                self.paragraph();
                self.open.push(Open::Table(Vec::new()));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(Open::Table(rows)) = self.open.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Tag::Strong => self.run.bold = true,
            Tag::Emphasis => self.run.italic = true,
            Tag::Strikethrough => self.run.struck = true,
            Tag::Link { dest_url, .. } => self.run.link = is_harmless(&dest_url).then(|| dest_url.to_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.paragraph(),
            TagEnd::Heading(_) => {
                let runs = std::mem::take(&mut self.inline);
                self.block(Block::Heading(runs));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.block(Block::Code(code.trim_end().to_owned()));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.paragraph();
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else {
                    self.close();
                }
            }
            TagEnd::Item => {
                self.paragraph();
                if self.skipped == 0 {
                    self.close();
                }
            }
            TagEnd::Table => self.close(),
            TagEnd::TableCell => {
                let runs = std::mem::take(&mut self.inline);
                if let Some(Open::Table(rows)) = self.open.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(runs);
                }
            }
            TagEnd::Strong => self.run.bold = false,
            TagEnd::Emphasis => self.run.italic = false,
            TagEnd::Strikethrough => self.run.struck = false,
            TagEnd::Link => self.run.link = None,
            _ => {}
        }
    }

    fn begin(&mut self, open: Open) {
        self.paragraph();
        if self.skipped > 0 || self.open.len() >= DEEPEST {
            self.skipped += 1;
        } else {
            self.open.push(open);
        }
    }

    fn text(&mut self, text: &str, code: bool) {
        self.inline.push(Inline { text: text.to_owned(), code, ..self.run.clone() });
    }

    /// Ends a paragraph; the items of a tight list have none of their own.
    fn paragraph(&mut self) {
        let runs = std::mem::take(&mut self.inline);
        if runs.iter().any(|r| !r.text.trim().is_empty()) {
            self.block(Block::Paragraph(runs));
        }
    }

    fn block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Root(blocks) | Open::Quote(blocks) | Open::Item(blocks)) => blocks.push(block),
            Some(Open::List(_, items)) => items.push(vec![block]),
            Some(Open::Table(_)) | None => {}
        }
    }

    /// Ends what was begun last.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.block(Block::Quote(blocks)),
            Some(Open::List(first, items)) => self.block(Block::List { first, items }),
            Some(Open::Table(rows)) => self.block(Block::Table(rows)),
            Some(Open::Item(blocks)) => {
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Open::Root(_)) | None => {}
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.paragraph();
        while self.open.len() > 1 {
            self.close();
        }
        match self.open.pop() {
            Some(Open::Root(blocks)) => blocks,
            _ => Vec::new(),
        }
    }
}

/// The words of a note alone, a line a paragraph.
pub(crate) fn words(runs: &[Inline]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Inline {
        Inline { text: text.into(), ..Inline::default() }
    }

    #[test]
    fn a_note_is_read() {
        let blocks = read("要点は**二つ**。\n\n1. 額\n2. 時期\n   - 来年度\n\n> 引用\n\n[様式](https://example.jp)\n");
        let [
            Block::Paragraph(first),
            Block::List { first: Some(1), items },
            Block::Quote(quote),
            Block::Paragraph(last),
        ] = blocks.as_slice()
        else {
            panic!("{blocks:?}")
        };
        assert_eq!(first[1], Inline { bold: true, ..plain("二つ") });
        assert_eq!(items[0], [Block::Paragraph(vec![plain("額")])]);
        assert!(matches!(items[1].as_slice(), [Block::Paragraph(_), Block::List { first: None, .. }]));
        assert_eq!(quote.as_slice(), [Block::Paragraph(vec![plain("引用")])]);
        assert_eq!(last[0].link.as_deref(), Some("https://example.jp"));
    }

    #[test]
    fn html_is_text_and_harmful_links_lead_nowhere() {
        let blocks = read("<script>alert(1)</script>\n\na <b>b</b> [c](javascript:alert(1))");
        let text = format!("{blocks:?}");
        assert!(text.contains("<script>") && text.contains("<b>"), "{text}");
        assert!(!text.contains("javascript"), "{text}");
    }

    #[test]
    fn a_table_is_read() {
        let blocks = read("|年|額|\n|-|-|\n|令和７|1|\n");
        let [Block::Table(rows)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((rows.len(), words(&rows[1][0])), (2, "令和７".into()));
    }

    #[test]
    fn depth_is_bounded_and_no_word_is_lost() {
        let text = format!("{}深い", "> - ".repeat(500));
        let blocks = read(&text);
        let printed = format!("{blocks:?}");
        assert!(printed.contains("深い"), "{printed}");
        assert!(printed.matches("Quote(").count() <= DEEPEST);
    }

    proptest::proptest! {
        #[test]
        fn any_note_is_read(text in "[-*_>`#|\\[\\]()0-9. \n一𠮷<&~]{0,200}") {
            read(&text);
        }
    }
}
