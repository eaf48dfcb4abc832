//! How far the search for links is, and a way to stop it.

use std::ops::{ControlFlow, Range};

use crate::Corpus;

/// Is told how much of how much is done, and says whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(u32, u32) -> ControlFlow<()>;

/// Blocks that are gone through at once, in whole documents: a few seconds of work in a large library.
const AT_ONCE: u32 = 4096;

/// A search that goes several times through all documents.
pub(crate) struct Watched<'w> {
    watch: Watch<'w>,
    done: u32,
    total: u32,
}

impl<'w> Watched<'w> {
    pub(crate) fn new(corpus: &Corpus<'_>, times: u32, watch: Watch<'w>) -> Self {
        let blocks: u32 = corpus.documents.iter().map(|d| d.wording.len() as u32).sum();
        Self { watch, done: 0, total: times * blocks }
    }

    /// Goes once through the documents, some at a time.
    pub(crate) fn each<T>(
        &mut self,
        corpus: &Corpus<'_>,
        mut find: impl FnMut(Range<usize>) -> Vec<T>,
    ) -> ControlFlow<(), Vec<T>> {
        let (mut found, mut first, mut blocks) = (Vec::new(), 0, 0);
        for (document, parts) in corpus.documents.iter().enumerate() {
            blocks += parts.wording.len() as u32;
            if blocks >= AT_ONCE || document + 1 == corpus.documents.len() {
                (self.watch)(self.done, self.total)?;
                found.extend(find(first..document + 1));
                self.done += blocks;
                (first, blocks) = (document + 1, 0);
            }
        }
        ControlFlow::Continue(found)
    }
}
