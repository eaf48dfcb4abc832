//! Word knowledge: the morphological dictionary, the thesaurus and the vocabulary.
//!
//! The dictionary (IPADIC, embedded) knows general Japanese. What is
//! particular to a policy field (names, abbreviations, spellings) is data in a
//! [`Vocabulary`] file that a user can edit. Of that file only the **atoms**
//! change how text is split, and so the index; aliases, abbreviations and
//! spelling variants are applied when a query is made, and cost no rebuild.
//!
//! Whole compounds must not be atoms: with 統合プロジェクト as one word a search
//! for プロジェクト would miss it.

mod analyzer;
mod reading;
mod thesaurus;
mod vocabulary;

pub use analyzer::{Analyzer, Error, Word, WordClass};
pub use reading::{fold_reading, reading_of_query};
pub use thesaurus::{Sense, Thesaurus};
pub use vocabulary::{Atom, Group, Ministry, Named, Organisation, Vocabulary, VocabularyError};
