//! PDF: glyphs on pages → lines as they stand → the structure that plain text has too.
//!
//! The interpreter (`hayro-interpret`) draws each page on a device of ours that
//! takes down glyphs, ruling lines and pictures (`device`); what it cannot say
//! of a glyph is looked up (`unicode`). The rest is geometry:
//!
//! ```text
//! glyphs ─ run ─▶ runs ─ order ─▶ lines of runs ─ line ─▶ text with a place for each character
//!                  ▲                                        │
//! rules (ruling lines) ─ table ─▶ cells ────────────────────┤
//! furniture (what stands at the same place on many pages) ──┴─▶ settings for `structure`
//! ```
//!
//! The order of drawing is kept as the reading order: producers write text as
//! their author did, and whoever sorts by place mixes columns and cells.
//! A page whose glyphs mean nothing is known to be so, and never read as garbage.

mod device;
mod furniture;
mod glyph;
mod label;
mod line;
mod ocr;
mod open;
mod order;
mod page;
mod rules;
mod run;
mod strings;
mod table;
mod unicode;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::Rect as KurboRect;
use hayro_interpret::{Context, InterpreterCache, TransformExt, interpret_page};
use tadori_text::{Document, Layout, Page, PageQuality};

use self::device::{Drawing, Recorder, TooMuch};
use self::ocr::Recogniser;
pub use self::ocr::ocr_program;
use self::page::PageText;
use self::unicode::Decoder;
use crate::structure::{self, Setting};
use crate::{Error, Options, Place, Warning, WarningCode};

/// Bytes of text that a document may have; the largest reports have 5 MB.
const MAX_TEXT: usize = 100 * 1024 * 1024;

/// Reads a PDF; `progress` is told how many pages of how many are done.
pub(crate) fn read(
    bytes: &[u8],
    options: &Options,
    warnings: &mut Vec<Warning>,
    progress: &dyn Fn(u32, u32),
) -> Result<Document, Error> {
    let pdf = open::open(bytes, options)?;
    let recogniser = if options.ocr { Some(Recogniser::find()) } else { None };
    let mut pages = pages(&pdf, recogniser.as_ref(), warnings, progress)?;
    furniture::mark(&mut pages);
    warn(&pages, warnings);
    let labels = label::listed(&pdf, pages.len() as u32);
    Ok(document(&pages, &labels, warnings))
}

/// Reads the pages one after the other.
fn pages(
    pdf: &Pdf,
    recogniser: Option<&Result<Recogniser, String>>,
    warnings: &mut Vec<Warning>,
    progress: &dyn Fn(u32, u32),
) -> Result<Vec<PageText>, Error> {
    let total = pdf.pages().len() as u32;
    let mut decoder = Decoder::new(pdf);
    let mut cache = InterpreterCache::new();
    let (mut pages, mut tables, mut bytes) = (Vec::new(), 0, 0);
    for (page, number) in pdf.pages().iter().zip(1..) {
        let size = page.render_dimensions();
        // The interpreter reads what strangers wrote: a fault in it costs a page, not the document.
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(page, pdf, &cache, &mut decoder)));
        let drawn = drawn.unwrap_or_else(|e| {
            Err(if e.is::<TooMuch>() { "it holds more than a page can hold" } else { "its content is broken" })
        });
        let mut text = match drawn {
            Ok(drawing) => page::read(drawing, size, &mut tables),
            Err(what) => {
                let message = format!("the page was left out: {what}");
                warnings.push(Warning::new(WarningCode::PageLeftOut, message, Some(Place::Page(number))));
                cache = InterpreterCache::new();
                PageText { size, quality: PageQuality::NeedsOcr, ..PageText::default() }
            }
        };
        if let (PageQuality::NeedsOcr, Some(recogniser)) = (text.quality, recogniser) {
            recognise(page, &mut text, recogniser, &decoder);
        }
        bytes += text.lines.iter().map(|l| l.text.len()).sum::<usize>();
        if bytes > MAX_TEXT {
            return Err(Error::Limit {
                what: format!("it has more than {} MB of text", MAX_TEXT / 1024 / 1024).into(),
                advice: "Split it into smaller files.".into(),
            });
        }
        pages.push(text);
        progress(number, total);
    }
    Ok(pages)
}

