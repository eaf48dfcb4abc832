//! `PowerPoint`: a page a slide, in the order in which they are shown.
//!
//! The title of a slide is its heading. Boxes stand in the order in which they were drawn, unless that is plainly not
//! the order in which they are read (see [`order`]). Bullets and numbers, which are not stored in the text, are part of it
//! here. Notes follow their slide behind the caption ノート. Footers and dates stand once; the number that is printed on a
//! slide is its page label. Hidden slides are read too, and said to be hidden.

mod bullets;
mod order;
mod shapes;

use std::collections::{HashMap, HashSet};

use tadori_text::{BlockKind, Document};

use self::shapes::{Role, Shape};
use super::is_title;
use super::package::{Package, Relationship};
use super::xml::{self, Element, Xml};
use crate::draft::{Draft, Paragraph};
use crate::{Error, Place, Warning, WarningCode};

const FORMAT: &str = "PowerPoint file (.pptx)";
/// English Metric Units in a point.
const EMU: f64 = 12_700.0;
/// Slides that a deck may have.
const MOST_SLIDES: usize = 20_000;
/// What stands before the notes of a slide.
const NOTES: &str = "ノート";

/// Reads a deck.
pub(super) fn read(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Document, Error> {
    let mut package = Package::open(FORMAT, bytes)?;
    let main = package.main_part("ppt/presentation.xml")?;
    let text = package.needed(&main)?;
    let links = package.relationships(&main)?;
    let title = package.title()?;
    let tree = xml::parse(FORMAT, &main, &text)?;
    let root = tree.root_element();
    let size = root.child("sldSz").and_then(|s| Some((points(s.attr("cx")?)?, points(s.attr("cy")?)?)));
    let ids = root.child("sldIdLst").into_iter().flat_map(Element::elements).take(MOST_SLIDES);
    let slides: Vec<String> = ids.filter_map(|e| Some(links.get(e.relationship("id")?)?.target.clone())).collect();

    let mut deck = Deck { package, layouts: HashMap::new(), furniture: HashSet::new(), draft: Draft::default(), size };
    for slide in slides {
        deck.slide(&slide, warnings)?;
    }
    let mut document = deck.draft.finish(true);
    if document.metadata.title.is_empty() {
        document.metadata.title = title.filter(|t| is_title(t)).unwrap_or_default();
    }
    Ok(document)
}

fn points(emu: &str) -> Option<f32> {
    Some((emu.parse::<f64>().ok()? / EMU) as f32)
}

struct Deck<'b> {
    package: Package<'b>,
    /// The texts of layouts and masters, by part: every slide stands on one.
    layouts: HashMap<String, Option<String>>,
    /// Footers that were told.
    furniture: HashSet<String>,
    draft: Draft,
    size: Option<(f32, f32)>,
}

impl Deck<'_> {
    fn slide(&mut self, part: &str, warnings: &mut Vec<Warning>) -> Result<(), Error> {
        let Some(text) = self.package.text(part)? else { return Ok(()) };
        let links = self.package.relationships(part)?;
        let layout = target(&links, "slideLayout");
        let master = match layout {
            Some(layout) => target(&self.package.relationships(layout)?, "slideMaster").map(str::to_owned),
            None => None,
        };
        let layout_text = self.cached(layout)?;
        let master_text = self.cached(master.as_deref())?;
        let notes = target(&links, "notesSlide").map(|notes| self.package.text(notes)).transpose()?.flatten();
        let mut diagrams = HashMap::new();
        for (id, link) in links.iter().filter(|(_, link)| link.kind == "diagramData") {
            if let Some(text) = self.package.text(&link.target)? {
                diagrams.insert(id.clone(), text);
            }
        }

        let tree = xml::parse(FORMAT, part, &text)?;
        let layout_tree = layout_text.as_deref().map(|text| xml::parse(FORMAT, "a layout", text)).transpose()?;
        let master_tree = master_text.as_deref().map(|text| xml::parse(FORMAT, "a master", text)).transpose()?;
        let stand = shapes::Stand::new(
            layout_tree.as_ref().map(roxmltree::Document::root_element),
            master_tree.as_ref().map(roxmltree::Document::root_element),
        );
        let root = tree.root_element();
        let mut found = shapes::read(root, &stand, &diagrams)?;
        order::sort(&mut found);

        let label = found.iter().find(|s| s.role == Role::Number).map(|s| s.text().trim().to_owned());
        self.draft.begin_page(label.filter(|l| !l.is_empty() && l.chars().count() <= 12), self.size);
        if matches!(root.attr("show"), Some("0" | "false")) {
            let place = Some(Place::Page(self.draft.page()));
            warnings.push(Warning::new(WarningCode::HiddenPart, "the slide is hidden; it was read too", place));
        }
        self.push(found);
        if let Some(notes) = notes {
            let tree = xml::parse(FORMAT, "the notes of a slide", &notes)?;
            self.notes(tree.root_element())?;
        }
        Ok(())
    }

    fn push(&mut self, shapes: Vec<Shape>) {
        for shape in shapes {
            match shape.role {
                Role::Number => {}
                Role::Furniture => {
                    let text = shape.text();
                    if self.furniture.insert(text.clone()) {
                        self.draft.push(&Paragraph::new(BlockKind::Furniture, text));
                    }
                }
                Role::Title => {
                    // A title in several paragraphs is one title.
                    let heading = Paragraph { level: Some(0), ..Paragraph::new(BlockKind::Heading, shape.text()) };
                    self.draft.push(&heading);
                }
                Role::Body => shape.paragraphs.iter().for_each(|p| self.draft.push(p)),
            }
        }
    }

    fn notes(&mut self, root: Xml<'_>) -> Result<(), Error> {
        let stand = shapes::Stand::new(None, None);
        let shapes = shapes::read(root, &stand, &HashMap::new())?;
        let told = shapes.into_iter().filter(|s| s.role == Role::Body).flat_map(|s| s.paragraphs);
        let told: Vec<Paragraph> = told.filter(|p| !p.text.trim().is_empty()).collect();
        if !told.is_empty() {
            self.draft.push(&Paragraph::new(BlockKind::Caption, NOTES));
        }
        for paragraph in &told {
            self.draft.push(paragraph);
        }
        Ok(())
    }

    /// The text of a layout or master, read once.
    fn cached(&mut self, part: Option<&str>) -> Result<Option<String>, Error> {
        let Some(part) = part else { return Ok(None) };
        if !self.layouts.contains_key(part) {
            let text = self.package.text(part)?;
            self.layouts.insert(part.to_owned(), text);
        }
        Ok(self.layouts.get(part).cloned().flatten())
    }
}

fn target<'l>(links: &'l HashMap<String, Relationship>, kind: &str) -> Option<&'l str> {
    links.values().find(|link| link.kind == kind).map(|link| link.target.as_str())
}

#[cfg(test)]
mod tests;
