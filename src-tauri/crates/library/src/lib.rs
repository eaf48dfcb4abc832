//! The library: open, import, search, read, cite, mend.
//!
//! The sole owner of the library folder, of `SQLite` and of the clock:
//!
//! ```text
//! library.sqlite   the truth: files, documents, and what is derived from them (blocks), stamped with its version
//! originals/HASH   the imported files, never changed
//! index/N/         tantivy, a folder a generation; derived
//! library.lock     held by the one process that writes
//! ```
//!
//! Every change to documents takes the next number of one **sequence**, in the
//! same transaction. An index commit carries the number it has caught up to,
//! so that after a crash the difference is known and made up; and since a
//! document is acknowledged only after its transaction, nothing acknowledged
//! is ever lost.
//!
//! One process writes at a time; any number read, and see what it wrote.

mod budget;
mod citation;
mod control;
mod doctor;
mod document;
mod edit;
mod error;
mod export;
mod facts;
mod files;
mod folder;
#[cfg(fuzzing)]
pub mod fuzzing;
mod generation;
pub mod helper;
mod import;
mod linking;
mod links;
mod names;
mod notes;
mod ocr;
mod prepare;
mod read;
mod rederive;
mod remove;
mod report;
mod sample;
mod schema;
mod search;
mod store;
mod take;
mod verdicts;
mod verify;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, RwLock};

use tadori_dictionary::Analyzer;
use tadori_search::Index;

pub use budget::{Budget, BudgetRow, Checked, Decision, LeftOut, LostDecision, Passage, ProgramRow};
pub use citation::Citation;
pub use control::{Control, Progress, ReadingWatch};
pub use doctor::{Check, Status, doctor};
pub use document::{DocumentId, DocumentRow};
pub use edit::{Details, EDITABLE};
pub use error::Error;
pub use export::{ExportSummary, Exported, reason_words};
pub use facts::DocumentFacts;
pub use folder::{DATA_VARIABLE, user_data_folder};
pub use helper::Helper;
pub use links::{Comparison, Linked};
pub use names::{NameSaid, Said};
pub use notes::{
    CollectionRow, Conflict, ImportedNotes, NewNote, NoteEdit, NotePlace, NoteRow, NoteSort, NoteVersion, NotesAnswer,
    NotesRequest, OpenedLink, Place, Point, Take, Undone,
};
pub use ocr::ocr_state;
pub use read::{BlockRow, MarkedBlock, Original, Reading};
pub use remove::Removal;
pub use report::{FileReport, FileStatus, ImportOptions, ImportSummary, Password, Refusal, Step, Warned, save_report};
pub use sample::{SAMPLE_NAME, install_sample};
pub use search::{Facet, Facets, Hit, SearchAnswer, SearchRequest, Sort};
pub use tadori_export::{self, Format, Style};
pub use tadori_facts;
pub use tadori_links;
pub use tadori_notes;
pub use tadori_search::Snippet;
pub use tadori_text::{Anchor, BlockKind, Guess, Kind, Lines, Metadata, Page, PageBox, PartialDate, Rect, Span};
pub use verdicts::{JudgedEnd, Merged, Pointed, Verdict, VerdictSaid};
pub use verify::{CheckedQuote, Newer, Outcome, Why};

use document::Catalogue;
use folder::Folder;

/// An open library. Shared between threads behind an [`Arc`]; every method takes `&self`.
pub struct Library {
    folder: Folder,
    read_only: bool,
    /// Reads files that could do harm in a process of their own; where there is none, they are read in this one.
    helper: Option<Helper>,
    /// One connection for reading; writers open their own.
    reader: Mutex<rusqlite::Connection>,
    analyzer: Analyzer,
    /// What was said of names, and the thesaurus that comes of it.
    said: RwLock<Arc<names::Names>>,
    /// The index that answers, once there is one.
    index: RwLock<Option<Arc<generation::Generation>>>,
    catalogue: RwLock<Arc<Catalogue>>,
    /// What the documents say, once somebody asked.
    reckoned: Mutex<Option<Arc<budget::Reckoned>>>,
    /// What the document that was asked for last says, and when that was read.
    noted: Mutex<Option<(u64, Arc<DocumentFacts>)>>,
    /// The links between the documents, once somebody asked.
    linked: Mutex<Option<Arc<Linked>>>,
    /// The number of the last change to notes that whoever asks has heard of.
    notes_known: AtomicU64,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("folder", &self.folder.root()).finish_non_exhaustive()
    }
}

