//! The normalised view: what two spellings of the same words have in common.
//!
//! A reader types 創薬ベンチャー, ２０２６年, AMED or 10m2; the documents say
//! ﾍﾞﾝﾁｬｰ, 2026 年, ＡＭＥＤ and ㎡. Both sides go through [`normalize`], and what is
//! equal afterwards is the same. A fold that would make *different* words or
//! figures equal is worse than a missed one: figures are quoted.
//!
//! # Rules for a character
//!
//! | rule | example | why |
//! |---|---|---|
//! | NFKC and lower case, each base with its marks | ＡＩ, ﾍﾞﾝﾁｬｰ, か+゛, ㈱, ㋿, ㎡, Ⅲ → ai, ベンチャー, が, (株), 令和, m2, iii | width and ligatures are accidents of typing |
//! | lower case knows no neighbours; ς is σ | ΟΔΟΣ → οδοσ | a query is a fragment: a final sigma in it need not be final in the text |
//! | superscripts, subscripts, fractions stay | 10⁵, 1½ | 105 and 11/2 are other figures |
//! | number marks and circled letters stay; bracketed ones open | ①, ⒈, ㋐, ㊙ stay; ⑴ → (1) | ①２０２６年 would read 12026年; brackets keep the number apart |
//! | one tilde, one hyphen, one middle dot, straight quotes | 〜～∼ → ~, ‐–—―−－ → -, ･·• → ・, ’” → '" | fonts and input methods choose among them |
//! | radicals are ideographs | ⻑⼈⺠ → 長人民 | PDFs name a glyph by its radical |
//! | few variant kanji | 髙﨑𠮷邉齋 → 高崎吉辺斎 | personal names are typed in the plain form; a longer table would merge words |
//! | private-use and control characters are spaces | U+F0D8, U+0007 | bullets of symbol fonts, ends of cells; a space, so that the figures around do not join |
//! | invisible characters go | variation selectors, zero width, soft hyphen, direction marks | nobody types them |
//! | a mark without a base goes | space + U+3099 | it would join the character before the space |
//!
//! Iteration marks stay (佐々木).
//!
//! # Rules for neighbours
//!
//! | rule | example | why |
//! |---|---|---|
//! | a hyphen between two katakana is the long vowel | コンピュ－タ → コンピュータ | a frequent slip; apart by spaces (データ - 通信) it is a dash and the spaces stay |
//! | ー between Latin letters or digits is a hyphen | ２０２０ー２４ → 2020-24 | the same slip the other way |
//! | m² and m³ are m2 and m3; subscripts after a letter are digits, unless a figure follows | km², CO₂ → km2, co2 | ㎡ and CO2 are how they are typed |
//! | grouping commas go, in 1–3 digits followed by groups of exactly three | １，４７３ → 1473 | 1473億円 and 1,473億円 are one figure; after a letter or another figure and a comma it may be a list |
//! | a run of white space goes beside a Japanese character or punctuation, else it is one space | 資 料, AI 技術, 2024 年 → 資料, ai技術, 2024年; New  drug → new drug | PDFs space letters out and wrap in mid-word |
//! | beside `,` `.` `-` it stays | 1, 473 | a list is not a figure |
//!
//! # What holds
//!
//! - `normalize(normalize(x).text).text == normalize(x).text` for every `x`.
//! - The rules for neighbours look at one character on each side (hyphens: and
//!   the space between), the rule for commas at the whole figure. So **a part of a text
//!   normalised alone may differ at its edges** from that part of the normalised
//!   whole. Normalise a whole text and cut afterwards.
//! - Time and memory are linear in the length of the text.

use crate::{Alignment, AlignmentBuilder, Span};

mod context;
mod fold;
mod tables;
#[cfg(test)]
mod tests;

/// Version of the folding rules. A change makes stored indexes be rebuilt.
pub const NORMAL_VERSION: u32 = 1;

/// A text folded for comparison, with the exact map back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized {
    /// The folded text.
    pub text: String,
    /// Folded text → the text it was made from.
    pub alignment: Alignment,
}

impl Normalized {
    /// The bytes of the text that `span` of the folded text stands for.
    pub fn to_original(&self, span: Span) -> Span {
        self.alignment.to_original(span)
    }
}

/// Folds `text` for comparison by the rules of this module: first each character,
/// then by its neighbours.
pub fn normalize(text: &str) -> Normalized {
    let mut items = fold::fold(text);
    context::settle(&mut items);
    write(text, &items)
}

/// A piece of the text on its way into the folded view.
#[derive(Clone, Copy, Debug)]
struct Item {
    /// Bytes of the text; the characters that one atom (㈱) became share them.
    start: usize,
    end: usize,
    /// The folded character; of a run, its first and last.
    first: char,
    last: char,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Several characters that no rule touches, as they stand in the text.
    Run,
    /// One folded character.
    One,
    /// Nothing: a neighbour made it superfluous.
    Gone,
}

fn write(text: &str, items: &[Item]) -> Normalized {
    let mut folded = String::with_capacity(text.len());
    let mut alignment = AlignmentBuilder::default();
    let mut done = 0;
    for atom in items.chunk_by(|a, b| a.start == b.start) {
        let Item { start, end, form, .. } = atom[0];
        let source = &text[start..end];
        alignment.skip(start - done);
        let from = folded.len();
        if form == Form::Run {
            folded.push_str(source);
        } else {
            folded.extend(atom.iter().filter(|item| item.form == Form::One).map(|item| item.first));
        }
        if &folded[from..] == source {
            alignment.copy(source.len());
        } else {
            alignment.replace(source.len(), folded.len() - from);
        }
        done = end;
    }
    alignment.skip(text.len() - done);
    Normalized { text: folded, alignment: alignment.finish() }
}
