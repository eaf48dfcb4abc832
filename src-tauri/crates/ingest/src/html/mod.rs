//! Web pages: headings, paragraphs, items and rows as a browser shows them.
//!
//! The source is written here, a paragraph a line, because that of the page is markup. What a browser puts before the
//! items of a list stands in the text. Scripts, styles and forms are left out; navigation and the foot of the page are
//! furniture. A table with tables or headings inside is a frame around them; any other is rows.

mod table;

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};
use tadori_text::{BlockKind, Document};

use self::table::Table;
use crate::Error;
use crate::draft::{Draft, Paragraph};
use crate::width::wrap_glue;

/// Bytes that a page may have (32 MiB): markup takes some ten times its size in memory.
const LARGEST: usize = 32 << 20;

/// Elements inside one another: browsers stop at 512, and the time that html5ever takes grows with the square.
const DEEPEST: usize = 20_000;

/// Elements that have no end, and those whose end need not be written.
const WITHOUT_END: [&str; 36] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr", "frame", "keygen",
];

/// How deep the elements of a page stand inside one another, about, without parsing it.
fn deepest(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        let (end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = tag[..length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || WITHOUT_END.contains(&name.as_str()) {
            continue;
        }
        if end {
            depth = depth.saturating_sub(1);
        } else if name == "script" || name == "style" {
            // What looks like a tag there is none.
            rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at + 2..]);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Reads a page.
pub(crate) fn read(text: &str) -> Result<Document, Error> {
    if text.len() > LARGEST {
        return Err(Error::Limit {
            what: format!("the page has {} bytes, more than the {LARGEST} that are read", text.len()).into(),
            advice: "save it as text (.txt) or PDF".into(),
        });
    }
    if deepest(text) > DEEPEST {
        return Err(Error::Limit {
            what: format!("its elements stand inside one another more than {DEEPEST} deep, as no page is written")
                .into(),
            advice: "open it in a browser and save it as text (.txt) or PDF".into(),
        });
    }
    let html = Html::parse_document(text);
    let mut page = Page::default();
    let mut title = String::new();
    // Without recursion: a hostile page nests as deep as it likes.
    for edge in html.root_element().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if page.in_title => title.push_str(text),
                Node::Text(text) => page.text(text),
                _ => {
                    if let Some(element) = ElementRef::wrap(node) {
                        page.open(element);
                    }
                }
            },
            Edge::Close(node) => {
                if let Some(element) = ElementRef::wrap(node) {
                    page.close(element);
                }
            }
        }
    }
    page.flush();
    let mut document = page.draft.finish(false);
    if document.metadata.title.is_empty() {
        document.metadata.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    Ok(document)
}

/// A list that is open: how its items are counted.
#[derive(Debug)]
struct List {
    ordered: bool,
    next: i64,
}

/// The page so far.
#[derive(Default)]
struct Page {
    draft: Draft,
    /// The paragraph that is being filled.
    text: String,
    /// White space stands before the next letter; it came with a line end.
    space: Option<bool>,
    level: Option<u8>,
    caption: bool,
    pre: bool,
    in_title: bool,
    /// Depth of what is not for reading, of furniture, of the main part.
    hidden: usize,
    furniture: usize,
    main: usize,
    lists: Vec<List>,
    /// The mark of the item that begins.
    mark: Option<String>,
    /// Inside an item.
    items: usize,
    tables: Vec<Table>,
}

