//! What parent and child say to each other: the length of a value (8 bytes, little end first), then the value.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tadori_ingest::{Error, Ingested, Options};

/// What the child is to do; the bytes of the file follow.
#[derive(Serialize)]
pub(crate) struct Request<'a> {
    pub(crate) name: &'a str,
    pub(crate) options: &'a Options,
    /// The most memory it may take, in bytes.
    pub(crate) memory: u64,
    /// How many bytes follow.
    pub(crate) bytes: u64,
}

/// A [`Request`] as the child reads it.
#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) options: Options,
    pub(crate) memory: u64,
    pub(crate) bytes: u64,
}

/// What the child says.
#[derive(Serialize, Deserialize)]
pub(crate) enum Said {
    Pages { done: u32, total: u32 },
    Answer(Result<Ingested, Error>),
}

/// Writes a value and sends it on its way.
pub(crate) fn write(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads a value of at most `most` bytes. What the other side says of its length is not believed before it came.
pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read, most: u64) -> io::Result<T> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::Error::other("an answer longer than it can be"));
    }
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}
