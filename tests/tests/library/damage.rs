//! A damaged, lost or garbled library: said clearly, nothing that can be saved is lost, `doctor` mends it.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use tadori_library::{Check, Error, ImportOptions, Kind, Library, Status};
use tadori_tests::{Desk, assert_healthy, doctor, found, import, import_as, run, search};

/// A library with a history: records, an older file behind a newer one, words of the user.
fn filled(desk: &Desk) {
    let library = desk.open();
    let path = desk.file("計画.md", "---\ntitle: 初稿\n---\n\n# 初稿\n\n桟橋の点検。");
    import(&library, std::slice::from_ref(&path));
    desk.file("計画.md", "---\ntitle: 二稿\n---\n\n# 二稿\n\n桟橋の補修。");
    import(&library, &[path]);
    import(&library, &[desk.file("記録.tsv", "R1\t桟橋の塗装\nR2\t桟橋の撤去\n")]);
    let said =
        ImportOptions {
            kind: Some(Kind::Brief), title: Some("言われた題".to_owned()), ..ImportOptions::default()
        };
    import_as(&library, &[desk.file("b.txt", "桟橋の概要。")], &said);
    let filler: Vec<_> = (0..30)
        .map(|i| desk.file(format!("f{i:02}.txt"), format!("第{i}号。{}", "堤防の話が続く。".repeat(300))))
        .collect();
    import(&library, &filler);
    assert_eq!(library.documents().len(), 34);
}

/// Everything of [`filled`] is there again, under its names, the older file behind the newer one.
#[track_caller]
fn assert_restored(desk: &Desk) {
    let library = desk.open();
    assert_eq!(library.documents().len(), 34);
    let names = ["計画", "R1", "R2", "b"].map(str::to_owned).into();
    assert_eq!(found(&library, "桟橋"), names);
    assert_eq!(
        (search(&library, "点検").total, search(&library, "補修").total),
        (0, 1),
        "the newer file is the current one"
    );
    let said = library.documents().iter().find(|d| d.file_name == "b.txt").expect("it is there").clone();
    assert_eq!((said.title(), said.metadata.kind), ("言われた題", Some(Kind::Brief)), "what the user said is kept");
    let plan = library.documents().iter().find(|d| d.file_name == "計画.md").expect("it is there").id.to_string();
    let restored = library.would_remove(&plan).expect("an answer").restored;
    assert_eq!(restored.as_deref(), Some("初稿"));
    drop(library);
    assert_healthy(&desk.library());
}

fn database(desk: &Desk) -> std::path::PathBuf {
    desk.library().join("library.sqlite")
}

/// The library cannot be opened, and the message says which file, what, and what to do.
#[track_caller]
fn assert_damaged(desk: &Desk, what: &str) {
    let error = Library::open(&desk.library()).expect_err(what);
    assert!(matches!(error, Error::Damaged { .. }), "{what}: {error}");
    let message = error.to_string();
    for part in [database(desk).display().to_string().as_str(), "damaged", "tadori doctor"] {
        assert!(message.contains(part), "{what}: “{message}” does not name {part}");
    }
    let output = run(desk, &["documents"]);
    assert_eq!(output.status.code(), Some(3), "{what}: the library could not be opened");
    assert!(String::from_utf8_lossy(&output.stderr).contains("tadori doctor"), "{what}");
}

#[track_caller]
fn mended(checks: &[Check], name: &str) {
    let check = checks.iter().find(|c| c.check == name);
    assert_eq!(check.map(|c| c.status), Some(Status::Mended), "{checks:#?}");
}

#[test]
fn a_garbled_database_is_set_aside_and_its_files_are_taken_in_again() {
    let desk = Desk::new();
    filled(&desk);
    // The names are in the pages that are still whole: only the header's magic and one page in the middle go.
    let path = database(&desk);
    let whole = fs::metadata(&path).expect("a file").len();
    let mut file = File::options().write(true).open(&path).expect("a file");
    for page in 0..4 {
        file.seek(SeekFrom::Start(whole / 2 / 4096 * 4096 + page * 4096)).expect("within it");
        file.write_all(&[0xA5; 4096]).expect("it can be written");
    }
    drop(file);
    // It may open: the damage is in the middle. Whatever is read of it either works or says that it is damaged.
    if let Ok(library) = Library::open(&desk.library()) {
        for document in library.documents() {
            match library.read(document.id.as_str(), "") {
                Ok(_) => {}
                Err(error) => {
                    let message = error.to_string();
                    assert!(matches!(error, Error::Damaged { .. }), "{message}");
                    assert!(message.contains(&*desk.library().to_string_lossy()), "{message} does not say where");
                }
            }
        }
    }
    let checks = doctor(&desk.library());
    mended(&checks, "database");
    mended(&checks, "files");
    let aside = fs::read_dir(desk.library()).expect("a folder").flatten();
    let kept = aside.filter(|e| e.file_name().to_string_lossy().starts_with("library.damaged-")).count();
    assert!(kept >= 1, "the damaged file is kept");
    assert_restored(&desk);
}

