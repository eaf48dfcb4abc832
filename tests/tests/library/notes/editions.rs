//! Notes through everything that happens to documents.

use tadori_library::tadori_notes::{Note, State};
use tadori_library::{Error, Library, Status};
use tadori_tests::{Desk, assert_healthy, import, run};

use super::{PLAN, library, note_in, note_on, told};
use crate::decide::garble_blocks;

fn state(words: &str, state: State) -> (String, State) {
    (words.to_owned(), state)
}

#[test]
fn a_note_outlives_what_is_derived() {
    let desk = Desk::new();
    let library = library(&desk);
    note_on(&library, "12億円", "");
    drop(library);
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database.execute("UPDATE document SET structure = 1", []).expect("it can be changed");
    drop(database);
    let library = desk.open();
    assert_eq!(told(&library), [state("12億円", State::Same)]);
    import(&library, &[desk.file("計画.txt", PLAN)]);
    assert_eq!(told(&library), [state("12億円", State::Same)], "the same file again");
}

#[test]
fn in_a_new_edition_it_is_moved_shown_and_accepted_by_a_person() {
    let desk = Desk::new();
    let library = library(&desk);
    let note = note_on(&library, "離島の灯台について、毎年一度の点検を行う。", "要確認").note;
    let new = PLAN.replace("１．塗装\n", "１．塗装\n\n塗装は専門の業者が行う。\n");
    import(&library, &[desk.file("計画.txt", &new)]);
    let row = library.note(&note.id).expect("it is there");
    assert_eq!((row.state, row.note.target.document == row.document_id()), (State::Moved, false));
    assert_eq!(row.note, note, "nothing was changed in silence");
    let then = row.note.target.anchor.clone().expect("words");
    assert_eq!(row.place.now.as_ref().map(|now| now.position.start > then.position.start), Some(true));
    let accepted = library.accept_moves(std::slice::from_ref(&note.id)).expect("it can be accepted").remove(0);
    assert_eq!((accepted.state, accepted.note.target.document.as_str()), (State::Same, row.document_id()));
    assert_eq!(accepted.note.body, "要確認");
    let versions = library.note_history(&note.id).expect("a history");
    assert_eq!(versions[0].note.as_ref().map(|n| &n.target), Some(&note.target), "what it held on to is kept");
    assert_eq!(library.undo().expect("undo").done.as_deref(), Some("accept-moves"));
    assert_eq!(library.note(&note.id).expect("it is there").state, State::Moved);
}

#[test]
fn it_never_goes_to_a_look_alike() {
    let desk = Desk::new();
    let library = library(&desk);
    note_on(&library, "費用として12億円を措置する。", "");
    import(&library, &[desk.file("計画.txt", PLAN.replace("12億円", "14億円"))]);
    assert_eq!(told(&library), [state("費用として12億円を措置する。", State::Lost)], "not to 13億円, nor to 14億円");
    import(&library, &[desk.file("計画.txt", PLAN)]);
    assert_eq!(told(&library), [state("費用として12億円を措置する。", State::Same)], "the old edition again");
}

#[test]
fn of_a_removed_document_it_stays_and_is_found_when_that_comes_back() {
    let desk = Desk::new();
    let library = library(&desk);
    let note = note_on(&library, "12億円", "要確認").note;
    let document = library.documents()[0].id.to_string();
    library.remove(&document).expect("it can be removed");
    assert_eq!(told(&library), [state("12億円", State::Lost)]);
    let row = library.note(&note.id).expect("it stays");
    assert_eq!((row.title(), row.document.is_none(), row.note.body.as_str()), ("灯台保全計画", true, "要確認"));
    assert!(matches!(library.open_link(&row.address().to_string()), Err(Error::NoDocument { .. })));
    import(&library, &[desk.file("よそ/計画.txt", PLAN)]);
    assert_eq!(told(&library), [state("12億円", State::Same)], "the same file, from elsewhere");
    library.remove(&document).expect("it can be removed");
    import(&library, &[desk.file("計画.txt", PLAN.replace("港湾会議決定", "港湾会議決定（改）"))]);
    assert_eq!(told(&library), [state("12億円", State::Moved)], "another edition, by its file name");
}

