//! Database and index agree, whatever was done to the index; what is derived is made anew when its maker changed.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tadori_library::{ImportOptions, Library, Status, Step};
use tadori_tests::{Desk, assert_healthy, doctor, found, import, request, search, try_import};

/// What was done to a path, in words and in deed.
type Damage = (&'static str, fn(&Path));

/// Numbers of the generations that lie in the library.
fn generations(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.library().join("index")).expect("a folder");
    entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// A library with some files in it, closed; gives the folder of its index.
fn filled(desk: &Desk) -> PathBuf {
    let texts: Vec<(String, String)> =
        (0..20).map(|i| (format!("{i:02}.txt"), format!("第{i}号の桟橋の記録。"))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    drop(desk.with(&files));
    assert_eq!(generations(desk), ["1"]);
    desk.library().join("index/1")
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|p| p.is_file() && !p.to_string_lossy().ends_with(".lock")).collect();
    files.sort();
    files
}

/// The library can be opened, says that it is not settled, and is whole after it settled.
#[track_caller]
fn recovers(desk: &Desk, what: &str) {
    let library = Library::open(&desk.library()).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert!(!library.is_settled().expect("a state"), "{what} was not noticed");
    assert_eq!(library.documents().len(), 20, "{what}: the documents are there all the same");
    library.settle(&|_| {}).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert!(library.is_settled().expect("a state"), "{what}");
    assert_eq!(found(&library, "桟橋").len(), 20, "{what}");
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn an_index_that_is_gone_or_broken_is_made_anew() {
    let damages: [Damage; 6] = [
        ("no folder of indexes", |index| fs::remove_dir_all(index.parent().expect("a parent")).expect("it goes")),
        ("no index", |index| fs::remove_dir_all(index).expect("it goes")),
        ("no meta.json", |index| fs::remove_file(index.join("meta.json")).expect("it goes")),
        ("garbage for meta.json", |index| {
            fs::write(index.join("meta.json"), b"\xFF{garbage").expect("it can be written");
        }),
        ("an empty meta.json", |index| fs::write(index.join("meta.json"), b"").expect("it can be written")),
        ("a file in its place", |index| {
            fs::remove_dir_all(index).expect("it goes");
            fs::write(index, "not a folder").expect("it can be written");
        }),
    ];
    for (what, damage) in damages {
        let desk = Desk::new();
        damage(&filled(&desk));
        recovers(&desk, what);
    }
}

/// Each file of the index in turn: removed, cut short, emptied, overwritten at its end. Some damage shows when the index
/// is opened, some only to the doctor; neither may be an end.
#[test]
fn damage_to_any_file_of_the_index_is_mended() {
    let damages: [Damage; 4] = [
        ("removed", |file| fs::remove_file(file).expect("it goes")),
        ("cut short", |file| {
            let bytes = fs::read(file).expect("a file");
            fs::write(file, &bytes[..bytes.len() / 2]).expect("it can be written");
        }),
        ("emptied", |file| fs::write(file, b"").expect("it can be written")),
        ("overwritten", |file| {
            let mut bytes = fs::read(file).expect("a file");
            let middle = bytes.len() / 3;
            bytes[middle] ^= 0x55;
            fs::write(file, bytes).expect("it can be written");
        }),
    ];
    let template = Desk::new();
    let names: Vec<_> =
        files_in(&filled(&template)).iter().filter_map(|f| f.extension().map(ToOwned::to_owned)).collect();
    assert!(names.len() >= 6, "{names:?}");
    for (how, damage) in damages {
        for extension in &names {
            let desk = Desk::new();
            let index = filled(&desk);
            let Some(file) = files_in(&index).into_iter().find(|f| f.extension() == Some(extension)) else { continue };
            let what = format!("{} {how}", extension.display());
            damage(&file);
            // Opening never fails, nor does settling.
            let library = Library::open(&desk.library()).unwrap_or_else(|e| panic!("{what}: {e}"));
            library.settle(&|_| {}).unwrap_or_else(|e| panic!("{what}: {e}"));
            // A search either works or says what to do; an import may be stopped, but not lost.
            if let Err(error) = library.search(&request("桟橋の記録")) {
                assert!(error.to_string().contains("index"), "{what}: {error}");
            }
            let _ = try_import(&library, &[desk.file("late.txt", "遅れて来た灯台。")], &ImportOptions::default());
            drop(library);
            let checks = doctor(&desk.library());
            assert!(checks.iter().all(|c| c.status != Status::Failed), "{what}: {checks:?}");
            assert_healthy(&desk.library());
            assert_eq!(found(&desk.open(), "桟橋").len(), 20, "{what}");
        }
    }
}

#[test]
fn an_index_that_lags_behind_is_caught_up() {
    let desk = Desk::new();
    let index = filled(&desk);
    let before: Vec<(PathBuf, Vec<u8>)> =
        files_in(&index).into_iter().map(|f| (f.clone(), fs::read(f).expect("a file"))).collect();
    let library = desk.open();
    // Every kind of change: added, replaced, put back, removed.
    desk.file("00.txt", "第0号の堤防の記録。");
    desk.file("01.txt", "第1号の灯台の記録。");
    import(
        &library,
        &[desk.path("files/00.txt"), desk.path("files/01.txt"), desk.file("new.txt", "新しい桟橋の記録。")],
    );
    desk.file("01.txt", "第1号の桟橋の記録。");
    import(&library, &[desk.path("files/01.txt")]);
    let gone = library.documents().iter().find(|d| d.file_name == "02.txt").expect("it is there").id.to_string();
    library.remove(&gone).expect("it can be removed");
    let now = found(&library, "桟橋");
    assert_eq!(now.len(), 19);
    drop(library);
    // The index as it was before, as after a power cut that took its last commits.
    fs::remove_dir_all(&index).expect("it goes");
    fs::create_dir(&index).expect("a new folder");
    for (file, bytes) in before {
        fs::write(file, bytes).expect("it can be written");
    }
    let library = Library::open(&desk.library()).expect("it opens");
    assert!(!library.is_settled().expect("a state"));
    library.settle(&|_| {}).expect("it settles");
    assert_eq!(found(&library, "桟橋"), now);
    for query in ["桟橋", "記録", "堤防", "灯台"] {
        let answer = search(&library, query);
        assert_eq!(answer.total, answer.hits.len(), "{query}: the index has passages that the database does not know");
    }
    assert_eq!(generations(&desk), ["1"], "caught up, not made anew");
    drop(library);
    assert_healthy(&desk.library());
}

/// An index ahead of its database (the database was put back from a backup) must not hide what comes next.
#[test]
fn an_index_from_the_future_is_not_believed() {
    let desk = Desk::new();
    filled(&desk);
    let database = desk.library().join("library.sqlite");
    let before = fs::read(&database).expect("a file");
    import(&desk.open(), &[desk.file("x.txt", "桟橋の号外。"), desk.file("y.txt", "灯台の号外。")]);
    for side in ["library.sqlite-wal", "library.sqlite-shm"] {
        let _ = fs::remove_file(desk.library().join(side));
    }
    fs::write(&database, before).expect("it can be written");
    let library = desk.open();
    import(&library, &[desk.file("z.txt", "堤防の号外。")]);
    let answer = search(&library, "号外");
    assert_eq!((answer.total, answer.hits.len()), (1, 1), "{:?}", found(&library, "号外"));
    assert!(library.is_settled().expect("a state"));
}

#[test]
fn another_vocabulary_makes_another_index() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "梟鷺橋の設計を始める。"), ("b.txt", "橋の清掃。")]);
    assert!(found(&library, "きょうろばし").is_empty(), "the dictionary does not know the word");
    drop(library);
    let bundled = include_str!("../../../corpus/vocabulary.toml");
    let atom = "\n[[atom]]\nsurface = \"梟鷺橋\"\nreading = \"キョウロバシ\"\n";
    fs::write(desk.library().join("vocabulary.toml"), format!("{bundled}{atom}")).expect("it can be written");
    let library = Library::open(&desk.library()).expect("it opens");
    assert!(!library.is_settled().expect("a state"), "other atoms, other words");
    let steps = std::cell::RefCell::new(Vec::new());
    library.settle(&|step| steps.borrow_mut().push(step)).expect("it settles");
    assert_eq!(steps.into_inner().last(), Some(&Step::Indexed { done: 2, total: 2 }));
    assert_eq!(generations(&desk), ["2"], "the next generation is there, the old one is gone");
    assert_eq!(found(&library, "きょうろばし"), ["a".to_owned()].into(), "the new atom has its reading");
    assert_healthy(&desk.library());
    // Aliases are for queries: they cost no rebuild.
    let alias = "\n[[alias]]\nforms = [\"清掃\", \"綺麗にすること\"]\n";
    fs::write(desk.library().join("vocabulary.toml"), format!("{bundled}{atom}{alias}")).expect("it can be written");
    let library = Library::open(&desk.library()).expect("it opens");
    assert!(library.is_settled().expect("a state"));
    assert_eq!(found(&library, "綺麗にすること"), ["b".to_owned()].into());
}

