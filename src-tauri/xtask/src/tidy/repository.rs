//! What the rules look at: the files that git has or would take, and the crates.

use std::fs;

use anyhow::Result;

use crate::desktop;
use crate::process::{command, read, root};

/// The repository as values, so that rules can be tested on made-up ones.
#[derive(Default)]
pub(super) struct Repository {
    pub(super) files: Vec<File>,
    pub(super) crates: Vec<Crate>,
}

/// A file; its text is empty when it is not UTF-8.
pub(super) struct File {
    /// From the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

/// A crate of the workspace.
pub(super) struct Crate {
    pub(super) name: String,
    /// Names of the packages that it names in its manifest, for whatever use.
    pub(super) imports: Vec<String>,
    pub(super) manifest: String,
}

impl Repository {
    pub(super) fn read() -> Result<Self> {
        let list = read(&mut command("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
        let mut paths: Vec<&str> = list.split('\0').filter(|p| !p.is_empty()).collect();
        paths.dedup();
        let files = paths
            .into_iter()
            // A file that was removed but not yet from git.
            .filter(|path| root().join(path).is_file())
            .map(|path| File {
                path: path.to_owned(),
                text: fs::read(root().join(path)).ok().and_then(|b| String::from_utf8(b).ok()).unwrap_or_default(),
            })
            .collect();
        let crates = desktop::metadata()?
            .packages
            .iter()
            .map(|package| Crate {
                name: package.name.to_string(),
                imports: package.dependencies.iter().map(|d| d.name.clone()).collect(),
                manifest: fs::read_to_string(&package.manifest_path).unwrap_or_default(),
            })
            .collect();
        Ok(Self { files, crates })
    }
}

#[cfg(test)]
impl Repository {
    /// A repository with only this file.
    pub(super) fn with_file(path: &str, text: &str) -> Self {
        let file = File { path: path.to_owned(), text: text.to_owned() };
        Self { files: vec![file], ..Self::default() }
    }

    /// A repository with only this crate.
    pub(super) fn with_crate(name: &str, imports: &[&str], manifest: &str) -> Self {
        let imports = imports.iter().map(ToString::to_string).collect();
        Self {
            crates: vec![Crate { name: name.to_owned(), imports, manifest: manifest.to_owned() }],
            ..Self::default()
        }
    }
}
