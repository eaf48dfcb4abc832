//! Rules for a character: each base with its marks, whatever stands beside it.

use std::iter::once;

use unicode_normalization::char::decompose_compatible;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

use super::tables::{is_ignored, is_kept, is_plain, is_space, unify};
use super::{Form, Item};

/// Folds every character of `text`; runs that no rule touches stay whole.
pub(super) fn fold(text: &str) -> Vec<Item> {
    let mut folder =
        Folder { text, items: Vec::with_capacity(text.len() / 16 + 4), buffer: String::new(), spare: String::new() };
    let mut at = 0;
    while at < text.len() {
        at = folder.run(at);
        at = folder.character(at);
    }
    folder.items
}

struct Folder<'t> {
    text: &'t str,
    items: Vec<Item>,
    /// Scratch for the characters that need Unicode's tables.
    buffer: String,
    spare: String,
}

impl Folder<'_> {
    /// Takes the plain characters from `at` on; gives the offset of what follows.
    fn run(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut last = None;
        for c in self.text[at..].chars() {
            if !is_plain(c) {
                if attaches(c) || is_ignored(c) {
                    // The last character may be the base of a mark.
                    end -= last.map_or(0, char::len_utf8);
                    last = self.text[at..end].chars().next_back();
                }
                break;
            }
            end += c.len_utf8();
            last = Some(c);
        }
        if let (Some(first), Some(last)) = (self.text[at..end].chars().next(), last) {
            self.items.push(Item { start: at, end, first, last, form: Form::Run });
        }
        end
    }

    /// Takes the character at `at`, if any, with its marks; gives the offset of what follows.
    fn character(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return at };
        let next = at + c.len_utf8();
        if is_space(c) {
            self.space(at, next);
            return next;
        }
        if is_ignored(c) || attaches(c) {
            return next;
        }
        let end = self.end_of_marks(next);
        self.buffer.clear();
        if end > next {
            self.marked(c, at, next, end);
        } else {
            self.single(c, at, end);
        }
        end
    }

    /// One item for a run of white space, with the invisible characters in it.
    fn space(&mut self, start: usize, end: usize) {
        match self.items.last_mut() {
            Some(last) if last.first == ' ' => last.end = end,
            _ => self.push(' ', start, end),
        }
    }

    /// The offset after the last mark that belongs to the base before `from`.
    fn end_of_marks(&self, from: usize) -> usize {
        let mut at = from;
        let mut end = from;
        for c in self.text[from..].chars() {
            at += c.len_utf8();
            if attaches(c) {
                end = at;
            } else if !is_ignored(c) {
                break;
            }
        }
        end
    }

    fn single(&mut self, c: char, start: usize, end: usize) {
        match c {
            '\0'..='\x7F' => self.push(c.to_ascii_lowercase(), start, end),
            // Full-width ASCII, by far the most frequent: U+FF01 is “!” and so on.
            '！'..='～' => {
                let ascii = (c as u32 - 0xFEE0) as u8 as char;
                self.push(ascii.to_ascii_lowercase(), start, end);
            }
            'ー' | '・' => self.push(c, start, end),
            _ if is_plain(c) => self.push(c, start, end),
            _ if stays(c) => self.push(lower(c), start, end),
            _ => {
                self.buffer.push(c);
                self.push_folded(start, end);
            }
        }
    }

    fn marked(&mut self, base: char, start: usize, marks: usize, end: usize) {
        if stays(base) {
            self.push(lower(base), start, end);
        } else {
            self.buffer.push(base);
        }
        let text = self.text;
        self.buffer.extend(text[marks..end].chars().filter(|&c| !is_ignored(c)).map(|c| match c {
            '゛' => '\u{3099}',
            '゜' => '\u{309A}',
            _ => c,
        }));
        self.push_folded(start, end);
    }

    /// Folds the buffer until nothing changes (lower case may compose anew) and takes it as one atom.
    fn push_folded(&mut self, start: usize, end: usize) {
        loop {
            self.spare.clear();
            self.spare.extend(self.buffer.nfkc().flat_map(char::to_lowercase).map(unify));
            std::mem::swap(&mut self.buffer, &mut self.spare);
            if self.buffer == self.spare {
                break;
            }
        }
        self.items.extend(self.buffer.chars().map(|c| Item { start, end, first: c, last: c, form: Form::One }));
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.items.push(Item { start, end, first: c, last: c, form: Form::One });
    }
}

/// Whether `c` joins the character before it: a mark, a half-width or spacing
/// (han)dakuten, a conjoining vowel.
fn attaches(c: char) -> bool {
    match c {
        // Most of what is ever read, known not to.
        '\0'..='\u{2FF}'
        | '\u{2000}'..='\u{206F}'
        | 'ぁ'..='ゖ'
        | 'ァ'..='ヿ'
        | '\u{3400}'..='\u{9FFF}'
        | '！'..='ﾝ' => false,
        '゛' | '゜' => true,
        _ => {
            let mut first = None;
            decompose_compatible(c, |d| first = first.or(Some(d)));
            first.is_some_and(|d| canonical_combining_class(d) != 0 || is_nfc_quick(once(d)) == IsNormalized::Maybe)
        }
    }
}

/// Whether NFKC would change what `c` means: a figure, a number mark, or a
/// spacing accent (´ is a space and a mark, and the mark would join its neighbour).
fn stays(c: char) -> bool {
    let mut spaced = false;
    decompose_compatible(c, |d| spaced |= d == ' ');
    spaced || is_kept(c)
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
