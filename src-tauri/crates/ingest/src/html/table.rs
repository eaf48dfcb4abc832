//! A table of a page: its rows, columns standing below one another.

use scraper::ElementRef;

/// Columns that a cell may span; browsers allow 1,000.
const WIDEST: usize = 100;
/// Rows that a cell may span; browsers allow 65,534.
const HIGHEST: usize = 65_534;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// It only frames what stands in its cells.
    pub(super) frames: bool,
    row: Vec<String>,
    cell: Option<String>,
    /// Columns that the open cell spans.
    span: usize,
    /// By column, rows that a cell above still covers.
    covered: Vec<usize>,
}

impl Table {
    pub(super) fn new(element: ElementRef<'_>) -> Self {
        let frames = element
            .descendent_elements()
            .skip(1)
            .any(|e| matches!(e.value().name(), "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
        Self { frames, ..Self::default() }
    }

    pub(super) fn begin_row(&mut self) {
        self.row.clear();
    }

    pub(super) fn begin_cell(&mut self, element: ElementRef<'_>) {
        self.fill();
        let number = |name: &str, most: usize| {
            element.attr(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1_usize).clamp(1, most)
        };
        self.span = number("colspan", WIDEST);
        let rows = number("rowspan", HIGHEST);
        let end = self.row.len() + self.span;
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        // This row counts too: it is taken off when the row ends.
        self.covered[self.row.len()..end].fill(rows);
        self.cell = Some(String::new());
    }

    /// Leaves the columns empty that a cell above covers.
    fn fill(&mut self) {
        while self.covered.get(self.row.len()).is_some_and(|&rows| rows > 0) {
            self.row.push(String::new());
        }
    }

    /// Adds a paragraph of the open cell.
    pub(super) fn add(&mut self, mark: Option<&str>, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        if !cell.is_empty() {
            cell.push('\n');
        }
        if let Some(mark) = mark {
            cell.push_str(mark);
            cell.push(' ');
        }
        cell.push_str(&text.trim().replace('\t', " "));
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.row.push(cell);
            self.row.extend(std::iter::repeat_n(String::new(), self.span - 1));
        }
    }

    /// The row, if it is one and says something.
    pub(super) fn end_row(&mut self) -> Option<String> {
        self.end_cell();
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
        let text = std::mem::take(&mut self.row).join("\t");
        (!self.frames && !text.trim().is_empty()).then(|| text.trim_end().to_owned())
    }
}
