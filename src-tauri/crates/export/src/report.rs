//! What is exported, as a value: excerpts and tables under headings, with all that a citation needs.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tadori_text::{Kind, Lines, PartialDate, Span};

/// What goes into one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The title of the whole.
    pub title: String,
    /// Markdown under the title.
    pub introduction: String,
    /// The day on which it was made.
    pub made_on: Option<PartialDate>,
    /// In the order in which they are read.
    pub parts: Vec<Part>,
}

/// A piece of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading with an introduction.
    Section(Section),
    /// A quote with its source.
    Excerpt(Box<Excerpt>),
    /// A trace, a comparison, a budget, results of a search.
    Table(Table),
}

/// A heading (節), with what is said under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// 1 for the outermost.
    pub level: u8,
    /// The heading.
    pub title: String,
    /// Markdown.
    pub introduction: String,
}

/// A quote (抜粋) with its note and its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Excerpt {
    /// Public id of the note; empty where there is none.
    pub id: String,
    /// The words as read, blocks parted by `\n`.
    pub quote: String,
    /// Markdown; empty for none.
    pub note: String,
    /// In the order in which the user has them.
    pub tags: Vec<String>,
    /// The colour of the highlight.
    pub colour: Option<Colour>,
    /// When the note was made, RFC 3339 UTC; empty where there is none.
    pub made_at: String,
    /// When it was changed last.
    pub changed_at: String,
    /// The document.
    pub source: Arc<Source>,
    /// Where in it.
    pub place: Place,
    /// The `tadori://` address that opens it.
    pub link: String,
    /// Bytes of the decoded source (W3C `DataPositionSelector`).
    pub position: Option<Span>,
    /// What is read before the quote, and after it (W3C `TextQuoteSelector`).
    pub context: (String, String),
    /// Whether it stands where it stood.
    pub state: State,
}

/// The colour of a highlight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    /// For programs, such as `yellow`.
    pub code: String,
    /// For people.
    pub name: String,
}

/// What became of an excerpt since it was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It stands where it stood.
    #[default]
    Same,
    /// It stands elsewhere now, and nobody has accepted that yet.
    Moved,
    /// It is gone from the document; the quote is what it was.
    Lost,
}

/// A document as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Public id of the document.
    pub document: String,
    /// 題名
    pub title: String,
    /// 版
    pub edition: Option<String>,
    /// 作成主体
    pub issuer: Option<String>,
    /// 決定日
    pub decided_on: Option<PartialDate>,
    /// 決定主体, e.g. 閣議決定.
    pub decided_by: Option<String>,
    /// 案・日付未定
    pub draft: bool,
    /// Full title of the original, where the text is a summary of it.
    pub summary_of: Option<String>,
    /// 種類
    pub kind: Option<Kind>,
    /// Name of the file.
    pub file: String,
    /// BLAKE3 of the file, in hex.
    pub hash: String,
    /// Where the original is published.
    pub url: Option<String>,
    /// What a page of it is called.
    pub pages: PageWord,
}

/// What a page of a document is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageWord {
    /// p.８
    #[default]
    Page,
    /// スライド８
    Slide,
    /// シート「総括表」
    Sheet,
}

impl PageWord {
    /// That of a file format, by its name such as `pptx`.
    pub fn of_format(format: &str) -> Self {
        match format {
            "pptx" => Self::Slide,
            "xlsx" | "xls" => Self::Sheet,
            _ => Self::Page,
        }
    }
}

/// Where in a document an excerpt stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Text of the headings above it, outermost first.
    pub section: Vec<String>,
    /// Where pages are known.
    pub pages: Option<Pages>,
    /// Lines of the source; none where it is no longer to be found there.
    pub lines: Option<Lines>,
}

/// The pages that an excerpt stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// Number of the first in the file, from 1.
    pub number: Option<u32>,
    /// What is printed on the first; its number where nothing is.
    pub first: String,
    /// The same of the last.
    pub last: String,
}

