//! Which libraries there are, and which one is open: folders in the user's data.

use std::fs;
use std::path::{Path, PathBuf};

use tadori_library::SAMPLE_NAME;
use tadori_wire::{Code, Error, LibraryInfo};

/// The folder of the user's data, with `sample`, `libraries/NAME`, and `open`, which names the library opened last.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    data: PathBuf,
}

/// The folder name of the library that the command line uses when none is named, and what the window calls it.
const DEFAULT: (&str, &str) = ("default", "マイライブラリー");

impl Places {
    pub(crate) const fn new(data: PathBuf) -> Self {
        Self { data }
    }

    /// Where the bundled corpus is kept.
    pub(crate) fn sample(&self) -> PathBuf {
        self.data.join("sample")
    }

    /// The user's first library.
    pub(crate) fn default_library(&self) -> PathBuf {
        self.libraries().join(DEFAULT.0)
    }

    fn libraries(&self) -> PathBuf {
        self.data.join("libraries")
    }

    /// The library that was open last; `None` for the bundled one.
    pub(crate) fn last(&self) -> Option<PathBuf> {
        let path = PathBuf::from(fs::read_to_string(self.data.join("open")).ok()?);
        (path.is_dir() && path != self.sample()).then_some(path)
    }

    /// Remembers the library that is open.
    pub(crate) fn remember(&self, path: &Path) {
        // Not being able to remember costs a click at the next start.
        let _ = fs::create_dir_all(&self.data)
            .and_then(|()| fs::write(self.data.join("open"), path.to_string_lossy().as_bytes()));
    }

    /// All libraries, the bundled one first; `open` is the folder of the open one.
    pub(crate) fn list(&self, open: Option<&Path>) -> Vec<LibraryInfo> {
        let mut folders: Vec<PathBuf> = fs::read_dir(self.libraries())
            .map(|entries| entries.flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect())
            .unwrap_or_default();
        folders.sort();
        std::iter::once(self.sample()).chain(folders).map(|folder| self.info(&folder, open)).collect()
    }

    /// What a person sees of the library in `folder`.
    pub(crate) fn info(&self, folder: &Path, open: Option<&Path>) -> LibraryInfo {
        let sample = folder == self.sample();
        let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        LibraryInfo {
            name: if sample {
                SAMPLE_NAME.to_owned()
            } else if folder == self.default_library() {
                DEFAULT.1.to_owned()
            } else {
                name
            },
            path: folder.to_string_lossy().into_owned(),
            sample,
            open: open == Some(folder),
        }
    }

    /// The folder of a new library called `name`.
    pub(crate) fn named(&self, name: &str) -> Result<PathBuf, Error> {
        let name = name.trim();
        let bad =
            |why: &str| Error { code: Code::BadName, detail: format!("“{name}” cannot name a library: {why}") };
        if name.is_empty() || name.chars().count() > 60 {
            return Err(bad("between 1 and 60 characters are needed"));
        }
        if name.starts_with('.')
            || name.ends_with('.')
            || name.chars().any(|c| c.is_control() || r#"/\:*?"<>|"#.contains(c))
        {
            return Err(bad(r#"it must not begin or end with a dot, nor hold / \ : * ? " < > |"#));
        }
        let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
        let device = stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT"));
        if device || ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) {
            return Err(bad("Windows keeps that name for itself"));
        }
        let folder = if name == DEFAULT.1 { self.default_library() } else { self.libraries().join(name) };
        if folder.exists() { Err(bad("there is one of that name")) } else { Ok(folder) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_folder_can_have_are_refused() {
        let data = tempfile::tempdir().unwrap();
        let places = Places::new(data.path().to_owned());
        for name in ["", "  ", "a/b", "..", ".x", "x.", "C:", "con", "COM1.txt", "a\nb", &"長".repeat(61)] {
            assert_eq!(places.named(name).unwrap_err().code, Code::BadName, "{name:?}");
        }
        let folder = places.named(" 令和８年度 概算要求 ").unwrap();
        fs::create_dir_all(&folder).unwrap();
        assert_eq!(places.named("令和８年度 概算要求").unwrap_err().code, Code::BadName);
        let names: Vec<String> = places.list(None).into_iter().map(|l| l.name).collect();
        assert_eq!(names, [SAMPLE_NAME, "令和８年度 概算要求"]);
    }
}
