//! Anchors: what a note or verdict holds on to, instead of a block id.
//!
//! Blocks are made anew when the analyser improves, and a document is reissued
//! with other line wraps and pages. An anchor is therefore the passage itself,
//! its surroundings and where it stood. It is better lost, and shown so, than
//! moved to a look-alike: these documents repeat whole sentences with another
//! amount or another year in the next line.

use serde::{Deserialize, Serialize};

use crate::{Document, Normalized, Span, normalize};

use view::View;
use words::{Support, Words, context_after, context_before};

#[cfg(test)]
mod tests;
mod view;
mod words;

/// A passage, known by its words and their surroundings (W3C `TextQuoteSelector`
/// and `TextPositionSelector`), so that it survives a new edition of its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage as read: line wraps mended, blocks parted by `\n`.
    pub quote: String,
    /// What is read before it: some 32 characters, fewer only at the beginning of the document.
    pub prefix: String,
    /// What is read after it: some 32 characters, fewer only at the end of the document.
    pub suffix: String,
    /// Where it stood in the source.
    pub position: Span,
    /// Text of the headings above it, outermost first.
    pub section: Vec<String>,
    /// Page, counted from 1, on which it begins, where pages are known.
    pub page: Option<u32>,
}

/// What became of an anchored passage. Spans are in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchored {
    /// It stands where it stood, between the same words.
    Same(Span),
    /// It stands elsewhere, or an edit has come near it.
    Moved(Span),
    /// It is gone, or cannot be told from others.
    Lost,
}

impl Anchor {
    /// The anchor of the words that `span` of the source covers; none if it covers no word.
    ///
    /// Page numbers and running heads are passed over, unless the passage is one.
    pub fn new(document: &Document, span: Span) -> Option<Self> {
        let (view, read) = [View::reading, View::whole].into_iter().find_map(|view| {
            let view = view(document);
            let read = view.locate(span)?;
            Some((view, read))
        })?;
        let quote = read.of(&view.text);
        if normalize(quote).text.is_empty() {
            return None;
        }
        let block = view.block_at(read.start);
        Some(Self {
            quote: quote.to_owned(),
            prefix: context_before(&view.text[..read.start]).to_owned(),
            suffix: context_after(&view.text[read.end..]).to_owned(),
            position: view.source(read),
            section: section(document, block),
            page: document.blocks[block].page,
        })
    }

    /// Finds the passage in `document`, another reading or edition of the one it was taken from.
    ///
    /// Texts are compared normalised, so that wraps, width and spaces do not matter.
    /// A passage has [`Moved`](Anchored::Moved) to the one place that has its
    /// words between the same words (of several, the one in the same section).
    /// If there is none, to the one place in the same section where one side
    /// agrees wholly and the other at least for 8 characters; around a whole
    /// sentence the other side may differ.
    pub fn resolve(&self, document: &Document) -> Anchored {
        let views = [View::reading(document), View::whole(document)];
        // Most documents have not changed; that is seen without folding them.
        let read = Words::read(self);
        for view in &views {
            if let Some(span) = view.locate(self.position).filter(|&span| read.stand_at(&view.text, span)) {
                return Anchored::Same(view.source(span));
            }
        }
        let words = Words::folded(self);
        if words.quote.is_empty() {
            return Anchored::Lost;
        }
        let folded = views.each_ref().map(|view| normalize(&view.text));
        for (view, folded) in views.iter().zip(&folded) {
            let span = view.locate(self.position).map(|span| folded.alignment.to_derived(span));
            if let Some(span) = span.filter(|&span| words.stand_at(&folded.text, span)) {
                return Anchored::Same(view.source(folded.to_original(span)));
            }
        }
        for (view, folded) in views.iter().zip(&folded) {
            if let Some(span) = self.moved(document, view, folded, &words) {
                return Anchored::Moved(span);
            }
        }
        Anchored::Lost
    }

    fn moved(&self, document: &Document, view: &View<'_>, folded: &Normalized, words: &Words) -> Option<Span> {
        let found = words.find(&folded.text)?;
        let with = |support| found.iter().filter(move |f| f.1 == support).map(|f| folded.to_original(f.0));
        let here: Vec<String> = self.section.iter().map(|title| normalize(title).text).collect();
        let in_section = |span: &Span| {
            let there = section(document, view.block_at(span.start));
            there.len() == here.len() && there.iter().zip(&here).all(|(title, here)| normalize(title).text == *here)
        };
        let place = if with(Support::Full).next().is_some() {
            only(with(Support::Full)).or_else(|| only(with(Support::Full).filter(in_section)))
        } else {
            only(with(Support::Partial).filter(in_section))
        };
        place.map(|span| view.source(span))
    }
}

/// The item of an iterator that gives exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let item = items.next();
    if items.next().is_some() { None } else { item }
}

/// Text of the headings above block `index`, outermost first.
fn section(document: &Document, index: usize) -> Vec<String> {
    document.section(index).into_iter().map(|heading| document.blocks[heading].text.clone()).collect()
}
