//! Files that cannot be taken in: one line in the report each, saying what is wrong, and the rest goes on.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use tadori_library::{FileReport, FileStatus, ImportOptions, Progress, Step};
use tadori_tests::{Desk, assert_healthy, found, import, run, skipped};

/// What a report says: imported, or why not; then its warnings.
fn summary(report: &FileReport) -> String {
    let mut words = match (&report.status, &report.refusal) {
        (FileStatus::Refused, Some(refusal)) => refusal.code.to_owned(),
        (status, _) => format!("{status:?}").to_lowercase(),
    };
    for warning in &report.warnings {
        words += &format!(" {}", warning.code);
    }
    words
}

fn shift_jis(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

#[test]
fn bad_bytes_are_one_line_each_and_the_rest_goes_on() {
    let text = "港の桟橋を点検し、必要な補修を行う。".repeat(5);
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 1].to_vec();
    let noise: Vec<u8> = (0..4000_u32).map(|i| ((i * 7919) >> 3) as u8).collect();
    let mixed = [format!("{text}\n").as_bytes(), &shift_jis(&text), b"\n", text.as_bytes()].concat();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.txt", vec![], "empty-file"),
        ("blank.txt", b" \n\n\t\n".to_vec(), "imported no-text"),
        ("noise.txt", noise.clone(), "binary-file"),
        ("zeros.txt", vec![0; 5000], "binary-file"),
        ("picture.txt", [b"\x89PNG\r\n\x1A\n".as_slice(), &noise].concat(), "unknown-format"),
        ("paper.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj".to_vec(), "damaged-file"),
        ("sheet.xlsx", b"PK\x03\x04\x14\0\x06\0xl/workbook.xml".to_vec(), "damaged-file"),
        ("utf8-cut.txt", cut(text.as_bytes()), "imported replacement-characters"),
        ("sjis.txt", shift_jis(&format!("{text}甲")), "imported"),
        ("sjis-cut.txt", cut(&shift_jis(&format!("{text}乙"))), "imported replacement-characters"),
        ("mixed.txt", mixed, "imported mixed-encoding"),
        ("utf16.txt", format!("\u{feff}{text}丙").encode_utf16().flat_map(u16::to_le_bytes).collect(), "imported"),
        ("bom.txt", format!("\u{feff}{text}丁").into_bytes(), "imported"),
        ("no-records.jsonl", b"{}\n".to_vec(), "unknown-format"),
        ("good.txt", format!("{text}戊").into_bytes(), "imported"),
    ];
    let desk = Desk::new();
    let library = desk.open();
    let paths: Vec<PathBuf> = cases.iter().map(|(name, bytes, _)| desk.file(name, bytes)).collect();
    let reports = import(&library, &paths);
    assert_eq!(reports.len(), cases.len(), "one line each");
    let mut wrong = String::new();
    for (report, (name, _, expected)) in reports.iter().zip(&cases) {
        let got = summary(report);
        if got != *expected {
            wrong += &format!("{name}: {got}, not {expected}\n");
        }
        if let Some(refusal) = &report.refusal {
            assert!(refusal.message.len() > 20, "{name}: {} says too little", refusal.message);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let names = found(&library, "桟橋");
    for name in ["utf8-cut", "sjis", "sjis-cut", "mixed", "utf16", "bom", "good"] {
        assert!(names.contains(name), "{name} is not found: {names:?}");
    }
    assert_healthy(&desk.library());
}

/// More than this machine has memory for: it can only be refused without being read.
#[test]
fn a_huge_file_is_refused_without_being_read() {
    let desk = Desk::new();
    let library = desk.open();
    let mut cases = Vec::new();
    for (name, bytes) in [("300MB.txt", 300 << 20), ("300GB.txt", 300 << 30)] {
        let path = desk.path("files").join(name);
        let file = File::create(&path).expect("the desk can be written to");
        if file.set_len(bytes).is_err() {
            skipped(&format!("this file system has no sparse file of {bytes} bytes"));
            continue;
        }
        cases.push(path);
    }
    let refused = cases.len();
    cases.push(desk.file("good.txt", "桟橋の点検。"));
    let codes: Vec<String> = import(&library, &cases).iter().map(summary).collect();
    assert_eq!(codes[..refused], vec!["too-large"; refused]);
    assert_eq!(codes[refused], "imported");
}

#[cfg(unix)]
#[test]
fn what_is_not_a_file_to_read_is_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    let library = desk.open();
    let good = desk.file("good.txt", "桟橋の点検。");
    let at = |name: &str| desk.path("files").join(name);
    symlink(at("nowhere"), at("dangling.txt")).expect("a link");
    symlink(at("self.txt"), at("self.txt")).expect("a link");
    let pipe = Command::new("mkfifo").arg(at("pipe.txt")).status().expect("mkfifo runs");
    assert!(pipe.success());
    let closed = desk.file("closed.txt", "読めない。");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o0)).expect("it is ours");
    let mut cases = vec![
        (at("dangling.txt"), "vanished"),
        (at("self.txt"), "unreadable-file"),
        (at("pipe.txt"), "unreadable-file"),
        (PathBuf::from("/dev/full"), "unreadable-file"),
        (PathBuf::from("/dev/null"), "unreadable-file"),
        (at("never.txt"), "vanished"),
        (good.join("below-a-file.txt"), "unreadable-file"),
        (PathBuf::from(""), "vanished"),
        (good, "imported"),
    ];
    if File::open(&closed).is_ok() {
        skipped("a file without permissions can be read by whoever runs this");
    } else {
        cases.push((closed, "unreadable-file"));
    }
    let paths: Vec<PathBuf> = cases.iter().map(|c| c.0.clone()).collect();
    let got: Vec<(PathBuf, String)> = import(&library, &paths).iter().map(|r| (r.path.clone(), summary(r))).collect();
    let expected: Vec<(PathBuf, String)> = cases.into_iter().map(|(path, code)| (path, code.to_owned())).collect();
    assert_eq!(got, expected);
    assert_healthy(&desk.library());
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_followed_but_not_round_in_circles() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let library = desk.open();
    desk.file("a/one.txt", "桟橋の点検。");
    let outside = desk.path("outside.txt");
    fs::write(&outside, "堤防の点検。").expect("the desk can be written to");
    let at = |name: &str| desk.path("files").join(name);
    symlink(desk.path("files"), at("a/round")).expect("a link");
    symlink(at("a"), at("a/self")).expect("a link");
    symlink(&outside, at("a/linked.txt")).expect("a link");
    symlink(at("gone"), at("a/dangling.txt")).expect("a link");
    let reports = import(&library, &[desk.path("files")]);
    let lines: Vec<(String, String)> = reports
        .iter()
        .map(|r| (r.path.file_name().expect("a name").to_string_lossy().into_owned(), summary(r)))
        .collect();
    let expected = [
        ("dangling.txt", "vanished"),
        ("linked.txt", "imported"),
        ("one.txt", "imported"),
        ("round", "unreadable-file"),
        ("self", "unreadable-file"),
    ];
    assert_eq!(lines, expected.map(|(name, what)| (name.to_owned(), what.to_owned())));
    let loops = &reports[3].refusal.as_ref().expect("it was refused").message;
    assert!(loops.contains("link"), "{loops}");
}

