//! Anchors: what a note or verdict holds on to, instead of a block id.
//!
//! Blocks are made anew when the analyser improves, and a document is reissued
//! with other line wraps and pages. An anchor is therefore the passage itself,
//! its surroundings and where it stood. It is better lost, and shown so, than
//! moved to a look-alike: these documents repeat whole sentences with another
//! amount or another year in the next line.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use crate::{Document, Normalized, Span, normalize};

use view::View;
use words::{Support, Words, context_after, context_before, is_apart};

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
        Resolver::new(document).anchor(span)
    }

    /// Finds the passage in `document`, another reading or edition of the one it was taken from.
    ///
    /// For several anchors in one document ask a [`Resolver`].
    pub fn resolve(&self, document: &Document) -> Anchored {
        Resolver::new(document).resolve(self)
    }
}

/// A document in which anchors are made and found; what that needs of it is made once.
pub struct Resolver<'d> {
    document: &'d Document,
    /// What is read, then everything.
    views: [View<'d>; 2],
    /// The same, normalised; most documents have not changed, and that is seen without.
    folded: [OnceCell<Normalized>; 2],
}

impl std::fmt::Debug for Resolver<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver").field("blocks", &self.document.blocks.len()).finish_non_exhaustive()
    }
}

impl<'d> Resolver<'d> {
    /// Makes ready for `document`.
    pub fn new(document: &'d Document) -> Self {
        Self { document, views: [View::reading(document), View::whole(document)], folded: Default::default() }
    }

    fn folded(&self, number: usize) -> &Normalized {
        self.folded[number].get_or_init(|| normalize(&self.views[number].text))
    }

    /// As [`Anchor::new`].
    pub fn anchor(&self, span: Span) -> Option<Anchor> {
        let (view, read) = self.locate(span)?;
        let quote = read.of(&view.text);
        if normalize(quote).text.is_empty() {
            return None;
        }
        let block = view.block_at(read.start);
        Some(Anchor {
            quote: quote.to_owned(),
            prefix: context_before(&view.text[..read.start]).to_owned(),
            suffix: context_after(&view.text[read.end..]).to_owned(),
            position: view.source(read),
            section: section(self.document, block),
            page: self.document.blocks[block].page,
        })
    }

    /// The blocks that the words of `span` of the source stand in, by index in reading order, each with its part of
    /// [`Block::text`](crate::Block::text).
    pub fn parts(&self, span: Span) -> Vec<(usize, Span)> {
        self.locate(span).map(|(view, read)| view.parts(read)).unwrap_or_default()
    }

    fn locate(&self, span: Span) -> Option<(&View<'d>, Span)> {
        self.views.iter().find_map(|view| Some((view, view.locate(span)?)))
    }

    /// The anchor of words of which nothing but a page (counted from 1) is known: where they stand, if they stand on it,
    /// or in the document, exactly once.
    pub fn only(&self, quote: &str, page: Option<u32>) -> Option<Anchor> {
        let words = Words::alone(quote);
        let view = &self.views[0];
        let found = words.find(&self.folded(0).text)?;
        let folded = self.folded(0);
        let spans = || found.iter().filter(|f| is_apart(&folded.text, f.0)).map(|f| folded.to_original(f.0));
        let on_page = |span: &Span| self.document.blocks[view.block_at(span.start)].page == page;
        let span = only(spans()).or_else(|| page.and_then(|_| only(spans().filter(on_page))))?;
        self.anchor(view.source(span))
    }

    /// Finds the passage of an anchor that was made in another reading or edition of this document.
    ///
    /// Texts are compared normalised, so that wraps, width and spaces do not matter.
    /// A passage has [`Moved`](Anchored::Moved) to the one place that has its
    /// words between the same words (of several, the one in the same section).
    /// If there is none, to the one place in the same section where one side
    /// agrees wholly and the other at least for 8 characters; around a whole
    /// sentence the other side may differ. A second place with much the same
    /// words around it makes it lost: one of the two is a look-alike.
    pub fn resolve(&self, anchor: &Anchor) -> Anchored {
        // Most documents have not changed; that is seen without folding them.
        let read = Words::read(anchor);
        for view in &self.views {
            if let Some(span) = view.locate(anchor.position).filter(|&span| read.stand_at(&view.text, span)) {
                return Anchored::Same(view.source(span));
            }
        }
        let words = Words::folded(anchor);
        if words.quote.is_empty() {
            return Anchored::Lost;
        }
        for (number, view) in self.views.iter().enumerate() {
            let Some(span) = view.locate(anchor.position) else { continue };
            let folded = self.folded(number);
            let span = folded.alignment.to_derived(span);
            if words.stand_at(&folded.text, span) {
                return Anchored::Same(view.source(folded.to_original(span)));
            }
        }
        let moved = (0..self.views.len()).find_map(|number| self.moved(anchor, number, &words));
        moved.map_or(Anchored::Lost, Anchored::Moved)
    }

    fn moved(&self, anchor: &Anchor, number: usize, words: &Words) -> Option<Span> {
        let (view, folded) = (&self.views[number], self.folded(number));
        let found = words.find(&folded.text)?;
        let with = |support| found.iter().filter(move |f| f.1 == support).map(|f| folded.to_original(f.0));
        let here: Vec<String> = anchor.section.iter().map(|title| normalize(title).text).collect();
        let in_section = |span: &Span| {
            let there = section(self.document, view.block_at(span.start));
            there.len() == here.len() && there.iter().zip(&here).all(|(title, here)| normalize(title).text == *here)
        };
        // Words that stand between much the same words twice are those of a sentence and of its look-alike: where an edit
        // has come near the one, the other may have the better surroundings. Then only the section can tell them apart.
        let likely = || found.iter().filter(|f| f.1 != Support::None);
        let likely_here = || likely().map(|f| (folded.to_original(f.0), f.1)).filter(|(span, _)| in_section(span));
        let place = match only(likely()) {
            Some((span, Support::Full)) => Some(folded.to_original(*span)),
            _ => match only(likely_here()) {
                Some((span, Support::Full)) => Some(span),
                Some((span, Support::Partial)) if with(Support::Full).next().is_none() => Some(span),
                _ => None,
            },
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
