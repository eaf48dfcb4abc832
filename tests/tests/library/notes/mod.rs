//! Notes: kept, changed, undone, found again or honestly lost, exchanged.

mod editions;
mod exchange;
mod order;

use tadori_library::tadori_notes::{Colour, State};
use tadori_library::{Error, Library, NewNote, NoteEdit, NotePlace, NoteRow, NotesRequest, Point};
use tadori_tests::{Desk, assert_healthy};

/// A plan with a sentence that stands twice, but for the amount.
pub(crate) const PLAN: &str = "灯台保全計画\n\n令和８年４月１日\n港湾会議決定\n\n１．塗装\n\n古い灯台を、五年に一度、白く塗り替える。費用として12億円を措置する。\n\n\
                    塗り替えに当たっては、海鳥の巣を移す。\n\n２．点検\n\n離島の灯台について、毎年一度の点検を行う。費用として13億円を措置する。\n";

/// Makes a note on these words, where they stand first.
#[track_caller]
pub(crate) fn note_on(library: &Library, words: &str, body: &str) -> NoteRow {
    note_in(library, words, body, None)
}

#[track_caller]
pub(crate) fn note_in(library: &Library, words: &str, body: &str, collection: Option<&str>) -> NoteRow {
    let (document, place) = place_of(library, words);
    let new =
        NewNote { document: &document, place, colour: Colour::Green, body, tags: &["予算".to_owned()], collection };
    library.annotate(&new).expect("a note can be made")
}

/// Where these words stand first.
#[track_caller]
pub(crate) fn place_of(library: &Library, words: &str) -> (String, NotePlace) {
    for document in library.documents() {
        for row in library.blocks(&document, 0, u32::MAX).expect("its blocks") {
            if let Some(at) = row.block.text.find(words) {
                let point = |at| Point { block: row.ordinal, at };
                return (document.id.to_string(), NotePlace::Words(point(at), point(at + words.len())));
            }
        }
    }
    panic!("“{words}” stands nowhere");
}

/// Words and state of every note.
pub(crate) fn told(library: &Library) -> Vec<(String, State)> {
    let answer = library.notes(&NotesRequest { count: 1000, ..NotesRequest::default() }).expect("a list");
    answer.notes.iter().map(|row| (row.anchor().map_or_else(String::new, |a| a.quote.clone()), row.state)).collect()
}

pub(crate) fn library(desk: &Desk) -> Library {
    desk.with(&[("計画.txt", PLAN)])
}

