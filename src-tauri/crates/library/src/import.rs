//! 取込: files into the library, as a job with progress, cancel and a report for each file.
//!
//! A file is in the library, whole, or it is not: one transaction each. The
//! list of what is left is in the database, so that after a kill the job can
//! be taken up again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use tadori_text::{Kind, Metadata, PartialDate};
use walkdir::WalkDir;

use crate::generation::Writing;
use crate::prepare::{self, Contents, Prepared};
use crate::store::{self, NewDocument};
use crate::{Error, Library};

/// What the user says of the files; it wins over what is read in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOptions {
    /// Kind.
    pub kind: Option<Kind>,
    /// Title.
    pub title: Option<String>,
    /// Decision date.
    pub date: Option<PartialDate>,
}

impl ImportOptions {
    pub(crate) fn apply(&self, metadata: &mut Metadata) {
        if let Some(kind) = self.kind {
            metadata.kind = Some(kind);
        }
        if let Some(title) = &self.title {
            metadata.title.clone_from(title);
        }
        if let Some(date) = &self.date {
            metadata.decided_on = Some(date.clone());
            metadata.draft = false;
        }
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// New.
    Imported,
    /// The same bytes were there already.
    Unchanged,
    /// A new file took the place of the one from the same path, which is kept.
    Updated,
    /// Not readable.
    Refused,
}

/// Why a file was refused: a code the window has words for, and the words for everybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// `empty-file`, `binary-file`, `too-large`, `unknown-format`, `undecodable`, `unreadable-file`, `vanished`,
    /// `changed-while-read`.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::new("vanished", "the file is not there (any more)"),
            std::io::ErrorKind::PermissionDenied => Self::new("unreadable-file", "the file may not be read; ask for permission or copy it"),
            _ => Self::new("unreadable-file", format!("the file cannot be read: {error}")),
        }
    }

    pub(crate) fn from_ingest(error: &tadori_ingest::Error) -> Self {
        use tadori_ingest::Error as E;
        let code = match error {
            E::Empty => "empty-file",
            E::TooLarge { .. } => "too-large",
            E::Binary { .. } => "binary-file",
            E::UnknownFormat { .. } => "unknown-format",
            _ => "undecodable",
        };
        Self::new(code, error.to_string())
    }
}

/// Something doubtful in a file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warned {
    /// Its code.
    pub code: String,
    /// In words.
    pub message: String,
    /// Where, such as `line 12`.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl From<&tadori_ingest::Warning> for Warned {
    fn from(w: &tadori_ingest::Warning) -> Self {
        let place = w.where_.as_ref().map(ToString::to_string);
        Self { code: w.code.as_str().to_owned(), message: w.message.clone(), place }
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file as it was named.
    pub path: PathBuf,
    /// What became of it.
    pub status: FileStatus,
    /// Ids of its documents.
    pub documents: Vec<String>,
    /// Title of the first one.
    pub title: Option<String>,
    /// Blocks of all of them.
    pub blocks: u32,
    /// Pages of all of them; 0 where the format has none.
    pub pages: u32,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// What was doubtful.
    pub warnings: Vec<Warned>,
}

/// Where a job stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files to go through are known.
    Started {
        /// Their number.
        total: u32,
    },
    /// A file is done, durably.
    File(Box<FileReport>),
    /// Documents went into an index that is being rebuilt or caught up.
    Indexed {
        /// So far.
        done: u32,
        /// In all.
        total: u32,
    },
}

/// How a job is watched and stopped.
#[derive(Clone, Copy)]
pub struct Progress<'a> {
    /// Called at each step, on the thread of the job.
    pub report: &'a dyn Fn(Step),
    /// Set to stop after the file at work.
    pub cancel: &'a AtomicBool,
}

impl std::fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Progress").field("cancel", self.cancel).finish_non_exhaustive()
    }
}

/// The end of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Files imported or updated.
    pub imported: u32,
    /// Files that were there already.
    pub unchanged: u32,
    /// Files refused.
    pub refused: u32,
    /// It was stopped before the end.
    pub cancelled: bool,
}

impl Library {
    /// Imports files, and folders with all that is in them.
    pub fn import(&self, paths: &[PathBuf], options: &ImportOptions, progress: Progress<'_>) -> Result<ImportSummary, Error> {
        let files = files_of(paths);
        self.run_import(&files, options, progress)
    }

    /// How many files an import that was cut off had left.
    pub fn unfinished_import(&self) -> Result<u32, Error> {
        Ok(self.connection().query_row("SELECT count(*) FROM pending", [], |row| row.get(0))?)
    }

