//! What is added, replaced and removed, in one commit and over several.

use std::collections::BTreeMap;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use tadori_dictionary::{Analyzer, Vocabulary};
use tadori_text::BlockKind;

use super::*;
use crate::passage::tests::block;
use crate::{Index, Order, Query, Thesaurus};

/// An index of its own, with what it takes to ask it.
struct Desk {
    analyzer: Analyzer,
    thesaurus: Thesaurus,
    folder: tempfile::TempDir,
    index: Index,
}

impl Desk {
    fn new() -> Self {
        let vocabulary = Vocabulary::bundled();
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(&folder.path().join("index")).unwrap();
        Self { analyzer: Analyzer::new(&vocabulary).unwrap(), thesaurus: Thesaurus::new(&vocabulary), folder, index }
    }

    fn add(&self, writer: &mut Writer, document: u64, text: &str) {
        let blocks = [block(BlockKind::Paragraph, text)];
        let analysis = Analysis::new(&self.analyzer, &writer.lexicon(), "", &blocks);
        writer.add(document, &analysis).unwrap();
    }

    fn commit(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.commit(&Ticket { stamp: Ticket::stamp_of(&self.analyzer), sequence: 1 })
    }

    /// The documents in which `typed` is found, each passage counted.
    fn found(&self, typed: &str) -> Vec<u64> {
        self.index.reload().unwrap();
        let query = Query::parse(typed, &self.analyzer, &self.thesaurus);
        let hits = self.index.search(&query, &Order::default(), 0, 100, 0).unwrap().hits;
        let mut documents: Vec<u64> = hits.iter().map(|hit| hit.document).collect();
        documents.sort_unstable();
        documents
    }
}

#[derive(Clone, Debug)]
enum Step {
    Add(u64, &'static str),
    Remove(u64),
    Commit,
}

const TEXTS: [&str; 3] = ["研究", "設備", "創薬"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..5_u64, proptest::sample::select(&TEXTS[..])).prop_map(|(document, text)| Step::Add(document, text)),
        2 => (0..5_u64).prop_map(Step::Remove),
        3 => Just(Step::Commit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_document_is_found_by_what_was_added_last(steps in vec(step(), 0..80)) {
        let desk = Desk::new();
        let mut writer = desk.index.writer().unwrap();
        let mut model = BTreeMap::new();
        for step in steps {
            match step {
                Step::Add(document, text) => {
                    desk.add(&mut writer, document, text);
                    model.insert(document, text);
                }
                Step::Remove(document) => {
                    writer.remove(document).unwrap();
                    model.remove(&document);
                }
                Step::Commit => desk.commit(&mut writer).unwrap(),
            }
        }
        desk.commit(&mut writer).unwrap();
        writer.close().unwrap();
        for text in TEXTS {
            let expected: Vec<u64> = model.iter().filter(|(_, is)| **is == text).map(|(document, _)| *document).collect();
            prop_assert_eq!(desk.found(text), expected, "{}", text);
        }
    }
}

#[test]
fn what_could_not_be_written_is_not_committed_without() {
    let desk = Desk::new();
    let mut writer = desk.index.writer().unwrap();
    desk.add(&mut writer, 1, "研究");
    let (folder, away) = (desk.folder.path().join("index"), desk.folder.path().join("away"));
    // On Windows a folder in use cannot be moved, and nothing comes of this test.
    if fs::rename(&folder, &away).is_err() {
        return;
    }
    desk.commit(&mut writer).unwrap_err();
    fs::rename(&away, &folder).unwrap();
    desk.commit(&mut writer).unwrap();
    assert_eq!(desk.found("研究"), [1]);
}

#[test]
fn a_commit_that_was_cut_off_can_be_done_again() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("index");
    let mut writer = desk.index.writer().unwrap();
    desk.add(&mut writer, 1, "研究");
    desk.add(&mut writer, 2, "研究");
    desk.commit(&mut writer).unwrap();
    writer.close().unwrap();
    let before = fs::read(folder.join("meta.json")).unwrap();
    let remove = || {
        let mut writer = desk.index.writer().unwrap();
        writer.remove(1).unwrap();
        desk.commit(&mut writer).unwrap();
        writer.close().unwrap();
    };
    remove();
    let mut paths = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    assert!(paths.any(|path| path.extension().is_some_and(|e| e == "del")));
    // As after a kill right before the end: all files are there, the commit is not.
    fs::write(folder.join("meta.json"), before).unwrap();
    assert_eq!(desk.found("研究"), [1, 2]);
    remove();
    assert_eq!(desk.found("研究"), [2]);
}

#[test]
fn the_first_removal_outlives_merges_that_were_cut_off() {
    let desk = Desk::new();
    let mut writer = desk.index.writer().unwrap();
    // Segments that were not merged before a kill.
    writer.index.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    for document in 0..8 {
        for document in [document, 100 + document, 200 + document] {
            desk.add(&mut writer, document, "研究");
        }
        if document == 7 {
            writer.remove(103).unwrap();
        }
        desk.commit(&mut writer).unwrap();
    }
    drop(writer);
    let mut writer = desk.index.writer().unwrap();
    // From the segment that the last commit removed from.
    writer.remove(3).unwrap();
    desk.add(&mut writer, 300, "設備");
    desk.commit(&mut writer).unwrap();
    writer.close().unwrap();
    let expected: Vec<u64> =
        (0..8).chain(100..108).chain(200..208).filter(|document| ![3, 103].contains(document)).collect();
    assert_eq!(desk.found("研究"), expected);
}
