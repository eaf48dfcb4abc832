//! Makes a segment of the index out of passages.
//!
//! tantivy's own writer looks up each token in one table of all terms. A text of n characters has n bigrams, of some
//! hundred thousand kinds, and such a table fits into no processor's cache: the table alone took as long as taking the texts
//! apart. Here a bigram is put down under its first character, and sorted by its second when the segment is written.
//! What is written is tantivy's format, by tantivy's serializers; it does the rest: commits, removals, merges, searches.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{Segment, SegmentComponent};
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::store::StoreWriter;
use tantivy::tokenizer::MAX_TOKEN_LEN;
use tantivy::{DocId, TantivyDocument, Term};

use crate::analysis::Passage;
use crate::bigram;
use crate::index::Fields;
use crate::wordlist::WordList;

/// Stands where a passage has the number of its document, for what belongs to none: readings with their spellings.
const NO_DOCUMENT: u64 = u64::MAX;

/// A place where a term stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    passage: DocId,
    position: u32,
}

/// The terms of a field, and where they stand: passages in order, positions within a passage in order.
#[derive(Debug, Default)]
struct Terms {
    places: FxHashMap<Box<str>, Vec<Place>>,
    tokens: u64,
}

impl Terms {
    /// Puts down the words of a passage; returns how many there are.
    fn add(&mut self, passage: DocId, words: &WordList) -> u32 {
        let mut count = 0;
        // A longer word cannot be a term; tantivy leaves it out too.
        for (position, word) in words.iter().filter(|(_, word)| word.len() <= MAX_TOKEN_LEN) {
            count += 1;
            let place = Place { passage, position };
            if let Some(places) = self.places.get_mut(word) {
                places.push(place);
            } else {
                self.places.insert(word.into(), vec![place]);
            }
        }
        self.tokens += u64::from(count);
        count
    }

    fn write(&self, postings: &mut Postings, field: Field) -> tantivy::Result<()> {
        let mut writer = postings.field(field, self.tokens)?;
        let mut terms: Vec<_> = self.places.iter().collect();
        terms.par_sort_unstable_by_key(|(term, _)| *term);
        for (term, places) in terms {
            writer.term(term.as_bytes(), places)?;
        }
        writer.close()
    }
}

/// The bigrams of the passages by their first character: the second, and where it stands.
#[derive(Debug, Default)]
struct Bigrams {
    seconds: FxHashMap<char, Vec<(char, Place)>>,
    tokens: u64,
}

impl Bigrams {
    fn add(&mut self, passage: DocId, text: &str) -> u32 {
        let mut count = 0;
        for (position, [first, second]) in bigram::positions(text) {
            count += 1;
            self.seconds.entry(first).or_default().push((second, Place { passage, position }));
        }
        self.tokens += u64::from(count);
        count
    }

    fn write(&mut self, postings: &mut Postings, field: Field) -> tantivy::Result<()> {
        let mut writer = postings.field(field, self.tokens)?;
        let mut firsts: Vec<_> = self.seconds.iter_mut().collect();
        firsts.sort_unstable_by_key(|(first, _)| **first);
        // Stable: places stay in order.
        firsts.par_iter_mut().for_each(|(_, seconds)| seconds.sort_by_key(|(second, _)| *second));
        let (mut term, mut places) = (String::new(), Vec::new());
        for (first, seconds) in firsts {
            for same in seconds.chunk_by(|(a, _), (b, _)| a == b) {
                term.clear();
                term.extend([*first, same[0].0]);
                places.clear();
                places.extend(same.iter().map(|(_, place)| *place));
                writer.term(term.as_bytes(), &places)?;
            }
        }
        writer.close()
    }
}

/// The files of terms, their passages and positions.
struct Postings {
    files: InvertedIndexSerializer,
    norms: FieldNormReaders,
    schema: Schema,
}

impl Postings {
    /// Begins a field that has so many tokens.
    fn field(&mut self, field: Field, tokens: u64) -> tantivy::Result<FieldWriter<'_>> {
        let record = self.schema.get_field_entry(field).field_type().get_index_record_option();
        let norms = self.norms.get_field(field)?;
        let serializer = self.files.new_field(field, tokens, norms)?;
        Ok(FieldWriter { serializer, record: record.unwrap_or_default(), deltas: Vec::new() })
    }
}

/// Writes the terms of a field, which come in order.
struct FieldWriter<'a> {
    serializer: FieldSerializer<'a>,
    record: IndexRecordOption,
    deltas: Vec<u32>,
}

impl FieldWriter<'_> {
    /// Writes a term with its places.
    fn term(&mut self, term: &[u8], places: &[Place]) -> io::Result<()> {
        let passages = || places.chunk_by(|a, b| a.passage == b.passage);
        self.serializer.new_term(term, passages().count() as u32, self.record.has_freq())?;
        for same in passages() {
            self.deltas.clear();
            if self.record.has_positions() {
                let mut before = 0;
                let delta = |place: &Place| place.position - std::mem::replace(&mut before, place.position);
                self.deltas.extend(same.iter().map(delta));
            }
            let count = if self.record.has_freq() { same.len() as u32 } else { 0 };
            self.serializer.write_doc(same[0].passage, count, &self.deltas);
        }
        self.serializer.close_term()
    }

    fn close(self) -> tantivy::Result<()> {
        Ok(self.serializer.close()?)
    }
}

