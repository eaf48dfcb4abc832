//! SQL: every statement that touches documents and blocks.

pub(crate) mod decided;
pub(crate) mod derived;
pub(crate) mod edited;
pub(crate) mod named;
pub(crate) mod note;
pub(crate) mod pages;
pub(crate) mod stands;
pub(crate) mod step;
pub(crate) mod verdict;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use tadori_text::{Alignment, Block, BlockKind, Document, Guess, Heading, Lines, Metadata, Span};

use crate::document::{DocumentId, DocumentRow};
use crate::{BlockRow, Error};

/// The number of the last change.
pub(crate) fn sequence(connection: &Connection) -> Result<u64, Error> {
    state(connection, "sequence")
}

/// A value of the `state` table.
pub(crate) fn state(connection: &Connection, key: &str) -> Result<u64, Error> {
    Ok(connection.query_row("SELECT value FROM state WHERE key = ?1", [key], |row| row.get(0))?)
}

/// Sets a value of the `state` table.
pub(crate) fn set_state(connection: &Connection, key: &str, value: u64) -> Result<(), Error> {
    connection.execute("UPDATE state SET value = ?2 WHERE key = ?1", params![key, value])?;
    Ok(())
}

/// Takes the next number of the sequence for the changes of `transaction`.
pub(crate) fn next_sequence(transaction: &Transaction<'_>) -> Result<u64, Error> {
    let sql = "UPDATE state SET value = value + 1 WHERE key = 'sequence' RETURNING value";
    Ok(transaction.query_row(sql, [], |row| row.get(0))?)
}

const DOCUMENT: &str = "SELECT d.id, d.public_id, f.name, f.hash, d.record, d.url, d.metadata, d.blocks, f.imported_at, \
                        f.superseded_by IS NOT NULL, f.format, d.pages, d.sequence \
                        FROM document d JOIN file f ON f.id = d.file";

fn document_row(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let metadata: String = row.get(6)?;
    Ok(DocumentRow {
        key: row.get(0)?,
        id: DocumentId::stored(row.get(1)?),
        file_name: row.get(2)?,
        hash: row.get(3)?,
        record: row.get(4)?,
        url: row.get(5)?,
        metadata: from_json(6, &metadata)?,
        blocks: row.get(7)?,
        imported_at: row.get(8)?,
        superseded: row.get(9)?,
        format: row.get(10)?,
        pages: row.get(11)?,
        sequence: row.get(12)?,
    })
}

fn from_json<T: serde::de::DeserializeOwned>(column: usize, json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(e)))
}

/// JSON of a plain value, which cannot fail.
pub(crate) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain values have a JSON form")
}

/// All documents, superseded ones too.
pub(crate) fn documents(connection: &Connection) -> Result<Vec<DocumentRow>, Error> {
    let mut statement = connection.prepare(DOCUMENT)?;
    let rows = statement.query_map([], document_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The documents of the file with this hash, in its order.
pub(crate) fn documents_of(connection: &Connection, hash: &str) -> Result<Vec<DocumentRow>, Error> {
    let mut statement = connection.prepare_cached(&format!("{DOCUMENT} WHERE f.hash = ?1 ORDER BY d.id"))?;
    let rows = statement.query_map([hash], document_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The public id of the current edition of a document: of itself, or of what took its place.
pub(crate) fn current(connection: &Connection, document: &str) -> Result<Option<String>, Error> {
    let sql = "WITH RECURSIVE later (file) AS (
                 SELECT file FROM document WHERE public_id = ?1
                 UNION SELECT f.superseded_by FROM file f JOIN later l ON f.id = l.file
                   WHERE f.superseded_by IS NOT NULL)
               SELECT d.public_id FROM document d JOIN file f ON f.id = d.file
               WHERE d.file IN (SELECT file FROM later) AND f.superseded_by IS NULL
                 AND d.record IS (SELECT record FROM document WHERE public_id = ?1)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([document], |row| row.get(0)).optional()?)
}

/// The metadata of a document as they were read, without what a person said of it later; and what of them was guessed.
pub(crate) fn as_read(connection: &Connection, key: u64) -> Result<(Metadata, Vec<Guess>), Error> {
    let mut statement = connection.prepare_cached("SELECT as_read, guesses FROM document WHERE id = ?1")?;
    let row = |row: &Row<'_>| Ok((from_json(0, &row.get::<_, String>(0)?)?, from_json(1, &row.get::<_, String>(1)?)?));
    Ok(statement.query_row([key], row)?)
}

/// A document as it is written.
pub(crate) struct NewDocument<'a> {
    pub(crate) id: &'a DocumentId,
    pub(crate) file: i64,
    pub(crate) record: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    /// As read, with what was said at import.
    pub(crate) document: &'a Document,
    /// As it is shown.
    pub(crate) shown: &'a Metadata,
    pub(crate) sequence: u64,
}

/// Writes a document with its blocks and pages; gives its number.
pub(crate) fn insert_document(transaction: &Transaction<'_>, new: &NewDocument<'_>) -> Result<u64, Error> {
    let sql = "INSERT INTO document (public_id, file, record, url, metadata, sequence, structure, blocks) \
               VALUES (?1, ?2, ?3, ?4, '{}', ?5, 0, 0) RETURNING id";
    let mut insert = transaction.prepare_cached(sql)?;
    let row = params![new.id.as_str(), new.file, new.record, new.url, new.sequence];
    let key: u64 = insert.query_row(row, |row| row.get(0))?;
    derive(transaction, key, new.document, new.shown, new.sequence)?;
    Ok(key)
}

/// Writes what is derived of a document, in place of what was there.
pub(crate) fn derive(
    transaction: &Transaction<'_>,
    key: u64,
    document: &Document,
    shown: &Metadata,
    sequence: u64,
) -> Result<(), Error> {
    let sql = "UPDATE document SET metadata = ?2, as_read = ?3, sequence = ?4, structure = ?5, blocks = ?6, pages = ?7, \
               guesses = ?8 WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![
        key,
        to_json(shown),
        to_json(&document.metadata),
        sequence,
        tadori_ingest::STRUCTURE_VERSION,
        document.blocks.len(),
        document.pages.len(),
        to_json(&document.guesses)
    ])?;
    transaction.prepare_cached("DELETE FROM block WHERE document = ?1")?.execute([key])?;
    insert_blocks(transaction, key, document)?;
    pages::insert(transaction, key, document)
}

