//! Files of notes: our own and those of other programs.

use serde_json::Value;

use crate::{Collection, Note, foreign, web};

/// Notes with the collections that hold them, as they travel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Set {
    /// Notes.
    pub notes: Vec<Note>,
    /// Collections, parents first, each with the ids of its notes in order.
    pub collections: Vec<(Collection, Vec<String>)>,
}

/// A file of notes as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What is in it.
    pub set: Set,
    /// Another program wrote it: its notes name documents by address or file name, and their words have no position.
    pub foreign: bool,
}

/// It is no file of notes, or a damaged one; nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{why}", at.map(|at| format!("note {at}: ")).unwrap_or_default())]
pub struct NoNotes {
    /// Which of its notes is wrong, from 1; none where the file is.
    pub at: Option<usize>,
    /// What is wrong.
    pub why: String,
}

impl NoNotes {
    pub(crate) fn file(why: impl Into<String>) -> Self {
        Self { at: None, why: why.into() }
    }
}

/// Notes as a W3C Web Annotation collection.
pub fn to_json(set: &Set) -> String {
    // A tree of plain values has a JSON form.
    serde_json::to_string_pretty(&web::collection(set)).unwrap_or_default() + "\n"
}

/// Reads W3C Web Annotations (ours, or another program's), an export of Hypothesis, or annotations of Zotero.
pub fn from_json(text: &str) -> Result<Found, NoNotes> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| NoNotes::file(format!("this is no JSON ({e})")))?;
    if let Some(items) = foreign::hypothesis(&value) {
        let set = each(items, foreign::from_hypothesis)?;
        return Ok(Found { set, foreign: true });
    }
    if let Some(items) = foreign::zotero(&value) {
        let set = each(&items, foreign::from_zotero)?;
        return Ok(Found { set, foreign: true });
    }
    let items = web::items(&value)
        .ok_or_else(|| NoNotes::file("it holds neither Web Annotations nor notes of Hypothesis or Zotero"))?;
    let mut set = each(items, web::from_annotation)?;
    set.collections = web::collections(&value)?;
    let foreign = set.notes.iter().any(|note| note.target.document.is_empty());
    Ok(Found { set, foreign })
}

/// Reads each note, or says which one is wrong.
fn each<T>(items: &[T], read: impl Fn(&T) -> Result<Note, String>) -> Result<Set, NoNotes> {
    let numbered = items.iter().enumerate();
    let notes = numbered.map(|(at, item)| read(item).map_err(|why| NoNotes { at: Some(at + 1), why }));
    Ok(Set { notes: notes.collect::<Result<_, _>>()?, collections: Vec::new() })
}

#[cfg(test)]
mod tests;
