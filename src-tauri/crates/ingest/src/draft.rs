//! A document in the making, for formats that store their paragraphs: the source is written here, a paragraph a line.

use tadori_text::{Block, BlockKind, Document, Layout, Page, Source, Span};

use crate::assemble::Assembler;
use crate::structure::{self, outline_of_paragraphs};
use crate::width::wrap_glue;
use crate::{metadata, number};

/// A paragraph as its format stores it.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    /// What it is, as far as the format says.
    pub(crate) kind: BlockKind,
    /// Its text with its number; `\n` where the author broke the line.
    pub(crate) text: String,
    /// Level in the outline that its style gives it, from 1; 0 for the title of the document.
    pub(crate) level: Option<u8>,
    /// Bytes of the number at the start of the text, where the format tells it.
    pub(crate) number: Option<usize>,
    /// An explicit page break stands before it.
    pub(crate) starts_page: bool,
    /// Set larger or bolder than most of the text, throughout.
    pub(crate) stands_out: bool,
}

impl Paragraph {
    pub(crate) fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), level: None, number: None, starts_page: false, stands_out: false }
    }
}

/// Where a paragraph stands in the source.
#[derive(Clone, Debug)]
struct Part {
    /// Its lines without the white space around them, in order.
    lines: Vec<Span>,
    kind: BlockKind,
    level: Option<u8>,
    number: Option<usize>,
    page: Option<u32>,
    /// Empty paragraphs before it.
    blanks: u32,
    starts_page: bool,
    stands_out: bool,
}

/// A document in the making.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: String,
    parts: Vec<Part>,
    pages: Vec<Page>,
    /// Empty paragraphs since the last one with text.
    blanks: u32,
    /// A page began and nothing stands on it yet.
    fresh: bool,
}

impl Draft {
    /// Begins a page; what is pushed from now on stands on it.
    pub(crate) fn begin_page(&mut self, label: Option<String>, size: Option<(f32, f32)>) {
        let number = self.pages.len() as u32 + 1;
        self.pages.push(Page { number, label, size, ..Page::default() });
        self.fresh = true;
    }

    /// The number of the page that is being filled.
    pub(crate) fn page(&self) -> u32 {
        self.pages.len() as u32
    }

    /// Adds a paragraph; one without text is left out, but parts its neighbours.
    pub(crate) fn push(&mut self, paragraph: &Paragraph) {
        if paragraph.text.trim().is_empty() {
            self.blanks += 1;
            return;
        }
        if paragraph.starts_page && !self.text.is_empty() {
            self.text.push('\u{C}');
        }
        let page = self.pages.last().map(|p| p.number);
        let start = self.text.len();
        self.text.push_str(paragraph.text.trim_end());
        self.text.push('\n');
        let indent = paragraph.text.len() - paragraph.text.trim_start().len();
        let part = Part {
            lines: Vec::new(),
            kind: paragraph.kind,
            level: paragraph.level,
            number: paragraph.number.map(|n| n.saturating_sub(indent)).filter(|&n| n > 0),
            page,
            blanks: std::mem::take(&mut self.blanks),
            starts_page: paragraph.starts_page || std::mem::take(&mut self.fresh),
            stands_out: paragraph.stands_out,
        };
        if paragraph.kind == BlockKind::TableRow {
            // Tabs in front are empty cells.
            let span = Span::new(start, self.text.len() - 1);
            self.parts.push(Part { lines: vec![span], ..part });
            return;
        }
        let mut open = part;
        let mut at = start;
        for line in paragraph.text.trim_end().split('\n') {
            let text = line.trim();
            let from = at + (line.len() - line.trim_start().len());
            at += line.len() + 1;
            if text.is_empty() {
                continue;
            }
            if open.lines.last().is_some_and(|last| !goes_on(last.of(&self.text), text)) {
                let next = Part { lines: Vec::new(), number: None, blanks: 0, starts_page: false, ..open.clone() };
                self.parts.push(std::mem::replace(&mut open, next));
            }
            open.lines.push(Span::new(from, from + text.len()));
        }
        self.parts.push(open);
    }

    /// The document; of slides where the pages are such.
    pub(crate) fn finish(self, slides: bool) -> Document {
        let source = Source::new(self.text);
        let paragraphs = self.parts.iter().filter_map(|part| paragraph(&source, part)).collect();
        let mut blocks = outline_of_paragraphs(paragraphs, slides);
        // Parts without text were left out above, so that the two go in step.
        for (block, part) in blocks.iter_mut().zip(&self.parts) {
            set_number(block, part.number);
        }
        tie_notes(&mut blocks);
        nest(&mut blocks);
        let metadata::Guessed { metadata, guesses } = metadata::guess(&blocks, slides);
        Document { metadata, source, blocks, pages: self.pages, layout: Layout::default(), guesses }
    }
}

/// Whether a line that the author broke off goes on in the next one: a title set in two lines does, a list does not.
fn goes_on(last: &str, next: &str) -> bool {
    !last.ends_with(['。', '．', '！', '？', '：', ':']) && number::marker(next).is_none()
}

fn paragraph(source: &Source, part: &Part) -> Option<structure::Paragraph> {
    let mut open = Assembler::new();
    for &line in &part.lines {
        let glue = match (open.text().chars().next_back(), line.of(source.text()).chars().next()) {
            (Some(before), Some(after)) => wrap_glue(before, after),
            _ => "",
        };
        open.copy(source.text(), line, glue);
    }
    let mut block = open.finish(source, part.kind)?;
    block.page = part.page;
    Some(structure::Paragraph {
        block,
        level: part.level,
        blanks: part.blanks,
        starts_page: part.starts_page,
        stands_out: part.stands_out,
    })
}

/// Notes stand behind the block that carries their mark.
fn tie_notes(blocks: &mut [Block]) {
    let mut holder = None;
    for (index, block) in blocks.iter_mut().enumerate() {
        match block.kind {
            BlockKind::Footnote => block.note_of = holder,
            BlockKind::Furniture => {}
            _ => holder = Some(index),
        }
    }
}

/// Levels without gaps: a style that skips a level looks no deeper on the page than one that does not, so that a file and
/// its PDF agree.
fn nest(blocks: &mut [Block]) {
    let mut open: Vec<u8> = Vec::new();
    for heading in blocks.iter_mut().filter_map(|b| b.heading.as_mut()) {
        while open.last().is_some_and(|&above| above >= heading.level) {
            open.pop();
        }
        open.push(heading.level);
        heading.level = open.len().min(9) as u8;
    }
}

/// What the format counts is the number, also where it does not read as one.
fn set_number(block: &mut Block, number: Option<usize>) {
    let Some((number, title)) = number.and_then(|n| block.text.split_at_checked(n)) else { return };
    if let Some(heading) = block.heading.as_mut().filter(|_| !title.trim().is_empty()) {
        heading.number = Some(number.trim().to_owned());
        title.trim().clone_into(&mut heading.title);
    }
}
