//! A [`Query`] as tantivy queries: what a hit must have, and what ranks it.
//!
//! The weights are measured (see `tests/quality`): words 1, bigrams ½, words
//! side by side ⅕.

use std::collections::HashMap;

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query as Tantivy,
    RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::bigram::bigrams;
use crate::index::Fields;
use crate::query::{Query, Unit};
use crate::sound;

type Boxed = Box<dyn Tantivy>;

const BIGRAM_WEIGHT: f32 = 0.5;
const PAIR_WEIGHT: f32 = 0.2;
/// Words of the title and of the headings above a passage.
const CONTEXT_WEIGHT: f32 = 0.2;
/// A match by sound says less than one by word.
const READING_WEIGHT: f32 = 0.5;
/// Kana of a reading in Latin letters that is hardly ever a foreign word too.
const SURE_READING: usize = 3;
/// A spelling or alias that was not typed counts a little less than the one that was.
const ALIAS_WEIGHT: f32 = 0.9;

fn term(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boost(query: Boxed, by: f32) -> Boxed {
    Box::new(BoostQuery::new(query, by))
}

fn any(queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.into_iter().next().unwrap_or_else(|| Box::new(EmptyQuery)),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn all(queries: Vec<Boxed>) -> Boxed {
    if queries.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::intersection(queries)) }
}

/// Passages in which `string` (normalised) stands, exactly: what a grep would find.
fn exact(field: Field, string: &str) -> Boxed {
    let count = string.chars().count();
    if count == 0 {
        return Box::new(EmptyQuery);
    }
    if let (Some(character), 1) = (string.chars().next(), count) {
        // Every character begins a bigram, if only one with the end of its block. By its number: `\<` is no `<`.
        let pattern = format!("\\x{{{:x}}}(.|\n)", u32::from(character));
        return RegexQuery::from_pattern(&pattern, field)
            .map_or_else(|_| Box::new(EmptyQuery) as Boxed, |q| Box::new(q));
    }
    if count == 2 {
        return Box::new(TermQuery::new(Term::from_field_text(field, string), IndexRecordOption::WithFreqs));
    }
    // Every other bigram covers every character; the last one closes an odd string.
    let terms: Vec<(usize, Term)> = bigrams(string)
        .enumerate()
        .filter(|(i, _)| i % 2 == 0 || *i == count - 2)
        .map(|(i, gram)| (i, Term::from_field_text(field, gram)))
        .collect();
    Box::new(PhraseQuery::new_with_offset(terms))
}

/// An index that is asked, and how the readings of a query are spelt in it.
pub(crate) struct Asked<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    spellings: HashMap<&'a str, Vec<String>>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(query: &'a Query, fields: &'a Fields, searcher: &'a Searcher) -> Self {
        let mut asked = Self { fields, searcher, spellings: HashMap::new() };
        for unit in &query.units {
            let Some(reading) = &unit.reading else { continue };
            // Short Latin words are also readings (data, made), so they are one only where they are no word of the
            // library. Longer ones hardly ever: an address such as …/iryou/ must not keep 医療 from being found.
            let surely = !unit.romaji || reading.chars().count() >= SURE_READING;
            if surely || !unit.forms.iter().any(|form| asked.is_word(form)) {
                let spelt =
                    |r: &str, goes_on: bool| sound::spelt(r, goes_on, fields.sounds, searcher).unwrap_or_default();
                asked.spellings.insert(reading, sound::spellings(reading, spelt, |s| asked.stands(s)));
            }
        }
        asked
    }

    /// What sounds like `unit` in the library, where it was typed as it sounds.
    pub(crate) fn spellings(&self, unit: &Unit) -> &[String] {
        unit.reading.as_deref().and_then(|r| self.spellings.get(r)).map_or(&[], Vec::as_slice)
    }

    fn is_word(&self, word: &str) -> bool {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.words, word)).unwrap_or(0) > 0
    }

    /// Whether a spelling stands in any passage.
    fn stands(&self, spelling: &str) -> bool {
        heard(self.fields, spelling).count(self.searcher).unwrap_or(0) > 0
    }

    /// What a passage needs to have `unit`.
    pub(crate) fn has(&self, unit: &Unit) -> Boxed {
        let mut ways: Vec<Boxed> = unit.forms.iter().map(|form| exact(self.fields.grams, form)).collect();
        match unit.words.as_slice() {
            [] => {}
            [word] => ways.push(term(self.fields.words, word)),
            words => ways.push(all(words.iter().map(|w| term(self.fields.words, w)).collect())),
        }
        ways.extend(self.spellings(unit).iter().map(|spelling| heard(self.fields, spelling)));
        Box::new(ConstScoreQuery::new(any(ways), 0.0))
    }

    /// Whether any passage at all has `unit`.
    pub(crate) fn exists(&self, unit: &Unit) -> tantivy::Result<bool> {
        Ok(self.has(unit).count(self.searcher)? > 0)
    }
}

