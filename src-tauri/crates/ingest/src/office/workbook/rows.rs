//! The cells of a sheet as rows of text.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Dimensions;

/// Merged cells that are looked at in a row; forms have some hundred.
const MOST_MERGED: usize = 10_000;
/// Columns from which on a sheet can be squared paper.
const SQUARED: usize = 20;

/// The cells of a sheet that show something.
#[derive(Debug, Default)]
pub(super) struct Rows {
    cells: BTreeMap<u32, BTreeMap<u32, String>>,
}

impl Rows {
    pub(super) fn add(&mut self, (row, column): (u32, u32), text: String) {
        if !text.trim().is_empty() {
            self.cells.entry(row).or_default().insert(column, text);
        }
    }

    /// The rows that show something, with the number of cells that do.
    pub(super) fn texts(mut self, merged: &[Dimensions]) -> Vec<(String, usize)> {
        self.drop_covered(merged);
        let columns: BTreeSet<u32> = self.cells.values().flat_map(BTreeMap::keys).copied().collect();
        let places: BTreeMap<u32, usize> = columns.into_iter().zip(0..).collect();
        let filled: usize = self.cells.values().map(BTreeMap::len).sum();
        let squared = places.len() > SQUARED && filled * 5 < places.len() * self.cells.len();
        let text = |cells: &BTreeMap<u32, String>| {
            let mut text = String::new();
            let mut at = 0;
            for (number, (column, cell)) in cells.iter().enumerate() {
                let place = if squared { number } else { places[column] };
                text.extend(std::iter::repeat_n('\t', place - at));
                text.push_str(cell.trim());
                at = place;
            }
            (text, cells.len())
        };
        self.cells.values().filter(|cells| !cells.is_empty()).map(text).collect()
    }

    /// Takes out what lies under a merged cell: only the upper left value is shown.
    fn drop_covered(&mut self, merged: &[Dimensions]) {
        let mut waiting: Vec<&Dimensions> = merged.iter().filter(|m| m.start != m.end).collect();
        waiting.sort_by_key(|m| std::cmp::Reverse(m.start.0));
        let mut open: Vec<&Dimensions> = Vec::new();
        for (&row, cells) in &mut self.cells {
            open.retain(|m| m.end.0 >= row);
            while waiting.last().is_some_and(|m| m.start.0 <= row) {
                open.extend(waiting.pop().filter(|m| m.end.0 >= row && open.len() < MOST_MERGED));
            }
            cells.retain(|&column, _| {
                !open.iter().any(|m| (m.start.1..=m.end.1).contains(&column) && (row, column) != m.start)
            });
        }
        self.cells.retain(|_, cells| !cells.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_one_another() {
        let mut rows = Rows::default();
        for (row, column, text) in [(0, 2, "川"), (0, 5, "海"), (1, 2, "堰"), (1, 3, " "), (1, 7, "港"), (2, 5, "帆")]
        {
            rows.add((row, column), text.to_owned());
        }
        let texts: Vec<String> = rows.texts(&[]).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["川\t海", "堰\t\t港", "\t帆"]);
    }

    #[test]
    fn merged_cells_once() {
        let mut rows = Rows::default();
        for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0)] {
            rows.add((row, column), format!("{row}{column}"));
        }
        let texts = rows.texts(&[Dimensions::new((0, 0), (1, 1))]);
        assert_eq!(texts, [("00".to_owned(), 1), ("\t12".to_owned(), 1), ("20".to_owned(), 1)]);
    }

    #[test]
    fn squared_paper_has_no_empty_cells() {
        let mut rows = Rows::default();
        for row in 0..30 {
            rows.add((row, row), format!("{row}"));
            rows.add((row, 40 + row), "値".to_owned());
        }
        assert!(rows.texts(&[]).iter().all(|(text, _)| text.matches('\t').count() == 1));
    }
}
