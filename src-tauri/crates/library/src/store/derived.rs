//! SQL: what was read out of documents, and the links by their wording. Nothing here is a truth: whatever is missing, of an
//! older version or unreadable is made anew.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tadori_facts::Facts;
use tadori_links::{LinkKind, Reason, Shared};
use tadori_text::Span;

use crate::{DocumentRow, Error};

/// A link by wording as it is kept: blocks of the two documents, programs by name.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize)]
pub(crate) struct KeptLink {
    pub(crate) kind: LinkKind,
    pub(crate) basis: tadori_links::Basis,
    pub(crate) score: f64,
    pub(crate) from: KeptEnd,
    pub(crate) to: KeptEnd,
    pub(crate) reason: Reason,
    pub(crate) shared: Vec<Shared>,
}

/// An end of it.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize)]
pub(crate) struct KeptEnd {
    pub(crate) block: usize,
    pub(crate) span: Span,
    pub(crate) program: Option<String>,
}

fn pack(value: &impl Serialize) -> Vec<u8> {
    compress_prepend_size(&postcard::to_stdvec(value).expect("plain values have a packed form"))
}

fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(&decompress_size_prepended(bytes).ok()?).ok()
}

/// What was read out of a document as it is now.
pub(crate) fn facts(connection: &Connection, document: &DocumentRow, stamp: &str) -> Result<Option<Facts>, Error> {
    let sql = "SELECT facts FROM noted WHERE document = ?1 AND sequence = ?2 AND stamp = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let key = params![document.key, document.sequence, stamp];
    let packed: Option<Vec<u8>> = statement.query_row(key, |row| row.get(0)).optional()?;
    Ok(packed.and_then(|bytes| unpack(&bytes)))
}

/// What two changes at once must not mix up: a row is written only if its document still is as it was read.
const AS_READ: &str = "SELECT 1 FROM document WHERE id = ?1 AND sequence = ?2";

/// Keeps what was read out of a document.
pub(crate) fn keep_facts(
    connection: &Connection,
    document: &DocumentRow,
    stamp: &str,
    facts: &Facts,
) -> Result<(), Error> {
    let sql = format!("INSERT OR REPLACE INTO noted SELECT ?1, ?2, ?3, ?4 WHERE EXISTS ({AS_READ})");
    connection.prepare_cached(&sql)?.execute(params![document.key, document.sequence, stamp, pack(facts)])?;
    Ok(())
}

/// Blocks of the library when the links that are kept began to be found.
pub(crate) fn linked_blocks(connection: &Connection) -> Result<usize, Error> {
    Ok(connection.query_row("SELECT value FROM state WHERE key = 'linked_blocks'", [], |row| row.get(0))?)
}

/// Numbers of the documents whose links are kept, by these rules, as they are now.
pub(crate) fn linked(connection: &Connection, stamp: &str) -> Result<Vec<u64>, Error> {
    let sql = "SELECT l.document FROM linked l JOIN document d ON d.id = l.document AND d.sequence = l.sequence \
               WHERE l.stamp = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([stamp], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Links from one document to another: their numbers and the links.
pub(crate) type KeptPair = (u64, u64, Vec<KeptLink>);

/// The kept links, with the numbers of the two documents; none where they cannot be read.
pub(crate) fn links(connection: &Connection) -> Result<Option<Vec<KeptPair>>, Error> {
    let mut statement = connection.prepare_cached("SELECT from_document, to_document, links FROM link")?;
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, unpack(&row.get::<_, Vec<u8>>(2)?)));
    let rows: Vec<(u64, u64, Option<Vec<KeptLink>>)> =
        statement.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows.into_iter().map(|(from, to, links)| Some((from, to, links?))).collect())
}

/// Forgets all links by wording; those that are found from now on are reckoned with so many blocks.
pub(crate) fn forget_links(connection: &Connection, blocks: usize) -> Result<(), Error> {
    connection.execute("DELETE FROM link", [])?;
    connection.execute("DELETE FROM linked", [])?;
    connection.execute("UPDATE state SET value = ?1 WHERE key = 'linked_blocks'", [blocks])?;
    Ok(())
}

/// Keeps a document as one whose links are found; what was known of it before is forgotten.
pub(crate) fn keep_linked(connection: &Connection, document: &DocumentRow, stamp: &str) -> Result<(), Error> {
    let sql = "DELETE FROM link WHERE from_document = ?1 OR to_document = ?1";
    connection.prepare_cached(sql)?.execute([document.key])?;
    let sql = format!("INSERT OR REPLACE INTO linked SELECT ?1, ?2, ?3 WHERE EXISTS ({AS_READ})");
    connection.prepare_cached(&sql)?.execute(params![document.key, document.sequence, stamp])?;
    Ok(())
}

/// Adds links from one document to another, if both are there.
pub(crate) fn keep_links(connection: &Connection, from: u64, to: u64, links: &[KeptLink]) -> Result<(), Error> {
    let there = "SELECT links FROM link WHERE from_document = ?1 AND to_document = ?2";
    let packed: Option<Vec<u8>> =
        connection.prepare_cached(there)?.query_row([from, to], |row| row.get(0)).optional()?;
    let mut all: Vec<KeptLink> = packed.and_then(|bytes| unpack(&bytes)).unwrap_or_default();
    all.extend_from_slice(links);
    let sql =
        "INSERT OR REPLACE INTO link SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM document WHERE id IN (?1, ?2)) = 2";
    connection.prepare_cached(sql)?.execute(params![from, to, pack(&all)])?;
    Ok(())
}
