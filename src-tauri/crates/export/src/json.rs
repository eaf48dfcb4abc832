//! JSON: a W3C Web Annotation collection (<https://www.w3.org/TR/annotation-model/>), which other programs for notes read.
//!
//! What the model has no word for stands under names that begin with `tadori:`.

use std::io::Write;

use serde_json::{Value, json};

use crate::Error;
use crate::report::{Cell, Excerpt, Part, Source, Table};
use crate::write::Job;

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let report = job.report;
    let mut head = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"tadori": "urn:tadori:"}],
        "id": "urn:tadori:collection",
        "type": "AnnotationCollection",
        "label": report.title,
        "total": report.excerpts().count(),
    });
    if let Some(date) = &report.made_on {
        head["created"] = json!(date.as_str());
    }
    if !report.introduction.is_empty() {
        head["tadori:introduction"] = json!(report.introduction);
    }
    // The head without its closing brace; the items follow one by one.
    let head = serde_json::to_string(&head)?;
    write!(out, "{},\n\"first\": {{\"id\": \"urn:tadori:page\", ", head.strip_suffix('}').unwrap_or(&head))?;
    write!(out, "\"type\": \"AnnotationPage\", \"startIndex\": 0, \"items\": [")?;
    let (mut number, mut tables, mut path) = (0, Vec::new(), crate::columns::Path::default());
    for part in &report.parts {
        path.pass(part);
        match part {
            Part::Excerpt(excerpt) => {
                number += 1;
                out.write_all(if number == 1 { b"\n" } else { b",\n" })?;
                let mut item = annotation(number, excerpt, &job.citation(excerpt));
                if !path.titles().is_empty() {
                    item["tadori:collection"] = json!(path.titles());
                }
                serde_json::to_writer(&mut *out, &item)?;
            }
            Part::Table(table) => tables.push(table_value(table)),
            Part::Section(_) => {}
        }
        job.steps.step()?;
    }
    write!(out, "\n]}}")?;
    if !tables.is_empty() {
        write!(out, ",\n\"tadori:tables\": ")?;
        serde_json::to_writer(&mut *out, &tables)?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

fn annotation(number: usize, excerpt: &Excerpt, citation: &str) -> Value {
    let mut bodies = Vec::new();
    if !excerpt.note.is_empty() {
        bodies.push(json!({
            "type": "TextualBody", "value": excerpt.note, "format": "text/markdown", "language": "ja",
            "purpose": "commenting",
        }));
    }
    let tags = excerpt.tags.iter();
    bodies.extend(tags.map(|tag| json!({"type": "TextualBody", "value": tag, "purpose": "tagging"})));
    let id = if excerpt.id.is_empty() { number.to_string() } else { excerpt.id.clone() };
    let mut item = json!({
        "id": format!("urn:tadori:note:{id}"),
        "type": "Annotation",
        "motivation": if excerpt.note.is_empty() { "highlighting" } else { "commenting" },
        "body": bodies,
        "target": {"source": source(&excerpt.source), "selector": selectors(excerpt)},
        "tadori:link": excerpt.link,
        "tadori:citation": citation,
        "tadori:state": excerpt.state,
        "tadori:lines": [excerpt.place.lines.first, excerpt.place.lines.last],
    });
    if !excerpt.place.section.is_empty() {
        item["tadori:section"] = json!(excerpt.place.section);
    }
    if let Some(pages) = &excerpt.place.pages {
        item["tadori:pageLabels"] = json!([pages.first, pages.last]);
    }
    if let Some(colour) = &excerpt.colour {
        item["tadori:colour"] = json!(colour);
    }
    item
}

fn selectors(excerpt: &Excerpt) -> Vec<Value> {
    let (prefix, suffix) = &excerpt.context;
    let mut selectors =
        vec![json!({"type": "TextQuoteSelector", "exact": excerpt.quote, "prefix": prefix, "suffix": suffix})];
    if let Some((start, end)) = excerpt.position {
        selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
    }
    if let Some(number) = excerpt.place.pages.as_ref().and_then(|p| p.number) {
        selectors.push(json!({
            "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": format!("page={number}"),
        }));
    }
    selectors
}

fn source(source: &Source) -> Value {
    let id = source.url.clone().unwrap_or_else(|| format!("urn:blake3:{}", source.hash));
    let mut value = json!({
        "id": id, "type": "Text", "language": "ja", "tadori:document": source.document, "tadori:title": source.title,
        "tadori:draft": source.draft, "tadori:file": source.file, "tadori:hash": source.hash,
    });
    let decided_on = if source.draft { None } else { source.decided_on.as_ref().map(ToString::to_string) };
    for (name, text) in [
        ("tadori:edition", source.edition.clone()),
        ("tadori:issuer", source.issuer.clone()),
        ("tadori:decidedOn", decided_on),
        ("tadori:decidedBy", source.decided_by.clone()),
        ("tadori:summaryOf", source.summary_of.clone()),
        ("tadori:kind", source.kind.map(|k| k.to_string())),
    ] {
        if let Some(text) = text {
            value[name] = json!(text);
        }
    }
    value
}

fn table_value(table: &Table) -> Value {
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<Value> = table.cells(row).map(|(_, cell)| cell_value(cell)).collect();
        json!({"cells": cells, "link": row.link})
    });
    let columns: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
    json!({"title": table.title, "columns": columns, "rows": rows.collect::<Vec<_>>()})
}

fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Integer(n) | Cell::Yen(n) => json!(n),
        Cell::Score(score) => json!(score),
        Cell::Link { text, url } => json!({"text": text, "url": url}),
        cell => json!(cell.plain()),
    }
}
