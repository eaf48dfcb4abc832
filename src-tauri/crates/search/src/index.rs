//! The index on disk: opening, writing, searching.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tadori_dictionary::Analyzer;
use tadori_text::NORMAL_VERSION;
use tantivy::query::{BooleanQuery, Occur};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{IndexReader, ReloadPolicy, Term};

use crate::collect::{Collected, PassageCollector, PassageHit};
use crate::query::{Query, Unit};
use crate::rank::{self, Asked};
use crate::unlocked::Unlocked;
use crate::{Matcher, Writer};

/// Version of the schema and of what goes into it. A change makes stored indexes be rebuilt.
const SCHEMA_VERSION: u32 = 5;

/// The index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the index is missing, damaged, or cannot be written.
    #[error("the search index cannot be used: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// Its files do not hold what they should: reading them ended in a panic.
    #[error("the search index is damaged; run `tadori doctor`, which makes it anew")]
    Damaged,
    /// The folder of the index cannot be made.
    #[error("the folder of the search index cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

/// Does something that reads files of the index. They are checked by checksum only when asked for (`doctor`), and
/// tantivy trusts them: damage may show as a panic.
pub(crate) fn reading<T>(read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Error::Damaged))
}

/// The fields of a passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) document: Field,
    pub(crate) first: Field,
    pub(crate) last: Field,
    pub(crate) words: Field,
    pub(crate) grams: Field,
    pub(crate) sounds: Field,
    pub(crate) context: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |record: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(record.has_freq()))
    };
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let fields = Fields {
        document: builder.add_u64_field("document", FAST | INDEXED),
        first: builder.add_u64_field("first", FAST),
        last: builder.add_u64_field("last", FAST),
        words: builder.add_text_field("words", text(positions)),
        grams: builder.add_text_field("grams", text(positions)),
        sounds: builder.add_text_field("sounds", text(IndexRecordOption::Basic)),
        context: builder.add_text_field("context", text(IndexRecordOption::WithFreqs)),
    };
    (builder.build(), fields)
}

/// What a commit says of itself: how the text was analysed, and up to where in the database's sequence it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Schema, folding, dictionary and atoms; an index with another stamp must be made anew.
    pub stamp: String,
    /// The database's sequence number that the index has caught up to.
    pub sequence: u64,
}

impl Ticket {
    /// The stamp of an index made by this program with `analyzer`.
    pub fn stamp_of(analyzer: &Analyzer) -> String {
        format!("{SCHEMA_VERSION}.{NORMAL_VERSION}.{}", analyzer.fingerprint())
    }

    fn parse(payload: &str) -> Option<Self> {
        let (stamp, sequence) = payload.split_once(' ')?;
        Some(Self { stamp: stamp.to_owned(), sequence: sequence.parse().ok()? })
    }
}

/// Which documents count, and in what order hits come.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Numbers of the documents that are allowed; `None` for all.
    pub allowed: Option<Arc<HashSet<u64>>>,
    /// An outer key for each document, greatest first; `None` for best score first.
    pub keys: Option<Arc<HashMap<u64, i64>>>,
}

/// The answer to a search.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Passages that have what was asked for.
    pub hits: Vec<PassageHit>,
    /// How many such passages there are among the allowed documents.
    pub total: usize,
    /// How many such passages each document has, allowed or not.
    pub by_document: HashMap<u64, u32>,
    /// Passages that have only some of it, best first; only looked for where hits are few.
    pub near: Vec<PassageHit>,
    /// Of what was looked for, by position in [`Query::looked_for`]: what stands nowhere. Only where there are no hits.
    pub unknown: Vec<usize>,
}