#[test]
fn files_that_go_or_change_after_they_were_listed_are_reported() {
    let desk = Desk::new();
    let library = desk.open();
    let paths: Vec<PathBuf> = (0..20).map(|i| desk.file(format!("{i:02}.txt"), format!("第{i}号の桟橋。"))).collect();
    let reports = std::cell::RefCell::new(Vec::new());
    let report = |step: Step| match step {
        Step::Started { total } => {
            assert_eq!(total, 20);
            fs::remove_file(&paths[3]).expect("it is there");
            fs::remove_file(&paths[4]).expect("it is there");
            fs::create_dir(&paths[4]).expect("a new folder");
        }
        Step::File(file) => reports.borrow_mut().push(summary(&file)),
        Step::Indexed { .. } | Step::Pages { .. } => {}
    };
    let progress = Progress { report: &report, control: &tadori_library::Control::default() };
    let done = library.import(&[desk.path("files")], &ImportOptions::default(), progress).expect("the import goes on");
    assert_eq!((done.imported, done.refused), (18, 2));
    let reports = reports.into_inner();
    assert_eq!((reports[3].as_str(), reports[4].as_str()), ("vanished", "unreadable-file"));
    assert_eq!(library.unfinished_import().expect("a count"), 0);
}

#[test]
fn any_file_name_will_do() {
    let desk = Desk::new();
    let library = desk.open();
    let long = format!("{}.txt", "長".repeat(83));
    let names = [
        "with space.txt",
        " lead.txt",
        "new\nline.txt",
        "tab\t.txt",
        "絵文字🎏👨‍👩‍👧.txt",
        "-dash.txt",
        "--json",
        "quote\"'.txt",
        "percent%41.txt",
        "a?b#c.txt",
        "back\\slash.txt",
        "か\u{3099}.txt",
        "noextension",
        &long,
    ];
    let paths: Vec<PathBuf> = names.iter().map(|name| desk.file(name, format!("「{name}」の桟橋。"))).collect();
    for report in import(&library, &paths) {
        assert_eq!(summary(&report), "imported", "{:?}", report.path);
    }
    let mut there: Vec<String> = library.documents().iter().map(|d| d.file_name.clone()).collect();
    let mut expected: Vec<String> = names.iter().map(ToString::to_string).collect();
    there.sort();
    expected.sort();
    assert_eq!(there, expected);
    for report in import(&library, &paths) {
        assert_eq!(summary(&report), "unchanged", "{:?}", report.path);
    }
}

