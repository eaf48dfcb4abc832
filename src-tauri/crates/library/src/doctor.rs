//! `doctor`: checks a library from the bottom up and mends what can be mended.
//!
//! What is derived (blocks, index) is made anew. A damaged database is set
//! aside, never overwritten: its readable rows go into a new one, and
//! originals that no row names are imported again.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::folder::Folder;
use crate::import::{ImportOptions, Progress, Step};
use crate::{Error, Library, schema};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing wrong.
    Ok,
    /// Something was wrong and is right now.
    Mended,
    /// Something is wrong that could not be mended; the message says what to do.
    Failed,
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was checked.
    pub check: &'static str,
    /// How it came out.
    pub status: Status,
    /// In words.
    pub message: String,
}

impl Check {
    fn new(check: &'static str, status: Status, message: impl Into<String>) -> Self {
        Self { check, status, message: message.into() }
    }
}

/// Checks the library in `folder` and mends what can be mended; gives the outcome of each check in order.
pub fn doctor(folder: &Path, progress: Progress<'_>) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    let places = Folder::new(folder);
    let salvaged = match check_database(&places) {
        Ok(()) => {
            checks.push(Check::new("database", Status::Ok, "every page of the database can be read"));
            false
        }
        Err(Error::Damaged { detail, .. }) => {
            let (aside, rows) = set_aside(&places)?;
            let message = format!(
                "the database was damaged ({detail}); it is kept as {}, and {rows} files are taken in again",
                aside.display()
            );
            checks.push(Check::new("database", Status::Mended, message));
            true
        }
        Err(other) => return Err(other),
    };
    let library = Library::open(folder)?;
    if library.read_only() {
        checks.push(Check::new("folder", Status::Failed, "the library is read-only: nothing can be mended"));
        return Ok(checks);
    }
    checks.push(check_originals(&library)?);
    if salvaged || orphans(&library)?.next().is_some() {
        checks.push(readopt(&library, &places, progress)?);
    }
    checks.push(check_index(&library, progress)?);
    Ok(checks)
}

fn check_database(folder: &Folder) -> Result<(), Error> {
    let path = folder.database();
    if !path.exists() {
        return Ok(());
    }
    let connection = schema::connect(&path)?;
    let verdict = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))
        .map_err(|e| Error::database(&path, e))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged { path, detail: verdict }) }
}

/// Renames a damaged database, with its side files, and saves the names of its files where they can be read.
fn set_aside(folder: &Folder) -> Result<(PathBuf, usize), Error> {
    let _lock = folder.lock()?;
    let path = folder.database();
    let stamp = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let aside = path.with_file_name(format!("library.damaged-{stamp}.sqlite"));
    let names = names_in(&path);
    for suffix in ["", "-wal", "-shm"] {
        let from = path.with_file_name(format!("library.sqlite{suffix}"));
        let to = aside.with_file_name(format!("library.damaged-{stamp}.sqlite{suffix}"));
        match fs::rename(&from, &to) {
            Err(e) if suffix.is_empty() || e.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(&from, e)),
            _ => {}
        }
    }
    // The index knows documents by numbers of the old database.
    match fs::remove_dir_all(folder.indexes()) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(&folder.indexes(), e)),
        _ => {}
    }
    let sheet = folder.root().join("library.salvaged.json");
    fs::write(&sheet, crate::store::to_json(&names)).map_err(|e| Error::io(&sheet, e))?;
    Ok((aside, names.len()))
}

/// A file as a damaged database remembers it.
#[derive(Debug, Serialize, serde::Deserialize)]
struct Remembered {
    hash: String,
    path: String,
    overrides: String,
}

/// The files a damaged database names, oldest first, as far as it can be read.
fn names_in(path: &Path) -> Vec<Remembered> {
    let Ok(connection) = Connection::open(path) else { return vec![] };
    let mut names = Vec::new();
    let last: i64 = connection.query_row("SELECT max(id) FROM file", [], |row| row.get(0)).unwrap_or(100_000);
    // Row by row: a damaged page takes its own rows only.
    let sql = "SELECT hash, path, overrides FROM file WHERE id = ?1";
    for id in 1..=last {
        let row = connection.query_row(sql, [id], |r| {
            Ok(Remembered { hash: r.get(0)?, path: r.get(1)?, overrides: r.get(2)? })
        });
        names.extend(row.optional().ok().flatten());
    }
    names
}

