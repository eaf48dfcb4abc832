//! Excel 97–2003: values by calamine, and which number format each cell has, which calamine does not tell, from the
//! records themselves ([MS-XLS] 2.4).

use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Sheet, Xls, XlsError};
use encoding_rs::SHIFT_JIS;
use tadori_text::Document;

use super::rows::Rows;
use super::{Value, Workbook, has_cells, shown};
use crate::format::refuse;
use crate::{Error, Warning};

const FORMAT: &str = "Excel workbook (.xls)";

/// Reads a workbook.
pub(in super::super) fn read(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    let mut file: Xls<_> = match Xls::new(Cursor::new(bytes)) {
        Ok(file) => file,
        Err(XlsError::Password) => {
            return refuse(
                "an Excel workbook locked with a password",
                "open it in Excel, take the password out, save it as .xlsx and import that",
            );
        }
        Err(error) => return Err(Error::Damaged { format: FORMAT.into(), what: error.to_string().into() }),
    };
    let formats = Formats::read(bytes);
    let mut workbook = Workbook::new(file.has_1904_epoch(), warnings);
    let sheets: Vec<Sheet> = file.sheets_metadata().iter().filter(|s| has_cells(s)).cloned().collect();
    for sheet in sheets {
        let Ok(range) = file.worksheet_range(&sheet.name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let cells = formats.sheets.get(&sheet.name);
        let mut rows = Rows::default();
        for (row, column, value) in range.used_cells() {
            let at = (top + row as u32, left + column as u32);
            let known = cells.and_then(|c| c.get(&(at.0 as u16, at.1 as u16))).and_then(|&style| formats.code(style));
            let (value, usual) = match value {
                Data::Empty => continue,
                Data::Int(value) => (Value::Number(*value as f64), "General"),
                Data::Float(value) => (Value::Number(*value), "General"),
                Data::DateTime(value) => (Value::Number(value.as_f64()), "yyyy/m/d"),
                Data::Bool(value) => (Value::Bool(*value), ""),
                Data::Error(error) => (Value::Error(error), ""),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    (Value::Text(text), "General")
                }
            };
            let text = workbook.show(&value, known.unwrap_or(usual))?;
            rows.add(at, text);
        }
        let merged = file.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        workbook.sheet(&sheet, rows, &merged, Vec::new());
    }
    Ok(workbook.finish(None))
}

/// The number formats of a workbook; what cannot be read of them is left out.
#[derive(Debug, Default)]
struct Formats {
    /// Codes by number.
    codes: HashMap<u16, String>,
    /// The format of each style.
    styles: Vec<u16>,
    /// The style of each cell, by the sheet's name.
    sheets: HashMap<String, HashMap<(u16, u16), u16>>,
}

impl Formats {
    fn read(bytes: &[u8]) -> Self {
        let mut formats = Self::default();
        let Some(stream) = stream(bytes) else { return formats };
        let mut names = Vec::new();
        let mut old = false;
        for (kind, data) in records(&stream, 0) {
            match kind {
                BOF => old = word(data, 0) == Some(0x0500),
                FORMAT_RECORD => {
                    if let Some((id, code)) = word(data, 0).zip(data.get(2..).and_then(|d| text(d, old, true))) {
                        formats.codes.insert(id, code);
                    }
                }
                XF => formats.styles.extend(word(data, 2)),
                BOUND_SHEET => {
                    let start =
                        word(data, 0).zip(word(data, 2)).map(|(low, high)| usize::from(high) << 16 | usize::from(low));
                    names.extend(data.get(6..).and_then(|d| text(d, old, false)).zip(start));
                }
                END => break,
                _ => {}
            }
        }
        for (name, start) in names {
            formats.sheets.insert(name, cells(&stream, start));
        }
        formats
    }

    /// The code of a style.
    fn code(&self, style: u16) -> Option<&str> {
        let id = *self.styles.get(usize::from(style))?;
        self.codes.get(&id).map(String::as_str).or_else(|| shown::built_in(u32::from(id)))
    }
}

const BOF: u16 = 0x0809;
const END: u16 = 0x000A;
const FORMAT_RECORD: u16 = 0x041E;
const XF: u16 = 0x00E0;
const BOUND_SHEET: u16 = 0x0085;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MULTIPLE_RK: u16 = 0x00BD;
const LABEL: u16 = 0x0204;
const SHARED_LABEL: u16 = 0x00FD;

/// The stream with the records.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name))?;
    let mut stream = Vec::new();
    // No stream is longer than the file.
    file.open_stream(name).ok()?.take(bytes.len() as u64).read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// The records from byte `at` on: kind and data.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let head = stream.get(at..)?;
        let (kind, length) = word(head, 0).zip(word(head, 2))?;
        let data = head.get(4..4 + usize::from(length))?;
        at += 4 + usize::from(length);
        Some((kind, data))
    })
}

/// The styles of the cells of the sheet that begins at byte `start`.
fn cells(stream: &[u8], start: usize) -> HashMap<(u16, u16), u16> {
    let mut styles = HashMap::new();
    let mut depth = 0_u32;
    for (kind, data) in records(stream, start) {
        match kind {
            BOF => depth += 1,
            // A chart in the sheet has a beginning and an end of its own.
            END if depth <= 1 => break,
            END => depth -= 1,
            FORMULA | NUMBER | RK | LABEL | SHARED_LABEL if depth == 1 => {
                if let (Some(row), Some(column), Some(style)) = (word(data, 0), word(data, 2), word(data, 4)) {
                    styles.insert((row, column), style);
                }
            }
            MULTIPLE_RK if depth == 1 => {
                if let Some((row, first)) = word(data, 0).zip(word(data, 2)) {
                    let inner = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                    for (column, cell) in (first..=u16::MAX).zip(inner.chunks_exact(6)) {
                        styles.extend(word(cell, 0).map(|style| ((row, column), style)));
                    }
                }
            }
            _ => {}
        }
    }
    styles
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

/// A text with its length before it: of one byte, in an old file or where `long` says no; of two otherwise.
fn text(data: &[u8], old: bool, long: bool) -> Option<String> {
    let (count, rest) = if long && !old {
        (usize::from(word(data, 0)?), data.get(2..)?)
    } else {
        (usize::from(*data.first()?), data.get(1..)?)
    };
    if old {
        return Some(SHIFT_JIS.decode_without_bom_handling(rest.get(..count)?).0.into_owned());
    }
    let (flags, rest) = rest.split_first()?;
    if flags & 1 == 0 {
        // One byte a character: Latin-1.
        return Some(rest.get(..count)?.iter().map(|&b| char::from(b)).collect());
    }
    let units = rest.get(..count * 2)?.as_chunks::<2>().0.iter().map(|&pair| u16::from_le_bytes(pair));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect())
}
