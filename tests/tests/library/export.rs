//! Exports of what a library holds, and exported files that are checked against it.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use tadori_library::{Error, Exported, Format, Library, NotesRequest, Outcome, SearchRequest, Sort, Why};
use tadori_tests::{Desk, import, run};

use crate::notes::{PLAN, note_in};

/// Words of [`PLAN`] that are exported.
const WORDS: [&str; 5] = [
    "古い灯台を、五年に一度、白く塗り替える。",
    "費用として12億円を措置する。",
    "塗り替えに当たっては、海鳥の巣を移す。",
    "離島の灯台について、毎年一度の点検を行う。",
    "費用として13億円を措置する。",
];
/// Those that can be checked, with the name of a file.
const CHECKED: [(Format, &str); 6] = [
    (Format::Docx, "a.docx"),
    (Format::Xlsx, "a.xlsx"),
    (Format::Markdown, "a.md"),
    (Format::Html, "a.html"),
    (Format::Csv, "a.csv"),
    (Format::Json, "a.json"),
];

/// A library with a collection of five excerpts, two of them in a collection inside it.
fn desk() -> (Desk, Library, Exported) {
    let desk = Desk::new();
    let library = desk.with(&[("計画.txt", PLAN)]);
    let outer = library.create_collection("灯台の抜粋集", None, "会議の**資料**。").expect("a collection");
    let outer = outer.collection.id;
    let inner = library.create_collection("点検", Some(&outer), "").expect("a collection").collection.id;
    for (index, words) in WORDS.iter().enumerate() {
        note_in(&library, words, "要**確認**", Some(if index < 3 { &outer } else { &inner }));
    }
    (desk, library, Exported::Collection { id: outer })
}

fn export(library: &Library, what: &Exported, format: Format, path: &Path) {
    library.export(what, format, None, path, &mut |_, _| ControlFlow::Continue(())).expect("a file");
}

fn outcomes(library: &Library, path: &Path) -> Vec<Outcome> {
    library.verify(path).expect("it is checked").into_iter().map(|c| c.outcome).collect()
}

/// The archive with `from` replaced by `to` in one of its parts.
fn edited(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    for name in names {
        let mut bytes = Vec::new();
        archive.by_name(&name).expect("an entry").read_to_end(&mut bytes).expect("it unpacks");
        if name == part {
            let text = String::from_utf8(bytes).expect("text");
            assert!(text.contains(from), "{from} stands in {part}");
            bytes = text.replacen(from, to, 1).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        out.write_all(&bytes).expect("it is written");
    }
    out.finish().expect("an archive").into_inner()
}

#[test]
fn a_collection_is_exported_in_every_format_and_holds() {
    let (desk, library, what) = desk();
    for format in Format::ALL {
        let path = desk.path(format!("a.{format}"));
        export(&library, &what, format, &path);
        assert!(std::fs::metadata(&path).expect("it is there").len() > 100, "{format}");
    }
    for (format, name) in CHECKED {
        let path = desk.path(name);
        export(&library, &what, format, &path);
        assert_eq!(outcomes(&library, &path), [const { Outcome::Exact }; 5], "{format}");
    }
    let page = std::fs::read_to_string(desk.path("a.md")).expect("text");
    assert!(page.contains("「灯台保全計画」（令和８年４月１日港湾会議決定）１．塗装、8行"), "{page}");
    assert!(page.contains("## 点検") && page.contains("会議の**資料**"), "{page}");
    let left: Vec<_> = std::fs::read_dir(desk.path("")).expect("the desk").flatten().collect();
    assert!(left.iter().all(|e| !e.file_name().to_string_lossy().ends_with(".partial")), "nothing half is left");
}

#[test]
fn one_changed_figure_is_found_out() {
    let (desk, library, what) = desk();
    let change = |format, bytes: Vec<u8>| match format {
        Format::Docx => edited(&bytes, "word/document.xml", "12億円", "18億円"),
        Format::Xlsx => edited(&bytes, "xl/sharedStrings.xml", "12億円", "18億円"),
        // What stands around another quote has the figure too.
        Format::Json => {
            let (from, to) = ("\"exact\":\"費用として12億円", "\"exact\":\"費用として18億円");
            String::from_utf8(bytes).expect("text").replacen(from, to, 1).into_bytes()
        }
        _ => String::from_utf8(bytes).expect("text").replacen("12億円", "18億円", 1).into_bytes(),
    };
    for (format, name) in CHECKED {
        let path = desk.path(name);
        export(&library, &what, format, &path);
        std::fs::write(&path, change(format, std::fs::read(&path).expect("a file"))).expect("it is written");
        let found = library.verify(&path).expect("it is checked");
        let changed: Vec<_> = found.iter().filter(|c| c.outcome != Outcome::Exact).collect();
        let [one] = changed.as_slice() else { panic!("{format}: {found:?}") };
        let Outcome::Changed { original, in_file, in_original, only_spelling } = &one.outcome else {
            panic!("{one:?}")
        };
        assert_eq!(original, WORDS[1], "{format}");
        assert_eq!((in_file[0].of(&one.quote), in_original[0].of(original), *only_spelling), ("8", "2", false));
    }
}

#[test]
fn what_cannot_be_found_is_said_with_the_reason() {
    let (desk, library, what) = desk();
    let path = desk.path("a.md");
    export(&library, &what, Format::Markdown, &path);
    let page = std::fs::read_to_string(&path).expect("text");
    let link = page.split("](").find(|p| p.starts_with("tadori://")).and_then(|p| p.split(')').next()).expect("a link");
    std::fs::write(&path, page.replacen(link, "https://example.jp", 1)).expect("it is written");
    assert_eq!(outcomes(&library, &path)[0], Outcome::Missing(Why::NoLink));
    let id = library.documents()[0].id.to_string();
    std::fs::write(&path, page.replace(&id, "ffffffffffffffff")).expect("it is written");
    assert_eq!(outcomes(&library, &path), [const { Outcome::Missing(Why::NoDocument) }; 5]);
    let pdf = desk.path("a.pdf");
    export(&library, &what, Format::Pdf, &pdf);
    let refused = library.verify(&pdf).expect_err("a PDF cannot be checked").to_string();
    assert!(refused.contains("docx"), "{refused}");
}

#[test]
fn a_reissued_document_is_told() {
    let (desk, library, what) = desk();
    let path = desk.path("a.docx");
    export(&library, &what, Format::Docx, &path);
    let newer = PLAN.replace("12億円", "15億円");
    import(&library, &[desk.file("計画.txt", &newer)]);
    let found = library.verify(&path).expect("it is checked");
    assert!(found.iter().all(|c| c.outcome == Outcome::Exact), "the edition that was cited is kept: {found:?}");
    let newer: Vec<bool> = found.iter().filter_map(|c| c.newer.as_ref().map(|n| n.has_words)).collect();
    assert_eq!(newer.len(), 5);
    assert!(!newer[1] && newer[2], "{newer:?}");
}

#[test]
fn the_style_of_citations_is_kept() {
    let (desk, library, what) = desk();
    library.set_citation_style(&"{title}[、{page}][、{lines}]".parse().expect("a style")).expect("it is kept");
    drop(library);
    let library = desk.open();
    let path = desk.path("a.md");
    export(&library, &what, Format::Markdown, &path);
    let page = std::fs::read_to_string(&path).expect("text");
    assert!(page.contains("出典：[灯台保全計画、8行]"), "{page}");
    let cited = library.cite(library.documents()[0].id.as_str(), 4, 4, "").expect("a citation").plain;
    assert!(cited.ends_with("（灯台保全計画、8行）"), "{cited}");
    std::fs::write(desk.library().join("citation.txt"), "{titel}").expect("it is written");
    assert!(matches!(library.citation_style(), Err(Error::CitationStyle { .. })));
}

#[test]
fn an_export_that_is_stopped_leaves_the_older_file() {
    let (desk, library, what) = desk();
    let path = desk.path("a.md");
    std::fs::write(&path, "前のもの").expect("it is written");
    let stopped = library.export(&what, Format::Markdown, None, &path, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Export { source: tadori_library::tadori_export::Error::Cancelled, .. })));
    assert_eq!(std::fs::read_to_string(&path).expect("text"), "前のもの");
}

