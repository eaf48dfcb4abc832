//! Figures of facts: with the vocabulary and without its names, for each document, for each kind of statement.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::Bench;
use super::score::{Labels, Measure, labelled};
use crate::process::{command, read, root};

/// Kinds with labels enough to tell something.
const KINDS: [&str; 6] = ["commitment", "fact", "budget", "definition", "heading", "furniture"];

/// All figures of facts on the labelled documents; `library` names the folder for what is imported.
pub(super) fn measure(bench: &Bench, library: &str, labels: &Labels) -> Result<Vec<Measure>> {
    let score = |library: &str, gold: &Path| {
        let mut measures = labelled(bench, "facts", library, &[("--gold", gold), ("--documents", &labels.documents)])?;
        measures.retain(|m| m.labels > 0);
        anyhow::Ok(measures)
    };
    let mut measures = score(library, &labels.gold)?;
    let bare = format!("{library}-bare");
    let folder = bench.scratch.join(&bare).join("documents");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("vocabulary.toml"),
        without_names(&fs::read_to_string(root().join("corpus/vocabulary.toml"))?),
    )?;
    measures.extend(named(score(&bare, &labels.gold)?, "no names in the vocabulary"));
    for document in documents(&labels.gold)? {
        let gold = bench.scratch.join(format!("{library}-gold-{document}"));
        keep(&labels.gold, &gold, &document)?;
        measures.extend(named(score(library, &gold)?, &document));
    }
    let imported = bench.scratch.join(library).join("documents");
    measures.extend(amounts(bench, &imported, labels)?);
    measures.push(totals(bench, &imported)?);
    measures.extend(statements(bench, &imported, labels)?);
    Ok(measures)
}

fn named(measures: Vec<Measure>, of: &str) -> impl Iterator<Item = Measure> {
    measures.into_iter().map(move |m| Measure { name: format!("{of}: {}", m.name), ..m })
}

/// A vocabulary file without its projects and programs.
fn without_names(vocabulary: &str) -> String {
    let mut kept = true;
    let lines = vocabulary.lines().filter(|line| {
        if line.starts_with("[[") {
            kept = !matches!(line.trim(), "[[project]]" | "[[program]]");
        }
        kept
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The files of labels that speak of facts, with their rows.
fn files(gold: &Path) -> Result<Vec<(PathBuf, Vec<Value>)>> {
    let names = ["budget_lines", "programs", "programs_mentioned_only", "references", "references_weak", "kpis"];
    let paths = names.iter().map(|name| gold.join(format!("{name}.jsonl"))).filter(|path| path.exists());
    paths.map(|path| Ok((path.clone(), rows(&path)?))).collect()
}

pub(super) fn rows(path: &Path) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("reading {}", path.display()))).collect()
}

/// The document that a label is of; labels of programs can leave it to their mentions.
fn document(label: &Value) -> Option<&str> {
    label["doc"].as_str().or_else(|| label["mentions"][0]["doc"].as_str())
}

fn documents(gold: &Path) -> Result<BTreeSet<String>> {
    let files = files(gold)?;
    Ok(files.iter().flat_map(|(_, rows)| rows).filter_map(document).map(str::to_owned).collect())
}

/// Copies the labels of one document.
fn keep(gold: &Path, to: &Path, one: &str) -> Result<()> {
    fs::create_dir_all(to)?;
    for (path, rows) in files(gold)? {
        let kept: String =
            rows.iter().filter(|r| document(r) == Some(one)).flat_map(|r| [r.to_string(), "\n".to_owned()]).collect();
        fs::write(to.join(path.file_name().context("a file has a name")?), kept)?;
    }
    Ok(())
}

/// Lines below an amount in which its breakdown by ministry can stand.
const BREAKDOWN: u64 = 3;

/// Amounts of money that are found at their lines with their yen, where they are labelled: as facts, as the upper end of
/// a range, or in the breakdown of a budget line.
fn amounts(bench: &Bench, library: &Path, labels: &Labels) -> Result<Option<Measure>> {
    let path = labels.gold.join("amounts.jsonl");
    if !path.exists() {
        return Ok(None);
    }
    let facts = tadori(bench, library, &["facts", "--kind", "amount"])?;
    let budget = tadori(bench, library, &["budget"])?;
    let labelled = rows(&path)?;
    let yen = |value: &Value| value.as_i64().map(i64::abs);
    let right = labelled.iter().filter(|label| {
        let wanted = yen(&label["yen"]);
        let here = |found: &&Value, below: u64| {
            let lines = |value: &Value| Some((value["line_start"].as_u64()?, value["line_end"].as_u64()?));
            let (Some(here), Some(there)) = (lines(label), lines(found)) else { return false };
            file(found) == label["doc"] && here.0 <= there.1 + below && there.0 <= here.1
        };
        facts
            .iter()
            .filter(|f| here(f, 0))
            .any(|f| [&f["value"]["yen"], &f["value"]["upto"]].map(yen).contains(&wanted))
            || budget
                .iter()
                .filter(|b| here(b, BREAKDOWN))
                .any(|b| b["breakdown"].as_object().is_some_and(|parts| parts.values().any(|part| yen(part) == wanted)))
    });
    let value = right.count() as f64 / labelled.len() as f64;
    Ok(Some(Measure { name: "amounts found with their yen".to_owned(), value, labels: labelled.len() as u64 }))
}

