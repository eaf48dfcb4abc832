//! Matching by sound: the index knows how the words of the library are spelt, a query by sound becomes a query by spelling.
//!
//! A pair of a reading and a spelling, `カンセンショオ` and 感染症, is in the index once, whatever number of documents has
//! the word. A query such as `かんせんしょうたいさく` is one run, so it is cut into readings that the index knows, with as
//! few cuts as will do, and each way to spell it that stands somewhere, 感染症対策, is looked for like a phrase that was
//! typed. A reading for each word of each text took a third of the time of writing, and a fifth of the room.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tadori_dictionary::{Word, WordClass, fold_reading};
use tantivy::Searcher;
use tantivy::schema::Field;

use crate::wordlist::WordList;

/// Between a reading and its spelling; folding leaves no control character in either.
const AS: char = '\t';

/// Ways to cut a reading that are followed from each point on, those with the fewest cuts first.
const WAYS: usize = 8;

/// Spellings of one run that are looked for, at most.
const SPELLINGS: usize = 50;

/// Entries of the dictionary that are looked up by their number; further ones, and words without, by their letters.
const ENTRIES: usize = 1 << 19;

/// The words that a writer's documents have, and how they sound. Shared by the threads that take documents apart.
pub struct Lexicon {
    /// A bit for each entry of the dictionary; set once its pair was noted.
    entries: Vec<AtomicU64>,
    rest: Mutex<Rest>,
}

#[derive(Default)]
struct Rest {
    /// Pairs that the index does not have yet.
    fresh: Vec<String>,
    /// Pairs of words without entry.
    others: HashSet<String>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { entries: (0..ENTRIES / 64).map(|_| AtomicU64::new(0)).collect(), rest: Mutex::default() }
    }
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Notes how the words of `text` sound; symbols make no sound.
    pub(crate) fn note(&self, text: &str, words: &[Word]) {
        for word in words {
            let place = word.entry.map(|entry| (entry as usize / 64, 1 << (entry % 64)));
            let bits = place.and_then(|(at, bit)| Some((self.entries.get(at)?, bit)));
            if bits.is_some_and(|(bits, bit)| bits.load(Ordering::Acquire) & bit != 0) {
                continue;
            }
            let Some(reading) = word.reading.as_deref().filter(|_| word.class != WordClass::Symbol) else { continue };
            let pair = format!("{}{AS}{}", fold_reading(reading), word.span.of(text));
            let mut rest = self.rest();
            // Set while the list is locked: who sees the bit and commits at once still gets the pair.
            if let Some((bits, bit)) = bits {
                if bits.fetch_or(bit, Ordering::Release) & bit == 0 {
                    rest.fresh.push(pair);
                }
            } else if rest.others.insert(pair.clone()) {
                rest.fresh.push(pair);
            }
        }
    }

    /// The pairs since the last time, without those that the index has.
    pub(crate) fn take_fresh(&self, known: impl Fn(&str) -> bool) -> WordList {
        let mut list = WordList::default();
        for pair in std::mem::take(&mut self.rest().fresh) {
            if !known(&pair) {
                list.push(&pair);
            }
        }
        list
    }

    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The spellings in the index of `reading` (folded), or of all readings that begin with it.
pub(crate) fn spelt(reading: &str, goes_on: bool, field: Field, searcher: &Searcher) -> tantivy::Result<Vec<String>> {
    let (from, to) = if goes_on {
        (reading.to_owned(), format!("{reading}{}", char::MAX))
    } else {
        (format!("{reading}{AS}"), format!("{reading}{}", char::from(AS as u8 + 1)))
    };
    let mut out: Vec<String> = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(&from).lt(&to).into_stream()?;
        while terms.advance() {
            let term = std::str::from_utf8(terms.key()).unwrap_or_default();
            out.extend(term.split_once(AS).map(|(_, spelling)| spelling.to_owned()));
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// What sounds like `reading` (folded) in the library, the last word perhaps going on. `spelt` gives the spellings of a
/// known reading, or of those that begin so; `stands` says whether a string stands anywhere.
pub(crate) fn spellings(
    reading: &str,
    mut spelt: impl FnMut(&str, bool) -> Vec<String>,
    stands: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut known: HashMap<String, Vec<String>> = HashMap::new();
    let reached =
        cuts(reading, |piece| !known.entry(piece.to_owned()).or_insert_with(|| spelt(piece, false)).is_empty());
    let joined = |before: &[String], words: &[String]| -> Vec<String> {
        let all = before.iter().flat_map(|b| words.iter().map(move |w| format!("{b}{w}")));
        all.filter(|s| stands(s)).take(SPELLINGS).collect()
    };
    let whole = |way: &[String]| way.iter().fold(vec![String::new()], |before, piece| joined(&before, &known[piece]));
    for ways in reached[reading.len()].chunk_by(|a, b| a.len() == b.len()) {
        let mut found: Vec<String> = ways.iter().flat_map(|way| whole(way)).collect();
        if !found.is_empty() {
            found.sort_unstable();
            found.dedup();
            return found;
        }
    }
    // Typed up to the middle of a word: as few whole words as will do, and one that begins with the rest.
    for (at, _) in reading.char_indices() {
        let rest = &reading[at..];
        let Some(way) = reached[at].first().filter(|_| rest.chars().nth(1).is_some()) else { continue };
        let found = joined(&whole(way), &spelt(rest, true));
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// For each byte of `reading`: the ways to cut what stands before it into known readings, fewest cuts first.
fn cuts(reading: &str, mut known: impl FnMut(&str) -> bool) -> Vec<Vec<Vec<String>>> {
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

    #[test]
    fn a_run_is_spelt_as_it_stands_somewhere() {
        let words =
            [("カンセンショオ", "感染症"), ("タイサク", "対策"), ("タイサク", "大作"), ("ノ", "の"), ("ノ", "ノ")];
        let text = "感染症対策の大作";
        let find = |typed: &str| {
            let spelt = |reading: &str, goes_on: bool| {
                let fits = |r: &str| if goes_on { r.starts_with(reading) } else { r == reading };
                words.iter().filter(|(r, _)| fits(r)).map(|(_, s)| (*s).to_owned()).collect()
            };
            spellings(&fold_reading(typed), spelt, |s| text.contains(s)).join(" ")
        };
        for (typed, expected) in [
            ("カンセンショウ", "感染症"),
            ("タイサク", "大作 対策"),
            ("カンセンショウタイサク", "感染症対策"),
            ("タイサクノタイサク", "対策の大作"),
            ("カンセンショウタイ", "感染症対策"),
            ("カンセ", "感染症"),
            ("タイサクカンセンショウ", ""),
            ("ウンドウ", ""),
        ] {
            assert_eq!(find(typed), expected, "{typed}");
        }
    }
}
