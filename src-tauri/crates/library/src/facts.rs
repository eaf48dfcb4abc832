//! 事実: what the documents say, read out of their stored blocks.

use std::ops::ControlFlow;
use std::sync::Arc;

use rayon::prelude::*;
use rusqlite::TransactionBehavior;
use tadori_dictionary::Vocabulary;
use tadori_facts::{Catalogue, FACTS_VERSION, Facts, Judged, Names};
use tadori_text::{Block, NORMAL_VERSION};

use crate::control::ReadingWatch;
use crate::{BlockRow, DocumentRow, Error, Library, schema, store};

/// A document with what was read out of it.
#[derive(Clone, Debug)]
pub struct DocumentFacts {
    /// What is known of it.
    pub document: Arc<DocumentRow>,
    /// Its blocks in reading order.
    pub blocks: Vec<BlockRow>,
    /// What they say; block numbers count in `blocks`.
    pub facts: Facts,
}

impl DocumentFacts {
    /// Its blocks, without where they are stored.
    pub(crate) fn plain_blocks(&self) -> Vec<Block> {
        plain(&self.blocks)
    }
}

/// Blocks, without where they are stored.
pub(crate) fn plain(rows: &[BlockRow]) -> Vec<Block> {
    rows.iter().map(|row| row.block.clone()).collect()
}

/// What the facts of a document depend on besides its blocks: the recognisers, the folding of text, the vocabulary.
pub(crate) fn stamp(vocabulary: &Vocabulary) -> String {
    let vocabulary = blake3::hash(store::to_json(vocabulary).as_bytes());
    format!("{FACTS_VERSION}.{NORMAL_VERSION}.{}", &vocabulary.to_hex()[..16])
}

/// Documents that are read out of the database at once.
const AT_ONCE: usize = 64;

/// A document, its blocks, and what was read out of it before.
type Stored = (Arc<DocumentRow>, Vec<BlockRow>, Option<Facts>);

impl Library {
    /// What one document says, or every current document, in the order of [`Library::documents`].
    pub fn facts(&self, document: Option<&str>) -> Result<Vec<DocumentFacts>, Error> {
        let documents = match document {
            Some(id) => vec![self.document(id)?],
            None => self.documents(),
        };
        self.facts_of(&documents, &mut |_, _| ControlFlow::Continue(()))
    }

    /// What these documents say; `watch` is asked for each of them, and at the end.
    pub(crate) fn facts_of(
        &self,
        documents: &[Arc<DocumentRow>],
        watch: ReadingWatch<'_>,
    ) -> Result<Vec<DocumentFacts>, Error> {
        let vocabulary = self.folder.vocabulary()?;
        let (names, stamp) = (Names::new(&vocabulary), stamp(&vocabulary));
        let total = documents.len();
        let mut go_on = |done: usize| match watch(done as u32, total as u32) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        };
        let mut read: Vec<DocumentFacts> = Vec::with_capacity(total);
        for some in documents.chunks(AT_ONCE) {
            let stored = self.stored(some, &stamp).map_err(|e| e.of(self.path()))?;
            let new: Vec<bool> = stored.iter().map(|(.., facts)| facts.is_none()).collect();
            let noted = |(document, blocks, facts): Stored| {
                let facts = facts.unwrap_or_else(|| tadori_facts::read(&plain(&blocks), &document.metadata, &names));
                DocumentFacts { document, blocks, facts }
            };
            let now: Vec<DocumentFacts> = stored.into_par_iter().map(noted).collect();
            self.keep_facts(now.iter().zip(new).filter(|(_, new)| *new).map(|(read, _)| read), &stamp);
            for noted in now {
                go_on(read.len())?;
                read.push(noted);
            }
        }
        go_on(total)?;
        Ok(read)
    }

    /// Some documents with their blocks, and with what was read out of them before, where that still holds.
    fn stored(&self, documents: &[Arc<DocumentRow>], stamp: &str) -> Result<Vec<Stored>, Error> {
        let connection = self.connection();
        let stored = |document: &Arc<DocumentRow>| {
            let blocks = store::blocks(&connection, document.key, 0, u32::MAX)?;
            Ok((Arc::clone(document), blocks, store::derived::facts(&connection, document, stamp)?))
        };
        documents.iter().map(stored).collect()
    }

    /// Keeps what was read; where that cannot be (somebody is writing, the disk is full), it is read again next time.
    fn keep_facts<'a>(&self, read: impl Iterator<Item = &'a DocumentFacts>, stamp: &str) {
        let mut read = read.peekable();
        if self.read_only() || read.peek().is_none() {
            return;
        }
        let keep = || -> Result<(), Error> {
            let mut connection = schema::connect(&self.folder.database())?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for read in read {
                store::derived::keep_facts(&transaction, &read.document, stamp, &read.facts)?;
            }
            Ok(transaction.commit()?)
        };
        let _ = keep();
    }

    /// What one document says, read once as long as the library stays as it is and no other one is asked for.
    pub fn noted(&self, document: &str) -> Result<Arc<DocumentFacts>, Error> {
        let mut kept = self.noted.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let sequence = self.catalogue().sequence();
        let same = |(at, read): &&(u64, Arc<DocumentFacts>)| *at == sequence && read.document.id.as_str() == document;
        if let Some((_, read)) = kept.as_ref().filter(same) {
            return Ok(Arc::clone(read));
        }
        let read = self.facts(Some(document))?.pop().ok_or_else(|| Error::NoDocument { id: document.to_owned() })?;
        let read = Arc::new(read);
        *kept = Some((sequence, Arc::clone(&read)));
        Ok(read)
    }

    /// All projects and programs of documents that [`Library::facts`] read; `blocks`: those of each document.
    pub(crate) fn programs(
        &self,
        documents: &[DocumentFacts],
        blocks: &[Vec<Block>],
        judged: &Judged,
    ) -> Result<Catalogue, Error> {
        let vocabulary = self.folder.vocabulary()?;
        let given: Vec<_> =
            blocks.iter().zip(documents).map(|(b, d)| (b.as_slice(), d.facts.declared.as_slice())).collect();
        Ok(tadori_facts::catalogue(&given, &vocabulary, judged))
    }
}
