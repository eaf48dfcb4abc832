//! A document: its source, its blocks in reading order, their sections and pages.

use serde::{Deserialize, Serialize};

use crate::{Alignment, Guess, Layout, Lines, Metadata, PageBox, Span};

/// The decoded text of a file, with the start of every line.
///
/// Only `\n` ends a line, as in `cat -n`; a form feed or a lone `\r` does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Source {
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Wraps a decoded text.
    pub fn new(text: String) -> Self {
        let starts = text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1);
        let line_starts = std::iter::once(0).chain(starts).filter(|&s| s < text.len() || s == 0).collect();
        Self { text, line_starts }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of lines; 1 for an empty text.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Bytes of line `number` (1-based), without its `\n` or `\r\n`.
    pub fn line_span(&self, number: u32) -> Span {
        let start = self.line_starts[number as usize - 1];
        let end = self.line_starts.get(number as usize).copied().unwrap_or(self.text.len());
        let line = &self.text[start..end];
        let line = line.strip_suffix('\n').map_or(line, |l| l.strip_suffix('\r').unwrap_or(l));
        Span::new(start, start + line.len())
    }

    /// Text of line `number` (1-based), without its line end.
    pub fn line(&self, number: u32) -> &str {
        self.line_span(number).of(&self.text)
    }

    /// The lines that `span` touches; an empty span gives the line it stands on.
    pub fn lines_of(&self, span: Span) -> Lines {
        let line = |at: usize| self.line_starts.partition_point(|&s| s <= at) as u32;
        Lines::new(line(span.start), line(span.end.saturating_sub(1).max(span.start)))
    }
}

impl From<String> for Source {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.text
    }
}

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// 見出し
    Heading,
    /// 段落
    Paragraph,
    /// 箇条書きの項目
    Item,
    /// 表の行
    TableRow,
    /// 脚注
    Footnote,
    /// 図表の題・出典
    Caption,
    /// Page numbers, running heads, contents pages, vertical labels: searchable, out of the reading text.
    Furniture,
}

impl BlockKind {
    /// The name used on the command line, such as `table-row`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::TableRow => "table-row",
            Self::Footnote => "footnote",
            Self::Caption => "caption",
            Self::Furniture => "furniture",
        }
    }
}

/// What makes a block a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Depth in the outline, from 1.
    pub level: u8,
    /// The number as printed, such as `１．` or `(3)`.
    pub number: Option<String>,
    /// The heading without its number.
    pub title: String,
}

/// What could be read of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageQuality {
    /// Its text, or it is blank.
    #[default]
    Text,
    /// Text recognised from its picture: may be wrong.
    Ocr,
    /// A picture without text, or glyphs that stand for no known characters: needs OCR.
    NeedsOcr,
}

impl PageQuality {
    /// The name used on the command line, such as `needs-ocr`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Ocr => "ocr",
            Self::NeedsOcr => "needs-ocr",
        }
    }
}

/// A page (of a slide deck a slide, of a workbook a sheet): its place in the file and what is printed on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Index from 1.
    pub number: u32,
    /// The printed page number, where there is one; of a workbook the sheet's name.
    pub label: Option<String>,
    /// Width and height in points (1/72 inch) as it is shown, where the format has them.
    pub size: Option<(f32, f32)>,
    /// What could be read of it.
    pub quality: PageQuality,
}

/// A paragraph, heading, item, table row …: the smallest unit that is shown, found and cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Level, number and title; only for [`BlockKind::Heading`].
    pub heading: Option<Heading>,
    /// Index (in [`Document::blocks`]) of the heading block that this one stands under; on a slide it can be a later one.
    pub parent: Option<usize>,
    /// Reading text: line wraps mended, nothing else changed.
    pub text: String,
    /// Reading text → source.
    pub alignment: Alignment,
    /// Bytes of the source from the first to the last character of the block.
    pub span: Span,
    /// Lines of the source file.
    pub lines: Lines,
    /// Page, counted from 1, on which the block begins, where pages are known.
    pub page: Option<u32>,
    /// Its place in the reading order could not be decided (columns interleaved line by line): left as in the source.
    #[serde(default)]
    pub undecided: bool,
    /// Of a [`BlockKind::Footnote`]: index of the block that carries its mark.
    #[serde(default)]
    pub note_of: Option<usize>,
}

/// A document as read from a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Title, kind, decision, edition.
    pub metadata: Metadata,
    /// The decoded text that spans point into.
    pub source: Source,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Pages in order; empty where the format has none.
    pub pages: Vec<Page>,
    /// Where each line of the source stands on its page; empty where the format does not say.
    pub layout: Layout,
    /// What of the metadata was guessed, and from which words; what a file says of itself is no guess.
    #[serde(default)]
    pub guesses: Vec<Guess>,
}

impl Document {
    /// Where block `index` stands on its pages, a box a line; empty where the format does not say.
    pub fn boxes(&self, index: usize) -> Vec<PageBox> {
        let block = &self.blocks[index];
        self.layout.boxes(&self.source, &block.alignment.originals(Span::new(0, block.text.len())))
    }

    /// Indices of the headings above block `index`, outermost first; the block itself is not among them.
    pub fn section(&self, index: usize) -> Vec<usize> {
        section(&self.blocks, index)
    }
}

/// Indices of the headings above block `index` of `blocks`, outermost first; the block itself is not among them.
///
/// Ends also where parents go in a circle, which no reader makes but a damaged store could hold.
pub fn section(blocks: &[Block], index: usize) -> Vec<usize> {
    let mut path: Vec<usize> = Vec::new();
    let mut above = blocks[index].parent;
    while let Some(heading) = above.filter(|h| *h != index && *h < blocks.len() && !path.contains(h)) {
        path.push(heading);
        above = blocks[heading].parent;
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::Source;
    use crate::{Lines, Span};

    #[test]
    fn lines() {
        for (text, expected) in [
            ("", &[""][..]),
            ("一", &["一"]),
            ("一\n", &["一"]),
            ("一\r\n二\n\n三", &["一", "二", "", "三"]),
            ("一\u{c}二\r三", &["一\u{c}二\r三"]),
        ] {
            let source = Source::new(text.to_owned());
            let lines: Vec<&str> = (1..=source.line_count() as u32).map(|n| source.line(n)).collect();
            assert_eq!(lines, expected, "{text:?}");
        }
    }

    #[test]
    fn lines_of_a_span() {
        let source = Source::new("一\n二三\n四".to_owned());
        for (span, first, last) in
            [((0, 3), 1, 1), ((0, 4), 1, 1), ((0, 5), 1, 2), ((4, 12), 2, 3), ((4, 4), 2, 2), ((14, 14), 3, 3)]
        {
            assert_eq!(source.lines_of(Span::new(span.0, span.1)), Lines::new(first, last), "{span:?}");
        }
    }
}
