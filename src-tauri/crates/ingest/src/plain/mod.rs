//! Plain text, as it comes out of PDFs.

use tadori_text::{BlockKind, Document, Lines, Source, Span};

use crate::assemble::verbatim;
use crate::metadata;

/// Reads a text; never fails.
pub(crate) fn read(text: String) -> Document {
    let source = Source::new(text);
    let mut blocks = Vec::new();
    for number in 1..=source.line_count() as u32 {
        let line = source.line_span(number);
        let text = line.of(source.text());
        let start = line.start + text.len() - text.trim_start().len();
        let span = Span::new(start, start + text.trim().len());
        if !span.is_empty() {
            blocks.push(verbatim(source.text(), span, BlockKind::Paragraph, Lines::new(number, number)));
        }
    }
    Document { metadata: metadata::guess(&blocks), source, blocks, pages: Vec::new() }
}
