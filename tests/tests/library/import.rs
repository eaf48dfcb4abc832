//! What becomes of a file at each import: new, unchanged, updated, reverted; alone, in folders, as records.

use std::fs;
use std::path::PathBuf;

use tadori_ingest::WarningCode;
use tadori_library::{FileStatus, ImportOptions, Kind, Library, SearchRequest};
use tadori_tests::{Desk, assert_healthy, found, import, import_as, request, search};

use FileStatus::{Imported, Unchanged, Updated};

/// Imports one file; what became of it.
fn status(library: &Library, path: &PathBuf) -> FileStatus {
    let reports = import(library, std::slice::from_ref(path));
    assert_eq!(reports.len(), 1, "{reports:?}");
    reports[0].status
}

/// Names of the current documents.
fn names(library: &Library) -> Vec<String> {
    library.documents().iter().map(|d| d.file_name.clone()).collect()
}

#[test]
fn a_file_is_new_once_and_then_unchanged() {
    let desk = Desk::new();
    let library = desk.open();
    let path = desk.file("a.txt", "桟橋の点検を行う。");
    assert_eq!(status(&library, &path), Imported);
    let first = library.documents()[0].clone();
    assert_eq!(status(&library, &path), Unchanged);
    fs::write(&path, "桟橋の点検を行う。").expect("the desk can be written to");
    assert_eq!(status(&library, &path), Unchanged, "written anew, but the bytes are the same");
    let copy = desk.file("copy/b.txt", "桟橋の点検を行う。");
    let report = &import(&library, &[copy])[0];
    assert_eq!(
        (report.status, &report.documents),
        (Unchanged, &vec![first.id.to_string()]),
        "the bytes decide, not the name"
    );
    assert_eq!(names(&library), ["a.txt"]);
    assert_eq!(found(&library, "桟橋").len(), 1);
    assert_eq!(first.hash, blake3::hash("桟橋の点検を行う。".as_bytes()).to_hex().to_string());
    assert_eq!(
        fs::read(desk.library().join("originals").join(&first.hash)).expect("the original is kept"),
        fs::read(&path).expect("it")
    );
}

#[test]
fn a_changed_file_takes_the_place_of_the_old_one_which_is_kept() {
    let desk = Desk::new();
    let library = desk.open();
    let path = desk.file("a.txt", "桟橋の点検を行う。");
    import(&library, std::slice::from_ref(&path));
    let old = library.documents()[0].clone();
    desk.file("a.txt", "防波堤の点検を行う。");
    assert_eq!(status(&library, &path), Updated);
    assert_eq!(library.documents().len(), 1);
    assert_eq!((search(&library, "桟橋").total, search(&library, "防波堤").total), (0, 1), "the old one is not found");
    assert_eq!(search(&library, "点検").facets.documents.len(), 1);
    let kept = library.document(old.id.as_str()).expect("the old one is kept");
    assert!(kept.superseded);
    let text = &library.read(old.id.as_str(), "").expect("and can be read").blocks[0].row.block.text;
    assert_eq!(text, "桟橋の点検を行う。");
    assert!(desk.library().join("originals").join(&old.hash).exists());
    library.remove(old.id.as_str()).expect("and removed");
    assert!(library.document(old.id.as_str()).is_err());
    assert_eq!((library.documents().len(), search(&library, "防波堤").total), (1, 1), "the current one stays current");
    assert_healthy(&desk.library());
}

#[test]
fn the_same_file_by_another_way_is_the_same_file() {
    let desk = Desk::new();
    let library = desk.open();
    desk.file("sub/b.txt", "別の話。");
    let path = desk.file("a.txt", "桟橋の点検。");
    import(&library, &[path]);
    desk.file("a.txt", "防波堤の点検。");
    assert_eq!(status(&library, &desk.path("files").join("sub/../a.txt")), Updated);
    assert_eq!(names(&library), ["a.txt"]);
}

