//! The archive that an Office file is: parts by name, relationships between them, and limits on what unpacking may take.
//!
//! Nothing is ever written to disk: a part's name is a key that is looked up, so that a name with `..` or a drive in it
//! does not lead anywhere.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{self, Element};
use crate::Error;

/// Entries an archive may have; a deck with a thousand pictures has some 5,000.
const MOST_ENTRIES: usize = 50_000;
/// Bytes that one part may unpack to (128 MiB).
const LARGEST_PART: u64 = 128 << 20;
/// Bytes that all parts together may unpack to (512 MiB).
const LARGEST_WHOLE: u64 = 512 << 20;
/// How many times smaller a part may be packed, once it is larger than [`FREE`]; real text stays below 100.
const STRONGEST: u64 = 500;
/// Bytes up to which a part may be packed as strongly as it likes (8 MiB).
const FREE: u64 = 8 << 20;

/// An opened archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Entries by their names in lower case: part names are told apart without case.
    entries: HashMap<String, usize>,
    /// Bytes unpacked so far.
    spent: u64,
    /// The format, for people.
    pub(super) format: &'static str,
}

/// A relationship from a part to another.
#[derive(Clone, Debug)]
pub(super) struct Relationship {
    /// The last word of its type, such as `slide`.
    pub(super) kind: String,
    /// The part that it leads to.
    pub(super) target: String,
}

impl<'b> Package<'b> {
    pub(super) fn open(format: &'static str, bytes: &'b [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(format, &error))?;
        if archive.len() > MOST_ENTRIES {
            return Err(Error::Limit {
                what: format!("the archive has {} entries, more than {MOST_ENTRIES}", archive.len()).into(),
                advice: "save it again in the program it was made with".into(),
            });
        }
        let entries = (0..archive.len())
            .filter_map(|i| Some((archive.name_for_index(i)?.ok()?.trim_start_matches('/').to_ascii_lowercase(), i)))
            .collect();
        Ok(Self { archive, entries, spent: 0, format })
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.entries.keys().filter(|n| !n.ends_with('/')).cloned().collect();
        names.sort();
        names
    }

    /// The bytes of a part, or `None` if there is no such part.
    pub(super) fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(&index) = self.entries.get(&part.to_ascii_lowercase()) else { return Ok(None) };
        let limit = LARGEST_PART.min(LARGEST_WHOLE - self.spent);
        let mut entry = self.archive.by_index(index).map_err(|error| damaged(self.format, &error))?;
        let packed = entry.compressed_size().max(1);
        let allowed = limit.min(packed.saturating_mul(STRONGEST).max(FREE));
        let mut bytes = Vec::new();
        // The size that the archive states is a claim; what comes out is counted.
        entry.by_ref().take(allowed + 1).read_to_end(&mut bytes).map_err(|error| Error::Damaged {
            format: self.format.into(),
            what: format!("{part} cannot be unpacked ({error})").into(),
        })?;
        if bytes.len() as u64 > allowed {
            let what = if allowed < limit {
                format!("{part} unpacks to more than {STRONGEST} times its size")
            } else {
                format!("{part} unpacks to more than {} MiB", limit >> 20)
            };
            return Err(Error::Limit {
                what: what.into(),
                advice: "save it again in the program it was made with".into(),
            });
        }
        self.spent += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of an XML part, or `None` if there is no such part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.bytes(part)? else { return Ok(None) };
        let (text, _, wrong) = encoding_rs::UTF_8.decode(&bytes);
        if wrong {
            let what = format!("{part} is not in the encoding that it states");
            return Err(Error::Damaged { format: self.format.into(), what: what.into() });
        }
        Ok(Some(text.into_owned()))
    }

    /// The text of a part that the format cannot do without.
    pub(super) fn needed(&mut self, part: &str) -> Result<String, Error> {
        self.text(part)?.ok_or_else(|| Error::Damaged {
            format: self.format.into(),
            what: format!("the part {part} is missing").into(),
        })
    }

    /// The relationships of a part (of the whole package for `""`) by id; what leads out of the file is left out.
    pub(super) fn relationships(&mut self, part: &str) -> Result<HashMap<String, Relationship>, Error> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(text) = self.text(&path)? else { return Ok(HashMap::new()) };
        let tree = xml::parse(self.format, &path, &text)?;
        let inside = tree.root_element().elements().filter(|e| e.attr("TargetMode") != Some("External"));
        Ok(inside
            .filter_map(|e| {
                let kind = e.attr("Type")?.rsplit('/').next()?.to_owned();
                let target = resolve(folder, e.attr("Target")?);
                Some((e.attr("Id")?.to_owned(), Relationship { kind, target }))
            })
            .collect())
    }

    /// The main part: what the package's own relationships call the document, or `usual`.
    pub(super) fn main_part(&mut self, usual: &str) -> Result<String, Error> {
        let relationships = self.relationships("")?;
        let main = relationships.into_values().find(|r| r.kind == "officeDocument").map(|r| r.target);
        Ok(main
            .filter(|part| self.entries.contains_key(&part.to_ascii_lowercase()))
            .unwrap_or_else(|| usual.to_owned()))
    }

    /// The title in the file's properties.
    pub(super) fn title(&mut self) -> Result<Option<String>, Error> {
        let Some(text) = self.text("docProps/core.xml")? else { return Ok(None) };
        let tree = xml::parse(self.format, "docProps/core.xml", &text)?;
        let title = tree.root_element().child("title").map(|t| t.all_text().trim().to_owned());
        Ok(title.filter(|t| !t.is_empty()))
    }
}

/// The part that `target` names, seen from a part in `folder`; `..` never leads above the package.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|s| !s.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn damaged(format: &'static str, error: &ZipError) -> Error {
    let what = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => return Error::PasswordNeeded,
        error => format!("its archive is damaged ({error})"),
    };
    Error::Damaged { format: format.into(), what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_stay_inside() {
        for (folder, target, part) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("ppt/slides", "../notesSlides/notesSlide1.xml", "ppt/notesSlides/notesSlide1.xml"),
            ("word", "/word/document.xml", "word/document.xml"),
            ("word", "../../../etc/passwd", "etc/passwd"),
            ("", "./word//document.xml", "word/document.xml"),
        ] {
            assert_eq!(resolve(folder, target), part);
        }
    }
}
