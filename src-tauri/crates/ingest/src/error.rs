//! Why a file could not be read at all.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::MAX_BYTES;

/// Bytes that hold no text this version can read; each message says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
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
        looks_like: Cow<'static, str>,
        /// What to do instead.
        advice: Cow<'static, str>,
    },
    /// It opens with a password only.
    #[error("the file is locked with a password; give the password, it is used once and not kept")]
    PasswordNeeded,
    /// The password that was given does not open it.
    #[error("the password does not open the file; check it and try again")]
    WrongPassword,
    /// It begins like a document of its format, but cannot be read as one.
    #[error(
        "the {format} cannot be read: {what}; open and save it again in the program it was made with, or copy it again"
    )]
    Damaged {
        /// The format, such as `PDF`.
        format: Cow<'static, str>,
        /// What is wrong with it.
        what: Cow<'static, str>,
    },
    /// Reading it takes more than a file may take.
    #[error("reading the file was stopped: {what}; it may be damaged or made to do harm. {advice}")]
    Limit {
        /// Which limit was passed, with its figure.
        what: Cow<'static, str>,
        /// What to do instead.
        advice: Cow<'static, str>,
    },
    /// No known encoding gives text.
    #[error(
        "the text could not be decoded (best guess {encoding}, {replaced} of {characters} characters unreadable); save it as UTF-8"
    )]
    Undecodable {
        /// The encoding that came closest.
        encoding: Cow<'static, str>,
        /// Characters that it could not read.
        replaced: usize,
        /// Characters in all.
        characters: usize,
    },
}
