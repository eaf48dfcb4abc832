//! `cargo xtask test`: every check there is, in one go. A stage that fails does
//! not keep the others from being seen; the end is one line of sums.
//!
//! Nothing here judges how long something takes: that is for `bench`, read by a person.

use std::fmt;
use std::ops::AddAssign;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::process::{cargo, command, run, tee, works};
use crate::setup::Purpose;
use crate::{desktop, quality, setup, tidy, ui};

/// What a test runner did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Held.
    pub(crate) passed: usize,
    /// Did not.
    pub(crate) failed: usize,
    /// Could not be judged here.
    pub(crate) skipped: usize,
}

impl Tally {
    /// One check that held.
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    /// One check that did not.
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };
    /// One check that could not be made.
    pub(crate) const SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1 };
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// A name and what is done under it. An error counts as one failure.
type Stage = (&'static str, fn() -> Result<Tally>);

/// In an order in which each finds what it needs: the desktop program embeds the window.
const STAGES: &[Stage] = &[
    ("setup", || setup::setup(Purpose::Everything).map(|()| Tally::PASSED)),
    ("window: types and bundle", || ui::build().map(|()| Tally::PASSED)),
    ("window: tests", ui::test),
    ("rules", tidy::check),
    ("build", || build().map(|()| Tally::PASSED)),
    ("Rust and end to end", nextest),
    ("figures", quality::check),
];

/// Runs all stages.
pub(crate) fn test() -> Result<()> {
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for (name, stage) in STAGES {
        eprintln!("\n── {name} ──");
        let started = Instant::now();
        let (tally, error) = match stage() {
            Ok(tally) => (tally, None),
            Err(error) => (Tally::FAILED, Some(error)),
        };
        if let Some(error) = &error {
            eprintln!("{name}: {error:#}");
        }
        let mark = if tally.failed > 0 { "FAILED" } else { "ok" };
        // The first line of an error says what; the rest has been printed above.
        let why = error.map(|e| format!(": {}", format!("{e:#}").lines().next().unwrap_or_default()));
        lines.push(format!("{mark:6}  {name} ({tally}; {} s){}", started.elapsed().as_secs(), why.unwrap_or_default()));
        total += tally;
    }
    eprintln!("\n{}\n", lines.join("\n"));
    println!("{total}");
    if total.failed > 0 {
        bail!("something failed; the stages above say what");
    }
    Ok(())
}

/// Compiles all programs and tests at once: chosen one by one, cargo would
/// compile shared crates once for each set of features.
pub(crate) fn build() -> Result<()> {
    ui::build_if_missing()?;
    run(cargo(["build", "--workspace", "--bins", "--tests", "--examples"]).args(desktop::FEATURES))
}

/// Where [`build`] leaves a program; of `name` see [`desktop::program`].
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    Ok(desktop::program(&desktop::metadata()?, false, name))
}

fn nextest() -> Result<Tally> {
    let mut runner = cargo(["nextest", "run", "--workspace", "--no-fail-fast"]);
    runner.args(desktop::FEATURES).env("TADORI_DESKTOP", desktop::path(false)?);
    let (success, output) = tee(&mut with_display(runner))?;
    settle(nextest_tally(&output), success, "the tests did not run")
}

fn settle(counted: Option<Tally>, success: bool, otherwise: &str) -> Result<Tally> {
    match counted {
        Some(tally) if success || tally.failed > 0 => Ok(tally),
        Some(tally) => Ok(Tally { failed: 1, ..tally }),
        None => bail!("{otherwise}"),
    }
}

/// On Linux the windows of the tests open on a display of their own, so that
/// they neither need a desktop session nor disturb one.
fn with_display(runner: Command) -> Command {
    if !cfg!(target_os = "linux") || !works(&mut command("xvfb-run", ["--help"])) {
        return runner;
    }
    let mut wrapped = command("xvfb-run", ["--auto-servernum", "--server-args=-screen 0 1280x900x24"]);
    wrapped.arg(runner.get_program()).args(runner.get_args());
    for (name, value) in runner.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    wrapped
}

/// From `Summary [ 1.2s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 3 skipped`.
fn nextest_tally(output: &str) -> Option<Tally> {
    let line = output.lines().rfind(|l| l.trim_start().starts_with("Summary ["))?;
    let (_, counts) = line.split_once("run:")?;
    Some(Tally {
        passed: before(counts, "passed"),
        failed: ["failed", "timed out", "exec failed"].iter().map(|w| before(counts, w)).sum(),
        skipped: before(counts, "skipped"),
    })
}

/// The number that stands before a word.
fn before(counts: &str, word: &str) -> usize {
    let is = |part: &&str| part.trim_end().ends_with(word) || part.contains(&format!(" {word} "));
    let part = counts.split(',').map(str::trim).find(is);
    part.and_then(|p| p.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_counted() {
        let output = "   PASS a\n────\n     Summary [   1.204s] 9 tests run: 7 passed (1 slow, 1 flaky), 1 failed, 1 timed out, 3 skipped\n";
        assert_eq!(nextest_tally(output), Some(Tally { passed: 7, failed: 2, skipped: 3 }));
        assert_eq!(nextest_tally("error: could not compile"), None);
        let one = "Summary [   0.003s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(nextest_tally(one), Some(Tally::PASSED));
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_counts_as_one() {
        assert_eq!(settle(Some(Tally::PASSED), false, "").unwrap().failed, 1);
        assert!(settle(None, false, "it did not run").is_err());
    }
}