/// Writes the blocks of a document.
fn insert_blocks(transaction: &Transaction<'_>, key: u64, document: &Document) -> Result<(), Error> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO block (document, ordinal, kind, level, number, title, parent, text, alignment, span_start, \
         span_end, line_first, line_last, page, page_label, undecided, note_of) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    for (ordinal, block) in document.blocks.iter().enumerate() {
        let heading = block.heading.as_ref();
        let page = block.page.and_then(|p| document.pages.get((p as usize).checked_sub(1)?));
        insert.execute(params![
            key,
            ordinal,
            block.kind.as_str(),
            heading.map(|h| h.level),
            heading.and_then(|h| h.number.as_ref()),
            heading.map(|h| &h.title),
            block.parent,
            block.text,
            to_json(&block.alignment),
            block.span.start,
            block.span.end,
            block.lines.first,
            block.lines.last,
            block.page,
            page.and_then(|p| p.label.as_ref()),
            block.undecided,
            block.note_of,
        ])?;
    }
    Ok(())
}

/// Removes all documents of a file, and remembers it for an index that has not heard of it; gives their numbers.
pub(crate) fn remove_documents(transaction: &Connection, file: i64, sequence: u64) -> Result<Vec<u64>, Error> {
    let sql = "INSERT OR REPLACE INTO removed SELECT id, ?2 FROM document WHERE file = ?1";
    transaction.execute(sql, params![file, sequence])?;
    let mut statement = transaction.prepare_cached("DELETE FROM document WHERE file = ?1 RETURNING id")?;
    let rows = statement.query_map([file], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

const BLOCK: &str = "SELECT kind, level, number, title, parent, text, alignment, span_start, span_end, line_first, \
                     line_last, page, page_label, ordinal, undecided, note_of FROM block WHERE document = ?1";

fn block_row(row: &Row<'_>) -> rusqlite::Result<BlockRow> {
    let kind: String = row.get(0)?;
    let alignment: String = row.get(6)?;
    let level: Option<u8> = row.get(1)?;
    let heading = match level {
        Some(level) => {
            Some(Heading { level, number: row.get(2)?, title: row.get::<_, Option<String>>(3)?.unwrap_or_default() })
        }
        None => None,
    };
    Ok(BlockRow {
        ordinal: row.get(13)?,
        page_label: row.get(12)?,
        block: Block {
            kind: from_json::<BlockKind>(0, &format!("\"{kind}\""))?,
            heading,
            parent: row.get(4)?,
            text: row.get(5)?,
            alignment: from_json::<Alignment>(6, &alignment)?,
            span: Span::new(row.get(7)?, row.get(8)?),
            lines: Lines::new(row.get(9)?, row.get(10)?),
            page: row.get(11)?,
            undecided: row.get(14)?,
            note_of: row.get(15)?,
        },
    })
}

/// The blocks of a document from `first` to `last` (both included), in order.
pub(crate) fn blocks(connection: &Connection, key: u64, first: u32, last: u32) -> Result<Vec<BlockRow>, Error> {
    let mut statement =
        connection.prepare_cached(&format!("{BLOCK} AND ordinal BETWEEN ?2 AND ?3 ORDER BY ordinal"))?;
    let rows = statement.query_map(params![key, first, last], block_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The texts of the headings above a block, outermost first.
pub(crate) fn section(connection: &Connection, key: u64, parent: Option<usize>) -> Result<Vec<String>, Error> {
    let sql = "SELECT text, parent FROM block WHERE document = ?1 AND ordinal = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let (mut path, mut seen) = (Vec::new(), Vec::new());
    let mut above = parent;
    while let Some(ordinal) = above {
        let found =
            statement.query_row(params![key, ordinal], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<usize>>(1)?)));
        let Some((text, parent)) = found.optional()? else { break };
        path.push(text);
        // On a slide a heading can stand below what belongs to it; a circle is damage.
        seen.push(ordinal);
        above = parent.filter(|p| !seen.contains(p));
    }
    path.reverse();
    Ok(path)
}

/// Documents that changed after `sequence` and are current, and those that are gone or superseded since.
pub(crate) fn changes(connection: &Connection, sequence: u64) -> Result<(Vec<u64>, Vec<u64>), Error> {
    let list = |sql: &str| -> Result<Vec<u64>, Error> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([sequence], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    };
    let changed =
        "SELECT d.id FROM document d JOIN file f ON f.id = d.file WHERE d.sequence > ?1 AND f.superseded_by IS";
    let added = list(&format!("{changed} NULL ORDER BY d.id"))?;
    let gone = list(&format!("{changed} NOT NULL UNION SELECT document FROM removed WHERE sequence > ?1"))?;
    Ok((added, gone))
}
