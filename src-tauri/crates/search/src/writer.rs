//! Writing to the index.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, Searcher, Segment, TantivyDocument, Term};

use crate::index::{Error, Fields, Ticket, reading};
use crate::removal::{Made, Removal};
use crate::segment::SegmentBuilder;
use crate::{Analysis, Lexicon};

/// Memory that passages may take before they are written as a segment, bytes.
const SEGMENT_BYTES: usize = 128 << 20;

/// The least memory that tantivy takes for a thread, bytes. Its thread has nothing to do: segments are made here.
const IDLE_BYTES: usize = 15_000_000;

/// Writes to an index. Nothing is seen before [`Writer::commit`]; dropping the writer forgets what was not committed.
pub struct Writer {
    index: IndexWriter<TantivyDocument>,
    /// The passages that are in no file yet, and the segment that they will be.
    passages: SegmentBuilder,
    segment: Segment,
    made: Made,
    /// The index as it was, or was a while before.
    before: Searcher,
    lexicon: Arc<Lexicon>,
    fields: Fields,
    folder: PathBuf,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    pub(crate) fn new(index: &tantivy::Index, before: Searcher, fields: Fields, folder: &Path) -> Result<Self, Error> {
        let index = index.writer_with_num_threads(1, IDLE_BYTES)?;
        // What a kill or a full disk left would be in the way of a file of the same name.
        let _ = index.garbage_collect_files().wait();
        // tantivy numbers what is done, and begins with the number of the last commit: what has that number counts for a
        // merge as done already, and could be lost. So nothing is done under it.
        index.run(Vec::<UserOperation>::new())?;
        let (segment, made) = (index.new_segment(), Made::default());
        made.begin(segment.id());
        let (passages, lexicon, folder) = (SegmentBuilder::default(), Arc::default(), folder.to_owned());
        Ok(Self { index, passages, segment, made, before, lexicon, fields, folder })
    }

    /// Where the documents for this writer note how their words sound.
    pub fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon)
    }

    /// Adds a document under its number; one with the same number is replaced.
    pub fn add(&mut self, document: u64, analysis: &Analysis) -> Result<(), Error> {
        self.remove(document)?;
        for passage in &analysis.passages {
            self.passages.add(document, passage);
            if self.passages.size() >= SEGMENT_BYTES {
                self.write()?;
            }
        }
        Ok(())
    }

    /// Removes a document.
    pub fn remove(&mut self, document: u64) -> Result<(), Error> {
        if self.passages.has(document) {
            self.write()?;
        }
        let removal = Removal::new(Term::from_field_u64(self.fields.document, document), &self.made);
        self.index.delete_query(Box::new(removal))?;
        Ok(())
    }

    /// Writes the passages that are in memory, if there are any.
    fn write(&mut self) -> Result<(), Error> {
        if self.passages.is_empty() {
            return Ok(());
        }
        let next = self.index.new_segment();
        self.made.begin(next.id());
        let segment = std::mem::replace(&mut self.segment, next);
        let count = self.passages.write(&segment, &self.fields)?;
        // tantivy's documentation leaves out what only those call who make segments themselves; its version is pinned.
        self.index.add_segment(segment.with_max_doc(count).meta().clone())?;
        // Not before: where they could not be written, the next commit must not do without them.
        self.passages = SegmentBuilder::default();
        Ok(())
    }

    /// Makes everything since the last commit durable and visible, together with `ticket`.
    pub fn commit(&mut self, ticket: &Ticket) -> Result<(), Error> {
        let known = |pair: &str| {
            let term = Term::from_field_text(self.fields.sounds, pair);
            reading(|| Ok(self.before.doc_freq(&term)?)).is_ok_and(|documents| documents > 0)
        };
        let sounds = self.lexicon.take_fresh(known);
        if !sounds.is_empty() {
            self.passages.add_sounds(&sounds);
        }
        self.write()?;
        let mut commit = self.index.prepare_commit()?;
        commit.set_payload(&format!("{} {}", ticket.stamp, ticket.sequence));
        commit.commit()?;
        share(&self.folder);
        Ok(())
    }

    /// Waits for merges, so that nothing is half done when the program ends.
    pub fn close(self) -> Result<(), Error> {
        self.index.wait_merging_threads()?;
        share(&self.folder);
        Ok(())
    }
}

/// Lets whoever may read the folder read its lists of files too: tantivy makes these for one user alone, and a library that
/// lies on a shared disk would have no index for the others.
fn share(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(metadata) = folder.metadata() else { return };
        let permissions = std::fs::Permissions::from_mode(metadata.permissions().mode() & 0o666);
        for name in ["meta.json", ".managed.json"] {
            // Who cannot change them has nothing to share.
            let _ = std::fs::set_permissions(folder.join(name), permissions.clone());
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests;
