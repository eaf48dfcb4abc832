//! Bigrams whose position is the character index.
//!
//! tantivy's own n-gram tokenizer gives every token position 0, so that a
//! phrase query becomes AND. With true positions a phrase of bigrams matches
//! exactly the passages in which the string stands.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands between blocks: no bigram crosses it, and the last character before it
/// gets a bigram with it, so that a single character is always the prefix of a bigram.
pub(crate) const BREAK: char = '\n';

/// The name under which the tokenizer is registered.
pub(crate) const NAME: &str = "bigram";

/// Splits a text into its bigrams.
#[derive(Clone, Debug, Default)]
pub(crate) struct BigramTokenizer {
    token: Token,
}

/// The bigrams of one text.
#[derive(Debug)]
pub(crate) struct Bigrams<'a> {
    text: &'a str,
    /// Byte at which the next bigram starts, and its character index.
    at: (usize, usize),
    token: &'a mut Token,
}

impl Tokenizer for BigramTokenizer {
    type TokenStream<'a> = Bigrams<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Bigrams<'a> {
        self.token.reset();
        Bigrams { text, at: (0, 0), token: &mut self.token }
    }
}

impl TokenStream for Bigrams<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let (byte, position) = self.at;
            let mut rest = self.text[byte..].chars();
            let Some(first) = rest.next() else { return false };
            self.at = (byte + first.len_utf8(), position + 1);
            if first == BREAK {
                continue;
            }
            let second = rest.next().unwrap_or(BREAK);
            self.token.position = position;
            self.token.offset_from = byte;
            self.token.offset_to = (byte + first.len_utf8() + second.len_utf8()).min(self.text.len());
            self.token.text.clear();
            self.token.text.push(first);
            self.token.text.push(second);
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The bigrams of a string, for building queries; none for fewer than two characters.
pub(crate) fn bigrams(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(i, _)| i);
    let ends = text.char_indices().skip(1).map(|(i, c)| i + c.len_utf8());
    starts.zip(ends).map(|(a, b)| &text[a..b])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = BigramTokenizer::default();
        let mut stream = tokenizer.token_stream(text);
        let mut out = Vec::new();
        while stream.advance() {
            out.push((stream.token().position, stream.token().text.clone()));
        }
        out
    }

    #[test]
    fn positions_are_character_indices_and_blocks_do_not_join() {
        let expected = [(0, "創薬"), (1, "薬\n"), (3, "力を"), (4, "を\n")];
        assert_eq!(tokens("創薬\n力を"), expected.map(|(p, t)| (p, t.to_owned())));
        assert_eq!(tokens(""), []);
        assert_eq!(bigrams("創薬力").collect::<Vec<_>>(), ["創薬", "薬力"]);
        assert_eq!(bigrams("創").count(), 0);
    }
}
