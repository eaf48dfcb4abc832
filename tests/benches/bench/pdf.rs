//! PDFs: pages a second, beside the interpreter that draws on nothing; a folder of them until its words are found.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context as Interpreter, DummyDevice, InterpreterCache, InterpreterSettings, interpret_page};
use tadori_ingest::Options;
use tadori_library::Library;
use tadori_tests::{import as take_in, search};

use crate::Figures;
use crate::clock::{Clock, figures};

/// How often each file is read both ways, in turn; the quickest counts.
const TIMES: usize = 5;

/// Seconds for all pages, ours and those of the bare interpreter.
pub(crate) fn read(shared: &Path, _folder: &Path) -> Result<Figures> {
    let (mut pages, mut seconds, mut bare) = (0, 0.0, 0.0);
    for path in real(shared)? {
        let bytes = fs::read(&path)?;
        let (mut ours, mut theirs) = (f64::MAX, f64::MAX);
        for _ in 0..TIMES {
            let start = Instant::now();
            let count = interpret(&bytes)?;
            theirs = theirs.min(start.elapsed().as_secs_f64());
            let start = Instant::now();
            let ingested = tadori_ingest::read("a.pdf", &bytes, &Options::default())?;
            ours = ours.min(start.elapsed().as_secs_f64());
            ensure!(ingested.documents[0].document.pages.len() == count, "{}: pages differ", path.display());
            pages += count;
        }
        seconds += ours;
        bare += theirs;
    }
    Ok(figures([("pages", (pages / TIMES) as f64), ("seconds", seconds), ("bare", bare)]))
}

/// A folder of PDFs until a search finds words in them.
pub(crate) fn import(shared: &Path, folder: &Path) -> Result<Figures> {
    let library = folder.join("pdf");
    let paths = real(shared)?;
    let clock = Clock::start();
    let library = Library::open(&library)?;
    library.settle(&|_| {})?;
    take_in(&library, &paths);
    ensure!(!search(&library, "データ").hits.is_empty(), "nothing is found");
    Ok(clock.stop())
}

fn real(shared: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(shared.join("pdf/real")).context("opening pdf/real")?.flatten().map(|e| e.path());
    let mut paths: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
    paths.sort();
    Ok(paths)
}

/// Draws all pages on nothing; how many there are.
fn interpret(bytes: &[u8]) -> Result<usize> {
    let pdf = Pdf::new(bytes.to_vec()).ok().context("the file opens")?;
    let cache = InterpreterCache::new();
    let bounds = Rect::new(0.0, 0.0, 1000.0, 1000.0);
    for page in pdf.pages().iter() {
        let settings = InterpreterSettings::default();
        let mut context = Interpreter::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut DummyDevice);
    }
    Ok(pdf.pages().len())
}