    /// Takes up an import that was cut off.
    pub fn resume_import(&self, progress: Progress<'_>) -> Result<ImportSummary, Error> {
        let rows: Vec<(String, String)> = {
            let connection = self.connection();
            let mut statement = connection.prepare("SELECT path, options FROM pending ORDER BY rowid")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?
        };
        let options = rows.first().and_then(|(_, json)| serde_json::from_str(json).ok()).unwrap_or_default();
        let files: Vec<PathBuf> = rows.into_iter().map(|(path, _)| PathBuf::from(path)).collect();
        self.run_import(&files, &options, progress)
    }

    /// Forgets what an import that was cut off had left.
    pub fn forget_import(&self) -> Result<(), Error> {
        let _lock = self.folder.lock()?;
        crate::schema::connect(&self.folder.database())?.execute("DELETE FROM pending", [])?;
        Ok(())
    }

    fn run_import(&self, files: &[PathBuf], options: &ImportOptions, progress: Progress<'_>) -> Result<ImportSummary, Error> {
        if self.read_only() {
            return Err(Error::ReadOnly { path: self.path().to_owned() });
        }
        let lock = self.folder.lock()?;
        if !self.is_settled()? {
            self.settle_index(&lock, progress.report)?;
        }
        let mut connection = crate::schema::connect(&self.folder.database())?;
        remember(&mut connection, files, options)?;
        (progress.report)(Step::Started { total: files.len() as u32 });
        let generation = self.index()?.expect("a settled library has an index");
        let mut writing = Writing::new(self, &generation.index)?;
        let mut summary = ImportSummary::default();
        let outcome = self.each_prepared(files, options, progress, |path, prepared| {
            let report = self.store(&mut connection, &writing, path, options, prepared)?;
            match report.status {
                FileStatus::Imported | FileStatus::Updated => summary.imported += 1,
                FileStatus::Unchanged => summary.unchanged += 1,
                FileStatus::Refused => summary.refused += 1,
            }
            connection.execute("DELETE FROM pending WHERE path = ?1", [absolute(path)])?;
            let sequence = store::sequence(&connection)?;
            (progress.report)(Step::File(Box::new(report)));
            if writing.tick(sequence)? {
                self.refresh()?;
            }
            Ok(())
        });
        if outcome.is_ok() {
            summary.cancelled = progress.cancel.load(Ordering::Relaxed);
            // Done, or stopped by the user who knows: only a kill leaves something to take up.
            connection.execute("DELETE FROM pending", [])?;
        }
        // Whatever stopped the job, what was reported done goes into the index.
        writing.finish(store::sequence(&connection)?)?;
        self.refresh()?;
        outcome.map(|()| summary)
    }

