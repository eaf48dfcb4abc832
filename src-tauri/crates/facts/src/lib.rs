//! What a careful official would note in the margin of a policy document, each note with its place, nothing invented.
//!
//! Pure functions from the blocks of a document to what they say: no file, no clock, no database. Every recogniser
//! reads the folded view of a block ([`tadori_text::normalize`]), so that width, spaces and spellings of PDFs do not
//! concern it, and answers with spans of the block's own text.
//!
//! Grammar is code, names are data: ministries, organisations, projects and programs that a [`Names`] knows are found
//! by name; programs that nobody knows yet are learned from how documents print them (bullets, brackets of ministry
//! marks, headings). All patterns are linear in time.
//!
//! | module | notes |
//! |---|---|
//! | `amount`, `date` | sums of money in yen; dates, fiscal years and periods, as precise as printed |
//! | `names`, `definition` | bodies and their marks; short names that the document gives |
//! | `reference` | documents, laws, decisions |
//! | `program` | projects and programs, with ministries and marks |
//! | `target` | indicators with the value to be reached |
//! | `statement` | the kind of each sentence, and how firmly it commits |
//! | `budget` | amounts tied to a subject, a year and a stage — or left undecided |
//! | `sums` | stated totals against their parts |

mod amount;
mod budget;
mod date;
mod definition;
mod grid;
mod mention;
mod names;
mod phrase;
mod program;
#[cfg(test)]
mod properties;
mod read;
mod reference;
mod sheet;
mod statement;
mod sums;
mod target;
#[cfg(test)]
mod testing;
mod view;

pub use amount::{Amount, Bound, Role};
pub use budget::{Basis, BudgetLine, Stage, SubjectKind};
pub use date::{Precision, When};
pub use definition::Definition;
pub use mention::{Fact, Mention};
pub use names::{MinistryNamed, Names};
pub use program::{Catalogue, Declared, Evidence, Judged, Place, Program, ProgramKind, catalogue, name_key};
pub use read::{FACTS_VERSION, Facts, read};
pub use reference::Reference;
pub use statement::{Statement, StatementKind, Strength};
pub use sums::{Parts, SumCheck};
pub use target::Target;
