//! How headings nest: learned from which numbers start again inside which, by custom where the document says nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::outline::{Part, Place, Rank};
use crate::number::Family;

/// Which kinds of headings a document sets inside which.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// Stretches from one heading of a kind to the next one in its count, and in how many of them another kind begins.
    stretches: HashMap<Rank, u32>,
    inside: HashMap<(Rank, Rank), u32>,
}

impl Order {
    /// Learns from the headings of a document, in order.
    pub(super) fn learn(parts: &[Part], ranks: &[Option<Rank>]) -> Self {
        let mut order = Self::default();
        // By kind: its last number, and the kinds that began since.
        let mut open: HashMap<Rank, (u32, Vec<Rank>)> = HashMap::new();
        for (part, rank) in parts.iter().zip(ranks) {
            let Some(rank) = *rank else { continue };
            if matches!(rank, Rank::Title | Rank::Annex) {
                open.clear();
                continue;
            }
            let value = value(part, rank);
            if let Some((last, begun)) = open.remove(&rank)
                && (value == 0 || value == last + 1)
            {
                *order.stretches.entry(rank).or_default() += 1;
                for other in begun {
                    *order.inside.entry((rank, other)).or_default() += 1;
                }
            }
            if value <= 1 {
                for (_, begun) in open.values_mut().filter(|(_, begun)| !begun.contains(&rank)) {
                    begun.push(rank);
                }
            }
            open.insert(rank, (value, Vec::new()));
        }
        order
    }

    /// How often `inner` begins inside `outer`, from 0 to 1.
    fn rate(&self, outer: Rank, inner: Rank) -> f64 {
        let all = self.stretches.get(&outer).copied().unwrap_or_default();
        let with = self.inside.get(&(outer, inner)).copied().unwrap_or_default();
        if all == 0 { 0.0 } else { f64::from(with) / f64::from(all) }
    }

    fn often(&self, rank: Rank) -> bool {
        self.stretches.get(&rank).is_some_and(|&n| n > 1)
    }

    /// Whether `a` encloses `b` in this document rather than the other way round; `None` where it does not show.
    fn encloses(&self, a: Rank, b: Rank) -> Option<bool> {
        const SHOWN: f64 = 0.05;
        const MOSTLY: f64 = 0.6;
        let (over, under) = (self.rate(a, b), self.rate(b, a));
        match (counts(a), counts(b)) {
            // A count that goes on around the other proves it; what does not count stands in many places.
            (true, false) if over > SHOWN && under < MOSTLY => Some(true),
            (false, true) if under > SHOWN && over < MOSTLY => Some(false),
            (true, false) | (false, true) if over.max(under) < MOSTLY => None,
            _ if (over - under).abs() > SHOWN => Some(over > under),
            // Bullets that never stand among each other stand side by side.
            (false, false) if over == 0.0 && under == 0.0 && self.often(a) && self.often(b) => Some(true),
            _ => None,
        }
    }

    /// Whether a heading of kind `rank` with number `value` ends the section of an open heading of kind `above`.
    fn ends(&self, rank: Rank, value: u32, above: Rank) -> bool {
        if above == Rank::Annex || above == Rank::Title {
            return false;
        }
        if rank == Rank::Matter || above == Rank::Matter {
            return rank == Rank::Matter || !matches!(rank, Rank::Plain);
        }
        if let Some(over) = self.encloses(rank, above).filter(|_| !fixed(rank, above)) {
            return over;
        }
        match (rank, above) {
            (Rank::Numbered(family), Rank::Numbered(above)) => match (custom(family), custom(above)) {
                (Some(rank), Some(above)) => rank < above,
                // Minor marks never enclose a chapter or a decimal number.
                (Some(_), None) => !matches!(above, Family::Bracket(_)),
                (None, _) => false,
            },
            // A count that goes on has begun above the plain title.
            (Rank::Numbered(family), _) => family.counts() && value > 1,
            _ => true,
        }
    }
}

/// Two kinds whose order their own words fix: 章 over 節, 1.1 over 1.1.1.
const fn fixed(a: Rank, b: Rank) -> bool {
    use Family::{Counter, Decimal};
    matches!(
        (a, b),
        (Rank::Numbered(Counter(_)), Rank::Numbered(Counter(_)))
            | (Rank::Numbered(Decimal(_)), Rank::Numbered(Decimal(_)))
    )
}

/// Where custom sets the kinds that stand above all others.
fn custom(family: Family) -> Option<usize> {
    match family {
        Family::Counter(word) => "編部章節款目第項条".chars().position(|c| c == word),
        Family::Roman => Some(7),
        Family::Kanji => Some(10),
        Family::Decimal(depth) => Some(10 + usize::from(depth)),
        _ => None,
    }
}

const fn counts(rank: Rank) -> bool {
    matches!(rank, Rank::Numbered(family) if family.counts())
}

/// The number of a part as far as its rank counts.
fn value(part: &Part, rank: Rank) -> u32 {
    match rank {
        Rank::Numbered(_) => part.marker.map_or(0, |m| m.then.map_or(m.value, |(_, n)| n)),
        _ => 0,
    }
}

