//! Notes of other programs: Hypothesis (an export of its API), Zotero (annotations of its items).

use serde_json::Value;
use tadori_text::{Anchor, Span};

use crate::{Colour, Note, Target, tags_of};

/// The id that another program's id always gets, in the form of a UUID (version 8), so that a file taken in twice is
/// known.
pub(crate) fn id_of(foreign: &str) -> String {
    let hash = blake3::hash(foreign.as_bytes()).to_hex();
    let h = hash.as_str();
    format!("{}-{}-8{}-8{}-{}", &h[..8], &h[8..12], &h[12..15], &h[15..18], &h[18..30])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The notes of an export of Hypothesis, if it is one.
pub(crate) fn hypothesis(value: &Value) -> Option<&[Value]> {
    let rows = ["rows", "annotations"].into_iter().find_map(|name| value[name].as_array()).or(value.as_array())?;
    (!rows.is_empty() && rows.iter().all(|row| row["uri"].is_string() && row["target"].is_array())).then_some(rows)
}

pub(crate) fn from_hypothesis(row: &Value) -> Result<Note, String> {
    let id = row["id"].as_str().ok_or("it has no id")?;
    let selectors = row["target"][0]["selector"].as_array().map_or(&[][..], Vec::as_slice);
    let quoted = selectors.iter().find(|s| s["type"] == "TextQuoteSelector");
    let page = selectors.iter().find(|s| s["type"] == "PageSelector").and_then(|s| s["index"].as_u64());
    let anchor = quoted.map(|q| anchor((&q["exact"], &q["prefix"], &q["suffix"]), page.map(|p| p as u32 + 1)));
    let tags: Vec<String> = list(&row["tags"]).iter().map(text).collect();
    let made_at = text(&row["created"]);
    let title = &row["document"]["title"];
    Ok(Note {
        id: id_of(&format!("hypothesis:{id}")),
        target: Target {
            title: text(if title.is_array() { &title[0] } else { title }),
            file: text(&row["uri"]),
            anchor: anchor.filter(|a| !a.quote.trim().is_empty()),
            ..Target::default()
        },
        colour: Colour::default(),
        body: text(&row["text"]),
        tags: tags_of(&tags),
        changed_at: row["updated"].as_str().map_or_else(|| made_at.clone(), str::to_owned),
        made_at,
    })
}

/// Words whose place is to be looked for.
fn anchor((quote, prefix, suffix): (&Value, &Value, &Value), page: Option<u32>) -> Anchor {
    let position = Span::new(0, 0);
    Anchor { quote: text(quote), prefix: text(prefix), suffix: text(suffix), position, section: Vec::new(), page }
}

/// The annotations of an export of Zotero, each with the item it is of, if it is one.
pub(crate) fn zotero(value: &Value) -> Option<Vec<(&Value, &Value)>> {
    let items = value["items"].as_array().or(value.as_array())?;
    let is = |item: &Value| item["annotationType"].is_string();
    let mut found = Vec::new();
    for item in items {
        // The API wraps each item; other exports nest annotations in attachments, and those in items.
        let item = if item["data"].is_object() { &item["data"] } else { item };
        if is(item) {
            found.push((item, item));
        }
        for attachment in list(&item["attachments"]) {
            found.extend(list(&attachment["annotations"]).iter().filter(|a| is(a)).map(|a| (a, attachment)));
        }
    }
    (!found.is_empty()).then_some(found)
}

pub(crate) fn from_zotero((item, of): &(&Value, &Value)) -> Result<Note, String> {
    let key = item["key"].as_str().ok_or("it has no key")?;
    let position = &item["annotationPosition"];
    let position: Value = match position.as_str() {
        Some(json) => serde_json::from_str(json).map_err(|e| format!("its position is damaged ({e})"))?,
        None => position.clone(),
    };
    let page = position["pageIndex"].as_u64().map(|index| index as u32 + 1);
    let anchor = anchor((&item["annotationText"], &Value::Null, &Value::Null), page);
    let tags: Vec<String> =
        list(&item["tags"]).iter().map(|t| text(if t.is_string() { t } else { &t["tag"] })).collect();
    let made_at = text(&item["dateAdded"]);
    let file = ["path", "filename", "parentItem"].into_iter().find_map(|name| of[name].as_str());
    let changed_at = ["dateModified", "dateAdded"].into_iter().find_map(|name| item[name].as_str());
    Ok(Note {
        id: id_of(&format!("zotero:{key}")),
        target: Target {
            title: text(&of["title"]),
            file: file.unwrap_or_default().to_owned(),
            anchor: Some(anchor).filter(|a| !a.quote.trim().is_empty()),
            ..Target::default()
        },
        colour: colour(item["annotationColor"].as_str().unwrap_or_default()),
        body: text(&item["annotationComment"]),
        tags: tags_of(&tags),
        made_at,
        changed_at: changed_at.unwrap_or_default().to_owned(),
    })
}

/// Ours for the eight of Zotero.
fn colour(hex: &str) -> Colour {
    match hex.to_ascii_lowercase().as_str() {
        "#5fb236" => Colour::Green,
        "#2ea8e5" | "#a28ae5" | "#aaaaaa" => Colour::Blue,
        "#ff6666" | "#e56eee" | "#f19837" => Colour::Pink,
        _ => Colour::Yellow,
    }
}
