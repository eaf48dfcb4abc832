//! A damaged database is set aside, and the stored originals are taken in again under the names it remembered.

use std::fs;
use std::path::PathBuf;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::wreck::{SIDES, Wreck};
use super::{Check, Status};
use crate::control::Progress;
use crate::files::path_of;
use crate::folder::Folder;
use crate::generation::Writing;
use crate::helper::Watch;
use crate::prepare::{self, Original, Prepared};
use crate::report::{FileStatus, ImportOptions};
use crate::store::note::{self, Entity};
use crate::store::step::Saved;
use crate::store::verdict;
use crate::verdicts::{self, VerdictSaid};
use crate::{Error, Library, NameSaid, schema, store};

/// A file as a damaged database remembers it.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    hash: String,
    path: String,
    overrides: String,
}

/// What a damaged database still knew that nothing else knows.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Sheet {
    files: Vec<Remembered>,
    /// What a person said of documents: public id, fields.
    edited: Vec<(String, String)>,
    /// What a person decided of amounts.
    #[serde(default)]
    decided: Vec<Judged>,
    /// What a person said of names.
    #[serde(default)]
    named: Vec<NameSaid>,
    /// What a person said of links.
    #[serde(default)]
    verdicts: Vec<VerdictSaid>,
    /// Notes, collections, and what was done to them.
    #[serde(default)]
    notes: Saved,
}

/// A row of `decided`: public id, anchor, yen, subject, when.
type Judged = (String, String, i64, Option<String>, String);

/// The list of what a damaged database remembered; there until everything on it is back.
fn sheet(folder: &Folder) -> PathBuf {
    folder.root().join("library.salvaged.json")
}

/// Whether a database was set aside whose files are not back yet.
pub(crate) fn is_under_way(folder: &Folder) -> bool {
    sheet(folder).exists()
}

/// What people call them.
const NOTES: &str = "notes and collections";
const HISTORY: &str = "the history of notes";

/// What was done with a damaged database.
pub(super) struct SetAside {
    /// Where it is kept.
    pub(super) path: PathBuf,
    /// Files that it could still name.
    pub(super) files: usize,
    /// What could not be read of it, or not all: kinds of what people said.
    pub(super) unread: Vec<&'static str>,
}

/// Renames a damaged database, with its side files, saves the names of its files and what people said where that can be
/// read, and makes an empty database in its place.
pub(super) fn set_aside(folder: &Folder) -> Result<SetAside, Error> {
    let _lock = folder.lock()?;
    let path = folder.database();
    let stamp = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let aside = path.with_file_name(format!("library.damaged-{stamp}.sqlite"));
    let mut wreck = Wreck::open(folder);
    let remembered = Sheet {
        files: files_in(&mut wreck),
        edited: wreck
            .rows("corrected bibliographies", "SELECT document, fields FROM edited", |r| Ok((r.get(0)?, r.get(1)?))),
        decided: wreck.rows(
            "decisions on amounts",
            "SELECT document, anchor, yen, subject, decided_at FROM decided",
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)),
        ),
        named: wreck.rows("decisions on names", "SELECT name, other, same, said_at FROM named ORDER BY id", |r| {
            Ok(NameSaid { name: r.get(0)?, other: r.get(1)?, same: r.get(2)?, said_at: r.get(3)? })
        }),
        verdicts: wreck.rows("verdicts on links", verdict::ALL, verdict::said),
        notes: notes_in(&mut wreck),
    };
    let (files, mut unread) = (remembered.files.len(), wreck.close(folder));
    if !unread.contains(&HISTORY) {
        // It knows every note.
        unread.retain(|of| *of != NOTES);
    }
    // First of all, so that a kill from here on does not lose the names.
    fs::write(sheet(folder), store::to_json(&remembered)).map_err(|e| Error::io(&sheet(folder), e))?;
    for suffix in SIDES {
        let from = path.with_file_name(format!("library.sqlite{suffix}"));
        let to = aside.with_file_name(format!("library.damaged-{stamp}.sqlite{suffix}"));
        absent_or(fs::rename(&from, &to)).map_err(|e| Error::io(&from, e))?;
    }
    // The index knows documents by numbers of the old database.
    absent_or(fs::remove_dir_all(folder.indexes())).map_err(|e| Error::io(&folder.indexes(), e))?;
    schema::make(&path)?;
    Ok(SetAside { path: aside, files, unread })
}

/// What is not there need not be moved away.
fn absent_or(result: std::io::Result<()>) -> std::io::Result<()> {
    result.or_else(|e| if e.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(e) })
}

/// The files a damaged database names, oldest first, as far as it can be read.
fn files_in(wreck: &mut Wreck) -> Vec<Remembered> {
    let Some(connection) = &wreck.connection else { return vec![] };
    let last: i64 = connection.query_row("SELECT max(id) FROM file", [], |row| row.get(0)).unwrap_or(100_000);
    // Row by row: a damaged page takes its own rows only.
    let Ok(mut statement) = connection.prepare("SELECT hash, path, overrides FROM file WHERE id = ?1") else {
        return vec![];
    };
    let row = |r: &rusqlite::Row<'_>| Ok(Remembered { hash: r.get(0)?, path: r.get(1)?, overrides: r.get(2)? });
    (1..=last).filter_map(|id| statement.query_row([id], row).optional().ok().flatten()).collect()
}

