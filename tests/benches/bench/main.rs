//! Time, memory and size on the 5,664 program review sheets of 2024, beside
//! `SQLite`'s FTS5 with trigrams on the same data in the same run.
//!
//! Each part runs as a process of its own, so that its peak of memory is its
//! own and no part warms a cache for the next. What it prints is read by a
//! person: times depend on the machine, and nothing is judged by them.
//!
//! `bench SHARED` runs everything; `bench SHARED PART FOLDER` one part.

mod clock;
mod fts5;
mod invented;
mod notes;
mod paint;
mod pdf;
mod sheets;
mod tadori;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// What a part measured, by name.
type Figures = BTreeMap<String, f64>;

/// Each part, in the order in which it finds what it needs in the folder.
const PARTS: [(&str, Part); 17] = [
    ("read", tadori::read),
    ("tokenise", tadori::tokenise),
    ("recognise", tadori::recognise),
    ("analyse", tadori::analyse),
    ("index", tadori::index),
    ("import", tadori::import),
    ("fts5-index", fts5::index),
    ("search", tadori::search),
    ("fts5-search", fts5::search),
    ("link", tadori::link),
    ("link-all", tadori::link_all),
    ("link-one", tadori::link_one),
    ("notes", notes::make),
    ("notes-list", notes::list),
    ("notes-export", notes::export),
    ("pdf", pdf::read),
    ("pdf-import", pdf::import),
];

/// Parts whose time is compared run so often, in turn; the quickest counts, which nothing else disturbed.
const TIMES: usize = 5;
const COMPARED: [&str; 6] = ["tokenise", "recognise", "analyse", "index", "import", "fts5-index"];

/// Data, a folder to work in → figures.
type Part = fn(&Path, &Path) -> Result<Figures>;

fn main() -> Result<()> {
    // `cargo bench` adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [shared] => all(Path::new(shared)),
        [shared, part, folder] => {
            let (_, part) = PARTS.iter().find(|(name, _)| name == part).context("no such part")?;
            for (name, value) in part(Path::new(shared), Path::new(folder))? {
                println!("{name}\t{value}");
            }
            if let Some(bytes) = clock::peak_memory() {
                println!("memory\t{bytes}");
            }
            Ok(())
        }
        _ => bail!("usage: bench SHARED"),
    }
}

fn all(shared: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    eprintln!("bench: read");
    figures.insert("read", run(shared, "read", folder.path())?);
    for time in 1..=TIMES {
        for part in COMPARED {
            eprintln!("bench: {part}, {time} of {TIMES}");
            let now = run(shared, part, folder.path())?;
            let best = figures.entry(part).or_insert_with(|| now.clone());
            if now["seconds"] < best["seconds"] {
                *best = now;
            }
        }
    }
    let once = PARTS.iter().map(|(part, _)| *part).filter(|part| *part != "read" && !COMPARED.contains(part));
    for part in once {
        eprintln!("bench: {part}");
        figures.insert(part, run(shared, part, folder.path())?);
    }
    eprintln!("bench: first-paint");
    let paint = paint::measure(folder.path())?;
    print(&figures, paint);
    Ok(())
}

/// Runs one part in a process of its own.
fn run(shared: &Path, part: &str, folder: &Path) -> Result<Figures> {
    let mut command = Command::new(std::env::current_exe()?);
    let output =
        command.args([shared.as_os_str(), part.as_ref(), folder.as_os_str()]).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("{part} failed ({})", output.status);
    }
    let text = String::from_utf8(output.stdout)?;
    let line = |line: &str| Some((line.split_once('\t')?.0.to_owned(), line.split_once('\t')?.1.parse().ok()?));
    Ok(text.lines().filter_map(line).collect())
}

