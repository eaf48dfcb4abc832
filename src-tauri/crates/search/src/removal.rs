//! Removing a document from the segments that are there, and not from later ones.
//!
//! tantivy keeps what is to be removed in a queue, and applies it at the commit. A document of its own writer has a number in
//! that queue; a segment that was made elsewhere has none, and may meet removals that are older than itself. So a removal
//! knows which segments it is for.

use std::sync::{Arc, PoisonError, RwLock};

use tantivy::index::{SegmentId, SegmentReader};
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, Term};

/// The segments that a writer began, in this order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made(Arc<RwLock<Vec<SegmentId>>>);

impl Made {
    /// A segment is begun: removals from now on are for all before it.
    pub(crate) fn begin(&self, segment: SegmentId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(segment);
    }

    fn begun(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether `segment` is the one that was begun last when so many were, or a later one.
    fn is_since(&self, segment: SegmentId, begun: usize) -> bool {
        let made = self.0.read().unwrap_or_else(PoisonError::into_inner);
        made[begun.saturating_sub(1)..].contains(&segment)
    }
}

/// Finds the passages of a document, but not those in the segment that is being made, nor in later ones.
#[derive(Clone, Debug)]
pub(crate) struct Removal {
    document: Term,
    made: Made,
    begun: usize,
}

impl Removal {
    /// Of the passages with the term `document`.
    pub(crate) fn new(document: Term, made: &Made) -> Self {
        Self { document, made: made.clone(), begun: made.begun() }
    }
}

impl Query for Removal {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

// Not that of a `TermQuery`, which takes a kilobyte for scores; there can be hundreds of thousands until the commit.
impl Weight for Removal {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.made.is_since(segment.segment_id(), self.begun) {
            return Ok(Box::new(EmptyScorer));
        }
        let terms = segment.inverted_index(self.document.field())?;
        let passages = terms.read_postings(&self.document, IndexRecordOption::Basic)?;
        Ok(passages.map_or(Box::new(EmptyScorer), |passages| Box::new(ConstScorer::new(passages, boost))))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("removal", 1.0))
    }
}
