//! 取込: files into the library, as a job with progress, cancel and a report for each file.
//!
//! A file is in the library, whole, or it is not: one transaction each. The
//! list of what is left is in the database, so that after a kill the job can
//! be taken up again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

use rusqlite::{Connection, params};
use tadori_search::Lexicon;

use crate::control::{Control, Progress};
use crate::files::{files_of, known_as, path_of};
use crate::generation::Writing;
use crate::helper::Watch;
use crate::prepare::Prepared;
use crate::report::{FileStatus, ImportOptions, ImportSummary, Refusal, Step};
use crate::{Error, Library, store};

impl Library {
    /// Imports files, and folders with all that is in them.
    pub fn import(
        &self,
        paths: &[PathBuf],
        options: &ImportOptions,
        progress: Progress<'_>,
    ) -> Result<ImportSummary, Error> {
        self.run_import(&files_of(paths), options, progress).map_err(|e| e.of(self.path()))
    }

    /// How many files an import that was cut off had left; none while somebody writes, whose import it may be.
    pub fn unfinished_import(&self) -> Result<u32, Error> {
        match self.pending()? {
            1.. if matches!(self.folder.lock(), Err(Error::Busy { .. })) => Ok(0),
            left => Ok(left),
        }
    }

    /// How many files an import has left that is going on or was cut off.
    pub(crate) fn pending(&self) -> Result<u32, Error> {
        Ok(self.connection().query_row("SELECT count(*) FROM pending", [], |row| row.get(0))?)
    }

    /// Takes up imports that were cut off, each with what the user had said of its files.
    pub fn resume_import(&self, progress: Progress<'_>) -> Result<ImportSummary, Error> {
        let rows: Vec<(String, String)> = {
            let connection = self.connection();
            let mut statement = connection.prepare("SELECT options, path FROM pending ORDER BY rowid")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?
        };
        let mut sum = ImportSummary::default();
        for job in rows.chunk_by(|a, b| a.0 == b.0) {
            let options = serde_json::from_str(&job[0].0).unwrap_or_default();
            let files: Vec<PathBuf> = job.iter().map(|(_, known)| path_of(known)).collect();
            let part = self.run_import(&files, &options, progress).map_err(|e| e.of(self.path()))?;
            sum = ImportSummary {
                imported: sum.imported + part.imported,
                unchanged: sum.unchanged + part.unchanged,
                refused: sum.refused + part.refused,
                cancelled: part.cancelled,
            };
            if sum.cancelled {
                break;
            }
        }
        Ok(sum)
    }

    /// Forgets what an import that was cut off had left.
    pub fn forget_import(&self) -> Result<(), Error> {
        let _lock = self.folder.lock()?;
        crate::schema::connect(&self.folder.database())?.execute("DELETE FROM pending", [])?;
        Ok(())
    }

    fn run_import(
        &self,
        files: &[PathBuf],
        options: &ImportOptions,
        progress: Progress<'_>,
    ) -> Result<ImportSummary, Error> {
        self.check_writable()?;
        let lock = self.folder.lock()?;
        if !self.is_settled()? {
            self.settle_index(&lock, progress.report)?;
        }
        let mut connection = crate::schema::connect(&self.folder.database())?;
        remember(&mut connection, files, options)?;
        (progress.report)(Step::Started { total: files.len() as u32 });
        let generation = self.index().ok_or_else(|| Error::no_index(self.path()))?;
        let mut writing = Writing::new(self, &generation.index)?;
        let mut summary = ImportSummary::default();
        // Up to here the index has everything; never claim more for it than was handed to it.
        let mut added = store::sequence(&connection)?;
        let lexicon = writing.writer.lexicon();
        let outcome = self.each_prepared(files, &lexicon, options, progress, |path, prepared| {
            let report = self.take_in(&mut connection, &mut writing, path, prepared)?;
            match report.status {
                FileStatus::Imported | FileStatus::Updated => summary.imported += 1,
                FileStatus::Unchanged => summary.unchanged += 1,
                FileStatus::Refused => summary.refused += 1,
            }
            added = store::sequence(&connection)?;
            (progress.report)(Step::File(Box::new(report)));
            if writing.tick(added)? {
                self.refresh()?;
            }
            Ok(())
        });
        // Whatever stopped the job, what was reported done goes into the index.
        let finished = writing.finish(added);
        if outcome.is_ok() {
            summary.cancelled = progress.control.cancelled();
            // What a stop left can be taken up again, as what a kill left can.
            if !summary.cancelled {
                forget(&mut connection, files)?;
            }
        }
        outcome?;
        finished?;
        self.refresh()?;
        Ok(summary)
    }

