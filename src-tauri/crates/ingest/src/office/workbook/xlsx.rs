//! Excel, Office Open XML: read by calamine, after every part was unpacked once within the limits.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Sheet, Style, Xlsx, XlsxError};
use tadori_text::{BlockKind, Document};

use super::super::package::Package;
use super::super::xml::{self, Element, Space};
use super::rows::Rows;
use super::unseen::Unseen;
use super::{Value, Workbook, has_cells, shown};
use crate::draft::Paragraph;
use crate::{Error, Warning};

const FORMAT: &str = "Excel workbook (.xlsx)";

/// Reads a workbook.
pub(in super::super) fn read(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    let mut package = Package::open(FORMAT, bytes)?;
    let unseen = guard(&mut package)?;
    let title = package.title()?;
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut workbook = Workbook::new(file.has_1904_epoch(), warnings);
    let sheets: Vec<Sheet> = file.sheets_metadata().iter().filter(|s| has_cells(s)).cloned().collect();
    let parts = sheet_parts(&mut package)?;
    for sheet in sheets {
        let rows = rows(&mut file, &sheet.name, &mut workbook)?;
        let merged = file.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let part = parts.iter().find(|(name, _)| *name == sheet.name).map(|(_, part)| part.as_str());
        let shapes = part.map(|part| shapes(&mut package, part)).transpose()?.unwrap_or_default();
        workbook.sheet(&sheet, rows, &merged, shapes);
        if let Some(unseen) = part.and_then(|part| unseen.get(&part.to_ascii_lowercase())) {
            workbook.warn(unseen);
        }
    }
    Ok(workbook.finish(title))
}

/// Refuses what calamine would believe: sizes of archives and counts in parts are claims. What calamine does not tell of
/// the sheets, by the part that holds them.
fn guard(package: &mut Package<'_>) -> Result<HashMap<String, Unseen>, Error> {
    let mut unseen = HashMap::new();
    for part in package.names() {
        let Some(bytes) = package.bytes(&part)? else { continue };
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        if head.contains("<!DOCTYPE") {
            let what = format!("{part} declares a document type, which no Office program writes and harmful files do");
            return Err(Error::Damaged { format: FORMAT.into(), what: what.into() });
        }
        let claimed = head.split_once("uniqueCount=").and_then(|(_, rest)| {
            let digits = rest.trim_start_matches(['"', '\'']);
            digits[..digits.find(|c: char| !c.is_ascii_digit())?].parse::<u64>().ok()
        });
        if claimed.is_some_and(|count| count > bytes.len() as u64) {
            let what = format!("{part} claims more texts than it has bytes");
            return Err(Error::Damaged { format: FORMAT.into(), what: what.into() });
        }
        if part.contains("worksheets/") {
            unseen.insert(part.to_ascii_lowercase(), Unseen::of(&bytes));
        }
    }
    Ok(unseen)
}

fn rows(file: &mut Xlsx<Cursor<&[u8]>>, name: &str, workbook: &mut Workbook<'_>) -> Result<Rows, Error> {
    let mut rows = Rows::default();
    let mut reader = match file.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A sheet without cells.
        Err(XlsxError::XmlEof(_) | XlsxError::NotAWorksheet(_)) => return Ok(rows),
        Err(error) => return Err(damaged(&error)),
    };
    let codes: Vec<String> = reader.styles().iter().map(code).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|e| damaged(&e))? {
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(value) => Value::Number(*value as f64),
            DataRef::Float(value) => Value::Number(*value),
            DataRef::DateTime(value) => Value::Number(value.as_f64()),
            DataRef::Bool(value) => Value::Bool(*value),
            DataRef::Error(error) => Value::Error(error),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::Text(text),
            DataRef::SharedString(text) => Value::Text(text),
        };
        let text = workbook.show(&value, codes.get(style).map_or("General", String::as_str))?;
        rows.add(cell.get_position(), text);
    }
    Ok(rows)
}

fn code(style: &Style) -> String {
    let Some(format) = &style.number_format else { return "General".to_owned() };
    // The code of a built-in format, where it is not written down, is that of English.
    let built_in = format.format_id.filter(|&id| id < 164).and_then(shown::built_in);
    built_in.map_or_else(|| format.format_code.clone(), str::to_owned)
}

/// The names of the sheets and the parts that hold them.
fn sheet_parts(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Error> {
    let main = package.main_part("xl/workbook.xml")?;
    let text = package.needed(&main)?;
    let relationships = package.relationships(&main)?;
    let tree = xml::parse(FORMAT, &main, &text)?;
    let sheets = tree.root_element().child("sheets");
    let part = |sheet: xml::Xml<'_>| {
        let target = relationships.get(sheet.relationship("id")?)?.target.clone();
        Some((sheet.attr("name")?.to_owned(), target))
    };
    Ok(sheets.iter().flat_map(|s| s.elements()).filter_map(part).collect())
}

/// The texts of the boxes and shapes that lie on a sheet.
fn shapes(package: &mut Package<'_>, sheet: &str) -> Result<Vec<Paragraph>, Error> {
    let mut shapes = Vec::new();
    let drawings = package.relationships(sheet)?;
    for drawing in drawings.into_values().filter(|r| r.kind == "drawing") {
        let Some(text) = package.text(&drawing.target)? else { continue };
        let tree = xml::parse(FORMAT, &drawing.target, &text)?;
        let paragraphs = tree.descendants().filter(|n| n.space() == Space::Drawing && n.local() == "p");
        shapes.extend(paragraphs.map(|p| Paragraph::new(BlockKind::Paragraph, p.all_text())));
    }
    Ok(shapes)
}

fn damaged(error: &XlsxError) -> Error {
    Error::Damaged { format: FORMAT.into(), what: error.to_string().into() }
}
