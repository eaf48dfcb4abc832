//! Names of programs that a person joins or keeps apart.
//!
//! What is said counts wherever names are compared: in the list of programs, in the budget, and in queries. The index
//! knows nothing of it.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tadori_dictionary::{Group, Vocabulary};
use tadori_facts::{Judged, name_key};
use tadori_search::Thesaurus;

use crate::store::named;
use crate::{Error, Library, ProgramRow, schema};

/// What a person said of two names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSaid {
    /// A name, as the person gave it.
    pub name: String,
    /// The other one.
    pub other: String,
    /// They are names of one thing; else of two.
    pub same: bool,
    /// When it was said, RFC 3339 UTC.
    pub said_at: String,
}

/// What a person says of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// They are names of one thing.
    Same,
    /// They are names of two things.
    Different,
    /// What was said is taken back.
    Nothing,
}

/// What was said of names, and what comes of it for queries.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) said: Vec<NameSaid>,
    pub(crate) thesaurus: Thesaurus,
    /// Folded name → the one of its names that stands for all of them, folded.
    stands_for: HashMap<String, String>,
}

impl Names {
    pub(crate) fn new(said: Vec<NameSaid>, mut vocabulary: Vocabulary) -> Self {
        let groups = judged(&said).groups();
        let mut stands_for = HashMap::new();
        for forms in groups {
            stands_for.extend(forms.iter().map(|form| (name_key(form), name_key(&forms[0]))));
            vocabulary.aliases.push(Group { forms });
        }
        Self { said, thesaurus: Thesaurus::new(&vocabulary), stands_for }
    }

    /// A name for comparison; one for all that a person said are one.
    pub(crate) fn key(&self, name: &str) -> String {
        let folded = name_key(name);
        self.stands_for.get(&folded).cloned().unwrap_or(folded)
    }

    pub(crate) fn judged(&self) -> Judged {
        judged(&self.said)
    }
}

fn judged(said: &[NameSaid]) -> Judged {
    let pairs = |same: bool| {
        let of_kind = said.iter().filter(move |s| s.same == same);
        of_kind.map(|s| (s.name.clone(), s.other.clone())).collect()
    };
    Judged { same: pairs(true), different: pairs(false) }
}

impl ProgramRow {
    /// The name with which a person said that `alias` is one, if so: a name of this where there is such a pair.
    pub fn said_of(&self, said: &[NameSaid], alias: &str) -> Option<String> {
        let alias = name_key(alias);
        let others: Vec<&String> = said.iter().filter(|s| s.same).filter_map(|s| s.other_than(&alias)).collect();
        let own = others.iter().find(|other| name_key(other) == name_key(&self.program.name));
        own.or(others.first()).map(|other| (*other).clone())
    }

    /// Names that a person said are none of this, each with the name that it was said of.
    pub fn apart(&self, said: &[NameSaid]) -> Vec<(String, String)> {
        let different: Vec<&NameSaid> = said.iter().filter(|s| !s.same).collect();
        if different.is_empty() {
            return Vec::new();
        }
        let aliases = self.program.aliases.iter().map(|(alias, _)| alias);
        let names: Vec<String> = std::iter::once(&self.program.name).chain(aliases).map(|n| name_key(n)).collect();
        let own = |name: &str| names.contains(&name_key(name));
        let pair = |s: &&NameSaid| match (own(&s.name), own(&s.other)) {
            (true, false) => Some((s.other.clone(), s.name.clone())),
            (false, true) => Some((s.name.clone(), s.other.clone())),
            _ => None,
        };
        different.iter().filter_map(pair).collect()
    }
}

impl NameSaid {
    /// The other name of the pair that has this one, folded.
    fn other_than(&self, folded: &str) -> Option<&String> {
        if name_key(&self.name) == folded {
            Some(&self.other)
        } else {
            (name_key(&self.other) == folded).then_some(&self.name)
        }
    }
}

impl Library {
    /// What was said of names, in the order in which it was.
    pub fn names_said(&self) -> Vec<NameSaid> {
        self.said().said.clone()
    }

    /// Says of two names that they are one thing, or two; the later word takes the place of the earlier one.
    pub fn say_of_names(&self, name: &str, other: &str, said: Said) -> Result<(), Error> {
        self.check_writable()?;
        let (name, other) = (name.trim(), other.trim());
        if name_key(name).is_empty() || name_key(other).is_empty() || name_key(name) == name_key(other) {
            return Err(Error::OneName { name: name.to_owned(), other: other.to_owned() });
        }
        let _lock = self.folder.lock()?;
        self.write_names(name, other, said).map_err(|e| e.of(self.path()))?;
        self.refresh()?;
        Ok(())
    }

    fn write_names(&self, name: &str, other: &str, said: Said) -> Result<(), Error> {
        let mut connection = schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        named::remove(&transaction, name, other)?;
        if said != Said::Nothing {
            let said_at = jiff::Timestamp::now().to_string();
            let same = said == Said::Same;
            named::insert(&transaction, &NameSaid { name: name.to_owned(), other: other.to_owned(), same, said_at })?;
        }
        Ok(transaction.commit()?)
    }

    /// Sees what was said of names since, here or in another process. Says whether anything changed.
    pub(crate) fn see_names(&self, connection: &Connection) -> Result<bool, Error> {
        let said = named::all(connection)?;
        if said == self.said().said {
            return Ok(false);
        }
        let vocabulary = self.folder.vocabulary()?;
        *self.said.write().expect("no thread panics with it") = Arc::new(Names::new(said, vocabulary));
        Ok(true)
    }

    pub(crate) fn said(&self) -> Arc<Names> {
        self.said.read().expect("no thread panics with it").clone()
    }
}
