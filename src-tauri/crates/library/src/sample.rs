//! The bundled corpus (見本) as a library of its own.

use std::path::{Path, PathBuf};

use crate::{Control, Error, ImportOptions, Library, Progress};

/// What the bundled library is called.
pub const SAMPLE_NAME: &str = "見本ライブラリー";

/// The documents, by file name.
const DOCUMENTS: [(&str, &str); 5] = [
    ("plan.md", include_str!("../../../../corpus/plan.md")),
    ("allocation-policy-2023.md", include_str!("../../../../corpus/allocation-policy-2023.md")),
    ("budget-request-2026.md", include_str!("../../../../corpus/budget-request-2026.md")),
    ("life-science-deck.md", include_str!("../../../../corpus/life-science-deck.md")),
    ("program-brief.md", include_str!("../../../../corpus/program-brief.md")),
];

/// Opens the library of the bundled corpus in `folder`; makes it at the first start, renews it when the corpus changed.
pub fn install_sample(folder: &Path) -> Result<Library, Error> {
    let library = Library::open(&folder.join("library"))?;
    let files = folder.join("files");
    std::fs::create_dir_all(&files).map_err(|e| Error::io(&files, e))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, text) in DOCUMENTS {
        let path = files.join(name);
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
            std::fs::write(&path, text).map_err(|e| Error::io(&path, e))?;
        }
        paths.push(path);
    }
    let current: Vec<String> = library.documents().iter().map(|d| d.hash.clone()).collect();
    let same = DOCUMENTS.iter().all(|(_, text)| current.contains(&blake3::hash(text.as_bytes()).to_hex().to_string()));
    if !same {
        library.import(
            &paths,
            &ImportOptions::default(),
            Progress { report: &|_| {}, control: &Control::default() },
        )?;
    }
    Ok(library)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_manifest_lists_what_is_built_in() {
        let manifest: toml::Table = include_str!("../../../../corpus/manifest.toml").parse().unwrap();
        let listed: BTreeSet<&str> =
            manifest["documents"].as_array().unwrap().iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(listed, DOCUMENTS.map(|(name, _)| name).into());
        assert_eq!(manifest["name"].as_str(), Some(SAMPLE_NAME));
    }
}
