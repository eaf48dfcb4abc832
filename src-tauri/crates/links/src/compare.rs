//! 比較: two editions side by side, sentence by sentence, as 新旧対照表 do.
//!
//! The sentences of both are aligned in order (patience diff, by the `similar` crate); what stands elsewhere word for
//! word was moved; what is left on both sides is paired by shared wording, first within a section that both have, and
//! counts as reworded.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use tadori_facts::{Facts, Strength};
use tadori_text::{Block, BlockKind, Span, normalize, section};

use crate::rules::{REWORDED_ANYWHERE, REWORDED_HERE, REWORDED_THERE};
use crate::sentence::sentences;
use crate::wording::letters;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The same words.
    Same,
    /// Only in the second.
    Added,
    /// Only in the first.
    Removed,
    /// Other words for it.
    Reworded,
    /// The same words elsewhere.
    Moved,
}

impl Change {
    /// The name used on the command line, such as `reworded`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
        }
    }
}

/// A sentence in one of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub span: Span,
    /// How firmly it commits, where it does.
    pub strength: Option<Strength>,
}

/// A sentence and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// What became of it.
    pub change: Change,
    /// In the first document.
    pub a: Option<Side>,
    /// In the second.
    pub b: Option<Side>,
}

impl Compared {
    /// Strengths on both sides, where both commit and they differ (検討する → 推進する).
    pub fn strength(&self) -> Option<(Strength, Strength)> {
        let both = (self.a?.strength?, self.b?.strength?);
        (both.0 != both.1).then_some(both)
    }
}

/// A sentence as it is compared.
#[derive(Debug)]
struct Sentence {
    side: Side,
    /// Letters and figures of the folded text.
    key: String,
    /// Titles of the headings above it.
    section: String,
}

fn read(blocks: &[Block], facts: &Facts) -> Vec<Sentence> {
    let mut strengths: HashMap<usize, Vec<(Span, Strength)>> = HashMap::new();
    for statement in &facts.statements {
        if let Some(strength) = statement.strength {
            strengths.entry(statement.block).or_default().push((statement.span, strength));
        }
    }
    let mut all = Vec::new();
    for (at, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Furniture) {
        let title = |h: usize| letters(blocks[h].heading.as_ref().map_or(&blocks[h].text, |h| &h.title));
        let path: Vec<String> = section(blocks, at).into_iter().map(title).collect();
        for span in sentences(&block.text) {
            let said = strengths.get(&at).into_iter().flatten();
            let strength = said.filter(|(s, _)| s.overlaps(span)).map(|(_, strength)| *strength).max();
            let key = letters(span.of(&block.text));
            if !key.is_empty() {
                all.push(Sentence { side: Side { block: at, span, strength }, key, section: path.join("/") });
            }
        }
    }
    all
}

/// Share of pairs of letters that two sentences have in common (Dice).
fn alike(one: &str, other: &str) -> f64 {
    let pairs = |s: &str| {
        let letters: Vec<char> = s.chars().collect();
        letters.windows(2).map(|w| (w[0], w[1])).collect::<HashSet<_>>()
    };
    let (a, b) = (pairs(one), pairs(other));
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()).max(1) as f64
}

/// What became of each sentence of the first document in the second, in the order of the second; what was removed stands
/// where it stood.
pub fn compare(a: (&[Block], &Facts), b: (&[Block], &Facts)) -> Vec<Compared> {
    let (a, b) = (read(a.0, a.1), read(b.0, b.1));
    let key = |s: &[Sentence]| s.iter().map(|s| s.key.clone()).collect::<Vec<_>>();
    let mut partner: Vec<Option<(usize, Change)>> = vec![None; b.len()];
    let mut taken = vec![false; a.len()];
    // Which stretch between sentences that stayed each new sentence is in, and each old one.
    let mut between: (Vec<usize>, Vec<usize>) = (vec![0; a.len()], vec![0; b.len()]);
    for (stretch, op) in (1..).zip(capture_diff_slices(Algorithm::Patience, &key(&a), &key(&b))) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for step in 0..len {
                    partner[new_index + step] = Some((old_index + step, Change::Same));
                    taken[old_index + step] = true;
                }
            }
            changed => {
                between.0[changed.old_range()].fill(stretch);
                between.1[changed.new_range()].fill(stretch);
            }
        }
    }
    let least = |old: usize, new: usize| {
        if between.0[old] == between.1[new] {
            REWORDED_THERE
        } else if a[old].section == b[new].section {
            REWORDED_HERE
        } else {
            REWORDED_ANYWHERE
        }
    };
    let mut elsewhere: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, sentence) in a.iter().enumerate().rev().filter(|(at, _)| !taken[*at]) {
        elsewhere.entry(&sentence.key).or_default().push(at);
    }
    for (at, sentence) in b.iter().enumerate() {
        if partner[at].is_none()
            && let Some(old) = elsewhere.get_mut(sentence.key.as_str()).and_then(Vec::pop)
        {
            partner[at] = Some((old, Change::Moved));
            taken[old] = true;
        }
    }
    for (old, new) in reworded(&a, &b, &taken, &partner, least) {
        partner[new] = Some((old, Change::Reworded));
        taken[old] = true;
    }
    written(&a, &b, &taken, &partner)
}

