//! The bundled corpus: what it says stands in the documents it summarises, and nothing in it is copied from them.

mod copies;
mod facts;
mod vocabulary;

use std::fs;
use std::path::PathBuf;

use tadori_tests::skipped;
use tadori_text::normalize;

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The documents the corpus is made from, folded, by the number their names begin with; `None`, and said so, where they
/// are not.
fn originals() -> Option<Vec<(String, String)>> {
    let folder = root().join("../shared/documents");
    let Ok(entries) = fs::read_dir(&folder) else {
        skipped("the real documents (../shared/documents) are not here to compare with");
        return None;
    };
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(path).expect("a document in UTF-8");
        (name.split('_').next().unwrap_or_default().to_owned(), normalize(&text).text)
    };
    Some(files.iter().map(read).collect())
}

/// A document of the corpus without its front matter, folded.
fn summary(name: &str) -> String {
    let text = fs::read_to_string(root().join("corpus").join(name)).expect("the corpus is part of the repository");
    let body = text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")).map_or(text.as_str(), |(_, body)| body);
    normalize(body).text
}
