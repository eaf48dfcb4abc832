//! JSON: a W3C Web Annotation collection (<https://www.w3.org/TR/annotation-model/>), which other programs for notes read.
//!
//! What the model has no word for stands under names that begin with `tadori:`. Notes are written as `tadori-notes` reads
//! them: the file can be taken into another library.

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
    let (mut first, mut tables, mut path) = (true, Vec::new(), crate::columns::Path::default());
    for part in &report.parts {
        path.pass(part);
        match part {
            Part::Excerpt(excerpt) => {
                out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
                let mut item = annotation(excerpt, &job.citation(excerpt));
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

fn annotation(excerpt: &Excerpt, citation: &str) -> Value {
    let mut bodies = Vec::new();
    if !excerpt.note.is_empty() {
        bodies.push(json!({
            "type": "TextualBody", "value": excerpt.note, "format": "text/markdown", "language": "ja",
            "purpose": "commenting",
        }));
    }
    let tags = excerpt.tags.iter();
    bodies.extend(tags.map(|tag| json!({"type": "TextualBody", "value": tag, "purpose": "tagging"})));
    let place = &excerpt.place;
    let mut target = json!({
        "type": "SpecificResource",
        "source": format!("urn:tadori:document:{}", excerpt.source.document),
        "selector": selectors(excerpt),
        "tadori:title": excerpt.source.title,
        "tadori:file": excerpt.source.file,
        "tadori:section": place.section,
        "tadori:source": source(&excerpt.source),
    });
    if let Some(colour) = &excerpt.colour {
        target["styleClass"] = json!(colour.code);
    }
    let mut item = json!({
        // What is no note is told apart by what it quotes.
        "id": match excerpt.id.as_str() {
            "" => format!("urn:tadori:excerpt:{}", &blake3::hash(excerpt.link.as_bytes()).to_hex()[..16]),
            id => format!("urn:uuid:{id}"),
        },
        "type": "Annotation",
        "motivation": if excerpt.note.is_empty() { "highlighting" } else { "commenting" },
        "body": bodies,
        "target": target,
        "tadori:link": excerpt.link,
        "tadori:citation": citation,
        "tadori:state": excerpt.state,
    });
    for (name, time) in [("created", &excerpt.made_at), ("modified", &excerpt.changed_at)] {
        if !time.is_empty() {
            item[name] = json!(time);
        }
    }
    if let Some(lines) = place.lines {
        item["tadori:lines"] = json!([lines.first, lines.last]);
    }
    if let Some(pages) = &place.pages {
        item["tadori:pageLabels"] = json!([pages.first, pages.last]);
    }
    item
}

fn selectors(excerpt: &Excerpt) -> Vec<Value> {
    let (prefix, suffix) = &excerpt.context;
    let mut selectors =
        vec![json!({"type": "TextQuoteSelector", "exact": excerpt.quote, "prefix": prefix, "suffix": suffix})];
    if let Some(span) = excerpt.position {
        selectors.push(json!({"type": "DataPositionSelector", "start": span.start, "end": span.end}));
    }
    if let Some(number) = excerpt.place.pages.as_ref().and_then(|p| p.number) {
        selectors.push(json!({
            "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": format!("page={number}"),
        }));
    }
    selectors
}

fn source(source: &Source) -> Value {
    let mut value = json!({"title": source.title, "draft": source.draft, "file": source.file, "hash": source.hash});
    let decided_on = if source.draft { None } else { source.decided_on.as_ref().map(ToString::to_string) };
    for (name, text) in [
        ("edition", source.edition.clone()),
        ("issuer", source.issuer.clone()),
        ("decidedOn", decided_on),
        ("decidedBy", source.decided_by.clone().filter(|_| !source.draft)),
        ("summaryOf", source.summary_of.clone()),
        ("kind", source.kind.map(|k| k.to_string())),
        ("url", source.url.clone()),
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
