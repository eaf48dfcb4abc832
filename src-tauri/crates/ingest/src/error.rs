//! Why a file could not be read at all.

use crate::MAX_BYTES;

/// Bytes that hold no text this version can read; each message says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// 0 bytes.
    #[error("the file is empty (0 bytes); copy or export it again")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error(
        "the file has {bytes} bytes, more than the {MAX_BYTES} that can be read at once; split it into smaller files"
    )]
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
    },
    /// Not text.
    #[error(
        "the file is not text (byte {offset} is 0x{byte:02X}, as in a program or a picture); import the document it was made from"
    )]
    Binary {
        /// Where the first byte stands that no text has, counted from 0.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// A document format that this version cannot read.
    #[error("the file looks like {looks_like}, which this version cannot read; {advice}")]
    UnknownFormat {
        /// What its first bytes say it is.
        looks_like: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// No known encoding gives text.
    #[error(
        "the text could not be decoded (best guess {encoding}, {replaced} of {characters} characters unreadable); save it as UTF-8"
    )]
    Undecodable {
        /// The encoding that came closest.
        encoding: &'static str,
        /// Characters that it could not read.
        replaced: usize,
        /// Characters in all.
        characters: usize,
    },
}
