//! Excel: a sheet of excerpts, one of sources, one a table; typed figures and dates, heads that stay, filters.

use std::collections::HashSet;
use std::io::Write;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};
use tadori_notes::is_harmless;
use tadori_text::PartialDate;

use crate::clean::clean;
use crate::columns::{self, DATE_AT, HEADS, LINK_AT, NUMBER_AT, Path, QUOTE_AT, QUOTE_ON, URL_AT};
use crate::report::{Cell, Column, ColumnKind, Part, Row, Source, Table};
use crate::width::width;
use crate::write::Job;
use crate::{Error, Style};

/// UTF-16 units that a cell holds; Excel's own limit is 32,767.
const LONGEST: usize = 32_000;
/// Rows that a sheet holds, the head among them.
const MOST_ROWS: usize = 1_048_576;
/// Addresses that a sheet may have; what is more is plain text.
const MOST_LINKS: usize = 65_530;
/// Characters that an address may have; a longer one is plain text.
const LONGEST_LINK: usize = 2_000;
/// The last column of excerpts that is printed: the source.
const PRINTED: u16 = 6;
/// The widest a column gets by itself, in half-width characters.
const WIDEST: usize = 60;

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Failed { format: "xlsx", detail: error.to_string() }
    }
}

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let report = job.report;
    let mut book = Book { workbook: Workbook::new(), formats: Formats::new(), names: HashSet::new() };
    let tables = report.parts.iter().any(|p| matches!(p, Part::Table(_)));
    if report.excerpts().next().is_some() || !tables {
        book.excerpts(job)?;
        book.sources(&report.sources())?;
    }
    for part in &report.parts {
        if let Part::Table(table) = part {
            book.table(table)?;
        }
        job.steps.step()?;
    }
    out.write_all(&book.workbook.save_to_buffer()?)?;
    Ok(())
}

struct Formats {
    head: Format,
    text: Format,
    integer: Format,
    yen: Format,
    date: Format,
    score: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new()
            .set_font_name("游ゴシック")
            .set_font_size(10)
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Hair);
        let right = text.clone().set_align(FormatAlign::Right);
        Self {
            head: text.clone().set_bold().set_background_color(Color::RGB(0x00E8_EEF7)).set_border(FormatBorder::Thin),
            integer: right.clone().set_num_format("#,##0"),
            yen: right.clone().set_num_format("#,##0\"円\""),
            score: right.set_num_format("0.00"),
            date: text.clone().set_num_format("yyyy/mm/dd").set_align(FormatAlign::Left),
            link: text
                .clone()
                .set_font_color(Color::RGB(0x0000_17C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            text,
        }
    }
}

struct Book {
    workbook: Workbook,
    formats: Formats,
    /// Names of the sheets, in lower case: Excel tells them apart without it.
    names: HashSet<String>,
}

impl Book {
    fn excerpts(&mut self, job: &Job<'_>) -> Result<(), Error> {
        check_rows("抜粋", job.report.excerpts().count())?;
        // Columns that only a quote too long for one cell needs.
        let most = job.report.excerpts().map(|e| pieces(&clean(&e.quote)).len()).max().unwrap_or(1);
        let mut heads: Vec<(&str, usize)> = HEADS.map(|(title, wide)| (title, usize::from(wide))).to_vec();
        heads.extend((1..most).map(|_| (QUOTE_ON, WIDEST)));
        let name = self.name("抜粋");
        let sheet = self.workbook.add_worksheet();
        let mut links = 0;
        begin(sheet, &name, &heads, &self.formats)?;
        let (mut number, mut path) = (0, Path::default());
        for part in &job.report.parts {
            path.pass(part);
            let Part::Excerpt(excerpt) = part else { continue };
            number += 1;
            let row = number as u32;
            let cells = columns::cells(job, number, &path.titles(), excerpt);
            let heights = cells.iter().zip(&heads).map(|(text, head)| lines(text, head.1));
            sheet.set_row_height(row, height(heights))?;
            for (at, text) in cells.iter().enumerate() {
                let column = at as u16;
                match at {
                    NUMBER_AT => {
                        sheet.write_number_with_format(row, column, number as f64, &self.formats.integer)?;
                    }
                    QUOTE_AT => {
                        for (index, piece) in pieces(&clean(text)).into_iter().enumerate() {
                            let column = if index == 0 { column } else { (HEADS.len() + index - 1) as u16 };
                            sheet.write_string_with_format(row, column, piece, &self.formats.text)?;
                        }
                    }
                    DATE_AT => date(sheet, row, column, text, &self.formats)?,
                    LINK_AT | URL_AT => link(sheet, row, column, text, text, &mut links, &self.formats)?,
                    _ => {
                        sheet.write_string_with_format(row, column, first(&clean(text)), &self.formats.text)?;
                    }
                }
            }
        }
        // What goes on paper; all nineteen columns on one page could not be read.
        sheet.set_print_area(0, 0, number as u32, PRINTED)?;
        end(sheet, number, heads.len())
    }