#[test]
fn a_vocabulary_that_cannot_be_read_is_named() {
    let desk = Desk::new();
    drop(desk.open());
    fs::write(desk.library().join("vocabulary.toml"), "[[atom]]\nsurfase = 1").expect("it can be written");
    let message = Library::open(&desk.library()).expect_err("it is not usable").to_string();
    assert!(message.contains("vocabulary.toml") && message.contains("surfase"), "{message}");
}

#[test]
fn what_an_older_program_derived_is_derived_anew() {
    let desk = Desk::new();
    let records: String = (0..30).map(|i| ["R", &i.to_string(), "\t桟橋の点検\n"].concat()).collect();
    let library = desk.with(&[("a.md", "---\ntitle: 題\n---\n\n# 章\n\n桟橋の点検。"), ("r.tsv", &records)]);
    let before: Vec<String> = library.documents().iter().map(|d| d.id.to_string()).collect();
    drop(library);
    let database = Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database
        .execute_batch("UPDATE document SET structure = 0; UPDATE block SET text = '古い解析'")
        .expect("it can be changed");
    drop(database);
    let library = Library::open(&desk.library()).expect("it opens");
    library.settle(&|_| {}).expect("it settles");
    let after: Vec<String> = library.documents().iter().map(|d| d.id.to_string()).collect();
    assert_eq!(before, after, "documents keep their ids");
    assert_eq!((search(&library, "桟橋").total, search(&library, "古い解析").total), (31, 0));
    assert!(library.is_settled().expect("a state"));
    drop(library);
    assert_healthy(&desk.library());
}

/// A library on a shared disk: every file can be read by whoever may read its folder.
#[cfg(unix)]
#[test]
fn an_index_is_no_more_private_than_its_folder() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let folder = filled(&desk);
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o444;
    for file in files_in(&folder) {
        assert_eq!(mode(&file), mode(&folder), "{}", file.display());
    }
}