/// What happened to the database, in words and in deed.
type Loss = (&'static str, fn(&Path));

/// Nothing can be read of the database: the files come back, under names made up from their bytes.
#[test]
fn a_database_that_is_lost_costs_the_names_not_the_files() {
    let losses: [Loss; 4] = [
        ("garbage", |path| fs::write(path, b"this is not a database at all ".repeat(200)).expect("it can be written")),
        ("zero bytes", |path| fs::write(path, b"").expect("it can be written")),
        ("gone", |path| fs::remove_file(path).expect("it goes")),
        ("a picture", |path| fs::write(path, b"\x89PNG\r\n\x1A\n").expect("it can be written")),
    ];
    for (what, lose) in losses {
        let desk = Desk::new();
        filled(&desk);
        lose(&database(&desk));
        assert_damaged(&desk, what);
        let checks = doctor(&desk.library());
        mended(&checks, "database");
        mended(&checks, "files");
        let library = desk.open();
        // The older file and the record file as one text each: without a name nobody knows better.
        assert!(search(&library, "桟橋").total >= 4, "{what}");
        assert_eq!(search(&library, "堤防").facets.documents.len(), 30, "{what}");
        drop(library);
        assert_healthy(&desk.library());
    }
}

#[test]
fn an_empty_database_in_a_new_folder_is_a_new_library() {
    let desk = Desk::new();
    fs::create_dir(desk.library()).expect("a new folder");
    fs::write(database(&desk), b"").expect("it can be written");
    let library = desk.open();
    import(&library, &[desk.file("a.txt", "桟橋の点検。")]);
    assert_eq!(search(&library, "桟橋").total, 1);
    assert_healthy(&desk.library());
}

/// A doctor that is stopped after it set the database aside is taken up by the next one.
#[test]
fn a_rescue_that_was_cut_off_is_taken_up() {
    let desk = Desk::new();
    filled(&desk);
    let path = database(&desk);
    let bytes = fs::read(&path).expect("a file");
    // As it is between the two halves: names saved, a new database, files not back yet.
    let names: Vec<serde_json::Value> = {
        let old = rusqlite::Connection::open(&path).expect("a database");
        let mut rows = old.prepare("SELECT hash, path, overrides FROM file ORDER BY id").expect("a table");
        let row = |r: &rusqlite::Row<'_>| {
            Ok(
                serde_json::json!({"hash": r.get::<_, String>(0)?, "path": r.get::<_, String>(1)?, "overrides": r.get::<_, String>(2)?}),
            )
        };
        rows.query_map([], row).expect("rows").map(|r| r.expect("a row")).collect()
    };
    fs::write(desk.library().join("library.salvaged.json"), serde_json::to_vec(&names).expect("JSON"))
        .expect("it can be written");
    fs::write(desk.library().join("library.damaged-x.sqlite"), bytes).expect("it can be written");
    fs::remove_dir_all(desk.library().join("index")).expect("it goes");
    for name in ["library.sqlite", "library.sqlite-wal", "library.sqlite-shm"] {
        let _ = fs::remove_file(desk.library().join(name));
    }
    let empty = Desk::new();
    drop(empty.open());
    fs::copy(database(&empty), &path).expect("a new database");
    assert!(desk.open().is_being_mended());
    let told = String::from_utf8_lossy(&run(&desk, &["documents"]).stderr).into_owned();
    assert!(told.contains("not whole") && told.contains("`tadori doctor`"), "{told}");
    mended(&doctor(&desk.library()), "files");
    assert!(!desk.open().is_being_mended());
    assert_restored(&desk);
}

#[test]
fn an_original_that_is_missing_is_named_and_comes_back_with_its_file() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "桟橋の点検。"), ("b.txt", "桟橋の補修。"), ("c.txt", "桟橋の塗装。")]);
    let original = |name: &str| {
        let document = library.documents().iter().find(|d| d.file_name == name).expect("it is there").clone();
        desk.library().join("originals").join(&document.hash)
    };
    fs::remove_file(original("a.txt")).expect("it goes");
    fs::write(original("b.txt"), "桟橋の撤去。").expect("it can be written");
    fs::write(original("c.txt"), "桟").expect("it can be written");
    for _ in 0..2 {
        let checks = doctor(&desk.library());
        let check = checks.iter().find(|c| c.check == "originals").expect("it was checked");
        assert_eq!(check.status, Status::Failed);
        for part in ["a.txt", "b.txt", "c.txt", "import these files again"] {
            assert!(check.message.contains(part), "{} does not name {part}", check.message);
        }
    }
    assert_eq!(run(&desk, &["doctor"]).status.code(), Some(1));
    assert_eq!(found(&library, "桟橋").len(), 3, "what was taken in can still be found");
    let reports = import(&library, &["a.txt", "b.txt", "c.txt"].map(|name| desk.path("files").join(name)));
    assert!(reports.iter().all(|r| r.documents.len() == 1));
    assert_healthy(&desk.library());
}

/// What an interrupted import had stored but not yet written down comes back with the rest of the import, not before,
/// and not under a made-up name.
#[test]
fn a_copy_left_by_an_interrupted_import_is_no_document() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "桟橋の点検。")]);
    drop(library);
    let bytes = "桟橋の補修。";
    let path = desk.file("b.txt", bytes);
    let hash = blake3::hash(bytes.as_bytes()).to_hex().to_string();
    fs::write(desk.library().join("originals").join(hash), bytes).expect("it can be written");
    let connection = rusqlite::Connection::open(database(&desk)).expect("a database");
    let full = path.canonicalize().expect("it is there");
    connection.execute("INSERT INTO pending VALUES (?1, '{}')", [full.to_str()]).expect("it can be changed");
    drop(connection);
    assert_healthy(&desk.library());
    let library = desk.open();
    assert_eq!(library.documents().len(), 1);
    assert_eq!(tadori_tests::resume(&library).len(), 1);
    assert_eq!(found(&library, "桟橋"), ["a", "b"].map(str::to_owned).into());
    assert_healthy(&desk.library());
}