#[test]
fn a_note_is_made_changed_and_removed() {
    let desk = Desk::new();
    let library = library(&desk);
    let row = note_on(&library, "12億円", "要**確認**");
    assert_eq!((row.state, row.title(), row.file()), (State::Same, "灯台保全計画", "計画.txt"));
    assert_eq!((row.note.colour, row.note.tags.as_slice()), (Colour::Green, &["予算".to_owned()][..]));
    assert_eq!(row.anchor().map(|a| a.section.clone()), Some(vec!["１．塗装".to_owned()]));
    assert_eq!(row.place.lines.map(|l| l.first), Some(8));
    let (document, place) = place_of(&library, "12億円");
    let NotePlace::Words(from, to) = place else { unreachable!() };
    assert_eq!(row.place.parts, [(from.block, tadori_library::Span::new(from.at, to.at))]);
    assert_eq!(row.address().to_string(), library.link_of(&document, from, to).expect("a link").to_string());
    let edit = NoteEdit { colour: Some(Colour::Pink), ..NoteEdit::default() };
    let changed = library.save_note(&row.note.id, &edit).expect("it can be changed");
    assert_eq!((changed.note.colour, changed.note.body.as_str()), (Colour::Pink, "要**確認**"), "the rest stays");
    library.remove_notes(std::slice::from_ref(&row.note.id)).expect("it can be removed");
    assert!(matches!(library.note(&row.note.id), Err(Error::NoNote { .. })));
    assert_eq!(told(&library), []);
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn where_there_are_no_words_no_note_is_made() {
    let desk = Desk::new();
    let library = library(&desk);
    let document = library.documents()[0].id.to_string();
    let at = |block, at| Point { block, at };
    let page = tadori_library::PageBox { page: 1, rect: tadori_library::Rect::default() };
    for place in [
        NotePlace::Words(at(3, 0), at(3, 0)),
        NotePlace::Words(at(3, 1), at(3, 4)),
        NotePlace::Words(at(0, 0), at(900, 3)),
        NotePlace::Page(page),
    ] {
        let new = NewNote { document: &document, place, colour: Colour::Blue, body: "", tags: &[], collection: None };
        assert!(matches!(library.annotate(&new), Err(Error::NoWords { .. })), "{place:?}");
    }
    let (_, place) = place_of(&library, "12億円");
    let new = NewNote { document: "0000", place, colour: Colour::Blue, body: "", tags: &[], collection: None };
    assert!(matches!(library.annotate(&new), Err(Error::NoDocument { .. })));
    let new = NewNote { document: &document, collection: Some("none"), ..new };
    assert!(matches!(library.annotate(&new), Err(Error::NoCollection { .. })));
    assert_eq!(told(&library), [], "a step that failed left nothing");
    assert_eq!(library.undo_state().expect("a state").undo, None);
}

#[test]
fn notes_are_found_filtered_and_counted() {
    let desk = Desk::new();
    let library = desk.with(&[("計画.txt", PLAN), ("別.txt", "桟橋の計画\n\n桟橋を延ばす。\n")]);
    note_on(&library, "毎年一度の点検", "ＡＭＥＤと調整");
    let paint = note_on(&library, "白く塗り替える", "");
    let pier = note_on(&library, "桟橋を延ばす", "");
    let edit = NoteEdit { colour: Some(Colour::Blue), tags: Some(vec!["港".to_owned()]), ..NoteEdit::default() };
    library.save_note(&pier.note.id, &edit).expect("it can be changed");
    let ask = |change: fn(&mut NotesRequest)| {
        let mut request = NotesRequest { count: 10, ..NotesRequest::default() };
        change(&mut request);
        let answer = library.notes(&request).expect("a list");
        let quotes = answer.notes.iter().map(|row| row.note.target.quote().to_owned()).collect::<Vec<_>>();
        (quotes, answer)
    };
    let (quotes, answer) = ask(|_| {});
    assert_eq!(quotes, ["桟橋を延ばす", "白く塗り替える", "毎年一度の点検"], "by document, in its order");
    let facets = |list: &[tadori_library::Facet]| list.iter().map(|f| (f.label.clone(), f.count)).collect::<Vec<_>>();
    assert_eq!(facets(&answer.tags), [("予算".to_owned(), 2), ("港".to_owned(), 1)]);
    assert_eq!(facets(&answer.documents), [("桟橋の計画".to_owned(), 1), ("灯台保全計画".to_owned(), 2)]);
    let (quotes, answer) = ask(|r| r.colours = vec![Colour::Blue]);
    assert_eq!((quotes.as_slice(), answer.total), (&["桟橋を延ばす".to_owned()][..], 1));
    assert_eq!(facets(&answer.colours).len(), 2, "counted without its own restriction");
    assert_eq!(ask(|r| r.words = "amed 調整".to_owned()).0, ["毎年一度の点検"], "in the note, however set");
    assert_eq!(ask(|r| r.words = "灯台".to_owned()).0.len(), 2, "in the title");
    assert_eq!(ask(|r| r.words = "灯台 桟橋".to_owned()).0.len(), 0);
    assert_eq!(ask(|r| r.tags = vec!["港".to_owned()]).0, ["桟橋を延ばす"]);
    assert_eq!(ask(|r| r.sort = tadori_library::NoteSort::Changed).0[0], "桟橋を延ばす");
    assert_eq!(ask(|r| (r.first, r.count) = (1, 1)).0, ["白く塗り替える"]);
    let document = paint.document_id().to_owned();
    let request = NotesRequest { document: Some(document.clone()), count: 10, ..NotesRequest::default() };
    assert_eq!(library.notes(&request).expect("a list").total, 2);
    assert_eq!(library.notes_of(&document).expect("a list").len(), 2);
}

#[test]
fn what_is_typed_in_one_go_is_one_step_and_every_word_is_kept() {
    let desk = Desk::new();
    let library = library(&desk);
    let id = note_on(&library, "12億円", "").note.id;
    let save = |library: &Library, body: &str| {
        let edit = NoteEdit { body: Some(body.to_owned()), ..NoteEdit::default() };
        library.save_note(&id, &edit).expect("it can be changed");
    };
    for body in ["要", "要確", "要確認"] {
        save(&library, body);
    }
    let body = |library: &Library| library.note(&id).expect("it is there").note.body;
    drop(library);
    let library = desk.open();
    assert_eq!(body(&library), "要確認", "opened again");
    assert_eq!(library.undo().expect("undo").done.as_deref(), Some("save-note"));
    assert_eq!(body(&library), "", "all of it at once");
    library.redo().expect("redo");
    assert_eq!(body(&library), "要確認");
    let edit = NoteEdit { colour: Some(Colour::Blue), ..NoteEdit::default() };
    library.save_note(&id, &edit).expect("it can be changed");
    save(&library, "要確認、二度");
    library.undo().expect("undo");
    assert_eq!((body(&library).as_str(), library.note(&id).expect("it").note.colour), ("要確認", Colour::Blue));
    let versions = library.note_history(&id).expect("a history");
    let told: Vec<_> = versions.iter().map(|v| (v.done.as_str(), v.undone)).collect();
    assert_eq!(told, [("annotate", false), ("save-note", false), ("save-note", false), ("save-note", true)]);
    assert_eq!(versions[0].note.as_ref().map(|n| n.body.as_str()), Some(""));
}

#[test]
fn undo_and_redo_go_the_whole_way_also_after_a_restart() {
    let desk = Desk::new();
    let library = library(&desk);
    let id = note_on(&library, "12億円", "一").note.id;
    let collection = library.create_collection("灯台", None, "").expect("it can be made").collection.id;
    library.put_in(&collection, std::slice::from_ref(&id), None).expect("it can be put in");
    library.name_colour(Colour::Green, "根拠").expect("it can be named");
    library.remove_notes(std::slice::from_ref(&id)).expect("it can be removed");
    assert_eq!(library.collection(&collection).expect("it is there").len(), 0);
    drop(library);
    let library = desk.open();
    let undone = library.undo().expect("undo");
    assert_eq!((undone.done.as_deref(), undone.redo.as_deref()), (Some("remove-notes"), Some("remove-notes")));
    assert_eq!((undone.notes.as_slice(), undone.undo.as_deref()), (&[id.clone()][..], Some("name-colour")));
    assert_eq!(library.collection(&collection).expect("it is there")[0].note.body, "一", "also in its collection");
    assert_eq!(told(&library), [("12億円".to_owned(), State::Same)]);
    for done in ["name-colour", "put-in", "create-collection", "annotate"] {
        assert_eq!(library.undo().expect("undo").done.as_deref(), Some(done));
    }
    assert_eq!(
        library.undo().expect("undo"),
        tadori_library::Undone { redo: Some("annotate".to_owned()), ..tadori_library::Undone::default() }
    );
    assert!(library.collections().expect("a list").is_empty() && told(&library).is_empty());
    drop(library);
    let library = desk.open();
    for done in ["annotate", "create-collection", "put-in", "name-colour"] {
        assert_eq!(library.redo().expect("redo").done.as_deref(), Some(done));
    }
    assert_eq!(library.collection(&collection).expect("it is there")[0].note.id, id);
    assert_eq!(library.colours().expect("names")[1], (Colour::Green, "根拠".to_owned()));
    note_on(&library, "13億円", "");
    assert_eq!(library.redo().expect("redo").done, None, "something else was done since");
    assert_eq!(told(&library).len(), 2);
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn notes_are_written_while_another_program_imports() {
    let desk = Desk::new();
    let library = library(&desk);
    // What holds the lock of an import holds nobody up who writes notes.
    let lock = std::fs::File::create(desk.library().join("library.lock")).expect("a file");
    lock.try_lock().expect("nobody else has it");
    note_on(&library, "12億円", "");
    assert_eq!(told(&library).len(), 1);
    let other = Library::open(&desk.library()).expect("it opens");
    assert!(!other.notes_changed().expect("a number"), "it has seen what was there");
    note_on(&library, "13億円", "");
    assert!(other.notes_changed().expect("a number") && !other.notes_changed().expect("a number"), "once");
    assert!(!library.notes_changed().expect("a number"), "its own");
}
