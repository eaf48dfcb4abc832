//! A page: what was drawn on it → its lines, and what could be read of it.

use tadori_text::PageQuality;

use super::device::Drawing;
use super::glyph::{Glyph, Text};
use super::line::{self, Line};
use super::rules::Rules;
use super::table::{self, Cell};
use super::{order, run};

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// Width and height in points as it is shown.
    pub(super) size: (f32, f32),
    pub(super) lines: Vec<Line>,
    pub(super) quality: PageQuality,
    /// Why [`PageText::quality`] is not plain text, for people.
    pub(super) why: Option<String>,
    /// Visible glyphs that stand for nothing known, on a page that is read all the same.
    pub(super) unknown: usize,
}

/// Reads a page; `tables` counts those of the document.
pub(super) fn read(drawing: Drawing, size: (f32, f32), tables: &mut u32) -> PageText {
    let Drawing { mut glyphs, rules, pictured, shapes } = drawing;
    glyphs.retain(|g| {
        let (x, y) = g.center();
        (-1.0..=size.0 + 1.0).contains(&x) && (-1.0..=size.1 + 1.0).contains(&y)
    });
    let mut glyphs = undoubled(glyphs);
    let recognised = settle_layers(&mut glyphs);
    let count = |wanted: fn(&Text) -> bool| glyphs.iter().filter(|g| wanted(&g.text)).count();
    let visible = count(|t| !t.is_blank());
    let unknown = count(|t| matches!(t, Text::Unknown) || matches!(t, Text::Char('\u{E000}'..='\u{EFFF}')));
    let rules = Rules::new(rules);
    let mut lines: Vec<Line> =
        order::lines(run::runs(&glyphs, &rules), &rules).iter().filter_map(|l| line::write(l, &glyphs)).collect();
    for table in table::tables(&rules) {
        let mut held = false;
        for line in lines.iter_mut().filter(|l| l.cell.is_none()) {
            if let Some((row, column)) = table.cell(line.rect) {
                line.cell = Some(Cell { table: *tables, row, column });
                held = true;
            }
        }
        *tables += u32::from(held);
    }
    let mut page = PageText { size, lines, quality: PageQuality::Text, why: None, unknown };
    if unknown * 2 > visible {
        page.lines.retain(|l| l.unknown == 0);
        page.unknown = 0;
        page.needs_ocr(format!("{unknown} of its {visible} glyphs stand for no known characters"));
    } else if recognised {
        page.quality = PageQuality::Ocr;
        page.why = Some("its text was recognised from a picture by the program that made the file".to_owned());
    } else if visible == 0 && pictured > 0.1 {
        page.needs_ocr("it is a picture without text".to_owned());
    } else if visible < 20 && pictured > 0.85 {
        page.needs_ocr("it is a picture with hardly any text".to_owned());
    } else if visible == 0 && shapes > 100 {
        page.needs_ocr("its text is drawn as shapes".to_owned());
    }
    page
}

impl PageText {
    fn needs_ocr(&mut self, why: String) {
        self.quality = PageQuality::NeedsOcr;
        self.why = Some(why);
    }
}

/// Drops what is drawn again at its place, a trick to make type bold.
fn undoubled(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    /// Ems by which the second stroke may be off.
    const OFF: f32 = 0.15;
    let mut by_char: Vec<(char, usize)> = glyphs
        .iter()
        .enumerate()
        .filter_map(|(i, glyph)| Some((glyph.text.first().filter(|c| !c.is_whitespace())?, i)))
        .collect();
    by_char.sort_unstable();
    let mut doubled = vec![false; glyphs.len()];
    let mut struck = vec![false; glyphs.len()];
    for alike in by_char.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by(|&(_, a), &(_, b)| glyphs[a].rect.left.total_cmp(&glyphs[b].rect.left).then(a.cmp(&b)));
        for (n, &(_, a)) in alike.iter().enumerate() {
            let (glyph, near) = (&glyphs[a], OFF * glyphs[a].size);
            for &(_, b) in alike[n + 1..].iter().take_while(|&&(_, b)| glyphs[b].rect.left - glyph.rect.left <= near) {
                let other = &glyphs[b];
                let same = (other.rect.top - glyph.rect.top).abs() <= near
                    && (other.size - glyph.size).abs() <= near
                    && other.text == glyph.text
                    && other.invisible == glyph.invisible;
                if same {
                    let (first, second) = (a.min(b), a.max(b));
                    doubled[second] = true;
                    struck[first] = true;
                }
            }
        }
    }
    if !doubled.contains(&true) {
        return glyphs;
    }
    let kept = glyphs.into_iter().zip(doubled.iter().zip(&struck)).filter(|(_, (doubled, _))| !**doubled);
    kept.map(|(glyph, (_, struck))| Glyph { bold: glyph.bold || *struck, ..glyph }).collect()
}

/// Keeps what is drawn without ink only where nothing can be seen; whether that is most of the page.
fn settle_layers(glyphs: &mut Vec<Glyph>) -> bool {
    let hidden = glyphs.iter().filter(|g| g.invisible && !g.text.is_blank()).count();
    if hidden == 0 {
        return false;
    }
    let seen = glyphs.iter().filter(|g| !g.invisible && !g.text.is_blank()).count();
    let cell = |x: f32, y: f32| ((x / 4.0) as i32, (y / 4.0) as i32);
    let mut inked = std::collections::HashSet::new();
    for glyph in glyphs.iter().filter(|g| !g.invisible && !g.text.is_blank() && g.size < 100.0) {
        let ((left, top), (right, bottom)) =
            (cell(glyph.rect.left, glyph.rect.top), cell(glyph.rect.right, glyph.rect.bottom));
        inked.extend((left..=right).flat_map(|x| (top..=bottom).map(move |y| (x, y))));
    }
    glyphs.retain(|g| {
        !g.invisible || {
            let (x, y) = g.center();
            !inked.contains(&cell(x, y))
        }
    });
    hidden > seen
}
