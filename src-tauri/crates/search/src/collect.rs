//! One pass over the matches: the best passages, how many there are, and how many of each document.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::Order;

/// A passage that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PassageHit {
    /// Number of its document.
    pub document: u64,
    /// Index of its first block.
    pub first: u32,
    /// Index of its last block.
    pub last: u32,
    /// Ranking score; comparable within one answer only.
    pub score: f32,
}

/// What was collected.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// The best allowed passages, best first.
    pub(crate) hits: Vec<PassageHit>,
    /// Allowed passages in all.
    pub(crate) total: usize,
    /// Passages of every document, allowed or not.
    pub(crate) by_document: HashMap<u64, u32>,
}

/// Which documents are allowed, in what order, and how many hits are wanted.
pub(crate) struct PassageCollector<'a> {
    pub(crate) order: &'a Order,
    pub(crate) limit: usize,
}

/// Keys of order, greatest first: an outer key (a date), the score, then the place, so that equal scores never swap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    outer: i64,
    hit: PassageHit,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |h: &PassageHit| (h.document, h.first);
        self.outer
            .cmp(&other.outer)
            .then(self.hit.score.total_cmp(&other.hit.score))
            .then_with(|| place(&other.hit).cmp(&place(&self.hit)))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

pub(crate) struct SegmentPassages {
    document: Column<u64>,
    first: Column<u64>,
    last: Column<u64>,
    order: Order,
    limit: usize,
    /// The least of the best on top.
    heap: BinaryHeap<std::cmp::Reverse<Ranked>>,
    total: usize,
    by_document: HashMap<u64, u32>,
}

impl Collector for PassageCollector<'_> {
    type Fruit = Collected;
    type Child = SegmentPassages;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentPassages> {
        let fields = segment.fast_fields();
        Ok(SegmentPassages {
            document: fields.u64("document")?,
            first: fields.u64("first")?,
            last: fields.u64("last")?,
            order: self.order.clone(),
            limit: self.limit,
            heap: BinaryHeap::new(),
            total: 0,
            by_document: HashMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<(Vec<Ranked>, usize, HashMap<u64, u32>)>) -> tantivy::Result<Collected> {
        let mut out = Collected::default();
        let mut ranked = Vec::new();
        for (part, total, by_document) in fruits {
            ranked.extend(part);
            out.total += total;
            for (document, count) in by_document {
                *out.by_document.entry(document).or_default() += count;
            }
        }
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        ranked.truncate(self.limit);
        out.hits = ranked.into_iter().map(|r| r.hit).collect();
        Ok(out)
    }
}

impl SegmentCollector for SegmentPassages {
    type Fruit = (Vec<Ranked>, usize, HashMap<u64, u32>);

    fn collect(&mut self, doc: DocId, score: Score) {
        let document = self.document.first(doc).unwrap_or_default();
        *self.by_document.entry(document).or_default() += 1;
        let Some(outer) = self.order.key(document) else { return };
        self.total += 1;
        if self.heap.len() == self.limit {
            let least = self.heap.peek().map(|r| (r.0.outer, r.0.hit.score));
            if least.is_none_or(|(o, s)| (outer, score) < (o, s)) {
                return;
            }
        }
        let place = |column: &Column<u64>| column.first(doc).unwrap_or_default() as u32;
        let hit = PassageHit { document, first: place(&self.first), last: place(&self.last), score };
        self.heap.push(std::cmp::Reverse(Ranked { outer, hit }));
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }

    fn harvest(self) -> Self::Fruit {
        (self.heap.into_iter().map(|r| r.0).collect(), self.total, self.by_document)
    }
}

impl Order {
    /// The outer key of a document; `None` where it is not allowed.
    fn key(&self, document: u64) -> Option<i64> {
        let allowed = self.allowed.as_ref().is_none_or(|set| set.contains(&document));
        allowed.then(|| {
            self.keys
                .as_ref()
                .map_or(0, |keys: &Arc<HashMap<u64, i64>>| keys.get(&document).copied().unwrap_or(i64::MIN))
        })
    }
}
