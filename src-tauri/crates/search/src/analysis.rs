//! What goes into the index for one passage.

use std::ops::Range;

use tadori_dictionary::{Analyzer, Word, WordClass};
use tadori_text::{Block, normalize};
use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::bigram::BREAK;
use crate::passage::passages;
use crate::sound::push_readings;

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
    /// Folded readings; the position counts words.
    pub(crate) reading: PreTokenizedString,
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
                let (mut reading, mut sounded) = (Vec::new(), 0);
                let mut text = String::new();
                for (folded, tokens) in &split[range.clone()] {
                    push_words(&mut words, &mut position, tokens);
                    position += BLOCK_GAP;
                    text.push_str(folded);
                    text.push(BREAK);
                    push_readings(&mut reading, &mut sounded, tokens);
                    sounded += BLOCK_GAP;
                }
                let (mut context, mut at) = (Vec::new(), 0);
                push_words(&mut context, &mut at, &title);
                let mut above = blocks[range.start].parent;
                while let Some(heading) = above {
                    push_words(&mut context, &mut at, &split[heading].1);
                    above = blocks[heading].parent;
                }
                Passage {
                    blocks: range,
                    words: tokenized(words),
                    text,
                    reading: tokenized(reading),
                    context: tokenized(context),
                }
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
