//! What the tests from outside share: a desk with files and a library, and the program `tadori`.
//!
//! Nothing here knows the inside of a library; it is used as the window and the command line use it.

pub mod anchors;
pub mod chain;
pub mod pdf;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tadori_library::{
    Check, Control, FileReport, Helper, ImportOptions, Library, Progress, SearchAnswer, SearchRequest, Status, Step,
};
use tempfile::TempDir;

/// A folder of its own for one test: `files/` to import from, `library/` to import into.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(folder.path().join("files")).expect("a new folder is empty");
        Self { folder }
    }

    /// A path on the desk.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of its library.
    pub fn library(&self) -> PathBuf {
        self.path("library")
    }

    /// Writes a file to import.
    pub fn file(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path("files").join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the desk can be written to");
        fs::write(&path, bytes).expect("the desk can be written to");
        path
    }

    /// Opens the library and lets it do what was left to do.
    pub fn open(&self) -> Library {
        let library = Library::open(&self.library()).expect("the library opens");
        library.settle(&|_| {}).expect("the library settles");
        library
    }

    /// The same, with files that could do harm read in a process of their own.
    pub fn open_with_helper(&self) -> Library {
        self.open().with_helper(Some(Helper::new(tadori())))
    }

    /// Opens the library with these files in it.
    pub fn with(&self, files: &[(&str, &str)]) -> Library {
        let library = self.open();
        let paths: Vec<PathBuf> = files.iter().map(|(name, text)| self.file(name, text)).collect();
        import(&library, &paths);
        library
    }
}

/// Imports files; one report for each.
pub fn import(library: &Library, paths: &[PathBuf]) -> Vec<FileReport> {
    import_as(library, paths, &ImportOptions::default())
}

/// Imports files of which the user says something.
pub fn import_as(library: &Library, paths: &[PathBuf], options: &ImportOptions) -> Vec<FileReport> {
    try_import(library, paths, options).expect("the import runs to its end")
}

/// Imports files; what stopped the job if anything did.
pub fn try_import(
    library: &Library,
    paths: &[PathBuf],
    options: &ImportOptions,
) -> Result<Vec<FileReport>, tadori_library::Error> {
    let reports = RefCell::new(Vec::new());
    let report = |step: Step| {
        if let Step::File(file) = step {
            reports.borrow_mut().push(*file);
        }
    };
    library.import(paths, options, Progress { report: &report, control: &Control::default() })?;
    Ok(reports.into_inner())
}

/// Takes up an import that was cut off; one report for each file.
pub fn resume(library: &Library) -> Vec<FileReport> {
    let reports = RefCell::new(Vec::new());
    let report = |step: Step| {
        if let Step::File(file) = step {
            reports.borrow_mut().push(*file);
        }
    };
    library
        .resume_import(Progress { report: &report, control: &Control::default() })
        .expect("the import runs to its end");
    reports.into_inner()
}

/// Runs the doctor on a library that nobody has open for writing.
pub fn doctor(folder: &Path) -> Vec<Check> {
    tadori_library::doctor(folder, None, Progress { report: &|_| {}, control: &Control::default() })
        .expect("the doctor can look at it")
}

/// Checks that the doctor finds nothing wrong.
#[track_caller]
pub fn assert_healthy(folder: &Path) {
    let checks = doctor(folder);
    assert!(checks.iter().all(|c| c.status == Status::Ok), "{checks:#?}");
}

/// Searches with room for every hit.
pub fn search(library: &Library, query: &str) -> SearchAnswer {
    library.search(&request(query)).expect("a search does not fail")
}

/// A request with room for every hit.
pub fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: 1000, ..SearchRequest::default() }
}

/// What the full hits of a query are in: names of files without extension, or ids of records.
pub fn found(library: &Library, query: &str) -> BTreeSet<String> {
    search(library, query).hits.iter().map(|hit| stem(hit.document.external_id())).collect()
}

/// A file name without its extension.
pub fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// The built program `tadori`, which lies two folders above the test that runs.
///
/// Another package's program cannot be named at compile time; `cargo xtask test` builds it first.
pub fn tadori() -> PathBuf {
    let test = std::env::current_exe().expect("a running program has a path");
    let folder = test.parent().and_then(Path::parent).expect("tests lie in target/<profile>/deps");
    let program = folder.join(format!("tadori{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is not built; run `cargo build -p tadori-cli` first", program.display());
    program
}

/// Runs `tadori --json` on the library of a desk.
pub fn run(desk: &Desk, arguments: &[&str]) -> Output {
    let mut command = Command::new(tadori());
    command.env_remove("TADORI_LIBRARY").arg("--library").arg(desk.library()).arg("--json").args(arguments);
    command.output().expect("the program starts")
}

/// A folder of the PDFs to test on, which are not part of the repository; `None`, and said so, where it is not there.
pub fn shared_pdfs(folder: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/pdf").join(folder);
    if folder.is_dir() {
        return Some(folder);
    }
    skipped(&format!("{} is not here", folder.display()));
    None
}

/// Says that a test could not be made here. Never silent: a test that nobody misses tests nothing.
pub fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
