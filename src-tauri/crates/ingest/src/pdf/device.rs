//! The interpreter's drawing → glyphs, ruling lines and pictures of a page.

use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as KurboRect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use tadori_text::Rect;

use super::glyph::{Glyph, Text};
use super::rules::Rule;
use super::unicode::Decoder;

/// Glyphs of a page; a newspaper page has some 20,000.
const MAX_GLYPHS: usize = 200_000;
/// Lines and edges of a page: drawings have many, tables few.
const MAX_RULES: usize = 20_000;
/// Calls of the interpreter for one page: forms that draw forms can multiply without end.
const MAX_CALLS: u32 = 4_000_000;

/// Thrown out of the interpreter, which has no other way to be stopped.
#[derive(Debug)]
pub(super) struct TooMuch;

/// What is drawn on a page, in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// Share of the page that pictures cover, by the sum of their areas.
    pub(super) pictured: f32,
    /// Filled outlines that are no lines: text turned into paths looks so.
    pub(super) shapes: usize,
}

/// Takes down what is drawn on one page.
pub(super) struct Recorder<'d, 'p> {
    pub(super) drawing: Drawing,
    decoder: &'d mut Decoder<'p>,
    /// Width and height of the page in points.
    size: (f32, f32),
    /// Open marked content: whether it says what its glyphs stand for.
    marked: Vec<Option<Marked>>,
    calls: u32,
}

struct Marked {
    text: String,
    /// Index of its first glyph.
    from: usize,
}

impl<'d, 'p> Recorder<'d, 'p> {
    pub(super) fn new(size: (f32, f32), decoder: &'d mut Decoder<'p>) -> Self {
        Self { drawing: Drawing::default(), decoder, size, marked: Vec::new(), calls: 0 }
    }

    fn count(&mut self) {
        self.calls += 1;
        if self.calls > MAX_CALLS {
            resume_unwind(Box::new(TooMuch));
        }
    }

    fn add_rule(&mut self, rect: Rect) {
        if let Some(rule) = Rule::of(rect).filter(|_| self.drawing.rules.len() < MAX_RULES) {
            self.drawing.rules.push(rule);
        }
    }

    /// The lines of a path that is stroked `width` points wide.
    fn stroke(&mut self, path: &BezPath, place: Affine, width: f32) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let next = match *element {
                PathEl::MoveTo(p) => {
                    (start, last) = (p, p);
                    continue;
                }
                PathEl::LineTo(p) => p,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    last = p;
                    continue;
                }
            };
            let line = KurboRect::from_points(place * last, place * next);
            last = next;
            if line.width() < 1.0 || line.height() < 1.0 {
                self.add_rule(rect_of(line.inflate(f64::from(width) / 2.0, f64::from(width) / 2.0)));
            }
        }
    }
}

fn rect_of(rect: KurboRect) -> Rect {
    Rect { left: rect.x0 as f32, top: rect.y0 as f32, right: rect.x1 as f32, bottom: rect.y1 as f32 }
}

/// Whether a line drawn with it can be seen on white paper.
fn shows(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            a > 25 && r.min(g).min(b) < 245
        }
        Paint::Pattern(_) => true,
    }
}

