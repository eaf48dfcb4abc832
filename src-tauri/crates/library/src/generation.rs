//! The index as the library keeps it: a folder a generation, caught up with the database, rebuilt beside the old one.
//!
//! An open index cannot be renamed on Windows, so a rebuilt one gets a folder
//! with the next number, and the swap is one number in the database.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tadori_search::{Analysis, Index, Ticket, Writer};

use crate::folder::WriterLock;
use crate::report::Step;
use crate::{Error, Library, index_folder, open_index, store};

/// An index and the number of its folder.
#[derive(Debug)]
pub(crate) struct Generation {
    pub(crate) number: u32,
    pub(crate) index: Index,
}

/// Documents that are analysed together, on all cores, and held in memory meanwhile.
const BATCH: usize = 64;

/// An index being written is committed at least this often, so that a kill costs little work.
const COMMIT_EVERY: Duration = Duration::from_secs(5);

impl Library {
    /// Does what an upgrade or a crash left to do: derives documents anew whose analyser was older, rebuilds an index
    /// that is damaged or was made otherwise, catches up one that lags behind. Quick when there is nothing to do.
    pub fn settle(&self, progress: &dyn Fn(Step)) -> Result<(), Error> {
        if self.read_only() {
            return Ok(());
        }
        let outdated = self.outdated()?;
        if outdated.is_empty() && self.is_settled()? {
            self.sweep();
            return Ok(());
        }
        let lock = self.folder.lock()?;
        let work = || {
            self.rederive(&outdated, &lock)?;
            self.settle_index(&lock, progress)
        };
        work().map_err(|e: Error| e.of(self.path()))
    }

    /// Whether the index has everything that the database has, analysed as this program does.
    pub fn is_settled(&self) -> Result<bool, Error> {
        let sequence = store::sequence(&self.connection())?;
        let stamp = Ticket::stamp_of(&self.analyzer);
        let Some(generation) = self.index() else { return Ok(false) };
        let ticket = generation.index.ticket().unwrap_or_default();
        Ok(ticket.map_or(sequence == 0, |t| t == Ticket { stamp, sequence }))
    }

    /// Opens the index that the database names, when it is another than the one at hand, and sees its last commit.
    pub(crate) fn refresh_index(&self) -> Result<bool, Error> {
        let number = store::state(&self.connection(), "index_generation")? as u32;
        let current = self.index();
        if let Some(generation) = current.filter(|g| g.number == number) {
            return Ok(generation.index.reload().map(|()| false)?);
        }
        // One that cannot be opened is rebuilt by `settle`; meanwhile there is none.
        let Ok(index) = open_index(&self.folder, number, self.read_only()) else { return Ok(false) };
        *self.index.write().expect("no thread panics with it") = Some(Arc::new(Generation { number, index }));
        Ok(true)
    }

    /// Catches the index up, or rebuilds it; the caller holds the writer's lock.
    pub(crate) fn settle_index(&self, _lock: &WriterLock, progress: &dyn Fn(Step)) -> Result<(), Error> {
        let stamp = Ticket::stamp_of(&self.analyzer);
        if let Some(generation) = self.index() {
            let ticket = generation.index.ticket().unwrap_or_default();
            // One that is ahead of the database belongs to another state of it (a backup was put back).
            let sequence = store::sequence(&self.connection())?;
            if ticket.as_ref().is_none_or(|t| t.stamp == stamp && t.sequence <= sequence) {
                let from = ticket.map_or(0, |t| t.sequence);
                match self.fill(&generation.index, from, progress).map_err(|e| e.of(self.path())) {
                    Ok(()) => return Ok(()),
                    // Another index has no room either.
                    Err(full @ Error::DiskFull { .. }) => return Err(full),
                    Err(_) => {}
                }
            }
        }
        self.rebuild(progress)
    }

