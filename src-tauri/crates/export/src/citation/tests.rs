use super::*;
use tadori_text::Lines;

fn source() -> Source {
    Source {
        title: "みなと振興基本方針2025".into(),
        issuer: Some("みなと庁".into()),
        decided_on: "2025-06-13".parse().ok(),
        decided_by: Some("閣議決定".into()),
        url: Some("https://example.jp/a".into()),
        ..Source::default()
    }
}

fn place(first: &str, last: &str) -> Place {
    let pages = Pages { number: Some(8), first: first.into(), last: last.into() };
    Place {
        section: vec!["第２章".into(), "３．（４）".into()], pages: Some(pages), lines: Some(Lines::new(12, 14))
    }
}

#[test]
fn pages_are_printed_as_offices_print_them() {
    for (word, first, last, printed) in [
        (PageWord::Page, "8", "8", "p.８"),
        (PageWord::Page, "12", "13", "p.12–13"),
        (PageWord::Page, "ⅳ", "ⅳ", "p.ⅳ"),
        (PageWord::Page, "９", "９", "p.９"),
        (PageWord::Slide, "3", "3", "スライド３"),
        (PageWord::Sheet, "総括表", "総括表", "シート「総括表」"),
    ] {
        assert_eq!(position(word, &place(first, last)), printed);
    }
    let place = Place { pages: None, ..place("8", "8") };
    assert_eq!(position(PageWord::Page, &place), "12–14行");
    assert_eq!(lines(&Place { lines: Some(Lines::new(3, 3)), ..place }), "3行");
}

#[test]
fn each_style_cites() {
    let cite = |style: &str| style.parse::<Style>().unwrap().cite(&source(), Some(&place("8", "8")), "tadori://open/a");
    assert_eq!(cite("ministry"), "「みなと振興基本方針2025」（令和７年６月13日閣議決定）第２章　３．（４）、p.８");
    assert_eq!(cite("short"), "「みなと振興基本方針2025」p.８");
    assert_eq!(cite("academic"), "みなと庁「みなと振興基本方針2025」2025年、8頁");
    assert_eq!(cite("{title}, {year}, {page}[ <{url}>]"), "みなと振興基本方針2025, 2025, p.８ <https://example.jp/a>");
    assert_eq!(cite("{{{title}}} [[1]] {lines}"), "{みなと振興基本方針2025} [1] 12–14行");
}

#[test]
fn a_draft_has_no_date_in_any_style() {
    let draft = Source { draft: true, ..source() };
    for style in ["ministry", "short", "academic", "{title}（{decided}{body}）{year}", "{source}"] {
        let cited = style.parse::<Style>().unwrap().cite(&draft, Some(&place("8", "8")), "");
        assert!(cited.contains('案') && !cited.contains("令和") && !cited.contains("2025年"), "{cited}");
    }
}

#[test]
fn what_is_unknown_is_not_invented() {
    let bare = Source { title: "覚書".into(), ..Source::default() };
    let cite = |style: &str| style.parse::<Style>().unwrap().cite(&bare, None, "");
    assert_eq!(cite("ministry"), "「覚書」");
    assert_eq!(cite("academic"), "「覚書」刊行年不明");
    assert_eq!(cite("{title}[（{decided}{body}）][、{page}]"), "覚書");
    let by = Source { decided_by: Some("本部決定".into()), ..bare };
    assert_eq!(Style::Ministry.cite(&by, None, ""), "「覚書」（本部決定、日付不明）");
}

#[test]
fn a_wrong_template_says_what_is_wrong() {
    let error = |text: &str| text.parse::<Style>().unwrap_err().to_string();
    assert!(error("{titel}").contains("{titel}") && error("{titel}").contains("{title}"));
    assert!(error("{title").contains("character 1"));
    assert!(error("{title}]").contains("character 8"));
    assert!(error("[{title}").contains("character 1"));
    assert!(error("minstry").contains("ministry, short"));
}

#[test]
fn a_style_is_kept_as_its_text() {
    for text in ["ministry", "short", "academic", "{title}[、{page}]"] {
        let style: Style = serde_json::from_value(serde_json::json!(text)).unwrap();
        assert_eq!(serde_json::to_value(&style).unwrap(), serde_json::json!(text));
    }
    assert!(serde_json::from_value::<Style>(serde_json::json!("{x}")).is_err());
}
