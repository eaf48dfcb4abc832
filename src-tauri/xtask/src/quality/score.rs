//! Figures, as the scoring scripts print them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use super::Bench;
use crate::process::{command, read, root, works};
use crate::test;

/// One figure.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(super) struct Measure {
    #[serde(rename = "measure")]
    pub(super) name: String,
    pub(super) value: f64,
    /// How many labels it rests on.
    pub(super) labels: u64,
}

impl Measure {
    /// As it is printed: MRR moves in the fourth digit.
    pub(super) fn printed(&self) -> String {
        let digits = if self.name.contains("MRR") { 4 } else { 3 };
        format!("{:.digits$}", self.value)
    }

    /// For most figures more is better; the scripts say where it is not.
    pub(super) fn less_is_better(&self) -> bool {
        self.name.contains("want 0") || self.name.contains("want few") || self.name.contains("zero-hit")
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:44} {:>7}   {}", self.name, self.printed(), self.labels)
    }
}

/// A part of the hand-made labels.
pub(super) fn gold(bench: &Bench, part: &str) -> Result<Vec<Measure>> {
    labelled(bench, part, "gold", &[])
}

/// Structure of the documents that were written and labelled apart from the code.
pub(super) fn unseen(bench: &Bench) -> Result<Vec<Measure>> {
    let Labels { gold, documents } = Labels::own("structure");
    let mut measures = labelled(bench, "structure", "unseen", &[("--gold", &gold), ("--documents", &documents)])?;
    // The script looks for footnotes in another document only; a test of its own ties these.
    measures.retain(|m| m.labels > 0 && !m.name.starts_with("footnotes"));
    Ok(measures)
}

/// Documents and their labels.
pub(super) struct Labels {
    pub(super) gold: PathBuf,
    pub(super) documents: PathBuf,
}

impl Labels {
    /// Those written for a part of the tests.
    pub(super) fn own(part: &str) -> Self {
        let folder = root().join("tests").join(part);
        Self { gold: folder.join("gold"), documents: folder.join("documents") }
    }

    /// The shared ones.
    pub(super) fn shared(bench: &Bench) -> Self {
        Self { gold: bench.shared.join("gold"), documents: bench.shared.join("documents") }
    }
}

pub(super) fn labelled(bench: &Bench, part: &str, library: &str, more: &[(&str, &Path)]) -> Result<Vec<Measure>> {
    let mut script = command("python3", [bench.shared.join("gold/score.py")]);
    script.arg("--tadori").arg(&bench.tadori).arg("--library").arg(bench.scratch.join(library));
    for (option, path) in more {
        script.arg(option).arg(path);
    }
    let lines = read(script.args(["--only", part, "--json"]))?;
    lines.lines().map(|line| serde_json::from_str(line).with_context(|| format!("reading “{line}”"))).collect()
}

/// The public retrieval set.
pub(super) fn retrieval(bench: &Bench) -> Result<Vec<Measure>> {
    let data = bench.shared.join("ir/jsquad-valid");
    let run = bench.scratch.join("jsquad.run");
    let tadori = || {
        let mut tadori = command(&bench.tadori.to_string_lossy(), ["--library"]);
        tadori.arg(bench.scratch.join("jsquad"));
        tadori
    };
    read(tadori().arg("import").arg(data.join("passages.tsv")))?;
    let mut search = tadori();
    search.arg("search").arg("--queries").arg(data.join("queries.tsv")).arg("--run").arg(&run);
    read(search.args(["--by", "document", "--limit", "100"]))?;
    let mut script = command("python3", [bench.shared.join("ir/score.py"), data.join("qrels.tsv"), run]);
    summary(&read(script.arg("--json"))?)
}

/// What is read of PDFs, by a program of the tests.
pub(super) fn pdf() -> Result<Vec<Measure>> {
    if !works(&mut command("pdftotext", ["-v"])) {
        bail!("pdftotext is missing; PDFs are compared with what it reads (Debian: poppler-utils)");
    }
    figures_of("pdf-figures")
}

/// Figures of anchors.
pub(super) fn anchors() -> Result<Vec<Measure>> {
    figures_of("anchor-figures")
}

/// What a program of `tests` prints, which is built.
fn figures_of(program: &str) -> Result<Vec<Measure>> {
    let lines = read(Command::new(test::program(program)?).current_dir(root()))?;
    lines.lines().map(|line| figure(line).with_context(|| format!("reading “{line}”"))).collect()
}

/// From `name<TAB>value<TAB>labels`.
fn figure(line: &str) -> Option<Measure> {
    let mut fields = line.split('\t');
    let (name, value, labels) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Measure { name: name.to_owned(), value: value.parse().ok()?, labels: labels.parse().ok()? })
}

/// From `{"MRR@10": 0.94, …, "queries": 4442}`, in the order in which people read them.
fn summary(json: &str) -> Result<Vec<Measure>> {
    let values: Value = serde_json::from_str(json).context("reading what ir/score.py printed")?;
    let labels = values["queries"].as_u64().context("ir/score.py counts no queries")?;
    let named = ["MRR@10", "nDCG@10", "S@1", "R@10", "R@100", "zero-hit"].into_iter();
    let measure = |name: &str| {
        let value = values[name].as_f64().with_context(|| format!("ir/score.py printed no {name}"))?;
        Ok(Measure { name: name.to_owned(), value, labels })
    };
    named.map(measure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_becomes_measures() {
        let json = r#"{"MRR@10": 0.94361, "nDCG@10": 0.9, "R@10": 0.9, "R@100": 0.9, "S@1": 0.9, "zero-hit": 0.0, "queries": 7}"#;
        let measures = summary(json).unwrap();
        assert_eq!((measures[0].printed().as_str(), measures[0].labels), ("0.9436", 7));
        assert_eq!(measures.iter().filter(|m| m.less_is_better()).count(), 1);
        assert!(summary("{}").is_err());
    }
}
