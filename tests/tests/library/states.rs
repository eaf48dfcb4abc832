//! A library that another program has, that a newer one wrote, that cannot be written to, that has no room.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tadori_library::{Control, Error, ImportOptions, Library, Progress, Status, Step};
use tadori_tests::{Desk, assert_healthy, doctor, found, import, resume, run, search, skipped, try_import};

/// The message names all of these.
#[track_caller]
fn says(error: &Error, parts: &[&str]) {
    let message = error.to_string();
    for part in parts {
        assert!(message.contains(part), "“{message}” does not say “{part}”");
    }
}

#[test]
fn one_writes_at_a_time_and_others_read_on() {
    let desk = Desk::new();
    let writer = desk.with(&[("a.txt", "桟橋の点検。")]);
    let reader = desk.open();
    let paths: Vec<PathBuf> = (0..8).map(|i| desk.file(format!("{i}.txt"), format!("第{i}号の桟橋。"))).collect();
    let late = desk.file("late.txt", "桟橋の追加。");
    let tried = Cell::new(0);
    let folder = desk.library().display().to_string();
    let report = |step: Step| {
        if !matches!(step, Step::File(_)) || tried.get() > 0 {
            return;
        }
        tried.set(1);
        // In the middle of the import: another window, and the command line.
        let busy = try_import(&reader, std::slice::from_ref(&late), &ImportOptions::default()).expect_err("it is busy");
        assert!(matches!(busy, Error::Busy { .. }), "{busy}");
        says(&busy, &[&folder, "another program is writing", "wait"]);
        let id = reader.documents()[0].id.to_string();
        assert!(matches!(reader.remove(&id), Err(Error::Busy { .. })));
        assert!(found(&reader, "桟橋").contains("a"), "reading goes on");
        let output = run(&desk, &["import", late.to_str().expect("text")]);
        assert_eq!(output.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&output.stderr).contains("another program is writing"));
        let output = run(&desk, &["search", "桟橋"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("a.txt"));
    };
    let progress = Progress { report: &report, control: &Control::default() };
    writer.import(&paths, &ImportOptions::default(), progress).expect("the import goes on");
    assert_eq!(tried.get(), 1);
    assert!(reader.refresh().expect("it looks again"), "it says that something changed");
    assert_eq!(found(&reader, "桟橋").len(), 9, "and sees what was written");
    assert!(!reader.refresh().expect("it looks again"), "nothing new since");
    assert_eq!(import(&reader, &[late]).len(), 1, "now it is free");
    assert_healthy(&desk.library());
}

#[test]
fn a_reader_sees_what_other_programs_do() {
    let desk = Desk::new();
    let reader = desk.with(&[("a.txt", "桟橋の点検。")]);
    let b = desk.file("b.txt", "桟橋の補修。");
    assert!(run(&desk, &["import", b.to_str().expect("text")]).status.success());
    reader.refresh().expect("it looks again");
    assert_eq!(found(&reader, "桟橋").len(), 2);
    let id = reader.documents().iter().find(|d| d.file_name == "a.txt").expect("it is there").id.to_string();
    assert!(run(&desk, &["remove", &id]).status.success());
    reader.refresh().expect("it looks again");
    assert_eq!(found(&reader, "桟橋"), ["b".to_owned()].into());
    // Another program makes the index anew, in another folder.
    let bundled = include_str!("../../../corpus/vocabulary.toml");
    let atom = "\n[[atom]]\nsurface = \"試験語\"\nreading = \"シケンゴ\"\n";
    fs::write(desk.library().join("vocabulary.toml"), format!("{bundled}{atom}")).expect("it can be written");
    assert!(run(&desk, &["documents"]).status.success());
    reader.refresh().expect("it looks again");
    assert_eq!(found(&reader, "桟橋"), ["b".to_owned()].into(), "the reader follows to the new one");
}

#[test]
fn many_can_make_one_library_at_once() {
    for _ in 0..5 {
        let desk = Desk::new();
        std::thread::scope(|scope| {
            let all: Vec<_> = (0..8).map(|_| scope.spawn(|| Library::open(&desk.library()).map(|_| ()))).collect();
            for one in all {
                one.join().expect("no panic").expect("each of them opens it");
            }
        });
        assert_healthy(&desk.library());
    }
}