    /// Prepares files on all cores and hands them over in the order given.
    fn each_prepared(
        &self,
        files: &[PathBuf],
        options: &ImportOptions,
        progress: Progress<'_>,
        mut take: impl FnMut(&Path, Result<Prepared, Refusal>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let threads = std::thread::available_parallelism().map_or(2, usize::from).min(4);
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let stopped = || stop.load(Ordering::Relaxed) || progress.cancel.load(Ordering::Relaxed);
        std::thread::scope(|scope| {
            // Bounded: a thousand files are not all held in memory.
            let (sender, receiver) = mpsc::sync_channel(threads);
            for _ in 0..threads {
                let (sender, next, stopped) = (sender.clone(), &next, &stopped);
                scope.spawn(move || {
                    while !stopped() {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(path) = files.get(at) else { break };
                        let prepared = prepare::prepare(path, &self.analyzer, options, |hash| self.has(hash));
                        if sender.send((at, prepared)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut at = 0;
            for (index, prepared) in receiver {
                waiting.insert(index, prepared);
                while let Some(prepared) = waiting.remove(&at) {
                    if progress.cancel.load(Ordering::Relaxed) {
                        return Ok(());
                    }
                    if let Err(error) = take(&files[at], prepared) {
                        stop.store(true, Ordering::Relaxed);
                        return Err(error);
                    }
                    at += 1;
                }
            }
            Ok(())
        })
    }

    fn has(&self, hash: &str) -> bool {
        let connection = self.connection();
        let sql = "SELECT 1 FROM file WHERE hash = ?1 AND superseded_by IS NULL";
        connection.query_row(sql, [hash], |_| Ok(())).optional().is_ok_and(|row| row.is_some())
    }

    /// Writes one file: the original, then everything else in one transaction, then the index (which may lag).
    fn store(
        &self,
        connection: &mut Connection,
        writing: &Writing,
        path: &Path,
        options: &ImportOptions,
        prepared: Result<Prepared, Refusal>,
    ) -> Result<FileReport, Error> {
        let mut report = FileReport {
            path: path.to_owned(),
            status: FileStatus::Refused,
            documents: vec![],
            title: None,
            blocks: 0,
            pages: 0,
            refusal: None,
            warnings: vec![],
        };
        let Prepared { hash, bytes, contents } = match prepared {
            Ok(prepared) => prepared,
            Err(refusal) => return Ok(FileReport { refusal: Some(refusal), ..report }),
        };
        // Asked again: the same bytes may have come twice in this job.
        let Some(contents) = contents.filter(|_| !self.has(&hash)) else { return unchanged(connection, &hash, report) };
        self.folder.keep(&hash, &bytes)?;
        let transaction = connection.transaction()?;
        let sequence = store::next_sequence(&transaction)?;
        let full_path = absolute(path);
        // The same bytes again, but superseded meanwhile: they become the newest file once more.
        transaction.execute("DELETE FROM file WHERE hash = ?1", [&hash])?;
        let file: i64 = transaction.query_row(
            "INSERT INTO file (hash, path, name, bytes, format, encoding, imported_at, overrides) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
            params![
                hash,
                full_path,
                prepare::file_name(path),
                bytes.len(),
                contents.format,
                contents.encoding,
                jiff::Timestamp::now().to_string(),
                store::to_json(options)
            ],
            |row| row.get(0),
        )?;
        let superseded = supersede(&transaction, &full_path, file, sequence)?;
        let Contents { documents, warnings, .. } = contents;
        let mut analysed = Vec::with_capacity(documents.len());
        for (id, entry, analysis) in documents {
            let document = &entry.document;
            let new = NewDocument {
                id: &id,
                file,
                record: entry.record.as_deref(),
                url: entry.url.as_deref(),
                metadata: &document.metadata,
                blocks: &document.blocks,
                labels: &prepare::labels(document),
                sequence,
            };
            analysed.push((store::insert_document(&transaction, &new)?, analysis));
            report.blocks += document.blocks.len() as u32;
            report.pages += document.pages.len() as u32;
            report.title.get_or_insert_with(|| document.metadata.title.clone());
            report.documents.push(id.into());
        }
        transaction.commit()?;
        for key in &superseded {
            writing.writer.remove(*key);
        }
        for (key, analysis) in analysed {
            writing.writer.add(key, analysis)?;
        }
        report.status = if superseded.is_empty() { FileStatus::Imported } else { FileStatus::Updated };
        report.warnings = warnings;
        Ok(report)
    }
}

/// The full path of a file, by which it is known from one import to the next.
fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

/// Notes down the files of a job before it starts.
fn remember(connection: &mut Connection, files: &[PathBuf], options: &ImportOptions) -> Result<(), Error> {
    let transaction = connection.transaction()?;
    let json = store::to_json(options);
    for file in files {
        transaction.execute("INSERT OR REPLACE INTO pending VALUES (?1, ?2)", params![absolute(file), json])?;
    }
    Ok(transaction.commit()?)
}

/// Fills the report of a file whose bytes are in the library.
fn unchanged(connection: &Connection, hash: &str, mut report: FileReport) -> Result<FileReport, Error> {
    let sql = "SELECT d.public_id, d.blocks FROM document d JOIN file f ON f.id = d.file WHERE f.hash = ?1 ORDER BY d.id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([hash], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
    for row in rows {
        let (id, blocks) = row?;
        report.documents.push(id);
        report.blocks += blocks;
    }
    report.status = FileStatus::Unchanged;
    Ok(report)
}

/// Lets `file` take the place of the current one from the same path; gives the numbers of the documents that went.
fn supersede(transaction: &Connection, path: &str, file: i64, sequence: u64) -> Result<Vec<u64>, Error> {
    let sql = "UPDATE file SET superseded_by = ?2 WHERE path = ?1 AND id <> ?2 AND superseded_by IS NULL RETURNING id";
    let mut statement = transaction.prepare_cached(sql)?;
    let old: Vec<i64> = statement.query_map(params![path, file], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut gone = Vec::new();
    for id in old {
        let mut touch = transaction.prepare_cached("UPDATE document SET sequence = ?2 WHERE file = ?1 RETURNING id")?;
        let rows = touch.query_map(params![id, sequence], |row| row.get(0))?;
        gone.extend(rows.collect::<rusqlite::Result<Vec<u64>>>()?);
    }
    Ok(gone)
}

/// The files that `paths` name: folders with all that is in them, by name, hidden files left out.
fn files_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = WalkDir::new(path).sort_by_file_name().into_iter();
            let entries = walk.filter_entry(|e| e.depth() == 0 || !hidden(e.file_name())).filter_map(Result::ok);
            files.extend(entries.filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path));
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|f| seen.insert(f.clone()));
    files
}
