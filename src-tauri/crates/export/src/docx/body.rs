//! Paragraphs, tables and footnotes.

use std::fmt::Write as _;

use tadori_notes::is_harmless;

use super::run;
use crate::Style;
use crate::clean::{clean, line};
use crate::note::{Block, Inline};
use crate::report::{Cell, Column, ColumnKind, Excerpt, Row, Source, Table};
use crate::width::width;
use crate::write::about;

/// Width of the text on a page, in twentieths of a point.
const PAGE: usize = 9070;
/// Half-width characters beyond which a column gets no wider.
const LONG: usize = 60;
const LINK: &str = "<w:rStyle w:val=\"Hyperlink\"/>";
/// A mark over the words: a colour, and a line for those who print in black.
const MARK: &str = "<w:u w:val=\"single\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF3A0\"/>";

/// XML that is being written, and the addresses that it refers to by number (from 1).
#[derive(Default)]
pub(super) struct Body {
    xml: String,
    pub(super) links: Vec<String>,
}

impl Body {
    /// What was written since this was last asked.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.xml)
    }

    /// A paragraph of plain text.
    pub(super) fn paragraph(&mut self, style: &str, text: &str) {
        self.runs(style, "", &run("", text));
    }

    fn runs(&mut self, style: &str, properties: &str, runs: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>");
    }

    /// Runs that lead to an address; plain where it may not be followed.
    fn link(&mut self, url: &str, runs: &str) -> String {
        if !is_harmless(url) {
            return runs.to_owned();
        }
        self.links.push(url.to_owned());
        format!("<w:hyperlink r:id=\"link{}\" w:history=\"1\">{runs}</w:hyperlink>", self.links.len())
    }

    /// A quote in a box with a footnote, and its note.
    pub(super) fn excerpt(&mut self, number: usize, excerpt: &Excerpt) {
        let about = about(excerpt);
        let label = format!("{}{}", run("<w:b/>", &format!("抜粋{number}")), run("", &format!("　{about}")));
        self.runs("About", "<w:keepNext/>", &label);
        let quote = clean(&excerpt.quote);
        let quote = quote.trim_matches('\n');
        let last = quote.split('\n').count() - 1;
        for (index, text) in quote.split('\n').enumerate() {
            let mut runs = String::new();
            if index == 0 {
                let _ = write!(runs, "<w:bookmarkStart w:id=\"{number}\" w:name=\"tadori_{number}\"/>");
            }
            runs.push_str(&run("", text));
            if index == last {
                let _ = write!(
                    runs,
                    "<w:bookmarkEnd w:id=\"{number}\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                     <w:footnoteReference w:id=\"{number}\"/></w:r>"
                );
            }
            self.runs("Quote", "", &runs);
        }
        self.note(&crate::note::read(&excerpt.note));
    }

    /// The footnote of a quote: where it is from, with the link.
    pub(super) fn footnote(&mut self, number: usize, citation: &str, excerpt: &Excerpt) {
        let cited = self.link(&excerpt.link, &run(LINK, citation));
        let file = format!("　ファイル：{}（BLAKE3 {}）", line(&excerpt.source.file), line(&excerpt.source.hash));
        let _ = write!(self.xml, "<w:footnote w:id=\"{number}\">");
        let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        let small = "<w:color w:val=\"595959\"/><w:sz w:val=\"14\"/><w:szCs w:val=\"14\"/>";
        self.runs("FootnoteText", "", &format!("{mark}{}{cited}{}", run("", " "), run(small, &file)));
        self.xml.push_str("</w:footnote>");
    }

    /// A note, rendered.
    pub(super) fn note(&mut self, blocks: &[Block]) {
        self.blocks(blocks, 0, "");
    }

    /// `depth`: how far it is indented; `mark`: what stands before the first paragraph of an item.
    fn blocks(&mut self, blocks: &[Block], depth: usize, mark: &str) {
        let mut mark = mark;
        for block in blocks {
            let hanging = if mark.is_empty() { 0 } else { 420 };
            let indent = format!("<w:ind w:left=\"{}\" w:hanging=\"{hanging}\"/>", depth * 420);
            let marked = if mark.is_empty() { String::new() } else { run("", &format!("{mark}\t")) };
            match block {
                Block::Paragraph(runs) => {
                    let runs = self.inline(runs, "");
                    self.runs("Note", &indent, &format!("{marked}{runs}"));
                }
                Block::Heading(runs) => {
                    let runs = self.inline(runs, "<w:b/>");
                    self.runs("Note", &format!("<w:keepNext/>{indent}"), &format!("{marked}{runs}"));
                }
                Block::Code(code) => self.runs("Code", &indent, &format!("{marked}{}", run("", code))),
                Block::Rule => self.runs(
                    "Note",
                    "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"767676\"/></w:pBdr>",
                    "",
                ),
                Block::Quote(blocks) => self.blocks(blocks, depth + 1, ""),
                Block::List { first, items } => {
                    for (index, item) in items.iter().enumerate() {
                        let mark = first.map_or_else(|| "・".to_owned(), |n| format!("{}.", n + index as u64));
                        self.blocks(item, depth + 1, &mark);
                    }
                }
                Block::Table(rows) => {
                    let most = rows.iter().map(Vec::len).max().unwrap_or_default();
                    let widths = vec![PAGE / most.max(1); most];
                    self.begin_table(&widths);
                    for (index, row) in rows.iter().enumerate() {
                        self.begin_row(index == 0);
                        for (column, width) in widths.iter().enumerate() {
                            let runs = row.get(column).map(|runs| self.inline(runs, "")).unwrap_or_default();
                            self.cell(*width, index == 0, false, &runs);
                        }
                        self.xml.push_str("</w:tr>");
                    }
                    self.end_table();
                }
            }
            mark = "";
        }
    }

    fn inline(&mut self, runs: &[Inline], properties: &str) -> String {
        let mut out = String::new();
        for inline in runs {
            let mut own = String::new();
            // In the order that the schema asks for.
            if inline.link.is_some() {
                own.push_str(LINK);
            }
            if inline.code {
                own.push_str("<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:eastAsia=\"BIZ UDゴシック\"/>");
            }
            if inline.bold || properties == "<w:b/>" {
                own.push_str("<w:b/>");
            }
            if inline.italic {
                // Japanese has no italics: dots over the characters.
                own.push_str("<w:em w:val=\"dot\"/>");
            }
            if inline.struck {
                own.insert_str(own.find("<w:em").unwrap_or(own.len()), "<w:strike/>");
            }
            let written = run(&own, &inline.text);
            match &inline.link {
                Some(url) => out.push_str(&self.link(url, &written)),
                None => out.push_str(&written),
            }
        }
        out
    }

    /// A table under a heading; its head is repeated on each page.
    pub(super) fn table(&mut self, table: &Table) {
        self.paragraph("Heading1", &table.title);
        self.note(&crate::note::read(&table.introduction));
        if table.columns.is_empty() {
            return;
        }
        let links = table.has_links();
        let widths = widths(table, links);
        self.begin_table(&widths);
        self.begin_row(true);
        for (column, width) in table.columns.iter().zip(&widths) {
            self.cell(*width, true, false, &run("", &column.title));
        }
        if links {
            self.cell(widths[table.columns.len()], true, false, &run("", "リンク"));
        }
        self.xml.push_str("</w:tr>");
        for row in &table.rows {
            self.row(table, row, &widths, links);
        }
        self.end_table();
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[usize], links: bool) {
        self.begin_row(false);
        for ((column, cell), width) in table.cells(row).zip(widths) {
            let runs = match cell {
                Cell::Link { text, url } => self.link(url, &run(LINK, text)),
                Cell::Marked(runs) => {
                    runs.iter().map(|r| run(if r.marked { MARK } else { "" }, &r.text)).collect::<String>()
                }
                cell => run("", &cell.plain()),
            };
            self.cell(*width, false, column.kind.is_number(), &runs);
        }
        if links {
            let url = row.link.as_deref().unwrap_or_default();
            let runs = if url.is_empty() { String::new() } else { self.link(url, &run(LINK, "開く")) };
            self.cell(widths[table.columns.len()], false, false, &runs);
        }
        self.xml.push_str("</w:tr>");
    }

    fn begin_table(&mut self, widths: &[usize]) {
        self.xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>");
        self.xml.push_str("<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
        for width in widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
    }

    fn begin_row(&mut self, head: bool) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
        self.xml.push_str(if head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
    }

    fn cell(&mut self, width: usize, head: bool, right: bool, runs: &str) {
        let shade = if head { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EEF7\"/>" } else { "" };
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>");
        let align = if right { "<w:jc w:val=\"right\"/>" } else { "" };
        self.runs(if head { "CellHead" } else { "Cell" }, align, runs);
        self.xml.push_str("</w:tc>");
    }

    /// Word wants a paragraph between two tables.
    fn end_table(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.paragraph("Note", "");
    }

    /// The list of sources.
    pub(super) fn sources(&mut self, sources: &[&Source]) {
        if sources.is_empty() {
            return;
        }
        let rows = sources.iter().map(|source| {
            let url = source
                .url
                .as_ref()
                .map_or(Cell::Empty, |url| Cell::Link { text: "原文".to_owned(), url: url.clone() });
            let cited = Style::Ministry.cite(source, None, "");
            let cells = vec![Cell::Text(cited), Cell::Text(source.file.clone()), Cell::Text(source.hash.clone()), url];
            Row { cells, link: None }
        });
        let columns = [
            ("出典", ColumnKind::Text),
            ("ファイル", ColumnKind::Text),
            ("BLAKE3", ColumnKind::Text),
            ("原文", ColumnKind::Link),
        ];
        self.table(&Table {
            title: "出典一覧".to_owned(),
            introduction: String::new(),
            columns: columns.map(|(title, kind)| Column::new(title, kind)).to_vec(),
            rows: rows.collect(),
        });
    }

    /// The tags, each with its excerpts.
    pub(super) fn tags(&mut self, tags: &[(&str, Vec<usize>)]) {
        if tags.is_empty() {
            return;
        }
        let rows = tags.iter().map(|(tag, numbers)| {
            let list: Vec<String> = numbers.iter().map(|n| format!("抜粋{n}")).collect();
            let count = Cell::Integer(i64::try_from(numbers.len()).unwrap_or(i64::MAX));
            Row { cells: vec![Cell::Text((*tag).to_owned()), count, Cell::Text(list.join("、"))], link: None }
        });
        let columns = [("タグ", ColumnKind::Text), ("件数", ColumnKind::Integer), ("抜粋", ColumnKind::Text)];
        self.table(&Table {
            title: "タグ一覧".to_owned(),
            introduction: String::new(),
            columns: columns.map(|(title, kind)| Column::new(title, kind)).to_vec(),
            rows: rows.collect(),
        });
    }
}

