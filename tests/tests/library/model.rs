//! Whatever is done to a library in whatever order, some things always hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use tadori_library::Library;
use tadori_tests::{Desk, assert_healthy, found, import, search};

const WORDS: [&str; 4] = ["桟橋", "堤防", "灯台", "浮標"];

/// Something that can be done to a library.
#[derive(Clone, Debug)]
enum Deed {
    /// Write this text to this file and import it.
    Import { file: usize, text: usize },
    /// Remove the nth of all documents there ever were, if it is still there.
    Remove(usize),
    /// Close the library and open it again.
    Reopen,
    /// Lose the last commits of the index, as in a power cut, and open the library again.
    Forget,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        5 => (0..3_usize, 0..4_usize).prop_map(|(file, text)| Deed::Import { file, text }),
        3 => any::<prop::sample::Index>().prop_map(|index| Deed::Remove(index.index(12))),
        1 => Just(Deed::Reopen),
        1 => Just(Deed::Forget),
    ];
    prop::collection::vec(deed, 1..14)
}

/// Everything of the index folder, to be put back later.
fn snapshot(desk: &Desk) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let folder = desk.library().join("index/1");
    let entries = fs::read_dir(&folder).expect("a folder").flatten();
    entries.filter_map(|e| Some((e.path(), fs::read(e.path()).ok()?))).collect()
}

fn put_back(desk: &Desk, files: &[(std::path::PathBuf, Vec<u8>)]) {
    let folder = desk.library().join("index/1");
    fs::remove_dir_all(&folder).expect("it goes");
    fs::create_dir_all(&folder).expect("a new folder");
    for (path, bytes) in files {
        fs::write(path, bytes).expect("it can be written");
    }
}

/// What must hold at any moment. `at` is what stands in each file as it was last imported; after a removal, or when two
/// files had the same text (a library knows one path for a text), it no longer says what is current.
fn holds(library: &Library, at: &BTreeMap<usize, usize>, blurred: bool) -> Result<(), TestCaseError> {
    prop_assert!(library.is_settled().expect("a state"), "database and index agree");
    let documents = library.documents();
    let current: BTreeSet<String> = documents.iter().map(|d| d.hash.clone()).collect();
    prop_assert_eq!(current.len(), documents.len(), "each text once");
    let names: BTreeSet<&str> = documents.iter().map(|d| d.file_name.as_str()).collect();
    prop_assert_eq!(names.len(), documents.len(), "one current document of a file");
    for (text, word) in WORDS.iter().enumerate() {
        let there = current.contains(blake3::hash(content(text).as_bytes()).to_hex().as_str());
        let answer = search(library, word);
        prop_assert_eq!(answer.total, usize::from(there), "{} is found if and only if it is current", word);
        prop_assert_eq!(answer.hits.len(), answer.total);
        if !blurred {
            prop_assert_eq!(there, at.values().any(|t| *t == text), "{} is current if and only if a file has it", word);
        }
    }
    prop_assert_eq!(found(library, "資料").len(), documents.len());
    Ok(())
}

fn content(text: usize) -> String {
    format!("資料：{}の点検について。", WORDS[text])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn database_index_and_files_agree_whatever_is_done(deeds in deeds()) {
        let desk = Desk::new();
        let mut library = desk.open();
        let mut index = None;
        let (mut at, mut ids, mut blurred) = (BTreeMap::new(), Vec::new(), false);
        for deed in deeds {
            match deed {
                Deed::Import { file, text } => {
                    let report = import(&library, &[desk.file(format!("{file}.txt"), content(text))]).remove(0);
                    prop_assert!(report.refusal.is_none());
                    prop_assert_eq!(report.documents.len(), 1);
                    if !ids.contains(&report.documents[0]) {
                        ids.push(report.documents[0].clone());
                    }
                    blurred |= at.iter().any(|(other, t)| *other != file && *t == text);
                    at.insert(file, text);
                    let now = library.document(&report.documents[0]).expect("what was reported is there");
                    prop_assert!(!now.superseded, "and current");
                }
                Deed::Remove(nth) => {
                    if let Some(id) = ids.get(nth).filter(|id| library.document(id).is_ok()) {
                        let said = library.would_remove(id).expect("it is there");
                        prop_assert_eq!(library.remove(id).expect("it can be removed"), said);
                        prop_assert!(library.document(id).is_err());
                        blurred = true;
                    }
                }
                Deed::Reopen => {
                    drop(library);
                    index.get_or_insert_with(|| snapshot(&desk));
                    library = desk.open();
                }
                Deed::Forget => {
                    drop(library);
                    if let Some(files) = &index {
                        put_back(&desk, files);
                    }
                    library = desk.open();
                }
            }
            holds(&library, &at, blurred)?;
        }
        drop(library);
        assert_healthy(&desk.library());
    }
}
