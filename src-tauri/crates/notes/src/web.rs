//! The W3C Web Annotation data model, <https://www.w3.org/TR/annotation-model/>.
//!
//! | of a note | in an annotation |
//! |---|---|
//! | words and surroundings | `TextQuoteSelector` |
//! | position (bytes of the decoded text) | `DataPositionSelector` |
//! | page, boxes (points from the top left) | `FragmentSelector` of RFC 3778, `page=8&viewrect=left,top,width,height` |
//! | colour | `styleClass` of the target |
//! | note, tags | bodies `commenting` (Markdown) and `tagging` |
//!
//! What the model has no word for (section, title and file name, collections) stands under `tadori:`.

use serde_json::{Value, json};
use tadori_text::{Anchor, PageBox, Rect, Span};

use crate::json::{NoNotes, Set};
use crate::{Collection, Note, Target, tags_of};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const DOCUMENT: &str = "urn:tadori:document:";
const ID: &str = "urn:uuid:";
const PAGES: &str = "http://tools.ietf.org/rfc/rfc3778";

/// The whole file.
pub(crate) fn collection(set: &Set) -> Value {
    let collections: Vec<Value> = set.collections.iter().map(|(c, notes)| collected(c, notes)).collect();
    json!({
        "@context": [CONTEXT, {"tadori": "urn:tadori:"}],
        "id": "urn:tadori:notes",
        "type": "AnnotationCollection",
        "total": set.notes.len(),
        "first": {
            "id": "urn:tadori:notes:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": set.notes.iter().map(annotation).collect::<Vec<_>>(),
        },
        "tadori:collections": collections,
    })
}

fn collected(collection: &Collection, notes: &[String]) -> Value {
    let mut value = json!(collection);
    value["notes"] = json!(notes);
    value
}

fn annotation(note: &Note) -> Value {
    let mut bodies = Vec::new();
    if !note.body.is_empty() {
        bodies.push(
            json!({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note.body}),
        );
    }
    bodies.extend(note.tags.iter().map(|tag| json!({"type": "TextualBody", "purpose": "tagging", "value": tag})));
    let Target { document, title, file, anchor, boxes, on_page } = &note.target;
    let mut selectors = Vec::new();
    let mut section = Vec::new();
    if let Some(anchor) = anchor {
        let Anchor { quote, prefix, suffix, position, page, .. } = anchor;
        section.clone_from(&anchor.section);
        selectors.push(json!({"type": "TextQuoteSelector", "exact": quote, "prefix": prefix, "suffix": suffix}));
        selectors.push(json!({"type": "DataPositionSelector", "start": position.start, "end": position.end}));
        selectors.extend(page.map(|page| fragment(&format!("page={page}"))));
    }
    selectors.extend(boxes.iter().map(|b| {
        let Rect { left, top, right, bottom } = b.rect;
        let (width, height) = (hundredths(right - left), hundredths(bottom - top));
        fragment(&format!("page={}&viewrect={left},{top},{width},{height}", b.page))
    }));
    json!({
        "id": format!("{ID}{}", note.id),
        "type": "Annotation",
        "motivation": if note.body.is_empty() { "highlighting" } else { "commenting" },
        "created": note.made_at,
        "modified": note.changed_at,
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": format!("{DOCUMENT}{document}"),
            "styleClass": note.colour.as_str(),
            "selector": selectors,
            "tadori:title": title,
            "tadori:file": file,
            "tadori:section": section,
            "tadori:onPage": on_page,
        },
    })
}

fn fragment(value: &str) -> Value {
    json!({"type": "FragmentSelector", "conformsTo": PAGES, "value": value})
}

/// Points, as exact as they are kept.
fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// The annotations of a file, if it is one of Web Annotations.
pub(crate) fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(items) if items.iter().all(is_annotation) => Some(items),
        _ if value["type"] == "AnnotationCollection" => value["first"]["items"].as_array().map(Vec::as_slice),
        _ if value["type"] == "AnnotationPage" => value["items"].as_array().map(Vec::as_slice),
        _ if is_annotation(value) => Some(std::slice::from_ref(value)),
        _ => None,
    }
}

fn is_annotation(value: &Value) -> bool {
    value["type"] == "Annotation" || value["type"].as_array().is_some_and(|types| types.contains(&json!("Annotation")))
}

