use tadori_text::{Anchor, PageBox, Rect, Span};

use crate::{Collection, Colour, Note, Set, Target, from_json, to_json};

fn set() -> Set {
    let rect = Rect { left: 70.9, top: 100.25, right: 301.47, bottom: 110.75 };
    let note = |id: &str, target: Target| Note {
        id: id.to_owned(),
        target,
        colour: Colour::Blue,
        body: "要**確認**\n\n二段落目".to_owned(),
        tags: vec!["予算".to_owned(), "重要 事項".to_owned()],
        made_at: "2026-11-21T01:02:03Z".to_owned(),
        changed_at: "2026-11-21T01:02:04Z".to_owned(),
    };
    let words = Target {
        document: "0a1b2c3d4e5f6071".to_owned(),
        title: "灯台保全計画".to_owned(),
        file: "計画.pdf".to_owned(),
        anchor: Some(Anchor {
            quote: "灯台を\n塗り替える".to_owned(),
            prefix: "これにより".to_owned(),
            suffix: "こととする。".to_owned(),
            position: Span::new(120, 150),
            section: vec!["第１章".to_owned(), "２．塗装".to_owned()],
            page: Some(8),
        }),
        boxes: vec![PageBox { page: 8, rect }],
        on_page: false,
    };
    let place = Target { anchor: None, on_page: true, ..words.clone() };
    let inner = Collection {
        id: "c2".to_owned(),
        parent: Some("c1".to_owned()),
        position: 1,
        title: "塗装".to_owned(),
        introduction: "はじめに".to_owned(),
    };
    let outer = Collection { id: "c1".to_owned(), parent: None, title: "灯台".to_owned(), ..inner.clone() };
    Set {
        notes: vec![note("n1", words), Note { body: String::new(), ..note("n2", place) }],
        collections: vec![(outer, vec![]), (inner, vec!["n2".to_owned(), "n1".to_owned()])],
    }
}

#[test]
fn what_is_written_is_read() {
    let found = from_json(&to_json(&set())).unwrap();
    assert_eq!(found.set, set());
    assert!(!found.foreign);
}

#[test]
fn what_is_written_is_a_web_annotation() {
    let value: serde_json::Value = serde_json::from_str(&to_json(&set())).unwrap();
    assert_eq!((value["type"].as_str(), value["total"].as_u64()), (Some("AnnotationCollection"), Some(2)));
    let first = &value["first"]["items"][0];
    assert_eq!((first["type"].as_str(), first["motivation"].as_str()), (Some("Annotation"), Some("commenting")));
    let kinds: Vec<_> = first["target"]["selector"].as_array().unwrap().iter().map(|s| s["type"].as_str()).collect();
    let page = Some("FragmentSelector");
    assert_eq!(kinds, [Some("TextQuoteSelector"), Some("DataPositionSelector"), page, page]);
    assert_eq!(value["first"]["items"][1]["motivation"], "highlighting");
}

#[test]
fn hypothesis_is_read() {
    let json = r#"{"total": 1, "rows": [{"id": "aB-1", "created": "2026-01-02T03:04:05+00:00",
        "updated": "2026-01-03T03:04:05+00:00", "uri": "https://example.com/keikaku.pdf", "text": "要確認",
        "tags": ["予算"], "document": {"title": ["灯台保全計画"]},
        "target": [{"source": "x", "selector": [{"type": "TextPositionSelector", "start": 1, "end": 4},
        {"type": "TextQuoteSelector", "exact": "塗り替え", "prefix": "灯台を", "suffix": "る。"}]}]}]}"#;
    let found = from_json(json).unwrap();
    let note = &found.set.notes[0];
    assert!(found.foreign && note.target.document.is_empty());
    assert_eq!(
        (note.target.title.as_str(), note.target.quote(), note.body.as_str()),
        ("灯台保全計画", "塗り替え", "要確認")
    );
    assert_eq!(note.id, from_json(json).unwrap().set.notes[0].id, "known when it comes again");
    assert_eq!(note.id.len(), 36);
}

#[test]
fn zotero_is_read() {
    let json = r##"[{"itemType": "document", "attachments": [{"title": "灯台保全計画", "path": "C:\\文書\\計画.pdf",
        "annotations": [{"key": "ABCD2345", "annotationType": "highlight", "annotationText": "塗り替え",
        "annotationComment": "要確認", "annotationColor": "#5fb236", "annotationPageLabel": "6",
        "annotationPosition": "{\"pageIndex\":7,\"rects\":[[1,2,3,4]]}", "tags": [{"tag": "予算"}],
        "dateAdded": "2026-01-02T03:04:05Z", "dateModified": "2026-01-03T03:04:05Z"}]}]}]"##;
    let found = from_json(json).unwrap();
    let note = &found.set.notes[0];
    assert_eq!((note.colour, note.target.anchor.as_ref().unwrap().page), (Colour::Green, Some(8)));
    assert_eq!((note.target.file.as_str(), note.tags.as_slice()), ("C:\\文書\\計画.pdf", &["予算".to_owned()][..]));
}

#[test]
fn what_is_none_is_refused_with_the_reason() {
    for (json, why) in [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("{}", "neither"),
        (r#"{"rows": []}"#, "neither"),
        (
            r#"[{"type": "Annotation", "id": "urn:uuid:1", "target": "x"}, {"type": "Annotation"}]"#,
            "note 2: it has no id",
        ),
        (r#"{"type": "Annotation", "id": "urn:uuid:1"}"#, "note 1: it has no target"),
        (r#"{"type": "AnnotationPage", "items": [], "tadori:collections": [{"id": 1}]}"#, "collections is damaged"),
    ] {
        let error = from_json(json).unwrap_err().to_string();
        assert!(error.contains(why), "{json}: {error}");
    }
}
