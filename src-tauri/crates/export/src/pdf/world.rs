//! What typst may see: the template, the data and the font. No file, no network, no clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::Error;

const TEMPLATE: &str = include_str!("report.typ");
const REGULAR: &[u8] = include_bytes!(env!("TADORI_FONT_REGULAR"));
const BOLD: &[u8] = include_bytes!(env!("TADORI_FONT_BOLD"));

/// All that typst knows of the world.
pub(super) struct Paper {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data_id: FileId,
    data: Bytes,
    text: String,
}

impl Paper {
    pub(super) fn new(data: String) -> Result<Self, Error> {
        let fonts: Vec<Font> = [REGULAR, BOLD].into_iter().filter_map(|f| Font::new(Bytes::new(f), 0)).collect();
        if fonts.len() < 2 {
            return Err(failed("its font cannot be read"));
        }
        let id = |name: &str| {
            let path = VirtualPath::new(name).map_err(|_| failed("its template has no name"))?;
            Ok::<_, Error>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(id("report.typ")?, TEMPLATE.to_owned()),
            data_id: id("report.json")?,
            data: Bytes::from_string(data.clone()),
            text: data,
        })
    }

    /// The data.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the font has a character.
    pub(super) fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

fn failed(detail: &str) -> Error {
    Error::Failed { format: "PDF", detail: detail.to_owned() }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
