//! The paragraphs and tables of a document, its notes and boxes, in reading order.

use std::collections::{HashMap, HashSet};

use tadori_text::BlockKind;

use super::super::xml::{Element, Space, Xml};
use super::inline::{Inline, InlineReader, NoteKind, NoteMark};
use super::numbering::Numbering;
use super::styles::{Properties, Styles, Use};
use crate::draft::Paragraph;

/// Reads the stories of a document (its body, notes, heads and feet) one after the other.
#[derive(Debug, Default)]
pub(super) struct Body<'x> {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) inline: InlineReader,
    pub(super) notes: HashMap<(NoteKind, i32), Xml<'x>>,
    /// Notes that were read: a mark may stand twice.
    told: HashSet<(NoteKind, i32)>,
    /// Inside the frame of a table of contents.
    contents: usize,
    /// A page break stands before the next paragraph.
    breaks: bool,
    /// The text of a paragraph whose end was deleted: it goes on in the next one.
    carried: String,
}

impl<'x> Body<'x> {
    /// The paragraphs inside `node`.
    pub(super) fn read(&mut self, node: Xml<'x>) -> Vec<Paragraph> {
        let mut out = Vec::new();
        self.blocks(node, &mut out);
        out
    }

    fn blocks(&mut self, node: Xml<'x>, out: &mut Vec<Paragraph>) {
        for child in node.elements() {
            match child.local() {
                "p" if child.space() == Space::Word => self.paragraph(child, out),
                "tbl" => self.table(child, out),
                "sdt" => {
                    let gallery = child.path(&["sdtPr", "docPartObj"]).and_then(|o| o.val("docPartGallery"));
                    let contents = usize::from(gallery == Some("Table of Contents"));
                    self.contents += contents;
                    if let Some(content) = child.child("sdtContent") {
                        self.blocks(content, out);
                    }
                    self.contents -= contents;
                }
                "AlternateContent" => {
                    if let Some(choice) = child.choice() {
                        self.blocks(choice, out);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(child, out),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Xml<'x>, out: &mut Vec<Paragraph>) {
        let own = node.child("pPr");
        let style = own.and_then(|p| p.val("pStyle"));
        let mut inline = Inline { text: std::mem::take(&mut self.carried), ..Inline::default() };
        let in_contents = self.contents > 0 || self.inline.in_contents();
        self.inline.read(node, &mut inline);
        if own.and_then(|p| p.path(&["rPr", "del"])).is_some() {
            self.carried = inline.text;
            return;
        }
        let properties = self.styles.resolve(style, Properties::of(own));
        let label = properties
            .list
            .filter(|&list| list != 0)
            .and_then(|list| self.numbering.next(list, properties.list_level.unwrap_or_default(), &self.styles));
        let use_ = self.styles.use_of(style);
        let contents = in_contents && self.inline.in_contents() || inline.contents || self.contents > 0;
        let kind = match use_ {
            _ if contents => BlockKind::Furniture,
            Use::Contents => BlockKind::Furniture,
            Use::Caption => BlockKind::Caption,
            _ if label.is_some() => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        let level = match use_ {
            Use::Title => Some(0),
            _ => properties.outline.filter(|&l| l < 9).map(|l| l + 1),
        };
        let mut text = String::new();
        let mut number = None;
        if let Some(label) = label.filter(|_| !inline.text.trim().is_empty()) {
            text.push_str(&label.text);
            number = Some(text.len());
            if label.parted && !inline.text.starts_with(char::is_whitespace) {
                text.push(' ');
            }
        }
        text.push_str(&inline.text);
        let starts_page = self.breaks || inline.starts_page || properties.starts_page == Some(true);
        let empty = text.trim().is_empty();
        // An empty paragraph hands its page break on.
        self.breaks = inline.ends_page || ends_section(own) || (empty && starts_page);
        out.push(Paragraph {
            kind,
            level: level.filter(|_| kind != BlockKind::Furniture && kind != BlockKind::Caption),
            number,
            starts_page,
            stands_out: false,
            text,
        });
        for mark in inline.notes {
            self.note(&mark, out);
        }
        for text_box in inline.boxes {
            self.blocks(text_box, out);
        }
    }

    /// A note, behind the paragraph that its mark stands in.
    fn note(&mut self, mark: &NoteMark, out: &mut Vec<Paragraph>) {
        let key = (mark.kind, mark.id);
        if !self.told.insert(key) {
            return;
        }
        let Some(node) = self.notes.get(&key).copied() else { return };
        let mut read = self.read(node);
        read.retain(|p| !p.text.trim().is_empty());
        for (index, mut paragraph) in read.into_iter().enumerate() {
            if index == 0 {
                let text = paragraph.text.trim_start();
                paragraph.text = if mark.mark.is_empty() { text.to_owned() } else { format!("{} {text}", mark.mark) };
            }
            out.push(Paragraph { kind: BlockKind::Footnote, level: None, number: None, ..paragraph });
        }
    }

    /// A table: a row a block; a table of single cells is a frame around its paragraphs.
    fn table(&mut self, node: Xml<'x>, out: &mut Vec<Paragraph>) {
        let mut rows = Vec::new();
        collect(node, "tr", &mut rows);
        rows.retain(|row| row.path(&["trPr", "del"]).is_none());
        let cells = |row: Xml<'x>| {
            let mut cells = Vec::new();
            collect(row, "tc", &mut cells);
            cells
        };
        if rows.iter().all(|&row| cells(row).len() <= 1) {
            for cell in rows.into_iter().flat_map(cells) {
                self.blocks(cell, out);
            }
            return;
        }
        for row in rows {
            let mut text = String::new();
            let mut notes = Vec::new();
            let before = row.child("trPr").and_then(|p| p.val("gridBefore")).map_or(0, span);
            text.push_str(&"\t".repeat(before));
            for cell in cells(row) {
                self.cell(cell, &mut text, &mut notes);
            }
            out.push(Paragraph::new(BlockKind::TableRow, text.trim_end()));
            out.append(&mut notes);
        }
    }

    /// Adds a cell and the tabs that end it, so that columns stand below one another.
    fn cell(&mut self, node: Xml<'x>, text: &mut String, notes: &mut Vec<Paragraph>) {
        let properties = node.child("tcPr");
        let merged = properties.and_then(|p| p.child("vMerge")).is_some_and(|m| m.attr("val") != Some("restart"));
        let deleted = properties.is_some_and(|p| p.child("cellDel").is_some());
        if deleted {
            return;
        }
        if !merged {
            let mut inside = Vec::new();
            self.blocks(node, &mut inside);
            let mut first = true;
            for paragraph in inside {
                if paragraph.kind == BlockKind::Footnote {
                    notes.push(paragraph);
                } else if !paragraph.text.trim().is_empty() {
                    if !std::mem::take(&mut first) {
                        text.push('\n');
                    }
                    text.push_str(&paragraph.text.trim().replace('\t', " "));
                }
            }
        }
        let columns = properties.and_then(|p| p.val("gridSpan")).map_or(1, span).max(1);
        text.push_str(&"\t".repeat(columns));
    }
}

/// Columns that a cell spans; Word allows 63.
fn span(value: &str) -> usize {
    value.parse().unwrap_or(1).min(63)
}

/// The rows of a table, the cells of a row: frames for changes and content controls stand in between.
fn collect<'x>(node: Xml<'x>, name: &str, out: &mut Vec<Xml<'x>>) {
    for child in node.elements() {
        match child.local() {
            found if found == name => out.push(child),
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => collect(child, name, out),
            "AlternateContent" => {
                if let Some(choice) = child.choice() {
                    collect(choice, name, out);
                }
            }
            _ => {}
        }
    }
}

/// Whether a section ends here and the next one begins a page.
fn ends_section(properties: Option<Xml<'_>>) -> bool {
    let section = properties.and_then(|p| p.child("sectPr"));
    section.is_some_and(|s| !matches!(s.val("type"), Some("continuous" | "nextColumn")))
}
