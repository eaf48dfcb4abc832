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
