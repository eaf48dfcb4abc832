//! Files that could do harm, read in a process of their own: each costs its line in the report, and nothing else.

use std::fs;
use std::path::PathBuf;

use tadori_library::{Control, FileReport, FileStatus, ImportOptions, Password, Progress, Step};
use tadori_tests::{Desk, assert_healthy, doctor, found, import, import_as, shared_pdfs};

fn code(report: &FileReport) -> &str {
    report.refusal.as_ref().map_or("imported", |r| r.code)
}

#[test]
fn hostile_files_in_one_drop_with_a_good_one() {
    let Some(folder) = shared_pdfs("hostile") else { return };
    let desk = Desk::new();
    let library = desk.open_with_helper();
    let good = desk.file("z.txt", "桟橋の点検。");
    let reports = import(&library, &[folder.clone(), good]);
    let files = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(reports.len(), files + 1, "a line for each");
    for report in &reports {
        let refusal = report.refusal.as_ref();
        assert_ne!(code(report), "internal", "{}: {refusal:?}", report.path.display());
        assert!(refusal.is_none_or(|r| !r.message.contains('\n')), "one line: {refusal:?}");
        // What came out of it is text, or it is said that there is none.
        assert!(report.blocks > 0 || refusal.is_some() || !report.warnings.is_empty(), "{}", report.path.display());
    }
    assert_eq!(code(reports.last().expect("the good one")), "imported");
    assert!(found(&library, "桟橋").contains("z"));
    drop(library);
    assert_healthy(&desk.library());
}

/// What is read in a child is what is read here.
#[test]
fn a_child_reads_what_the_program_itself_reads() {
    let Some(folder) = shared_pdfs("made") else { return };
    let path = folder.join("own_ty_table.pdf");
    let texts = |desk: &Desk, library: tadori_library::Library| {
        let report = import(&library, std::slice::from_ref(&path)).remove(0);
        assert_eq!(code(&report), "imported");
        let document = library.document(&report.documents[0]).expect("it is there");
        let blocks = library.placed_blocks(&document).expect("its blocks");
        assert_healthy(&desk.library());
        blocks.into_iter().map(|(row, boxes)| (row.block, boxes)).collect::<Vec<_>>()
    };
    let (here, there) = (Desk::new(), Desk::new());
    assert_eq!(texts(&here, here.open()), texts(&there, there.open_with_helper()));
}

#[test]
fn pages_are_told_while_a_file_is_read() {
    let Some(folder) = shared_pdfs("made") else { return };
    let desk = Desk::new();
    let library = desk.open_with_helper();
    let told = std::cell::RefCell::new(Vec::new());
    let report = |step: Step| {
        if let Step::Pages { path, done, total } = step {
            assert!(path.ends_with("own_lo_docx_noto.pdf") && done <= total);
            told.borrow_mut().push((done, total));
        }
    };
    let progress = Progress { report: &report, control: &Control::default() };
    let options = ImportOptions::default();
    library.import(&[folder.join("own_lo_docx_noto.pdf")], &options, progress).expect("it is imported");
    let told = told.into_inner();
    let pages = library.documents()[0].pages;
    assert_eq!(told.last(), Some(&(pages, pages)));
}

#[test]
fn a_locked_file_opens_with_its_password_and_is_never_lost() {
    let Some(folder) = shared_pdfs("made") else { return };
    let path = [folder.join("own_x_enc_user256.pdf")];
    let desk = Desk::new();
    let library = desk.open_with_helper();
    let with =
        |password: &str| ImportOptions { password: Some(Password(password.to_owned())), ..ImportOptions::default() };
    assert_eq!(code(&import(&library, &path)[0]), "password-needed");
    assert_eq!(code(&import_as(&library, &path, &with("not this one"))[0]), "wrong-password");
    let Some(password) = PASSWORDS.into_iter().find(|p| code(&import_as(&library, &path, &with(p))[0]) == "imported")
    else {
        tadori_tests::skipped("the password of the locked file is not known here");
        return;
    };
    let blocks = library.documents()[0].blocks;
    assert!(blocks > 10);
    // The password stands nowhere.
    let database = fs::read(desk.library().join("library.sqlite")).expect("a database");
    let held = |needle: &str| database.windows(needle.len()).any(|w| w == needle.as_bytes());
    assert!(!held(&format!("\"{password}\"")), "the password was stored");
    drop(library);
    // Another version reads it anew, and cannot: the text stays, and the doctor says why it is an older one's.
    older(&desk);
    let library = desk.open_with_helper();
    assert_eq!(library.documents()[0].blocks, blocks);
    drop(library);
    let checks = doctor(&desk.library());
    let texts = checks.iter().find(|c| c.check == "texts").expect("a check");
    assert!(texts.message.contains("own_x_enc_user256.pdf (password-needed)"), "{texts:?}");
    let library = desk.open_with_helper();
    assert_eq!(import_as(&library, &path, &with(password))[0].status, FileStatus::Updated, "read anew");
    assert_eq!(import_as(&library, &path, &with(password))[0].status, FileStatus::Unchanged);
    drop(library);
    let checks = doctor(&desk.library());
    assert!(!checks.iter().any(|c| c.message.contains("password-needed")), "{checks:?}");
}

