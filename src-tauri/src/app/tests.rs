//! The program without its window: every command, as the window sends it.

use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};
use tadori_wire::{FileStatus, dispatch};

use super::*;

struct Program {
    app: App,
    events: Receiver<Event>,
    data: tempfile::TempDir,
}

impl Program {
    fn start(files: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let (sender, events) = channel();
        let app = App::new(data.path().join("data"), move |event| drop(sender.send(event)));
        let files = files.iter().map(|name| data.path().join(name)).collect::<Vec<_>>();
        for file in &files {
            std::fs::write(file, "創薬力の強化を図る。\n").unwrap();
        }
        app.start(Told::of(files.into_iter().map(Into::into)));
        Self { app, events, data }
    }

    fn call(&self, name: &str, request: Value) -> Result<Value, Error> {
        dispatch(&self.app, name, request)
    }

    /// The report of the import that is running.
    fn report(&self) -> Vec<tadori_wire::FileReport> {
        let mut lines = Vec::new();
        loop {
            match self.events.recv_timeout(Duration::from_mins(1)).expect("an import ends") {
                Event::ImportFile(line) => lines.push(line),
                Event::ImportDone(_) => return lines,
                _ => {}
            }
        }
    }
}

#[test]
fn the_first_start_opens_the_bundled_corpus_with_its_badge() {
    let program = Program::start(&[]);
    let status = program.call("status", json!(null)).unwrap();
    assert_eq!((status["info"]["sample"].as_bool(), status["documents"].as_u64()), (Some(true), Some(5)));
    let found = program.call("search", json!({ "query": "統合プロジェクト", "limit": 5 })).unwrap();
    let hits = found["hits"].as_array().unwrap();
    assert!(!hits.is_empty() && hits.iter().all(|h| h["sample"] == true), "{found}");
    let refused = program.call("import", json!({ "paths": ["/nowhere"] })).unwrap_err();
    assert_eq!(refused.code, Code::LibraryReadOnly);
}

#[test]
fn what_later_starts_are_told_waits_until_the_window_asks_and_then_comes_as_events() {
    let program = Program::start(&[]);
    let tell = |arguments: &[&str]| program.app.tell(Told::of(arguments.iter().map(Into::into)), Path::new("/there"));
    let heard = || {
        let event = || program.events.recv_timeout(Duration::from_mins(1)).expect("an event");
        std::iter::repeat_with(event).find(|e| matches!(e, Event::OpenLink(_) | Event::OpenFiles(_))).unwrap()
    };
    tell(&["TADORI://open/a", "x.txt"]);
    tell(&["/other/y.txt"]);
    program.call("status", json!(null)).unwrap();
    assert_eq!(program.call("startLink", json!(null)).unwrap()["url"], "TADORI://open/a");
    let paths = vec!["/there/x.txt".to_owned(), "/other/y.txt".to_owned()];
    assert_eq!(heard(), Event::OpenFiles(OpenFiles { paths }));
    assert_eq!(program.call("startLink", json!(null)).unwrap(), Value::Null, "it was asked for once");
    tell(&["tadori://open/b"]);
    assert_eq!(heard(), Event::OpenLink(Link { url: "tadori://open/b".to_owned() }));
}

#[test]
fn files_on_the_command_line_go_into_a_library_of_the_users_own() {
    let program = Program::start(&["方針.txt", "空.txt"]);
    program.call("status", json!(null)).unwrap();
    let lines = program.report();
    assert_eq!(lines.iter().map(|l| l.status).collect::<Vec<_>>(), [FileStatus::Imported, FileStatus::Unchanged]);
    assert_eq!(program.call("status", json!(null)).unwrap()["info"]["sample"], false);
    let found = program.call("search", json!({ "query": "創薬", "limit": 5 })).unwrap();
    let hit = &found["hits"][0];
    assert_eq!(found["total"], 1);
    let read = program.call("read", json!({ "document": hit["document"], "query": "創薬" })).unwrap();
    assert_eq!(read["hits"], json!([hit["block"]]));
    let cited = program
        .call("cite", json!({ "document": hit["document"], "from": hit["block"], "to": hit["block"], "quote": "" }));
    assert!(cited.unwrap()["plain"].as_str().unwrap().starts_with("創薬力の強化を図る。\n（「"));
    let dry = json!({ "document": hit["document"], "dry_run": true });
    assert_eq!(program.call("remove", dry).unwrap()["blocks"], 1);
    program.call("remove", json!({ "document": hit["document"], "dry_run": false })).unwrap();
    assert_eq!(program.call("search", json!({ "query": "創薬", "limit": 5 })).unwrap()["total"], 0);
}

#[test]
fn a_library_whose_repair_was_cut_off_says_so() {
    let program = Program::start(&["方針.txt"]);
    program.call("status", json!(null)).unwrap();
    program.report();
    let status = program.call("status", json!(null)).unwrap();
    assert_eq!(status["notices"], json!([]));
    let folder = status["info"]["path"].as_str().unwrap();
    // The list of what is to come back, which `tadori doctor` removes in the end.
    std::fs::write(Path::new(folder).join("library.salvaged.json"), "[]").unwrap();
    assert_eq!(program.call("status", json!(null)).unwrap()["notices"], json!(["library-incomplete"]));
}