/// Passages with a word that was typed as it sounds. One character counts as a word only: inside others it sounds otherwise.
fn heard(fields: &Fields, spelling: &str) -> Boxed {
    if spelling.chars().nth(1).is_some() { exact(fields.grams, spelling) } else { term(fields.words, spelling) }
}

/// Passages that are hits: with all that is `needed`, or with `required` of it.
pub(crate) fn hits(needed: &[Boxed], required: usize) -> Boxed {
    let needed = needed.iter().map(|q| q.box_clone());
    if required >= needed.len() {
        all(needed.collect())
    } else {
        let clauses = needed.map(|q| (Occur::Should, q)).collect();
        Box::new(BooleanQuery::with_minimum_required_clauses(clauses, required))
    }
}

/// The score of a passage.
pub(crate) fn score(query: &Query, asked: &Asked<'_>) -> Boxed {
    let fields = asked.fields;
    let mut parts: Vec<Boxed> = Vec::new();
    for unit in &query.units {
        if unit.forms.len() == 1 {
            parts.extend(unit.words.iter().map(|w| term(fields.words, w)));
        } else {
            let typed = spelled(&unit.forms[0], &unit.words, fields);
            let others = unit.forms[1..].iter().map(|form| boost(spelled(form, &[], fields), ALIAS_WEIGHT));
            parts.push(Box::new(DisjunctionMaxQuery::new(std::iter::once(typed).chain(others).collect())));
        }
        parts.extend(unit.words.iter().map(|w| boost(term(fields.context, w), CONTEXT_WEIGHT)));
        let sounding = asked.spellings(unit).iter().map(|spelling| match spelling.chars().nth(1) {
            Some(_) => spelled(spelling, std::slice::from_ref(spelling), fields),
            None => heard(fields, spelling),
        });
        if sounding.len() > 0 {
            parts.push(boost(Box::new(DisjunctionMaxQuery::new(sounding.collect())), READING_WEIGHT));
        }
    }
    parts.extend(query.grams.iter().map(|gram| boost(term(fields.grams, gram), BIGRAM_WEIGHT)));
    for [a, b] in &query.pairs {
        if a != b {
            let words = [a, b].map(|w| Term::from_field_text(fields.words, w)).to_vec();
            parts.push(boost(Box::new(PhraseQuery::new(words)), PAIR_WEIGHT));
        }
    }
    any(parts)
}

/// The score of one spelling: its words and its bigrams.
fn spelled(form: &str, words: &[String], fields: &Fields) -> Boxed {
    let grams = bigrams(form).map(|gram| boost(term(fields.grams, gram), BIGRAM_WEIGHT));
    let words = words.iter().map(|w| term(fields.words, w));
    let whole = std::iter::once(boost(exact(fields.grams, form), BIGRAM_WEIGHT));
    any(words.chain(grams).chain(whole).collect())
}
