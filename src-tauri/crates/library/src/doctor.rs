//! `doctor`: checks a library from the bottom up and mends what can be mended.
//!
//! What is derived (blocks, index) is made anew. A damaged database is set
//! aside, never overwritten: its readable rows go into a new one, and
//! originals that no row names are imported again.

mod derived;
mod salvage;
mod wreck;

use std::fs;
use std::path::Path;

use serde::Serialize;

pub(crate) use self::salvage::is_under_way;

use crate::control::Progress;
use crate::folder::Folder;
use crate::helper::Helper;
use crate::report::Step;
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

/// Checks the library in `folder` and mends what can be mended; gives the outcome of each check in order. Files are read
/// again by `helper` where they could do harm.
pub fn doctor(folder: &Path, helper: Option<Helper>, progress: Progress<'_>) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    let places = Folder::new(folder);
    match check_database(&places) {
        Ok(()) => checks.push(Check::new("database", Status::Ok, "every page of the database can be read")),
        Err(Error::Damaged { detail, .. }) => {
            let salvage::SetAside { path, files, unread } = salvage::set_aside(&places)?;
            let kept = path.display();
            let message = format!(
                "the database was damaged ({detail}); it is kept as {kept}, and the {files} files it could still name are taken in again"
            );
            checks.push(Check::new("database", Status::Mended, message));
            if !unread.is_empty() {
                let message = format!(
                    "this could not be read, or not all of it: {}; take it from a copy of the library, and keep {kept}, \
                     from which it may still be got",
                    unread.join(", ")
                );
                checks.push(Check::new("notes", Status::Failed, message));
            }
        }
        Err(other) => return Err(other.of(folder)),
    }
    let library = Library::open(folder)?.with_helper(helper);
    if library.read_only() {
        checks.push(Check::new("folder", Status::Failed, "the library is read-only: nothing can be mended"));
        return Ok(checks);
    }
    checks.push(check_originals(&library)?);
    // A copy that no row names, while an import is unfinished, is its last file: that comes back with the rest of it.
    if is_under_way(&places) || (library.pending()? == 0 && salvage::has_orphans(&library)?) {
        checks.push(salvage::readopt(&library, &places, progress).map_err(|e| e.of(folder))?);
    }
    checks.push(derived::check_kept(&library, progress).map_err(|e| e.of(folder))?);
    checks.push(derived::check_pages(&library).map_err(|e| e.of(folder))?);
    checks.push(check_index(&library, progress)?);
    checks.push(derived::check_ocr());
    Ok(checks)
}

fn check_database(folder: &Folder) -> Result<(), Error> {
    let path = folder.database();
    schema::check_not_lost(folder)?;
    if !path.exists() {
        return Ok(());
    }
    let connection = schema::connect_to_check(folder)?;
    let verdict = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))
        .map_err(|e| Error::database(&path, e))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged { path, detail: verdict }) }
}

fn check_originals(library: &Library) -> Result<Check, Error> {
    let files: Vec<(String, String)> = {
        let connection = library.connection();
        let mut statement = connection.prepare("SELECT hash, name FROM file ORDER BY id")?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?
    };
    let mut missing = Vec::new();
    for (hash, name) in files {
        let path = library.folder.original(&hash);
        match fs::read(&path) {
            Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == hash => {}
            Ok(_) => {
                // Out of the way, so that importing the file again stores it again.
                let _ = fs::rename(&path, path.with_extension("damaged"));
                missing.push(format!("{name} (changed on disk)"));
            }
            Err(_) => missing.push(format!("{name} (missing)")),
        }
    }
    Ok(if missing.is_empty() {
        Check::new("originals", Status::Ok, "every original is there, unchanged")
    } else {
        let list = missing.join(", ");
        Check::new(
            "originals",
            Status::Failed,
            format!("import these files again, their stored originals are damaged: {list}"),
        )
    })
}

fn check_index(library: &Library, progress: Progress<'_>) -> Result<Check, Error> {
    let report = |step: Step| (progress.report)(step);
    let damage = match library.index() {
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
