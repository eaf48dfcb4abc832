//! What goes into the index for one passage.

use std::ops::Range;

use tadori_dictionary::{Analyzer, Word, WordClass};
use tadori_text::{Block, normalize, section};

use crate::Lexicon;
use crate::bigram::BREAK;
use crate::passage::passages;
use crate::wordlist::WordList;

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
    pub(crate) words: WordList,
    /// Normalised text, blocks apart by [`BREAK`].
    pub(crate) text: String,
    /// Content words of the title and of the headings above.
    pub(crate) context: WordList,
}

impl Analysis {
    /// Takes apart the blocks of a document called `title`, for the writer that has `lexicon`.
    pub fn new(analyzer: &Analyzer, lexicon: &Lexicon, title: &str, blocks: &[Block]) -> Self {
        let split: Vec<(String, Vec<Word>)> = blocks
            .iter()
            .map(|block| {
                let text = normalize(&block.text).text;
                let words = analyzer.words(&text);
                lexicon.note(&text, &words);
                (text, words)
            })
            .collect();
        let title = analyzer.words(&normalize(title).text);
        let passages = passages(blocks)
            .into_iter()
            .map(|range| {
                let (mut words, mut context) = <(WordList, WordList)>::default();
                let mut text = String::new();
                for (folded, tokens) in &split[range.clone()] {
                    push_words(&mut words, tokens);
                    words.end_block();
                    text.push_str(folded);
                    text.push(BREAK);
                }
                push_words(&mut context, &title);
                for heading in section(blocks, range.start).into_iter().rev() {
                    push_words(&mut context, &split[heading].1);
                }
                Passage { blocks: range, words, text, context }
            })
            .collect();
        Self { passages }
    }
}

fn push_words(list: &mut WordList, words: &[Word]) {
    for word in words.iter().filter(|w| w.class == WordClass::Content) {
        list.push(&word.base);
    }
}