/// One value, or each of a list of them.
fn every(value: &Value) -> impl Iterator<Item = &Value> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().chain((!value.is_array() && !value.is_null()).then_some(value))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// One annotation as a note.
pub(crate) fn from_annotation(value: &Value) -> Result<Note, String> {
    let id = value["id"].as_str().ok_or("it has no id")?;
    let id = id.strip_prefix(ID).map_or_else(|| crate::foreign::id_of(id), str::to_owned);
    let target = every(&value["target"]).next().ok_or("it has no target")?;
    let selectors: Vec<&Value> = every(&target["selector"]).collect();
    let of = |kind: &str| selectors.iter().copied().find(|s| s["type"] == kind);
    let source = target["source"].as_str().or_else(|| target.as_str()).or_else(|| target["id"].as_str());
    let source = source.ok_or("its target names no document")?;
    let document = source.strip_prefix(DOCUMENT).map(str::to_owned);
    let fragments = selectors.iter().filter(|s| s["type"] == "FragmentSelector");
    let pages: Vec<(u32, Option<Rect>)> = fragments.filter_map(|s| s["value"].as_str().and_then(page)).collect();
    let anchor = of("TextQuoteSelector").map(|quoted| {
        let position = of("DataPositionSelector").and_then(|p| Some((p["start"].as_u64()?, p["end"].as_u64()?)));
        let position = position.filter(|(start, end)| start <= end).unwrap_or((0, 0));
        Anchor {
            quote: text(&quoted["exact"]),
            prefix: text(&quoted["prefix"]),
            suffix: text(&quoted["suffix"]),
            position: Span::new(position.0 as usize, position.1 as usize),
            section: every(&target["tadori:section"]).map(text).collect(),
            page: pages.iter().find(|(_, rect)| rect.is_none()).or(pages.first()).map(|(page, _)| *page),
        }
    });
    let bodies = || every(&value["body"]);
    let said = |body: &&Value| body["purpose"] != "tagging" && (body["value"].is_string() || body.is_string());
    let body: Vec<String> = bodies().filter(said).map(|b| text(if b.is_string() { b } else { &b["value"] })).collect();
    let tags: Vec<String> = bodies().filter(|b| b["purpose"] == "tagging").map(|b| text(&b["value"])).collect();
    let made_at = text(&value["created"]);
    let title = target["tadori:title"].as_str().unwrap_or_default();
    Ok(Note {
        id,
        target: Target {
            file: target["tadori:file"].as_str().map_or_else(|| source.to_owned(), str::to_owned),
            document: document.unwrap_or_default(),
            title: title.to_owned(),
            anchor: anchor.filter(|anchor| !anchor.quote.trim().is_empty()),
            boxes: pages.into_iter().filter_map(|(page, rect)| Some(PageBox { page, rect: rect? })).collect(),
            on_page: target["tadori:onPage"] == true,
        },
        colour: target["styleClass"].as_str().and_then(|name| name.parse().ok()).unwrap_or_default(),
        body: body.join("\n\n"),
        tags: tags_of(&tags),
        changed_at: value["modified"].as_str().map_or_else(|| made_at.clone(), str::to_owned),
        made_at,
    })
}

/// `page=8`, with a rectangle or without.
fn page(value: &str) -> Option<(u32, Option<Rect>)> {
    let mut parts = value.split('&').filter_map(|part| part.split_once('='));
    let number = parts.clone().find(|(name, _)| *name == "page")?.1.parse().ok()?;
    let rect = parts.find(|(name, _)| *name == "viewrect").and_then(|(_, numbers)| {
        let numbers: Vec<f32> = numbers.split(',').filter_map(|n| n.parse().ok()).collect();
        let &[left, top, width, height] = numbers.as_slice() else { return None };
        Some(Rect { left, top, right: hundredths(left + width), bottom: hundredths(top + height) })
    });
    Some((number, rect))
}

/// The collections of a file of ours.
pub(crate) fn collections(value: &Value) -> Result<Vec<(Collection, Vec<String>)>, NoNotes> {
    let read = |value: &Value| {
        let collection = serde_json::from_value(value.clone())
            .map_err(|e| NoNotes::file(format!("one of its collections is damaged ({e})")))?;
        Ok((collection, every(&value["notes"]).filter_map(|id| id.as_str().map(str::to_owned)).collect()))
    };
    every(&value["tadori:collections"]).map(read).collect()
}