/// Two names that are no text look alike when printed; they are two files all the same, also after a kill.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_kept_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let library = desk.open();
    let name = |byte: u8| OsStr::from_bytes(&[b'a', byte, b'.', b't', b'x', b't']).to_owned();
    let paths = [desk.file(name(0xFE), "桟橋の点検。"), desk.file(name(0xFF), "桟橋の補修。")];
    let codes: Vec<String> = import(&library, &paths).iter().map(summary).collect();
    assert_eq!(codes, ["imported", "imported"]);
    assert_eq!(library.documents().len(), 2, "one did not take the place of the other");
    // A job over them that stops half way finds them again.
    let third = desk.file(name(0xFD), "桟橋の撤去。");
    let failing = |step: Step| {
        if matches!(step, Step::Started { .. }) {
            panic!("the program dies here");
        }
    };
    let progress = Progress { report: &failing, control: &tadori_library::Control::default() };
    let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        library.import(&[third], &ImportOptions::default(), progress)
    }));
    assert!(died.is_err());
    drop(library);
    let library = desk.open();
    let codes: Vec<String> = tadori_tests::resume(&library).iter().map(summary).collect();
    assert_eq!(codes, ["imported"]);
    assert_eq!(found(&library, "撤去").len(), 1);
    let output = run(&desk, &["documents"]);
    assert!(output.status.success(), "and they can be printed");
    assert_healthy(&desk.library());
}

#[test]
fn the_command_line_takes_paths_that_look_like_options() {
    let desk = Desk::new();
    desk.file("-a.txt", "桟橋の点検。");
    desk.file("--b.txt", "堤防の点検。");
    let output = Command::new(tadori_tests::tadori())
        .env_remove("TADORI_LIBRARY")
        .current_dir(desk.path("files"))
        .arg("--library")
        .arg(desk.library())
        .args(["--json", "import", "./-a.txt", "--", "--b.txt", "-c.txt"])
        .output()
        .expect("the program starts");
    let lines = String::from_utf8_lossy(&output.stdout);
    let statuses: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON, a line each")["status"].to_string())
        .collect();
    assert_eq!(statuses, ["\"imported\"", "\"imported\"", "\"refused\""], "{lines}");
    assert_eq!(output.status.code(), Some(1), "done, with a file refused");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("-c.txt") && errors.contains("vanished"), "{errors}");
}
