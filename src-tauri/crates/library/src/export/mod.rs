//! 書出し: what the library holds as a file that others open, and how its sources are cited there.

mod excerpts;
mod reason;
mod tables;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use tadori_export::{Format, Report, Style};

pub use reason::reason_words;

use crate::control::ReadingWatch;
use crate::{Error, Library, NotesRequest, SearchRequest};

/// What is exported.
#[derive(Clone, Debug)]
pub enum Exported {
    /// A collection, with those in it.
    Collection {
        /// Its id.
        id: String,
    },
    /// Notes, by document; `first` and `count` restrict nothing here.
    Notes(NotesRequest),
    /// The hits of a search.
    Search(SearchRequest),
    /// What a passage rests on and what became of it.
    Trace {
        /// Id of the document.
        document: String,
        /// Index of the block.
        block: u32,
        /// Steps to go.
        depth: u32,
    },
    /// A plan's statements against programs.
    Coverage {
        /// Id of the plan.
        document: String,
    },
    /// Two documents side by side.
    Comparison {
        /// Id of the earlier.
        a: String,
        /// Id of the later.
        b: String,
    },
    /// The amounts of all documents.
    Budget,
}

/// What is to be told of a file that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// Excerpts in it.
    pub excerpts: usize,
    /// Rows of tables in it.
    pub rows: usize,
    /// Bytes.
    pub bytes: u64,
    /// Characters that the font inside a PDF lacks.
    pub missing: Vec<char>,
}

impl Library {
    /// Everything that is asked for, as a value; `watch` is asked while documents are read for links, and linked.
    pub fn report(&self, what: &Exported, watch: ReadingWatch<'_>) -> Result<Report, Error> {
        let mut report = match what {
            Exported::Collection { id } => self.collection_report(id)?,
            Exported::Notes(request) => self.notes_report(request)?,
            Exported::Search(request) => self.search_report(request)?,
            Exported::Trace { document, block, depth } => self.trace_report(document, *block, *depth, watch)?,
            Exported::Coverage { document } => self.coverage_report(document, watch)?,
            Exported::Comparison { a, b } => self.comparison_report(a, b)?,
            Exported::Budget => self.budget_report()?,
        };
        report.made_on = jiff::Zoned::now().date().to_string().parse().ok();
        Ok(report)
    }

    /// Writes what is asked for to `path`, whole or not at all; `style`: how sources are cited, else as the library has it.
    ///
    /// `progress` is told parts written, and parts in all, and says whether to go on; before that, where links have to be
    /// looked for, how far that is.
    pub fn export(
        &self,
        what: &Exported,
        format: Format,
        style: Option<&Style>,
        path: &Path,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<ExportSummary, Error> {
        let report = self.report(what, &mut |done, total| progress(done as usize, total as usize))?;
        let own = self.citation_style()?;
        let style = style.unwrap_or(&own);
        let mut missing = Vec::new();
        let bytes = replace(path, |out| {
            let mut told = |p: tadori_export::Progress| progress(p.done, p.of);
            let written = tadori_export::write(&report, format, style, out, &mut told)
                .map_err(|source| Error::Export { path: path.to_owned(), source })?;
            missing = written.missing;
            Ok(())
        })?;
        let rows = report.parts.iter().map(|part| match part {
            tadori_export::Part::Table(table) => table.rows.len(),
            _ => 0,
        });
        Ok(ExportSummary { excerpts: report.excerpts().count(), rows: rows.sum(), bytes, missing })
    }

    /// What is asked for as one HTML page: the print view.
    pub fn print_view(&self, what: &Exported) -> Result<String, Error> {
        let (report, style) = (self.report(what, &mut |_, _| ControlFlow::Continue(()))?, self.citation_style()?);
        let mut page = Vec::new();
        tadori_export::write(&report, Format::Html, &style, &mut page, &mut |_| ControlFlow::Continue(()))
            .map_err(|source| Error::Export { path: self.path().to_owned(), source })?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// How sources are cited, as was said for this library.
    pub fn citation_style(&self) -> Result<Style, Error> {
        let path = self.folder.citation();
        match fs::read_to_string(&path) {
            Ok(text) => text.trim().parse().map_err(|source| Error::CitationStyle { path, source }),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Style::default()),
            Err(e) => Err(Error::io(&path, e)),
        }
    }

    /// Says how sources are to be cited from now on.
    pub fn set_citation_style(&self, style: &Style) -> Result<(), Error> {
        self.check_writable()?;
        replace(&self.folder.citation(), |out| writeln!(out, "{style}").map_err(|e| Error::io(self.path(), e)))?;
        Ok(())
    }
}

/// Puts a file in the place of another one, once it is whole; gives its bytes.
fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<u64, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let partial = path.with_file_name(format!(".{name}.{}.partial", std::process::id()));
    let done = (|| {
        let io = |e| Error::io(path, e);
        let mut out = BufWriter::new(File::create(&partial).map_err(io)?);
        write(&mut out)?;
        let file = out.into_inner().map_err(|e| io(e.into_error()))?;
        file.sync_all().map_err(io)?;
        let bytes = file.metadata().map_err(io)?.len();
        drop(file);
        fs::rename(&partial, path).map_err(io)?;
        Ok(bytes)
    })();
    if done.is_err() {
        // Half a file is worth nothing; that it cannot be removed either is not the news.
        let _ = fs::remove_file(&partial);
    }
    done
}
