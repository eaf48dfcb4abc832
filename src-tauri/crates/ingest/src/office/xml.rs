//! XML parts of Office files: a read-only tree, with what hostile files use switched off.
//!
//! Entities are never declared in Office files, so that a document type declaration is refused outright: what is not
//! declared cannot be expanded into gigabytes. Elements are told by the family of their namespace and their local name,
//! because the strict and the transitional variants of the formats differ in their namespaces alone.

use roxmltree::ParsingOptions;

use crate::Error;

/// Elements, attributes left aside, that one part may have: some 3 million cells or 100,000 pages of text.
const MOST_NODES: u32 = 6_000_000;
/// Elements inside one another; files of Word nest some 30 deep.
const DEEPEST: usize = 400;

/// An element.
pub(super) type Xml<'a> = roxmltree::Node<'a, 'a>;

/// The family of an element's namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// `w:`
    Word,
    /// `a:` and other drawings
    Drawing,
    /// `p:`
    Slides,
    /// `m:`
    Math,
    /// `mc:`
    Compatibility,
    Other,
}

/// Parses a part; `part` and `format` are for people.
pub(super) fn parse<'t>(format: &'static str, part: &str, text: &'t str) -> Result<roxmltree::Document<'t>, Error> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let damaged = |what: String| Error::Damaged { format: format.into(), what: what.into() };
    let tree = roxmltree::Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => {
            damaged(format!("{part} declares a document type, which no Office program writes and harmful files do"))
        }
        roxmltree::Error::NodesLimitReached => Error::Limit {
            what: format!("{part} has more than {MOST_NODES} elements").into(),
            advice: "split it into smaller files".into(),
        },
        error => damaged(format!("{part} is no XML ({error})")),
    })?;
    if is_too_deep(tree.root()) {
        return Err(Error::Limit {
            what: format!("{part} nests its elements more than {DEEPEST} deep").into(),
            advice: "save it again in the program it was made with".into(),
        });
    }
    Ok(tree)
}

/// Walks the tree without recursion, so that everything behind may recurse.
fn is_too_deep(root: Xml<'_>) -> bool {
    let (mut node, mut depth) = (root, 0_usize);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > DEEPEST {
                return true;
            }
            continue;
        }
        while node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return false };
            (node, depth) = (parent, depth - 1);
        }
        if let Some(next) = node.next_sibling() {
            node = next;
        }
    }
}

/// What is asked of an element.
pub(super) trait Element<'a>: Copy {
    /// The family of its namespace.
    fn space(self) -> Space;
    /// The local name.
    fn local(self) -> &'a str;
    /// The child elements.
    fn elements(self) -> impl Iterator<Item = Self>;
    /// The first child element with this local name.
    fn child(self, name: &str) -> Option<Self>;
    /// The element that these local names lead to, child by child.
    fn path(self, names: &[&str]) -> Option<Self>;
    /// The value of an attribute that is no relationship.
    fn attr(self, name: &str) -> Option<&'a str>;
    /// The `val` of the child `name`.
    fn val(self, name: &str) -> Option<&'a str>;
    /// Whether the child `name` switches something on: it is there and not `0` or `false`.
    fn on(self, name: &str) -> Option<bool>;
    /// The id of a relationship.
    fn relationship(self, name: &str) -> Option<&'a str>;
    /// All text inside.
    fn all_text(self) -> String;
    /// For `mc:AlternateContent` the one variant that is read.
    fn choice(self) -> Option<Self>;
}

impl<'a> Element<'a> for Xml<'a> {
    fn space(self) -> Space {
        let uri = self.tag_name().namespace().unwrap_or_default();
        let is = |word: &str| uri.contains(word);
        if is("/wordprocessingml/") {
            Space::Word
        } else if is("/drawingml/") {
            Space::Drawing
        } else if is("/presentationml/") {
            Space::Slides
        } else if is("/officeDocument/") && is("/math") {
            Space::Math
        } else if is("/markup-compatibility/") {
            Space::Compatibility
        } else {
            Space::Other
        }
    }

    fn local(self) -> &'a str {
        self.tag_name().name()
    }

    fn elements(self) -> impl Iterator<Item = Self> {
        self.children().filter(roxmltree::Node::is_element)
    }

    fn child(self, name: &str) -> Option<Self> {
        self.elements().find(|e| e.local() == name)
    }

    fn path(self, names: &[&str]) -> Option<Self> {
        names.iter().try_fold(self, |node, name| node.child(name))
    }

    fn attr(self, name: &str) -> Option<&'a str> {
        self.attributes().find(|a| a.name() == name && !is_relationship(a.namespace())).map(|a| a.value())
    }

    fn val(self, name: &str) -> Option<&'a str> {
        self.child(name)?.attr("val")
    }

    fn on(self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.attr("val"), Some("0" | "false" | "off")))
    }

    fn relationship(self, name: &str) -> Option<&'a str> {
        self.attributes().find(|a| a.name() == name && is_relationship(a.namespace())).map(|a| a.value())
    }

    fn all_text(self) -> String {
        self.descendants().filter(roxmltree::Node::is_text).filter_map(|n| n.text()).collect()
    }

    fn choice(self) -> Option<Self> {
        self.child("Choice").or_else(|| self.child("Fallback"))
    }
}

fn is_relationship(namespace: Option<&str>) -> bool {
    namespace.is_some_and(|n| n.ends_with("/relationships"))
}
