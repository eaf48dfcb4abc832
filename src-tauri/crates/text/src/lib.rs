//! A policy document as a value, and every offset that points into one.
//!
//! Text taken from PDFs is damaged: hard wraps in mid-word, spaces inside
//! words, full and half width mixed. Tadori keeps three views of a text and
//! never mixes their offsets:
//!
//! | view | what it is | type |
//! |---|---|---|
//! | source | the file as decoded, never changed | [`Source`] |
//! | reading text | a block's text with line wraps mended | [`Block::text`] |
//! | normalised text | the reading text folded for comparison (width, case, radicals, spaces) | [`Normalized`] |
//!
//! An [`Alignment`] joins two neighbouring views exactly, in both directions.
//! This crate is the sole owner of offset arithmetic: other crates pass
//! [`Span`]s around and ask an alignment to convert them.
//!
//! Offsets are **bytes of UTF-8** and always on character boundaries; lines
//! and pages count **from 1**.

mod alignment;
mod anchor;
mod document;
mod layout;
mod metadata;
mod normal;
mod span;
#[cfg(test)]
mod tests;

pub use alignment::{Alignment, AlignmentBuilder};
pub use anchor::{Anchor, Anchored, Resolver};
pub use document::{Block, BlockKind, Document, Heading, Page, PageQuality, Source, section};
pub use layout::{Layout, LineBox, PageBox, Rect};
pub use metadata::{Field, Guess, Kind, Metadata, PartialDate};
pub use normal::{NORMAL_VERSION, Normalized, normalize};
pub use span::{Lines, Span};
