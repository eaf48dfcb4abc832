//! What a person said of pairs of names: one thing under two names, or two things.

use std::collections::{HashMap, HashSet};

use super::join::name_key;

/// Pairs of names, each as the person gave them, in the order in which they were said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Names of one thing. They form chains: if A is B and B is C, A is C.
    pub same: Vec<(String, String)>,
    /// Names of two things. A chain never joins them: of its links, the later ones give way.
    pub different: Vec<(String, String)>,
}

impl Judged {
    /// The names that are one, in groups of two and more, as the person gave them.
    pub fn groups(&self) -> Vec<Vec<String>> {
        let mut groups = Groups::new(self).names;
        groups.retain(|names| names.len() > 1);
        groups
    }
}

/// Names in groups, ready to be asked.
pub(super) struct Groups {
    /// Folded name → index of its group.
    of: HashMap<String, usize>,
    /// The names of each group as they were given; none where it went over to another group.
    names: Vec<Vec<String>>,
    /// Pairs of groups that are two things, both ways round.
    apart: HashSet<(usize, usize)>,
}

impl Groups {
    pub(super) fn new(judged: &Judged) -> Self {
        let mut groups = Self { of: HashMap::new(), names: Vec::new(), apart: HashSet::new() };
        for (a, b) in &judged.different {
            let (a, b) = (groups.enter(a), groups.enter(b));
            groups.apart.extend([(a, b), (b, a)]);
        }
        for (a, b) in &judged.same {
            let (into, from) = (groups.enter(a), groups.enter(b));
            if into != from && !groups.apart.contains(&(into, from)) {
                groups.unite(into, from);
            }
        }
        groups
    }

    fn enter(&mut self, name: &str) -> usize {
        let (names, next) = (&mut self.names, name_key(name));
        *self.of.entry(next).or_insert_with(|| {
            names.push(vec![name.to_owned()]);
            names.len() - 1
        })
    }

    fn unite(&mut self, into: usize, from: usize) {
        let moved = std::mem::take(&mut self.names[from]);
        for name in &moved {
            self.of.insert(name_key(name), into);
        }
        self.names[into].extend(moved);
        let rename = |group: usize| if group == from { into } else { group };
        self.apart = self.apart.iter().map(|&(a, b)| (rename(a), rename(b))).collect();
    }

    /// Number of the group of a name that something was said of.
    pub(super) fn group(&self, name: &str) -> Option<usize> {
        if self.of.is_empty() { None } else { self.of.get(&name_key(name)).copied() }
    }

    /// Whether a person said that both are one.
    pub(super) fn one(&self, a: &str, b: &str) -> bool {
        self.group(a).is_some_and(|group| self.group(b) == Some(group))
    }

    /// Whether a person said that they are two.
    pub(super) fn two(&self, a: &str, b: &str) -> bool {
        !self.apart.is_empty() && self.group(a).zip(self.group(b)).is_some_and(|pair| self.apart.contains(&pair))
    }

    /// The names of a group, as they were given.
    pub(super) fn names(&self, group: usize) -> &[String] {
        &self.names[group]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(same: &[(&str, &str)], different: &[(&str, &str)]) -> Judged {
        let own = |pairs: &[(&str, &str)]| pairs.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect();
        Judged { same: own(same), different: own(different) }
    }

    #[test]
    fn chains() {
        let groups = Groups::new(&judged(&[("甲", "乙"), ("丙", "丁"), ("乙", "丙")], &[("丁", "戊")]));
        assert!(groups.one("甲", "丁") && !groups.two("甲", "丁"));
        assert!(groups.two("甲", "戊") && groups.two("戊", "乙") && !groups.one("甲", "戊"));
        assert!(!groups.one("己", "己") && !groups.two("己", "甲"), "nothing was said of it");
    }

    #[test]
    fn a_chain_does_not_join_what_is_apart() {
        let said = judged(&[("甲", "乙"), ("乙", "丙")], &[("甲", "丙")]);
        let groups = Groups::new(&said);
        assert!(groups.one("甲", "乙") && groups.two("乙", "丙") && groups.two("甲", "丙"));
        assert_eq!(said.groups(), [["甲", "乙"]]);
    }
}
