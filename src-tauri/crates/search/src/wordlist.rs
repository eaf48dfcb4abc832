//! Words that were found already, handed to tantivy as one string.
//!
//! tantivy's pre-tokenized text holds an allocated token for each word, and
//! copies all of them once more; a string that a tokenizer cuts again costs a
//! third of the time and memory.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::bigram::BREAK;

/// The name under which the tokenizer is registered.
pub(crate) const NAME: &str = "words";

/// Ends a word; no word holds it, since folding leaves no control character.
const END: char = '\u{1f}';

/// Words of different blocks are this far apart, so that no phrase joins them.
const BLOCK_GAP: usize = 10;

/// Words with their positions, as a string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordList(String);

impl WordList {
    /// The next word.
    pub(crate) fn push(&mut self, word: &str) {
        self.0.push_str(word);
        self.0.push(END);
    }

    /// The block ends.
    pub(crate) fn end_block(&mut self) {
        self.0.push(BREAK);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// Cuts a [`WordList`] again.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordListTokenizer {
    token: Token,
}

/// The words of one list.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    rest: &'a str,
    position: usize,
    token: &'a mut Token,
}

impl Tokenizer for WordListTokenizer {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, list: &'a str) -> Words<'a> {
        self.token.reset();
        Words { rest: list, position: 0, token: &mut self.token }
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            if let Some(rest) = self.rest.strip_prefix(BREAK) {
                self.rest = rest;
                self.position += BLOCK_GAP;
                continue;
            }
            let (word, rest) = self.rest.split_once(END).unwrap_or((self.rest, ""));
            self.rest = rest;
            self.token.position = self.position;
            self.token.text.clear();
            self.token.text.push_str(word);
            self.position += 1;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_as_it_was_put_together() {
        let mut list = WordList::default();
        list.push("研究");
        list.push("時間");
        list.end_block();
        list.push("確保");
        let text = list.into_string();
        let mut tokenizer = WordListTokenizer::default();
        let mut stream = tokenizer.token_stream(&text);
        let mut words = Vec::new();
        while stream.advance() {
            words.push((stream.token().position, stream.token().text.clone()));
        }
        assert_eq!(words, [(0, "研究"), (1, "時間"), (12, "確保")].map(|(p, w)| (p, w.to_owned())));
    }
}