#[test]
fn a_newer_library_is_left_alone() {
    let desk = Desk::new();
    drop(desk.with(&[("a.txt", "桟橋の点検。")]));
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database.pragma_update(None, "user_version", 99).expect("it can be changed");
    drop(database);
    let error = Library::open(&desk.library()).expect_err("it is newer");
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
    says(&error, &["library.sqlite", "newer version", "99", "use that version"]);
    assert!(
        tadori_library::doctor(&desk.library(), None, Progress { report: &|_| {}, control: &Control::default() })
            .is_err()
    );
    assert_eq!(run(&desk, &["documents"]).status.code(), Some(3));
    let version: i64 = rusqlite::Connection::open(desk.library().join("library.sqlite"))
        .and_then(|c| c.pragma_query_value(None, "user_version", |row| row.get(0)))
        .expect("it is whole");
    assert_eq!(version, 99);
}

#[test]
fn a_place_where_no_library_can_be_is_named() {
    let desk = Desk::new();
    let file = desk.file("a.txt", "桟橋の点検。");
    for place in [file.clone(), file.join("below")] {
        let error = Library::open(&place).expect_err("there is no room for a library");
        says(&error, &[&place.display().to_string()]);
    }
    assert_eq!(fs::read_to_string(&file).expect("it is untouched"), "桟橋の点検。");
}

/// A small disk of its own, unmounted in the end.
struct Disk(PathBuf);

impl Disk {
    /// `None`, and said so, where nothing can be mounted.
    fn mount(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("a new folder");
        let done = cfg!(target_os = "linux")
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", size, "tmpfs"])
                .arg(at)
                .output()
                .is_ok_and(|o| o.status.success());
        if !done {
            skipped("no disk can be mounted here (only root may)");
        }
        done.then(|| Self(at.to_owned()))
    }

    fn read_only(&self) {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).output().expect("mount runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

fn copy_all(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-r").arg(from.join(".")).arg(to).status().expect("cp runs");
    assert!(done.success());
}

#[test]
fn a_read_only_library_can_be_read() {
    let desk = Desk::new();
    drop(desk.with(&[("a.txt", "桟橋の点検。")]));
    let place = desk.path("disk");
    let Some(mounted) = Disk::mount(&place, "size=64m") else { return };
    copy_all(&desk.library(), &place);
    mounted.read_only();
    let library = Library::open(&place).expect("it opens");
    assert!(library.read_only());
    library.settle(&|_| {}).expect("there is nothing to do about it");
    assert_eq!(found(&library, "桟橋"), ["a".to_owned()].into());
    let id = library.documents()[0].id.to_string();
    assert_eq!(library.read(&id, "桟橋").expect("it can be read").blocks.len(), 1);
    library.refresh().expect("it looks again");
    let error =
        try_import(&library, &[desk.file("b.txt", "桟橋の補修。")], &ImportOptions::default()).expect_err("it cannot");
    assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
    says(&error, &[&place.display().to_string(), "read-only", "copy it"]);
    assert!(matches!(library.remove(&id), Err(Error::ReadOnly { .. })));
    let checks = doctor(&place);
    assert!(checks.iter().any(|c| c.status == Status::Failed && c.message.contains("read-only")), "{checks:?}");
    let elsewhere = Command::new(tadori_tests::tadori()).arg("--library").arg(&place).args(["search", "桟橋"]).output();
    let elsewhere = elsewhere.expect("the program starts");
    assert!(
        String::from_utf8_lossy(&elsewhere.stdout).contains("a.txt"),
        "{}",
        String::from_utf8_lossy(&elsewhere.stderr)
    );
}

/// Copied while it was open, or after a kill: the last changes stand in a side file of the database. Read-only they
/// are seen, or it is said that they cannot be; never is the old state shown as if it were all.
#[test]
fn a_read_only_library_with_unsaved_changes_does_not_hide_them() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "桟橋の点検。")]);
    import(&library, &[desk.file("b.txt", "桟橋の補修。")]);
    assert!(
        desk.library().join("library.sqlite-wal").metadata().is_ok_and(|m| m.len() > 0),
        "a side file is what this is about"
    );
    for without_shm in [false, true] {
        let place = desk.path(format!("disk-{without_shm}"));
        let Some(mounted) = Disk::mount(&place, "size=64m") else { return };
        copy_all(&desk.library(), &place);
        if without_shm {
            fs::remove_file(place.join("library.sqlite-shm")).expect("it goes");
        }
        mounted.read_only();
        match Library::open(&place) {
            Ok(copy) => assert_eq!(copy.documents().len(), 2),
            Err(error) => {
                assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
                says(&error, &["copy it to a folder that may be written to"]);
            }
        }
    }
}

