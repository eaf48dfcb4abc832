//! Invented documents for tests: a line a block, its kind by its first character.

use tadori_dictionary::Vocabulary;
use tadori_text::{Alignment, Block, BlockKind, Heading, Lines, Metadata, Span};

use crate::{Facts, Names, read};

/// Blocks of `text`, a line each; `#` makes a heading, `|` the row of a table, `~` furniture. Blank lines count.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut heading = None;
    let mut blocks: Vec<Block> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let (kind, words) = match line.chars().next() {
            Some('#') => (BlockKind::Heading, line[1..].trim()),
            Some('|') => (BlockKind::TableRow, line[1..].trim()),
            Some('~') => (BlockKind::Furniture, line[1..].trim()),
            _ => (BlockKind::Paragraph, line),
        };
        if kind == BlockKind::Heading {
            heading = Some(blocks.len());
        }
        blocks.push(Block {
            kind,
            heading: (kind == BlockKind::Heading).then(|| Heading { level: 1, number: None, title: words.to_owned() }),
            parent: heading.filter(|h| *h != blocks.len()),
            text: words.to_owned(),
            alignment: Alignment::identity(0, words.len()),
            span: Span::new(0, words.len()),
            lines: Lines::new(number, number),
            page: None,
            undecided: false,
            note_of: None,
        });
    }
    blocks
}

/// What `text` says, read with the bundled names.
pub(crate) fn facts(text: &str) -> Facts {
    read(&blocks(text), &Metadata::default(), &Names::new(&Vocabulary::bundled()))
}

/// The budget lines of `text`: `subject|year|stage|million yen`, undecided ones as `?candidates|…`.
pub(crate) fn budget(text: &str) -> Vec<String> {
    let show = |l: &crate::BudgetLine| {
        let subject = l.subject.clone().unwrap_or_else(|| format!("?{}", l.candidates.join("/")));
        let year = l.fiscal_year.map_or_else(String::new, |y| y.to_string());
        let repeats = if l.repeats.is_some() { "|again" } else { "" };
        format!("{subject}|{year}|{}|{}{repeats}", l.stage.as_str(), l.amount_yen / 1_000_000)
    };
    facts(text).budget.iter().map(show).collect()
}
