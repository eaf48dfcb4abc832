//! The running text of a document, with the way back to its source.

use crate::{Block, BlockKind, Document, Span};

/// The texts of blocks in reading order, parted by line feeds.
pub(super) struct View<'d> {
    document: &'d Document,
    pub(super) text: String,
    /// Where each block begins in `text`, and its index in the document.
    starts: Vec<(usize, usize)>,
}

impl<'d> View<'d> {
    /// What is read: no page numbers and running heads, which move on their own.
    pub(super) fn reading(document: &'d Document) -> Self {
        Self::of(document, |block| block.kind != BlockKind::Furniture)
    }

    /// Everything.
    pub(super) fn whole(document: &'d Document) -> Self {
        Self::of(document, |_| true)
    }

    fn of(document: &'d Document, wanted: fn(&Block) -> bool) -> Self {
        let mut text = String::with_capacity(document.source.text().len());
        let mut starts = Vec::new();
        for (index, block) in document.blocks.iter().enumerate().filter(|(_, block)| wanted(block)) {
            if !starts.is_empty() {
                text.push('\n');
            }
            starts.push((text.len(), index));
            text.push_str(&block.text);
        }
        Self { document, text, starts }
    }

    /// The text, from its first word to its last, that stands for `position` of the source.
    pub(super) fn locate(&self, position: Span) -> Option<Span> {
        // A block that is interrupted by another (a footnote at a page's foot) covers
        // it in the source. So only the blocks at both ends of the position count.
        let hit = |&(start, index): &(usize, usize)| {
            let block = &self.document.blocks[index];
            let read = block.alignment.to_derived(position);
            let source = block.alignment.to_original(read);
            (!read.is_empty()).then(|| (Span::new(start + read.start, start + read.end), source))
        };
        let hits: Vec<(Span, Span)> = self.starts.iter().filter_map(hit).collect();
        let first = hits.iter().min_by_key(|(_, source)| source.start)?.0;
        let last = hits.iter().max_by_key(|(_, source)| source.end)?.0;
        // Where reading order is not source order the ends may be swapped.
        let (start, end) = (first.start.min(last.start), first.end.max(last.end));
        // A position in another edition may cut through a character of this one.
        let read = self.text.get(start..end)?;
        let words = read.trim();
        let start = start + (read.len() - read.trim_start().len());
        (!words.is_empty()).then(|| Span::new(start, start + words.len()))
    }

    /// The bytes of the source that `span` of the text stands for.
    pub(super) fn source(&self, span: Span) -> Span {
        let end = self.part_in(self.starts.partition_point(|s| s.0 < span.end), span).end;
        let start = self.part_in(self.starts.partition_point(|s| s.0 <= span.start), span).start;
        Span::new(start.min(end), start.max(end))
    }

    /// The blocks that `span` of the text lies in, by index in the document, each with its part of the block's text.
    pub(super) fn parts(&self, span: Span) -> Vec<(usize, Span)> {
        let first = self.starts.partition_point(|s| s.0 <= span.start).max(1) - 1;
        let touched = self.starts[first..].iter().take_while(|(start, _)| *start < span.end);
        let part = |&(start, index): &(usize, usize)| {
            let within = |at: usize| at.saturating_sub(start).min(self.document.blocks[index].text.len());
            let part = Span::new(within(span.start), within(span.end));
            (!part.is_empty()).then_some((index, part))
        };
        touched.filter_map(part).collect()
    }

    /// Index in the document of the block at `offset` of the text.
    pub(super) fn block_at(&self, offset: usize) -> usize {
        self.starts[self.starts.partition_point(|s| s.0 <= offset).max(1) - 1].1
    }

    /// The source of the part of `span` that lies in the block before number `next` of the view.
    fn part_in(&self, next: usize, span: Span) -> Span {
        let (start, index) = self.starts[next.max(1) - 1];
        let block = &self.document.blocks[index];
        let within = |at: usize| at.saturating_sub(start).min(block.text.len());
        block.alignment.to_original(Span::new(within(span.start), within(span.end)))
    }
}
