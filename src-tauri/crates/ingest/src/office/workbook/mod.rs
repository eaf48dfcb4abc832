//! Excel: a page a sheet, a block a row, values as they are shown.
//!
//! A sheet begins with a heading that is its name. Cells are parted by tabs, so that columns stand below one another;
//! columns that are empty throughout the sheet are left out, and on squared paper (a sheet of hundreds of narrow
//! columns, as forms are drawn) all empty cells are. A merged cell stands once. Lines of a single cell above the first
//! row of several are paragraphs: title, unit and date of a table stand there. Hidden sheets are read too, and said to
//! be hidden.

mod rows;
mod shown;
mod unseen;
mod xls;
mod xlsx;

use calamine::{CellErrorType, Dimensions, Sheet, SheetType, SheetVisible};
use tadori_text::{BlockKind, Document};

use self::rows::Rows;
use self::shown::Shown;
use self::unseen::Unseen;
use super::is_title;
use crate::draft::{Draft, Paragraph};
use crate::{Error, Place, Warning, WarningCode};

pub(super) use self::xls::read as read_xls;
pub(super) use self::xlsx::read as read_xlsx;

/// Bytes of text that a workbook may hold (128 MiB): one long text can stand in a million cells and take no room there.
const MOST_TEXT: usize = 128 << 20;

/// What a workbook gives, sheet by sheet.
struct Workbook<'w> {
    draft: Draft,
    shown: Shown,
    /// Bytes of text so far.
    size: usize,
    warnings: &'w mut Vec<Warning>,
}

/// A value as the file stores it.
enum Value<'v> {
    Number(f64),
    Text(&'v str),
    Bool(bool),
    Error(&'v CellErrorType),
}

impl<'w> Workbook<'w> {
    fn new(since_1904: bool, warnings: &'w mut Vec<Warning>) -> Self {
        Self { draft: Draft::default(), shown: Shown::new(since_1904), size: 0, warnings }
    }

    /// A value as the format `code` shows it.
    fn show(&mut self, value: &Value<'_>, code: &str) -> Result<String, Error> {
        let text = match value {
            Value::Number(number) => self.shown.number(*number, code),
            Value::Text(text) => self.shown.text(text, code).replace('\t', " ").replace("\r\n", "\n"),
            Value::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Value::Error(error) => error.to_string(),
        };
        self.size += text.len();
        if self.size > MOST_TEXT {
            return Err(Error::Limit {
                what: format!("its cells hold more than {} MiB of text", MOST_TEXT >> 20).into(),
                advice: "split it into smaller workbooks".into(),
            });
        }
        Ok(text)
    }

    /// Adds a sheet: its cells, and the texts of the shapes that lie on it.
    fn sheet(&mut self, sheet: &Sheet, rows: Rows, merged: &[Dimensions], shapes: Vec<Paragraph>) {
        self.draft.begin_page(Some(sheet.name.clone()), None);
        if sheet.visible != SheetVisible::Visible {
            let message = format!("the sheet “{}” is hidden; its cells were read too", sheet.name);
            self.warning(WarningCode::HiddenPart, message);
        }
        let heading = Paragraph { level: Some(1), ..Paragraph::new(BlockKind::Heading, sheet.name.clone()) };
        self.draft.push(&heading);
        let mut table = false;
        for (text, cells) in rows.texts(merged) {
            table |= cells > 1;
            let kind = if table { BlockKind::TableRow } else { BlockKind::Paragraph };
            self.draft.push(&Paragraph::new(kind, text));
        }
        for shape in shapes {
            self.draft.push(&shape);
        }
    }

    /// Warns of what the cells of the last sheet do not tell.
    fn warn(&mut self, unseen: &Unseen) {
        let Unseen { formulas, first, hidden } = unseen;
        if *formulas > 0 {
            let message = format!(
                "{formulas} cells hold formulas without a result, {first} the first; open the file in Excel and save it there"
            );
            self.warning(WarningCode::FormulaWithoutResult, message);
        }
        if *hidden > 0 {
            let message = format!("{hidden} cells stand in hidden rows or columns; they were read too");
            self.warning(WarningCode::HiddenPart, message);
        }
    }

    /// A warning about the last sheet.
    fn warning(&mut self, code: WarningCode, message: String) {
        self.warnings.push(Warning::new(code, message, Some(Place::Page(self.draft.page()))));
    }

    fn finish(self, title: Option<String>) -> Document {
        let mut document = self.draft.finish(false);
        if document.metadata.title.is_empty() {
            document.metadata.title = title.filter(|t| is_title(t)).unwrap_or_default();
        }
        document
    }
}

/// Sheets of cells; charts, macros and dialogs have none.
fn has_cells(sheet: &Sheet) -> bool {
    sheet.typ == SheetType::WorkSheet
}

#[cfg(test)]
mod tests;
