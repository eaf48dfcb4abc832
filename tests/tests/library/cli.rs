//! The contract of the command line: names of fields, exit codes, and nothing but JSON on standard output.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tadori_tests::{Desk, import, run};

/// Runs a command that must succeed; its lines.
#[track_caller]
fn lines(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    let output = run(desk, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{arguments:?}: {line}: {e}")))
        .collect()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn filled(desk: &Desk) -> String {
    let library = desk.open();
    let text = "---\ntitle: 港湾計画\nkind: plan\nissuer: 港湾庁\nedition: 第２版\ndecided_on: \"2025-06-13\"\n\
                decided_by: 港湾会議\nfiscal_year: 2025\n---\n\n# 港湾計画\n\n## １．点検\n\n桟橋を年に一度点検する。\n";
    let reports = import(&library, &[desk.file("a.md", text), desk.file("r.tsv", "R1\t堤防の話\nR2\t灯台の話\n")]);
    reports[0].documents[0].clone()
}

#[test]
fn fields_have_the_names_of_the_contract() {
    let desk = Desk::new();
    let id = filled(&desk);
    let b = desk.file("b.txt", "浮標の話。");
    for (arguments, expected) in [
        (&["import", b.to_str().expect("text")][..], &["file", "document", "status", "blocks", "warnings"][..]),
        (
            &["outline", &id],
            &["document", "file", "level", "number", "title", "line_start", "line_end", "parent_line_start"],
        ),
        (
            &["passages", &id],
            &["passage", "document", "file", "kind", "section", "text", "line_start", "line_end", "statements"],
        ),
        (
            &["search", "桟橋"],
            &[
                "rank",
                "score",
                "passage",
                "document",
                "file",
                "title",
                "draft",
                "section",
                "line_start",
                "line_end",
                "snippet",
                "marks",
            ],
        ),
        (&["doctor"], &["check", "status", "message"]),
    ] {
        let lines = lines(&desk, arguments);
        // The last one: of an outline the one that has everything.
        assert_eq!(keys(lines.last().expect("a line")), expected.iter().copied().collect(), "{arguments:?}");
    }
    let documents = lines(&desk, &["documents"]);
    assert_eq!(documents.len(), 4);
    let plan = documents.iter().find(|d| d["file"] == "a.md").expect("it is there");
    for (field, value) in [
        ("document", Value::from(id.as_str())),
        ("title", "港湾計画".into()),
        ("kind", "plan".into()),
        ("edition", "第２版".into()),
        ("decided_on", "2025-06-13".into()),
        ("decided_by", "港湾会議".into()),
        ("fiscal_year", 2025.into()),
        ("blocks", 3.into()),
    ] {
        assert_eq!(plan[field], value, "{field}");
    }
    let hit = &lines(&desk, &["search", "桟橋"])[0];
    let (from, to) = (hit["marks"][0][0].as_u64().expect("a number"), hit["marks"][0][1].as_u64().expect("a number"));
    let snippet: Vec<char> = hit["snippet"].as_str().expect("text").chars().collect();
    assert_eq!(snippet[from as usize..to as usize].iter().collect::<String>(), "桟橋");
    assert_eq!((hit["line_start"].as_u64(), hit["section"][1].as_str()), (Some(15), Some("１．点検")));
}

#[test]
fn a_run_of_queries_names_records_and_lines() {
    let desk = Desk::new();
    filled(&desk);
    let queries = desk.file("q.tsv", "q1\t灯台\nq2\t桟橋 点検\n");
    let with_class = desk.file("c.tsv", "qid\tclass\tquery\nq1\tword\t灯台\nq2\ttwo\t桟橋 点検\n");
    let answers = desk.path("run.tsv");
    for (file, by, expected) in [
        (&queries, "document", "q1\tR2\t1\nq2\ta.md\t1\n"),
        (&queries, "passage", "q1\tr.tsv:2-2\t1\nq2\ta.md:15-15\t1\n"),
        (&with_class, "document", "q1\tR2\t1\nq2\ta.md\t1\n"),
    ] {
        let arguments =
            ["search", "--queries", &file.to_string_lossy(), "--run", &answers.to_string_lossy(), "--by", by];
        assert!(lines(&desk, &arguments).is_empty(), "nothing is printed");
        let run = fs::read_to_string(&answers).expect("it was written");
        let first: String = run.lines().filter(|l| l.ends_with("\t1")).map(|l| format!("{l}\n")).collect();
        assert_eq!(first, expected, "{by}");
    }
}

#[test]
fn the_exit_code_says_how_it_went() {
    let desk = Desk::new();
    filled(&desk);
    let empty = desk.file("empty.txt", "");
    let garbled = desk.file("no-tab.tsv", "just words\n");
    let run_file = desk.path("run.tsv");
    for (arguments, code) in [
        (&["documents"][..], 0),
        (&["search", "どこにもない語句"], 0),
        (&["import", empty.to_str().expect("text")], 1),
        (&[], 2),
        (&["fly"], 2),
        (&["import"], 2),
        (&["import", "--resume"], 0),
        (&["outline", "0123456789abcdef"], 2),
        (&["remove", "0123456789abcdef"], 2),
        (&["search", "--kind", "poem", "桟橋"], 2),
        (&["search", "--document", "0123456789abcdef", "桟橋"], 2),
        (&["search", "--limit", "0", "桟橋"], 2),
        (&["import", "--date", "June", "x"], 2),
        (&["search", "--queries", garbled.to_str().expect("text"), "--run", run_file.to_str().expect("text")], 2),
    ] {
        let output = run(&desk, arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert!(code == 0 || !errors.is_empty(), "{arguments:?} fails without a word");
        assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
    }
}

#[test]
fn a_library_that_does_not_exist_is_made_empty() {
    let desk = Desk::new();
    assert!(lines(&desk, &["documents"]).is_empty());
    assert!(desk.library().join("library.sqlite").is_file());
    assert!(lines(&desk, &["search", "桟橋"]).is_empty());
}
