//! Citations: a quote with title, decision, section and place, as offices write it.

use std::sync::Arc;

use tadori_export::{PageWord, Pages, Place, Source};
use tadori_notes::{Address, fingerprint};
use tadori_text::Span;

use crate::{BlockRow, DocumentRow, Error, Library};

/// A quote with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Plain text: the quote, then the source on a line of its own.
    pub plain: String,
    /// The same as an HTML fragment.
    pub html: String,
}

impl Library {
    /// Cites blocks `from` to `to` (indices, both included) of a document; `quote` are the words selected in them, empty for all.
    pub fn cite(&self, document: &str, from: u32, to: u32, quote: &str) -> Result<Citation, Error> {
        let document = self.document(document)?;
        let rows = self.blocks(&document, from, to)?;
        let Some(first) = rows.first() else { return Err(Error::NoDocument { id: format!("{}.{from}", document.id) }) };
        let whole = rows.iter().map(|r| r.block.text.as_str()).collect::<Vec<_>>().join("\n");
        let quote = if quote.trim().is_empty() { &whole } else { quote.trim() };
        let place = place_of(self.section(&document, &first.block)?, first, rows.last().unwrap_or(first));
        let mut address = address_of(&document, first, rows.last().unwrap_or(first), quote);
        if *quote != whole {
            // Words of one block are found in it; of others the blocks alone are named.
            let at = first.block.text.find(quote).filter(|_| rows.len() == 1);
            address.span = at.map(|at| first.block.alignment.to_original(Span::new(at, at + quote.len())));
            address.quote = address.quote.filter(|_| at.is_some());
        }
        let source = self.citation_style()?.cite(&source_of(&document), Some(&place), &address.to_string());
        let html =
            format!("<blockquote>{}</blockquote><p>{}</p>", escape(quote).replace('\n', "<br>"), escape(&source));
        Ok(Citation { plain: format!("{quote}\n（{source}）"), html })
    }
}

/// A document as it is cited.
pub(crate) fn source_of(document: &DocumentRow) -> Arc<Source> {
    let m = &document.metadata;
    Arc::new(Source {
        document: document.id.to_string(),
        title: document.title().to_owned(),
        edition: m.edition.clone(),
        issuer: m.issuer.clone(),
        decided_on: m.decided_on.clone(),
        decided_by: m.decided_by.clone(),
        draft: m.draft,
        summary_of: m.summary_of.clone(),
        kind: m.kind,
        file: document.file_name.clone(),
        hash: document.hash.clone(),
        url: document.url.clone().or_else(|| m.published_at.clone()),
        pages: PageWord::of_format(&document.format),
    })
}

/// Where the blocks from `first` to `last` stand.
pub(crate) fn place_of(section: Vec<String>, first: &BlockRow, last: &BlockRow) -> Place {
    let page_of = |row: &BlockRow| printed_page(row.page_label.as_deref(), row.block.page);
    let pages = page_of(first).zip(page_of(last));
    let pages = pages.map(|(label, to)| Pages { number: first.block.page, first: label, last: to });
    Place { section, pages, lines: Some(first.block.lines.join(last.block.lines)) }
}

/// The link that opens words of the blocks from `first` to `last`.
pub(crate) fn address_of(document: &DocumentRow, first: &BlockRow, last: &BlockRow, quote: &str) -> Address {
    let of = |row: &BlockRow| row.block.alignment.to_original(Span::new(0, row.block.text.len()));
    let (one, other) = (of(first), of(last));
    Address {
        document: document.id.to_string(),
        blocks: Some((first.ordinal, last.ordinal)),
        span: Some(Span::new(one.start.min(other.start), one.end.max(other.end))),
        quote: Some(fingerprint(quote)),
    }
}

/// A page as it is cited: as it is printed there, else by its number in the file.
pub(crate) fn printed_page(label: Option<&str>, number: Option<u32>) -> Option<String> {
    let label = label.map(str::trim).filter(|label| !label.is_empty());
    label.map(str::to_owned).or_else(|| number.map(|number| number.to_string()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
