//! 事実: what the documents say, read out of their stored blocks.

use std::ops::ControlFlow;
use std::sync::Arc;

use tadori_facts::{Catalogue, Facts, Judged, Names};
use tadori_text::Block;

use crate::control::ReadingWatch;
use crate::{BlockRow, DocumentRow, Error, Library};

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
        self.blocks.iter().map(|row| row.block.clone()).collect()
    }
}

impl Library {
    /// Compiles the names of this library's vocabulary.
    fn names(&self) -> Result<Names, Error> {
        Ok(Names::new(&self.folder.vocabulary()?))
    }

    /// What one document says, or every current document, in the order of [`Library::documents`].
    pub fn facts(&self, document: Option<&str>) -> Result<Vec<DocumentFacts>, Error> {
        let documents = match document {
            Some(id) => vec![self.document(id)?],
            None => self.documents(),
        };
        self.facts_of(documents, &mut |_, _| ControlFlow::Continue(()))
    }

    /// What these documents say; `watch` is asked before each of them, and at the end.
    pub(crate) fn facts_of(
        &self,
        documents: Vec<Arc<DocumentRow>>,
        watch: ReadingWatch<'_>,
    ) -> Result<Vec<DocumentFacts>, Error> {
        let names = self.names()?;
        let total = documents.len();
        let mut go_on = |done: usize| match watch(done as u32, total as u32) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        };
        let mut read = Vec::with_capacity(total);
        for document in documents {
            go_on(read.len())?;
            let rows = self.blocks(&document, 0, u32::MAX)?;
            let blocks: Vec<_> = rows.iter().map(|r| r.block.clone()).collect();
            let facts = tadori_facts::read(&blocks, &document.metadata, &names);
            read.push(DocumentFacts { document, blocks: rows, facts });
        }
        go_on(total)?;
        Ok(read)
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