    fn sources(&mut self, sources: &[&Source]) -> Result<(), Error> {
        let column = |title, kind| Column::new(title, kind);
        let text = |text: &str| Cell::Text(text.to_owned());
        let maybe = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, |t| Cell::Text(t.clone()));
        let rows = sources.iter().map(|source| {
            let date = match (source.draft, &source.decided_on) {
                (true, _) => Cell::Text("案・日付未定".to_owned()),
                (false, Some(date)) => Cell::Date(date.clone()),
                (false, None) => Cell::Empty,
            };
            let url = source.url.as_ref().map_or(Cell::Empty, |url| Cell::Link { text: url.clone(), url: url.clone() });
            let cited = Style::Ministry.cite(source, None, "");
            let body = if source.draft { Cell::Empty } else { maybe(&source.decided_by) };
            let cells = vec![
                Cell::Text(cited),
                text(&source.title),
                maybe(&source.edition),
                date,
                body,
                maybe(&source.issuer),
                text(&source.file),
                text(&source.hash),
                url,
            ];
            Row { cells, link: None }
        });
        let table = Table {
            title: "出典".to_owned(),
            introduction: String::new(),
            columns: vec![
                column("出典", ColumnKind::Text),
                column("題名", ColumnKind::Text),
                column("版", ColumnKind::Text),
                column("決定日", ColumnKind::Date),
                column("決定主体", ColumnKind::Text),
                column("作成主体", ColumnKind::Text),
                column("ファイル", ColumnKind::Text),
                column("ファイルのハッシュ（BLAKE3）", ColumnKind::Text),
                column("原文のURL", ColumnKind::Link),
            ],
            rows: rows.collect(),
        };
        self.table(&table)
    }

    fn table(&mut self, table: &Table) -> Result<(), Error> {
        check_rows(&table.title, table.rows.len())?;
        let name = self.name(&table.title);
        let sheet = self.workbook.add_worksheet();
        let has_links = table.has_links();
        let mut heads: Vec<(&str, usize)> =
            table.columns.iter().map(|c| (c.title.as_str(), width(&c.title) + 3)).collect();
        for row in &table.rows {
            for (head, (_, cell)) in heads.iter_mut().zip(table.cells(row)) {
                // An amount has 円 after it.
                let more = if matches!(cell, Cell::Yen(_)) { 4 } else { 2 };
                head.1 = head.1.max((width(&cell.plain()) + more).min(WIDEST));
            }
        }
        heads.extend(has_links.then_some(("リンク", 24)));
        begin(sheet, &name, &heads, &self.formats)?;
        let mut links = 0;
        for (index, row) in table.rows.iter().enumerate() {
            let at = index as u32 + 1;
            let heights = table.cells(row).zip(&heads).map(|((_, cell), head)| lines(&cell.plain(), head.1));
            sheet.set_row_height(at, height(heights))?;
            for (column, (_, cell)) in table.cells(row).enumerate() {
                write_cell(sheet, at, column as u16, cell, &mut links, &self.formats)?;
            }
            if has_links {
                let url = row.link.as_deref().unwrap_or_default();
                link(sheet, at, table.columns.len() as u16, url, url, &mut links, &self.formats)?;
            }
        }
        end(sheet, table.rows.len(), heads.len())
    }

    /// A name for a sheet as Excel allows it, not taken yet.
    fn name(&mut self, title: &str) -> String {
        let allowed: String = clean(title).chars().filter(|c| !"[]:*?/\\\n\t'".contains(*c)).collect();
        let wanted = if allowed.trim().is_empty() { "表" } else { allowed.trim() };
        for number in 1.. {
            let end = if number == 1 { String::new() } else { format!("（{number}）") };
            // Excel counts UTF-16 units; 31 are allowed.
            let name = format!("{}{end}", start(wanted, 31 - end.chars().count()));
            if !name.eq_ignore_ascii_case("history") && self.names.insert(name.to_lowercase()) {
                return name;
            }
        }
        wanted.to_owned()
    }
}