/// A heading under which the text stands.
#[derive(Clone, Copy, Debug)]
struct Open {
    part: usize,
    rank: Rank,
    /// The level of its style, which its rank cannot overrule.
    style: Option<u8>,
    level: u8,
}

/// The outline of a document or of a slide, as it grows.
pub(super) struct Tree<'p> {
    parts: &'p [Part],
    order: &'p Order,
    open: Vec<Open>,
    /// The title of the slide, printed anywhere on it.
    root: Option<usize>,
    /// The last heading of each kind, its number and what it stood under.
    last: HashMap<Rank, (u32, Vec<Open>)>,
}

impl<'p> Tree<'p> {
    pub(super) fn new(parts: &'p [Part], order: &'p Order) -> Self {
        Self { parts, order, open: Vec::new(), root: None, last: HashMap::new() }
    }

    /// Sets the title of a slide over all its parts.
    pub(super) fn root(&mut self, title: usize) {
        self.root = Some(title);
        self.open = vec![Open { part: title, rank: Rank::Title, style: None, level: 1 }];
    }

    /// Gives the parts in `range` their places.
    pub(super) fn grow(&mut self, ranks: &[Option<Rank>], range: Range<usize>, places: &mut [Place]) {
        for at in range {
            if self.root == Some(at) {
                continue;
            }
            if let Some(rank) = ranks[at] {
                places[at] = self.take(at, rank);
            } else {
                places[at] = Place { level: None, parent: self.open.last().map(|o| o.part) };
            }
        }
    }

    /// Takes a heading.
    fn take(&mut self, part: usize, rank: Rank) -> Place {
        let style = self.parts[part].style.filter(|&s| s > 0);
        if matches!(rank, Rank::Title | Rank::Annex) {
            // The chapters of a document stand beside its title, not under it.
            self.open.clear();
            if rank == Rank::Annex || style.is_some() {
                self.open.push(Open { part, rank, style, level: 1 });
            }
            self.last.clear();
            return Place { level: Some(1), parent: None };
        }
        let rank = self.second_number(part, rank);
        let value = value(&self.parts[part], rank);
        if let Some(style) = style {
            let above = |o: &Open| o.rank == Rank::Title || o.style.is_some_and(|s| s < style);
            self.open.truncate(self.open.iter().position(|o| !above(o)).unwrap_or(self.open.len()));
        } else if let Some(at) = self.open.iter().position(|o| self.alike(o.rank, rank)) {
            self.open.truncate(at);
        } else if let Some(above) = self.beside_last(rank, value) {
            self.open = above;
        } else {
            let styled = self.open.iter().rposition(|o| o.style.is_some()).map_or(0, |at| at + 1);
            if let Some(at) = self.open[styled..].iter().position(|o| self.ends(part, rank, value, o)) {
                self.open.truncate(styled + at);
            }
        }
        let parent = self.open.last().map(|o| o.part);
        let below = self.open.last().map_or(1, |o| o.level + 1);
        let level = style.map_or(below, |style| style.max(below)).min(9);
        self.last.insert(rank, (value, self.open.clone()));
        self.open.push(Open { part, rank, style, level });
        Place { level: Some(level), parent }
    }

    /// Whether a heading ends the section of one that is open.
    fn ends(&self, part: usize, rank: Rank, value: u32, open: &Open) -> bool {
        /// Points; type that is smaller or larger by less looks the same.
        const SAME: f32 = 0.5;
        let (size, above) = (self.parts[part].size, self.parts[open.part].size);
        // Where the type is known, a title without a number stands under the chapter that it does not outdo.
        if rank == Rank::Plain && counts(open.rank) && size > 0.0 && above > 0.0 && size < above + SAME {
            return self.order.encloses(rank, open.rank) == Some(true);
        }
        // And the first chapter does not stand under a title that is set no larger: 改定履歴 before 第１章.
        let top = matches!(rank, Rank::Numbered(Family::Counter(_) | Family::Roman | Family::Decimal(1)));
        if top && open.rank == Rank::Plain && size > 0.0 && above > 0.0 && above < size + SAME {
            return true;
        }
        self.order.ends(rank, value, open.rank)
    }

    /// On a slide all boxes without a number stand side by side.
    fn alike(&self, a: Rank, b: Rank) -> bool {
        let boxed = |rank| matches!(rank, Rank::Plain | Rank::Matter | Rank::Numbered(Family::Bracket(_)));
        a == b || (self.root.is_some() && boxed(a) && boxed(b))
    }

    /// What the number before this one stood under, where a slide shows its boxes out of order.
    fn beside_last(&self, rank: Rank, value: u32) -> Option<Vec<Open>> {
        let (last, above) = self.last.get(&rank)?;
        (self.root.is_some() && value > 1 && *last + 1 == value).then(|| above.clone())
    }

    /// 3.1(3) under an open 3.1 is its (3); elsewhere it counts as another 3.1.
    fn second_number(&self, part: usize, rank: Rank) -> Rank {
        match (rank, self.parts[part].marker.and_then(|m| m.then)) {
            (Rank::Numbered(Family::Decimal(depth)), Some((family, _)))
                if depth > 1 && self.open.iter().any(|o| o.rank == rank) =>
            {
                Rank::Numbered(family)
            }
            _ => rank,
        }
    }
}
