//! A table of figures in Markdown: written by the program above a marker, by
//! people below it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Suite;
use super::score::Measure;

/// Below this line people write.
const MARKER: &str = "<!-- Below this line by hand; `cargo xtask quality` keeps it. -->";

/// A log without entries.
const EMPTY_LOG: &str = "\n\n## Log\n\n| date | what moved | why |\n|---|---|---|\n";

/// How far a figure may fall before it is an error. Ties broken otherwise move one by less.
const MAY_FALL: f64 = 0.005;
/// How far a figure may be from the table before the table is stale: half of the last digit.
const MAY_DIFFER: f64 = 0.0005;
/// Printed digits are compared, not measured ones.
const ROUNDING: f64 = 1e-9;

/// A table that was written before.
pub(super) struct Table {
    /// Figures as printed, by name.
    figures: BTreeMap<String, String>,
    log: String,
}

impl Table {
    pub(super) fn parse(text: &str) -> Self {
        let (made, log) = split(text);
        let rows = made.lines().filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            let (name, value) = (cells.next()?, cells.next()?);
            value.parse::<f64>().ok().map(|_| (name.to_owned(), value.to_owned()))
        });
        Self { figures: rows.collect(), log: log.to_owned() }
    }

    /// What people wrote.
    pub(super) fn log(&self) -> &str {
        &self.log
    }

    /// The figure of before, if it was another.
    pub(super) fn moved(&self, measure: &Measure) -> Option<&str> {
        self.figures.get(&measure.name).map(String::as_str).filter(|was| *was != measure.printed())
    }

    /// What is wrong with the table, or with the program, given what was measured now.
    pub(super) fn complaints(&self, measures: &[Measure]) -> Vec<String> {
        let mut complaints: Vec<String> = measures.iter().filter_map(|m| self.complaint(m)).collect();
        let gone = self.figures.keys().filter(|name| !measures.iter().any(|m| m.name == **name));
        complaints.extend(gone.map(|name| format!("“{name}” stands in the table and is no longer measured")));
        complaints
    }

    fn complaint(&self, measure: &Measure) -> Option<String> {
        let Measure { name, .. } = measure;
        let now = measure.printed();
        let Some(was) = self.figures.get(name) else { return Some(format!("“{name}” is missing ({now})")) };
        let change = now.parse::<f64>().ok()? - was.parse::<f64>().ok()?;
        let worse = if measure.less_is_better() { change } else { -change };
        if worse > MAY_FALL + ROUNDING {
            Some(format!("“{name}” was {was} and is {now}: worse"))
        } else if change.abs() > MAY_DIFFER + ROUNDING {
            Some(format!("“{name}” was {was} and is {now}: the table is stale"))
        } else {
            None
        }
    }
}

/// What a program made, and what people wrote below it.
fn split(text: &str) -> (&str, &str) {
    text.split_once(MARKER).unwrap_or((text, EMPTY_LOG))
}

/// What people wrote below a table.
pub(crate) fn log_of(text: &str) -> &str {
    split(text).1
}

/// A file of what was made and what people wrote below it.
pub(crate) fn with_log(made: &str, log: &str) -> String {
    format!("{}\n\n{MARKER}{log}", made.trim_end())
}

/// The file, with the log as it was.
pub(super) fn render(suite: &Suite, measures: &[Measure], log: &str) -> String {
    let mut out = format!("# {}\n\n{}\nMade by `cargo xtask quality`", suite.title, suite.about);
    let _ = write!(out, "; the same by hand:\n\n```\n{}\n```\n\n", suite.command.replace("; ", "\n"));
    out.push_str("| measure | value | labels |\n|---|---:|---:|\n");
    for measure in measures {
        let _ = writeln!(out, "| {} | {} | {} |", measure.name, measure.printed(), measure.labels);
    }
    with_log(&out, log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::SUITES;

    fn measure(name: &str, value: f64) -> Measure {
        Measure { name: name.to_owned(), value, labels: 40 }
    }

    fn table(measures: &[Measure]) -> Table {
        Table::parse(&render(&SUITES[0], measures, EMPTY_LOG))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let measures = [measure("search nDCG@10", 0.8534), measure("search zero-hit rate", 0.0)];
        assert!(table(&measures).complaints(&measures).is_empty());
    }

    #[test]
    fn a_log_is_kept() {
        let text = render(&SUITES[0], &[measure("a", 0.5)], "\n## Log\n\nkept\n");
        let again = render(&SUITES[0], &[measure("a", 0.6)], Table::parse(&text).log());
        assert!(again.ends_with("\n## Log\n\nkept\n") && again.contains("| a | 0.600 | 40 |"));
    }

    #[test]
    fn a_figure_that_fell_is_worse_and_one_that_rose_makes_the_table_stale() {
        let complaint = |name: &str, was, is| table(&[measure(name, was)]).complaints(&[measure(name, is)]).join("");
        assert!(complaint("nDCG@10", 0.85, 0.844).ends_with("worse"));
        assert!(complaint("nDCG@10", 0.85, 0.845).ends_with("stale"));
        assert!(complaint("nDCG@10", 0.85, 0.9).ends_with("stale"));
        assert_eq!(complaint("nDCG@10", 0.85, 0.8504), "");
        assert!(complaint("lost (want 0)", 0.0, 0.01).ends_with("worse"));
        assert!(complaint("lost (want 0)", 0.02, 0.0).ends_with("stale"));
        assert_eq!(complaint("MRR@10", 0.9430, 0.9434), "");
        assert!(complaint("MRR@10", 0.9430, 0.9437).ends_with("stale"));
    }

    #[test]
    fn a_measure_that_comes_or_goes_is_said() {
        let kept = table(&[measure("a", 0.5)]);
        assert_eq!(kept.complaints(&[measure("b", 0.5)]).len(), 2);
    }
}
