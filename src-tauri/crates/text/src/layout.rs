//! Where the text stands on the pages of the original.
//!
//! Kept apart from the text: most formats have none, and what is found, cited
//! or anchored by text never depends on it.

use serde::{Deserialize, Serialize};

use crate::{Source, Span};

/// A rectangle on a page, in points (1/72 inch) from the top left corner of the page as it is shown
/// (cropped and turned), y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl Rect {
    /// The smallest rectangle that holds both.
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// A rectangle on page `page`, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageBox {
    /// Page, counted from 1.
    pub page: u32,
    /// Where on it.
    pub rect: Rect,
}

/// How a line of the source is set on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineBox {
    /// Page, counted from 1.
    pub page: u32,
    /// The box around its glyphs.
    pub rect: Rect,
    /// Written from top to bottom (縦書き).
    pub vertical: bool,
    /// Along the direction of writing, in points on the page: where each character of the line begins, and where the
    /// last one ends (one more than there are characters). Empty where only the whole line is known.
    pub stops: Vec<f32>,
}

impl LineBox {
    /// The box around the characters `from..to` of the line.
    fn part(&self, from: usize, to: usize) -> Rect {
        let (Some(&start), Some(&end)) = (self.stops.get(from), self.stops.get(to)) else { return self.rect };
        if self.vertical {
            Rect { top: start.min(end), bottom: start.max(end), ..self.rect }
        } else {
            Rect { left: start.min(end), right: start.max(end), ..self.rect }
        }
    }
}

/// Where each line of a source stands; empty where the format has no pages with places on them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// By line number − 1; `None` for a line that is not printed.
    pub lines: Vec<Option<LineBox>>,
}

impl Layout {
    /// The boxes of the characters in `stretches` of `source` (in order, without overlap), one a line, in order: what
    /// stands between two stretches of one line is boxed with them.
    pub fn boxes(&self, source: &Source, stretches: &[Span]) -> Vec<PageBox> {
        if self.lines.is_empty() {
            return Vec::new();
        }
        let mut by_line: Vec<(u32, Span)> = Vec::new();
        for stretch in stretches.iter().filter(|s| !s.is_empty()) {
            let lines = source.lines_of(*stretch);
            for number in lines.first..=lines.last {
                let whole = source.line_span(number);
                let (start, end) = (stretch.start.max(whole.start), stretch.end.min(whole.end));
                match by_line.last_mut() {
                    _ if start >= end => {}
                    Some((last, part)) if *last == number => part.end = end,
                    _ => by_line.push((number, Span::new(start, end))),
                }
            }
        }
        let boxed = |(number, part): (u32, Span)| {
            let line = self.lines.get(number as usize - 1)?.as_ref()?;
            let start = source.line_span(number).start;
            let chars = |to: usize| source.text()[start..to].chars().count();
            Some(PageBox { page: line.page, rect: line.part(chars(part.start), chars(part.end)) })
        };
        by_line.into_iter().filter_map(boxed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_a_span() {
        let source = Source::new("あいう\n\nえお".to_owned());
        let line = |top: f32, vertical, stops: &[f32]| {
            let rect = Rect { left: 10.0, top, right: 40.0, bottom: top + 10.0 };
            Some(LineBox { page: 1, rect, vertical, stops: stops.to_vec() })
        };
        let layout = Layout {
            lines: vec![line(5.0, false, &[10.0, 20.0, 30.0, 40.0]), None, line(25.0, true, &[25.0, 30.0, 35.0])],
        };
        let boxes = layout.boxes(&source, &[Span::new(3, 14)]);
        let rects: Vec<Rect> = boxes.iter().map(|b| b.rect).collect();
        assert_eq!(
            rects,
            [
                Rect { left: 20.0, top: 5.0, right: 40.0, bottom: 15.0 },
                Rect { left: 10.0, top: 25.0, right: 40.0, bottom: 30.0 }
            ]
        );
        let apart = layout.boxes(&source, &[Span::new(0, 3), Span::new(6, 9), Span::new(11, 14)]);
        assert_eq!(apart.len(), 2, "one box a line");
        assert_eq!((apart[0].rect.left, apart[0].rect.right), (10.0, 40.0));
        assert_eq!(layout.boxes(&source, &[Span::new(3, 3)]), []);
        assert_eq!(Layout::default().boxes(&source, &[Span::new(0, 9)]), []);
    }
}
