//! What is derived from originals: whether it is whole, and of which files it is what an older version read.

use rusqlite::params;

use super::{Check, Status};
use crate::control::Progress;
use crate::{Error, Library, ocr_state, schema, store};

/// Pages, and where text stands on them. What is missing is derived anew.
pub(super) fn check_pages(library: &Library) -> Result<Check, Error> {
    let incomplete = incomplete(library)?;
    if incomplete.is_empty() {
        return Ok(Check::new("pages", Status::Ok, "every page of the PDFs is known, and where its text stands"));
    }
    {
        let lock = library.folder.lock()?;
        let keys: Vec<u64> = incomplete.iter().map(|(key, _)| *key).collect();
        library.rederive(&keys, &lock)?;
        library.settle_index(&lock, &|_| {})?;
    }
    let left: Vec<String> = self::incomplete(library)?.into_iter().map(|(_, name)| name).collect();
    if left.is_empty() {
        let count = incomplete.len();
        return Ok(Check::new("pages", Status::Mended, format!("the pages of {count} documents were read again")));
    }
    let advice = "import these files again (locked ones with their password), their pages cannot be shown";
    Ok(Check::new("pages", Status::Failed, format!("{advice}: {}", left.join(", "))))
}

/// PDFs that lack pages, or the places of their text; numbers and file names.
fn incomplete(library: &Library) -> Result<Vec<(u64, String)>, Error> {
    let connection = library.connection();
    let mut incomplete = Vec::new();
    for row in store::documents(&connection)?.into_iter().filter(|row| row.format == "pdf") {
        let pages = store::pages::pages(&connection, row.key)?.len();
        let whole = pages > 0
            && pages == row.pages as usize
            && (row.blocks == 0 || store::pages::placed(&connection, row.key)?.is_some());
        if !whole {
            incomplete.push((row.key, row.file_name));
        }
    }
    Ok(incomplete)
}

/// Tries once more to read what could not be read again, and names what still cannot: its text is as it was.
pub(super) fn check_kept(library: &Library, progress: Progress<'_>) -> Result<Check, Error> {
    let before = kept(library)?.len();
    if before > 0 {
        {
            let _lock = library.folder.lock()?;
            schema::connect(&library.folder.database())?.execute("UPDATE file SET kept_at = NULL", [])?;
        }
        library.settle(progress.report)?;
    }
    let kept = kept(library)?;
    if !kept.is_empty() {
        let list: Vec<String> = kept.iter().map(|(name, why)| format!("{name} ({why})")).collect();
        let advice = "these files keep the text that an older version read; to read them anew, import them again \
                      (locked ones with their password)";
        return Ok(Check::new("texts", Status::Ok, format!("{advice}: {}", list.join(", "))));
    }
    let (status, message) = match before {
        0 => (Status::Ok, "every text is as this version reads it".to_owned()),
        count => (Status::Mended, format!("{count} files that could not be read again were read now")),
    };
    Ok(Check::new("texts", status, message))
}

/// Names of files that could not be read again, and why.
fn kept(library: &Library) -> Result<Vec<(String, String)>, Error> {
    let connection = library.connection();
    let sql = "SELECT name, kept_for FROM file WHERE kept_for IS NOT NULL ORDER BY id";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map(params![], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether text of pictures can be recognised here; that it cannot is nothing wrong.
pub(super) fn check_ocr() -> Check {
    let (_, detail) = ocr_state();
    Check::new("ocr", Status::Ok, detail)
}
