//! Figures of links: what the shared script counts, how often links of each score are right, quotes on a judged sample.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Bench;
use super::facts::{file, plain, rows, tadori};
use super::score::{Labels, Measure, labelled};
use crate::process::{command, read, root};

/// Lower ends of the bands of scores.
const BANDS: [(f64, f64); 5] = [(0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)];

/// All figures of links on the shared labels.
pub(super) fn shared(bench: &Bench) -> Result<Vec<Measure>> {
    let labels = Labels::shared(bench);
    let library = "links";
    let given = [("--gold", labels.gold.as_path()), ("--documents", labels.documents.as_path())];
    let mut measures = labelled(bench, "links", library, &given)?;
    let imported = bench.scratch.join(library).join("documents");
    measures.extend(bands("plan to program", &carried(bench, &imported, &labels.gold)?.2));
    let links = tadori(bench, &imported, &["links"])?;
    let quotes = judged(&links, "quotes", "quotes")?;
    let right = quotes.iter().map(|(_, right)| right).sum::<f64>() / quotes.len().max(1) as f64;
    measures.push(measure("quotes right, of a judged sample".to_owned(), right, quotes.len()));
    measures.extend(bands("similar passages", &judged(&links, "implements", "similar")?));
    measures.extend(bands("program for any passage of a plan", &judged_programs(&coverages(bench, &imported)?)?));
    Ok(measures)
}

/// The same on documents of other fields.
pub(super) fn unseen(bench: &Bench) -> Result<Vec<Measure>> {
    let labels = Labels::own("links");
    let library = "links-unseen";
    let given = [("--gold", labels.gold.as_path()), ("--documents", labels.documents.as_path())];
    let mut measures = labelled(bench, "links", library, &given)?;
    // The script knows one plan by its name.
    measures.retain(|m| m.labels > 0 && !m.name.starts_with("plan") && !m.name.starts_with("highest"));
    let imported = bench.scratch.join(library).join("documents");
    let (reciprocal, among, scores) = carried(bench, &imported, &labels.gold)?;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    measures.push(measure("plan -> program MRR".to_owned(), mean(&reciprocal), reciprocal.len()));
    measures.push(measure("plan -> program recall@3".to_owned(), mean(&among), among.len()));
    let statements = rows(&labels.gold.join("plan_to_program.jsonl"))?;
    measures.extend(sure(bench, &imported, &statements)?);
    measures.extend(alone(bench, &labels.documents, &statements)?);
    measures.extend(bands("plan to program", &scores));
    measures.extend(cites(bench, &imported, &labels.gold)?);
    measures.extend(changes(bench, &imported, &labels.gold)?);
    Ok(measures)
}

fn measure(name: String, value: f64, labels: usize) -> Measure {
    Measure { name, value, labels: labels as u64 }
}

/// How often links of each band of scores are right, with the 95 % interval (Wilson) that so few labels allow.
fn bands(of: &str, scores: &[(f64, f64)]) -> Vec<Measure> {
    let mut measures = Vec::new();
    for (from, to) in BANDS {
        let here: Vec<f64> = scores.iter().filter(|(s, _)| (from..to).contains(s)).map(|(_, right)| *right).collect();
        if here.is_empty() {
            continue;
        }
        let count = here.len() as f64;
        let share = here.iter().sum::<f64>() / count;
        let z = 1.96;
        let middle = (share + z * z / (2.0 * count)) / (1.0 + z * z / count);
        let half = z * (share * (1.0 - share) / count + z * z / (4.0 * count * count)).sqrt() / (1.0 + z * z / count);
        let name = |what: &str| format!("{of}, score {from:.1}–{:.1}: {what}", to.min(1.0));
        measures.push(measure(name("right"), share, here.len()));
        measures.push(measure(name("right at least (95 %)"), (middle - half).max(0.0), here.len()));
        measures.push(measure(name("right at most (95 %)"), (middle + half).min(1.0), here.len()));
    }
    measures
}

fn lines(value: &Value) -> (u64, u64) {
    let number = |name: &str| value[name].as_u64();
    let first = number("line_start").unwrap_or(0);
    (first, number("line_end").unwrap_or(first))
}

fn overlap(one: &Value, other: &Value) -> bool {
    let (a, b) = (lines(one), lines(other));
    a.0 <= b.1 && b.0 <= a.1
}

/// Reciprocal ranks, whether one of the first three is right, and score with right (plausible: half) of what is listed.
type Carried = (Vec<f64>, Vec<f64>, Vec<(f64, f64)>);

