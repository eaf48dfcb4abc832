//! SQL: pages, and where text stands on them.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use tadori_text::{Document, Layout, LineBox, Page, PageQuality, Rect, Source};

use crate::Error;

/// Writes the pages of a document and where its text stands on them, in place of what was there.
pub(crate) fn insert(connection: &Connection, key: u64, document: &Document) -> Result<(), Error> {
    for table in ["page", "layout"] {
        connection.execute(&format!("DELETE FROM {table} WHERE document = ?1"), [key])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO page VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for page in &document.pages {
        let (width, height) = page.size.unzip();
        insert.execute(params![key, page.number, page.label, width, height, page.quality.as_str()])?;
    }
    if !document.layout.lines.is_empty() {
        let placed = pack(&document.source, &document.layout);
        connection.prepare_cached("INSERT INTO layout VALUES (?1, ?2)")?.execute(params![key, placed])?;
    }
    Ok(())
}

/// The pages of a document, in order.
pub(crate) fn pages(connection: &Connection, key: u64) -> Result<Vec<Page>, Error> {
    let sql = "SELECT number, label, width, height, quality FROM page WHERE document = ?1 ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([key], page)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn page(row: &Row<'_>) -> rusqlite::Result<Page> {
    let (width, height): (Option<f32>, Option<f32>) = (row.get(2)?, row.get(3)?);
    let quality: String = row.get(4)?;
    let known = [PageQuality::Text, PageQuality::Ocr, PageQuality::NeedsOcr];
    Ok(Page {
        number: row.get(0)?,
        label: row.get(1)?,
        size: width.zip(height),
        quality: known.into_iter().find(|q| q.as_str() == quality).unwrap_or_default(),
    })
}

/// A document's text as it stands in the file, and where it stands on the pages.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) source: Source,
    pub(crate) layout: Layout,
}

/// Where the text of a document stands; `None` where its format does not say.
pub(crate) fn placed(connection: &Connection, key: u64) -> Result<Option<Placed>, Error> {
    let mut statement = connection.prepare_cached("SELECT placed FROM layout WHERE document = ?1")?;
    let packed: Option<Vec<u8>> = statement.query_row([key], |row| row.get(0)).optional()?;
    // One that cannot be read costs the boxes, not the text; `doctor` makes it anew.
    Ok(packed.and_then(|bytes| unpack(&bytes)))
}

/// Hundredths of a point: finer than any screen. As whole numbers, and stops as the distances between them, a page takes
/// some kilobytes.
#[derive(Serialize, Deserialize)]
struct Packed {
    text: String,
    lines: Vec<Option<PackedLine>>,
}

#[derive(Serialize, Deserialize)]
struct PackedLine {
    page: u32,
    rect: [i32; 4],
    vertical: bool,
    stops: Vec<i32>,
}

pub(crate) fn pack(source: &Source, layout: &Layout) -> Vec<u8> {
    let whole = |points: f32| (points * 100.0).round() as i32;
    let line = |line: &LineBox| {
        let mut before = 0;
        let stops = line.stops.iter().map(|stop| {
            let stop = whole(*stop);
            // Figures out of all bounds come from files made to do harm.
            stop.wrapping_sub(std::mem::replace(&mut before, stop))
        });
        let Rect { left, top, right, bottom } = line.rect;
        PackedLine {
            page: line.page,
            rect: [left, top, right, bottom].map(whole),
            vertical: line.vertical,
            stops: stops.collect(),
        }
    };
    let packed =
        Packed { text: source.text().to_owned(), lines: layout.lines.iter().map(|l| l.as_ref().map(line)).collect() };
    compress_prepend_size(&postcard::to_stdvec(&packed).expect("plain values have a packed form"))
}

pub(crate) fn unpack(bytes: &[u8]) -> Option<Placed> {
    let packed: Packed = postcard::from_bytes(&decompress_size_prepended(bytes).ok()?).ok()?;
    let points = |whole: i32| whole as f32 / 100.0;
    let line = |line: PackedLine| {
        let mut at = 0_i32;
        let stops = line.stops.into_iter().map(|step| {
            at = at.wrapping_add(step);
            points(at)
        });
        let [left, top, right, bottom] = line.rect.map(points);
        LineBox {
            page: line.page,
            rect: Rect { left, top, right, bottom },
            vertical: line.vertical,
            stops: stops.collect(),
        }
    };
    let lines = packed.lines.into_iter().map(|l| l.map(line)).collect();
    Some(Placed { source: Source::new(packed.text), layout: Layout { lines } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let source = Source::new("創薬\n\nの".to_owned());
        let rect = Rect { left: 70.9, top: 100.25, right: 91.9, bottom: 110.75 };
        let line = |stops: &[f32], vertical| Some(LineBox { page: 7, rect, vertical, stops: stops.to_vec() });
        let layout = Layout { lines: vec![line(&[70.9, 81.4, 91.9], false), None, line(&[], true)] };
        let back = unpack(&pack(&source, &layout)).unwrap();
        assert_eq!((back.source, back.layout), (source, layout));
    }

    #[test]
    fn what_is_damaged_is_no_layout() {
        assert!(unpack(&[]).is_none());
        assert!(unpack(&[200, 0, 0, 0, 1, 2, 3]).is_none());
    }

    #[test]
    fn figures_out_of_all_bounds_do_no_harm() {
        let rect = Rect { left: f32::NAN, top: f32::INFINITY, right: -1e30, bottom: 1e30 };
        let stops = vec![-1e30, 1e30, f32::NAN];
        let layout = Layout { lines: vec![Some(LineBox { page: u32::MAX, rect, vertical: false, stops })] };
        assert!(unpack(&pack(&Source::new("創薬".to_owned()), &layout)).is_some());
    }
}
