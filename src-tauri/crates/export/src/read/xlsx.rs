//! Excel: cells come one by one, so that a sheet that claims to be huge takes no room.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::package::Package;
use super::rows::{self, Row};
use super::{Claim, Error};

pub(super) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Vec<Claim>, Error> {
    guard(package)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut claims = Vec::new();
    for name in book.sheet_names() {
        claims.extend(sheet(&mut book, &name)?);
    }
    Ok(claims)
}

/// Refuses what the reader of workbooks would believe: sizes of parts and counts in them are claims.
fn guard(package: &mut Package<'_>) -> Result<(), Error> {
    for part in package.names() {
        if !part.to_ascii_lowercase().ends_with("xml") {
            continue;
        }
        let text = package.text(&part)?;
        let end = text.char_indices().nth(4096).map_or(text.len(), |(at, _)| at);
        let head = &text[..end];
        let claimed = head.split_once("uniqueCount=").and_then(|(_, rest)| {
            let digits = rest.trim_start_matches(['"', '\'']);
            digits[..digits.find(|c: char| !c.is_ascii_digit())?].parse::<u64>().ok()
        });
        if head.contains("<!DOCTYPE") || claimed.is_some_and(|count| count > text.len() as u64) {
            return Err(damaged(format!("{part} says what no Office program writes")));
        }
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Claim>, Error> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A sheet without cells.
        Err(XlsxError::XmlEof(_) | XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(error) => return Err(damaged(error)),
    };
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (at, column) = cell.get_position();
        let number = at as usize + 1;
        let text = match cell.get_value() {
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            // A quote that is nothing but a figure becomes one when a cell is typed anew.
            DataRef::Int(n) => n.to_string(),
            DataRef::Float(n) => n.to_string(),
            _ => continue,
        };
        match rows.last_mut().filter(|row| row.0 == number) {
            Some(row) => row.1.push((column, text)),
            None => rows.push((number, vec![(column, text)])),
        }
    }
    Ok(rows::claims(name, &rows))
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged { format: "xlsx", detail: error.to_string() }
}
