//! The wording of a block as quotes are compared: letters and figures of the folded text, names masked.
//!
//! Punctuation and spaces are left out, so that wraps and commas do not matter. What is part of a name (a body, a
//! program, the title of a document, a date, what stands in 「」 as a name does) is aligned like everything else, but tells
//! nothing: two passages that name the same council do not quote each other.

use tadori_facts::{Fact, Facts};
use tadori_text::{Block, BlockKind, Span, normalize};

/// A letter or figure with its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub(crate) is: char,
    /// First byte in the block's text.
    pub(crate) start: u32,
    /// Bytes there.
    length: u16,
    /// Part of a name.
    pub(crate) name: bool,
}

impl Unit {
    /// One past the last byte in the block's text.
    pub(crate) const fn end(&self) -> usize {
        self.start as usize + self.length as usize
    }
}

/// Longest words in 「」, in characters, that are taken for a name; sentences are longer, or have a comma or a stop.
const LONGEST_NAME: usize = 60;
/// Latin words from this length on are names (or words that both spell out because it is one).
const LATIN_NAME: usize = 4;
/// The same of katakana: アンメットメディカルニーズ, but not イノベーション. Measured.
const KATAKANA_NAME: usize = 9;

/// The units of a block; none of furniture.
pub(crate) fn units(block: &Block, names: &[Span]) -> Vec<Unit> {
    if block.kind == BlockKind::Furniture {
        return Vec::new();
    }
    let folded = normalize(&block.text);
    let mut units = Vec::new();
    for (at, c) in folded.text.char_indices() {
        if c.is_alphanumeric() {
            let place = folded.to_original(Span::new(at, at + c.len_utf8()));
            let name = names.iter().any(|n| n.overlaps(place));
            // A letter under thousands of marks is none of any language.
            let Ok(length) = u16::try_from(place.end - place.start) else { continue };
            units.push(Unit { is: c, start: place.start as u32, length, name });
        }
    }
    mask_long(&mut units);
    units
}

/// The letters and figures of a text, folded: ー, 々 and 〆 are letters too.
pub(crate) fn letters(text: &str) -> String {
    normalize(text).text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The units of a text, none of them a name.
pub(crate) fn of(text: &str) -> Vec<Unit> {
    letters(text).chars().map(|is| Unit { is, start: 0, length: 0, name: false }).collect()
}

/// Whether a letter is hiragana, as most of the grammar is.
pub(crate) const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// A long word in foreign letters is a term, which passages share without quoting one another.
fn mask_long(units: &mut [Unit]) {
    let script = |u: &Unit| match u.is {
        'a'..='z' => Some(LATIN_NAME),
        'ァ'..='ヺ' | 'ー' => Some(KATAKANA_NAME),
        _ => None,
    };
    for run in units.chunk_by_mut(|a, b| script(a).is_some() && script(a) == script(b)) {
        if script(&run[0]).is_some_and(|longest| run.len() >= longest) {
            for unit in run {
                unit.name = true;
            }
        }
    }
}

/// Spans of names in each block, as far as the facts of its document and the catalogue (`places`) know them.
pub(crate) fn names(blocks: &[Block], facts: &Facts, places: impl Iterator<Item = (usize, Span)>) -> Vec<Vec<Span>> {
    let mut names: Vec<Vec<Span>> = blocks.iter().map(|b| quoted_names(&b.text)).collect();
    for mention in &facts.mentions {
        let is_name = matches!(
            mention.fact,
            Fact::Reference(_)
                | Fact::Ministry(_)
                | Fact::Organisation(_)
                | Fact::Project(_)
                | Fact::Program(_)
                | Fact::Date(_)
        );
        if is_name {
            names[mention.block].push(mention.span);
        }
    }
    for (block, span) in places {
        names[block].push(span);
    }
    names
}

/// What stands in 「」 or 『』 as a name does.
fn quoted_names(text: &str) -> Vec<Span> {
    let mut names = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match c {
            '「' | '『' => open = Some(at),
            '」' | '』' => {
                if let Some(start) = open.take() {
                    let inner = &text[start..at];
                    if inner.chars().count() <= LONGEST_NAME && !inner.contains(['、', '。', '，']) {
                        names.push(Span::new(start, at + c.len_utf8()));
                    }
                }
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn marks_that_are_letters() {
        assert_eq!(letters("人々のデータ、〆切は ３ 日（案）。"), "人々のデータ〆切は3日案");
    }
}
