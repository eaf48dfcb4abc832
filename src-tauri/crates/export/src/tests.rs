use std::ops::ControlFlow;
use std::path::Path;

use crate::report::{Excerpt, Part, Report, Section};
use crate::testing::{QUOTES, bytes, excerpt, link, report, stopped, table, text};
use crate::{Error, Format, Style, write};

#[test]
fn every_format_takes_nothing_and_everything() {
    for format in Format::ALL {
        bytes(&Report::default(), format);
        if format != Format::Csv {
            bytes(&report(), format);
        }
    }
}

#[test]
fn what_is_stopped_stops() {
    let report =
        Report { parts: report().parts.into_iter().filter(|p| !matches!(p, Part::Table(_))).collect(), ..report() };
    for format in Format::ALL {
        assert!(matches!(stopped(&report, format, 2), Err(Error::Cancelled)), "{format}");
    }
}

#[test]
fn progress_counts_the_parts() {
    let report = report();
    let mut seen = Vec::new();
    let count = &mut |p: crate::Progress| {
        seen.push((p.done, p.of));
        ControlFlow::Continue(())
    };
    write(&report, Format::Html, &Style::Ministry, &mut Vec::new(), count).unwrap();
    assert_eq!(seen, (1..=9).map(|n| (n, 9)).collect::<Vec<_>>());
}

#[test]
fn a_disk_that_is_full_is_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in [Format::Docx, Format::Xlsx, Format::Html, Format::Markdown, Format::Json] {
        let result = write(&report(), format, &Style::Ministry, &mut Full, &mut |_| ControlFlow::Continue(()));
        assert!(matches!(result, Err(Error::Write(_))), "{format}");
    }
}

#[test]
fn html_holds_no_script_and_fetches_nothing() {
    let page = text(&report(), Format::Html);
    assert!(!page.contains("<script") && !page.contains("<b>太字"), "{page}");
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("url("), "{page}");
    assert!(page.contains("<mark>検討する</mark>") && page.contains("1,473,000,000"));
    assert!(page.contains("「みなと振興基本方針2025」（令和７年６月13日閣議決定）第２章　３．（４）、p.８"));
    assert!(page.contains("「みなと振興基本方針2026」（案・日付未定）"));
}

#[test]
fn markdown_in_a_quote_is_text() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let quotes = QUOTES.map(|quote| Part::Excerpt(Box::new(excerpt(quote, "")))).to_vec();
    let page = text(&Report { title: "題".into(), parts: quotes, ..Report::default() }, Format::Markdown);
    let begun = |tag: &Tag<'_>| {
        matches!(tag, Tag::Emphasis | Tag::Strikethrough | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock)
    };
    let mut quotes = 0;
    for event in Parser::new_ext(&page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match &event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{event:?}"),
            Event::Start(tag) if begun(tag) => panic!("{event:?}"),
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            _ => {}
        }
    }
    assert_eq!(quotes, QUOTES.len());
}

#[test]
fn csv_is_one_table_with_typed_figures_and_no_formula() {
    assert!(matches!(stopped(&report(), Format::Csv, 99), Err(Error::TooLarge { .. })));
    let only = Report { parts: vec![Part::Table(table(2))], ..Report::default() };
    let page = text(&only, Format::Csv);
    assert!(page.starts_with("\u{feff}事業名,変更箇所,"), "{page}");
    assert!(page.contains(",1473000001,2025-06,0.88,資料,tadori://") && page.contains("\r\n"), "{page}");
    let quotes = QUOTES.map(|quote| Part::Excerpt(Box::new(excerpt(quote, "")))).to_vec();
    let page = text(&Report { parts: quotes, ..Report::default() }, Format::Csv);
    assert!(page.contains(",'=SUM(A1:A9)") && page.contains("\"次の事項を重点的に推進する。\n（１）"), "{page}");
}

#[test]
fn json_is_an_annotation_collection() {
    let value: serde_json::Value = serde_json::from_str(&text(&report(), Format::Json)).unwrap();
    assert_eq!((value["type"].as_str(), value["total"].as_u64()), (Some("AnnotationCollection"), Some(7)));
    let item = &value["first"]["items"][1];
    assert_eq!(item["target"]["selector"][0]["exact"], QUOTES[1]);
    assert_eq!(item["target"]["selector"][1]["start"], 120);
    assert_eq!(item["target"]["selector"][2]["value"], "page=8");
    assert_eq!(item["target"]["styleClass"], "yellow");
    assert_eq!(item["tadori:link"], link(QUOTES[1]));
    assert_eq!(item["tadori:state"], "moved");
    assert!(item["target"]["tadori:source"]["decidedOn"].is_null(), "a draft has no date");
    assert_eq!(item["tadori:collection"][0], "一　港湾の <整備> & 防災");
    assert_eq!(value["tadori:tables"][0]["rows"][1]["cells"][3], 1_473_000_001_i64);
}