fn check_originals(library: &Library) -> Result<Check, Error> {
    let mut missing = Vec::new();
    let mut hashes: Vec<(String, String)> =
        library.documents().iter().map(|d| (d.hash.clone(), d.file_name.clone())).collect();
    hashes.dedup();
    for (hash, name) in hashes {
        match fs::read(library.folder.original(&hash)) {
            Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == hash => {}
            Ok(_) => missing.push(format!("{name} (changed on disk)")),
            Err(_) => missing.push(format!("{name} (missing)")),
        }
    }
    Ok(if missing.is_empty() {
        Check::new("originals", Status::Ok, "every original is there, unchanged")
    } else {
        let list = missing.join(", ");
        Check::new("originals", Status::Failed, format!("import these files again, their stored originals are damaged: {list}"))
    })
}

/// Stored originals that no row names.
fn orphans(library: &Library) -> Result<impl Iterator<Item = String>, Error> {
    let known: std::collections::HashSet<String> = {
        let connection = library.connection();
        let mut statement = connection.prepare("SELECT hash FROM file")?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
    };
    let entries = fs::read_dir(library.folder.originals()).map_err(|e| Error::io(&library.folder.originals(), e))?;
    let names = entries.flatten().filter_map(|e| e.file_name().into_string().ok());
    Ok(names.filter(move |name| name.len() == 64 && !known.contains(name)).collect::<Vec<_>>().into_iter())
}

/// Imports originals that no row names, under the names that a damaged database remembered.
fn readopt(library: &Library, folder: &Folder, progress: Progress<'_>) -> Result<Check, Error> {
    let sheet = folder.root().join("library.salvaged.json");
    let names: Vec<Remembered> =
        fs::read(&sheet).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    let desk = tempdir(folder)?;
    let (mut done, mut failed) = (0, Vec::new());
    let mut hashes: Vec<String> = orphans(library)?.collect();
    // In the order they were first imported, so that a later file supersedes an earlier one.
    let place = |hash: &String| names.iter().position(|n| &n.hash == hash).unwrap_or(usize::MAX);
    hashes.sort_by_key(place);
    for hash in hashes {
        let remembered = names.iter().find(|n| n.hash == hash);
        let name = remembered.map_or_else(|| format!("{}.txt", &hash[..12]), |n| crate::prepare::file_name(Path::new(&n.path)));
        let options: ImportOptions =
            remembered.and_then(|n| serde_json::from_str(&n.overrides).ok()).unwrap_or_default();
        let copy = desk.join(&name);
        fs::copy(library.folder.original(&hash), &copy).map_err(|e| Error::io(&copy, e))?;
        let summary = library.import(std::slice::from_ref(&copy), &options, progress)?;
        if summary.imported == 1 { done += 1 } else { failed.push(name) }
        let _ = fs::remove_file(&copy);
        if let Some(remembered) = remembered {
            let connection = schema::connect(&folder.database())?;
            connection.execute("UPDATE file SET path = ?2 WHERE hash = ?1", [&hash, &remembered.path])?;
        }
    }
    let _ = fs::remove_dir_all(&desk);
    library.refresh()?;
    Ok(if failed.is_empty() {
        Check::new("files", Status::Mended, format!("{done} stored files that the database did not know are back"))
    } else {
        let list = failed.join(", ");
        Check::new("files", Status::Failed, format!("{done} stored files are back; these could not be read: {list}"))
    })
}

fn tempdir(folder: &Folder) -> Result<PathBuf, Error> {
    let desk = folder.root().join("doctor");
    fs::create_dir_all(&desk).map_err(|e| Error::io(&desk, e))?;
    Ok(desk)
}

fn check_index(library: &Library, progress: Progress<'_>) -> Result<Check, Error> {
    let report = |step: Step| (progress.report)(step);
    let damage = match library.index()? {
        None => vec!["it cannot be opened".to_owned()],
        Some(generation) => generation.index.damaged().unwrap_or_else(|e| vec![e.to_string()]),
    };
    if damage.is_empty() && library.is_settled()? {
        return Ok(Check::new("index", Status::Ok, "the search index is whole and agrees with the database"));
    }
    if damage.is_empty() {
        library.settle(&report)?;
        return Ok(Check::new("index", Status::Mended, "the search index lagged behind and has caught up"));
    }
    let _lock = library.folder.lock()?;
    library.rebuild(&report)?;
    Ok(Check::new("index", Status::Mended, format!("the search index was made anew ({})", damage.join(", "))))
}
