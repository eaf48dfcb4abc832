//! The data: overview texts of the program review sheets (行政事業レビューシート), and the labelled queries.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

/// How often each query is asked, after a first time that does not count.
pub(crate) const ROUNDS: usize = 5;

const ARCHIVE: &str = "rs2024/1-2_RS_2024_基本情報_事業概要等.zip";
const ID: &str = "予算事業ID";
const TITLE: &str = "事業名";
const TEXTS: [&str; 3] = ["事業の目的", "現状・課題", "事業の概要"];

/// The archive as a file of records, one a program, and how many there are.
pub(crate) fn convert(shared: &Path) -> Result<(String, usize)> {
    let file = fs::File::open(shared.join(ARCHIVE)).with_context(|| format!("opening {ARCHIVE}"))?;
    let mut archive = zip::ZipArchive::new(file)?;
    let mut text = String::new();
    archive.by_index(0)?.read_to_string(&mut text)?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers()?.clone();
    let column = |name: &str| headers.iter().position(|h| h == name).with_context(|| format!("no column {name}"));
    let (id, title) = (column(ID)?, column(TITLE)?);
    let texts: Vec<usize> = TEXTS.iter().map(|name| column(name)).collect::<Result<_>>()?;
    let (mut lines, mut seen) = (String::new(), HashSet::new());
    for row in reader.records() {
        let row = row?;
        // A program that several offices share has a row for each, with the same texts.
        if !seen.insert(row[id].to_owned()) {
            continue;
        }
        let parts: Vec<&str> = texts.iter().map(|&c| &row[c]).filter(|t| !t.trim().is_empty()).collect();
        lines.push_str(&json!({"id": &row[id], "title": &row[title], "text": parts.join("\n\n")}).to_string());
        lines.push('\n');
    }
    Ok((lines, seen.len()))
}

/// The labelled queries, of the sheets and of the five documents.
pub(crate) fn queries(shared: &Path) -> Result<Vec<String>> {
    let mut queries = Vec::new();
    for file in ["gold/queries_rs.tsv", "gold/queries_docs.tsv"] {
        let text = fs::read_to_string(shared.join(file)).with_context(|| format!("reading {file}"))?;
        queries.extend(text.lines().skip(1).filter_map(|l| l.split('\t').nth(2)).map(str::to_owned));
    }
    Ok(queries)
}
