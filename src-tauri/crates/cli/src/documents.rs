//! `tadori documents`, `outline`, `passages`, `remove`

use serde::Serialize;
use tadori_library::tadori_facts::Strength;
use tadori_library::{BlockKind, DocumentRow, Library};

use crate::output::Output;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Id of the document, as `tadori documents` prints it.
    pub(crate) document: String,
}

#[derive(Serialize)]
struct DocumentLine<'a> {
    document: &'a str,
    file: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    draft: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_on: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fiscal_year: Option<i32>,
    blocks: u32,
    hash: &'a str,
}

pub(crate) fn list(library: &Library, output: &mut Output) -> anyhow::Result<()> {
    for row in library.documents() {
        print(output, &row)?;
    }
    Ok(())
}

/// Prints what is known of a document.
pub(crate) fn print(output: &mut Output, row: &DocumentRow) -> anyhow::Result<()> {
    let m = &row.metadata;
    let line = DocumentLine {
        document: row.id.as_str(),
        file: &row.file_name,
        title: row.title(),
        record: row.record.as_deref(),
        kind: m.kind.map(tadori_library::Kind::as_str),
        issuer: m.issuer.as_deref(),
        work: m.work.as_deref(),
        edition: m.edition.as_deref(),
        draft: m.draft,
        decided_on: m.decided_on.as_ref().map(tadori_library::PartialDate::as_str),
        decided_by: m.decided_by.as_deref(),
        fiscal_year: m.fiscal_year,
        blocks: row.blocks,
        hash: &row.hash,
    };
    output.line(&line, || {
        let date = if m.draft { "案" } else { line.decided_on.unwrap_or("") };
        format!("{}  {date:10}  {}  ({})", line.document, line.title, line.file)
    })
}

#[derive(Serialize)]
struct HeadingLine<'a> {
    document: &'a str,
    file: &'a str,
    level: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    title: &'a str,
    line_start: u32,
    line_end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_line_start: Option<u32>,
}

pub(crate) fn outline(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let document = library.document(&arguments.document)?;
    let rows = library.blocks(&document, 0, u32::MAX)?;
    for row in &rows {
        let Some(heading) = &row.block.heading else { continue };
        let line = HeadingLine {
            document: document.id.as_str(),
            file: &document.file_name,
            level: heading.level,
            number: heading.number.as_deref(),
            title: &heading.title,
            line_start: row.block.lines.first,
            line_end: row.block.lines.last,
            page: row.block.page,
            parent_line_start: row.block.parent.and_then(|p| rows.get(p)).map(|p| p.block.lines.first),
        };
        output.line(&line, || {
            let indent = "  ".repeat(usize::from(heading.level.saturating_sub(1)));
            format!("{:6}  {indent}{}", line.line_start, row.block.text)
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct PassageLine<'a> {
    passage: String,
    document: &'a str,
    file: &'a str,
    kind: BlockKind,
    section: Vec<String>,
    text: &'a str,
    line_start: u32,
    line_end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_label: Option<&'a str>,
    /// `[page, left, top, right, bottom]` in points, a box a line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    boxes: Vec<(u32, f64, f64, f64, f64)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<StatementPart<'a>>,
}

#[derive(Serialize)]
struct StatementPart<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<&'static str>,
    text: &'a str,
}

/// The name of a block: its document and its index.
pub(crate) fn passage_id(document: &DocumentRow, block: u32) -> String {
    format!("{}.{block}", document.id)
}

pub(crate) fn passages(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let document = library.document(&arguments.document)?;
    // Hundredths of a point; as f64 they print without the digits that f32 makes up.
    let points = |x: f32| (f64::from(x) * 100.0).round() / 100.0;
    let read = library.facts(Some(document.id.as_str()))?;
    let mut statements = read.iter().flat_map(|d| &d.facts.statements).peekable();
    for (row, boxes) in library.placed_blocks(&document)? {
        let mut own = Vec::new();
        while let Some(s) = statements.next_if(|s| s.block == row.ordinal as usize) {
            let strength = s.strength.map(Strength::as_str);
            own.push(StatementPart { kind: s.kind.as_str(), strength, text: s.span.of(&row.block.text) });
        }
        let boxes = boxes.iter().map(|b| {
            let r = b.rect;
            (b.page, points(r.left), points(r.top), points(r.right), points(r.bottom))
        });
        let line = PassageLine {
            passage: passage_id(&document, row.ordinal),
            document: document.id.as_str(),
            file: &document.file_name,
            kind: row.block.kind,
            section: library.section(&document, &row.block)?,
            text: &row.block.text,
            line_start: row.block.lines.first,
            line_end: row.block.lines.last,
            page: row.block.page,
            page_label: row.page_label.as_deref(),
            boxes: boxes.collect(),
            statements: own,
        };
        output.line(&line, || {
            format!("{:5}-{:<5} {:10} {}", line.line_start, line.line_end, row.block.kind.as_str(), line.text)
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct RemovedLine<'a> {
    document: &'a str,
    title: &'a str,
    blocks: u32,
    original: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    restored: Option<&'a str>,
}

pub(crate) fn remove(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let removal = library.remove(&arguments.document)?;
    let line = RemovedLine {
        document: &arguments.document,
        title: &removal.title,
        blocks: removal.blocks,
        original: removal.original,
        restored: removal.restored.as_deref(),
    };
    output.line(&line, || format!("removed {} ({} blocks)", line.title, line.blocks))
}