    /// Makes the next generation from the database, swaps to it, and removes the older ones.
    pub(crate) fn rebuild(&self, progress: &dyn Fn(Step)) -> Result<(), Error> {
        let number = store::state(&self.connection(), "index_generation")? as u32 + 1;
        let folder = index_folder(&self.folder, number);
        if folder.exists() {
            // What an interrupted rebuild left; it was never current.
            fs::remove_dir_all(&folder).map_err(|e| Error::io(&folder, e))?;
        }
        let index = open_index(&self.folder, number, false)?;
        if let Err(error) = self.fill(&index, 0, progress) {
            // A full disk is seen while it is full; then the room is given back.
            let error = error.of(self.path());
            drop(index);
            let _ = fs::remove_dir_all(&folder);
            return Err(error);
        }
        let connection = crate::schema::connect(&self.folder.database())?;
        store::set_state(&connection, "index_generation", u64::from(number))?;
        self.refresh_index()?;
        self.remove_older(number);
        Ok(())
    }

    /// Removes what a rebuild left that was killed right after its swap; not while another process makes a new generation.
    fn sweep(&self) {
        let Some(generation) = self.index() else { return };
        let alone = self.generations().all(|(number, _)| number == generation.number);
        if alone {
            return;
        }
        let Ok(_lock) = self.folder.lock() else { return };
        // Asked again under the lock: another process may have swapped meanwhile.
        if let Ok(current) = store::state(&self.connection(), "index_generation") {
            self.remove_older(current as u32);
        }
    }

    /// The folders of all generations, by number.
    fn generations(&self) -> impl Iterator<Item = (u32, PathBuf)> {
        let entries = fs::read_dir(self.folder.indexes()).into_iter().flatten().flatten();
        entries.filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
    }

    /// Removes the folders of other generations; one that is still open elsewhere stays until the next time.
    fn remove_older(&self, current: u32) {
        for (number, folder) in self.generations() {
            if number != current {
                let _ = fs::remove_dir_all(folder);
            }
        }
    }

    /// Brings `index` from the change numbered `from` to the last one.
    fn fill(&self, index: &Index, from: u64, progress: &dyn Fn(Step)) -> Result<(), Error> {
        let (sequence, (added, gone)) = {
            let connection = self.connection();
            (store::sequence(&connection)?, store::changes(&connection, from)?)
        };
        let mut writing = Writing::new(self, index)?;
        for key in gone {
            writing.writer.remove(key)?;
        }
        let catalogue = crate::document::Catalogue::load(&self.connection())?;
        let lexicon = writing.writer.lexicon();
        for (batch, keys) in added.chunks(BATCH).enumerate() {
            let analysed: Vec<(u64, Analysis)> = keys
                .par_iter()
                .map(|&key| {
                    let title = catalogue.by_key(key).map_or(String::new(), |row| row.title().to_owned());
                    let rows = store::blocks(&self.connection(), key, 0, u32::MAX)?;
                    let blocks: Vec<_> = rows.into_iter().map(|row| row.block).collect();
                    Ok((key, Analysis::new(&self.analyzer, &lexicon, &title, &blocks)))
                })
                .collect::<Result<_, Error>>()?;
            for (key, analysis) in analysed {
                writing.writer.add(key, &analysis)?;
            }
            progress(Step::Indexed { done: (batch * BATCH + keys.len()) as u32, total: added.len() as u32 });
        }
        writing.finish(sequence)?;
        Ok(index.reload()?)
    }
}

/// An index being written to, committed every few seconds.
pub(crate) struct Writing {
    pub(crate) writer: Writer,
    stamp: String,
    committed: Instant,
}

impl Writing {
    pub(crate) fn new(library: &Library, index: &Index) -> Result<Self, Error> {
        let stamp = Ticket::stamp_of(&library.analyzer);
        Ok(Self { writer: index.writer()?, stamp, committed: Instant::now() })
    }

    /// Commits when the last commit is a while ago; everything up to `sequence` must have been added.
    pub(crate) fn tick(&mut self, sequence: u64) -> Result<bool, Error> {
        let due = self.committed.elapsed() >= COMMIT_EVERY;
        if due {
            self.commit(sequence)?;
        }
        Ok(due)
    }

    fn commit(&mut self, sequence: u64) -> Result<(), Error> {
        self.writer.commit(&Ticket { stamp: self.stamp.clone(), sequence })?;
        self.committed = Instant::now();
        Ok(())
    }

    /// Commits and ends.
    pub(crate) fn finish(mut self, sequence: u64) -> Result<(), Error> {
        self.commit(sequence)?;
        Ok(self.writer.close()?)
    }
}
