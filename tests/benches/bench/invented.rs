//! Documents of a large library: letters in the order in which the review sheets have them, three at a time (a Markov
//! chain, Shannon 1948). So words, grammar and their rarity are those of policy texts, and whole sentences repeat as seldom
//! as they do among documents that do not quote one another.

use std::collections::HashMap;

use fastrand::Rng;

/// Letters that decide the next one.
const ORDER: usize = 3;
/// Stands before a paragraph; its end is 0.
const BEFORE: char = '\u{2}';
/// Characters of a document.
const LENGTH: usize = 15_000;
/// Kinds of documents, in turn, as the front matter has them.
const KINDS: [&str; 8] = ["strategy", "plan", "plan", "plan", "allocation-policy", "budget", "brief", "other"];

/// What comes after each run of letters.
pub(crate) struct Chain(HashMap<[char; ORDER], Vec<char>>);

impl Chain {
    /// Learns from texts.
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut next: HashMap<[char; ORDER], Vec<char>> = HashMap::new();
        for paragraph in texts.flat_map(str::lines).filter(|line| line.chars().count() >= 20) {
            let mut before = [BEFORE; ORDER];
            for letter in paragraph.chars().chain(['\0']) {
                next.entry(before).or_default().push(letter);
                before.rotate_left(1);
                before[ORDER - 1] = letter;
            }
        }
        Self(next)
    }

    /// A paragraph of about so many characters.
    fn paragraph(&self, length: usize, random: &mut Rng) -> String {
        let (mut text, mut before, mut count) = (String::new(), [BEFORE; ORDER], 0);
        while let Some(letter) = self.0.get(&before).and_then(|next| random.choice(next)).filter(|l| **l != '\0') {
            text.push(*letter);
            count += 1;
            if count >= 3 * length || count >= length && *letter == '。' {
                break;
            }
            before.rotate_left(1);
            before[ORDER - 1] = *letter;
        }
        text
    }

    /// A document in Markdown, always the same for the same number.
    pub(crate) fn document(&self, number: usize) -> String {
        let mut random = Rng::with_seed(number as u64);
        let kind = KINDS[number % KINDS.len()];
        let title: String = self.paragraph(12, &mut random).chars().filter(|c| c.is_alphanumeric()).take(14).collect();
        let year = 2012 + number % 14;
        let mut text = format!("---\ntitle: {title}推進計画\nkind: {kind}\ndecided_on: {year}-03-15\n---\n\n");
        let mut count = 0;
        for section in 1_u32.. {
            let heading: String = self.paragraph(15, &mut random).chars().take(22).collect();
            text.extend(["## ", &section.to_string(), ". ", &heading, "\n\n"]);
            for _ in 0..random.usize(3..10) {
                let paragraph = self.paragraph(150, &mut random);
                count += paragraph.chars().count();
                let bullet = if random.u8(..10) < 4 { "- " } else { "" };
                text.extend([bullet, &paragraph, "\n\n"]);
            }
            if count >= LENGTH {
                break;
            }
        }
        text
    }
}