#[test]
fn json_can_be_taken_in_as_notes() {
    let note = Excerpt { id: "01890000-0000-7000-8000-000000000001".into(), ..excerpt(QUOTES[0], "**要点**") };
    let report = Report { parts: vec![Part::Excerpt(Box::new(note))], ..Report::default() };
    let found = tadori_notes::from_json(&text(&report, Format::Json)).unwrap();
    let [note] = found.set.notes.as_slice() else { panic!("{found:?}") };
    assert_eq!((note.id.as_str(), note.body.as_str()), ("01890000-0000-7000-8000-000000000001", "**要点**"));
    assert_eq!((note.target.quote(), note.colour), (QUOTES[0], tadori_notes::Colour::Yellow));
    assert_eq!(note.target.anchor.as_ref().unwrap().position, tadori_text::Span::new(120, 260));
    assert_eq!((note.target.document.as_str(), note.tags.len()), ("0000000000000001", 2));
    assert_eq!(note.changed_at, "2026-11-21T01:02:03Z");
}

#[test]
fn sources_go_into_reference_managers() {
    let bibtex = text(&report(), Format::Bibtex);
    assert_eq!(bibtex.matches("@misc{tadori").count(), 2, "{bibtex}");
    assert!(bibtex.contains("author = {{みなと庁}}"), "{bibtex}");
    assert!(bibtex.contains("minato \\& co 1.pdf") && bibtex.matches("year = {2025}").count() == 1, "{bibtex}");
    let csl: serde_json::Value = serde_json::from_str(&text(&report(), Format::CslJson)).unwrap();
    assert_eq!(csl[0]["issued"]["date-parts"][0], serde_json::json!([2025, 6, 13]));
    assert_eq!((csl[1]["status"].as_str(), csl[1]["issued"].is_null()), (Some("draft"), true));
}

#[test]
fn a_pdf_says_which_characters_it_cannot_show() {
    let quote = "𠮷髙①㈱㎡は出る。\u{1f409}は出ない。";
    let report = Report { parts: vec![Part::Excerpt(Box::new(excerpt(quote, "")))], ..Report::default() };
    let mut out = Vec::new();
    let written = write(&report, Format::Pdf, &Style::Ministry, &mut out, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(out.starts_with(b"%PDF-"));
    assert_eq!(written.missing, ['\u{1f409}']);
}

#[test]
fn a_very_long_quote_and_a_long_table_are_written() {
    let long = "長い引用文である。".repeat(9_000);
    let parts = vec![Part::Excerpt(Box::new(excerpt(&long, &long))), Part::Table(table(400))];
    let report = Report { parts, ..Report::default() };
    for format in [Format::Docx, Format::Xlsx, Format::Html, Format::Markdown, Format::Json] {
        assert!(!bytes(&report, format).is_empty());
    }
}

/// Files to be looked at: `TADORI_SAMPLES=folder cargo test -p tadori-export -- --ignored samples`.
#[test]
#[ignore = "for the eye"]
fn samples() {
    let folder = std::env::var("TADORI_SAMPLES").expect("TADORI_SAMPLES names a folder");
    let mut report = report();
    report.parts.push(Part::Section(Section { level: 2, title: "長い表".into(), introduction: String::new() }));
    report.parts.push(Part::Table(table(60)));
    let long = "港湾の機能を強化するため、関係府省が連携して、令和８年度までに耐震強化岸壁を12バース整備する（「みなと計画」）。".repeat(40);
    report.parts.push(Part::Excerpt(Box::new(excerpt(&long, "長い引用。"))));
    for format in Format::ALL {
        let mut report = report.clone();
        if format == Format::Csv {
            report.parts.retain(|p| !matches!(p, Part::Table(_)));
        }
        let path = Path::new(&folder).join(format!("sample-{format}.{}", format.extension()));
        std::fs::write(path, bytes(&report, format)).expect("a file");
    }
}