/// Notes with all that belongs to them, as far as it can be read.
fn notes_in(wreck: &mut Wreck) -> Saved {
    let mut things = Vec::new();
    for entity in Entity::ALL {
        let pairs = wreck.rows(NOTES, entity.all(), note::pair);
        things.extend(pairs.into_iter().map(|(key, json)| (entity.as_str().to_owned(), key, json)));
    }
    let steps = "SELECT id, what, at, undone FROM step ORDER BY id";
    let changes = "SELECT step, ordinal, entity, key, before, after FROM change ORDER BY step, ordinal";
    Saved {
        things,
        steps: wreck.rows(HISTORY, steps, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))),
        changes: wreck
            .rows(HISTORY, changes, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?))),
    }
}

/// Whether there are stored originals that no row names.
pub(super) fn has_orphans(library: &Library) -> Result<bool, Error> {
    Ok(!orphans(library)?.is_empty())
}

fn orphans(library: &Library) -> Result<Vec<String>, Error> {
    let known: std::collections::HashSet<String> = {
        let connection = library.connection();
        let mut statement = connection.prepare("SELECT hash FROM file")?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
    };
    Ok(library.folder.stored().into_iter().filter(|hash| !known.contains(hash)).collect())
}

/// Takes in originals that no row names, under the names that a damaged database remembered.
pub(super) fn readopt(library: &Library, folder: &Folder, progress: Progress<'_>) -> Result<Check, Error> {
    let json = fs::read(sheet(folder)).unwrap_or_default();
    // The list of files alone is what a version before this one wrote.
    let Sheet { files, edited, decided, named, verdicts, notes } = serde_json::from_slice(&json)
        .or_else(|_| serde_json::from_slice(&json).map(|files| Sheet { files, ..Sheet::default() }))
        .unwrap_or_default();
    let lock = folder.lock()?;
    let mut hashes = orphans(library)?;
    // In the order they were first imported, so that a later file supersedes an earlier one.
    hashes.sort_by_key(|hash| files.iter().position(|n| &n.hash == hash).unwrap_or(usize::MAX));
    if !library.is_settled()? {
        library.settle_index(&lock, progress.report)?;
    }
    let mut connection = schema::connect(&folder.database())?;
    for (document, fields) in edited {
        let sql = "INSERT OR IGNORE INTO edited VALUES (?1, ?2)";
        connection.execute(sql, [document, fields])?;
    }
    for (document, anchor, yen, subject, decided_at) in decided {
        // Once, however often this is begun.
        let sql = "INSERT INTO decided (document, anchor, yen, subject, decided_at) SELECT ?1, ?2, ?3, ?4, ?5 \
                   WHERE NOT EXISTS (SELECT 1 FROM decided WHERE document = ?1 AND anchor = ?2)";
        connection.execute(sql, rusqlite::params![document, anchor, yen, subject, decided_at])?;
    }
    for said in named {
        store::named::insert(&connection, &said)?;
    }
    verdicts::merge(&connection, &verdicts)?;
    notes.restore(&mut connection)?;
    let generation = library.index().ok_or_else(|| Error::no_index(folder.root()))?;
    let mut writing = Writing::new(library, &generation.index)?;
    let lexicon = writing.writer.lexicon();
    let (mut done, mut failed) = (0, Vec::new());
    for hash in hashes {
        let remembered = files.iter().find(|n| n.hash == hash);
        let path =
            remembered.map_or_else(|| folder.originals().join(format!("{}.txt", &hash[..12])), |n| path_of(&n.path));
        let said: ImportOptions = remembered.and_then(|n| serde_json::from_str(&n.overrides).ok()).unwrap_or_default();
        let original = folder.original(&hash);
        let bytes = fs::read(&original).map_err(|e| Error::io(&original, e))?;
        let name = prepare::file_name(&path);
        let original = Original { name: &name, hash: &hash, bytes: &bytes };
        let contents = library.contents(&original, &lexicon, &said, &said.reading(None), Watch::NONE);
        let prepared = contents.map(|contents| Prepared { hash, bytes, contents: Some(contents) });
        let report = library.take_in(&mut connection, &mut writing, &path, prepared)?;
        if report.status == FileStatus::Refused { failed.push(name) } else { done += 1 }
    }
    writing.finish(store::sequence(&connection)?)?;
    library.refresh()?;
    if failed.is_empty() {
        absent_or(fs::remove_file(sheet(folder))).map_err(|e| Error::io(&sheet(folder), e))?;
        return Ok(Check::new(
            "files",
            Status::Mended,
            format!("{done} stored files that the database did not know are back"),
        ));
    }
    let list = failed.join(", ");
    Ok(Check::new("files", Status::Failed, format!("{done} stored files are back; these could not be read: {list}")))
}