fn print(figures: &BTreeMap<&str, Figures>, paint: Option<paint::Paint>) {
    let get = |part: &str, name: &str| figures[part].get(name).copied().unwrap_or(f64::NAN);
    let seconds = |part: &str| format!("{:.1} s", get(part, "seconds"));
    let ratio = |part: &str| format!("{:.2} ×", get(part, "seconds") / get("tokenise", "seconds"));
    // Time of processors: on a busy machine nearer to the truth.
    let work = |part: &str| format!("{:.2} ×", get(part, "processors") / get("tokenise", "processors"));
    let text = get("read", "text");
    let size = |part: &str| {
        let bytes = get(part, "size");
        format!("{:.1} MB = {:.2} ×", bytes / 1e6, bytes / text)
    };
    let memory =
        |part: &str| figures[part].get("memory").map_or("unknown".to_owned(), |b| format!("{:.0} MB", b / 1e6));
    let time = |part: &str, name: &str| format!("{:.1} ms", get(part, name));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let load = clock::load().unwrap_or_else(|| "unknown".to_owned());
    println!(
        "{} records, {:.1} MB of text; {threads} threads, load {load}; the best of {TIMES} times; {} queries, each {} times\n",
        get("read", "records"),
        text / 1e6,
        get("search", "queries"),
        sheets::ROUNDS
    );
    println!("| measure | Tadori | SQLite FTS5 trigram | goal |\n|---|---:|---:|---:|");
    let row = |measure: &str, ours: String, theirs: String, goal: &str| {
        println!("| {measure} | {ours} | {theirs} | {goal} |");
    };
    row("tokenisation alone (fold, split into words)", seconds("tokenise"), String::new(), "");
    let speed = |part: &str| format!("{:.1} MB/s", text / 1e6 / get(part, "processors"));
    row("tokenisation alone, text a second on one core", speed("tokenise"), String::new(), "");
    row("all recognisers of facts, text a second on one core", speed("recognise"), String::new(), "≥ 3 MB/s");
    row("indexing, text at hand", seconds("index"), seconds("fts5-index"), "");
    row("… against tokenisation alone", ratio("index"), ratio("fts5-index"), "≤ 1.6 ×");
    row("… the same in time of processors", work("index"), work("fts5-index"), "");
    row("… of which taking apart, without writing", work("analyse"), String::new(), "");
    row("import of the file, whole", seconds("import"), String::new(), "");
    row("… against tokenisation alone", ratio("import"), String::new(), "");
    row("… the same in time of processors", work("import"), String::new(), "");
    row("index on disk, against the text", size("index"), size("fts5-index"), "≤ 2.2 ×");
    row("the same in the library, after the import", size("import"), String::new(), "");
    row("search, median", time("search", "p50"), time("fts5-search", "p50"), "");
    row("search, 95 of 100 within", time("search", "p95"), time("fts5-search", "p95"), "");
    row("searches that find nothing, not even near", none(&figures["search"]), none(&figures["fts5-search"]), "");
    row("memory of the import, peak", memory("import"), memory("fts5-index"), "");
    row("memory of the searches, peak", memory("search"), memory("fts5-search"), "");
    let linked = format!("{} links in {}", get("link", "links"), seconds("link"));
    row("the sheets and five documents read and linked, all of it", linked, String::new(), "");
    row("memory of that, peak", memory("link"), String::new(), "");
    let many = format!("{} links in {}", get("link-all", "links"), seconds("link-all"));
    row("the same with 1,000 documents of 15,000 characters, once", many, String::new(), "");
    row("memory of that, peak", memory("link-all"), String::new(), "");
    row("one document more, read and linked with all of these", seconds("link-one"), String::new(), "seconds");
    row("… of which asking the library what is known", format!("{:.1} s", get("link-one", "known")), String::new(), "");
    row("memory of that, peak", memory("link-one"), String::new(), "");
    let made = format!("{} (95 of 100 within {})", time("notes", "p50"), time("notes", "p95"));
    row(&format!("a note made, of {} on 1,000 documents, median", get("notes", "notes")), made, String::new(), "");
    row("a page of 100 of these, 95 of 100 within", time("notes-list", "all"), String::new(), "at once");
    row("… found by two words", time("notes-list", "words"), String::new(), "at once");
    row("… of a collection of all, in its order", time("notes-list", "collection"), String::new(), "at once");
    for format in ["docx", "xlsx", "json"] {
        let written = get("notes-export", format);
        let size = get("notes-export", &format!("{format}-size")) / 1e6;
        row(&format!("all of them as {format}"), format!("{written:.1} s, {size:.1} MB"), String::new(), "");
    }
    row("memory of that, peak", memory("notes-export"), String::new(), "");
    let pages = |name: &str| format!("{:.0} a second", get("pdf", "pages") / get("pdf", name));
    row("PDF, pages read (beside: the interpreter alone)", pages("seconds"), pages("bare"), "");
    row(
        "… against the interpreter alone",
        format!("{:.2} ×", get("pdf", "bare") / get("pdf", "seconds")),
        String::new(),
        "≥ 0.6 ×",
    );
    row(&format!("PDF, {} pages imported and found", get("pdf", "pages")), seconds("pdf-import"), String::new(), "");
    if let Some(paint) = paint {
        row("start to first paint, at the very first", format!("{} ms", paint.first), String::new(), "");
        row("start to first paint, median afterwards", format!("{} ms", paint.later), String::new(), "about 1 s");
    }
}

fn none(figures: &Figures) -> String {
    format!("{} of {}", figures["none"], figures["queries"])
}

/// An empty place for a part that ran before.
fn anew(place: &Path) -> Result<()> {
    match std::fs::remove_dir_all(place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// The file of records that all parts read.
fn records_file(folder: &Path) -> PathBuf {
    folder.join("rs2024.jsonl")
}