#[test]
fn it_is_saved_from_a_damaged_database_with_its_history() {
    let desk = Desk::new();
    let library = library(&desk);
    let collection = library.create_collection("灯台", None, "はじめに").expect("it can be made").collection.id;
    let note = note_in(&library, "12億円", "要確認", Some(&collection)).note;
    let gone = note_on(&library, "13億円", "").note.id;
    library.remove_notes(std::slice::from_ref(&gone)).expect("it can be removed");
    drop(library);
    garble_blocks(&desk);
    tadori_tests::doctor(&desk.library());
    let library = desk.open();
    assert_eq!(told(&library), [state("12億円", State::Same)]);
    assert_eq!(library.note(&note.id).expect("it is there").note, note);
    assert_eq!(library.collection(&collection).expect("it is there").len(), 1);
    assert_eq!(library.undo().expect("undo").done.as_deref(), Some("remove-notes"));
    assert_eq!(told(&library).len(), 2);
    drop(library);
    assert_healthy(&desk.library());
}

/// A library with a note, closed.
fn with_a_note() -> (Desk, Note) {
    let desk = Desk::new();
    let note = note_on(&library(&desk), "12億円", "要確認").note;
    (desk, note)
}

/// The table of notes itself cannot be read; the log of what was done to them knows them.
#[test]
fn it_is_saved_by_the_log_where_its_table_is_damaged() {
    let (desk, note) = with_a_note();
    garble_tables(&desk, &["note"]);
    assert!(tadori_tests::doctor(&desk.library()).iter().all(|check| check.status != Status::Failed));
    let library = desk.open();
    assert_eq!(library.note(&note.id).expect("it is there").note, note);
}

/// Makes the first pages of tables unreadable.
fn garble_tables(desk: &Desk, tables: &[&str]) {
    let path = desk.library().join("library.sqlite");
    let database = rusqlite::Connection::open(&path).expect("a database");
    database.pragma_update(None, "wal_checkpoint", "TRUNCATE").ok();
    let size: usize = database.pragma_query_value(None, "page_size", |row| row.get(0)).expect("a size");
    let page = |table: &&str| {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        database.query_row(sql, [table], |row| row.get::<_, usize>(0)).expect("a page")
    };
    let pages: Vec<usize> = tables.iter().map(page).collect();
    drop(database);
    let mut bytes = std::fs::read(&path).expect("it can be read");
    for page in pages {
        let start = (page - 1) * size;
        bytes[start..start + 64].fill(0xA5);
    }
    std::fs::write(&path, bytes).expect("it can be written");
}

#[test]
fn it_is_saved_where_the_first_page_of_the_database_is_lost() {
    for lost in [4, 100, 4096] {
        let (desk, note) = with_a_note();
        let path = desk.library().join("library.sqlite");
        let mut bytes = std::fs::read(&path).expect("it can be read");
        bytes[..lost].fill(0xA5);
        std::fs::write(&path, bytes).expect("it can be written");
        let checks = tadori_tests::doctor(&desk.library());
        assert!(checks.iter().all(|check| check.status != Status::Failed), "{lost} bytes: {checks:#?}");
        let library = desk.open();
        assert_eq!(library.note(&note.id).expect("it is there").note, note, "{lost} bytes");
        assert_eq!(library.documents()[0].file_name, "計画.txt", "{lost} bytes");
        drop(library);
        let names = std::fs::read_dir(desk.library()).expect("a folder").flatten().map(|e| e.file_name());
        let left: Vec<_> =
            names.filter(|n| ["reading", "new"].iter().any(|w| n.to_string_lossy().contains(w))).collect();
        assert!(left.is_empty(), "copies for reading are removed: {left:?}");
    }
}

