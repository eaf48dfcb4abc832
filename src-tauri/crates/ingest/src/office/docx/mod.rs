//! Word: paragraphs with the numbers that Word prints before them, tables, notes, what is left of tracked changes.
//!
//! The source is written here, a paragraph a line; a line break inside a paragraph is one there too. Footnotes, and
//! endnotes too, stand behind the paragraph that they belong to and begin with its mark. Heads and feet stand once, before and behind the
//! text; comments are left out. Where a page begins is known only from explicit breaks, which are form feeds in the
//! source; the document has no pages.

mod body;
mod inline;
mod numbering;
mod styles;

use std::collections::{HashMap, HashSet};

use tadori_text::{BlockKind, Document};

use self::body::Body;
use self::inline::NoteKind;
use self::numbering::Numbering;
use self::styles::Styles;
use super::is_title;
use super::package::{Package, Relationship};
use super::xml::{self, Element, Space, Xml};
use crate::draft::{Draft, Paragraph};
use crate::{Error, Warning, WarningCode};

const FORMAT: &str = "Word document (.docx)";

/// What is put in, taken out or moved while changes are tracked.
const CHANGES: [&str; 4] = ["ins", "del", "moveFrom", "moveTo"];

/// Reads a Word document.
pub(super) fn read(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    let mut package = Package::open(FORMAT, bytes)?;
    let main = package.main_part("word/document.xml")?;
    let parts = Parts::read(&mut package, &main)?;
    let title = package.title()?;

    let document = parts.parse(&main)?.ok_or_else(|| no_body(&main))?;
    let other = |kind: &str| parts.of_kind(kind).map(|part| parts.parse(part)).transpose().map(Option::flatten);
    let (styles, numbering, settings) = (other("styles")?, other("numbering")?, other("settings")?);
    let (footnotes, endnotes) = (other("footnotes")?, other("endnotes")?);
    let root = document.root_element();
    let stories = parts.stories(root)?;

    let mut body = Body::default();
    if let Some(tree) = &styles {
        body.styles = Styles::read(tree.root_element());
    }
    if let Some(tree) = &numbering {
        body.numbering = Numbering::read(tree.root_element());
    }
    if let Some(settings) = settings.as_ref().map(|t| t.root_element()) {
        let format = |notes| settings.child(notes)?.val("numFmt").map(str::to_owned);
        body.inline.footnote_format = format("footnotePr");
        body.inline.endnote_format = format("endnotePr");
    }
    for (kind, tree) in [(NoteKind::Footnote, &footnotes), (NoteKind::Endnote, &endnotes)] {
        // Separators have a type, notes have none.
        let notes = tree.iter().flat_map(|t| t.root_element().elements()).filter(|n| n.attr("type").is_none());
        body.notes.extend(notes.filter_map(|n| Some(((kind, n.attr("id")?.parse().ok()?), n))));
    }
    let text = root.child("body").ok_or_else(|| no_body(&main))?;
    let changes = root.descendants().filter(|n| n.space() == Space::Word && CHANGES.contains(&n.local())).count();
    if changes > 0 {
        let message = format!("{changes} changes are tracked; the text was read as if all of them were accepted");
        warnings.push(Warning::new(WarningCode::TrackedChanges, message, None));
    }

    let mut draft = Draft::default();
    let (heads, feet): (Vec<_>, Vec<_>) = stories.iter().partition(|s| s.0 == "header");
    let mut known = HashSet::new();
    for (_, tree) in heads {
        furniture(&mut body, tree.root_element(), &mut known, &mut draft);
    }
    for paragraph in body.read(text) {
        draft.push(&paragraph);
    }
    for (_, tree) in feet {
        furniture(&mut body, tree.root_element(), &mut known, &mut draft);
    }
    if body.inline.hidden > 0 {
        let message =
            format!("{} characters are hidden text, which is not printed; they were left out", body.inline.hidden);
        warnings.push(Warning::new(WarningCode::HiddenText, message, None));
    }
    let mut document = draft.finish(false);
    if document.metadata.title.is_empty() {
        document.metadata.title = title.filter(|t| is_title(t)).unwrap_or_default();
    }
    Ok(document)
}

/// Heads and feet, each line once; the page number alone says nothing.
fn furniture<'x>(body: &mut Body<'x>, root: Xml<'x>, known: &mut HashSet<String>, draft: &mut Draft) {
    for paragraph in body.read(root) {
        let told = paragraph.text.chars().any(char::is_alphabetic);
        if told && known.insert(paragraph.text.trim().to_owned()) {
            draft.push(&Paragraph::new(BlockKind::Furniture, paragraph.text));
        }
    }
}

fn no_body(part: &str) -> Error {
    Error::Damaged { format: FORMAT.into(), what: format!("the part {part} holds no text body").into() }
}

/// The texts of the parts that are read; trees are borrowed from them.
struct Parts {
    texts: HashMap<String, String>,
    relationships: HashMap<String, Relationship>,
}

impl Parts {
    fn read(package: &mut Package<'_>, main: &str) -> Result<Self, Error> {
        const KINDS: [&str; 7] = ["styles", "numbering", "settings", "footnotes", "endnotes", "header", "footer"];
        let relationships = package.relationships(main)?;
        let mut texts = HashMap::from([(main.to_owned(), package.needed(main)?)]);
        for relationship in relationships.values().filter(|r| KINDS.contains(&r.kind.as_str())) {
            if let Some(text) = package.text(&relationship.target)? {
                texts.insert(relationship.target.clone(), text);
            }
        }
        Ok(Self { texts, relationships })
    }

    fn of_kind(&self, kind: &str) -> Option<&str> {
        self.relationships.values().find(|r| r.kind == kind).map(|r| r.target.as_str())
    }

    fn parse(&self, part: &str) -> Result<Option<roxmltree::Document<'_>>, Error> {
        self.texts.get(part).map(|text| xml::parse(FORMAT, part, text)).transpose()
    }

    /// The heads and feet that the sections of the document use, in their order.
    fn stories(&self, root: Xml<'_>) -> Result<Vec<(&str, roxmltree::Document<'_>)>, Error> {
        let mut known = HashSet::new();
        let mut stories = Vec::new();
        let uses = root.descendants().filter(|n| n.is_element() && n.local() == "sectPr");
        for reference in uses.flat_map(Element::elements) {
            let Some(id) = reference.relationship("id") else { continue };
            let Some(relationship) = self.relationships.get(id) else { continue };
            if known.insert(&relationship.target)
                && let Some(tree) = self.parse(&relationship.target)?
            {
                stories.push((relationship.kind.as_str(), tree));
            }
        }
        Ok(stories)
    }
}

#[cfg(test)]
mod tests;