#[test]
fn older_bytes_become_the_newest_file_again() {
    let desk = Desk::new();
    let library = desk.open();
    let path = desk.file("a.txt", "第一の稿：桟橋。");
    import(&library, std::slice::from_ref(&path));
    let first = library.documents()[0].id.to_string();
    for (text, word) in [
        ("第二の稿：堤防。", "堤防"),
        ("第三の稿：灯台。", "灯台"),
        ("第一の稿：桟橋。", "桟橋"),
        ("第二の稿：堤防。", "堤防"),
    ] {
        desk.file("a.txt", text);
        assert_eq!(status(&library, &path), Updated, "{text}");
        for other in ["桟橋", "堤防", "灯台"] {
            assert_eq!(search(&library, other).total, usize::from(other == word), "{other} after {text}");
        }
        assert_eq!(library.documents().len(), 1, "{text}");
    }
    assert!(library.document(&first).expect("a document has one id for ever").superseded);
    assert_healthy(&desk.library());
    let stored = fs::read_dir(desk.library().join("originals")).expect("a folder").count();
    assert_eq!(stored, 3, "each of the three once");
}

/// Older bytes that come back under another name leave the files of their first name as they are.
#[test]
fn older_bytes_under_another_name_wake_nothing_else() {
    let desk = Desk::new();
    let library = desk.open();
    let path = desk.file("a.txt", "第一の稿：桟橋。");
    for text in ["第一の稿：桟橋。", "第二の稿：堤防。", "第三の稿：灯台。"] {
        desk.file("a.txt", text);
        import(&library, std::slice::from_ref(&path));
    }
    let other = desk.file("b.txt", "第二の稿：堤防。");
    assert_eq!(status(&library, &other), Imported);
    assert_eq!(found(&library, "稿"), ["a", "b"].map(str::to_owned).into());
    assert_eq!(search(&library, "桟橋").total, 0, "the first draft of a.txt stays superseded");
    assert_eq!(library.documents().len(), 2);
}

#[test]
fn two_files_with_the_same_bytes_are_one() {
    let desk = Desk::new();
    let library = desk.open();
    let paths: Vec<PathBuf> = (0..6).map(|i| desk.file(format!("{i}.txt"), "同じ文。")).collect();
    let statuses: Vec<FileStatus> = import(&library, &paths).iter().map(|r| r.status).collect();
    assert_eq!(statuses, [Imported, Unchanged, Unchanged, Unchanged, Unchanged, Unchanged]);
    assert_eq!(names(&library), ["0.txt"]);
    assert_eq!(import(&library, &[paths[0].clone(), paths[0].clone()]).len(), 1, "a file named twice is one file");
}

#[test]
fn records_are_documents_with_their_ids() {
    let desk = Desk::new();
    let library = desk.open();
    let lines = "{\"id\": \"R-1\", \"text\": \"桟橋の点検\", \"title\": \"点検の記録\", \"url\": \"https://example.jp/1\", \"date\": \"2025-06\", \"extra\": [1]}\n\
                 {\"id\": 7, \"text\": \"堤防の補強\"}\n\
                 broken\n\
                 {\"id\": \"R-1\", \"text\": \"桟橋の再点検\"}\n";
    let report = &import(&library, &[desk.file("r.jsonl", lines)])[0];
    assert_eq!((report.status, report.documents.len()), (Imported, 2));
    let codes: Vec<&str> = report.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(codes, ["bad-record", "duplicate-record"]);
    assert_eq!(found(&library, "桟橋"), ["R-1".to_owned()].into());
    assert_eq!(found(&library, "再点検"), ["R-1".to_owned()].into(), "the later one of an id is kept");
    assert_eq!(found(&library, "堤防"), ["7".to_owned()].into());
    assert_eq!(library.rank_documents("堤防", 5).expect("a ranking"), ["7"]);
    let hit = search(&library, "堤防").hits[0].clone();
    assert_eq!((hit.lines.first, hit.lines.last, hit.document.title()), (2, 2, "7"));
    let tsv = &import(&library, &[desk.file("r.tsv", "id\ttext\nT1\t灯台の塗装\nT2\t浮標の交換\n")])[0];
    assert_eq!(tsv.documents.len(), 2);
    assert_eq!(found(&library, "浮標"), ["T2".to_owned()].into());
    let report = &import(&library, &[desk.file("r.tsv", "T1\t灯台の塗装\nT3\t岸壁の補修\n")])[0];
    assert_eq!((report.status, found(&library, "浮標").len(), found(&library, "岸壁").len()), (Updated, 0, 1));
    assert_eq!(found(&library, "灯台"), ["T1".to_owned()].into(), "once, though it stands in the old file too");
    assert_healthy(&desk.library());
}