impl<'a> Device<'a> for Recorder<'_, '_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let first = self.drawing.glyphs.len();
        let mut font = None;
        for glyph in run.glyphs() {
            if self.drawing.glyphs.len() >= MAX_GLYPHS {
                resume_unwind(Box::new(TooMuch));
            }
            let (advance, font) = match &**glyph {
                Drawn::Outline(outline) => {
                    let font = &*font.get_or_insert_with(|| self.decoder.font(outline, vertical));
                    (outline.advance_width(), Some(font))
                }
                Drawn::Type3(glyph) => (glyph.advance_width(), None),
            };
            let text = self.decoder.text(glyph, font.map(|f| &**f));
            let place = props.transform * glyph.transform();
            let width = match (vertical, &text) {
                // The width of an upright glyph in vertical writing is not told: half-width ones are centred.
                (true, Text::Char(' '..='~' | '｡'..='ﾟ')) => 500.0,
                (true, _) => 1000.0,
                (false, _) => f64::from(advance.unwrap_or(500.0)),
            };
            let stands_in = font.is_none_or(|f| f.stands_in);
            let place = if stands_in && !vertical { unstretched(place) } else { place };
            if let Some(mut placed) = Glyph::place(text, place, width, vertical) {
                placed.bold = font.is_some_and(|f| f.bold);
                placed.gothic = font.is_some_and(|f| f.gothic);
                placed.invisible = matches!(mode, DrawMode::Invisible);
                if let Some(before) = self.drawing.glyphs[first..].last_mut() {
                    before.end_before(&placed);
                }
                self.drawing.glyphs.push(placed);
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        if !shows(&props.paint) {
            return;
        }
        match mode {
            DrawMode::Stroke(stroke) => {
                let scale = props.transform.determinant().abs().sqrt();
                self.stroke(path, props.transform, stroke.line_width * scale as f32);
            }
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                // Word draws all borders of a table as one path of many thin rectangles.
                let mut part = BezPath::new();
                let mut parts = 0;
                for element in path.elements().iter().take(20_000) {
                    if matches!(element, PathEl::MoveTo(_)) && !part.is_empty() {
                        parts += 1;
                        self.fill(&part, props.transform);
                        part.truncate(0);
                    }
                    part.push(*element);
                }
                self.fill(&part, props.transform);
                self.drawing.shapes += usize::from(parts < 50 && path.elements().len() > 6);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &KurboRect, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Stroke(_)) {
            self.draw_path(&rect.to_path(0.1), props, mode);
            return;
        }
        self.count();
        if shows(&props.paint) {
            self.add_rule(rect_of(props.transform.transform_rect_bbox(*rect)));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        let whole = KurboRect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let page = KurboRect::new(0.0, 0.0, f64::from(self.size.0), f64::from(self.size.1));
        let shown = props.transform.transform_rect_bbox(whole).intersect(page);
        self.drawing.pictured += (shown.area() / page.area().max(1.0)) as f32;
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count();
        let outer = self.marked.iter().any(Option::is_some);
        let text = properties.filter(|_| !outer).and_then(|p| p.get::<PdfString<'_>>(b"ActualText"));
        let text = text.and_then(|t| super::strings::decode(t.as_bytes()));
        // What is said to be empty, or is as unreadable as the glyphs, says nothing.
        let text = text.filter(|t| !t.is_empty() && !t.chars().any(super::unicode::is_rubbish));
        self.marked.push(text.map(|text| Marked { text, from: self.drawing.glyphs.len() }));
    }

    fn end_marked_content(&mut self) {
        if let Some(Some(marked)) = self.marked.pop() {
            say(&marked.text, &mut self.drawing.glyphs[marked.from..]);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_clip_rect(&mut self, _: &KurboRect) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

impl Recorder<'_, '_> {
    fn fill(&mut self, part: &BezPath, place: Affine) {
        if part.elements().len() <= 6 {
            self.add_rule(rect_of(place.transform_rect_bbox(part.bounding_box())));
        }
    }
}

/// Undoes the stretch that fits a font to the widths of the one it stands in for.
fn unstretched(place: Affine) -> Affine {
    let [x1, y1, x2, y2, ..] = place.as_coeffs();
    let (wide, high) = (x1.hypot(y1), x2.hypot(y2));
    if wide > 0.0 { place * Affine::scale_non_uniform(high / wide, 1.0) } else { place }
}

/// Gives the characters of `text` to the glyphs that stand for them together.
fn say(text: &str, glyphs: &mut [Glyph]) {
    let chars: Vec<char> = text.chars().collect();
    let count = glyphs.len();
    for (i, glyph) in glyphs.iter_mut().enumerate() {
        // The first glyphs have the text where there are more glyphs than characters.
        let (from, to) = if chars.len() <= count {
            (i.min(chars.len()), (i + 1).min(chars.len()))
        } else {
            (i * chars.len() / count, (i + 1) * chars.len() / count)
        };
        glyph.text = match chars[from..to] {
            [c] => Text::Char(c),
            ref several => Text::Chars(several.iter().collect::<String>().into()),
        };
    }
}