/// What the makers of test files call them.
const PASSWORDS: [&str; 8] = ["user", "password", "secret", "test", "owner", "pass", "himitsu", "1234"];

/// Lets everything be derived by an older version.
fn older(desk: &Desk) {
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database.execute("UPDATE document SET structure = 1", []).expect("it can be changed");
}

#[test]
fn lost_pages_are_read_again_by_the_doctor() {
    let Some(folder) = shared_pdfs("made") else { return };
    let desk = Desk::new();
    let library = desk.open_with_helper();
    let id = import(&library, &[folder.join("own_ty_table.pdf")]).remove(0).documents.remove(0);
    let pages = library.read(&id, "").expect("it can be read").pages;
    drop(library);
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database.execute_batch("DELETE FROM page; UPDATE layout SET placed = X'00'").expect("it can be changed");
    drop(database);
    assert!(doctor(&desk.library()).iter().any(|c| c.check == "pages" && c.status == tadori_library::Status::Mended));
    let reading = desk.open().read(&id, "").expect("it can be read");
    assert_eq!(reading.pages, pages);
    assert!(reading.blocks.iter().any(|b| !b.boxes.is_empty()));
    assert_healthy(&desk.library());
}

/// A program that is killed takes the child with it that reads a file for it.
#[cfg(target_os = "linux")]
#[test]
fn no_child_outlives_its_parent() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    // As a child that was given nothing yet, and as one in the middle of its request.
    for given in [&[][..], &[7, 0, 0, 0][..]] {
        let mut child = Command::new(tadori_tests::tadori())
            .arg("--read-file")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("it is piped");
        input.write_all(given).expect("it listens");
        assert!(child.try_wait().expect("a state").is_none(), "it waits for more");
        drop(input);
        assert!(!child.wait().expect("it ends").success());
    }
    let Some(folder) = shared_pdfs("real") else { return };
    let children = |parent: u32| -> Vec<PathBuf> {
        let entries = fs::read_dir("/proc").expect("a folder").flatten().map(|e| e.path());
        let of_parent = |path: &PathBuf| {
            let status = fs::read_to_string(path.join("status")).unwrap_or_default();
            status.lines().any(|l| l.strip_prefix("PPid:").is_some_and(|p| p.trim() == parent.to_string()))
        };
        entries.filter(of_parent).collect()
    };
    let desk = Desk::new();
    let mut parent = Command::new(tadori_tests::tadori())
        .arg("--library")
        .arg(desk.library())
        .arg("import")
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let mut readers = vec![];
    while readers.is_empty() && std::time::Instant::now() < until && parent.try_wait().expect("a state").is_none() {
        readers = children(parent.id());
    }
    parent.kill().expect("it can be killed");
    parent.wait().expect("it ends");
    if readers.is_empty() {
        tadori_tests::skipped("the import ended before one of its children was seen");
    }
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    // Gone, or ended and waiting for somebody to ask how.
    let lives = |path: &PathBuf| {
        fs::read_to_string(path.join("status"))
            .is_ok_and(|s| !s.lines().any(|l| l.starts_with("State:") && l.contains('Z')) && s.contains("tadori"))
    };
    while readers.iter().any(lives) {
        assert!(std::time::Instant::now() < until, "it lives on");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}
