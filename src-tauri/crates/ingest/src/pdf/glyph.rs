//! A glyph on a page, with the text it stands for.

use hayro_interpret::kurbo::{Affine, Point, Vec2};
use tadori_text::Rect;

/// What a glyph stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// One character, as nearly always.
    Char(char),
    /// A ligature, or what `/ActualText` says of a group of glyphs; empty for the other glyphs of the group.
    Chars(Box<str>),
    /// Nothing in the file says it.
    Unknown,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Self::Char(c),
            _ => Self::Chars(text.into()),
        }
    }

    /// Whether it stands for white space, or for nothing of its own.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Char(c) => c.is_whitespace(),
            Self::Chars(text) => text.chars().all(char::is_whitespace),
            Self::Unknown => false,
        }
    }

    pub(super) fn first(&self) -> Option<char> {
        match self {
            Self::Char(c) => Some(*c),
            Self::Chars(text) => text.chars().next(),
            Self::Unknown => None,
        }
    }

    pub(super) fn last(&self) -> Option<char> {
        match self {
            Self::Char(c) => Some(*c),
            Self::Chars(text) => text.chars().next_back(),
            Self::Unknown => None,
        }
    }
}

/// A glyph where it stands: points from the top left corner of the page as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: Text,
    /// The box of its advance and its em height; not that of its ink.
    pub(super) rect: Rect,
    /// Unit vector in which writing goes on.
    pub(super) direction: (f32, f32),
    /// From start to end along `direction`.
    pub(super) along: (f32, f32),
    /// Across `direction`, to its right hand.
    pub(super) across: (f32, f32),
    /// Em height in points.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) gothic: bool,
    /// Drawn without ink: the text layer of an OCR program.
    pub(super) invisible: bool,
}

/// Em box above and below the baseline, in thousandths of an em: the customary one of Japanese type.
const ASCENT: f64 = 880.0;
const DESCENT: f64 = -120.0;

impl Glyph {
    /// Places a glyph whose space of 1000 units an em is mapped to the page by `place`; `width` is in those units.
    pub(super) fn place(text: Text, place: Affine, width: f64, vertical: bool) -> Option<Self> {
        let corner = |x: f64, y: f64| place * Point::new(x, y);
        let [upper, lower] = [ASCENT, DESCENT].map(|y| [corner(0.0, y), corner(width, y)]);
        let corners = [upper[0], upper[1], lower[0], lower[1]];
        let [a, b, c, d, ..] = place.as_coeffs();
        let (x_axis, y_axis) = (Vec2::new(a, b), Vec2::new(c, d));
        let writing = if vertical { -y_axis } else { x_axis };
        let size = if vertical { x_axis.length() } else { y_axis.length() } * 1000.0;
        let finite = corners.iter().all(|p| p.x.abs() < 1e6 && p.y.abs() < 1e6);
        if !finite || writing.length() < 1e-9 || !(0.5..=5000.0).contains(&size) {
            return None;
        }
        let writing = writing.normalize();
        let right_hand = Vec2::new(-writing.y, writing.x);
        let range = |axis: Vec2| {
            let ends = corners.map(|p| p.to_vec2().dot(axis) as f32);
            (ends.into_iter().fold(f32::MAX, f32::min), ends.into_iter().fold(f32::MIN, f32::max))
        };
        let (left, right) = range(Vec2::new(1.0, 0.0));
        let (top, bottom) = range(Vec2::new(0.0, 1.0));
        Some(Self {
            text,
            rect: Rect { left, top, right, bottom },
            direction: (writing.x as f32, writing.y as f32),
            along: range(writing),
            across: range(right_hand),
            size: size as f32,
            bold: false,
            gothic: false,
            invisible: false,
        })
    }

    /// Ends it where the next glyph of its run begins, if that is earlier: a font that stands in for another one has
    /// other widths.
    pub(super) fn end_before(&mut self, next: &Self) {
        let start = next.along.0;
        if self.runs_like(next) && start > self.along.0 + 0.05 * self.size && start < self.along.1 {
            self.along.1 = start;
            if self.is_upright() {
                self.rect.right = start;
            } else if self.direction.1 > 0.999 {
                self.rect.bottom = start;
            }
        }
    }

    pub(super) fn runs_like(&self, other: &Self) -> bool {
        self.direction.0.mul_add(other.direction.0, self.direction.1 * other.direction.1) > 0.998
    }

    /// Whether writing goes from left to right.
    pub(super) fn is_upright(&self) -> bool {
        self.direction.0 > 0.999
    }

    /// Whether writing goes from top to bottom, by its font or because it is turned.
    pub(super) fn goes_down(&self) -> bool {
        self.direction.1 > 0.999
    }

    pub(super) fn center(&self) -> (f32, f32) {
        (f32::midpoint(self.rect.left, self.rect.right), f32::midpoint(self.rect.top, self.rect.bottom))
    }
}
