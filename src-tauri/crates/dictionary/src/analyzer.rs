//! Splitting normalised text into words.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use lindera::dictionary::Dictionary;
use lindera::mode::{Mode, Penalty};
use lindera::segmenter::Segmenter;
use lindera_dictionary::builder::DictionaryBuilder;
use tadori_text::{Span, normalize};

use crate::vocabulary::{Atom, Vocabulary};

mod embedded {
    lindera_dictionary::embedded_dictionary!("/ipadic", Ipadic);
}

/// The dictionary cannot be loaded. It is part of the program, so this is a fault of the build.
#[derive(Debug, thiserror::Error)]
#[error("the built-in dictionary cannot be loaded: {0}")]
pub struct Error(String);

/// What a word does in a sentence, as far as a search cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// Nouns, verbs, adjectives, adverbs and numbers that carry the meaning.
    Content,
    /// Particles, auxiliaries, pronouns, formal nouns and verbs (こと, する).
    Function,
    /// Punctuation and symbols.
    Symbol,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text that was analysed.
    pub span: Span,
    /// Base form (取り組ん → 取り組む); the surface of an unknown word.
    pub base: String,
    /// Reading of the surface in katakana, where known.
    pub reading: Option<String>,
    /// What it does.
    pub class: WordClass,
    /// Number of its entry in the dictionary, which stands for surface and reading; atoms and unknown words have none.
    pub entry: Option<u32>,
}

/// The morphological analyser: IPADIC and the atoms of a vocabulary, in decompose mode.
///
/// Normal mode glues ・ to katakana (・アカデミア is one word there), and long
/// compounds stay whole; decompose mode splits them.
///
/// Cheap to clone; can be used from any thread.
#[derive(Clone)]
pub struct Analyzer {
    segmenter: Arc<Segmenter>,
    /// Readings of atoms that are runs of Latin letters, which are one word anyway.
    latin: Arc<HashMap<String, String>>,
    fingerprint: Arc<str>,
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Analyzer").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

/// IPADIC's connection id of a general noun (名詞,一般), left and right.
const NOUN_CONTEXT: u16 = 1285;
/// Low enough to win over a split into two known nouns (some 5,000 each),
/// high enough not to tear a longer dictionary word apart.
const ATOM_COST: i16 = -1000;

impl Analyzer {
    /// Loads the dictionary with the atoms of `vocabulary`.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let dictionary = dictionary()?;
        let mut atoms: Vec<(String, &Atom)> =
            vocabulary.atoms.iter().map(|a| (normalize(&a.surface).text, a)).collect();
        atoms.sort_by(|a, b| a.0.cmp(&b.0));
        atoms.dedup_by(|a, b| a.0 == b.0);
        let mut latin = HashMap::new();
        let mut csv = String::new();
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("TADORI_IPADIC_HASH").as_bytes());
        for (surface, atom) in &atoms {
            hasher.update(format!("{surface}\t{}\n", atom.reading).as_bytes());
            if surface.bytes().all(|b| b.is_ascii_alphabetic()) {
                latin.insert(surface.clone(), atom.reading.clone());
            } else {
                let _ = writeln!(
                    csv,
                    "{surface},{NOUN_CONTEXT},{NOUN_CONTEXT},{ATOM_COST},名詞,一般,*,*,*,*,{surface},{0},{0}",
                    atom.reading
                );
            }
        }
        let user = if csv.is_empty() {
            None
        } else {
            let builder = DictionaryBuilder::new(dictionary.metadata.as_ref().clone());
            Some(builder.build_user_dict_from_reader(csv.as_bytes()).map_err(|e| Error(e.to_string()))?)
        };
        let segmenter = Segmenter::new(Mode::Decompose(Penalty::default()), dictionary, user);
        let fingerprint = hasher.finalize().to_hex()[..16].into();
        Ok(Self { segmenter: Arc::new(segmenter), latin: Arc::new(latin), fingerprint })
    }

    /// Changes whenever the same text might be split differently (dictionary, atoms).
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The words of `text`, which must be normalised, in order.
    pub fn words(&self, text: &str) -> Vec<Word> {
        // Segmenting fails on no text; an empty answer would lose words in silence.
        let tokens = self.segmenter.segment(text.into()).expect("any text can be segmented");
        tokens
            .into_iter()
            .map(|mut token| {
                let span = Span::new(token.byte_start, token.byte_end);
                let surface = span.of(text);
                let entry = token.word_id.is_system().then(|| token.word_id.id());
                let details: Vec<&str> = token.details_iter().collect();
                let detail = |i: usize| details.get(i).copied().unwrap_or("*");
                let known = |s: &str| (s != "*" && s != "UNK").then(|| s.to_owned());
                Word {
                    span,
                    entry,
                    base: known(detail(6)).unwrap_or_else(|| surface.to_owned()),
                    reading: known(detail(7)).or_else(|| self.latin.get(surface).cloned()).or_else(|| kana(surface)),
                    class: class_of(surface, detail(0), detail(1), detail(6)),
                }
            })
            .collect()
    }
}

/// The embedded dictionary, loaded once: its parts are shared, not copied.
fn dictionary() -> Result<Dictionary, Error> {
    static LOADED: OnceLock<Result<Dictionary, String>> = OnceLock::new();
    LOADED.get_or_init(|| embedded::load().map_err(|e| e.to_string())).clone().map_err(Error)
}

/// The katakana of a word written in kana, which reads as it is written.
fn kana(surface: &str) -> Option<String> {
    use wana_kana::ConvertJapanese;
    let all = surface.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'));
    all.then(|| surface.to_katakana())
}

/// Verbs that only carry grammar.
const LIGHT_VERBS: [&str; 8] = ["する", "なる", "ある", "いる", "できる", "おる", "れる", "られる"];

/// The class of a word from IPADIC's part of speech (品詞) and its first subdivision.
fn class_of(surface: &str, part: &str, detail: &str, base: &str) -> WordClass {
    if surface.chars().all(|c| !c.is_alphanumeric()) {
        return WordClass::Symbol;
    }
    let content = match part {
        "名詞" => !matches!(detail, "代名詞" | "非自立" | "特殊" | "接続詞的" | "動詞非自立的"),
        "動詞" => detail == "自立" && !LIGHT_VERBS.contains(&base),
        "形容詞" => detail == "自立",
        "副詞" | "接頭詞" | "連体詞" | "UNK" => part != "連体詞",
        "記号" => detail == "アルファベット",
        _ => false,
    };
    if content { WordClass::Content } else { WordClass::Function }
}

#[cfg(test)]
mod tests;
