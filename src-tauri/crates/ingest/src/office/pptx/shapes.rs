//! The shapes of a slide: their texts, what they are for, where they stand.

use std::collections::HashMap;

use tadori_text::BlockKind;

use super::super::xml::{self, Element, Space, Xml};
use super::FORMAT;
use super::bullets::Bullets;
use crate::Error;
use crate::draft::Paragraph;

/// What a shape is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Body,
    /// Footer, date, header.
    Furniture,
    /// The number of the slide.
    Number,
}

/// Left, top, right and bottom in any unit that the shapes beside it share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// A shape, or a group of them as one.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) role: Role,
    pub(super) area: Option<Area>,
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Shape {
    /// Its text, a line a paragraph.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.paragraphs.iter().map(|p| p.text.trim()).filter(|t| !t.is_empty()).collect();
        texts.join("\n")
    }
}

/// What a slide stands on: its layout and its master say where placeholders are and what their bullets look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand<'x> {
    layout: Option<Xml<'x>>,
    master: Option<Xml<'x>>,
}

/// What a placeholder is called.
#[derive(Clone, Copy, Debug)]
struct Placeholder<'x> {
    kind: &'x str,
    index: Option<&'x str>,
}

impl<'x> Stand<'x> {
    pub(super) const fn new(layout: Option<Xml<'x>>, master: Option<Xml<'x>>) -> Self {
        Self { layout, master }
    }

    /// The shapes of the layout and of the master that a placeholder is made after.
    fn models(&self, placeholder: Placeholder<'_>) -> [Option<Xml<'x>>; 2] {
        let find = |root: Option<Xml<'x>>, fits: &dyn Fn(Placeholder<'_>) -> bool| {
            let shapes = root.and_then(tree_of).into_iter().flat_map(Element::elements);
            shapes.filter(|s| s.local() == "sp").find(|&s| placeholder_of(s).is_some_and(fits))
        };
        let layout = find(self.layout, &|p| match placeholder.index {
            Some(index) => p.index == Some(index),
            None => is_title(p.kind) == is_title(placeholder.kind) && (is_title(p.kind) || p.kind == placeholder.kind),
        });
        let kind = layout.and_then(placeholder_of).map_or(placeholder.kind, |p| p.kind);
        let usual = |kind: &str| match kind {
            "ctrTitle" => "title",
            "title" | "dt" | "ftr" | "sldNum" => "other",
            _ => "body",
        } == "body";
        let master = find(self.master, &|p| {
            p.kind == kind || (is_title(p.kind) && is_title(kind)) || (p.kind == "body" && usual(kind))
        });
        [layout, master]
    }

    /// The list styles that hold for a text of a placeholder, nearest first.
    fn list_styles(&self, shape: Xml<'x>, placeholder: Option<Placeholder<'_>>) -> Vec<Xml<'x>> {
        let own = |s: Xml<'x>| s.path(&["txBody", "lstStyle"]);
        let mut styles: Vec<Xml<'x>> = own(shape).into_iter().collect();
        let Some(placeholder) = placeholder else { return styles };
        styles.extend(self.models(placeholder).into_iter().flatten().filter_map(own));
        let name = match placeholder.kind {
            kind if is_title(kind) => "titleStyle",
            "dt" | "ftr" | "sldNum" | "hdr" => "otherStyle",
            _ => "bodyStyle",
        };
        styles.extend(self.master.and_then(|m| m.path(&["txStyles", name])));
        styles
    }
}

fn is_title(kind: &str) -> bool {
    matches!(kind, "title" | "ctrTitle")
}

/// The shapes on a slide, in the order in which they are drawn; `diagrams` are the texts of diagrams by relationship.
pub(super) fn read(root: Xml<'_>, stand: &Stand<'_>, diagrams: &HashMap<String, String>) -> Result<Vec<Shape>, Error> {
    let mut shapes = Vec::new();
    if let Some(tree) = tree_of(root) {
        for node in tree.elements() {
            shape(node, stand, diagrams, &mut shapes)?;
        }
    }
    shapes.retain(|s| s.paragraphs.iter().any(|p| !p.text.trim().is_empty()));
    Ok(shapes)
}

