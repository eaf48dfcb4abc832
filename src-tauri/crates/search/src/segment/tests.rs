//! A segment of ours is the one that tantivy's own writer makes of the same tokens.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::postings::Postings as _;
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocSet, IndexWriter, TERMINATED};

use super::*;
use crate::index::schema;

/// All that is in the only segment of an index: what each field has of each passage.
fn contents(index: &tantivy::Index, fields: &Fields) -> BTreeMap<String, Vec<String>> {
    let searcher = index.reader().unwrap().searcher();
    let [segment] = searcher.segment_readers() else { panic!("there is more than one segment, or none") };
    let mut contents = BTreeMap::new();
    for field in [fields.document, fields.words, fields.grams, fields.context, fields.sounds] {
        let terms = segment.inverted_index(field).unwrap();
        let mut lines = vec![format!("{} tokens", terms.total_num_tokens())];
        let norms = segment.fieldnorms_readers().get_field(field).unwrap();
        lines.push(format!("{:?}", norms.map(|n| (0..n.num_docs()).map(|p| n.fieldnorm(p)).collect::<Vec<_>>())));
        let mut stream = terms.terms().stream().unwrap();
        while stream.advance() {
            let info = stream.value().clone();
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = terms.read_postings_from_terminfo(&info, option).unwrap();
            let mut line = format!("{:?} in {}:", String::from_utf8_lossy(stream.key()), info.doc_freq);
            while postings.doc() != TERMINATED {
                let mut positions = Vec::new();
                postings.positions(&mut positions);
                write!(line, " {}×{}{positions:?}", postings.doc(), postings.term_freq()).unwrap();
                postings.advance();
            }
            lines.push(line);
        }
        contents.insert(index.schema().get_field_name(field).to_owned(), lines);
    }
    for name in ["document", "first", "last"] {
        let column = segment.fast_fields().u64(name).unwrap();
        let values = (0..segment.max_doc()).map(|p| format!("{:?}", column.first(p))).collect();
        contents.insert(format!("{name}, column"), values);
    }
    contents
}

fn tokens<'a>(words: impl Iterator<Item = (u32, String)> + 'a) -> PreTokenizedString {
    let tokens =
        words.map(|(position, text)| Token { position: position as usize, text, ..Token::default() }).collect();
    PreTokenizedString { text: String::new(), tokens }
}

fn listed(words: &WordList) -> PreTokenizedString {
    tokens(words.iter().map(|(position, word)| (position, word.to_owned())))
}

/// An index of the passages that tantivy makes, and one that we make.
fn both(passages: &[(u64, Passage)], sounds: &WordList) -> [tantivy::Index; 2] {
    let (schema, f) = schema();
    let [theirs, ours] = [schema.clone(), schema].map(tantivy::Index::create_in_ram);
    let mut writer: IndexWriter = theirs.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (document, passage) in passages {
        let mut doc = TantivyDocument::default();
        doc.add_u64(f.document, *document);
        doc.add_u64(f.first, passage.blocks.start as u64);
        doc.add_u64(f.last, passage.blocks.end as u64 - 1);
        doc.add_pre_tokenized_text(f.words, listed(&passage.words));
        let bigrams = bigram::positions(&passage.text).map(|(at, pair)| (at, pair.iter().collect()));
        doc.add_pre_tokenized_text(f.grams, tokens(bigrams));
        doc.add_pre_tokenized_text(f.context, listed(&passage.context));
        writer.add_document(doc).unwrap();
    }
    let mut doc = TantivyDocument::default();
    doc.add_u64(f.document, NO_DOCUMENT);
    doc.add_u64(f.first, 0);
    doc.add_u64(f.last, 0);
    doc.add_pre_tokenized_text(f.sounds, listed(sounds));
    writer.add_document(doc).unwrap();
    writer.commit().unwrap();

    let mut builder = SegmentBuilder::default();
    for (document, passage) in passages {
        builder.add(*document, passage);
    }
    builder.add_sounds(sounds);
    let mut writer: IndexWriter = ours.writer_with_num_threads(1, 15_000_000).unwrap();
    let segment = writer.new_segment();
    let count = builder.write(&segment, &f).unwrap();
    writer.add_segment(segment.with_max_doc(count).meta().clone()).unwrap();
    writer.commit().unwrap();
    [theirs, ours]
}

fn word_list() -> impl Strategy<Value = WordList> {
    let block = vec("[あ-う研究𠮷a]{1,3}", 0..8);
    vec(block, 0..4).prop_map(|blocks| {
        let mut list = WordList::default();
        for block in blocks {
            for word in block {
                list.push(&word);
            }
            list.end_block();
        }
        list
    })
}

fn passage() -> impl Strategy<Value = (u64, Passage)> {
    let parts =
        (0..4_u64, 0..9_usize, 1..3_usize, word_list(), "([あ-う研究𠮷a]{0,9}\n){0,3}[あ-う]{0,2}", word_list());
    parts.prop_map(|(document, first, count, words, text, context)| {
        (document, Passage { blocks: first..first + count, words, text, context })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn a_segment_is_as_tantivy_makes_it(passages in vec(passage(), 0..300), sounds in word_list()) {
        let fields = schema().1;
        let [theirs, ours] = both(&passages, &sounds).map(|index| contents(&index, &fields));
        prop_assert_eq!(ours, theirs);
    }
}

#[test]
fn a_word_that_is_too_long_for_a_term_is_left_out() {
    let mut words = WordList::default();
    for length in [1, MAX_TOKEN_LEN, MAX_TOKEN_LEN + 1, 2] {
        words.push(&"a".repeat(length));
    }
    let passage = Passage { blocks: 0..1, words, text: String::new(), context: WordList::default() };
    let fields = schema().1;
    let [theirs, ours] = both(&[(1, passage)], &WordList::default()).map(|index| contents(&index, &fields));
    assert_eq!(ours, theirs);
    assert_eq!(ours["words"].len(), 2 + 3, "tokens, lengths and three words");
}