/// Rows under columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// Markdown under the title.
    pub introduction: String,
    /// In the order shown.
    pub columns: Vec<Column>,
    /// In the order shown.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// What its cells hold.
    pub kind: ColumnKind,
}

impl Column {
    /// A column.
    pub fn new(title: &str, kind: ColumnKind) -> Self {
        Self { title: title.to_owned(), kind }
    }
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A count.
    Integer,
    /// 円
    Yen,
    /// A date, as precise as it is known.
    Date,
    /// 0–1.
    Score,
    /// An address.
    Link,
}

impl ColumnKind {
    /// Whether its cells are figures: they stand at the right.
    pub(crate) fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Yen | Self::Score)
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// One a column; what is missing is empty, what is too much is left out.
    pub cells: Vec<Cell>,
    /// The `tadori://` address that opens what the row tells of.
    pub link: Option<String>,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// Words, some of them marked.
    Marked(Vec<Run>),
    /// A count.
    Integer(i64),
    /// 円
    Yen(i64),
    /// A date.
    Date(PartialDate),
    /// 0–1.
    Score(f64),
    /// An address with the words that stand for it.
    Link {
        /// What is read.
        text: String,
        /// Where it leads.
        url: String,
    },
}

/// A run of text in a marked cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are marked: shared, added, removed.
    pub marked: bool,
}

impl Cell {
    /// Plain words; an amount in groups of three digits.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Link { text, .. } => text.clone(),
            Self::Marked(runs) => runs.iter().map(|r| r.text.as_str()).collect(),
            Self::Integer(n) | Self::Yen(n) => grouped(*n),
            Self::Date(date) => date.to_string(),
            Self::Score(score) => format!("{score:.2}"),
        }
    }
}

impl Table {
    /// The cells of a row, one a column, with the column.
    pub(crate) fn cells<'t>(&'t self, row: &'t Row) -> impl Iterator<Item = (&'t Column, &'t Cell)> {
        let cells = row.cells.iter().chain(std::iter::repeat(&Cell::Empty));
        self.columns.iter().zip(cells)
    }

    /// Whether a row has an address.
    pub(crate) fn has_links(&self) -> bool {
        self.rows.iter().any(|r| r.link.is_some())
    }
}

impl Report {
    /// The excerpts, in order.
    pub fn excerpts(&self) -> impl Iterator<Item = &Excerpt> {
        self.parts.iter().filter_map(|p| if let Part::Excerpt(e) = p { Some(&**e) } else { None })
    }

    /// The documents that excerpts are from, each once, in the order in which they come.
    pub fn sources(&self) -> Vec<&Source> {
        let mut seen = std::collections::HashSet::new();
        self.excerpts().map(|e| &*e.source).filter(|s| seen.insert(s.document.as_str())).collect()
    }

    /// The tags, each with the numbers (from 1) of the excerpts that have it, in the order in which they come.
    pub(crate) fn tags(&self) -> Vec<(&str, Vec<usize>)> {
        let mut at = std::collections::HashMap::new();
        let mut tags: Vec<(&str, Vec<usize>)> = Vec::new();
        for (number, excerpt) in self.excerpts().enumerate() {
            for tag in &excerpt.tags {
                let index = *at.entry(tag.as_str()).or_insert_with(|| {
                    tags.push((tag, Vec::new()));
                    tags.len() - 1
                });
                tags[index].1.push(number + 1);
            }
        }
        tags
    }
}

/// A number in groups of three digits.
pub(crate) fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::from(if n < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped() {
        for (n, printed) in [(0, "0"), (999, "999"), (1_000, "1,000"), (-147_300_000_000, "-147,300,000,000")] {
            assert_eq!(grouped(n), printed);
        }
        assert_eq!(grouped(i64::MIN), "-9,223,372,036,854,775,808");
    }
}
