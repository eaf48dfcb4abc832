//! Matching by sound: readings of words in the index, a reading typed in one run in the query.
//!
//! The index holds one folded reading a word, with the word's position. A
//! query such as `かんせんしょうたいさく` is one run, so it is cut into readings
//! that the index knows, in every way that needs few cuts, and each way is a
//! phrase. This takes half the room of bigrams of readings, and never finds
//! the end of one word with the beginning of the next.

use tadori_dictionary::{Word, WordClass, fold_reading};
use tadori_text::Span;
use tantivy::query::{BooleanQuery, EmptyQuery, PhrasePrefixQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::wordlist::WordList;

/// Ways to cut a reading that are followed from each point on, those with the fewest cuts first.
const WAYS: usize = 8;

/// Adds the readings of a block's words; a word without one leaves a gap, symbols do not count.
pub(crate) fn push_readings(list: &mut WordList, words: &[Word]) {
    for word in words.iter().filter(|w| w.class != WordClass::Symbol) {
        match &word.reading {
            Some(reading) => list.push(&fold_reading(reading)),
            None => list.skip(),
        }
    }
}

/// Passages with words that sound like `reading` (folded) one after another; the last word may go on.
pub(crate) fn sounds_like(reading: &str, field: Field, searcher: &Searcher) -> Box<dyn Query> {
    let term = |text: &str| Term::from_field_text(field, text);
    let known = |text: &str| searcher.doc_freq(&term(text)).unwrap_or(0) > 0;
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    let reached = cuts(reading, known);
    for way in &reached[reading.len()] {
        let terms: Vec<Term> = way.iter().map(|t| term(t)).collect();
        ways.push(match terms.as_slice() {
            [one] => Box::new(TermQuery::new(one.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        });
    }
    let found = |query: &dyn Query| query.count(searcher).unwrap_or(0) > 0;
    let whole = BooleanQuery::union(ways);
    if found(&whole) {
        return Box::new(whole);
    }
    // Typed up to the middle of a word: as few whole words as will do, and one that begins with the rest.
    for (at, _) in reading.char_indices() {
        let rest = &reading[at..];
        let Some(way) = reached[at].first().filter(|_| rest.chars().nth(1).is_some()) else { continue };
        let query = PhrasePrefixQuery::new(way.iter().map(|t| term(t)).chain([term(rest)]).collect());
        if found(&query) {
            return Box::new(query);
        }
    }
    Box::new(EmptyQuery)
}

/// For each byte of `reading`: the ways to cut what stands before it into known readings, fewest cuts first.
fn cuts(reading: &str, known: impl Fn(&str) -> bool) -> Vec<Vec<Vec<String>>> {
    let mut reached: Vec<Vec<Vec<String>>> = vec![vec![]; reading.len() + 1];
    reached[0].push(vec![]);
    for (start, first) in reading.char_indices() {
        reached[start].sort_by_key(Vec::len);
        reached[start].truncate(WAYS);
        let before = reached[start].clone();
        if before.is_empty() {
            continue;
        }
        for end in reading[start..].char_indices().map(|(i, c)| start + i + c.len_utf8()) {
            let piece = &reading[start..end];
            // Folded as a whole, ウ and イ after their vowel became オ and エ; at the beginning of a word they did not.
            let unfolded = match first {
                'オ' => Some('ウ'),
                'エ' => Some('イ'),
                _ => None,
            };
            let unfolded = unfolded.map(|c| format!("{c}{}", &piece[first.len_utf8()..]));
            for form in std::iter::once(piece.to_owned()).chain(unfolded).filter(|f| known(f)) {
                for way in &before {
                    reached[end].push(way.iter().cloned().chain([form.clone()]).collect());
                }
            }
        }
    }
    reached[reading.len()].sort_by_key(Vec::len);
    reached[reading.len()].truncate(WAYS);
    reached
}

/// Where runs of `words` sound like `reading` (folded), the last one perhaps going on: bytes of the normalised text.
pub(crate) fn sounding(reading: &str, words: &[Word]) -> Vec<Span> {
    let voiced: Vec<&Word> = words.iter().filter(|w| w.class != WordClass::Symbol).collect();
    let readings: Vec<Option<String>> = voiced.iter().map(|w| w.reading.as_deref().map(fold_reading)).collect();
    let mut out = Vec::new();
    for start in 0..voiced.len() {
        let mut rest = reading;
        for (word, sound) in voiced[start..].iter().zip(&readings[start..]) {
            let Some(sound) = sound else { break };
            let whole = Span::new(voiced[start].span.start, word.span.end);
            if rest.chars().nth(1).is_some() && sound.starts_with(rest) && sound != rest {
                out.push(whole);
                break;
            }
            let Some(left) =
                rest.strip_prefix(sound.as_str()).or_else(|| rest.strip_prefix(folded_first(sound)?.as_str()))
            else {
                break;
            };
            if left.is_empty() {
                out.push(whole);
                break;
            }
            rest = left;
        }
    }
    out
}

/// A reading whose first sound was folded into the vowel before it.
fn folded_first(sound: &str) -> Option<String> {
    let folded = match sound.chars().next()? {
        'ウ' => 'オ',
        'イ' => 'エ',
        _ => return None,
    };
    Some(format!("{folded}{}", &sound['ウ'.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_cut_into_known_readings_with_few_cuts_first() {
        let known = |s: &str| ["カンセンショオ", "カンセン", "ショオ", "タイサク", "ノ", "ウンドオ"].contains(&s);
        let ways = |reading: &str| {
            let reading = fold_reading(reading);
            cuts(&reading, known)[reading.len()].iter().map(|w| w.join("|")).collect::<Vec<_>>()
        };
        assert_eq!(ways("カンセンショウタイサク"), ["カンセンショオ|タイサク", "カンセン|ショオ|タイサク"]);
        assert_eq!(ways("タイサクノウンドウ"), ["タイサク|ノ|ウンドオ"]);
        assert_eq!(ways("タイ"), Vec::<String>::new());
    }

    #[test]
    fn many_ways_to_cut_stay_few() {
        let reading = "カ".repeat(60);
        assert_eq!(cuts(&reading, |_| true)[reading.len()].len(), WAYS);
    }
}
