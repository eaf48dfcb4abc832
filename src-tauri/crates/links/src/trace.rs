//! たどる: from one passage along the links, hop by hop.

use std::collections::{HashMap, HashSet};

use crate::link::{End, Link};

/// A link on the way from a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Index of the link.
    pub link: usize,
    /// Steps from the passage, from 1.
    pub hop: u32,
}

/// A place where links meet: a block, or a program wherever it is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    Block(usize, usize),
    Program(usize),
}

/// What an end stands for.
fn nodes(end: &End) -> impl Iterator<Item = Node> {
    let program = end.program.map(Node::Program);
    std::iter::once(Node::Block(end.document, end.block)).chain(program)
}

/// The links that are met within `depth` steps from a block, nearest first, each once; those of one step by their score.
///
/// A block that tells of a program stands for it too. `good`: which links may be gone along.
pub fn trace(links: &[Link], good: impl Fn(&usize) -> bool, start: (usize, usize), depth: u32) -> Vec<Hop> {
    let mut at: HashMap<Node, Vec<usize>> = HashMap::new();
    let mut reached: HashSet<Node> = HashSet::from([Node::Block(start.0, start.1)]);
    for (number, link) in links.iter().enumerate().filter(|(number, _)| good(number)) {
        let told = [link.from, link.to].into_iter().filter(|end| end.place() == start);
        reached.extend(told.filter_map(|end| end.program.map(Node::Program)));
        for node in nodes(&link.from).chain(nodes(&link.to)) {
            at.entry(node).or_default().push(number);
        }
    }
    let mut edge: Vec<Node> = reached.iter().copied().collect();
    let mut taken = HashSet::new();
    let mut hops = Vec::new();
    for hop in 1..=depth {
        let met = edge.iter().flat_map(|node| at.get(node).map_or(&[][..], Vec::as_slice));
        let mut new: Vec<usize> = met.copied().filter(|link| taken.insert(*link)).collect();
        new.sort_by(|a, b| links[*b].score.total_cmp(&links[*a].score).then(a.cmp(b)));
        let ends = new.iter().flat_map(|l| nodes(&links[*l].from).chain(nodes(&links[*l].to)));
        edge = ends.filter(|node| reached.insert(*node)).collect();
        hops.extend(new.into_iter().map(|link| Hop { link, hop }));
        if edge.is_empty() {
            break;
        }
    }
    hops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Basis, LinkKind, Reason};

    /// A link between places of one document; `program`: what its far end stands for.
    fn link(from: usize, to: usize, program: Option<usize>, score: f64) -> Link {
        let end = |block, program| End { program, ..End::block(0, block) };
        let (kind, basis) = (LinkKind::Quotes, Basis::SameWording);
        let (reason, shared) = (Reason::default(), Vec::new());
        Link { kind, basis, score, from: end(from, None), to: end(to, program), reason, shared }
    }

    /// Links that are met from block 0, each with the step.
    fn met(links: &[Link], good: impl Fn(&usize) -> bool, depth: u32) -> Vec<(usize, u32)> {
        trace(links, good, (0, 0), depth).into_iter().map(|hop| (hop.link, hop.hop)).collect()
    }

    #[test]
    fn hops() {
        // 0 → 1 → 2 → 0, and 9 that nothing leads to.
        let links = [link(0, 1, None, 0.5), link(1, 2, None, 0.9), link(2, 0, None, 0.7), link(9, 8, None, 1.0)];
        assert_eq!(met(&links, |_| true, 1), [(2, 1), (0, 1)], "the surest first");
        assert_eq!(met(&links, |_| true, 9), [(2, 1), (0, 1), (1, 2)], "each once, also in a circle");
        assert_eq!(met(&links, |link| *link != 2, 9), [(0, 1), (1, 2)], "not along what was rejected");
        assert_eq!(met(&links, |_| true, 0), []);
    }

    #[test]
    fn a_program_is_one_place_wherever_it_is_told_of() {
        let links = [link(0, 3, Some(7), 0.5), link(5, 4, Some(7), 0.5)];
        assert_eq!(met(&links, |_| true, 2), [(0, 1), (1, 2)]);
    }
}