/// Programs that are listed for the labelled statements.
fn carried(bench: &Bench, library: &Path, gold: &Path) -> Result<Carried> {
    let labels = rows(&gold.join("plan_to_program.jsonl"))?;
    let covered = coverages(bench, library)?;
    let (mut reciprocal, mut among, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    for label in &labels {
        let Some((_, row)) = covered.iter().find(|(document, row)| is_of(document, label) && overlap(row, label))
        else {
            continue;
        };
        let listed = row["programs"].as_array().map_or(&[][..], Vec::as_slice);
        let worth = |name: &str| worth(label, name);
        let worths: Vec<f64> = listed.iter().map(|p| worth(p["name"].as_str().unwrap_or_default())).collect();
        scores.extend(listed.iter().zip(&worths).map(|(p, w)| (p["score"].as_f64().unwrap_or(0.0), *w)));
        if label["programs"].as_array().is_some_and(|all| all.iter().any(|p| p["strength"] == "strong")) {
            let first = worths.iter().position(|w| *w >= 1.0);
            reciprocal.push(first.map_or(0.0, |at| 1.0 / (at + 1) as f64));
            among.push(f64::from(u8::from(first.is_some_and(|at| at < 3))));
        }
    }
    Ok((reciprocal, among, scores))
}

/// What a program is worth for a labelled statement: strong 1, plausible ½.
fn worth(label: &Value, name: &str) -> f64 {
    let name = plain(name);
    let of = |p: &Value| {
        let own = plain(p["name"].as_str().unwrap_or_default());
        let same = !own.is_empty() && (name.contains(&own) || own.contains(&name));
        if same { if p["strength"] == "strong" { 1.0 } else { 0.5 } } else { 0.0 }
    };
    label["programs"].as_array().into_iter().flatten().map(of).fold(0.0, f64::max)
}

/// Labels of statements name their document by the lines only where there is one plan.
fn is_of(document: &str, label: &Value) -> bool {
    label["doc"].as_str().is_none_or(|doc| doc == document)
}

/// The rows of all tables of coverage of plans, with the document.
fn coverages(bench: &Bench, library: &Path) -> Result<Vec<(String, Value)>> {
    let mut all = Vec::new();
    for document in tadori(bench, library, &["documents"])?.iter().filter(|d| d["kind"] == "plan") {
        let id = document["document"].as_str().context("a document has an id")?;
        all.extend(tadori(bench, library, &["coverage", id])?.into_iter().map(|row| (file(document), row)));
    }
    Ok(all)
}

/// Of programs that are listed with even odds or better for labelled statements: how many are right, and how many of the
/// strong ones that is.
fn sure(bench: &Bench, library: &Path, labels: &[Value]) -> Result<Vec<Measure>> {
    let covered = coverages(bench, library)?;
    let (mut right, mut listed, mut found, mut wanted) = (0, 0, 0, 0);
    for label in labels {
        let row = covered.iter().find(|(document, row)| is_of(document, label) && overlap(row, label));
        let programs = row.and_then(|(_, row)| row["programs"].as_array()).map_or(&[][..], Vec::as_slice);
        let sure: Vec<&str> = programs
            .iter()
            .filter(|p| p["score"].as_f64().is_some_and(|s| s >= 0.5))
            .filter_map(|p| p["name"].as_str())
            .collect();
        listed += sure.len();
        right += sure.iter().filter(|name| worth(label, name) > 0.0).count();
        for strong in label["programs"].as_array().into_iter().flatten().filter(|p| p["strength"] == "strong") {
            wanted += 1;
            let name = plain(strong["name"].as_str().unwrap_or_default());
            found += usize::from(sure.iter().any(|s| plain(s).contains(&name) || name.contains(&plain(s))));
        }
    }
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    Ok(vec![
        measure("plan -> program, even odds or better: right".to_owned(), share(right, listed), listed),
        measure("plan -> program, even odds or better: strong ones found".to_owned(), share(found, wanted), wanted),
    ])
}

/// The same where a library has the documents of one field only, whose names begin with the same figure: there are few
/// programs that a right one can stand out from.
fn alone(bench: &Bench, documents: &Path, labels: &[Value]) -> Result<Vec<Measure>> {
    let mut fields: BTreeMap<char, Vec<PathBuf>> = BTreeMap::new();
    for entry in std::fs::read_dir(documents)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(field) = name.chars().next().filter(char::is_ascii_digit) {
            fields.entry(field).or_default().push(path);
        }
    }
    let mut measures = Vec::new();
    for (field, paths) in fields {
        let library = bench.scratch.join(format!("links-unseen-{field}"));
        read(command(&bench.tadori.to_string_lossy(), ["--library"]).arg(&library).arg("import").args(paths))?;
        let is_of = |label: &&Value| label["doc"].as_str().is_some_and(|doc| doc.starts_with(field));
        let own: Vec<Value> = labels.iter().filter(is_of).cloned().collect();
        let named = |m: Measure| Measure { name: format!("{field}xx alone: {}", m.name), ..m };
        measures.extend(sure(bench, &library, &own)?.into_iter().map(named));
    }
    Ok(measures)
}

