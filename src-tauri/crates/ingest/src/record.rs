//! Record files: one document a line, its id kept.
//!
//! A record's text is no page: its line ends are meant, so that every line of it is a block of its own.

use std::collections::HashMap;

use serde::Deserialize;
use tadori_text::{BlockKind, Document, Layout, Lines, Metadata, PartialDate, Source};

use crate::assemble::verbatim;
use crate::{Entry, Place, Warning, WarningCode};

/// One line of a `.jsonl` file; other fields are ignored.
#[derive(Deserialize)]
struct Record {
    id: Id,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    date: Option<String>,
}

/// Ids are strings; registers also write them as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Reads one JSON object a line.
pub(crate) fn read_json_lines(text: &str, warnings: &mut Vec<Warning>) -> Vec<Entry> {
    let mut records = Records::default();
    for (number, line) in lines(text) {
        match serde_json::from_str::<Record>(line) {
            Ok(record) => {
                let id = match record.id {
                    Id::Text(id) => id,
                    Id::Number(id) => id.to_string(),
                };
                let mut bad = |why: String| {
                    let message = format!("the date was passed over: {why}");
                    warnings.push(Warning::new(WarningCode::BadRecord, message, Some(Place::line(number))));
                };
                let decided_on = record.date.and_then(|date| date.parse::<PartialDate>().map_err(&mut bad).ok());
                let metadata = Metadata { title: record.title.unwrap_or_default(), decided_on, ..Metadata::default() };
                records.add(id, record.text, metadata, record.url, number, warnings);
            }
            Err(error) => {
                let message = format!("no record: {error}");
                warnings.push(Warning::new(WarningCode::BadRecord, message, Some(Place::line(number))));
            }
        }
    }
    records.entries
}

/// Reads `id<TAB>text` lines; a header line `id<TAB>text` is passed over.
pub(crate) fn read_tab_separated(text: &str, warnings: &mut Vec<Warning>) -> Vec<Entry> {
    let mut records = Records::default();
    for (number, line) in lines(text) {
        match line.split_once('\t') {
            Some(("id", "text")) if records.entries.is_empty() => {}
            Some((id, text)) if !id.trim().is_empty() => {
                records.add(id.trim().to_owned(), text.to_owned(), Metadata::default(), None, number, warnings);
            }
            _ => {
                let message = "no record: an id, a tab and a text are needed";
                warnings.push(Warning::new(WarningCode::BadRecord, message, Some(Place::line(number))));
            }
        }
    }
    records.entries
}

/// Lines that are not blank, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let whole = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    (1..).zip(whole).filter(|(_, line)| !line.trim().is_empty())
}

#[derive(Default)]
struct Records {
    entries: Vec<Entry>,
    /// Where each id stands in `entries`.
    known: HashMap<String, usize>,
}

impl Records {
    fn add(
        &mut self,
        id: String,
        text: String,
        metadata: Metadata,
        url: Option<String>,
        line: u32,
        warnings: &mut Vec<Warning>,
    ) {
        let document = document(text, metadata, line);
        let entry = Entry { record: Some(id.clone()), document, url };
        if let Some(&index) = self.known.get(&id) {
            let message = format!("the record id “{id}” stands more than once; the later one is kept");
            warnings.push(Warning::new(WarningCode::DuplicateRecord, message, Some(Place::line(line))));
            self.entries[index] = entry;
        } else {
            self.known.insert(id, self.entries.len());
            self.entries.push(entry);
        }
    }
}

/// A record as a document: every line of its text a paragraph, all on line `line` of the file.
fn document(text: String, metadata: Metadata, line: u32) -> Document {
    let source = Source::new(text);
    let whole = source.text();
    let trimmed = (1..=source.line_count() as u32).map(|number| {
        let span = source.line_span(number);
        let text = span.of(whole);
        let start = span.start + (text.len() - text.trim_start().len());
        tadori_text::Span::new(start, (start + text.trim().len()).max(start))
    });
    let blocks = trimmed
        .filter(|span| !span.is_empty())
        .map(|span| verbatim(whole, span, BlockKind::Paragraph, Lines::new(line, line)))
        .collect();
    Document { metadata, source, blocks, pages: Vec::new(), layout: Layout::default(), guesses: Vec::new() }
}
