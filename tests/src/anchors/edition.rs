//! A document as sentences that know themselves, and how it is printed.

use std::collections::HashMap;
use std::path::Path;

use tadori_text::{BlockKind, Span};

use super::Chance;

/// A character that knows which one it was in the first edition; none: it is new.
pub(crate) type Known = (char, Option<(usize, usize)>);

/// A sentence, or what else a paragraph ends with.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Tells it from every other one of the first edition.
    pub(crate) id: usize,
    pub(crate) chars: Vec<Known>,
}

impl Sentence {
    pub(crate) fn text(&self) -> String {
        self.chars.iter().map(|(c, _)| c).collect()
    }

    /// Replaces `count` characters from number `at`; what is put in is new.
    pub(crate) fn replace(&mut self, at: usize, count: usize, new: &str) {
        self.chars.splice(at..at + count, new.chars().map(|c| (c, None)));
    }

    /// The same words, of which none was in the first edition.
    pub(crate) fn copy(&self) -> Self {
        Self { id: usize::MAX, chars: self.chars.iter().map(|(c, _)| (*c, None)).collect() }
    }
}

/// A heading, or a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) heading: bool,
    pub(crate) sentences: Vec<Sentence>,
}

/// An edition.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub(crate) parts: Vec<Part>,
    pub(crate) next: usize,
}

/// A passage: characters of the first edition, in order.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// Sentence and number of each.
    pub(crate) chars: Vec<(usize, usize)>,
}

/// An edition as a file, and where each character of each sentence stands in it.
pub(crate) struct Printed {
    pub(crate) text: String,
    /// Where each known character begins, and how many were printed before it.
    places: HashMap<(usize, usize), (usize, usize)>,
}

impl Edition {
    /// The words of a document, without its lines and pages.
    pub(crate) fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("it is there");
        let read = tadori_ingest::read(&path.to_string_lossy(), &bytes, &tadori_ingest::Options::default());
        let document = read.expect("it can be read").documents.remove(0).document;
        let mut edition = Self { parts: Vec::new(), next: 0 };
        for block in document.blocks.iter().filter(|b| b.kind != BlockKind::Furniture) {
            let text = block.text.replace(['\n', '\t'], " ");
            let sentences = text.split_inclusive('。').map(str::trim).filter(|s| !s.is_empty());
            let sentences: Vec<String> = sentences.map(str::to_owned).collect();
            let sentences: Vec<Sentence> = sentences.into_iter().map(|text| edition.sentence(&text)).collect();
            if !sentences.is_empty() {
                edition.parts.push(Part { heading: block.kind == BlockKind::Heading, sentences });
            }
        }
        edition
    }

    /// A new sentence.
    pub(crate) fn sentence(&mut self, text: &str) -> Sentence {
        self.next += 1;
        let id = self.next;
        Sentence { id, chars: text.chars().enumerate().map(|(at, c)| (c, Some((id, at)))).collect() }
    }

    /// Passages as people mark them: sentences, phrases, figures, paragraphs, two sentences.
    pub(crate) fn targets(&self, chance: &mut Chance) -> Vec<Passage> {
        let mut targets = Vec::new();
        for part in &self.parts {
            for (at, sentence) in part.sentences.iter().enumerate() {
                let chars: Vec<char> = sentence.chars.iter().map(|(c, _)| *c).collect();
                let whole = |ids: Vec<(usize, usize)>| Passage { chars: ids };
                let of = |s: &Sentence, from, to| (from..to).map(|at| (s.id, at)).collect::<Vec<_>>();
                match chance.below(6) {
                    0 | 1 => targets.push(whole(of(sentence, 0, chars.len()))),
                    2 if chars.len() > 12 => {
                        let from = chance.below(chars.len() - 10);
                        let to = (from + 6 + chance.below(14)).min(chars.len());
                        targets.push(whole(of(sentence, from, to)));
                    }
                    3 => targets.extend(figure(&chars).map(|(from, to)| whole(of(sentence, from, to)))),
                    4 => {
                        if let Some(next) = part.sentences.get(at + 1) {
                            targets.push(whole([of(sentence, 0, chars.len()), of(next, 0, next.chars.len())].concat()));
                        }
                    }
                    _ => {}
                }
            }
        }
        targets
    }

    /// As a file: paragraphs parted by blank lines; `hard`: its lines are broken, and it has pages.
    pub(crate) fn print(&self, chance: &mut Chance, hard: bool) -> Printed {
        let mut printed = Printed { text: String::new(), places: HashMap::new() };
        let width = if hard { 34 + chance.below(10) } else { usize::MAX };
        let (mut lines, mut page, mut count) = (0, 0, 0);
        for part in &self.parts {
            let mut column = 0;
            for (c, known) in part.sentences.iter().flat_map(|s| &s.chars) {
                if column == width {
                    printed.text.push('\n');
                    (column, lines) = (0, lines + 1);
                    if lines % 36 == 0 {
                        page += 1;
                        printed.text.extend(["\n－ ", &page.to_string(), " －\n\n"]);
                    }
                }
                if let Some(known) = known {
                    printed.places.insert(*known, (printed.text.len(), count));
                }
                printed.text.push(*c);
                (column, count) = (column + 1, count + 1);
            }
            printed.text.push_str("\n\n");
        }
        printed
    }
}

/// The first figure with its unit.
fn figure(chars: &[char]) -> Option<(usize, usize)> {
    let from = chars.iter().position(char::is_ascii_digit)?;
    let end = from + chars[from..].iter().position(|c| !c.is_ascii_digit() && *c != ',')?;
    Some((from, (end + 2).min(chars.len())))
}

impl Printed {
    /// Where a passage stands; none where one of its characters is gone, or something stands between them.
    pub(crate) fn span(&self, passage: &Passage) -> Option<Span> {
        let places: Vec<(usize, usize)> =
            passage.chars.iter().map(|c| self.places.get(c).copied()).collect::<Option<_>>()?;
        if places.windows(2).any(|pair| pair[1].1 != pair[0].1 + 1) {
            return None;
        }
        let ((start, _), (last, _)) = (places.first()?, places.last()?);
        Some(Span::new(*start, last + self.text[*last..].chars().next()?.len_utf8()))
    }
}
