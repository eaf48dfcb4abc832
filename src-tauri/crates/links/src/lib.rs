//! つながり: which passages rest on which, and why we say so.
//!
//! Every link joins two places of the text and says of itself what kind it is, what it rests on, how sure it is and why.
//! Pure functions over documents and what [`tadori_facts`] read out of them: no file, no clock, no database. What a
//! person says of a link (verdicts) is laid over it elsewhere.
//!
//! | module | finds |
//! |---|---|
//! | `quote` | shared wording: candidates by shingles ([`Corpus`]), then alignment with gaps; names alone are no quotes |
//! | `cite` | references → the document, edition and section in the library; what is missing there |
//! | `program` | names of programs, money for them, projects of one term and of the next |
//! | `implement` | statements of a plan ↔ programs |
//! | `restate` | passages of lower documents ↔ what they say again of higher ones |
//! | `trace` | what a passage rests on and what became of it, hop by hop |
//! | `coverage` | a plan's statements against programs |
//! | `compare` | two editions, sentence by sentence |
//!
//! All weights and thresholds stand in `rules`, with where they come from. Candidates come from an index of rare
//! pieces ([`Corpus`]); no step looks at all pairs of passages.

mod align;
mod cite;
mod compare;
mod corpus;
mod coverage;
mod implement;
mod likeness;
mod link;
mod meaning;
mod program;
mod quote;
mod rarity;
mod restate;
mod rules;
mod sentence;
mod shingle;
mod terms;
#[cfg(test)]
mod testing;
mod tier;
mod trace;
mod watch;
mod wording;

pub use cite::{Missing, missing};
pub use compare::{Change, Compared, Side, compare, differences};
pub use corpus::{Corpus, Given};
pub use coverage::{Carrier, Covered, coverage};
pub use link::{Basis, End, Link, LinkKind, RULES_VERSION, Reason, Shared, by_wording, link};
pub use rules::{MEASURED_ON, MEASURED_RECALL};
pub use tier::{Tier, year};
pub use trace::{Hop, trace};
pub use watch::Watch;