#[test]
fn it_is_saved_from_a_damaged_database_whose_originals_are_gone() {
    let (desk, note) = with_a_note();
    garble_blocks(&desk);
    std::fs::remove_dir_all(desk.library().join("originals")).expect("it goes");
    let checks = tadori_tests::doctor(&desk.library());
    assert!(checks.iter().all(|check| check.check != "notes"), "{checks:#?}");
    assert_eq!(desk.open().note(&note.id).expect("it is there").note, note);
}

/// Neither the table nor the log can be read: that is said.
#[test]
fn what_cannot_be_saved_is_named() {
    let (desk, _) = with_a_note();
    garble_tables(&desk, &["note", "change"]);
    let checks = tadori_tests::doctor(&desk.library());
    let check = checks.iter().find(|check| check.check == "notes").expect("it was checked");
    assert_eq!(check.status, Status::Failed);
    for part in ["notes and collections", "history", "library.damaged-"] {
        assert!(check.message.contains(part), "{} does not name {part}", check.message);
    }
    assert!(!check.message.contains("verdicts"), "{}", check.message);
    assert!(tadori_tests::doctor(&desk.library()).iter().all(|check| check.status == Status::Ok));
}

#[test]
fn in_a_library_that_cannot_be_written_to_it_is_read_and_not_made() {
    let desk = Desk::new();
    let library = library(&desk);
    let id = note_on(&library, "12億円", "").note.id;
    drop(library);
    let mut permissions = std::fs::metadata(desk.library()).expect("a folder").permissions();
    permissions.set_readonly(true);
    for name in [desk.library(), desk.library().join("library.sqlite")] {
        std::fs::set_permissions(name, permissions.clone()).expect("it can be changed");
    }
    let library = Library::open(&desk.library()).expect("it opens");
    if library.read_only() {
        assert_eq!(told(&library), [state("12億円", State::Same)]);
        assert!(matches!(library.remove_notes(&[id]), Err(Error::ReadOnly { .. })));
        assert!(matches!(library.undo(), Err(Error::ReadOnly { .. })));
    } else {
        tadori_tests::skipped("whoever runs this may write everywhere");
    }
    drop(library);
    for name in [desk.library(), desk.library().join("library.sqlite")] {
        let mut permissions = std::fs::metadata(&name).expect("it is there").permissions();
        #[allow(clippy::permissions_set_readonly_false, reason = "a folder of the test's own")]
        permissions.set_readonly(false);
        std::fs::set_permissions(name, permissions).expect("it can be changed");
    }
}

#[test]
fn a_link_opens_its_passage_in_the_current_edition_or_says_why_not() {
    let desk = Desk::new();
    let library = library(&desk);
    let row = note_on(&library, "離島の灯台について、毎年一度の点検を行う。", "");
    let link = row.address().to_string();
    let opened = library.open_link(&link).expect("it leads somewhere");
    assert_eq!(
        (opened.document.id.as_str(), opened.place.parts.clone(), opened.moved),
        (row.document_id(), row.place.parts.clone(), false)
    );
    let new = PLAN.replace("１．塗装\n", "１．塗装\n\n塗装は専門の業者が行う。\n");
    import(&library, &[desk.file("計画.txt", &new)]);
    let opened = library.open_link(&link).expect("it leads somewhere");
    assert_eq!((opened.document.superseded, opened.moved), (false, true));
    import(&library, &[desk.file("計画.txt", new.replace("毎年一度", "毎年二度"))]);
    let opened = library.open_link(&link).expect("it leads somewhere");
    assert!(opened.document.superseded, "to the edition that has the words");
    let changed = link.replace("q=", "q=0").chars().take(link.len()).collect::<String>();
    assert!(matches!(library.open_link(&changed), Err(Error::LinkLost { .. })));
    assert!(matches!(library.open_link("https://example.com"), Err(Error::NoAddress(_))));
    let alone = library.open_link(&format!("tadori://open/{}?b=3-900", row.document_id())).expect("blocks alone");
    assert_eq!(alone.blocks.0, 3);
    let output = run(&desk, &["notes", "open", &link]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one line");
    assert_eq!(told["file"].as_str(), Some("計画.txt"));
}
