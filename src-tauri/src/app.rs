//! What the window asks for, done: one method for each command.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use tadori_library::{Budget, Error as LibraryError, Helper, ImportOptions, Library, Step, install_sample};
use tadori_wire::{
    BlockFacts, BudgetView, Citation, CitationRequest, Code, CompareRequest, ComparisonView, CoverageView,
    CreateLibrary, DecideRequest, DocumentDetails, DocumentInfo, DocumentRef, EditRequest, Error, Event,
    ForgetDecisionRequest, Host, ImportRequest, IndexProgress, IndexState, JobId, JudgeRequest, LibraryInfo,
    LibraryRef, LinkView, LinksRequest, MentionsRequest, MergedVerdicts, MissingView, OcrState, OpenedLibrary,
    PauseRequest, ProgramView, ReadRequest, ReaderView, Removal, RemoveRequest, SaveFileRequest, SaveReportRequest,
    SayOfNamesRequest, SearchRequest, SearchResponse, TraceRequest, TraceView, VerdictsFile,
};

use crate::jobs::{Jobs, Sink};
use crate::libraries::Places;
use crate::readings::Readings;

/// The library that is open, or why none is.
#[derive(Clone, Default)]
enum Opened {
    /// Being opened.
    #[default]
    Not,
    Open {
        library: Arc<Library>,
        /// The folder that a person knows it by.
        folder: PathBuf,
    },
    Failed(Error),
}

/// The program behind the window. Cheap to clone: threads share it.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

struct Shared {
    places: Places,
    sink: Sink,
    jobs: Arc<Jobs>,
    readings: Readings,
    opened: Mutex<Opened>,
    changed: Condvar,
    /// How far a rebuild of the index is.
    rebuilding: Mutex<Option<IndexProgress>>,
    /// Files named on the command line that nobody has asked for yet.
    waiting: Mutex<Vec<PathBuf>>,
}

/// How often the library is asked whether another process wrote to it.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl App {
    /// A program that keeps its data in `data` and sends events to `sink`.
    pub(crate) fn new(data: PathBuf, sink: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared {
            places: Places::new(data),
            sink: Arc::new(sink),
            jobs: Arc::default(),
            readings: Readings::default(),
            opened: Mutex::default(),
            changed: Condvar::new(),
            rebuilding: Mutex::default(),
            waiting: Mutex::default(),
        }))
    }

    /// Opens the library of the last time, or the bundled corpus, in the background. `files` go into a library of the
    /// user's own, once the window asks for the status: before that nobody would hear what became of them.
    pub(crate) fn start(&self, files: Vec<PathBuf>) {
        let app = self.clone();
        let own = !files.is_empty();
        *self.0.waiting.lock().expect("no thread panics with it") = files;
        std::thread::spawn(move || {
            let mut folder = app.0.places.last().unwrap_or_else(|| app.0.places.sample());
            if own && folder == app.0.places.sample() {
                folder = app.0.places.default_library();
            }
            app.open(&folder);
            app.watch();
        });
    }

    /// Sees, as long as the program runs, what other processes write.
    fn watch(&self) {
        loop {
            std::thread::sleep(LOOK_EVERY);
            let Ok((library, _)) = self.library() else { continue };
            // A failure shows at the next command, where somebody can be told.
            if library.refresh().unwrap_or(false) {
                (self.0.sink)(Event::LibraryChanged);
            }
        }
    }

    /// Opens the library in `folder`; a failure is kept for whoever asks.
    fn open(&self, folder: &Path) {
        let opened = if folder == self.0.places.sample() { install_sample(folder) } else { Library::open(folder) };
        let state = match opened {
            Ok(library) => {
                let library = Arc::new(library.with_helper(Helper::of_this_program()));
                self.0.places.remember(folder);
                self.settle(Arc::clone(&library));
                Opened::Open { library, folder: folder.to_owned() }
            }
            Err(error) => Opened::Failed(error.into()),
        };
        *self.0.opened.lock().expect("no thread panics with it") = state;
        self.0.changed.notify_all();
    }

    /// Catches up or rebuilds the index in the background.
    fn settle(&self, library: Arc<Library>) {
        if library.is_settled().unwrap_or(false) {
            return;
        }
        let app = self.clone();
        std::thread::spawn(move || {
            let report = |step: Step| {
                if let Step::Indexed { done, total } = step {
                    let progress = IndexProgress { done, total };
                    *app.0.rebuilding.lock().expect("no thread panics with it") = Some(progress);
                    (app.0.sink)(Event::IndexProgress(progress));
                }
            };
            if let Err(error) = library.settle(&report) {
                eprintln!("tadori: {error}");
            }
            *app.0.rebuilding.lock().expect("no thread panics with it") = None;
            (app.0.sink)(Event::LibraryChanged);
        });
    }

    /// The open library and the folder a person knows it by; waits while it is being opened.
    fn library(&self) -> Result<(Arc<Library>, PathBuf), Error> {
        let guard = self.0.opened.lock().expect("no thread panics with it");
        let guard = self.0.changed.wait_while(guard, |o| matches!(o, Opened::Not)).expect("no thread panics with it");
        match &*guard {
            Opened::Open { library, folder } => Ok((Arc::clone(library), folder.clone())),
            Opened::Failed(error) => Err(error.clone()),
            Opened::Not => Err(Error { code: Code::NoLibrary, detail: "no library is open".to_owned() }),
        }
    }

    /// The open library, if it is one to put documents into.
    fn own_library(&self) -> Result<Arc<Library>, Error> {
        let (library, folder) = self.library()?;
        if folder == self.0.places.sample() {
            let detail = "the sample library is not for documents of your own; make or open another one".to_owned();
            return Err(Error { code: Code::LibraryReadOnly, detail });
        }
        Ok(library)
    }

    fn import_files(&self, files: Vec<PathBuf>, options: ImportOptions) -> Result<JobId, Error> {
        let sink = Arc::clone(&self.0.sink);
        Ok(self
            .0
            .jobs
            .start(self.own_library()?, sink, move |library, progress| library.import(&files, &options, progress))?)
    }

    /// The bytes of the file that a document came from.
    pub(crate) fn original(&self, document: &str) -> Result<Vec<u8>, Error> {
        Ok(self.library()?.0.original(document)?)
    }

    /// The budget of a library, read in sight of the window.
    fn read_budget(&self, library: &Library) -> Result<Budget, LibraryError> {
        self.0.readings.watch(&self.0.sink, |watch| library.budget_watched(watch))
    }

    fn switch(&self, folder: &Path) -> Result<OpenedLibrary, Error> {
        *self.0.opened.lock().expect("no thread panics with it") = Opened::Not;
        self.open(folder);
        (self.0.sink)(Event::LibraryChanged);
        self.status(())
    }
}

