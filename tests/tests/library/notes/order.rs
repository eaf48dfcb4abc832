//! Collections: a tree, with an order made by hand.

use tadori_library::{Error, Library};
use tadori_tests::Desk;

use super::{library, note_in, note_on};

/// Titles, by depth.
fn tree(library: &Library) -> Vec<String> {
    let rows = library.collections().expect("a list");
    let depth = |id: &Option<String>| {
        let mut depth = 0;
        let mut above = id.clone();
        while let Some(id) = above {
            depth += 1;
            above = rows.iter().find(|r| r.collection.id == id).and_then(|r| r.collection.parent.clone());
        }
        depth
    };
    rows.iter().map(|r| format!("{}{}", "　".repeat(depth(&r.collection.parent)), r.collection.title)).collect()
}

#[test]
fn collections_lie_in_one_another_and_can_be_moved() {
    let desk = Desk::new();
    let library = library(&desk);
    let make = |title: &str, parent: Option<&str>| {
        library.create_collection(title, parent, "").expect("it can be made").collection.id
    };
    let outer = make("外", None);
    let inner = make("内", Some(&outer));
    let other = make("他", None);
    let deep = make("奥", Some(&inner));
    assert_eq!(tree(&library), ["外", "　内", "　　奥", "他"]);
    let into_itself = library.move_collection(&outer, Some(&deep), None);
    assert!(matches!(into_itself, Err(Error::IntoItself { .. })));
    library.move_collection(&deep, Some(&outer), Some(&inner)).expect("it can be moved");
    assert_eq!(tree(&library), ["外", "　奥", "　内", "他"]);
    library.move_collection(&other, None, Some(&outer)).expect("it can be moved");
    assert_eq!(tree(&library), ["他", "外", "　奥", "　内"]);
    library.save_collection(&inner, Some(" 内側 "), Some("はじめに")).expect("it can be changed");
    let note = note_in(&library, "12億円", "", Some(&inner));
    assert_eq!(note.collections, [(inner.clone(), "内側".to_owned())]);
    library.remove_collection(&outer).expect("it can be removed");
    assert_eq!(tree(&library), ["他"]);
    assert!(library.note(&note.note.id).expect("the note stays").collections.is_empty());
    library.undo().expect("undo");
    assert_eq!(tree(&library), ["他", "外", "　奥", "　内側"]);
    assert_eq!(library.collection(&inner).expect("it is back").len(), 1);
    assert!(matches!(library.collection("none"), Err(Error::NoCollection { .. })));
}

#[test]
fn the_order_is_made_by_hand() {
    let desk = Desk::new();
    let library = library(&desk);
    let collection = library.create_collection("灯台", None, "").expect("it can be made").collection.id;
    let words = ["12億円", "13億円", "海鳥", "離島", "港湾"];
    let ids: Vec<String> = words.map(|w| note_on(&library, w, "").note.id).to_vec();
    let order = || {
        let rows = library.collection(&collection).expect("it is there");
        rows.iter().map(|r| ids.iter().position(|id| *id == r.note.id).expect("known")).collect::<Vec<_>>()
    };
    let put = |notes: &[usize], before: Option<usize>| {
        let notes: Vec<String> = notes.iter().map(|n| ids[*n].clone()).collect();
        library.put_in(&collection, &notes, before.map(|b| ids[b].as_str())).expect("they can be put in");
        order()
    };
    assert_eq!(put(&[0, 1, 2, 1], None), [0, 1, 2], "each once");
    assert_eq!(put(&[3, 4], Some(1)), [0, 3, 4, 1, 2]);
    assert_eq!(put(&[2, 0], Some(3)), [2, 0, 3, 4, 1], "those in it are moved");
    assert_eq!(put(&[3], Some(3)), [2, 0, 3, 4, 1], "before itself: nowhere else");
    assert_eq!(put(&[2], None), [0, 3, 4, 1, 2]);
    library.take_out(&collection, &ids[3..4]).expect("it can be taken out");
    assert_eq!(order(), [0, 4, 1, 2]);
    let request = tadori_library::NotesRequest {
        collection: Some(collection.clone()),
        count: 9,
        ..tadori_library::NotesRequest::default()
    };
    assert_eq!(library.notes(&request).expect("a list").total, 4);
    library.undo().expect("undo");
    assert_eq!(order(), [0, 3, 4, 1, 2]);
    // However often something is put between the same two.
    for round in 0..60 {
        let last = put(&[round % 3 + 2], Some(1));
        assert_eq!(last.iter().position(|n| *n == 1), Some(last.iter().position(|n| *n == round % 3 + 2).unwrap() + 1));
    }
}
