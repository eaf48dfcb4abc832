//! The folder of a library: where things lie, originals, and the writer's lock.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tadori_dictionary::Vocabulary;

use crate::Error;

/// The folder of a library.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// Held by the one process that writes; let go when dropped, or when the process ends however it ends.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl Folder {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("library.sqlite")
    }

    pub(crate) fn indexes(&self) -> PathBuf {
        self.root.join("index")
    }

    pub(crate) fn originals(&self) -> PathBuf {
        self.root.join("originals")
    }

    pub(crate) fn original(&self, hash: &str) -> PathBuf {
        self.originals().join(hash)
    }

    /// Makes the folder and those inside it.
    pub(crate) fn create(&self) -> Result<(), Error> {
        for folder in [self.root.clone(), self.originals(), self.indexes()] {
            fs::create_dir_all(&folder).map_err(|e| Error::io(&folder, e))?;
        }
        Ok(())
    }

    /// The library's own vocabulary, where it has one (`vocabulary.toml`), else the bundled one.
    pub(crate) fn vocabulary(&self) -> Result<Vocabulary, Error> {
        let path = self.root.join("vocabulary.toml");
        match fs::read_to_string(&path) {
            Ok(text) => Vocabulary::parse(&text).map_err(|source| Error::Vocabulary { path, source }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Vocabulary::bundled()),
            Err(e) => Err(Error::io(&path, e)),
        }
    }

    /// How sources are cited, where somebody said so: a style, or a template, as text.
    pub(crate) fn citation(&self) -> PathBuf {
        self.root.join("citation.txt")
    }

    /// Becomes the one writer, or says that another process is.
    pub(crate) fn lock(&self) -> Result<WriterLock, Error> {
        let path = self.root.join("library.lock");
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(|e| Error::io(&path, e))?;
        match file.try_lock() {
            Ok(()) => Ok(WriterLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { path: self.root.clone() }),
            Err(TryLockError::Error(e)) => Err(Error::io(&path, e)),
        }
    }

    /// Becomes the one writer, waiting a little for another: for what takes a moment.
    pub(crate) fn lock_patiently(&self) -> Result<WriterLock, Error> {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            match self.lock() {
                Err(Error::Busy { .. }) if Instant::now() < until => std::thread::sleep(Duration::from_millis(20)),
                other => return other,
            }
        }
    }

    /// Finds out whether files can be made in the folder.
    pub(crate) fn try_writing(&self) -> Result<(), Error> {
        let path = self.root.join("library.lock");
        let opened = File::options().create(true).truncate(false).write(true).open(&path);
        opened.map(drop).map_err(|e| Error::io(&self.root, e))
    }

    /// The hashes of the stored originals.
    pub(crate) fn stored(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.originals()) else { return vec![] };
        let names = entries.flatten().filter_map(|e| e.file_name().into_string().ok());
        names.filter(|name| name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())).collect()
    }

    /// Keeps a copy of an imported file under its hash, durably and in one step; one that was cut short is replaced.
    pub(crate) fn keep(&self, hash: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.original(hash);
        if fs::metadata(&path).is_ok_and(|m| m.len() == bytes.len() as u64) {
            return Ok(());
        }
        let partial = self.originals().join(format!("{hash}.partial"));
        let write = || {
            let mut file = File::create(&partial)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&partial, &path)?;
            // The new name, too, must survive a power cut. Elsewhere a folder cannot be opened as a file.
            if cfg!(unix) { File::open(self.originals())?.sync_all() } else { Ok(()) }
        };
        write().map_err(|e| {
            // Half a copy is worth nothing; that it cannot be removed either is not the news.
            let _ = fs::remove_file(&partial);
            Error::io(&path, e)
        })
    }
}

/// The environment variable that overrides [`user_data_folder`], for tests and for a library on a memory stick.
pub const DATA_VARIABLE: &str = "TADORI_DATA";

/// The folder in which a user's data belongs on this system; `None` where there is no home.
pub fn user_data_folder() -> Option<PathBuf> {
    std::env::var_os(DATA_VARIABLE).map(PathBuf::from).or_else(|| dirs::data_dir().map(|d| d.join("tadori")))
}