/// References that are tied to the right document of the library, or to none.
fn cites(bench: &Bench, library: &Path, gold: &Path) -> Result<Vec<Measure>> {
    let labels = rows(&gold.join("cites.jsonl"))?;
    let links = tadori(bench, library, &["links", "--kind", "cites"])?;
    let from = |link: &Value, label: &Value| file(&link["from"]) == label["doc"] && overlap(&link["from"], label);
    let told = |label: &Value| links.iter().any(|l| from(l, label) && file(&l["to"]) == label["target"]);
    let known: Vec<&Value> = labels.iter().filter(|l| l["target"].is_string()).collect();
    let found = known.iter().filter(|l| told(l)).count() as f64 / known.len().max(1) as f64;
    let labelled = |link: &&Value| labels.iter().any(|l| from(link, l));
    let judged: Vec<&Value> = links.iter().filter(labelled).collect();
    let is_right = |link: &&&Value| labels.iter().any(|l| from(link, l) && file(&link["to"]) == l["target"]);
    let right = judged.iter().filter(is_right).count() as f64 / judged.len().max(1) as f64;
    Ok(vec![
        measure("citations found".to_owned(), found, known.len()),
        measure("citations right".to_owned(), right, judged.len()),
    ])
}

/// Sentences of two editions whose change is told right.
fn changes(bench: &Bench, library: &Path, gold: &Path) -> Result<Vec<Measure>> {
    let labels = rows(&gold.join("compare.jsonl"))?;
    let documents = tadori(bench, library, &["documents"])?;
    let id = |name: &str| {
        let found = documents.iter().find(|d| file(d) == name).and_then(|d| d["document"].as_str());
        found.with_context(|| format!("no document {name}"))
    };
    let compared = tadori(bench, library, &["compare", id("103")?, id("100")?])?;
    let same_place = |side: &str, row: &Value, label: &Value| {
        label[side].is_null() || (!row[side].is_null() && overlap(&row[side], &label[side]))
    };
    let right = |label: &&Value| {
        compared
            .iter()
            .any(|row| row["change"] == label["change"] && same_place("a", row, label) && same_place("b", row, label))
    };
    let mut measures = Vec::new();
    for change in ["same", "reworded", "moved", "added", "removed"] {
        let own: Vec<&Value> = labels.iter().filter(|l| l["change"] == change).collect();
        if !own.is_empty() {
            let share = own.iter().filter(|l| right(l)).count() as f64 / own.len() as f64;
            measures.push(measure(format!("changes told right: {change}"), share, own.len()));
        }
    }
    Ok(measures)
}

/// The rows of a judged sample in tests/links.
fn sample(name: &str) -> Result<Vec<Vec<String>>> {
    let path: PathBuf = root().join("tests/links/judged").join(format!("{name}.tsv"));
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let rows = text.lines().filter(|l| !l.starts_with('#'));
    Ok(rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Score and verdict of the links of a kind that were judged.
fn judged(links: &[Value], kind: &str, name: &str) -> Result<Vec<(f64, f64)>> {
    let mut scores = Vec::new();
    for row in sample(name)? {
        let [one, first, other, second, verdict] = &row[..] else { continue };
        let at = |end: &Value, document: &str, line: &str| {
            file(end) == document && end["line_start"].as_u64() == line.parse().ok()
        };
        let is = |l: &&Value| {
            l["kind"] == kind
                && l["from"]["program"].is_null()
                && at(&l["from"], one, first)
                && at(&l["to"], other, second)
        };
        if let Some(link) = links.iter().find(is) {
            scores.push((link["score"].as_f64().unwrap_or(0.0), verdict.parse()?));
        }
    }
    Ok(scores)
}

/// Score and verdict of the programs that were judged; 0 for one that is not listed any more.
fn judged_programs(covered: &[(String, Value)]) -> Result<Vec<(f64, f64)>> {
    let mut scores = Vec::new();
    for row in sample("programs")? {
        let [document, first, name, verdict] = &row[..] else { continue };
        let first: u64 = first.parse()?;
        let place = |(d, row): &&(String, Value)| d == document && lines(row).0 == first;
        let listed = covered.iter().find(place).and_then(|(_, row)| row["programs"].as_array());
        let program = listed.into_iter().flatten().find(|p| p["name"].as_str() == Some(name));
        scores.push((program.and_then(|p| p["score"].as_f64()).unwrap_or(0.0), verdict.parse()?));
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_say_how_sure_they_are() {
        let measures = bands("x", &[(0.9, 1.0), (0.95, 1.0), (0.1, 0.0)]);
        assert_eq!(measures.len(), 6);
        assert!(measures[3].value > 0.99 && measures[4].value < 0.5);
    }
}
