//! 10,000 notes on the 1,000 invented documents of the large library: made, listed, searched, exported.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tadori_library::tadori_notes::Colour;
use tadori_library::{Exported, Format, Library, NewNote, NotePlace, NoteSort, NotesRequest, Point};

use crate::clock::percentiles;
use crate::{Figures, clock};

/// Notes on each document.
const ON_EACH: usize = 10;
/// Notes that the window asks for at once.
const PAGE: usize = 100;
/// Times that a list is asked for.
const TIMES: usize = 20;

/// Makes the notes one by one, as a person does; `large` is the library of the part `link-all`.
pub(crate) fn make(_: &Path, folder: &Path) -> Result<Figures> {
    let library = Library::open(&folder.join("large"))?;
    let documents: Vec<_> = library.documents().into_iter().filter(|d| d.record.is_none()).collect();
    let collection = library.create_collection("証拠", None, "はじめに")?.collection.id;
    let mut times = Vec::new();
    for document in &documents {
        let paragraphs: Vec<_> =
            library.blocks(document, 0, u32::MAX)?.into_iter().filter(|row| row.block.text.len() > 90).collect();
        for (number, row) in paragraphs.iter().take(ON_EACH).enumerate() {
            let end = row.block.text.char_indices().nth(30).map_or(row.block.text.len(), |(at, _)| at);
            let at = |at| Point { block: row.ordinal, at };
            let started = Instant::now();
            library.annotate(&NewNote {
                document: document.id.as_str(),
                place: NotePlace::Words(at(0), at(end)),
                colour: Colour::ALL[number % Colour::ALL.len()],
                body: "要確認。**数字**を原典と比べる。",
                tags: &[format!("論点{}", number % 7)],
                collection: Some(&collection),
            })?;
            times.push(started.elapsed());
        }
    }
    let count = times.len();
    let (p50, p95) = percentiles(times)?;
    Ok(clock::figures([("notes", count as f64), ("p50", p50), ("p95", p95)]))
}

/// Lists and searches them, as the window does.
pub(crate) fn list(_: &Path, folder: &Path) -> Result<Figures> {
    let library = Library::open(&folder.join("large"))?;
    let collection = library.collections()?.pop().context("a collection")?.collection.id;
    let asked = |request: &NotesRequest| -> Result<f64> {
        let mut times: Vec<Duration> = Vec::new();
        for number in 0..TIMES {
            let started = Instant::now();
            let answer = library.notes(&NotesRequest { first: number * PAGE, count: PAGE, ..request.clone() })?;
            anyhow::ensure!(answer.total > 0, "nothing is found");
            times.push(started.elapsed());
        }
        Ok(percentiles(times)?.1)
    };
    let in_order = NotesRequest { collection: Some(collection), sort: NoteSort::Collection, ..NotesRequest::default() };
    Ok(clock::figures([
        ("all", asked(&NotesRequest::default())?),
        ("words", asked(&NotesRequest { words: "整備 数字".to_owned(), ..NotesRequest::default() })?),
        ("collection", asked(&in_order)?),
    ]))
}

/// Writes them all in each of some formats.
pub(crate) fn export(_: &Path, folder: &Path) -> Result<Figures> {
    let library = Library::open(&folder.join("large"))?;
    let collection = library.collections()?.pop().context("a collection")?.collection.id;
    let mut figures = Figures::new();
    for (name, format) in [("docx", Format::Docx), ("xlsx", Format::Xlsx), ("json", Format::Json)] {
        let (file, mut told) = (folder.join(format!("notes.{name}")), 0);
        let started = Instant::now();
        let mut progress = |_, _| {
            told += 1;
            ControlFlow::Continue(())
        };
        library.export(&Exported::Collection { id: collection.clone() }, format, None, &file, &mut progress)?;
        figures.insert(name.to_owned(), started.elapsed().as_secs_f64());
        figures.insert(format!("{name}-size"), fs::metadata(&file)?.len() as f64);
        anyhow::ensure!(told > 0, "{name}: no progress");
    }
    Ok(figures)
}