/// Stated totals that differ from the parts that were found by more than rounding.
fn totals(bench: &Bench, library: &Path) -> Result<Measure> {
    let checks = tadori(bench, library, &["budget", "--sums"])?;
    let wrong = checks.iter().filter(|c| c["difference"] != 0 && c["rounding"] != true).count();
    let name = "stated totals that differ from their parts by more than rounding (want 0)".to_owned();
    Ok(Measure { name, value: wrong as f64 / checks.len().max(1) as f64, labels: checks.len() as u64 })
}

/// What a command of the program prints.
pub(super) fn tadori(bench: &Bench, library: &Path, arguments: &[&str]) -> Result<Vec<Value>> {
    let mut tadori = command(&bench.tadori.to_string_lossy(), ["--library"]);
    tadori.arg(library).args(arguments).arg("--json");
    let lines = read(&mut tadori)?;
    lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The first three letters of the name of its file: how labels call a document.
pub(super) fn file(fact: &Value) -> String {
    fact["file"].as_str().unwrap_or_default().chars().take(3).collect()
}

/// A block as `tadori passages` prints it.
struct Block {
    document: String,
    lines: (u64, u64),
    kind: String,
    text: String,
    statements: Vec<(String, String)>,
}

/// F1 of each kind of statement, counted as the shared script counts.
fn statements(bench: &Bench, library: &Path, labels: &Labels) -> Result<Vec<Measure>> {
    let blocks = blocks(bench, library)?;
    // What is labelled, found, and both, for each kind.
    let mut counts: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
    for label in rows(&labels.gold.join("statement_kinds.jsonl"))? {
        let Some(&wanted) = KINDS.iter().find(|kind| label["kind"] == **kind) else { continue };
        let found = kind_of(&blocks, &label);
        counts.entry(wanted).or_default().0 += 1;
        if let Some(&found) = KINDS.iter().find(|kind| found == Some(**kind)) {
            let count = counts.entry(found).or_default();
            count.1 += 1;
            count.2 += u64::from(found == wanted);
        }
    }
    let measures =
        counts.into_iter().filter(|(_, (wanted, ..))| *wanted > 0).map(|(kind, (wanted, found, both))| Measure {
            name: format!("statements, F1 of {kind}"),
            value: 2.0 * both as f64 / (wanted + found) as f64,
            labels: wanted,
        });
    Ok(measures.collect())
}

/// The kind of the block or sentence that a label speaks of.
fn kind_of<'b>(blocks: &'b [Block], label: &Value) -> Option<&'b str> {
    let (first, last) = (label["line_start"].as_u64()?, label["line_end"].as_u64()?);
    let text = head(&plain(label["text"].as_str()?));
    let block = blocks.iter().find(|b| {
        let here = Some(b.document.as_str()) == document(label) && b.lines.0 <= last && first <= b.lines.1;
        here && (b.text.contains(&text) || plain(label["text"].as_str().unwrap_or_default()).contains(&head(&b.text)))
    })?;
    if matches!(block.kind.as_str(), "heading" | "furniture") {
        return Some(&block.kind);
    }
    block.statements.iter().find(|(_, sentence)| sentence.contains(&text)).map(|(kind, _)| kind.as_str())
}

/// NFKC without white space, lower case.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The first letters by which texts are compared.
fn head(text: &str) -> String {
    text.chars().take(12).collect()
}

fn blocks(bench: &Bench, library: &Path) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    for document in tadori(bench, library, &["documents"])? {
        let id = document["document"].as_str().context("a document has an id")?;
        for passage in tadori(bench, library, &["passages", id])? {
            let said = |value: &Value| plain(value["text"].as_str().unwrap_or_default());
            let statements = passage["statements"].as_array().into_iter().flatten();
            blocks.push(Block {
                document: file(&passage),
                lines: (passage["line_start"].as_u64().unwrap_or(0), passage["line_end"].as_u64().unwrap_or(0)),
                kind: passage["kind"].as_str().unwrap_or_default().to_owned(),
                text: said(&passage),
                statements: statements.map(|s| (s["kind"].as_str().unwrap_or_default().to_owned(), said(s))).collect(),
            });
        }
    }
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_leave_the_vocabulary() {
        let vocabulary =
            "# head\n[[ministry]]\nname = \"港湾庁\"\n[[program]]\nname = \"堰の事業\"\n[[alias]]\nname = \"堰\"\n";
        let bare = without_names(vocabulary);
        assert!(bare.contains("港湾庁") && bare.contains("[[alias]]") && !bare.contains("堰の事業"));
    }

    #[test]
    fn labels_find_their_sentence() {
        let block = Block {
            document: "110".to_owned(),
            lines: (3, 5),
            kind: "paragraph".to_owned(),
            text: plain("堰を直す。橋は10本ある。"),
            statements: vec![
                ("commitment".to_owned(), plain("堰を直す。")),
                ("fact".to_owned(), plain("橋は10本ある。")),
            ],
        };
        let label = serde_json::json!({"doc": "110", "line_start": 5, "line_end": 5, "text": "橋は１０本ある。", "kind": "fact"});
        assert_eq!(kind_of(&[block], &label), Some("fact"));
    }
}
