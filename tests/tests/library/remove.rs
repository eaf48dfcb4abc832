//! Removing: what goes, what stays, what comes back, and that it is said beforehand.

use std::fs;

use tadori_library::{Error, Library, Removal};
use tadori_tests::{Desk, assert_healthy, found, import, search};

/// Removes a document after asking what that would take away.
#[track_caller]
fn remove(library: &Library, id: &str) -> Removal {
    let said = library.would_remove(id).expect("it is there");
    let done = library.remove(id).expect("it can be removed");
    assert_eq!(said, done, "what was said beforehand is what happened");
    assert!(matches!(library.document(id), Err(Error::NoDocument { .. })));
    assert!(library.remove(id).is_err(), "twice is once too often");
    done
}

fn id_of(library: &Library, name: &str) -> String {
    library.documents().iter().find(|d| d.external_id() == name).expect("it is there").id.to_string()
}

fn originals(desk: &Desk) -> usize {
    fs::read_dir(desk.library().join("originals")).expect("a folder").count()
}

#[test]
fn a_document_goes_with_its_original() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "桟橋の点検。\n\n堤防の補強。"), ("b.txt", "桟橋の塗装。")]);
    let removal = remove(&library, &id_of(&library, "a.txt"));
    assert_eq!((removal.blocks, removal.original, removal.restored), (2, true, None));
    assert_eq!(found(&library, "桟橋"), ["b".to_owned()].into());
    assert_eq!(originals(&desk), 1);
    drop(library);
    assert_eq!(found(&desk.open(), "桟橋"), ["b".to_owned()].into(), "and is gone for good");
    assert_healthy(&desk.library());
}

#[test]
fn what_was_removed_can_come_back() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "桟橋の点検。")]);
    let id = id_of(&library, "a.txt");
    remove(&library, &id);
    import(&library, &[desk.path("files/a.txt")]);
    assert_eq!((id_of(&library, "a.txt"), search(&library, "桟橋").total), (id, 1), "under the same id");
}

#[test]
fn the_original_of_records_stays_for_the_last_one() {
    let desk = Desk::new();
    let library = desk.with(&[("r.tsv", "A\t桟橋の点検\nB\t桟橋の塗装\nC\t桟橋の補強\n")]);
    for (record, left) in [("B", &["A", "C"][..]), ("A", &["C"])] {
        assert!(!remove(&library, &id_of(&library, record)).original, "{record}");
        assert_eq!(found(&library, "桟橋"), left.iter().map(|&r| r.to_owned()).collect(), "without {record}");
        assert_eq!(originals(&desk), 1);
    }
    assert!(remove(&library, &id_of(&library, "C")).original);
    assert_eq!((originals(&desk), library.documents().len(), search(&library, "桟橋").total), (0, 0, 0));
    assert_healthy(&desk.library());
}

/// Imports one text after the other as `a.txt`; gives the ids.
fn drafts(desk: &Desk, library: &Library, texts: &[&str]) -> Vec<String> {
    let one = |text| {
        let path = desk.file("a.txt", text);
        import(library, &[path])[0].documents[0].clone()
    };
    texts.iter().map(one).collect()
}

#[test]
fn an_older_file_becomes_current_again() {
    let desk = Desk::new();
    let library = desk.open();
    let ids = drafts(&desk, &library, &["初稿　桟橋", "二稿　堤防", "三稿　灯台"]);
    for (id, word, restored) in [(&ids[2], "堤防", Some("二稿　堤防")), (&ids[1], "桟橋", Some("初稿　桟橋"))]
    {
        let removal = remove(&library, id);
        assert_eq!((removal.original, removal.restored.is_some()), (true, restored.is_some()), "{removal:?}");
        assert_eq!((library.documents().len(), search(&library, word).total), (1, 1), "{word} can be found again");
        assert_eq!(search(&library, "稿").total, 1, "and only that");
    }
    assert_eq!(remove(&library, &ids[0]).restored, None);
    assert_eq!((library.documents().len(), originals(&desk)), (0, 0));
}

#[test]
fn removing_an_older_file_wakes_none() {
    let desk = Desk::new();
    let library = desk.open();
    let ids = drafts(&desk, &library, &["初稿　桟橋", "二稿　堤防", "三稿　灯台"]);
    let removal = remove(&library, &ids[1]);
    assert_eq!((removal.original, removal.restored), (true, None));
    assert!(library.document(&ids[0]).expect("it is kept").superseded, "the first draft stays superseded");
    assert_eq!((library.documents().len(), search(&library, "稿").total), (1, 1));
    // And it still stands in line behind the third.
    assert!(remove(&library, &ids[2]).restored.is_some());
    assert_eq!(search(&library, "桟橋").total, 1);
    assert_healthy(&desk.library());
}

#[test]
fn after_going_back_and_forth_the_one_before_is_restored() {
    let desk = Desk::new();
    let library = desk.open();
    let ids = drafts(&desk, &library, &["初稿　桟橋", "二稿　堤防", "三稿　灯台", "二稿　堤防"]);
    assert_eq!(ids[1], ids[3]);
    remove(&library, &ids[3]);
    assert_eq!((library.documents().len(), search(&library, "灯台").total, search(&library, "桟橋").total), (1, 1, 0));
    remove(&library, &ids[2]);
    assert_eq!((library.documents().len(), search(&library, "桟橋").total), (1, 1));
    assert_healthy(&desk.library());
}

#[test]
fn what_another_process_did_meanwhile_counts() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "桟橋の点検。")]);
    let id = id_of(&library, "a.txt");
    let other = desk.open();
    desk.file("a.txt", "堤防の点検。");
    import(&other, &[desk.path("files/a.txt")]);
    // `library` has not looked since: to it the document is the current one.
    let removal = library.remove(&id).expect("it can be removed");
    assert_eq!(removal.restored, None);
    assert_eq!((library.documents().len(), search(&library, "堤防").total), (1, 1));
    assert!(matches!(other.remove(&id), Err(Error::NoDocument { .. })));
}
