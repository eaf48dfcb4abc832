//! Bigrams whose position is the character index.
//!
//! With such positions a phrase of bigrams matches exactly the passages in which the string stands.

/// Stands between blocks: no bigram crosses it, and the last character before it
/// gets a bigram with it, so that a single character is always the prefix of a bigram.
pub(crate) const BREAK: char = '\n';

/// The bigrams of a passage with their positions.
pub(crate) fn positions(text: &str) -> impl Iterator<Item = (u32, [char; 2])> {
    let seconds = text.chars().skip(1).chain([BREAK]);
    (0..).zip(text.chars().zip(seconds)).filter(|(_, (first, _))| *first != BREAK).map(|(at, (a, b))| (at, [a, b]))
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

    #[test]
    fn positions_are_character_indices_and_blocks_do_not_join() {
        let expected = [(0, ['創', '薬']), (1, ['薬', '\n']), (3, ['力', 'を']), (4, ['を', '\n'])];
        assert_eq!(positions("創薬\n力を").collect::<Vec<_>>(), expected);
        assert_eq!(positions("").count(), 0);
        assert_eq!(bigrams("創薬力").collect::<Vec<_>>(), ["創薬", "薬力"]);
        assert_eq!(bigrams("創").count(), 0);
    }
}
