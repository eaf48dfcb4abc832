//! Killed at any instant, nothing that was reported done is lost.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tadori_library::tadori_notes::State;
use tadori_library::{FileStatus, Library, NoteRow, NotesRequest};
use tadori_tests::{Desk, assert_healthy, found, import, resume, run, tadori};

/// Files of one import; enough that it is at work for a while.
const FILES: usize = 400;

fn text(number: usize) -> String {
    let paragraphs: String =
        (0..12).map(|p| format!("第{p}項では、{number}番目の桟橋について点検の手順を述べる。\n\n")).collect();
    format!("記録 {number}\n\n目印{number:04}終\n\n{paragraphs}")
}

/// Starts the program importing the whole desk, its report on a pipe.
fn start(desk: &Desk) -> Child {
    Command::new(tadori())
        .env_remove("TADORI_LIBRARY")
        .args(["--json", "--library"])
        .arg(desk.library())
        .arg("import")
        .arg(desk.path("files"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Lets it run until it has reported some files and a little longer, kills it, and gives the names it reported done.
fn kill_after(mut child: Child, files: usize, delay: Duration) -> BTreeSet<String> {
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let mut reported = Vec::new();
    let started = Instant::now();
    while reported.len() < files && started.elapsed() < Duration::from_mins(1) {
        match lines.next() {
            Some(Ok(line)) => reported.push(line),
            _ => break,
        }
    }
    std::thread::sleep(delay);
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    // What it printed before it died, but for a line cut in the middle.
    reported.extend(lines.map_while(Result::ok));
    reported.iter().filter_map(|line| name_in(line)).collect()
}

/// The file name in a line of the report.
fn name_in(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    assert_ne!(value["status"], "refused", "{line}");
    Some(value["file"].as_str()?.rsplit('/').next()?.to_owned())
}

/// Numbers that are not chosen by anybody, the same in every run: `TADORI_SEED` chooses others.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(otherwise)
}

/// Everything that was reported is there, whole, can be read, and can be found.
#[track_caller]
fn assert_whole(desk: &Desk, reported: &BTreeSet<String>) -> Library {
    let library = Library::open(&desk.library()).expect("the library opens");
    library.settle(&|_| {}).expect("the library settles");
    assert!(library.is_settled().expect("a state"), "database and index agree");
    let documents = library.documents();
    let there: BTreeSet<String> = documents.iter().map(|d| d.file_name.clone()).collect();
    assert_eq!(there.len(), documents.len(), "each file once");
    assert_eq!(reported.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "reported and lost");
    for document in &documents {
        let bytes =
            std::fs::read(desk.library().join("originals").join(&document.hash)).expect("its original is there");
        assert_eq!(blake3::hash(&bytes).to_hex().as_str(), document.hash, "its original is whole");
        assert_eq!(library.blocks(document, 0, u32::MAX).expect("its blocks").len(), document.blocks as usize);
    }
    let names: BTreeSet<String> = there.iter().map(|n| tadori_tests::stem(n)).collect();
    assert_eq!(found(&library, "桟橋"), names, "what is there is found, and nothing else");
    library
}

#[test]
fn a_killed_import_loses_nothing_it_reported() {
    let kills = from_environment("TADORI_KILLS", 12);
    let mut chance = Chance(from_environment("TADORI_SEED", 0x1234_5678_9ABC_DEF1));
    let desk = Desk::new();
    for number in 0..FILES {
        desk.file(format!("{number:04}.txt"), text(number));
    }
    let mut all: BTreeSet<String> = BTreeSet::new();
    for round in 0..kills {
        let (files, delay) = (chance.below(40) as usize, Duration::from_micros(chance.below(200_000)));
        let reported = kill_after(start(&desk), files, delay);
        all.extend(reported);
        let library = assert_whole(&desk, &all);
        drop(library);
        if round % 4 == 0 {
            assert_healthy(&desk.library());
        }
    }
    let library = assert_whole(&desk, &all);
    let there = library.documents().len();
    if there < FILES {
        let left = library.unfinished_import().expect("a count") as usize;
        assert!(left >= FILES - there && left <= FILES, "{left} left over, {there} of {FILES} there");
        drop(library);
        let output = run(&desk, &["documents"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("import --resume") && said.contains(&left.to_string()), "it is offered: {said}");
        let library = desk.open();
        let reports = resume(&library);
        assert_eq!(reports.len(), left);
        assert!(reports.iter().all(|r| r.status != FileStatus::Refused));
        assert_eq!(library.unfinished_import().expect("a count"), 0);
    } else {
        tadori_tests::skipped("the import ended before the last kill; there is no remainder to take up");
    }
    let everything: BTreeSet<String> = (0..FILES).map(|n| format!("{n:04}.txt")).collect();
    drop(assert_whole(&desk, &everything));
    assert_healthy(&desk.library());
}

/// Starts the program making notes, one for each line that it is given; what it printed is kept.
fn start_notes(desk: &Desk, lines: Vec<String>) -> Child {
    let mut child = Command::new(tadori())
        .env_remove("TADORI_LIBRARY")
        .args(["--json", "--library"])
        .arg(desk.library())
        .args(["notes", "add", "--from", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("it is piped");
    // Until the program dies, which closes the pipe.
    std::thread::spawn(move || lines.iter().try_for_each(|line| writeln!(input, "{line}")));
    child
}

/// The notes that a program acknowledged, by what was written to them, with their ids.
fn acknowledged(lines: &[String]) -> Vec<(String, String)> {
    let values = lines.iter().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    values.filter_map(|v| Some((v["body"].as_str()?.to_owned(), v["note"].as_str()?.to_owned()))).collect()
}

/// Two programs at work on one library, both killed at any instant: one imports, one makes notes.
#[test]
fn notes_that_were_acknowledged_survive_a_kill_while_files_are_imported() {
    let kills = from_environment("TADORI_KILLS", 8);
    let mut chance = Chance(from_environment("TADORI_SEED", 0x0FED_CBA9_8765_4321));
    let desk = Desk::new();
    let library = desk.with(&[("計画.txt", &text(0))]);
    let document = library.documents()[0].id.to_string();
    let blocks = library.documents()[0].blocks;
    drop(library);
    let (mut kept, mut imported) = (Vec::new(), BTreeSet::new());
    for round in 0..kills {
        std::fs::remove_dir_all(desk.path("files")).expect("it can be removed");
        for number in 0..30 {
            // Files with the same bytes would be one file of the library.
            desk.file(format!("{round}-{number}.txt"), text(1 + 30 * round as usize + number));
        }
        let line = |n: u64| {
            let (block, body) = (1 + (n + round) % u64::from(blocks - 1), format!("{round} の {n}、要確認"));
            serde_json::json!({"passage": format!("{document}.{block}"), "body": body, "tags": ["予算"]}).to_string()
        };
        let (import, mut notes) = (start(&desk), start_notes(&desk, (0..300).map(line).collect()));
        let mut lines = BufReader::new(notes.stdout.take().expect("it is piped")).lines();
        let mut told: Vec<String> = lines.by_ref().take(chance.below(25) as usize).map_while(Result::ok).collect();
        std::thread::sleep(Duration::from_micros(chance.below(60_000)));
        notes.kill().expect("it can be killed");
        notes.wait().expect("it ends");
        told.extend(lines.map_while(Result::ok));
        kept.extend(acknowledged(&told));
        imported.extend(kill_after(import, 0, Duration::from_micros(chance.below(30_000))));
        let library = Library::open(&desk.library()).expect("the library opens");
        let there: BTreeSet<String> = library.documents().iter().map(|d| d.file_name.clone()).collect();
        assert_eq!(imported.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "reported and lost");
        let wanted = NotesRequest { count: usize::MAX, ..NotesRequest::default() };
        let notes = library.notes(&wanted).expect("a list").notes;
        let found: BTreeSet<(String, String)> =
            notes.iter().map(|row| (row.note.body.clone(), row.note.id.clone())).collect();
        let gone: Vec<_> = kept.iter().filter(|note| !found.contains(*note)).collect();
        assert!(gone.is_empty(), "round {round}: acknowledged and lost: {gone:?}");
        let (tags, quotes) = (|n: &NoteRow| n.note.tags == ["予算"], |n: &NoteRow| !n.note.target.quote().is_empty());
        assert!(notes.iter().all(|n| tags(n) && quotes(n)), "what is there is whole");
        assert_eq!(library.undo_state().expect("a state").undo.is_some(), !notes.is_empty());
        // The index may have been left behind; it catches up at the start.
        library.settle(&|_| {}).expect("the index catches up");
        drop(library);
        if round % 8 == 7 {
            assert_healthy(&desk.library());
        }
    }
    eprintln!("{kills} kills, {} notes acknowledged, {} files reported", kept.len(), imported.len());
    assert!(!kept.is_empty(), "nothing was acknowledged: nothing was tested");
    let library = desk.open();
    let lost = NotesRequest { states: vec![State::Moved, State::Lost], ..NotesRequest::default() };
    assert_eq!(library.notes(&lost).expect("a list").total, 0, "every note stands where it stood");
    drop(library);
    assert_healthy(&desk.library());
}

/// While a new index is made beside the old one: the old one goes on, or the new one is there.
#[test]
fn a_killed_rebuild_leaves_a_library_that_works() {
    let desk = Desk::new();
    let library = desk.open();
    let paths: Vec<_> = (0..150).map(|n| desk.file(format!("{n:04}.txt"), text(n))).collect();
    import(&library, &paths);
    drop(library);
    let names: BTreeSet<String> = (0..150).map(|n| format!("{n:04}.txt")).collect();
    let bundled = include_str!("../../../corpus/vocabulary.toml");
    for round in 0..4_u64 {
        let atom = format!("\n[[atom]]\nsurface = \"試験語{round}\"\nreading = \"シケンゴ\"\n");
        std::fs::write(desk.library().join("vocabulary.toml"), format!("{bundled}{atom}")).expect("it can be written");
        let mut child = Command::new(tadori())
            .env_remove("TADORI_LIBRARY")
            .args(["--json", "documents", "--library"])
            .arg(desk.library())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(100 + round * 250));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        drop(assert_whole(&desk, &names));
        let generations = std::fs::read_dir(desk.library().join("index")).expect("a folder").count();
        assert_eq!(generations, 1, "what was half made is gone");
    }
    assert_healthy(&desk.library());
}

/// A job that was cut off is not forgotten because another one was finished, and keeps what was said of its files.
#[test]
fn another_import_does_not_strike_the_first_one_off() {
    let desk = Desk::new();
    drop(desk.open());
    let left = [desk.file("left/a.txt", "桟橋の点検。"), desk.file("left/b.txt", "堤防の点検。")];
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    for (path, said) in left
        .iter()
        .zip(["{\"kind\":\"plan\",\"title\":null,\"date\":null}", "{\"kind\":\"deck\",\"title\":null,\"date\":null}"])
    {
        let path = path.canonicalize().expect("it is there");
        database
            .execute("INSERT INTO pending VALUES (?1, ?2)", [path.to_str(), Some(said)])
            .expect("it can be changed");
    }
    drop(database);
    let library = desk.open();
    import(&library, &[desk.file("c.txt", "灯台の点検。")]);
    assert_eq!(library.unfinished_import().expect("a count"), 2);
    assert_eq!(resume(&library).len(), 2);
    let kinds: Vec<_> = library.documents().iter().map(|d| d.metadata.kind.map(tadori_library::Kind::as_str)).collect();
    assert!(kinds.contains(&Some("plan")) && kinds.contains(&Some("deck")), "each as it was said: {kinds:?}");
    assert_eq!(library.unfinished_import().expect("a count"), 0);
}