/// What the user should know of the library: it may lack, for good, an index that this program can use.
fn notices(library: &Library) -> Vec<Code> {
    match (library.read_only(), library.is_settled()) {
        (false, _) => vec![],
        (true, Ok(true)) => vec![Code::LibraryReadOnly],
        (true, _) => vec![Code::LibraryReadOnly, Code::IndexDamaged],
    }
}

impl Host for App {
    fn status(&self, (): ()) -> Result<OpenedLibrary, Error> {
        let (library, folder) = self.library()?;
        let waiting = std::mem::take(&mut *self.0.waiting.lock().expect("no thread panics with it"));
        if !waiting.is_empty() {
            self.import_files(waiting, ImportOptions::default())?;
        }
        let rebuilding = *self.0.rebuilding.lock().expect("no thread panics with it");
        Ok(OpenedLibrary {
            info: self.0.places.info(&folder, Some(&folder)),
            read_only: library.read_only(),
            documents: library.documents().len() as u32,
            index: rebuilding.map_or(IndexState::Ready, |p| IndexState::Rebuilding { done: p.done, total: p.total }),
            unfinished_import: if self.0.jobs.idle() { library.unfinished_import()? } else { 0 },
            notices: notices(&library),
        })
    }

    fn libraries(&self, (): ()) -> Result<Vec<LibraryInfo>, Error> {
        let open = self.library().ok().map(|(_, folder)| folder);
        Ok(self.0.places.list(open.as_deref()))
    }

    fn open_library(&self, request: LibraryRef) -> Result<OpenedLibrary, Error> {
        self.switch(Path::new(&request.path))
    }

    fn create_library(&self, request: CreateLibrary) -> Result<OpenedLibrary, Error> {
        self.switch(&self.0.places.named(&request.name)?)
    }

    fn search(&self, request: SearchRequest) -> Result<SearchResponse, Error> {
        let started = Instant::now();
        let answer = self.library()?.0.search(&request.try_into()?)?;
        Ok(SearchResponse::new(answer, started.elapsed()))
    }

    fn documents(&self, (): ()) -> Result<Vec<DocumentInfo>, Error> {
        Ok(self.library()?.0.documents().iter().map(|row| DocumentInfo::from(row.as_ref())).collect())
    }

    fn read(&self, request: ReadRequest) -> Result<ReaderView, Error> {
        Ok(self.library()?.0.read(&request.document, &request.query)?.into())
    }

    fn mentions(&self, request: MentionsRequest) -> Result<Vec<BlockFacts>, Error> {
        let read = self.library()?.0.noted(&request.document)?;
        Ok(BlockFacts::list(&read, request.from, request.to))
    }

    fn cite(&self, request: CitationRequest) -> Result<Citation, Error> {
        Ok(self.library()?.0.cite(&request.document, request.from, request.to, &request.quote)?.into())
    }

    fn import(&self, request: ImportRequest) -> Result<JobId, Error> {
        let options = ImportOptions::from(&request);
        self.import_files(request.paths.into_iter().map(PathBuf::from).collect(), options)
    }

    fn resume_import(&self, (): ()) -> Result<JobId, Error> {
        Ok(self.0.jobs.start(self.own_library()?, Arc::clone(&self.0.sink), Library::resume_import)?)
    }

