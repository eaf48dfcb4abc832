//! Puts a block's reading text together from pieces of the source, and keeps the map.

use tadori_text::{Alignment, AlignmentBuilder, Block, BlockKind, Heading, Lines, Source, Span};

/// The reading text of a block in the making; pieces come in the order of the source.
pub(crate) struct Assembler {
    text: String,
    builder: AlignmentBuilder,
    start: usize,
    /// End of what was taken from the source so far.
    end: usize,
}

impl Assembler {
    pub(crate) fn new() -> Self {
        Self { text: String::new(), builder: AlignmentBuilder::default(), start: 0, end: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Takes `span` as it stands, with `glue` in place of what lay before it.
    pub(crate) fn copy(&mut self, source: &str, span: Span, glue: &str) {
        if !span.is_empty() && self.reach(span, glue) {
            self.text.push_str(span.of(source));
            self.builder.copy(span.len());
        }
    }

    /// Puts `text` in place of `span`, which stands for it (an escape, an entity).
    pub(crate) fn replace(&mut self, span: Span, text: &str, glue: &str) {
        if !text.is_empty() && self.reach(span, glue) {
            self.text.push_str(text);
            self.builder.replace(span.len(), text.len());
        }
    }

    /// Moves to `span`; false if it lies before what was taken already.
    fn reach(&mut self, span: Span, glue: &str) -> bool {
        if self.text.is_empty() {
            self.builder = AlignmentBuilder::starting_at(span.start);
            self.start = span.start;
        } else if span.start < self.end {
            return false;
        } else {
            // Two steps, so that the glue never stands for a page number or a note that was left out.
            self.builder.skip(span.start - self.end);
            self.builder.replace(0, glue.len());
            self.text.push_str(glue);
        }
        self.end = span.end;
        true
    }

    /// The block, or nothing if no text was taken.
    pub(crate) fn finish(self, source: &Source, kind: BlockKind) -> Option<Block> {
        if self.text.is_empty() {
            return None;
        }
        let span = Span::new(self.start, self.end);
        Some(Block {
            kind,
            heading: None,
            parent: None,
            text: self.text,
            alignment: self.builder.finish(),
            span,
            lines: source.lines_of(span),
            page: None,
            undecided: false,
            note_of: None,
        })
    }
}

/// A block that is one stretch of the source, as it stands.
pub(crate) fn verbatim(source: &str, span: Span, kind: BlockKind, lines: Lines) -> Block {
    Block {
        kind,
        heading: None,
        parent: None,
        text: span.of(source).to_owned(),
        alignment: Alignment::identity(span.start, span.len()),
        span,
        lines,
        page: None,
        undecided: false,
        note_of: None,
    }
}

/// Sets every block's parent from the levels of the headings before it.
pub(crate) fn set_parents(blocks: &mut [Block]) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, block) in blocks.iter_mut().enumerate() {
        if let Some(Heading { level, .. }) = &block.heading {
            while open.last().is_some_and(|&(l, _)| l >= *level) {
                open.pop();
            }
            block.parent = open.last().map(|&(_, i)| i);
            open.push((*level, index));
        } else {
            block.parent = open.last().map(|&(_, i)| i);
        }
    }
}