fn check_rows(title: &str, rows: usize) -> Result<(), Error> {
    if rows < MOST_ROWS {
        return Ok(());
    }
    let advice = "export it as csv, or fewer at a time";
    Err(Error::TooLarge { what: format!("{title} with {rows} rows"), format: "xlsx", advice })
}

fn begin(sheet: &mut Worksheet, name: &str, heads: &[(&str, usize)], formats: &Formats) -> Result<(), Error> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    for (column, (title, wide)) in heads.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, first(&clean(title)), &formats.head)?;
        sheet.set_column_width(column as u16, *wide as f64)?;
    }
    Ok(())
}

fn end(sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), Error> {
    if columns > 0 {
        sheet.autofilter(0, 0, rows as u32, columns as u16 - 1)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    links: &mut usize,
    formats: &Formats,
) -> Result<(), Error> {
    match cell {
        Cell::Integer(n) => {
            sheet.write_number_with_format(row, column, *n as f64, &formats.integer)?;
        }
        Cell::Yen(n) => {
            sheet.write_number_with_format(row, column, *n as f64, &formats.yen)?;
        }
        Cell::Score(score) => {
            sheet.write_number_with_format(row, column, *score, &formats.score)?;
        }
        Cell::Date(value) => date(sheet, row, column, value.as_str(), formats)?,
        Cell::Link { text, url } => link(sheet, row, column, url, text, links, formats)?,
        Cell::Marked(runs) if runs.len() > 1 && runs.iter().all(|r| !clean(&r.text).is_empty()) => {
            let plain = Format::new().set_font_name("游ゴシック").set_font_size(10);
            let marked = plain.clone().set_font_color(Color::RGB(0x00C7_4700)).set_bold();
            let texts: Vec<_> =
                runs.iter().map(|r| (clean(&r.text), if r.marked { &marked } else { &plain })).collect();
            let rich: Vec<(&Format, &str)> = texts.iter().map(|(text, format)| (*format, text.as_ref())).collect();
            sheet.write_rich_string_with_format(row, column, &rich, &formats.text)?;
        }
        cell => {
            sheet.write_string_with_format(row, column, first(&clean(&cell.plain())), &formats.text)?;
        }
    }
    Ok(())
}

/// Lines that a text takes in a column so wide; a little less fits than its width says.
fn lines(text: &str, wide: usize) -> usize {
    text.lines().map(|line| (width(line) + 1).div_ceil(wide.saturating_sub(2).max(1)).max(1)).sum()
}

/// The height of a row in points, for the tallest of its cells; Excel allows no more than 409.
fn height(lines: impl Iterator<Item = usize>) -> f64 {
    let most = lines.max().unwrap_or(1).clamp(1, 26);
    most as f64 * 15.0 + 3.0
}

/// A whole date as a date, another one as it is.
fn date(sheet: &mut Worksheet, row: u32, column: u16, text: &str, formats: &Formats) -> Result<(), Error> {
    let whole = text.parse::<PartialDate>().ok().filter(|d| d.as_str().len() == 10);
    // Excel knows no day before 1900.
    match whole.and_then(|d| ExcelDateTime::parse_from_str(d.as_str()).ok()) {
        Some(date) => {
            sheet.write_datetime_with_format(row, column, &date, &formats.date)?;
        }
        None => {
            sheet.write_string_with_format(row, column, first(&clean(text)), &formats.text)?;
        }
    }
    Ok(())
}

fn link(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    url: &str,
    text: &str,
    links: &mut usize,
    formats: &Formats,
) -> Result<(), Error> {
    if is_harmless(url) && url.contains("://") && url.len() <= LONGEST_LINK && *links < MOST_LINKS {
        *links += 1;
        let shown = Url::new(url).set_text(first(&clean(text)));
        sheet.write_url_with_format(row, column, shown, &formats.link)?;
    } else {
        sheet.write_string_with_format(row, column, first(&clean(text)), &formats.text)?;
    }
    Ok(())
}

/// The beginning of a text, in UTF-16 units.
fn start(text: &str, units: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > units
    });
    &text[..end.map_or(text.len(), |e| e.0)]
}

/// What of a text fits into one cell; a quote goes on in others, a note does not.
fn first(text: &str) -> String {
    let part = start(text, LONGEST);
    if part.len() == text.len() { text.to_owned() } else { format!("{part}…（以下略）") }
}

/// A text in pieces that fit into cells.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    loop {
        let part = start(text, LONGEST);
        pieces.push(part);
        text = &text[part.len()..];
        if text.is_empty() {
            return pieces;
        }
    }
}
