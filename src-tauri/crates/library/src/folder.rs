//! The folder of a library: where things lie, originals, and the writer's lock.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

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

    /// The library's own vocabulary, where it has one (`vocabulary.toml`).
    pub(crate) fn vocabulary(&self) -> Result<Option<Vocabulary>, Error> {
        let path = self.root.join("vocabulary.toml");
        match fs::read_to_string(&path) {
            Ok(text) => Vocabulary::parse(&text).map(Some).map_err(|source| Error::Vocabulary { path, source }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::io(&path, e)),
        }
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

    /// Keeps a copy of an imported file under its hash, durably and in one step.
    pub(crate) fn keep(&self, hash: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.original(hash);
        if path.exists() {
            return Ok(());
        }
        let partial = self.originals().join(format!("{hash}.partial"));
        let write = || {
            let mut file = File::create(&partial)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&partial, &path)
        };
        write().map_err(|e| {
            // Half a copy is worth nothing; that it cannot be removed either is not the news.
            let _ = fs::remove_file(&partial);
            Error::io(&path, e)
        })
    }
}

/// The folder in which a user's data belongs on this system; `None` where there is no home.
///
/// `TADORI_DATA` overrides it, for tests and for a library on a memory stick.
pub fn user_data_folder() -> Option<PathBuf> {
    std::env::var_os("TADORI_DATA").map(PathBuf::from).or_else(|| dirs::data_dir().map(|d| d.join("tadori")))
}