#[test]
fn a_record_file_without_a_record_is_refused() {
    let desk = Desk::new();
    let library = desk.open();
    let report = &import(&library, &[desk.file("r.jsonl", "not a record\n")])[0];
    assert_eq!(report.status, FileStatus::Refused, "it would be a file that nobody could ever remove");
    assert_healthy(&desk.library());
}

#[test]
fn a_folder_is_taken_in_with_all_that_is_in_it() {
    let desk = Desk::new();
    let library = desk.open();
    for name in ["b.txt", "a.txt", "sub/deep/c.md", ".hidden.txt", ".git/d.txt", "sub/.e.txt"] {
        desk.file(name, format!("「{name}」の話。"));
    }
    fs::create_dir(desk.path("files/empty")).expect("a new folder");
    let reports = import(&library, &[desk.path("files")]);
    let order: Vec<_> =
        reports.iter().map(|r| r.path.strip_prefix(desk.path("files")).expect("inside").to_owned()).collect();
    assert_eq!(order, ["a.txt", "b.txt", "sub/deep/c.md"].map(PathBuf::from), "by name, hidden ones left out");
    assert!(import(&library, &[desk.path("files/empty")]).is_empty());
}

#[test]
fn what_the_user_says_wins_over_what_is_read() {
    let desk = Desk::new();
    let library = desk.open();
    let text = "---\ntitle: 書かれた題\nkind: brief\ndraft: true\ndecided_on: \"2020-01-01\"\n---\n\n# 書かれた題\n\n桟橋の点検。\n";
    let path = desk.file("a.md", text);
    let said = ImportOptions {
        kind: Some(Kind::Plan),
        title: Some("言われた題".to_owned()),
        date: Some("2025-06-13".parse().expect("a date")),
        ..ImportOptions::default()
    };
    import_as(&library, std::slice::from_ref(&path), &said);
    let document = library.documents()[0].clone();
    let m = &document.metadata;
    assert_eq!((document.title(), m.kind, m.draft), ("言われた題", Some(Kind::Plan), false));
    assert_eq!(m.decided_on.as_ref().map(tadori_library::PartialDate::as_str), Some("2025-06-13"));
    let plans = SearchRequest { kinds: vec![Kind::Plan], ..request("桟橋") };
    assert_eq!(library.search(&plans).expect("an answer").total, 1);
    // The same file, and nothing said: what was said stays.
    assert_eq!(status(&library, &path), Unchanged);
    assert_eq!(library.documents()[0].title(), "言われた題");
}

/// A title given later counts, though the bytes are the same; the rest of what was said stays.
#[test]
fn a_file_can_be_described_again() {
    let desk = Desk::new();
    let library = desk.open();
    let path = desk.file("a.txt", "桟橋の点検。");
    let kind = ImportOptions { kind: Some(Kind::Plan), ..ImportOptions::default() };
    let title = ImportOptions { title: Some("後の題".to_owned()), ..ImportOptions::default() };
    import_as(&library, std::slice::from_ref(&path), &kind);
    let id = library.documents()[0].id.clone();
    assert_eq!(import_as(&library, std::slice::from_ref(&path), &title)[0].status, Updated);
    let document = library.documents()[0].clone();
    assert_eq!((&document.id, document.title(), document.metadata.kind), (&id, "後の題", Some(Kind::Plan)));
    assert_eq!((library.documents().len(), search(&library, "桟橋").total), (1, 1));
    assert_eq!(import_as(&library, &[path], &title)[0].status, Unchanged);
    assert_healthy(&desk.library());
}