    /// Prepares files on all cores and hands them over in the order given.
    fn each_prepared(
        &self,
        files: &[PathBuf],
        lexicon: &Lexicon,
        options: &ImportOptions,
        progress: Progress<'_>,
        mut take: impl FnMut(&Path, Result<Prepared, Refusal>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let threads = std::thread::available_parallelism().map_or(2, usize::from).min(4);
        let queue = Queue { files: files.len(), ahead: 2 * threads, state: Mutex::default(), moved: Condvar::new() };
        let control = progress.control;
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            for _ in 0..threads {
                let (sender, queue) = (sender.clone(), &queue);
                scope.spawn(move || {
                    while let Some(at) = queue.next(control) {
                        let pages = |done, total| drop(sender.send((at, News::Pages { done, total })));
                        let stopped = || control.cancelled() || queue.stopped();
                        let prepared =
                            self.prepare(&files[at], lexicon, options, Watch { stopped: &stopped, pages: &pages });
                        if sender.send((at, News::Prepared(Box::new(prepared)))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            // Opened on every way out, or the threads would wait for ever.
            let _open = Opened(&queue);
            let mut waiting = BTreeMap::new();
            let mut at = 0;
            for (index, news) in receiver {
                match news {
                    News::Prepared(prepared) => drop(waiting.insert(index, prepared)),
                    News::Pages { done, total } => {
                        (progress.report)(Step::Pages { path: files[index].clone(), done, total });
                    }
                }
                while let Some(prepared) = waiting.remove(&at) {
                    if !control.go_on() {
                        return Ok(());
                    }
                    take(&files[at], *prepared)?;
                    at += 1;
                    queue.taken(at);
                }
            }
            Ok(())
        })
    }
}

/// What a thread that prepares files says of one.
enum News {
    Pages { done: u32, total: u32 },
    Prepared(Box<Result<Prepared, Refusal>>),
}

/// Which file is next, never far ahead of the one that is being written: a slow one must not make
/// thousands of others wait in memory.
struct Queue {
    files: usize,
    ahead: usize,
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    taken: usize,
    stopped: bool,
}

impl Queue {
    fn next(&self, control: &Control) -> Option<usize> {
        if !control.go_on() {
            return None;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while !state.stopped && state.next < self.files && state.next >= state.taken + self.ahead {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped || state.next >= self.files || control.cancelled() {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn stopped(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).stopped
    }

    fn taken(&self, count: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).taken = count;
        self.moved.notify_all();
    }
}

/// Lets the threads of a queue end when it is dropped.
struct Opened<'a>(&'a Queue);

impl Drop for Opened<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).stopped = true;
        self.0.moved.notify_all();
    }
}

/// Notes down the files of a job before it starts.
fn remember(connection: &mut Connection, files: &[PathBuf], options: &ImportOptions) -> Result<(), Error> {
    let transaction = connection.transaction()?;
    let json = store::to_json(options);
    for file in files {
        transaction.execute("INSERT OR REPLACE INTO pending VALUES (?1, ?2)", params![known_as(file), json])?;
    }
    Ok(transaction.commit()?)
}

/// Strikes the files of a job off the list.
fn forget(connection: &mut Connection, files: &[PathBuf]) -> Result<(), Error> {
    let transaction = connection.transaction()?;
    for file in files {
        transaction.execute("DELETE FROM pending WHERE path = ?1", [known_as(file)])?;
    }
    Ok(transaction.commit()?)
}
