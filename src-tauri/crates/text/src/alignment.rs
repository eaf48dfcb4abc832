//! The exact map between two views of a text.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Span;

#[cfg(test)]
mod tests;

/// A monotone correspondence between a derived text and the original it was
/// made from: stretches copied verbatim, stretches replaced as a whole (㈱ →
/// (株)), and stretches of the original left out (a line break) or put in.
///
/// A span that cuts through a replaced stretch grows to the whole of it, so
/// that a converted span always covers what it stands for.
///
/// Stored as a flat list of integers, bytes all: where it begins in the
/// original, then `copied, replaced, by` over and over, as in `[0, 6, 3, 5, 12]`:
/// 6 bytes the same, 3 replaced by 5, 12 the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Where the first piece begins.
    origin: Point,
    /// Pieces, each from the end of the one before; found by binary search.
    pieces: Vec<Piece>,
}

/// The same place in both views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Point {
    derived: u32,
    original: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    end: Point,
    /// Same bytes on both sides: offsets inside correspond one to one.
    /// Otherwise the piece is an atom: it maps as a whole.
    verbatim: bool,
}

/// Builds an [`Alignment`] from left to right.
#[derive(Debug, Default)]
pub struct AlignmentBuilder {
    alignment: Alignment,
}

impl AlignmentBuilder {
    /// Starts at byte `origin` of the original.
    pub fn starting_at(origin: usize) -> Self {
        let origin = Point { derived: 0, original: origin as u32 };
        Self { alignment: Alignment { origin, pieces: Vec::new() } }
    }

    /// The next `bytes` are the same on both sides.
    pub fn copy(&mut self, bytes: usize) {
        self.push(bytes, bytes, true);
    }

    /// The next `original` bytes of the original became `derived` bytes.
    /// Either may be 0: left out, or put in.
    pub fn replace(&mut self, original: usize, derived: usize) {
        self.push(original, derived, false);
    }

    /// The next `bytes` of the original are left out.
    pub fn skip(&mut self, bytes: usize) {
        self.replace(bytes, 0);
    }

    /// The finished map.
    pub fn finish(self) -> Alignment {
        self.alignment
    }

    fn push(&mut self, original: usize, derived: usize, verbatim: bool) {
        if original == 0 && derived == 0 {
            return;
        }
        let pieces = &mut self.alignment.pieces;
        let start = pieces.last().map_or(self.alignment.origin, |last| last.end);
        let before = pieces.len().checked_sub(2).map_or(self.alignment.origin, |i| pieces[i].end);
        let end = Point { derived: start.derived + derived as u32, original: start.original + original as u32 };
        match pieces.last_mut() {
            // Stretches of one kind are one: copied, left out, put in.
            Some(last) if last.verbatim && verbatim => last.end = end,
            Some(last) if derived == 0 && before.derived == start.derived => last.end = end,
            Some(last) if original == 0 && before.original == start.original => last.end = end,
            _ => pieces.push(Piece { end, verbatim }),
        }
    }
}

impl Alignment {
    /// The map of a text onto itself, `bytes` long, that begins at byte `origin` of the original.
    pub fn identity(origin: usize, bytes: usize) -> Self {
        let mut builder = AlignmentBuilder::starting_at(origin);
        builder.copy(bytes);
        builder.finish()
    }

    /// The original bytes that `derived` stands for. Left-out stretches at the
    /// edges are not taken in. An empty span, or one wholly put in, maps to an empty span.
    pub fn to_original(&self, derived: Span) -> Span {
        self.convert(derived, |p| p.derived as usize, |p| p.original as usize)
    }

    /// The derived bytes that stand for `original`. Put-in stretches at the
    /// edges are not taken in. An empty span, or one wholly left out, maps to an empty span.
    pub fn to_derived(&self, original: Span) -> Span {
        self.convert(original, |p| p.original as usize, |p| p.derived as usize)
    }

