//! Paragraph styles: what a paragraph inherits along `basedOn`.

use std::collections::HashMap;

use super::super::xml::{Element, Xml};

/// How far a chain of styles is followed; Word allows ten.
const LONGEST_CHAIN: usize = 32;

/// What a paragraph, or its style, says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Level in the outline from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// The list that numbers it; `0` takes it out of any list.
    pub(super) list: Option<i32>,
    /// The level in that list, from 0.
    pub(super) list_level: Option<u8>,
    /// A page begins before it.
    pub(super) starts_page: Option<bool>,
}

impl Properties {
    /// Reads a `w:pPr`.
    pub(super) fn of(node: Option<Xml<'_>>) -> Self {
        let Some(node) = node else { return Self::default() };
        let list = node.child("numPr");
        let number = |value: Option<&str>| value.and_then(|v| v.trim().parse().ok());
        let level = |value: Option<&str>| number(value).and_then(|n| u8::try_from(n).ok()).filter(|&l| l <= 9);
        Self {
            outline: level(node.val("outlineLvl")),
            list: number(list.and_then(|l| l.val("numId"))),
            list_level: level(list.and_then(|l| l.val("ilvl"))).filter(|&l| l < 9),
            starts_page: node.on("pageBreakBefore"),
        }
    }

    /// What is not said here, as `under` says.
    fn over(self, under: &Self) -> Self {
        Self {
            outline: self.outline.or(under.outline),
            list: self.list.or(under.list),
            list_level: self.list_level.or(under.list_level),
            starts_page: self.starts_page.or(under.starts_page),
        }
    }
}

/// What a style is for, by its built-in name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// The title of the document.
    Title,
    /// A line of a table of contents, or its heading.
    Contents,
    /// The title of a figure or table.
    Caption,
    Other,
}

#[derive(Clone, Debug)]
struct Style {
    /// The built-in name in lower case; Word writes it in English whatever its language, others translate it.
    name: String,
    based_on: Option<String>,
    own: Properties,
}

/// The paragraph styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    default: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Xml<'_>) -> Self {
        let mut styles = Self::default();
        for node in root.elements().filter(|e| e.local() == "style" && e.attr("type") == Some("paragraph")) {
            let Some(id) = node.attr("styleId") else { continue };
            if matches!(node.attr("default"), Some("1" | "true")) {
                styles.default = Some(id.to_owned());
            }
            let name = node.val("name").unwrap_or_default().to_lowercase();
            let based_on = node.val("basedOn").map(str::to_owned);
            styles.by_id.insert(id.to_owned(), Style { name, based_on, own: Properties::of(node.child("pPr")) });
        }
        styles
    }

    /// The properties of a paragraph of the style `id` that says `own` itself.
    pub(super) fn resolve(&self, id: Option<&str>, own: Properties) -> Properties {
        self.chain(id).fold(own, |properties, style| {
            let named =
                Properties { outline: style.own.outline.or_else(|| level_of(&style.name)), ..style.own.clone() };
            properties.over(&named)
        })
    }

    /// What the style `id` is for.
    pub(super) fn use_of(&self, id: Option<&str>) -> Use {
        self.chain(id).map(|style| use_of(&style.name)).find(|&u| u != Use::Other).unwrap_or(Use::Other)
    }

    /// The list that the style `id` stands for.
    pub(super) fn list_of(&self, id: &str) -> Option<i32> {
        self.by_id.get(id)?.own.list
    }

    /// The style `id` and those that it is based on.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.by_id.get(id)).or_else(|| self.by_id.get(self.default.as_ref()?));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_ref()?)).take(LONGEST_CHAIN)
    }
}

/// The outline level (from 0) of `heading 1`, 見出し 1, 見出し１.
fn level_of(name: &str) -> Option<u8> {
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("見出し"))?.trim();
    let mut digits = rest.chars();
    let digit = digits.next().filter(|_| digits.next().is_none())?;
    let value = digit.to_digit(10).or_else(|| (digit as u32).checked_sub('０' as u32))?;
    (1..=9).contains(&value).then(|| value as u8 - 1)
}

fn use_of(name: &str) -> Use {
    match name.trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace()) {
        "title" | "表題" => Use::Title,
        "toc" | "toc heading" | "table of figures" | "目次" | "目次の見出し" | "図表目次" => Use::Contents,
        "caption" | "図表番号" => Use::Caption,
        _ => Use::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_name() {
        for (name, level) in [
            ("heading 1", Some(0)),
            ("見出し 3", Some(2)),
            ("見出し２", Some(1)),
            ("heading 12", None),
            ("heading 0", None),
            ("toc 1", None),
            ("見出し", None),
        ] {
            assert_eq!(level_of(name), level, "{name}");
        }
        assert_eq!(use_of("toc 1"), Use::Contents);
        assert_eq!(use_of("表題"), Use::Title);
    }

    #[test]
    fn chains_are_followed_and_loops_end() {
        let xml = r#"<s><style type="paragraph" styleId="a"><name val="Own"/><basedOn val="b"/></style>
            <style type="paragraph" styleId="b"><name val="heading 2"/><basedOn val="a"/>
            <pPr><numPr><ilvl val="1"/><numId val="4"/></numPr></pPr></style></s>"#;
        let tree = roxmltree::Document::parse(xml).unwrap();
        let styles = Styles::read(tree.root_element());
        let properties = styles.resolve(Some("a"), Properties { list: Some(0), ..Properties::default() });
        assert_eq!(properties, Properties { outline: Some(1), list: Some(0), list_level: Some(1), starts_page: None });
    }
}
