//! What a person says of a document: it takes the place of what was read or guessed, and stays until it is taken back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tadori_text::{Guess, Metadata, normalize};

use crate::{DocumentRow, Error, Library, store};

/// The fields of [`Metadata`] that can be said, by the names they are stored under.
pub const EDITABLE: [&str; 9] =
    ["title", "kind", "issuer", "work", "edition", "draft", "decided_on", "decided_by", "fiscal_year"];

/// The fields that a person said, each with its value; `null` for “not known”.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Edits(Map<String, Value>);

impl Edits {
    /// What of `wanted` is not as it was read. An empty title is no title: the one that was read stands.
    fn between(as_read: &Metadata, wanted: &Metadata) -> Self {
        let (read, wanted) = (fields(as_read), fields(wanted));
        let said = |name: &&str| read.get(*name) != wanted.get(*name) && !(*name == "title" && wanted["title"] == "");
        Self(EDITABLE.into_iter().filter(said).map(|name| (name.to_owned(), wanted[name].clone())).collect())
    }

    /// What is shown where this was read.
    pub(crate) fn apply(&self, as_read: &Metadata) -> Metadata {
        let mut shown = fields(as_read);
        shown.extend(
            self.0.iter().filter(|(name, _)| EDITABLE.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.clone())),
        );
        // What another version stored, and this one cannot read, is not lost: it is not shown.
        serde_json::from_value(Value::Object(shown)).unwrap_or_else(|_| as_read.clone())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

fn fields(metadata: &Metadata) -> Map<String, Value> {
    match serde_json::to_value(metadata) {
        Ok(Value::Object(fields)) => fields,
        _ => unreachable!("metadata are a plain value with named fields"),
    }
}

/// What is known about a document, where it comes from, and its other editions.
#[derive(Clone, Debug)]
pub struct Details {
    /// As shown.
    pub document: Arc<DocumentRow>,
    /// As read in the file, guessed, or said at import.
    pub as_read: Metadata,
    /// What of that was guessed, with its evidence.
    pub guesses: Vec<Guess>,
    /// Names of the fields that a person said otherwise, of [`EDITABLE`].
    pub edited: Vec<String>,
    /// Other editions of the same work in the library, oldest first.
    pub editions: Vec<Arc<DocumentRow>>,
}

impl Details {
    /// `metadata` with one field (or `all`) as it was read.
    #[must_use]
    pub fn without(&self, metadata: &Metadata, field: &str) -> Metadata {
        let mut edits = Edits::between(&self.as_read, metadata);
        edits.0.retain(|name, _| name != field && field != "all");
        edits.apply(&self.as_read)
    }
}

impl Library {
    /// What is known about a document, where it comes from, and its other editions.
    pub fn details(&self, document: &str) -> Result<Details, Error> {
        let row = self.document(document)?;
        let ((as_read, guesses), edits) = {
            let connection = self.connection();
            (store::as_read(&connection, row.key)?, store::edited::of(&connection, document)?)
        };
        Ok(Details { as_read, guesses, edited: edits.names(), editions: self.editions(&row), document: row })
    }

    /// Lets a document be shown with `wanted` (only the fields of [`EDITABLE`] count). A field that is as it was read
    /// is no longer edited.
    pub fn edit(&self, document: &str, wanted: &Metadata) -> Result<Details, Error> {
        self.check_writable()?;
        let lock = self.folder.lock()?;
        self.refresh()?;
        let row = self.document(document)?;
        self.write_edit(&row, wanted).map_err(|e| e.of(self.path()))?;
        self.refresh()?;
        self.settle_index(&lock, &|_| {}).map_err(|e| e.of(self.path()))?;
        self.details(document)
    }

    fn write_edit(&self, row: &DocumentRow, wanted: &Metadata) -> Result<(), Error> {
        let mut connection = crate::schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        let (as_read, _) = store::as_read(&transaction, row.key)?;
        let edits = Edits::between(&as_read, wanted);
        let shown = edits.apply(&as_read);
        // A date that the file itself gives its draft is not borrowed; one that a person gives is that of a decision.
        let dated = shown.draft && shown.decided_on.is_some();
        if dated && (shown.draft, &shown.decided_on) != (as_read.draft, &as_read.decided_on) {
            return Err(Error::DatedDraft);
        }
        let sequence = store::next_sequence(&transaction)?;
        store::edited::set(&transaction, row.id.as_str(), &edits)?;
        // The index knows titles by their words, and nothing else of what can be said.
        let touched = if shown.title == row.metadata.title { None } else { Some(sequence) };
        let sql = "UPDATE document SET metadata = ?2, sequence = coalesce(?3, sequence) WHERE id = ?1";
        transaction.execute(sql, rusqlite::params![row.key, store::to_json(&shown), touched])?;
        Ok(transaction.commit()?)
    }

    /// Other current documents of the same work, oldest first; undated ones (drafts) by their fiscal year.
    fn editions(&self, of: &DocumentRow) -> Vec<Arc<DocumentRow>> {
        let name = |row: &DocumentRow| row.metadata.work.as_deref().map(|work| normalize(work).text.replace(' ', ""));
        let Some(work) = name(of).filter(|work| !work.is_empty()) else { return vec![] };
        let mut editions: Vec<Arc<DocumentRow>> = self.documents();
        editions.retain(|row| row.key != of.key && name(row).as_ref() == Some(&work));
        let age = |row: &DocumentRow| {
            let m = &row.metadata;
            let date = m.decided_on.as_ref().map(ToString::to_string);
            date.or_else(|| m.fiscal_year.map(|year| year.to_string())).unwrap_or_else(|| "9999".to_owned())
        };
        editions.sort_by_key(|row| age(row));
        editions
    }
}