/// How a table shares the width of the page, in twentieths of a point: figures and dates get what they need, words share
/// the rest by their length.
fn widths(table: &Table, links: bool) -> Vec<usize> {
    let mut wide: Vec<usize> = table.columns.iter().map(|c| width(&c.title)).collect();
    for row in &table.rows {
        for (wide, (_, cell)) in wide.iter_mut().zip(table.cells(row)) {
            *wide = (*wide).max(width(&cell.plain()).min(LONG));
        }
    }
    let is_fixed = |c: &Column| c.kind.is_number() || matches!(c.kind, ColumnKind::Date | ColumnKind::Link);
    let mut fixed: Vec<bool> = table.columns.iter().map(is_fixed).collect();
    wide.extend(links.then_some(6));
    fixed.extend(links.then_some(true));
    // A half-width character of a cell's font, and the space at its sides.
    let needed: Vec<usize> = wide.iter().map(|wide| wide * 100 + 260).collect();
    let sum = |want: bool| needed.iter().zip(&fixed).filter(|(_, f)| **f == want).map(|(n, _)| n).sum::<usize>();
    let (figures, words) = (sum(true), sum(false));
    if words == 0 || figures > PAGE * 2 / 3 {
        return needed.iter().map(|n| PAGE * n / (figures + words).max(1)).collect();
    }
    needed.iter().zip(&fixed).map(|(n, fixed)| if *fixed { *n } else { (PAGE - figures) * n / words }).collect()
}