impl Library {
    /// Opens the library in `folder`, or makes an empty one there.
    ///
    /// Quick: what an upgrade or a crash left to do is done by [`Library::settle`].
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::open_in(Folder::new(folder)).map_err(|e| e.of(folder))
    }

    fn open_in(folder: Folder) -> Result<Self, Error> {
        let (connection, read_only) = schema::open(&folder)?;
        let vocabulary = folder.vocabulary()?;
        let analyzer = Analyzer::new(&vocabulary)?;
        let library = Self {
            read_only,
            helper: None,
            reader: Mutex::new(connection),
            analyzer,
            said: RwLock::new(Arc::new(names::Names::new(Vec::new(), vocabulary))),
            index: RwLock::new(None),
            catalogue: RwLock::default(),
            reckoned: Mutex::default(),
            noted: Mutex::default(),
            linked: Mutex::default(),
            notes_known: AtomicU64::default(),
            folder,
        };
        library.refresh()?;
        library.notes_changed()?;
        Ok(library)
    }

    /// Lets files that could do harm be read in a process of their own.
    #[must_use]
    pub fn with_helper(mut self, helper: Option<Helper>) -> Self {
        self.helper = helper;
        self
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.root()
    }

    /// Whether its folder or disk cannot be written to.
    pub const fn read_only(&self) -> bool {
        self.read_only
    }

    /// Says why nothing can be written, where that is so.
    pub(crate) fn check_writable(&self) -> Result<(), Error> {
        let path = || self.path().to_owned();
        match self.read_only {
            false => Ok(()),
            true if error::is_full(self.path()) => Err(Error::DiskFull { path: path() }),
            true => Err(Error::ReadOnly { path: path() }),
        }
    }

    /// Whether [`doctor`](crate::doctor()) was cut off before all that a damaged database remembered was back.
    pub fn is_being_mended(&self) -> bool {
        doctor::is_under_way(&self.folder)
    }

    /// The current documents, by title, then file name.
    pub fn documents(&self) -> Vec<Arc<DocumentRow>> {
        let mut rows: Vec<_> = self.catalogue().rows().cloned().collect();
        rows.sort_by(|a, b| {
            (&a.metadata.title, &a.file_name, &a.record).cmp(&(&b.metadata.title, &b.file_name, &b.record))
        });
        rows
    }

    /// A document by its id.
    pub fn document(&self, id: &str) -> Result<Arc<DocumentRow>, Error> {
        self.catalogue().by_id(id).cloned().ok_or_else(|| Error::NoDocument { id: id.to_owned() })
    }

    /// The current edition of a document: itself, or what took its place; none where that is gone.
    pub(crate) fn current_edition(&self, id: &str) -> Result<Option<Arc<DocumentRow>>, Error> {
        let current = store::current(&self.connection(), id).map_err(|e| e.of(self.path()))?;
        Ok(current.and_then(|id| self.document(&id).ok()))
    }

    /// Sees what was written since, here or in another process. Says whether anything changed.
    pub fn refresh(&self) -> Result<bool, Error> {
        self.see().map_err(|e| e.of(self.path()))
    }

    fn see(&self) -> Result<bool, Error> {
        let connection = self.connection();
        let sequence = store::sequence(&connection)?;
        let changed = self.catalogue().sequence() != sequence;
        if changed {
            *self.catalogue.write().expect("no thread panics with it") = Arc::new(Catalogue::load(&connection)?);
        }
        let renamed = self.see_names(&connection)?;
        drop(connection);
        self.settle_notes()?;
        Ok(self.refresh_index()? || changed || renamed)
    }

    fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.read().expect("no thread panics with it").clone()
    }

    fn connection(&self) -> std::sync::MutexGuard<'_, rusqlite::Connection> {
        self.reader.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn index(&self) -> Option<Arc<generation::Generation>> {
        self.index.read().expect("no thread panics with it").clone()
    }
}

/// Where an index of generation `number` lies.
fn index_folder(folder: &Folder, number: u32) -> PathBuf {
    folder.indexes().join(number.to_string())
}

/// Opens the index of a generation.
fn open_index(folder: &Folder, number: u32, read_only: bool) -> Result<Index, Error> {
    let folder = index_folder(folder, number);
    Ok(if read_only { Index::open_read_only(&folder) } else { Index::open(&folder) }?)
}