/// Has the text of a page recognised; where that fails, the page says why.
fn recognise(page: &PdfPage<'_>, text: &mut PageText, recogniser: &Result<Recogniser, String>, decoder: &Decoder<'_>) {
    let settings = decoder.settings();
    let read = recogniser.as_ref().map_err(Clone::clone).and_then(|recogniser| {
        // It draws what strangers wrote, as above.
        catch_unwind(AssertUnwindSafe(|| recogniser.read(page, &settings)))
            .unwrap_or_else(|_| Err("the page could not be drawn".to_owned()))
    });
    match read {
        Ok(lines) => {
            let chars = |lines: &[line::Line]| lines.iter().map(|l| l.text.chars().count()).sum::<usize>();
            if chars(&lines) >= chars(&text.lines) {
                text.lines = lines;
            }
            text.quality = PageQuality::Ocr;
            text.why = Some("its text was recognised from a picture just now".to_owned());
        }
        Err(why) => text.why = Some(format!("{}; {why}", text.why.take().unwrap_or_default())),
    }
}

/// What is drawn on a page; an error says why it cannot be told.
fn draw<'a>(
    page: &PdfPage<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    decoder: &mut Decoder<'_>,
) -> Result<Drawing, &'static str> {
    if !open::is_bearable(page.raw()) {
        return Err("it holds more than a page can hold");
    }
    if page.page_stream().is_none_or(<[u8]>::is_empty) && open::has_content(page.raw()) {
        return Err("its content cannot be unpacked");
    }
    let (width, height) = page.render_dimensions();
    let bounds = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let place = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(place, bounds, cache, pdf.xref(), decoder.settings());
    let mut recorder = Recorder::new((width, height), decoder);
    interpret_page(page, &mut context, &mut recorder);
    Ok(recorder.drawing)
}

/// Says which pages could not be read, or not for certain.
fn warn(pages: &[PageText], warnings: &mut Vec<Warning>) {
    for (page, number) in pages.iter().zip(1..) {
        let mut say = |code, message| warnings.push(Warning::new(code, message, Some(Place::Page(number))));
        match (page.quality, &page.why) {
            (PageQuality::NeedsOcr, Some(why)) => {
                say(WarningCode::NeedsOcr, format!("the page cannot be read without text recognition (OCR): {why}"));
            }
            (PageQuality::Ocr, Some(why)) => say(WarningCode::OcrText, format!("{why}; it may have errors")),
            _ if page.unknown > 0 => say(
                WarningCode::ReplacementCharacters,
                format!("{} glyphs stand for no known characters and are left open", page.unknown),
            ),
            _ => {}
        }
    }
}

/// Puts the pages together.
fn document(pages: &[PageText], labels: &[String], warnings: &mut Vec<Warning>) -> Document {
    let mut text = String::new();
    let (mut settings, mut boxes) = (Vec::new(), Vec::new());
    for (page, number) in pages.iter().zip(1..) {
        if number > 1 {
            text.push_str("\u{C}\n");
            settings.push(None);
            boxes.push(None);
        }
        for line in &page.lines {
            // A line of the source is one line of the page.
            text.extend(line.text.chars().map(|c| if c == '\n' || structure::is_break(c) { ' ' } else { c }));
            text.push('\n');
            settings.push(Some(Setting {
                page: number,
                landscape: page.size.0 > page.size.1,
                rect: line.rect,
                vertical: line.vertical,
                size: line.size,
                bold: line.bold,
                gothic: line.gothic,
                furniture: line.furniture,
                cell: line.cell,
            }));
            boxes.push(Some(line.placed(number, page.size)));
        }
    }
    let mut document = structure::read_set(text, &settings, warnings);
    for block in &mut document.blocks {
        let lines = block.lines.first as usize..=block.lines.last as usize;
        block.page = lines.filter_map(|n| boxes.get(n - 1)?.as_ref()).map(|b| b.page).next();
    }
    document.layout = Layout { lines: boxes };
    document.pages = pages
        .iter()
        .zip(1..)
        .map(|(page, number)| Page {
            number,
            label: labels
                .get(number as usize - 1)
                .filter(|l| !l.is_empty())
                .cloned()
                .or_else(|| furniture::printed(&page.lines)),
            size: Some(page.size),
            quality: page.quality,
        })
        .collect();
    document
}
