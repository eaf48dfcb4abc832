//! Markdown: a block quote, and the first link of ours after it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::pairs::Pairs;
use super::{Claim, Spot, is_label, is_ours};

pub(super) fn read(text: &str) -> Vec<Claim> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut pairs = Pairs::default();
    let mut depth = 0_usize;
    let (mut words, mut begins) = (String::new(), 0);
    let mut lines = Lines::new(&text);
    for (event, range) in
        Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                if depth == 0 {
                    words.clear();
                    begins = lines.at(range.start);
                }
                depth += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    pairs.quote(words.trim_end_matches('\n'), Spot::Line(begins));
                    words.clear();
                }
            }
            Event::Start(Tag::Paragraph) => {
                if depth == 0 {
                    words.clear();
                } else if !words.is_empty() {
                    words.push_str("\n\n");
                }
            }
            Event::End(TagEnd::Paragraph) if depth == 0 && is_label(&words) => pairs.label(),
            Event::Start(Tag::Link { dest_url, .. }) if depth == 0 && is_ours(&dest_url) => pairs.link(&dest_url),
            Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                words.push_str(&piece);
            }
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            _ => {}
        }
    }
    pairs.finish()
}

/// Numbers of lines, of offsets that only grow.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, offset: 0, line: 1 }
    }

    fn at(&mut self, offset: usize) -> usize {
        if let Some(between) = self.text.get(self.offset..offset) {
            self.line += between.matches('\n').count();
            self.offset = offset;
        }
        self.line
    }
}
