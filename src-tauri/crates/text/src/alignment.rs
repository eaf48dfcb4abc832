//! The exact map between two views of a text.

use serde::{Deserialize, Serialize};

use crate::Span;

/// How one stretch of the derived view came out of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    /// Bytes of the derived view.
    derived: u32,
    /// Bytes of the original.
    original: u32,
    /// Same bytes on both sides: offsets inside correspond one to one.
    /// Otherwise the piece is an atom: it maps as a whole.
    verbatim: bool,
}

/// A monotone correspondence between a derived text and the original it was
/// made from: stretches copied verbatim, stretches replaced as a whole (㈱ →
/// (株)), and stretches of the original left out (a line break) or put in.
///
/// A span that cuts through a replaced stretch grows to the whole of it, so
/// that a converted span always covers what it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alignment {
    /// Offset in the original at which the first piece begins.
    origin: u32,
    pieces: Vec<Piece>,
}

/// Builds an [`Alignment`] from left to right.
#[derive(Debug, Default)]
pub struct AlignmentBuilder {
    alignment: Alignment,
}

impl AlignmentBuilder {
    /// Starts at byte `origin` of the original.
    pub fn starting_at(origin: usize) -> Self {
        Self { alignment: Alignment { origin: origin as u32, pieces: Vec::new() } }
    }

    /// The next `bytes` are the same on both sides.
    pub fn copy(&mut self, bytes: usize) {
        self.push(Piece { derived: bytes as u32, original: bytes as u32, verbatim: true });
    }

    /// The next `original` bytes of the original became `derived` bytes.
    /// Either may be 0: left out, or put in.
    pub fn replace(&mut self, original: usize, derived: usize) {
        self.push(Piece { derived: derived as u32, original: original as u32, verbatim: false });
    }

    /// The next `bytes` of the original are left out.
    pub fn skip(&mut self, bytes: usize) {
        self.replace(bytes, 0);
    }

    /// The finished map.
    pub fn finish(self) -> Alignment {
        self.alignment
    }

    fn push(&mut self, piece: Piece) {
        if piece.derived == 0 && piece.original == 0 {
            return;
        }
        if let Some(last) = self.alignment.pieces.last_mut() {
            let dropped = |p: &Piece| !p.verbatim && p.derived == 0;
            if (last.verbatim && piece.verbatim) || (dropped(last) && dropped(&piece)) {
                last.derived += piece.derived;
                last.original += piece.original;
                return;
            }
        }
        self.alignment.pieces.push(piece);
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
    /// edges are not taken in; an empty span maps to an empty span.
    pub fn to_original(&self, derived: Span) -> Span {
        self.convert(derived, 0, self.origin as usize, |p| (p.derived, p.original))
    }

    /// The derived bytes that stand for `original`; empty where all of it was left out.
    pub fn to_derived(&self, original: Span) -> Span {
        self.convert(original, self.origin as usize, 0, |p| (p.original, p.derived))
    }

    fn convert(&self, span: Span, from0: usize, to0: usize, sides: impl Fn(&Piece) -> (u32, u32)) -> Span {
        let (mut from, mut to) = (from0, to0);
        let mut found: Option<Span> = None;
        // Where an empty span, or one wholly left out, ends up.
        let mut point = to0;
        for piece in &self.pieces {
            let (f, t) = sides(piece);
            let (f, t) = (f as usize, t as usize);
            if from >= span.end && !(span.is_empty() && from == span.end) {
                break;
            }
            let overlap = span.start.max(from)..span.end.min(from + f);
            if overlap.start < overlap.end && t > 0 {
                let part = if piece.verbatim {
                    Span::new(to + (overlap.start - from), to + (overlap.end - from))
                } else {
                    Span::new(to, to + t)
                };
                found = Some(found.map_or(part, |s| Span::new(s.start, part.end)));
            }
            if span.start >= from && span.start < from + f {
                point = if piece.verbatim { to + (span.start - from) } else { to };
            } else if span.start >= from + f {
                point = to + t;
            }
            from += f;
            to += t;
        }
        found.unwrap_or(Span::new(point, point))
    }
}