/// What a passage is known by, and how many tokens it has.
#[derive(Debug)]
struct Row {
    document: u64,
    first: u64,
    last: u64,
    words: u32,
    grams: u32,
    context: u32,
}

/// A segment that passages are added to.
#[derive(Debug, Default)]
pub(crate) struct SegmentBuilder {
    /// The passages by their number in the segment.
    rows: Vec<Row>,
    documents: BTreeMap<u64, Vec<Place>>,
    words: Terms,
    grams: Bigrams,
    context: Terms,
    sounds: Terms,
}

impl SegmentBuilder {
    /// Adds a passage of a document.
    pub(crate) fn add(&mut self, document: u64, passage: &Passage) {
        let number = self.number(document);
        self.rows.push(Row {
            document,
            first: passage.blocks.start as u64,
            last: passage.blocks.end as u64 - 1,
            words: self.words.add(number, &passage.words),
            grams: self.grams.add(number, &passage.text),
            context: self.context.add(number, &passage.context),
        });
    }

    /// Adds readings with their spellings, which belong to no document.
    pub(crate) fn add_sounds(&mut self, sounds: &WordList) {
        let number = self.number(NO_DOCUMENT);
        self.sounds.add(number, sounds);
        self.rows.push(Row { document: NO_DOCUMENT, first: 0, last: 0, words: 0, grams: 0, context: 0 });
    }

    /// The number of the next passage, which is one of `document`.
    fn number(&mut self, document: u64) -> DocId {
        let passage = self.rows.len() as DocId;
        self.documents.entry(document).or_default().push(Place { passage, position: 0 });
        passage
    }

    /// Whether it has passages of `document`.
    pub(crate) fn has(&self, document: u64) -> bool {
        self.documents.contains_key(&document)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Memory that it takes, bytes; nearly.
    pub(crate) fn size(&self) -> usize {
        /// A passage beside its terms: its row, its document, what vectors have to spare.
        const PASSAGE: usize = 200;
        let places = self.words.tokens + self.context.tokens + self.sounds.tokens;
        self.rows.len() * PASSAGE
            + places as usize * size_of::<Place>()
            + self.grams.tokens as usize * size_of::<(char, Place)>()
    }

    /// Writes it into the files of `segment`; returns how many passages that are.
    pub(crate) fn write(&mut self, segment: &Segment, fields: &Fields) -> tantivy::Result<DocId> {
        let norms = write_rows(&self.rows, segment, fields)?;
        let files = InvertedIndexSerializer::open(segment)?;
        let mut postings = Postings { files, norms, schema: segment.schema() };
        let mut writer = postings.field(fields.document, self.rows.len() as u64)?;
        for (document, places) in &self.documents {
            writer.term(Term::from_field_u64(fields.document, *document).serialized_value_bytes(), places)?;
        }
        writer.close()?;
        self.words.write(&mut postings, fields.words)?;
        self.context.write(&mut postings, fields.context)?;
        self.sounds.write(&mut postings, fields.sounds)?;
        self.grams.write(&mut postings, fields.grams)?;
        postings.files.close()?;
        Ok(self.rows.len() as DocId)
    }
}

/// Writes what is kept of each passage beside its terms; returns how many tokens each has.
fn write_rows(rows: &[Row], segment: &Segment, fields: &Fields) -> tantivy::Result<FieldNormReaders> {
    let schema = segment.schema();
    let tokenizers = segment.index().fast_field_tokenizer().clone();
    let mut columns = FastFieldsWriter::from_schema_and_tokenizer_manager(&schema, tokenizers)?;
    let settings = segment.index().settings();
    // Nothing is stored, but tantivy counts documents there.
    let mut store = StoreWriter::new(
        segment.open_write(SegmentComponent::Store)?,
        settings.docstore_compression,
        settings.docstore_blocksize,
        settings.docstore_compress_dedicated_thread,
    )?;
    let mut norms = FieldNormsWriter::for_schema(&schema);
    for (passage, row) in (0..).zip(rows) {
        let mut doc = TantivyDocument::default();
        doc.add_u64(fields.document, row.document);
        doc.add_u64(fields.first, row.first);
        doc.add_u64(fields.last, row.last);
        columns.add_document(&doc)?;
        store.store(&doc, &schema)?;
        norms.record(passage, fields.document, 1);
        norms.record(passage, fields.words, row.words);
        norms.record(passage, fields.grams, row.grams);
        norms.record(passage, fields.context, row.context);
    }
    store.close()?;
    let mut file = segment.open_write(SegmentComponent::FastFields)?;
    columns.serialize(&mut file, None)?;
    file.terminate()?;
    norms.serialize(FieldNormsSerializer::from_write(segment.open_write(SegmentComponent::FieldNorms)?)?, None)?;
    FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)
}

#[cfg(test)]
mod tests;
