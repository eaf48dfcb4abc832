//! A line of glyphs → its text, with spaces by the rules of Japanese typesetting.

use tadori_text::{LineBox, Rect};

use super::glyph::{Glyph, Text};
use super::order::Joined;
use super::run::Way;
use super::table::Cell;

/// A line of a page as it is read.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is seen of a line, each by itself")]
pub(super) struct Line {
    pub(super) text: String,
    /// Where each character begins and the last one ends; empty for a line that is set aslant.
    pub(super) stops: Vec<f32>,
    /// Around what can be seen of it.
    pub(super) rect: Rect,
    pub(super) vertical: bool,
    /// Em height of most of its glyphs in points.
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Whether its Japanese letters are ゴシック, not 明朝; Latin ones are of another font as a rule.
    pub(super) gothic: bool,
    /// Page number, running head or foot.
    pub(super) furniture: bool,
    pub(super) cell: Option<Cell>,
    /// Glyphs that stand for nothing known.
    pub(super) unknown: usize,
}

impl Line {
    /// Where it can be seen on page `number` of this size: what sticks out of the page is cut off.
    pub(super) fn placed(&self, number: u32, (width, height): (f32, f32)) -> LineBox {
        let cut = |at: f32, edge: f32| at.max(0.0).min(edge);
        let Rect { left, top, right, bottom } = self.rect;
        let rect = Rect {
            left: cut(left, width),
            top: cut(top, height),
            right: cut(right, width),
            bottom: cut(bottom, height),
        };
        let edge = if self.vertical { height } else { width };
        let stops = self.stops.iter().map(|&stop| cut(stop, edge)).collect();
        LineBox { page: number, rect, vertical: self.vertical, stops }
    }
}

/// Stands for a glyph that nothing is known of.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// Ems between two visible glyphs from which on a blank glyph between them is seen as a space.
const SEEN: f32 = 0.15;
/// Ems between glyphs that no blank parts, from which on a space is meant: between Latin words, between Japanese and
/// Latin, between Japanese characters.
const GAPS: [f32; 3] = [0.17, 0.45, 0.7];

/// Writes a line.
pub(super) fn write(runs: &Joined, glyphs: &[Glyph]) -> Option<Line> {
    let way = runs.first()?.way;
    let order: Vec<&Glyph> = runs.iter().flat_map(|r| &r.glyphs).map(|&i| &glyphs[i]).collect();
    let visible: Vec<&&Glyph> = order.iter().filter(|g| !g.text.is_blank()).collect();
    let rect = visible.iter().map(|g| g.rect).reduce(Rect::join)?;
    let along = |g: &Glyph| match way {
        Way::Down => (g.rect.top, g.rect.bottom),
        Way::Turned => g.along,
        Way::Open | Way::Right => (g.rect.left, g.rect.right),
    };
    let mut sizes: Vec<f32> = visible.iter().map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    let spread = spread(&visible, along);
    let mut writer = Writer { text: String::new(), stops: Vec::new(), unknown: 0 };
    let mut last: Option<&Glyph> = None;
    let mut blanks: Vec<&Glyph> = Vec::new();
    for &glyph in &order {
        if glyph.text.is_blank() {
            blanks.push(glyph);
            continue;
        }
        if let Some(last) = last {
            let gap = (along(last).1, along(glyph).0);
            writer.gap(gap, &blanks, last, glyph, spread);
        } else {
            for blank in &blanks {
                writer.push(blank, along(blank));
            }
        }
        blanks.clear();
        writer.push(glyph, along(glyph));
        last = Some(glyph);
    }
    // Word processors leave a blank at the end of a paragraph.
    if let Some(blank) = blanks.first() {
        writer.push(blank, along(blank));
    }
    let end = last.map_or(0.0, |g| along(g).1).max(blanks.first().map_or(f32::MIN, |b| along(b).1));
    writer.stops.push(end);
    let (vertical, stops) = stops(way, order[0], writer.stops);
    Some(Line {
        text: writer.text,
        stops,
        rect,
        vertical,
        size,
        bold: visible.iter().all(|g| g.bold),
        gothic: visible.iter().any(|g| is_letter(g)) && visible.iter().all(|g| g.gothic || !is_letter(g)),
        furniture: false,
        cell: None,
        unknown: writer.unknown,
    })
}

