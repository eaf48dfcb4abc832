//! What goes into the index for one passage.

use std::ops::Range;

use tadori_dictionary::{Analyzer, Word, WordClass, fold_reading};
use tadori_text::{Block, normalize};
use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::bigram::BREAK;
use crate::passage::passages;

/// A document taken apart for the index. Made on any thread; the expensive part of indexing.
#[derive(Debug)]
pub struct Analysis {
    pub(crate) passages: Vec<Passage>,
}

#[derive(Debug)]
pub(crate) struct Passage {
    /// Indices of its blocks.
    pub(crate) blocks: Range<usize>,
    /// Content words in base form; the position counts content words, so that
    /// 研究の時間 is as adjacent as 研究時間.
    pub(crate) words: PreTokenizedString,
    /// Normalised text, blocks apart by [`BREAK`].
    pub(crate) text: String,
    /// Folded readings, what has none apart by [`BREAK`].
    pub(crate) reading: String,
    /// Content words of the title and of the headings above.
    pub(crate) context: PreTokenizedString,
}

/// Words of different blocks are this far apart, so that no phrase joins them.
const BLOCK_GAP: usize = 10;

impl Analysis {
    /// Takes apart the blocks of a document called `title`.
    pub fn new(analyzer: &Analyzer, title: &str, blocks: &[Block]) -> Self {
        let split: Vec<(String, Vec<Word>)> = blocks
            .iter()
            .map(|block| {
                let text = normalize(&block.text).text;
                let words = analyzer.words(&text);
                (text, words)
            })
            .collect();
        let title = analyzer.words(&normalize(title).text);
        let passages = passages(blocks)
            .into_iter()
            .map(|range| {
                let (mut words, mut position) = (Vec::new(), 0);
                let (mut text, mut reading) = (String::new(), String::new());
                for (folded, tokens) in &split[range.clone()] {
                    push_words(&mut words, &mut position, tokens);
                    position += BLOCK_GAP;
                    text.push_str(folded);
                    text.push(BREAK);
                    reading.push_str(&reading_of(tokens).0);
                    reading.push(BREAK);
                }
                let (mut context, mut at) = (Vec::new(), 0);
                push_words(&mut context, &mut at, &title);
                let mut above = blocks[range.start].parent;
                while let Some(heading) = above {
                    push_words(&mut context, &mut at, &split[heading].1);
                    above = blocks[heading].parent;
                }
                Passage { blocks: range, words: tokenized(words), text, reading, context: tokenized(context) }
            })
            .collect();
        Self { passages }
    }
}

fn tokenized(tokens: Vec<Token>) -> PreTokenizedString {
    PreTokenizedString { text: String::new(), tokens }
}

fn push_words(tokens: &mut Vec<Token>, position: &mut usize, words: &[Word]) {
    for word in words.iter().filter(|w| w.class == WordClass::Content) {
        tokens.push(Token { text: word.base.clone(), position: *position, ..Token::default() });
        *position += 1;
    }
}

/// The folded reading of a run of words, and the byte at which each word's part begins; a word without reading breaks it.
///
/// Folded across words, since a long vowel may begin the next one.
pub(crate) fn reading_of(words: &[Word]) -> (String, Vec<usize>) {
    let mut out = String::new();
    let mut starts = Vec::with_capacity(words.len());
    let mut joined = String::new();
    for word in words {
        starts.push(out.len());
        match &word.reading {
            Some(reading) => {
                joined.clear();
                let last = out.chars().next_back();
                joined.extend(last);
                joined.push_str(reading);
                out.push_str(&fold_reading(&joined)[last.map_or(0, char::len_utf8)..]);
            }
            None if word.class == WordClass::Symbol => {}
            None => out.push(BREAK),
        }
    }
    (out, starts)
}
