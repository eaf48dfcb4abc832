//! A child that does not do what it should. Stand-ins, by the shell, for what a hostile file makes of a reader.
#![cfg(unix)]

use std::cell::Cell;
use std::time::{Duration, Instant};

use tadori_ingest::{Error, Options};

use super::{Failure, Helper, Limits, Watch, frame, ingest};

/// So that it is read in a child.
const PDF: &[u8] = b"%PDF-1.7 and so on";

/// A helper that runs a line of shell.
fn shell(line: &str) -> Helper {
    Helper { program: "sh".into(), arguments: vec!["-c".into(), line.into()], limits: Limits::default() }
}

fn refusal(helper: &Helper, bytes: &[u8]) -> Error {
    match helper.read("a.pdf", bytes, &Options::default(), Watch::NONE) {
        Err(Failure::Refused(error)) => error,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_child_that_crashes_costs_its_file() {
    for (line, how) in [
        ("kill -ABRT $$", "signal: 6"),
        ("kill -SEGV $$", "signal: 11"),
        ("exit 3", "exit status: 3"),
        ("cat >/dev/null & exit 0", "exit status: 0"),
        ("printf 'not a frame at all'; exit 0", "gave no answer"),
        // The length of a frame that never comes.
        ("printf '\\377\\377\\0\\0\\0\\0\\0\\0abc'; exit 0", "exit status: 0"),
    ] {
        let error = refusal(&shell(line), PDF);
        assert!(matches!(error, Error::Damaged { .. }) && error.to_string().contains(how), "{line}: {error}");
    }
    // A file larger than a pipe holds, which nobody reads.
    let large = [PDF, &vec![b' '; 1 << 20]].concat();
    assert!(matches!(refusal(&shell("exit 1"), &large), Error::Damaged { .. }));
}

#[test]
fn a_child_that_needs_too_much_memory_is_told_apart() {
    for line in ["echo 'memory allocation of 7 bytes failed' >&2; kill -ABRT $$", "kill -KILL $$"] {
        let error = refusal(&shell(line), PDF);
        assert!(matches!(error, Error::Limit { .. }) && error.to_string().contains("1024 MB"), "{line}: {error}");
    }
}

#[test]
fn a_child_that_hangs_is_ended_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let pid = folder.path().join("pid");
    let line = format!("sleep 1000 & echo $! > '{}'; wait", pid.display());
    let helper = shell(&line).with_limits(Limits { time: Duration::from_millis(500), ..Limits::default() });
    let error = refusal(&helper, PDF);
    assert!(matches!(error, Error::Limit { .. }) && error.to_string().contains("more time"), "{error}");
    assert!(is_gone(&std::fs::read_to_string(pid).unwrap()), "what it had started ended with it");
}

#[test]
fn a_child_is_ended_when_somebody_cancels() {
    let asked = Cell::new(0);
    let stopped = || {
        asked.set(asked.get() + 1);
        asked.get() > 2
    };
    let watch = Watch { stopped: &stopped, pages: &|_, _| {} };
    let read = shell("sleep 1000").read("a.pdf", PDF, &Options::default(), watch);
    assert!(matches!(read, Err(Failure::Stopped)), "{read:?}");
}

#[test]
fn a_helper_that_is_not_there_is_no_fault_of_the_file() {
    let read = ingest(Some(&Helper::new("/nowhere/at/all")), "a.pdf", PDF, &Options::default(), Watch::NONE);
    assert!(matches!(read, Err(Failure::NotStarted(_))), "{read:?}");
    // What needs no limits is read here.
    assert!(ingest(Some(&Helper::new("/nowhere")), "a.txt", "港".as_bytes(), &Options::default(), Watch::NONE).is_ok());
}

#[test]
fn pages_that_are_read_earn_time() {
    let limits = Limits { time: Duration::from_secs(10), ..Limits::default() };
    assert_eq!(limits.allowance(100, 0, false), Duration::from_secs(10));
    assert_eq!(limits.allowance(5 << 20, 4, false), Duration::from_secs(17));
    assert_eq!(limits.allowance(100, 3, true), Duration::from_secs(730));
    assert!(limits.allowance(100, u32::MAX, true) > limits.allowance(100, 3, true));
}

#[test]
fn what_is_read_crosses_unchanged() {
    let text = "港湾計画（案）\n令和７年６月\n\n第１章　点検\n桟橋を点検する1。\n\n1 年に一度。\n";
    let ingested = tadori_ingest::read("a.txt", text.as_bytes(), &Options::default()).unwrap();
    let mut crossed = Vec::new();
    let said: Result<_, Error> = Ok(ingested.clone());
    frame::write(&mut crossed, &frame::Said::Answer(said)).unwrap();
    let frame::Said::Answer(Ok(answer)) = frame::read(&mut crossed.as_slice(), 1 << 20).unwrap() else {
        panic!("another answer")
    };
    assert_eq!(answer, ingested);
    assert!(frame::read::<frame::Said>(&mut crossed.as_slice(), 10).is_err(), "longer than it may be");
}

/// Whether no process has this number; one that was killed may take a moment to go.
fn is_gone(pid: &str) -> bool {
    let status = format!("/proc/{}/status", pid.trim());
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        // One that ended and was not waited for yet is a zombie.
        let state = std::fs::read_to_string(&status);
        if state.map_or(true, |s| s.lines().any(|l| l.starts_with("State:") && l.contains('Z'))) {
            return true;
        }
        if Instant::now() > until {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
