//! Our side: tokenisation alone, the index alone, a whole import, searches.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tadori_dictionary::{Analyzer, Vocabulary};
use tadori_facts::Names;
use tadori_ingest::Entry;
use tadori_library::{Control, ImportOptions, Library, Progress, SearchRequest};
use tadori_search::{Analysis, Index, Lexicon, Ticket};
use tadori_text::normalize;

use crate::clock::{Clock, figures, percentiles, size_of};
use crate::invented::Chain;
use crate::{Figures, anew, records_file, sheets};

/// Texts that are handed over at once to whoever adds them; an import hands over files.
const AT_ONCE: usize = 32;
/// How often before they are added.
const AHEAD: usize = 4;

/// Converts the sheets; how many records and bytes of text there are.
pub(crate) fn read(shared: &Path, folder: &Path) -> Result<Figures> {
    let (lines, records) = sheets::convert(shared)?;
    fs::write(records_file(folder), lines)?;
    let text: usize =
        entries(folder)?.iter().map(|e| e.document.blocks.iter().map(|b| b.text.len()).sum::<usize>()).sum();
    Ok(figures([("records", records as f64), ("text", text as f64)]))
}

/// Folds and splits every text, on all threads: the floor of any index of words.
pub(crate) fn tokenise(_: &Path, folder: &Path) -> Result<Figures> {
    let (entries, analyzer) = (entries(folder)?, analyzer()?);
    let words = AtomicUsize::new(0);
    let started = Clock::start();
    on_all_threads(&entries, |_, entry| {
        let title = std::iter::once(entry.document.metadata.title.as_str());
        for text in title.chain(entry.document.blocks.iter().map(|b| b.text.as_str())) {
            words.fetch_add(analyzer.words(&normalize(text).text).len(), Ordering::Relaxed);
        }
        Ok(())
    })?;
    let mut figures = started.stop();
    figures.insert("words".to_owned(), words.into_inner() as f64);
    Ok(figures)
}

/// Reads amounts, dates, names and all else that `facts` finds out of every text.
pub(crate) fn recognise(_: &Path, folder: &Path) -> Result<Figures> {
    let (entries, names) = (entries(folder)?, Names::new(&Vocabulary::bundled()));
    let found = AtomicUsize::new(0);
    let started = Clock::start();
    on_all_threads(&entries, |_, entry| {
        let facts = tadori_facts::read(&entry.document.blocks, &entry.document.metadata, &names);
        found.fetch_add(facts.mentions.len(), Ordering::Relaxed);
        Ok(())
    })?;
    let mut figures = started.stop();
    figures.insert("found".to_owned(), found.into_inner() as f64);
    Ok(figures)
}

/// Takes every text apart as the index wants it, and throws that away.
pub(crate) fn analyse(_: &Path, folder: &Path) -> Result<Figures> {
    let (entries, analyzer) = (entries(folder)?, analyzer()?);
    let lexicon = Lexicon::default();
    let started = Clock::start();
    on_all_threads(&entries, |_, entry| {
        Analysis::new(&analyzer, &lexicon, &entry.document.metadata.title, &entry.document.blocks);
        Ok(())
    })?;
    Ok(started.stop())
}

/// Analyses and indexes every text, to the end of the last merge.
pub(crate) fn index(_: &Path, folder: &Path) -> Result<Figures> {
    let (entries, analyzer) = (entries(folder)?, analyzer()?);
    let place = folder.join("index-alone");
    anew(&place)?;
    let started = Clock::start();
    let index = Index::open(&place)?;
    let mut writer = index.writer()?;
    let lexicon = writer.lexicon();
    // As an import does it: all threads take apart, one adds.
    let (sender, receiver) = mpsc::sync_channel(AHEAD);
    let (analyzer, lexicon) = (&analyzer, &*lexicon);
    let parts: Vec<&[Entry]> = entries.chunks(AT_ONCE).collect();
    std::thread::scope(|scope| {
        // Takes the sender along: the channel ends with the work.
        let taking_apart = scope.spawn(move || {
            on_all_threads(&parts, |number, part| {
                let analyse = |entry: &Entry| {
                    let Entry { document, .. } = entry;
                    Analysis::new(analyzer, lexicon, &document.metadata.title, &document.blocks)
                };
                Ok(sender.send((number * AT_ONCE, part.iter().map(analyse).collect::<Vec<_>>()))?)
            })
        });
        for (first, analyses) in receiver {
            for (number, analysis) in (first..).zip(&analyses) {
                writer.add(number as u64, analysis)?;
            }
        }
        taking_apart.join().expect("no thread panics")
    })?;
    writer.commit(&Ticket { stamp: Ticket::stamp_of(analyzer), sequence: 1 })?;
    writer.close()?;
    let mut figures = started.stop();
    figures.insert("size".to_owned(), size_of(&place)? as f64);
    Ok(figures)
}

/// Imports the file of records as a person does.
pub(crate) fn import(_: &Path, folder: &Path) -> Result<Figures> {
    anew(&folder.join("library"))?;
    let library = Library::open(&folder.join("library"))?;
    library.settle(&|_| {})?;
    let started = Clock::start();
    let progress = Progress { report: &|_| {}, control: &Control::default() };
    let summary = library.import(&[records_file(folder)], &ImportOptions::default(), progress)?;
    let mut figures = started.stop();
    anyhow::ensure!(summary.imported == 1, "the file of records was not imported");
    figures.insert("size".to_owned(), size_of(&folder.join("library/index"))? as f64);
    Ok(figures)
}

