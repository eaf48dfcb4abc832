//! The other side: `SQLite` FTS5 with trigrams, what most programs would use.
//!
//! A trigram index finds nothing for a word of fewer than three characters, so
//! those are dropped; and a question typed as a sentence must be split by
//! somebody, so it gets the same words that ours does.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, params};
use tadori_dictionary::WordClass;
use tadori_text::normalize;

use crate::clock::Clock;
use crate::tadori::{analyzer, entries, timed};
use crate::{Figures, anew};

/// Fills the table, then the index over it; the size is that of the index alone, without the text.
pub(crate) fn index(_: &Path, folder: &Path) -> Result<Figures> {
    let entries = entries(folder)?;
    let place = folder.join("fts5");
    anew(&place)?;
    std::fs::create_dir(&place)?;
    let mut database = Connection::open(place.join("fts5.sqlite"))?;
    database.execute_batch(
        "PRAGMA journal_mode = WAL; CREATE TABLE record (id INTEGER PRIMARY KEY, title TEXT, text TEXT);",
    )?;
    let transaction = database.transaction()?;
    for entry in &entries {
        let text: Vec<&str> = entry.document.blocks.iter().map(|b| b.text.as_str()).collect();
        let row = params![normalize(&entry.document.metadata.title).text, normalize(&text.join("\n")).text];
        transaction.prepare_cached("INSERT INTO record (title, text) VALUES (?1, ?2)")?.execute(row)?;
    }
    transaction.commit()?;
    let before = bytes(&database)?;
    let started = Clock::start();
    database.execute_batch(
        "CREATE VIRTUAL TABLE found USING fts5 (title, text, content = 'record', content_rowid = 'id', tokenize = 'trigram');
         INSERT INTO found (found) VALUES ('rebuild');
         INSERT INTO found (found) VALUES ('optimize');",
    )?;
    let mut figures = started.stop();
    figures.insert("size".to_owned(), (bytes(&database)? - before) as f64);
    Ok(figures)
}

/// Any of the words, best first, with a snippet.
pub(crate) fn search(shared: &Path, folder: &Path) -> Result<Figures> {
    let database = Connection::open(folder.join("fts5/fts5.sqlite"))?;
    let analyzer = analyzer()?;
    let sql =
        "SELECT rowid, snippet(found, 1, '[', ']', '…', 60) FROM found WHERE found MATCH ?1 ORDER BY rank LIMIT 20";
    timed(shared, |query| {
        let text = normalize(query).text;
        let words = analyzer.words(&text).into_iter().filter(|w| w.class == WordClass::Content);
        let words: Vec<&str> = words.map(|w| w.span.of(&text)).filter(|w| w.chars().count() >= 3).collect();
        if words.is_empty() {
            return Ok(0);
        }
        let any = words.iter().map(|w| format!("\"{}\"", w.replace('"', "\"\""))).collect::<Vec<_>>().join(" OR ");
        let mut statement = database.prepare_cached(sql)?;
        let rows = statement.query_map([any], |row| row.get::<_, String>(1))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.len())
    })
}

/// Pages in use, in bytes.
fn bytes(database: &Connection) -> Result<i64> {
    let pragma = |name: &str| database.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    Ok((pragma("page_count")? - pragma("freelist_count")?) * pragma("page_size")?)
}
