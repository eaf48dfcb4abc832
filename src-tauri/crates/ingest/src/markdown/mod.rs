//! Markdown → blocks whose spans point into the file as it is, front matter included.

mod front_matter;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use tadori_text::{Block, BlockKind, Document, Heading, Layout, Source, Span};

use crate::assemble::{Assembler, set_parents};
use crate::number;
use crate::width::wrap_glue;
use crate::{Warning, metadata};

/// Stands between the cells of a table row, so that no two words glue together.
const CELL: &str = "　";

/// Reads a Markdown text; never fails.
pub(crate) fn read(text: String, warnings: &mut Vec<Warning>) -> Document {
    let source = Source::new(text);
    let (front, body) = front_matter::read(source.text(), warnings);
    let mut blocks = Blocks::new(&source).collect(body);
    set_parents(&mut blocks);
    // Where the decision is stated or left out on purpose, the text is not searched for another.
    let found = metadata::guess(&blocks, false);
    let found = if body > 0 { found.of_title() } else { found };
    let metadata = front_matter::over(&front, found.metadata.clone());
    let guesses = found.held_in(&metadata).into_iter().filter(|g| !front.says(g.field)).collect();
    Document { metadata, source, blocks, pages: Vec::new(), layout: Layout::default(), guesses }
}

/// The block that is being filled, and what it is inside.
struct Blocks<'s> {
    source: &'s Source,
    done: Vec<Block>,
    open: Assembler,
    kind: BlockKind,
    level: Option<u8>,
    /// Depth of list items and of footnotes.
    items: usize,
    footnotes: usize,
    /// What stands before the next piece.
    glue: String,
    /// Whether `glue` came from a wrap, so that it depends on the letters on both sides.
    wrapped: bool,
    /// Inside HTML or other text that is not for reading.
    hidden: usize,
}

impl<'s> Blocks<'s> {
    fn new(source: &'s Source) -> Self {
        Self {
            source,
            done: Vec::new(),
            open: Assembler::new(),
            kind: BlockKind::Paragraph,
            level: None,
            items: 0,
            footnotes: 0,
            glue: String::new(),
            wrapped: false,
            hidden: 0,
        }
    }

    /// Reads the source from byte `body` on.
    fn collect(mut self, body: usize) -> Vec<Block> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let source = self.source;
        for (event, range) in Parser::new_ext(&source.text()[body..], options).into_offset_iter() {
            let span = Span::new(range.start + body, range.end + body);
            match event {
                Event::Start(tag) => self.start(&tag),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(&text, span),
                Event::Code(text) => self.code(&text, span),
                Event::SoftBreak => self.wrapped = true,
                Event::HardBreak => self.glue.push('\n'),
                Event::Rule => self.flush(),
                _ => {}
            }
        }
        self.flush();
        self.done
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.level = Some(depth(*level));
            }
            Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) => self.flush(),
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.footnotes += 1;
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.kind = BlockKind::TableRow;
            }
            Tag::TableCell if !self.open.is_empty() => self.glue.push_str(CELL),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.flush();
                self.hidden += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.kind = BlockKind::Paragraph;
            }
            TagEnd::Item => {
                self.flush();
                self.items -= 1;
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnotes -= 1;
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.hidden -= 1,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if self.hidden > 0 || text.is_empty() {
            return;
        }
        // The line end inside a code block stays, the one at its end does not.
        let verbatim = span.of(self.source.text()) == text;
        let glue = self.take_glue(text);
        if verbatim {
            let kept = text.trim_end_matches(['\n', '\r']);
            if kept.is_empty() {
                self.glue.push('\n');
                return;
            }
            self.open.copy(self.source.text(), Span::new(span.start, span.start + kept.len()), &glue);
            if kept.len() < text.len() {
                self.glue.push('\n');
            }
        } else {
            self.open.replace(span, text, &glue);
        }
    }

    fn code(&mut self, text: &str, span: Span) {
        let inner =
            span.of(self.source.text()).find(text).map(|at| Span::new(span.start + at, span.start + at + text.len()));
        let glue = self.take_glue(text);
        match inner {
            Some(inner) => self.open.copy(self.source.text(), inner, &glue),
            None => self.open.replace(span, text, &glue),
        }
    }

    fn take_glue(&mut self, next: &str) -> String {
        let glue = std::mem::take(&mut self.glue);
        if std::mem::take(&mut self.wrapped)
            && glue.is_empty()
            && let (Some(before), Some(after)) = (self.open.text().chars().next_back(), next.chars().next())
        {
            return wrap_glue(before, after).to_owned();
        }
        glue
    }

    fn flush(&mut self) {
        self.glue.clear();
        self.wrapped = false;
        let level = self.level.take();
        let open = std::mem::replace(&mut self.open, Assembler::new());
        let kind = match level {
            Some(_) => BlockKind::Heading,
            None if self.footnotes > 0 => BlockKind::Footnote,
            None if self.kind == BlockKind::TableRow => BlockKind::TableRow,
            None if self.items > 0 => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        let Some(mut block) = open.finish(self.source, kind) else { return };
        if let Some(level) = level {
            let (number, title) = number::split(&block.text);
            block.heading = Some(Heading { level, number, title: title.to_owned() });
        }
        self.done.push(block);
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
