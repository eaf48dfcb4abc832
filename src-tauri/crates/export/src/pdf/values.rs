//! A report as the data that the template reads.

use serde_json::{Value, json};
use tadori_notes::is_harmless;

use crate::clean::{clean, line};
use crate::note;
use crate::report::{Cell, Part, Table};
use crate::width::width;
use crate::write::{Job, about};
use crate::{Error, Style};

pub(super) fn report(job: &mut Job<'_>) -> Result<Value, Error> {
    let report = job.report;
    let (mut number, mut parts) = (0, Vec::new());
    for part in &report.parts {
        parts.push(match part {
            Part::Section(section) => json!({
                "kind": "section", "level": section.level.clamp(1, 6), "title": line(&section.title),
                "introduction": note::read(&section.introduction),
            }),
            Part::Excerpt(excerpt) => {
                number += 1;
                json!({
                    "kind": "excerpt", "label": format!("抜粋{number}"), "about": line(&about(excerpt)),
                    "quote": clean(&excerpt.quote), "citation": line(&job.citation(excerpt)),
                    "link": safe(&excerpt.link), "file": line(&excerpt.source.file),
                    "hash": line(&excerpt.source.hash), "note": note::read(&excerpt.note),
                })
            }
            Part::Table(table) => table_value(table),
        });
        job.steps.step()?;
    }
    let sources: Vec<Value> = report
        .sources()
        .into_iter()
        .map(|source| {
            json!({
                "citation": line(&Style::Ministry.cite(source, None, "")), "file": line(&source.file),
                "hash": line(&source.hash), "url": source.url.as_deref().and_then(safe),
            })
        })
        .collect();
    let tags: Vec<Value> = report
        .tags()
        .into_iter()
        .map(|(tag, numbers)| {
            let numbers: Vec<String> = numbers.iter().map(|n| format!("抜粋{n}")).collect();
            json!({"tag": line(tag), "excerpts": numbers.join("、")})
        })
        .collect();
    Ok(json!({
        "title": line(&report.title), "made": report.made_on.as_ref().map(ToString::to_string),
        "introduction": note::read(&report.introduction), "parts": parts, "sources": sources, "tags": tags,
    }))
}

/// An address that may be followed.
fn safe(url: &str) -> Option<&str> {
    Some(url).filter(|url| is_harmless(url))
}

fn table_value(table: &Table) -> Value {
    let links = table.has_links();
    let mut columns: Vec<String> = table.columns.iter().map(|c| line(&c.title)).collect();
    let mut widths: Vec<usize> = columns.iter().map(|title| width(title) + 2).collect();
    let mut rows = Vec::new();
    for row in &table.rows {
        let mut cells = Vec::new();
        for ((_, cell), wide) in table.cells(row).zip(&mut widths) {
            *wide = (*wide).max(width(&cell.plain()).min(50) + 2);
            cells.push(cell_value(cell));
        }
        if links {
            let link = row.link.as_deref().and_then(safe);
            cells.push(json!({"runs": [run(if link.is_some() { "開く" } else { "" }, false)], "link": link}));
        }
        rows.push(cells);
    }
    let mut numbers: Vec<bool> = table.columns.iter().map(|c| c.kind.is_number()).collect();
    if links {
        columns.push("リンク".to_owned());
        widths.push(8);
        numbers.push(false);
    }
    json!({
        "kind": "table", "title": line(&table.title), "introduction": note::read(&table.introduction),
        "columns": columns, "widths": widths, "numbers": numbers, "rows": rows,
    })
}

fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Link { text, url } => json!({"runs": [run(text, false)], "link": safe(url)}),
        Cell::Marked(runs) => {
            let runs: Vec<Value> = runs.iter().map(|r| run(&r.text, r.marked)).collect();
            json!({"runs": runs, "link": null})
        }
        cell => json!({"runs": [run(&cell.plain(), false)], "link": null}),
    }
}

fn run(text: &str, marked: bool) -> Value {
    json!({"text": clean(text), "marked": marked})
}
