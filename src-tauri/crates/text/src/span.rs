//! Ranges: bytes and lines.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes `start..end` in one view of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A [`Span`] as it is stored: what was damaged since may end before it begins.
#[derive(Deserialize)]
struct Ends {
    start: usize,
    end: usize,
}

impl TryFrom<Ends> for Span {
    type Error = &'static str;

    fn try_from(Ends { start, end }: Ends) -> Result<Self, Self::Error> {
        if start <= end { Ok(Self { start, end }) } else { Err("a span that ends before it begins") }
    }
}

impl Span {
    /// The span `start..end`; `start` must not exceed `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text that the span covers; `text` must be the view it was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// An inclusive range of lines of the source file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lines {
    /// First line (1-based).
    pub first: u32,
    /// Last line (1-based, inclusive).
    pub last: u32,
}

impl Lines {
    /// The lines from `first` to `last`, both included.
    pub const fn new(first: u32, last: u32) -> Self {
        debug_assert!(first <= last);
        Self { first, last }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ends, Span};

    #[test]
    fn a_span_that_ends_before_it_begins_is_damage() {
        assert_eq!(Span::try_from(Ends { start: 4, end: 5 }), Ok(Span::new(4, 5)));
        assert!(Span::try_from(Ends { start: 5, end: 4 }).is_err());
    }
}