/// Pairs of sentences that say the same in other words, the most alike first.
fn reworded(
    a: &[Sentence],
    b: &[Sentence],
    taken: &[bool],
    partner: &[Option<(usize, Change)>],
    least: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let mut pieces: HashMap<(char, char, char), Vec<usize>> = HashMap::new();
    let triples = |key: &str| {
        let letters: Vec<char> = key.chars().collect();
        letters.windows(3).map(|w| (w[0], w[1], w[2])).collect::<HashSet<_>>()
    };
    for at in (0..a.len()).filter(|at| !taken[*at]) {
        for triple in triples(&a[at].key) {
            pieces.entry(triple).or_default().push(at);
        }
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for new in (0..b.len()).filter(|at| partner[*at].is_none()) {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for triple in triples(&b[new].key) {
            pieces.get(&triple).into_iter().flatten().for_each(|old| *shared.entry(*old).or_default() += 1);
        }
        for old in shared.into_keys() {
            let likeness = alike(&a[old].key, &b[new].key);
            if likeness >= least(old, new) {
                pairs.push((likeness, old, new));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut old_taken, mut new_taken) = (HashSet::new(), HashSet::new());
    pairs.retain(|(_, old, new)| {
        !old_taken.contains(old) && !new_taken.contains(new) && {
            old_taken.insert(*old);
            new_taken.insert(*new)
        }
    });
    pairs.into_iter().map(|(_, old, new)| (old, new)).collect()
}

/// A folded letter and where it stands in the text.
type Letter = (char, Span);

/// What two wordings have not in common, in bytes of each: changes that one letter parts are one. Width and spaces are no
/// change.
pub fn differences(a: &str, b: &str) -> (Vec<Span>, Vec<Span>) {
    let letters = |text: &str| {
        let folded = normalize(text);
        let letter = |(at, c): (usize, char)| (c, folded.to_original(Span::new(at, at + c.len_utf8())));
        let spaced = folded.text.char_indices().filter(|(_, c)| !c.is_whitespace());
        spaced.map(letter).collect::<Vec<Letter>>()
    };
    let (one, other) = (letters(a), letters(b));
    let only = |side: &[Letter]| side.iter().map(|(c, _)| *c).collect::<Vec<char>>();
    let (mut ours, mut theirs): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let mark = |marks: &mut Vec<Span>, changed: &[Letter], text: &str| {
        let (Some(first), Some(last)) = (changed.first(), changed.last()) else { return };
        let span = Span::new(first.1.start, last.1.end);
        match marks.last_mut() {
            Some(last) if text.get(last.end..span.start).is_none_or(|t| t.chars().count() <= 1) => last.end = span.end,
            _ => marks.push(span),
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &only(&one), &only(&other)) {
        if !matches!(op, DiffOp::Equal { .. }) {
            mark(&mut ours, &one[op.old_range()], a);
            mark(&mut theirs, &other[op.new_range()], b);
        }
    }
    (ours, theirs)
}

/// The answer in the order of the second document; what was removed comes after what stood before it.
fn written(a: &[Sentence], b: &[Sentence], taken: &[bool], partner: &[Option<(usize, Change)>]) -> Vec<Compared> {
    let removed = |old: usize| Compared { change: Change::Removed, a: Some(a[old].side), b: None };
    let mut answer = Vec::new();
    let mut next = 0;
    for (sentence, partner) in b.iter().zip(partner) {
        match partner {
            Some((old, change)) => {
                if *change == Change::Same {
                    answer.extend((next..*old).filter(|at| !taken[*at]).map(removed));
                    next = old + 1;
                }
                answer.push(Compared { change: *change, a: Some(a[*old].side), b: Some(sentence.side) });
            }
            None => answer.push(Compared { change: Change::Added, a: None, b: Some(sentence.side) }),
        }
    }
    answer.extend((next..a.len()).filter(|at| !taken[*at]).map(removed));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::blocks;

    /// Each change as a sign and the words.
    fn changes(a: &str, b: &str) -> Vec<String> {
        let (a, b) = (blocks(a), blocks(b));
        let facts = Facts::default();
        let words = |blocks: &[Block], side: Option<Side>| {
            side.map_or_else(String::new, |s| s.span.of(&blocks[s.block].text).to_owned())
        };
        let all = compare((&a, &facts), (&b, &facts));
        all.iter().map(|c| format!("{} {}|{}", c.change.as_str(), words(&a, c.a), words(&b, c.b))).collect()
    }

    #[test]
    fn editions() {
        let a = "港湾を整備する。離島航路の維持を検討する。\n漁港を守る。\n灯台を数える。";
        let b = "灯台を数える。港湾を整備する。離島航路の維持を推進する。\n海図を改める。";
        let expected = [
            "moved 灯台を数える。|灯台を数える。",
            "same 港湾を整備する。|港湾を整備する。",
            "reworded 離島航路の維持を検討する。|離島航路の維持を推進する。",
            "added |海図を改める。",
            "removed 漁港を守る。|",
        ];
        assert_eq!(changes(a, b), expected);
    }

    #[test]
    fn what_differs() {
        let (a, b) = ("離島航路の維持を検討する。", "離島航路の整備を推進する。");
        let (ours, theirs) = differences(a, b);
        let words = |spans: Vec<Span>, text: &str| spans.into_iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(words(ours, a), ["維持を検討"]);
        assert_eq!(words(theirs, b), ["整備を推進"]);
        assert_eq!(differences(a, a), (vec![], vec![]));
        let (a, b) = ("（１）第 ２ 期 の計画", "(1)第2期の計画");
        assert_eq!(differences(a, b), (vec![], vec![]), "width and spaces");
    }

    #[test]
    fn the_same_document_has_not_changed() {
        let text = "港湾を整備する（離島を含む。）。\n灯台を数える";
        assert!(changes(text, text).iter().all(|c| c.starts_with("same")));
        assert!(changes("", "").is_empty());
    }
}