#[test]
fn a_stopped_import_keeps_what_it_reported_and_can_be_taken_up() {
    use std::cell::Cell;
    use tadori_library::{Control, Progress, Step};
    let desk = Desk::new();
    let library = desk.open();
    let paths: Vec<PathBuf> = (0..50).map(|i| desk.file(format!("{i:02}.txt"), format!("第{i}号の記録。"))).collect();
    let (control, reported) = (Control::default(), Cell::new(0));
    let report = |step: Step| {
        if matches!(step, Step::File(_)) {
            reported.set(reported.get() + 1);
            if reported.get() == 7 {
                control.cancel();
            }
        }
    };
    let summary = library.import(&paths, &ImportOptions::default(), Progress { report: &report, control: &control });
    let summary = summary.expect("to be stopped is no error");
    assert!(summary.cancelled);
    assert_eq!((summary.imported, reported.get(), library.documents().len()), (7, 7, 7));
    assert_eq!(found(&library, "記録").len(), 7);
    assert_eq!(library.unfinished_import().expect("a count"), 43);
    let control = Control::default();
    let rest =
        library.resume_import(Progress { report: &|_| (), control: &control }).expect("the rest can be taken up");
    assert_eq!((rest.imported, rest.cancelled, library.documents().len()), (43, false, 50));
    assert_eq!(library.unfinished_import().expect("a count"), 0);
    assert_healthy(&desk.library());
}

/// A file that now has the bytes of another one no longer has its own: the old text is not found any more.
#[test]
fn a_file_that_becomes_the_copy_of_another_gives_up_its_old_text() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "第一の稿：桟橋。"), ("b.txt", "第二の稿：堤防。")]);
    let path = desk.file("a.txt", "第二の稿：堤防。");
    assert_eq!(status(&library, &path), Updated);
    assert_eq!((search(&library, "桟橋").total, search(&library, "堤防").total), (0, 1));
    assert_eq!(status(&library, &path), Unchanged);
    let copy = library.documents()[0].id.to_string();
    assert_eq!(library.remove(&copy).expect("it can be removed").restored.as_deref(), Some("a.txt"));
    assert_eq!(search(&library, "桟橋").total, 1);
    assert_healthy(&desk.library());
}

/// A job that is paused waits after the file at work, and goes on or ends as it is told.
#[test]
fn a_paused_import_waits_until_it_is_told() {
    use std::sync::atomic::{AtomicU32, Ordering};
    use tadori_library::{Control, Progress, Step};
    for cancelled in [false, true] {
        let desk = Desk::new();
        let library = desk.open();
        let paths: Vec<PathBuf> =
            (0..20).map(|i| desk.file(format!("{i:02}.txt"), format!("第{i}号の記録。"))).collect();
        let (control, reported) = (Control::default(), AtomicU32::new(0));
        let report = |step: Step| {
            if matches!(step, Step::File(_)) && reported.fetch_add(1, Ordering::SeqCst) == 2 {
                control.pause(true);
            }
        };
        let summary = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !control.paused() {
                    std::thread::yield_now();
                }
                // However long it is left alone.
                std::thread::sleep(std::time::Duration::from_millis(100));
                assert_eq!(reported.load(Ordering::SeqCst), 3);
                if cancelled { control.cancel() } else { control.pause(false) }
            });
            library.import(&paths, &ImportOptions::default(), Progress { report: &report, control: &control })
        });
        let summary = summary.expect("to wait is no error");
        assert_eq!((summary.imported, summary.cancelled), if cancelled { (3, true) } else { (20, false) });
        assert_healthy(&desk.library());
    }
}

#[test]
fn the_window_has_words_for_every_warning() {
    let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/words/codes.ts");
    let words = fs::read_to_string(words).expect("the words of the window");
    let list = words.split_once("fileWarnings = [").and_then(|(_, rest)| rest.split_once(']')).expect("a list").0;
    let mut named: Vec<&str> = list.split('\'').skip(1).step_by(2).collect();
    let mut known: Vec<&str> = WarningCode::ALL.iter().map(|code| code.as_str()).collect();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
}
