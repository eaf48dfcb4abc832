//! Excerpts as rows of a sheet or of a CSV file: the quote under its head, or the cell that the link was made for.

use super::{Claim, Spot, is_of, is_ours};
use crate::columns::{QUOTE, QUOTE_ON};

/// A row: its number (from 1), and its cells with their columns.
pub(super) type Row = (usize, Vec<(u32, String)>);

/// The quotes of one sheet. One without a head over quotes links to passages and claims nothing.
pub(super) fn claims(sheet: &str, rows: &[Row]) -> Vec<Claim> {
    let Some(head) = rows.iter().find(|(_, cells)| cells.iter().any(|(_, text)| text.trim() == QUOTE)) else {
        return Vec::new();
    };
    let under = |title: &str| {
        let cells = head.1.iter().filter(|(_, text)| text.trim() == title);
        cells.map(|(column, _)| *column).collect::<Vec<_>>()
    };
    // A quote that does not fit into one cell goes on in others.
    let columns = [under(QUOTE), under(QUOTE_ON)].concat();
    let others = rows.iter().filter(|(row, _)| *row != head.0);
    others.filter_map(|(row, cells)| claim(sheet, *row, cells, &columns)).collect()
}

fn claim(sheet: &str, row: usize, cells: &[(u32, String)], columns: &[u32]) -> Option<Claim> {
    let link = cells.iter().find(|(_, text)| is_ours(text)).map(|(_, text)| text.trim().to_owned());
    let at = |column: &u32| cells.iter().find(|(c, _)| c == column).map_or("", |(_, text)| text.as_str());
    let under_head: String = columns.iter().map(at).collect();
    let quote = match &link {
        // Somebody may have moved cells.
        Some(link) if !is_of(link, &under_head) => {
            let named = cells.iter().map(|(_, text)| text.as_str()).find(|text| is_of(link, text));
            named.map_or(under_head, ToOwned::to_owned)
        }
        _ => under_head,
    };
    let is_empty = quote.trim().is_empty() && link.is_none();
    (!is_empty).then(|| Claim { quote, link, spot: Spot::Row { sheet: sheet.to_owned(), row } })
}