#[test]
fn searches_and_tables_are_exported() {
    let (desk, library, _) = desk();
    let search = SearchRequest {
        query: "灯台".to_owned(),
        limit: 10,
        offset: 0,
        kinds: vec![],
        years: vec![],
        issuers: vec![],
        documents: vec![],
        sort: Sort::Relevance,
    };
    let path = desk.path("a.xlsx");
    export(&library, &Exported::Search(search), Format::Xlsx, &path);
    let found = outcomes(&library, &path);
    assert!(!found.is_empty() && found.iter().all(|o| *o == Outcome::Exact), "{found:?}");
    let document = library.documents()[0].id.to_string();
    for what in [
        Exported::Notes(NotesRequest::default()),
        Exported::Trace { document: document.clone(), block: 4, depth: 2 },
        Exported::Coverage { document: document.clone() },
        Exported::Comparison { a: document.clone(), b: document.clone() },
        Exported::Budget,
    ] {
        export(&library, &what, Format::Xlsx, &path);
        export(&library, &what, Format::Docx, &desk.path("a.docx"));
    }
    let budget = library.report(&Exported::Budget, &mut |_, _| std::ops::ControlFlow::Continue(())).expect("a report");
    let tadori_library::tadori_export::Part::Table(table) = &budget.parts[0] else { panic!("{budget:?}") };
    assert!(table.columns.iter().any(|c| c.kind == tadori_library::tadori_export::ColumnKind::Yen), "{table:?}");
    assert!(library.print_view(&Exported::Budget).expect("a page").contains("@media print"));
}

#[test]
fn the_command_line_exports_and_checks() {
    let (desk, library, _) = desk();
    drop(library);
    let file = desk.path("抜粋.docx").display().to_string();
    let arguments = ["export", "--format", "docx", "--output", &file, "--collection", "灯台の抜粋集"];
    let output = run(&desk, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one line");
    assert_eq!(line["excerpts"], 5);
    let output = run(&desk, &["verify", &file]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = std::fs::read(&file).expect("a file");
    std::fs::write(&file, edited(&bytes, "word/document.xml", "13億円", "14億円")).expect("it is written");
    let output = run(&desk, &["verify", &file]);
    assert_eq!(output.status.code(), Some(1));
    let changed = String::from_utf8_lossy(&output.stdout).lines().filter(|l| l.contains("\"changed\"")).count();
    assert_eq!(changed, 1);
    for wrong in [
        &["export", "--format", "odt", "--output", &file, "--notes"][..],
        &["export", "--format", "md", "--output", &file],
        &["export", "--format", "md", "--output", &file, "--notes", "--style", "{titel}"],
        &["citation-style", "{titel}"],
        &["verify", &desk.path("nothing.docx").display().to_string()],
    ] {
        assert!(matches!(run(&desk, wrong).status.code(), Some(2 | 3)), "{wrong:?}");
    }
}