    /// The stretches of the original that `derived` stands for, in order: what was left out between two of them (a
    /// footnote, a page number) is in none. Put-in stretches stand for nothing.
    pub fn originals(&self, derived: Span) -> Vec<Span> {
        let mut stretches: Vec<Span> = Vec::new();
        let first = self.pieces.partition_point(|p| p.end.derived as usize <= derived.start);
        let mut start = if first == 0 { self.origin } else { self.pieces[first - 1].end };
        for piece in &self.pieces[first..] {
            if derived.is_empty() || start.derived as usize >= derived.end {
                break;
            }
            let (from, to) = (start.original as usize, piece.end.original as usize);
            let stands = piece.end.derived > start.derived && to > from;
            if stands {
                let stretch = if piece.verbatim {
                    let at = |derived: usize| from + derived - start.derived as usize;
                    let start = at(derived.start.max(start.derived as usize));
                    Span::new(start, at(derived.end.min(piece.end.derived as usize)))
                } else {
                    Span::new(from, to)
                };
                match stretches.last_mut() {
                    Some(last) if last.end == stretch.start => last.end = stretch.end,
                    _ => stretches.push(stretch),
                }
            }
            start = piece.end;
        }
        stretches
    }

    fn convert(&self, span: Span, from: fn(Point) -> usize, to: fn(Point) -> usize) -> Span {
        let start_of = |i: usize| if i == 0 { self.origin } else { self.pieces[i - 1].end };
        let first = self.pieces.partition_point(|p| from(p.end) <= span.start);
        let last = self.pieces.partition_point(|p| from(p.end) < span.end);
        let stands =
            |&i: &usize| to(self.pieces[i].end) > to(start_of(i)) && from(self.pieces[i].end) > from(start_of(i));
        // Pieces with bytes on one side only are merged, so that the search is short.
        let touched = first..(last + 1).min(self.pieces.len());
        let bounds = (!span.is_empty() && from(self.origin) < span.end)
            .then(|| Some((touched.clone().find(stands)?, touched.rev().find(stands)?)))
            .flatten();
        if let Some((first, last)) = bounds {
            let (a, b) = (start_of(first), start_of(last));
            let into = |at: usize, p: Point| to(p) + at.saturating_sub(from(p));
            let start = if self.pieces[first].verbatim { into(span.start, a) } else { to(a) };
            let end = to(self.pieces[last].end);
            return Span::new(start, if self.pieces[last].verbatim { into(span.end, b).min(end) } else { end });
        }
        let point = match self.pieces.get(first) {
            Some(piece) if piece.verbatim => to(start_of(first)) + span.start.saturating_sub(from(start_of(first))),
            _ => to(start_of(first)),
        };
        Span::new(point, point)
    }

    fn to_list(&self) -> Vec<u32> {
        let mut list = vec![self.origin.original];
        let mut start = self.origin;
        for piece in &self.pieces {
            let (original, derived) = (piece.end.original - start.original, piece.end.derived - start.derived);
            if piece.verbatim {
                list.push(derived);
            } else {
                if list.len() % 3 == 1 {
                    list.push(0);
                }
                list.extend([original, derived]);
            }
            start = piece.end;
        }
        list
    }

    fn from_list(list: &[u32]) -> Option<Self> {
        let (&origin, rest) = list.split_first()?;
        let fits = rest.iter().try_fold(origin, |sum, &n| sum.checked_add(n)).is_some();
        if rest.len() % 3 == 2 || !fits {
            return None;
        }
        let mut builder = AlignmentBuilder::starting_at(origin as usize);
        for step in rest.chunks(3) {
            builder.copy(step[0] as usize);
            if let &[_, original, derived] = step {
                builder.replace(original as usize, derived as usize);
            }
        }
        Some(builder.finish())
    }
}

impl Serialize for Alignment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_list().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Alignment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<u32>::deserialize(deserializer)?;
        Self::from_list(&list).ok_or_else(|| D::Error::custom("not an alignment: origin, then copied, replaced, by"))
    }
}
