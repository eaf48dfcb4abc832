//! The archive that a docx or xlsx file is, with limits on what unpacking may take.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, ParsingOptions};
use zip::ZipArchive;

use super::Error;

/// Bytes that all parts together may unpack to (512 MiB).
const LARGEST_WHOLE: u64 = 512 << 20;
/// Entries an archive may have.
const MOST_ENTRIES: usize = 10_000;
/// Elements that a part may have.
const MOST_NODES: u32 = 6_000_000;

/// An opened archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Error::TooLarge { what: format!("the archive has more than {MOST_ENTRIES} entries") });
        }
        Ok(Self { archive, left: LARGEST_WHOLE })
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// The text of a part, empty if there is none.
    pub(super) fn text(&mut self, part: &str) -> Result<String, Error> {
        let Some(index) = self.archive.index_for_name(part) else { return Ok(String::new()) };
        let entry = self.archive.by_index(index).map_err(damaged)?;
        let mut bytes = Vec::new();
        // The size that the archive states is a claim; what comes out is counted.
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(damaged)?;
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(Error::TooLarge { what: format!("{part} unpacks to more than {} MiB", LARGEST_WHOLE >> 20) });
        }
        self.left -= size;
        String::from_utf8(bytes).map_err(|_| Error::Damaged { format: "Office", detail: format!("{part} is no UTF-8") })
    }

    /// Addresses outside the file by the id under which `part` of the folder `word` names them.
    pub(super) fn addresses(&mut self, part: &str) -> Result<HashMap<String, String>, Error> {
        let text = self.text(&format!("word/_rels/{part}.rels"))?;
        let tree = parse(part, &text)?;
        let of = |node: roxmltree::Node<'_, '_>| {
            Some((node.attribute("Id")?.to_owned(), node.attribute("Target")?.to_owned()))
        };
        Ok(tree.iter().flat_map(|tree| tree.descendants().filter_map(of)).collect())
    }
}

/// The elements of a part; none if it is empty.
pub(super) fn parse<'t>(part: &str, text: &'t str) -> Result<Option<Document<'t>>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(text, options);
    tree.map(Some).map_err(|error| Error::Damaged { format: "Office", detail: format!("{part}: {error}") })
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged { format: "Office", detail: error.to_string() }
}