#[test]
fn a_full_disk_loses_nothing_and_the_import_goes_on_when_there_is_room() {
    let desk = Desk::new();
    let place = desk.library();
    let Some(_disk) = Disk::mount(&place, "size=12m") else { return };
    let library = desk.with(&[("first.txt", "桟橋の点検。")]);
    let paragraph = "堤防と桟橋と灯台の維持に要する費用を見積もり、優先の順位を定める。";
    let paths: Vec<PathBuf> = (0..300)
        .map(|i| {
            let text: String = (0..200).map(|line| format!("{i}の{line}：{paragraph}\n\n")).collect();
            desk.file(format!("big/{i:03}.txt"), text)
        })
        .collect();
    let reported = std::cell::RefCell::new(Vec::new());
    let report = |step: Step| {
        if let Step::File(file) = step {
            reported.borrow_mut().push(tadori_tests::stem(&file.path.file_name().expect("a name").to_string_lossy()));
        }
    };
    let control = Control::default();
    let error = library
        .import(&paths, &ImportOptions::default(), Progress { report: &report, control: &control })
        .expect_err("300 files do not fit");
    assert!(matches!(error, Error::DiskFull { .. }), "{error:?}");
    says(&error, &[&place.display().to_string(), "full", "free some space"]);
    let mut reported = reported.into_inner();
    reported.push("first".to_owned());
    assert!(reported.len() > 2, "some were taken in first");
    // Full as it is, what is there can be listed and read.
    library.refresh().expect("it looks again");
    let there: Vec<String> = library.documents().iter().map(|d| tadori_tests::stem(&d.file_name)).collect();
    for name in &reported {
        assert!(there.contains(name), "{name} was reported and is lost");
    }
    library.read(library.documents()[0].id.as_str(), "").expect("it can be read");
    assert!(library.unfinished_import().expect("a count") > 0, "the rest is remembered");
    drop(library);
    // Opened anew it needs a little room for a side file of the database; if there is none, it says so.
    match Library::open(&place) {
        Ok(library) => assert_eq!(library.documents().len(), there.len()),
        Err(error) => {
            assert!(matches!(error, Error::DiskFull { .. }), "{error}");
            says(&error, &[&place.display().to_string(), "full", "free some space"]);
        }
    }
    // With room again, the rest of the work is done.
    let grown = Command::new("mount").args(["-o", "remount,size=400m"]).arg(&place).status().expect("mount runs");
    assert!(grown.success());
    let library = desk.open();
    assert!(resume(&library).iter().all(|r| r.refusal.is_none()));
    assert_eq!(library.documents().len(), 301);
    assert_eq!(search(&library, "桟橋").facets.documents.len(), 301);
    drop(library);
    assert_healthy(&place);
}

#[test]
fn a_library_on_a_disk_that_others_filled_can_be_read() {
    let desk = Desk::new();
    let place = desk.library();
    let Some(_disk) = Disk::mount(&place, "size=12m") else { return };
    drop(desk.with(&[("first.txt", "桟橋の点検。")]));
    let others = place.join("others");
    fs::write(&others, vec![0_u8; 16 << 20]).expect_err("more than there is room for");
    let library = desk.open();
    assert!(library.read_only());
    assert_eq!(search(&library, "桟橋").total, 1);
    let more = desk.file("second.txt", "桟橋の補修。");
    let control = Control::default();
    let progress = Progress { report: &|_| {}, control: &control };
    let error = library.import(&[more], &ImportOptions::default(), progress).expect_err("there is no room");
    says(&error, &[&place.display().to_string(), "full", "free some space"]);
    drop(library);
    fs::remove_file(&others).expect("it goes");
    assert!(!desk.open().read_only());
    assert_healthy(&place);
}