fn tree_of(root: Xml<'_>) -> Option<Xml<'_>> {
    root.path(&["cSld", "spTree"])
}

fn shape(
    node: Xml<'_>,
    stand: &Stand<'_>,
    diagrams: &HashMap<String, String>,
    out: &mut Vec<Shape>,
) -> Result<(), Error> {
    let name = format!("nv{}Pr", capitalised(node.local()));
    if node.path(&[name.as_str(), "cNvPr"]).and_then(|p| p.attr("hidden")).is_some_and(|h| matches!(h, "1" | "true")) {
        return Ok(());
    }
    match node.local() {
        "sp" => out.push(text_shape(node, stand)),
        "grpSp" => {
            let mut inside = Vec::new();
            for child in node.elements() {
                shape(child, stand, diagrams, &mut inside)?;
            }
            super::order::sort(&mut inside);
            let area = node.child("grpSpPr").and_then(area_of);
            let paragraphs = inside.into_iter().flat_map(|s| s.paragraphs).collect();
            out.push(Shape { role: Role::Body, area, paragraphs });
        }
        "graphicFrame" => {
            let area = node.child("xfrm").and_then(transform);
            let data = node.path(&["graphic", "graphicData"]);
            let mut paragraphs = Vec::new();
            if let Some(table) = data.and_then(|d| d.child("tbl")) {
                paragraphs = rows(table);
            } else if let Some(text) =
                data.and_then(|d| d.child("relIds")).and_then(|r| diagrams.get(r.relationship("dm")?))
            {
                paragraphs = diagram(text)?;
            }
            out.push(Shape { role: Role::Body, area, paragraphs });
        }
        "AlternateContent" => {
            for child in node.choice().into_iter().flat_map(Element::elements) {
                shape(child, stand, diagrams, out)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

fn placeholder_of(shape: Xml<'_>) -> Option<Placeholder<'_>> {
    let node = shape.path(&["nvSpPr", "nvPr", "ph"])?;
    Some(Placeholder { kind: node.attr("type").unwrap_or("obj"), index: node.attr("idx") })
}

fn text_shape(node: Xml<'_>, stand: &Stand<'_>) -> Shape {
    let placeholder = placeholder_of(node);
    let role = match placeholder.map(|p| p.kind) {
        Some(kind) if is_title(kind) => Role::Title,
        Some("sldNum") => Role::Number,
        Some("dt" | "ftr" | "hdr" | "sldImg") => Role::Furniture,
        _ => Role::Body,
    };
    let own = node.child("spPr").and_then(area_of);
    let area = own.or_else(|| {
        let models = stand.models(placeholder?);
        models.into_iter().flatten().find_map(|m| m.child("spPr").and_then(area_of))
    });
    let mut bullets = Bullets::new(stand.list_styles(node, placeholder));
    let lines = node.child("txBody").into_iter().flat_map(Element::elements).filter(|e| e.local() == "p");
    let paragraphs = lines
        .map(|p| {
            let text = text_of(p);
            let bullet = if text.trim().is_empty() || role != Role::Body { None } else { bullets.next(p) };
            match bullet {
                Some(bullet) => {
                    let number = Some(bullet.len());
                    Paragraph { number, ..Paragraph::new(BlockKind::Item, format!("{bullet} {}", text.trim_start())) }
                }
                None => Paragraph::new(BlockKind::Paragraph, text),
            }
        })
        .collect();
    Shape { role, area, paragraphs }
}

/// The text of a paragraph; a line break is one.
fn text_of(paragraph: Xml<'_>) -> String {
    let mut text = String::new();
    for node in paragraph.elements() {
        match node.local() {
            "r" | "fld" => text.extend(node.child("t").map(|t| t.all_text().replace(['\n', '\r'], " "))),
            "br" => text.push('\n'),
            "AlternateContent" | "m" => {
                let signs = node.descendants().filter(|n| n.space() == Space::Math && n.local() == "t");
                text.extend(signs.map(Element::all_text));
            }
            _ => {}
        }
    }
    // A vertical tab is a line break too.
    text.replace('\u{B}', "\n")
}

/// The rows of a table; a merged cell stands once.
fn rows(table: Xml<'_>) -> Vec<Paragraph> {
    let covered = |cell: Xml<'_>| ["hMerge", "vMerge"].iter().any(|m| matches!(cell.attr(m), Some("1" | "true")));
    let row = |row: Xml<'_>| {
        let cells = row.elements().filter(|e| e.local() == "tc").map(|cell| {
            let paragraphs = cell.child("txBody").filter(|_| !covered(cell)).into_iter().flat_map(Element::elements);
            let lines: Vec<String> = paragraphs
                .filter(|e| e.local() == "p")
                .map(|p| text_of(p).replace('\t', " ").trim().to_owned())
                .filter(|t| !t.is_empty())
                .collect();
            lines.join("\n")
        });
        let cells: Vec<String> = cells.collect();
        Paragraph::new(BlockKind::TableRow, cells.join("\t").trim_end())
    };
    table.elements().filter(|e| e.local() == "tr").map(row).collect()
}

/// The texts of a diagram (`SmartArt`), in the order of its data.
fn diagram(text: &str) -> Result<Vec<Paragraph>, Error> {
    let tree = xml::parse(FORMAT, "a diagram", text)?;
    let points = tree.root_element().child("ptLst").into_iter().flat_map(Element::elements);
    let told = points.filter(|p| !matches!(p.attr("type"), Some("pres" | "parTrans" | "sibTrans")));
    let lines = told.filter_map(|p| p.child("t")).flat_map(Element::elements).filter(|e| e.local() == "p");
    Ok(lines.map(|p| Paragraph::new(BlockKind::Paragraph, text_of(p))).collect())
}

fn area_of(properties: Xml<'_>) -> Option<Area> {
    transform(properties.child("xfrm")?)
}

fn transform(node: Xml<'_>) -> Option<Area> {
    let number = |at: &str, name: &str| node.child(at)?.attr(name)?.parse::<f64>().ok().filter(|n| n.is_finite());
    let (left, top) = (number("off", "x")?, number("off", "y")?);
    Some(Area { left, top, right: left + number("ext", "cx")?, bottom: top + number("ext", "cy")? })
}