/// An index on disk, open for searching. Searches see what any process committed.
#[allow(clippy::struct_field_names, reason = "it is what tantivy calls an index")]
pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    folder: PathBuf,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `folder`, or makes an empty one there.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)?;
        let (schema, fields) = schema();
        let directory = tantivy::directory::MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        Self::with(tantivy::Index::open_or_create(directory, schema)?, fields, folder)
    }

    /// Opens the index in `folder`, which nobody can write to.
    pub fn open_read_only(folder: &Path) -> Result<Self, Error> {
        let (schema, fields) = schema();
        let directory = tantivy::directory::MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let index = reading(|| Ok(tantivy::Index::open(Unlocked(directory))?))?;
        // Another schema has other fields under these numbers.
        if index.schema() != schema {
            return Err(Error::Damaged);
        }
        Self::with(index, fields, folder)
    }

    fn with(index: tantivy::Index, fields: Fields, folder: &Path) -> Result<Self, Error> {
        let reader = reading(|| Ok(index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?))?;
        Ok(Self { index, reader, fields, folder: folder.to_owned() })
    }

    /// What the last commit says of itself; `None` before the first one.
    pub fn ticket(&self) -> Result<Option<Ticket>, Error> {
        Ok(self.index.load_metas()?.payload.as_deref().and_then(Ticket::parse))
    }

    /// Makes searches see the last commit.
    pub fn reload(&self) -> Result<(), Error> {
        reading(|| Ok(self.reader.reload()?))
    }

    /// Reads every file of the index and names those that are damaged.
    pub fn damaged(&self) -> Result<Vec<String>, Error> {
        let damaged = reading(|| Ok(self.index.validate_checksum()?))?;
        Ok(damaged.into_iter().map(|p| p.display().to_string()).collect())
    }

    /// Starts writing; there can be one writer at a time.
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::new(&self.index, self.reader.searcher(), self.fields, &self.folder)
    }

    /// Searches. `limit` hits from `offset` on; near ones only where fewer than `near_below` hits exist.
    pub fn search(
        &self,
        query: &Query,
        order: &Order,
        offset: usize,
        limit: usize,
        near_below: usize,
    ) -> Result<Found, Error> {
        if query.is_empty() {
            return Ok(Found::default());
        }
        reading(|| self.look_up(query, order, offset, limit, near_below))
    }

    fn look_up(
        &self,
        query: &Query,
        order: &Order,
        offset: usize,
        limit: usize,
        near_below: usize,
    ) -> Result<Found, Error> {
        let searcher = self.reader.searcher();
        let asked = Asked::new(query, &self.fields, &searcher);
        let mut units: Vec<_> = query.units.iter().collect();
        if query.sentence {
            // A sentence may hold words that no document uses; they must not hide the rest.
            let known: Vec<_> = units.iter().copied().filter(|u| asked.exists(u).unwrap_or(true)).collect();
            if !known.is_empty() {
                units = known;
            }
        }
        let needed: Vec<_> = units.iter().map(|u| asked.has(u)).collect();
        let score = rank::score(query, &asked);
        let with = |required: usize| {
            BooleanQuery::new(vec![(Occur::Must, rank::hits(&needed, required)), (Occur::Should, score.box_clone())])
        };
        let full = with(query.required(units.len()));
        let collect = |query: &dyn tantivy::query::Query, limit: usize, order: &Order| {
            searcher.search(query, &PassageCollector { order, limit: limit.max(1) })
        };
        let Collected { mut hits, total, by_document } = collect(&full, offset.saturating_add(limit), order)?;
        hits.drain(..offset.min(hits.len()));
        hits.truncate(limit);
        let mut found = Found { hits, total, by_document, ..Found::default() };
        if total < near_below {
            // The few hits are taken out here: a phrase in a MustNot clause is asked to go backwards (tantivy 0.27 has
            // an assertion against it).
            let full: HashSet<(u64, u32)> = found.hits.iter().map(|h| (h.document, h.first)).collect();
            let near = Order { keys: None, ..order.clone() };
            let mut rest = collect(&with(1), near_below.saturating_add(total), &near)?.hits;
            rest.retain(|h| !full.contains(&(h.document, h.first)));
            if total == 0 && rest.is_empty() {
                // Not one of the words: what shares pieces of them may be a spelling that was meant.
                rest = collect(score.as_ref(), near_below, &near)?.hits;
            }
            found.near = rest;
            found.near.truncate(near_below);
        }
        if total == 0 {
            for (i, unit) in query.units.iter().enumerate() {
                if !asked.exists(unit)? {
                    found.unknown.push(i);
                }
            }
        }
        Ok(found)
    }

    /// What marks the words of `query` in a text, with their weights in this index.
    pub fn matcher(&self, query: &Query, analyzer: &Analyzer) -> Matcher {
        let searcher = self.reader.searcher();
        let passages = searcher.num_docs() as f32;
        let idf = |field: Field, text: &str| {
            let n = reading(|| Ok(searcher.doc_freq(&Term::from_field_text(field, text))?)).unwrap_or(0) as f32;
            (1.0 + (passages - n + 0.5).max(0.0) / (n + 0.5)).ln()
        };
        let asked = reading(|| Ok(Asked::new(query, &self.fields, &searcher)));
        let sounding = |unit: &Unit| asked.as_ref().map_or(vec![], |asked| asked.spellings(unit).to_vec());
        Matcher::new(query, analyzer, sounding, |w| idf(self.fields.words, w), |g| idf(self.fields.grams, g))
    }
}