/// Links the sheets and the five documents; a change makes all links be found anew.
pub(crate) fn link(shared: &Path, folder: &Path) -> Result<Figures> {
    let library = Library::open(&folder.join("library"))?;
    let progress = Progress { report: &|_| {}, control: &Control::default() };
    library.import(&[shared.join("documents")], &ImportOptions::default(), progress)?;
    let started = Clock::start();
    let linked = library.linked()?;
    let mut figures = started.stop();
    figures.insert("links".to_owned(), linked.links.len() as f64);
    Ok(figures)
}

/// Documents of the large library that [`link_all`] makes.
const MANY: usize = 1000;

/// Reads and links the sheets, the five documents and [`MANY`] invented ones.
pub(crate) fn link_all(shared: &Path, folder: &Path) -> Result<Figures> {
    let texts: Vec<String> = entries(folder)?
        .into_iter()
        .map(|e| e.document.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n"))
        .collect();
    let chain = Chain::new(texts.iter().map(String::as_str));
    let (many, one) = (folder.join("many"), folder.join("one"));
    for (place, numbers) in [(&many, 0..MANY), (&one, MANY..MANY + 1)] {
        anew(place)?;
        fs::create_dir_all(place)?;
        for number in numbers {
            fs::write(place.join(format!("{number:04}.md")), chain.document(number))?;
        }
    }
    anew(&folder.join("large"))?;
    let library = Library::open(&folder.join("large"))?;
    let progress = Progress { report: &|_| {}, control: &Control::default() };
    let sources = [records_file(folder), shared.join("documents"), many];
    library.import(&sources, &ImportOptions::default(), progress)?;
    let started = Clock::start();
    let (begun, mut tenth) = (Instant::now(), 0);
    let mut linking = |done: u32, total: u32| {
        let now = 10 * u64::from(done) / u64::from(total.max(1));
        if now > tenth {
            tenth = now;
            eprintln!("bench: link-all: {now} tenths after {:.0} s", begun.elapsed().as_secs_f64());
        }
        ControlFlow::Continue(())
    };
    let linked = library.linked_watched(&mut |_, _| ControlFlow::Continue(()), &mut linking)?;
    let mut figures = started.stop();
    figures.insert("links".to_owned(), linked.links.len() as f64);
    Ok(figures)
}

/// Asks the large library for its links, as a new process does; then imports one document more and asks again.
pub(crate) fn link_one(_: &Path, folder: &Path) -> Result<Figures> {
    let library = Library::open(&folder.join("large"))?;
    let started = Clock::start();
    library.linked()?;
    let known = started.stop()["seconds"];
    let progress = Progress { report: &|_| {}, control: &Control::default() };
    let summary = library.import(&[folder.join("one")], &ImportOptions::default(), progress)?;
    anyhow::ensure!(summary.imported == 1, "the document was not imported");
    let started = Clock::start();
    library.linked()?;
    let mut figures = started.stop();
    figures.insert("known".to_owned(), known);
    Ok(figures)
}

/// Searches as the window does, facets and snippets included.
pub(crate) fn search(shared: &Path, folder: &Path) -> Result<Figures> {
    let library = Library::open(&folder.join("library"))?;
    timed(shared, |query| {
        let request = SearchRequest { query: query.to_owned(), limit: 20, ..SearchRequest::default() };
        let answer = library.search(&request)?;
        Ok(answer.hits.len() + answer.near.len())
    })
}

/// Asks every query, once to warm up and then [`sheets::ROUNDS`] times; `ask` gives the number of hits.
pub(crate) fn timed(shared: &Path, mut ask: impl FnMut(&str) -> Result<usize>) -> Result<Figures> {
    let queries = sheets::queries(shared)?;
    let mut times: Vec<Duration> = Vec::new();
    let mut none = 0;
    for round in 0..=sheets::ROUNDS {
        for query in &queries {
            let started = Instant::now();
            let hits = ask(query)?;
            if round == 0 {
                none += usize::from(hits == 0);
            } else {
                times.push(started.elapsed());
            }
        }
    }
    let (p50, p95) = percentiles(times)?;
    Ok(figures([("p50", p50), ("p95", p95), ("none", none as f64), ("queries", queries.len() as f64)]))
}

/// The records, read by `ingest` before any clock runs.
pub(crate) fn entries(folder: &Path) -> Result<Vec<Entry>> {
    let file = records_file(folder);
    let bytes = fs::read(&file).context("reading the file of records; the part `read` makes it")?;
    Ok(tadori_ingest::read("rs2024.jsonl", &bytes, &tadori_ingest::Options::default())?.documents)
}

/// The analyser of a library with the bundled vocabulary.
pub(crate) fn analyzer() -> Result<Analyzer> {
    Ok(Analyzer::new(&Vocabulary::bundled())?)
}

/// Calls `work` for every entry, on as many threads as the machine has.
fn on_all_threads<T: Sync>(items: &[T], work: impl Fn(usize, &T) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else { return Ok(()) };
            work(number, item)?;
        }
    };
    std::thread::scope(|scope| {
        let number = std::thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..number).map(|_| scope.spawn(run)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().expect("no thread panics"))
    })
}
