//! What the window asks for, done: one method for each command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tadori_library::{Budget, Error as LibraryError, Helper, ImportOptions, Library, Linked, Step, install_sample};
use tadori_wire::{
    Code, Error, Event, Host as _, IndexProgress, JobId, Link, OpenFiles, OpenedLibrary, ReadingProgress, ReadingStep,
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
    /// Exports that run.
    exports: Readings,
    opened: Mutex<Opened>,
    changed: Condvar,
    /// How far a rebuild of the index is.
    rebuilding: Mutex<Option<IndexProgress>>,
    /// Files named on the command line that nobody has asked for yet.
    waiting: Mutex<Vec<PathBuf>>,
    /// What the program was told until the window asked for it.
    told: Mutex<Option<Told>>,
}

/// What the program is told from outside: files to import, and a `tadori://` link to open.
#[derive(Debug, Default)]
pub(crate) struct Told {
    files: Vec<PathBuf>,
    link: Option<Link>,
}

/// Whether an argument is a link and no file; schemes have no case.
fn is_link(argument: &str) -> bool {
    argument.split_once(':').is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("tadori"))
}

impl Told {
    /// Reads a command line, without the program's own name.
    pub(crate) fn of(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let mut told = Self::default();
        for argument in arguments {
            match argument.to_str().filter(|text| is_link(text)) {
                Some(url) => told.link = Some(Link { url: url.to_owned() }),
                None => told.files.push(argument.into()),
            }
        }
        told
    }
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
            exports: Readings::default(),
            opened: Mutex::default(),
            changed: Condvar::new(),
            rebuilding: Mutex::default(),
            waiting: Mutex::default(),
            told: Mutex::new(Some(Told::default())),
        }))
    }

    /// Opens the library of the last time, or the bundled corpus, in the background. Files go into a library of the
    /// user's own, once the window asks for the status: before that nobody would hear what became of them.
    pub(crate) fn start(&self, told: Told) {
        let app = self.clone();
        let own = !told.files.is_empty();
        *self.0.waiting.lock().expect("no thread panics with it") = told.files;
        self.tell(Told { link: told.link, files: Vec::new() }, Path::new(""));
        std::thread::spawn(move || {
            let mut folder = app.0.places.last().unwrap_or_else(|| app.0.places.sample());
            if own && folder == app.0.places.sample() {
                folder = app.0.places.default_library();
            }
            app.open(&folder);
            app.watch();
        });
    }

    /// Does what another start of the program was told, which then ended. `folder`: where that was started. Before the window
    /// has asked what the program was started with, it hears nothing yet; then that waits.
    pub(crate) fn tell(&self, told: Told, folder: &Path) {
        let files = told.files.into_iter().map(|file| folder.join(file)).collect();
        let told = Told { files, link: told.link };
        let mut kept = self.0.told.lock().expect("no thread panics with it");
        match &mut *kept {
            Some(kept) => {
                kept.files.extend(told.files);
                kept.link = told.link.or(kept.link.take());
            }
            None => self.pass_on(told),
        }
    }

    /// Lets the window do what the program was told.
    fn pass_on(&self, told: Told) {
        if let Some(link) = told.link {
            (self.0.sink)(Event::OpenLink(link));
        }
        if !told.files.is_empty() {
            let paths = told.files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
            (self.0.sink)(Event::OpenFiles(OpenFiles { paths }));
        }
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
            if library.notes_changed().unwrap_or(false) {
                (self.0.sink)(Event::NotesChanged);
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

    /// All links, looked for in sight of the window.
    fn linked(&self) -> Result<Arc<Linked>, Error> {
        let library = self.library()?.0;
        let linking = |done, total| Event::ReadingProgress(ReadingProgress { step: ReadingStep::Links, done, total });
        Ok(self.0.readings.watch(&self.0.sink, |reading| {
            self.0.readings.watch_as(&self.0.sink, linking, |linking| library.linked_watched(reading, linking))
        })?)
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

/// What the user should know of the library: it may lack, for good, an index that this program can use, and documents
/// until a repair that was cut off is done.
fn notices(library: &Library) -> Vec<Code> {
    let mut notices = match (library.read_only(), library.is_settled()) {
        (false, _) => vec![],
        (true, Ok(true)) => vec![Code::LibraryReadOnly],
        (true, _) => vec![Code::LibraryReadOnly, Code::IndexDamaged],
    };
    if library.is_being_mended() {
        notices.push(Code::LibraryIncomplete);
    }
    notices
}

mod host;
#[cfg(test)]
mod tests;