impl Page {
    fn open(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if name == "title" && self.hidden == 1 {
            self.in_title = true;
        }
        self.hidden += usize::from(is_hidden(element));
        if self.hidden > 0 {
            return;
        }
        if name == "br" {
            self.text.push('\n');
            self.space = None;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        self.main += usize::from(matches!(name, "main" | "article"));
        self.furniture += usize::from(is_furniture(element) && self.main == 0);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.level = name[1..].parse().ok(),
            "caption" | "figcaption" => self.caption = true,
            "pre" => self.pre = true,
            "ul" | "ol" => {
                let next = element.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
                self.lists.push(List { ordered: name == "ol", next });
            }
            "li" => self.begin_item(element),
            "table" => self.tables.push(Table::new(element)),
            "tr" => self.with_table(Table::begin_row),
            "td" | "th" => self.with_table(|table| table.begin_cell(element)),
            _ => {}
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if name == "title" {
            self.in_title = false;
        }
        if self.hidden > 0 {
            self.hidden -= usize::from(is_hidden(element));
            return;
        }
        if is_block(name) {
            self.flush();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.level = None,
            "caption" | "figcaption" => self.caption = false,
            "pre" => self.pre = false,
            "ul" | "ol" => drop(self.lists.pop()),
            "li" => {
                self.items -= usize::from(self.items > 0);
                self.mark = None;
            }
            "td" | "th" => self.with_table(Table::end_cell),
            "tr" => {
                if let Some(row) = self.tables.last_mut().and_then(Table::end_row) {
                    self.push(Paragraph::new(BlockKind::TableRow, row));
                }
            }
            "table" => drop(self.tables.pop()),
            _ => {}
        }
        self.furniture -= usize::from(is_furniture(element) && self.main == 0 && self.furniture > 0);
        self.main -= usize::from(matches!(name, "main" | "article"));
    }

    fn begin_item(&mut self, element: ElementRef<'_>) {
        self.items += 1;
        self.mark = self.lists.last_mut().map(|list| {
            if let Some(value) = element.attr("value").and_then(|v| v.parse().ok()) {
                list.next = value;
            }
            let number = list.next;
            list.next = number.saturating_add(1);
            if list.ordered { format!("{number}.") } else { "•".to_owned() }
        });
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// Adds text, with white space as a browser shows it; a line end between two wide letters is none.
    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.pre {
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                self.space = Some(self.space.unwrap_or_default() || c == '\n');
                continue;
            }
            if let Some(wrapped) = self.space.take()
                && let Some(before) = self.text.chars().next_back().filter(|&before| before != '\n')
            {
                self.text.push_str(if wrapped { wrap_glue(before, c) } else { " " });
            }
            self.text.push(c);
        }
    }

    fn flush(&mut self) {
        self.space = None;
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let mark = self.mark.take();
        if let Some(table) = self.tables.last_mut().filter(|t| !t.frames && !self.caption) {
            table.add(mark.as_deref(), &text);
            return;
        }
        let kind = match self.level {
            Some(_) => BlockKind::Heading,
            None if self.caption => BlockKind::Caption,
            None if self.items > 0 => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        let number = mark.as_ref().map(String::len);
        let text = mark.map_or(text.clone(), |mark| format!("{mark} {}", text.trim_start()));
        self.push(Paragraph { level: self.level, number, ..Paragraph::new(kind, text) });
    }

    fn push(&mut self, paragraph: Paragraph) {
        // The title of the site is a heading wherever it stands.
        let furniture = self.furniture > 0 && paragraph.level != Some(1);
        let kind = if furniture { BlockKind::Furniture } else { paragraph.kind };
        let level = paragraph.level.filter(|_| !furniture);
        self.draft.push(&Paragraph { kind, level, ..paragraph });
    }
}

/// What no reader sees.
fn is_hidden(element: ElementRef<'_>) -> bool {
    const NAMES: [&str; 19] = [
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button",
        "input", "textarea", "audio", "video", "canvas", "datalist", "rt", "rp",
    ];
    NAMES.contains(&element.value().name())
        || element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|s| s.replace(' ', "").contains("display:none"))
}

/// Navigation, and the head and foot of the site.
fn is_furniture(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "nav" | "footer" | "header" | "aside")
        || matches!(element.attr("role"), Some("navigation" | "contentinfo" | "banner" | "search" | "complementary"))
}

fn is_block(name: &str) -> bool {
    const NAMES: [&str; 41] = [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "nav",
        "header",
        "footer",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "figure",
        "figcaption",
        "blockquote",
        "pre",
        "hr",
        "address",
        "details",
        "summary",
        "form",
        "fieldset",
        "center",
    ];
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests;
