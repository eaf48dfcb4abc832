//! 抜粋・注記 as values: notes on passages, collections of them, and the forms in which they travel.
//!
//! A [`Note`] holds on to its passage by a [`Target`]: the words with their surroundings, where they stood, their
//! section, page and boxes, all at once, so that it outlives whatever is derived, and a new edition. It is never moved
//! in silence: [`State`] says what became of it.
//!
//! | form | what it is | module |
//! |---|---|---|
//! | `tadori://open/…` | a link that opens a passage, and knows its words | [`Address`] |
//! | HTML | a note's Markdown, as safe as plain text | [`html`] |
//! | W3C Web Annotation | our own JSON, out and in | [`to_json`], [`from_json`] |
//! | Hypothesis, Zotero | in only | [`from_json`] |
//!
//! Where notes are kept, and in which order, is the library's business.

mod address;
mod foreign;
mod json;
mod markdown;
mod note;
mod web;

pub use address::{Address, NoAddress, fingerprint};
pub use json::{Found, NoNotes, Set, from_json, to_json};
pub use markdown::{html, is_harmless};
pub use note::{Collection, Colour, Note, State, Target, tags_of};
