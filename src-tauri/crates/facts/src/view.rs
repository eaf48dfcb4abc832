//! A block in its folded view, which every recogniser reads, with the way back to the block's own text.

use tadori_text::{Block, Normalized, Span, normalize};

/// A block and its folded text.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// Index within the document.
    pub(crate) index: usize,
    /// The block.
    pub(crate) block: &'a Block,
    folded: Normalized,
}

impl<'a> View<'a> {
    pub(crate) fn new(index: usize, block: &'a Block) -> Self {
        Self { index, block, folded: normalize(&block.text) }
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.folded.text
    }

    /// Where bytes `start..end` of the folded text stand in the block's text.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.folded.to_original(Span::new(start, end))
    }

    /// The words of the block that bytes `start..end` of the folded text stand for.
    pub(crate) fn words(&self, start: usize, end: usize) -> &'a str {
        self.span(start, end).of(&self.block.text)
    }

    /// Gives words of the folded text back their printed form, where they stand in `place`.
    pub(crate) fn restore(&self, folded: &mut Option<String>, place: Span) {
        if let Some(words) = folded
            && let Some(at) = place.of(self.text()).find(words.as_str())
        {
            let start = place.start + at;
            *folded = Some(self.words(start, start + words.len()).trim().to_owned());
        }
    }

    /// Where a span of the block's text stands in the folded text.
    pub(crate) fn folded_span(&self, original: Span) -> Span {
        self.folded.alignment.to_derived(original)
    }

    /// The lines of the source that the block's text was put together from, as spans of that text.
    pub(crate) fn lines(&self) -> Vec<Span> {
        let text = &self.block.text;
        if self.block.lines.first == self.block.lines.last {
            return vec![Span::new(0, text.len())];
        }
        let (mut lines, mut start) = (Vec::new(), 0);
        let mut before: Option<usize> = None;
        for (at, c) in text.char_indices() {
            let place = self.block.alignment.to_original(Span::new(at, at + c.len_utf8()));
            if before.is_some_and(|b| place.start > b) || c == '\n' {
                lines.push(Span::new(start, at));
                start = at;
            }
            before = Some(place.end);
        }
        lines.push(Span::new(start, text.len()));
        lines
    }

    /// Where in the folded text the first line of the source ends; the end of the text for a block of one line.
    ///
    /// A mended line wrap is a place where neighbours in the text are not neighbours in the source.
    pub(crate) fn first_line_end(&self) -> usize {
        match self.lines().as_slice() {
            [first, _, ..] => self.folded_span(*first).end,
            _ => self.text().len(),
        }
    }
}