#[test]
fn libraries_are_made_opened_and_remembered() {
    let program = Program::start(&[]);
    let made = program.call("createLibrary", json!({ "name": "令和８年度" })).unwrap();
    assert_eq!((made["documents"].as_u64(), made["info"]["name"].as_str()), (Some(0), Some("令和８年度")));
    assert_eq!(program.call("createLibrary", json!({ "name": "a/b" })).unwrap_err().code, Code::BadName);
    let list = program.call("libraries", json!(null)).unwrap();
    assert_eq!(list.as_array().unwrap().iter().filter(|l| l["open"] == true).count(), 1);
    let again = Places::new(program.data.path().join("data"));
    assert!(again.last().unwrap().ends_with("令和８年度"));
}

#[test]
fn what_is_no_request_is_refused_in_words() {
    let program = Program::start(&[]);
    for (name, request) in
        [("nothing", json!(null)), ("search", json!({ "query": 1 })), ("search", json!({ "kinds": ["x"] }))]
    {
        assert_eq!(program.call(name, request).unwrap_err().code, Code::BadRequest, "{name}");
    }
    assert_eq!(program.call("read", json!({ "document": "x", "query": "" })).unwrap_err().code, Code::NoDocument);
}

#[test]
fn an_import_has_a_report_that_can_be_saved() {
    let program = Program::start(&["方針.txt"]);
    program.call("status", json!(null)).unwrap();
    let line = program.report().remove(0);
    let path = program.data.path().join("report.csv");
    program.call("saveReport", json!({ "job": line.job, "path": path })).unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().contains("方針.txt"));
    let nowhere = program.data.path().join("none/report.csv");
    let refused = program.call("saveReport", json!({ "job": line.job, "path": nowhere })).unwrap_err();
    assert_eq!(refused.code, Code::NotWritten);
    assert!(program.call("saveReport", json!({ "job": 99, "path": path })).is_err());
    // What has ended can be paused and stopped: the window may be a moment late.
    program.call("pauseImport", json!({ "job": line.job, "paused": true })).unwrap();
    program.call("cancelImport", json!({ "job": line.job })).unwrap();
    let again = program.data.path().join("方針.txt");
    program.call("retryImport", json!({ "paths": [again], "password": "x", "ocr": true })).unwrap();
    // Nothing of a text is recognised, but that it was asked for is remembered.
    assert!(matches!(program.report()[0].status, FileStatus::Updated | FileStatus::Unchanged));
}

#[test]
fn what_is_said_of_a_document_is_shown_at_once() {
    let program = Program::start(&["方針.txt"]);
    program.call("status", json!(null)).unwrap();
    let id = program.report().remove(0).document.unwrap();
    let mut details = program.call("details", json!({ "document": id })).unwrap();
    assert_eq!(details["edited"], json!([]));
    details["fields"]["decidedBy"] = json!("港湾会議");
    let edited = program.call("edit", json!({ "document": id, "fields": details["fields"] })).unwrap();
    assert_eq!((&edited["edited"], &edited["info"]["decidedBy"]), (&json!(["decidedBy"]), &json!("港湾会議")));
    details["fields"]["draft"] = json!(true);
    details["fields"]["decidedOn"] = json!("2025-06");
    let refused = program.call("edit", json!({ "document": id, "fields": details["fields"] })).unwrap_err();
    assert_eq!(refused.code, Code::DatedDraft);
    assert_eq!(program.app.original(&id).unwrap(), "創薬力の強化を図る。\n".as_bytes());
    assert_eq!(program.app.original("none").unwrap_err().code, Code::NoDocument);
    assert!(program.call("ocrState", json!(null)).unwrap()["detail"].as_str().is_some_and(|d| !d.is_empty()));
}

#[test]
fn names_and_decisions_as_the_window_says_them() {
    let program = Program::start(&["方針.txt"]);
    program.call("status", json!(null)).unwrap();
    program.report();
    let say =
        |said: &str| program.call("sayOfNames", json!({ "name": "灯台事業", "other": "灯りの事業", "said": said }));
    assert_eq!(say("same").unwrap(), json!([]), "no document names it");
    assert_eq!(say("perhaps").unwrap_err().code, Code::BadRequest);
    say("nothing").unwrap();
    let one = program.call("sayOfNames", json!({ "name": "灯台", "other": "灯 台", "said": "same" }));
    assert_eq!(one.unwrap_err().code, Code::BadRequest);
    let budget = program.call("forgetDecision", json!({ "id": 1 })).unwrap();
    assert_eq!(budget["lost"], json!([]));
    program.call("cancelReading", json!(null)).unwrap();
    assert_eq!(program.call("programs", json!(null)).unwrap(), json!([]), "what is asked for later is read");
}

#[test]
fn what_a_document_says_is_told_at_its_place() {
    let program = Program::start(&[]);
    let documents = program.call("documents", json!(null)).unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for document in documents.as_array().unwrap() {
        let id = &document["document"];
        let read = program.call("read", json!({ "document": id, "query": "" })).unwrap();
        let facts = program.call("mentions", json!({ "document": id, "from": 0, "to": 99 })).unwrap();
        let text = |runs: &Value| -> String {
            runs.as_array().unwrap().iter().map(|run| run["text"].as_str().unwrap()).collect()
        };
        for block in facts.as_array().unwrap() {
            let index = block["block"].as_u64().unwrap() as usize;
            assert!(index <= 99);
            assert_eq!(text(&block["runs"]), text(&read["blocks"][index]["runs"]), "the whole text of the block");
            for run in block["runs"].as_array().unwrap() {
                kinds.extend(run["facts"].as_array().unwrap().iter().map(|fact| fact["kind"].to_string()));
            }
        }
    }
    assert!(kinds.len() >= 5, "{kinds:?}");
    let gone = program.call("mentions", json!({ "document": "0", "from": 0, "to": 9 })).unwrap_err();
    assert_eq!(gone.code, Code::NoDocument);
}
