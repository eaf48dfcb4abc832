//! Notes of other persons and programs are taken in beside what is here.

use tadori_library::tadori_notes::{Colour, State};
use tadori_library::{Error, Library, NoteEdit, Take};
use tadori_tests::{Desk, assert_healthy};

use super::{PLAN, library, note_in, note_on, told};

fn export(desk: &Desk, library: &Library) -> std::path::PathBuf {
    let path = desk.path("notes.json");
    library.export_notes(&path, None).expect("it can be written");
    path
}

fn save(library: &Library, id: &str, body: &str) {
    let edit = NoteEdit { body: Some(body.to_owned()), ..NoteEdit::default() };
    library.save_note(id, &edit).expect("it can be changed");
}

#[test]
fn what_is_written_comes_into_another_library() {
    let (mine, theirs) = (Desk::new(), Desk::new());
    let library = library(&mine);
    let outer = library.create_collection("灯台", None, "はじめに").expect("it can be made").collection.id;
    let inner = library.create_collection("費用", Some(&outer), "").expect("it can be made").collection.id;
    let one = note_in(&library, "12億円", "要確認", Some(&inner));
    let two = note_in(&library, "離島", "", Some(&inner));
    library.put_in(&inner, std::slice::from_ref(&two.note.id), Some(&one.note.id)).expect("it can be moved");
    let file = export(&mine, &library);
    let other = theirs.with(&[("計画.txt", PLAN)]);
    let imported = other.import_notes(&file).expect("it can be read");
    assert_eq!((imported.added, imported.lost, imported.known, imported.conflicts.len()), (2, 0, 0, 0));
    let order: Vec<_> = other.collection(&inner).expect("it is there").into_iter().map(|r| r.note).collect();
    assert_eq!(order, [two.note, one.note]);
    assert_eq!(other.collections().expect("a list")[1].collection.parent, Some(outer.clone()));
    let again = other.import_notes(&file).expect("it can be read");
    assert_eq!((again.added, again.known), (0, 2), "taken in once");
    assert_eq!(other.undo().expect("undo").done.as_deref(), Some("import-notes"));
    assert!(told(&other).is_empty() && other.collections().expect("a list").is_empty());
    // Without the document they are kept, and listed as lost.
    let bare = Desk::new();
    let imported = bare.open().import_notes(&file).expect("it can be read");
    assert_eq!((imported.added, imported.lost), (2, 2));
    // One collection alone.
    let path = mine.path("one.json");
    assert_eq!(library.export_notes(&path, Some(&outer)).expect("it can be written"), 2);
    assert!(matches!(library.export_notes(&path, Some("none")), Err(Error::NoCollection { .. })));
    drop(other);
    assert_healthy(&theirs.library());
}

#[test]
fn what_both_changed_is_a_conflict_that_a_person_settles() {
    let (mine, theirs) = (Desk::new(), Desk::new());
    let library = library(&mine);
    let ids: Vec<String> = ["12億円", "13億円", "離島"].map(|w| note_on(&library, w, "初め").note.id).to_vec();
    let file = export(&mine, &library);
    let other = theirs.with(&[("計画.txt", PLAN)]);
    other.import_notes(&file).expect("it can be read");
    for (n, id) in ids.iter().enumerate() {
        save(&other, id, &format!("あちらの{n}"));
    }
    // Not changed here: still known, for they were changed there, and here is nothing of it.
    let from_there = export(&theirs, &other);
    for (n, id) in ids.iter().enumerate() {
        save(&library, id, &format!("こちらの{n}"));
    }
    let imported = library.import_notes(&from_there).expect("it can be read");
    assert_eq!((imported.added, imported.known, imported.conflicts.len()), (0, 0, 3));
    assert_eq!(library.note(&ids[0]).expect("it").note.body, "こちらの0", "what is here stays");
    drop(library);
    let library = mine.open();
    assert_eq!(library.note_conflicts().expect("a list").len(), 3, "also after a restart");
    for (id, take) in ids.iter().zip([Take::Mine, Take::Theirs, Take::Both]) {
        library.resolve_conflict(id, take).expect("it can be settled");
    }
    assert!(library.note_conflicts().expect("a list").is_empty());
    let body = |id: &String| library.note(id).expect("it").note.body;
    assert_eq!(
        (body(&ids[0]), body(&ids[1]), body(&ids[2])),
        ("こちらの0".to_owned(), "あちらの1".to_owned(), "こちらの2".to_owned())
    );
    assert_eq!(told(&library).len(), 4, "both");
    library.undo().expect("undo");
    assert_eq!((told(&library).len(), library.note_conflicts().expect("a list").len()), (3, 1), "it is open again");
    // An older state of ours is no news.
    let imported = library.import_notes(&file).expect("it can be read");
    assert_eq!((imported.known, imported.conflicts.len()), (3, 1), "only the one that is still open");
}

#[test]
fn notes_of_other_programs_find_their_document_by_its_name() {
    let desk = Desk::new();
    let library = library(&desk);
    let zotero = r##"[{"key": "AAAA1111", "annotationType": "highlight", "annotationText": "毎年一度の点検",
        "annotationComment": "要確認", "annotationColor": "#2ea8e5", "title": "灯台保全計画", "dateAdded": "2026-01-02T03:04:05Z"},
        {"key": "AAAA2222", "annotationType": "highlight", "annotationText": "費用として", "title": "灯台保全計画"},
        {"key": "AAAA3333", "annotationType": "note", "annotationText": "", "annotationComment": "余白に", "title": "灯台保全計画"}]"##;
    let file = desk.path("zotero.json");
    std::fs::write(&file, zotero).expect("it can be written");
    let imported = library.import_notes(&file).expect("it can be read");
    assert_eq!((imported.added, imported.lost), (3, 2), "what stands twice, or nowhere, is not guessed");
    let found = told(&library);
    assert!(found.contains(&("毎年一度の点検".to_owned(), State::Same)), "{found:?}");
    let hypothesis = r#"{"rows": [{"id": "x1", "created": "2026-01-02T03:04:05Z", "updated": "2026-01-02T03:04:05Z",
        "uri": "https://example.com/doc/%E8%A8%88%E7%94%BB.txt", "text": "**", "tags": ["港"], "document": {"title": []},
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "12億円", "prefix": "白く塗り替える。費用として", "suffix": "を措置する。"}]}]}]}"#;
    std::fs::write(&file, hypothesis).expect("it can be written");
    let imported = library.import_notes(&file).expect("it can be read");
    assert_eq!((imported.added, imported.lost), (1, 0));
    let blue = told(&library).len();
    assert_eq!(blue, 4);
    let answer = library
        .notes(&tadori_library::NotesRequest { colours: vec![Colour::Blue], count: 9, ..Default::default() })
        .expect("a list");
    assert_eq!(answer.notes[0].note.body, "要確認");
}

#[test]
fn a_damaged_file_changes_nothing() {
    let desk = Desk::new();
    let library = library(&desk);
    note_on(&library, "12億円", "");
    let file = export(&desk, &library);
    let text = std::fs::read_to_string(&file).expect("it can be read");
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    for damaged in ["", "{}", &half, &text.replace("\"id\": \"urn:uuid", "\"ID\": \"urn:uuid")] {
        std::fs::write(&file, damaged).expect("it can be written");
        assert!(matches!(library.import_notes(&file), Err(Error::NoNotes { .. })), "{damaged}");
    }
    assert_eq!(told(&library).len(), 1);
    assert!(matches!(library.import_notes(&desk.path("none.json")), Err(Error::Unreadable { .. })));
}