fn is_letter(glyph: &Glyph) -> bool {
    matches!(glyph.text, Text::Char(c) if matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'))
}

/// Whether the line runs along the height of the page, and its stops on the page.
fn stops(way: Way, first: &Glyph, stops: Vec<f32>) -> (bool, Vec<f32>) {
    if way != Way::Turned {
        return (way == Way::Down, stops);
    }
    match first.direction {
        (x, _) if x < -0.999 => (false, stops.into_iter().map(|s| -s).collect()),
        (_, y) if y < -0.999 => (true, stops.into_iter().map(|s| -s).collect()),
        _ => (false, Vec::new()),
    }
}

/// The gap in ems that all characters of a line keep from each other (均等割付), 0 for a line set as usual.
fn spread(visible: &[&&Glyph], along: impl Fn(&Glyph) -> (f32, f32)) -> f32 {
    let mut gaps: Vec<f32> =
        visible.windows(2).map(|w| (along(w[1]).0 - along(w[0]).1) / w[0].size.max(w[1].size)).collect();
    gaps.sort_by(f32::total_cmp);
    match gaps.as_slice() {
        [] => 0.0,
        gaps => {
            let (least, usual) = (gaps[gaps.len() / 4], gaps[gaps.len() / 2]);
            if least > 0.12 { usual } else { 0.0 }
        }
    }
}

struct Writer {
    text: String,
    stops: Vec<f32>,
    unknown: usize,
}

impl Writer {
    fn push(&mut self, glyph: &Glyph, along: (f32, f32)) {
        match &glyph.text {
            Text::Char(c) => {
                self.text.push(*c);
                self.stops.push(along.0);
            }
            Text::Chars(chars) => {
                let count = chars.chars().count().max(1) as f32;
                for (i, c) in chars.chars().enumerate() {
                    self.text.push(c);
                    self.stops.push(along.0 + (along.1 - along.0) * i as f32 / count);
                }
            }
            Text::Unknown => {
                self.text.push(UNKNOWN);
                self.stops.push(along.0);
                self.unknown += 1;
            }
        }
    }

    /// Writes what stands between two visible glyphs.
    fn gap(&mut self, gap: (f32, f32), blanks: &[&Glyph], last: &Glyph, next: &Glyph, spread: f32) {
        let width = (gap.1 - gap.0) / last.size.min(next.size).max(0.1);
        let (Some(before), Some(after)) = (last.text.last(), next.text.first()) else {
            if !blanks.is_empty() && width > SEEN {
                self.space(' ', gap.0);
            }
            return;
        };
        if !blanks.is_empty() {
            // A space between Japanese characters is one only where it can be seen; one between words may be squeezed.
            let seen = if is_japanese(before) && is_japanese(after) { SEEN } else { 0.05 };
            if width > seen.max(spread * 0.7) {
                let wide = blanks.iter().filter(|b| b.text.first() == Some('\u{3000}')).count();
                for i in 0..wide.max(1) {
                    let share = (gap.1 - gap.0) * i as f32 / wide.max(1) as f32;
                    self.space(if wide > 0 { '\u{3000}' } else { ' ' }, gap.0 + share);
                }
            }
            return;
        }
        let kind = usize::from(is_japanese(before)) + usize::from(is_japanese(after));
        let usual = if spread > 0.0 { spread * 1.6 + 0.1 } else { 0.0 };
        if width > GAPS[kind].max(usual) {
            self.space(' ', gap.0);
        }
    }

    fn space(&mut self, c: char, at: f32) {
        self.text.push(c);
        self.stops.push(at);
    }
}

/// Whether a character is set without spaces between words.
pub(super) const fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{27BF}'
        | '\u{2014}'..='\u{2015}' | '\u{2025}'..='\u{2026}' | '\u{203B}' | UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_end_where_the_page_does() {
        let mut line = Line {
            text: "港".to_owned(),
            stops: vec![-4.0, 120.0],
            rect: Rect { left: -4.0, top: -1.0, right: 120.0, bottom: 9.0 },
            vertical: false,
            size: 10.0,
            bold: false,
            gothic: false,
            furniture: false,
            cell: None,
            unknown: 0,
        };
        let placed = line.placed(2, (100.0, 50.0));
        assert_eq!((placed.page, placed.rect), (2, Rect { left: 0.0, top: 0.0, right: 100.0, bottom: 9.0 }));
        assert_eq!(placed.stops, [0.0, 100.0]);
        line.vertical = true;
        assert_eq!(line.placed(2, (100.0, 50.0)).stops, [0.0, 50.0]);
    }
}
