//! The lines of a text as they stand on the page, before anything is decided about them.

use tadori_text::{Source, Span};

use crate::number::{self, Family, Marker};
use crate::width::width;

/// What a line was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Text to read.
    Body,
    /// Page number, running head, contents line, lone sign.
    Furniture,
    /// A line of a vertical label; the label begins at the line with this index.
    Label(usize),
    /// A line of the footnote that begins at the line with this index.
    Footnote(usize),
    /// A line of the title, source or note of a figure that begins at the line with this index.
    Caption(usize),
}

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line<'s> {
    /// Where `text` stands in the source.
    pub(super) span: Span,
    /// Without the white space around it.
    pub(super) text: &'s str,
    /// Columns of `text`.
    pub(super) width: u32,
    /// Columns of white space before it.
    pub(super) indent: u32,
    /// White space behind it: word processors leave it at the end of a paragraph.
    pub(super) trailing: bool,
    /// Blank lines between the line before and this one.
    pub(super) blanks: u32,
    /// Whether a page begins here, as far as can be seen.
    pub(super) page_start: bool,
    /// Form feeds before it.
    pub(super) feeds: u32,
    pub(super) marker: Option<Marker>,
    pub(super) role: Role,
}

impl<'s> Line<'s> {
    /// The part of this line from byte `from` to byte `to` of its text.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        let span = Span::new(self.span.start + from, self.span.start + to);
        let text = &self.text[from..to];
        Line { span, text, width: width(text), marker: number::marker(text), ..self.clone() }
    }

    pub(super) fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    pub(super) fn last(&self) -> char {
        self.text.chars().next_back().unwrap_or(' ')
    }

    /// Whether the line ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['」', '』', '）', ')', '】', '”', '"']);
        // An opening bracket must have been closed behind the stop, not the stop inside a citation.
        match text.chars().next_back() {
            Some('。' | '．' | '｡' | '！' | '？' | '!' | '?') => true,
            Some('.') => self.last() == '.',
            _ => false,
        }
    }
}

/// A line whose explanation follows, indented: no page ends there.
fn is_label(line: &Line<'_>) -> bool {
    let bullet = matches!(line.marker.map(|m| m.family), Some(Family::Bullet(c)) if !"・･•".contains(c));
    line.text.ends_with(['：', ':']) || (bullet && line.width < 70 && !line.ends_sentence())
}

/// Blank lines that part pages where no form feed is left.
const PAGE_GAP: u32 = 3;

/// Splits a source into its lines that are not blank.
pub(super) fn split(source: &Source) -> Vec<Line<'_>> {
    let whole = source.text();
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut blanks, mut feeds) = (0, 0);
    for number in 1..=source.line_count() as u32 {
        let span = source.line_span(number);
        let raw = span.of(whole);
        let body = raw.trim();
        feeds += raw.matches('\u{C}').count() as u32;
        if body.is_empty() {
            blanks += 1;
            continue;
        }
        let before = &raw[..raw.len() - raw.trim_start().len()];
        let start = span.start + before.len();
        // A form feed often survives as a single space, right behind the last line of the page before.
        let lone_space = before == " " && blanks == 0 && lines.last().is_none_or(|last| !is_label(last));
        lines.push(Line {
            span: Span::new(start, start + body.len()),
            text: body,
            width: width(body),
            indent: width(before),
            trailing: raw.len() > before.len() + body.len(),
            blanks,
            page_start: lines.is_empty() || feeds > 0 || lone_space || blanks >= PAGE_GAP,
            feeds: std::mem::take(&mut feeds),
            marker: number::marker(body),
            role: Role::Body,
        });
        blanks = 0;
    }
    lines
}
