//! The lines of a text as they stand on the page, before anything is decided about them.

use tadori_text::{Source, Span};

use super::setting::Setting;
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
    /// A line in the row of a ruled table that begins at the line with this index.
    Row(usize),
}

/// A line that is not blank.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is seen of a line, each by itself")]
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
    /// A page is sure to begin here: more was seen than a stray space.
    pub(super) breaks: bool,
    /// Form feeds before it.
    pub(super) feeds: u32,
    /// It begins a column, a box or the like on the page of the line before.
    pub(super) turn: bool,
    /// A piece of a line that was too long: it stays by itself.
    pub(super) cut: bool,
    /// One line of two columns in turn: it stays by itself, and where it is.
    pub(super) undecided: bool,
    pub(super) marker: Option<Marker>,
    pub(super) role: Role,
    /// How it is set, where the format knows.
    pub(super) setting: Option<Setting>,
    /// Set in larger type than most of the text.
    pub(super) large: bool,
    /// Set in larger type, bold or ゴシック, where most of the text is not.
    pub(super) stands_out: bool,
}

impl Line<'_> {
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

/// 別紙 alone on its line: its title stands below it.
pub(super) fn is_bare_annex(line: &Line<'_>) -> bool {
    line.marker.is_some_and(|m| m.family == Family::Annex && m.len == line.text.len())
}

/// A line whose explanation follows, indented: no page ends there.
fn is_label(line: &Line<'_>) -> bool {
    let bullet = matches!(line.marker.map(|m| m.family), Some(Family::Bullet(c)) if !"・･•".contains(c));
    line.text.ends_with(['：', ':']) || (bullet && line.width < 70 && !line.ends_sentence())
}

/// Blank lines that part pages where no form feed is left.
const PAGE_GAP: u32 = 3;

/// Characters from which on a line is no line of a page but a whole text.
const LONGEST: usize = 4000;
/// Characters of the pieces that such a line is cut into, at the next end of a sentence.
const PIECE: usize = 1000;

/// Splits a source into its lines that are not blank.
///
/// A form feed, a lone carriage return and a soft line break part lines of
/// the page too, although the source counts only `\n`.
pub(super) fn split(source: &Source) -> Vec<Line<'_>> {
    let mut page = Splitter { whole: source.text(), lines: Vec::new(), blanks: 0, feeds: 0 };
    for number in 1..=source.line_count() as u32 {
        let span = source.line_span(number);
        let raw = span.of(page.whole).trim_end_matches('\r');
        let mut from = 0;
        for (at, c) in raw.char_indices().filter(|&(_, c)| is_break(c)) {
            // What a form feed leaves empty is no blank line.
            page.piece(span.start + from, &raw[from..at], c != '\u{C}');
            page.feeds += u32::from(c == '\u{C}');
            from = at + c.len_utf8();
        }
        page.piece(span.start + from, &raw[from..], from == 0 || !raw[from..].is_empty());
    }
    page.lines
}

/// What parts lines of a page, although the source counts only `\n`.
pub(crate) const fn is_break(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\r' | '\u{2028}' | '\u{2029}')
}

struct Splitter<'s> {
    whole: &'s str,
    lines: Vec<Line<'s>>,
    blanks: u32,
    feeds: u32,
}

impl<'s> Splitter<'s> {
    /// Takes a stretch without line breaks that begins at byte `at`.
    fn piece(&mut self, at: usize, raw: &'s str, counts: bool) {
        let body = raw.trim();
        if body.is_empty() {
            self.blanks += u32::from(counts);
            return;
        }
        let before = &raw[..raw.len() - raw.trim_start().len()];
        let start = at + before.len();
        // A form feed often survives as a single space, right behind the last line of the page before.
        let lone_space = before == " " && self.blanks == 0 && self.lines.last().is_none_or(|last| !is_label(last));
        let line = Line {
            span: Span::new(start, start + body.len()),
            text: &self.whole[start..start + body.len()],
            width: width(body),
            indent: width(before),
            trailing: raw.len() > before.len() + body.len(),
            blanks: std::mem::take(&mut self.blanks),
            page_start: self.lines.is_empty() || self.feeds > 0 || lone_space,
            breaks: self.feeds > 0,
            feeds: std::mem::take(&mut self.feeds),
            turn: false,
            cut: false,
            undecided: false,
            marker: number::marker(body),
            role: Role::Body,
            setting: None,
            large: false,
            stands_out: false,
        };
        let gap = line.blanks >= PAGE_GAP;
        let line = Line { page_start: line.page_start || gap, breaks: line.breaks || gap, ..line };
        if body.len() > LONGEST && body.chars().nth(LONGEST).is_some() {
            self.cut(&line);
        } else {
            self.lines.push(line);
        }
    }

    /// Cuts a line that is a whole text into pieces at the ends of sentences.
    fn cut(&mut self, line: &Line<'s>) {
        let mut from = 0;
        let mut length = 0;
        for (at, c) in line.text.char_indices() {
            length += 1;
            let end = at + c.len_utf8();
            if (length >= PIECE && "。！？!?\t".contains(c)) || length >= LONGEST || end == line.text.len() {
                let piece = Line { cut: from > 0, ..line.part(from, end) };
                let rest = Line { blanks: 0, indent: 0, page_start: false, breaks: false, feeds: 0, ..piece.clone() };
                self.lines.push(if from == 0 { piece } else { rest });
                (from, length) = (end, 0);
            }
        }
    }
}
