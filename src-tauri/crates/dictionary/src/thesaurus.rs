//! Which words mean nearly the same.
//!
//! Two texts that say one thing in other words (苗木 and 苗, 通報する and 知らせる) share no letters; what they share are
//! neighbourhoods of meaning. The thesaurus knows for each word the nearest others, as word vectors have them (chiVe,
//! made of a billion words of Japanese; Manabe et al. 2019). It is made at build time and is a list, not a model: asking
//! it costs a lookup. How near two words are says how alike their company is, also that of opposites: it is a hint, never
//! a reason by itself.

use std::sync::OnceLock;

static SENSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/senses.fst"));
static NEAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/near.bin"));

/// Bytes of a place in the table, and of an entry of a list.
const START: usize = 4;
const ENTRY: usize = 3;

/// What a word means, as far as the thesaurus tells words apart: words of one sense are as good as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sense(u16);

impl Sense {
    /// Its number, below [`Thesaurus::len`].
    pub const fn number(self) -> usize {
        self.0 as usize
    }
}

/// The built-in thesaurus: general Japanese words, no names.
#[derive(Debug)]
pub struct Thesaurus {
    words: fst::Map<&'static [u8]>,
}

impl Thesaurus {
    /// The thesaurus that is part of the program.
    pub fn embedded() -> &'static Self {
        static LOADED: OnceLock<Thesaurus> = OnceLock::new();
        LOADED.get_or_init(|| Self { words: fst::Map::new(SENSES).expect("it was written at build time") })
    }

    /// How many senses there are.
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        start(0) / START - 1
    }

    /// What a word means, given in base form and folded as [`crate::Word::base`] is; `None` of a word that it does not
    /// know.
    pub fn sense(&self, base: &str) -> Option<Sense> {
        self.words.get(base).map(|number| Sense(number as u16))
    }

    /// The senses nearest to one, itself among them, with how near they are: 1 means the same, and nothing below 0.35 is
    /// listed.
    pub fn near(&self, sense: Sense) -> impl Iterator<Item = (Sense, f64)> + use<> {
        let list = &NEAR[start(sense.number())..start(sense.number() + 1)];
        list.chunks_exact(ENTRY).map(|e| (Sense(u16::from_le_bytes([e[0], e[1]])), f64::from(e[2]) / 255.0))
    }
}

/// First byte of the list of a sense.
fn start(number: usize) -> usize {
    let at: [u8; START] = NEAR[number * START..][..START].try_into().expect("four bytes");
    u32::from_le_bytes(at) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_are_near() {
        let thesaurus = Thesaurus::embedded();
        let nearness = |a: &str, b: &str| {
            let (a, b) = (thesaurus.sense(a).unwrap(), thesaurus.sense(b).unwrap());
            thesaurus.near(a).find(|(sense, _)| *sense == b).map_or(0.0, |(_, near)| near)
        };
        assert!(nearness("費用", "経費") > 0.6, "{}", nearness("費用", "経費"));
        assert!(nearness("装置", "センサー") > 0.4, "{}", nearness("装置", "センサー"));
        assert!(nearness("鹿", "会計") < 0.3);
        assert!((nearness("水道", "水道") - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn every_list_is_in_order_and_within_the_table() {
        let thesaurus = Thesaurus::embedded();
        assert!(thesaurus.len() > 10_000);
        for number in 0..thesaurus.len() as u16 {
            let near: Vec<(Sense, f64)> = thesaurus.near(Sense(number)).collect();
            assert!(near.iter().any(|(sense, _)| *sense == Sense(number)), "{number} is near to itself");
            assert!(near.is_sorted_by(|a, b| a.1 >= b.1));
            assert!(near.iter().all(|(sense, near)| sense.number() < thesaurus.len() && *near > 0.3));
        }
    }

    #[test]
    fn names_and_nonsense_have_no_sense() {
        assert_eq!(Thesaurus::embedded().sense("ほげほげふが"), None);
        assert_eq!(Thesaurus::embedded().sense(""), None);
    }
}
