//! What is known of each document, held in memory: filters, facets and hits need it at every keystroke.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use rusqlite::Connection;
use tadori_text::Metadata;

use crate::{Error, store};

/// A document's id: 16 hex digits made from its file's hash and its record, the same in every library.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(String);

impl DocumentId {
    /// The id of the document in a file with this hash; `record` is its id within a record file.
    pub(crate) fn new(hash: &str, record: Option<&str>) -> Self {
        let seed = format!("{hash}\n{}", record.unwrap_or_default());
        Self(blake3::hash(seed.as_bytes()).to_hex()[..16].to_owned())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A document of the library.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// Number in the database and the index.
    pub(crate) key: u64,
    /// The change that touched it last.
    pub(crate) sequence: u64,
    /// Id.
    pub id: DocumentId,
    /// Name of its file.
    pub file_name: String,
    /// Hash of its file, BLAKE3 in hex.
    pub hash: String,
    /// Id within a record file.
    pub record: Option<String>,
    /// Where a record says it is published.
    pub url: Option<String>,
    /// Title, kind, decision, edition.
    pub metadata: Metadata,
    /// Blocks.
    pub blocks: u32,
    /// How its file was read, such as `pdf` or `plain-text`.
    pub format: String,
    /// Pages of the original; 0 where the format has none.
    pub pages: u32,
    /// When its file was imported, RFC 3339 UTC.
    pub imported_at: String,
    /// A newer file has taken its place.
    pub superseded: bool,
}

impl DocumentRow {
    /// The title, or the file name where none is known.
    pub fn title(&self) -> &str {
        if self.metadata.title.is_empty() {
            self.record.as_ref().unwrap_or(&self.file_name)
        } else {
            &self.metadata.title
        }
    }

    /// Whether it is a summary by us, not the original (見本・要約).
    pub fn is_sample(&self) -> bool {
        self.metadata.summary_of.is_some()
    }

    /// What a run file calls it: the record's id, or the file name.
    pub fn external_id(&self) -> &str {
        self.record.as_ref().unwrap_or(&self.file_name)
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> Self {
        id.0
    }
}

impl DocumentId {
    pub(crate) const fn stored(id: String) -> Self {
        Self(id)
    }
}

/// All documents at one point of the sequence; superseded ones can be read, but not found.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    sequence: u64,
    rows: HashMap<u64, Arc<DocumentRow>>,
    keys: HashMap<String, u64>,
}

impl Catalogue {
    pub(crate) fn load(connection: &Connection) -> Result<Self, Error> {
        let sequence = store::sequence(connection)?;
        let rows: HashMap<u64, Arc<DocumentRow>> =
            store::documents(connection)?.into_iter().map(|row| (row.key, Arc::new(row))).collect();
        let keys = rows.values().map(|row| (row.id.as_str().to_owned(), row.key)).collect();
        Ok(Self { sequence, rows, keys })
    }

    pub(crate) const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Current documents.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Arc<DocumentRow>> {
        self.rows.values().filter(|row| !row.superseded)
    }

    pub(crate) fn by_key(&self, key: u64) -> Option<&Arc<DocumentRow>> {
        self.rows.get(&key)
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Arc<DocumentRow>> {
        self.keys.get(id).and_then(|key| self.rows.get(key))
    }
}