    fn forget_import(&self, (): ()) -> Result<(), Error> {
        Ok(self.own_library()?.forget_import()?)
    }

    fn cancel_import(&self, request: JobId) -> Result<(), Error> {
        self.0.jobs.cancel(request);
        Ok(())
    }

    fn pause_import(&self, request: PauseRequest) -> Result<(), Error> {
        self.0.jobs.pause(JobId { job: request.job }, request.paused);
        Ok(())
    }

    fn retry_import(&self, request: ImportRequest) -> Result<JobId, Error> {
        self.import(request)
    }

    fn save_report(&self, request: SaveReportRequest) -> Result<(), Error> {
        let bad = |detail: String| Error { code: Code::BadRequest, detail };
        let lines = self.0.jobs.report(JobId { job: request.job });
        let lines = lines.ok_or_else(|| bad(format!("there is no report of import {}", request.job)))?;
        tadori_library::save_report(Path::new(&request.path), &lines).map_err(|error| Error {
            code: if matches!(error, LibraryError::DiskFull { .. }) { Code::DiskFull } else { Code::NotWritten },
            detail: error.to_string(),
        })
    }

    fn save_file(&self, request: SaveFileRequest) -> Result<(), Error> {
        std::fs::write(&request.path, &request.bytes).map_err(|error| Error {
            code: if error.kind() == ErrorKind::StorageFull { Code::DiskFull } else { Code::NotWritten },
            detail: format!("{}: {error}", request.path),
        })
    }

    fn budget(&self, (): ()) -> Result<BudgetView, Error> {
        Ok(self.read_budget(&self.library()?.0)?.into())
    }

    fn decide(&self, request: DecideRequest) -> Result<BudgetView, Error> {
        Ok(self.own_library()?.decide(&request.line, &request.decision.into())?.into())
    }

    fn forget_decision(&self, request: ForgetDecisionRequest) -> Result<BudgetView, Error> {
        Ok(self.own_library()?.forget_decision(request.id)?.into())
    }

    fn programs(&self, (): ()) -> Result<Vec<ProgramView>, Error> {
        Ok(ProgramView::list(&self.read_budget(&self.library()?.0)?))
    }

    fn cancel_reading(&self, (): ()) -> Result<(), Error> {
        self.0.readings.cancel();
        Ok(())
    }

    fn say_of_names(&self, request: SayOfNamesRequest) -> Result<Vec<ProgramView>, Error> {
        let library = self.own_library()?;
        library.say_of_names(&request.name, &request.other, request.said.into())?;
        Ok(ProgramView::list(&self.read_budget(&library)?))
    }

    fn links(&self, request: LinksRequest) -> Result<Vec<LinkView>, Error> {
        let LinksRequest { document, first, last } = request;
        LinkView::of_blocks(&*self.library()?.0.linked()?, &document, first, last)
    }

    fn trace(&self, request: TraceRequest) -> Result<TraceView, Error> {
        TraceView::new(&*self.library()?.0.linked()?, &request.document, request.block, request.depth)
    }

    fn coverage(&self, request: DocumentRef) -> Result<CoverageView, Error> {
        CoverageView::new(&*self.library()?.0.linked()?, &request.document)
    }

    fn compare(&self, request: CompareRequest) -> Result<ComparisonView, Error> {
        Ok((&self.library()?.0.compare(&request.a, &request.b)?).into())
    }

    fn missing(&self, (): ()) -> Result<Vec<MissingView>, Error> {
        Ok(MissingView::list(&*self.library()?.0.linked()?))
    }

    fn judge(&self, request: JudgeRequest) -> Result<(), Error> {
        request.judge(&*self.own_library()?)
    }

    fn export_verdicts(&self, request: VerdictsFile) -> Result<(), Error> {
        Ok(self.library()?.0.export_verdicts(Path::new(&request.path))?)
    }

    fn merge_verdicts(&self, request: VerdictsFile) -> Result<MergedVerdicts, Error> {
        Ok(self.own_library()?.merge_verdicts_of(Path::new(&request.path))?.into())
    }

    fn ocr_state(&self, (): ()) -> Result<OcrState, Error> {
        let (available, detail) = tadori_library::ocr_state();
        Ok(OcrState { available, detail })
    }

    fn details(&self, request: DocumentRef) -> Result<DocumentDetails, Error> {
        Ok(self.library()?.0.details(&request.document)?.into())
    }

    fn edit(&self, request: EditRequest) -> Result<DocumentDetails, Error> {
        let (document, wanted) = request.wanted()?;
        let details = self.own_library()?.edit(&document, &wanted)?;
        (self.0.sink)(Event::LibraryChanged);
        Ok(details.into())
    }

    fn remove(&self, request: RemoveRequest) -> Result<Removal, Error> {
        let library = self.own_library()?;
        let removal =
            if request.dry_run { library.would_remove(&request.document) } else { library.remove(&request.document) }?;
        if !request.dry_run {
            (self.0.sink)(Event::LibraryChanged);
        }
        Ok(removal.into())
    }
}

#[cfg(test)]
mod tests;
