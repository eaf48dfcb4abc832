//! The window: an npm package with the scripts `build` (types, then bundle) and `test`.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{npm, root, run, tee};
use crate::test::Tally;

/// Checks the types and bundles the window into `ui/dist`, which the desktop program embeds.
pub(crate) fn build() -> Result<()> {
    run(&mut npm("ui", ["run", "build"]))
}

/// The desktop program does not compile without a bundle: makes one where there is none.
pub(crate) fn build_if_missing() -> Result<()> {
    if root().join("ui/dist/index.html").is_file() { Ok(()) } else { build() }
}

/// Runs the tests of the window.
pub(crate) fn test() -> Result<Tally> {
    let report = root().join("target/vitest.json");
    // A report of an earlier run says nothing about this one.
    let _ = fs::remove_file(&report);
    let file = format!("--outputFile.json={}", report.display());
    let (success, _) = tee(&mut npm("ui", ["test", "--", "--reporter=default", "--reporter=json", &file]))?;
    let text = fs::read_to_string(&report).context("the test runner of the window wrote no report")?;
    let mut tally = counted(&serde_json::from_str(&text).context("the report of the window's test runner")?);
    if !success && tally.failed == 0 {
        // A file that does not even load counts no test.
        tally.failed = 1;
    }
    Ok(tally)
}

fn counted(report: &Value) -> Tally {
    let number = |names: &[&str]| names.iter().filter_map(|n| report[n].as_u64()).map(|n| n as usize).sum();
    Tally {
        passed: number(&["numPassedTests"]),
        failed: number(&["numFailedTests"]),
        skipped: number(&["numPendingTests", "numTodoTests"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_counted() {
        let report =
            serde_json::json!({"numPassedTests": 5, "numFailedTests": 1, "numPendingTests": 2, "numTodoTests": 1});
        assert_eq!(counted(&report), Tally { passed: 5, failed: 1, skipped: 3 });
    }
}
