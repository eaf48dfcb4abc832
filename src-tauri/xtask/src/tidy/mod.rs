//! `cargo xtask tidy`: the rules of the repository that a program can check.
//!
//! A rule is a name, the reason for it, and a pure function from what is in
//! the repository to complaints; [`rooms`] holds the tables they read. What
//! other programs check (format, lints, generated code) comes after.

mod files;
mod repository;
mod rooms;
mod window;

use anyhow::{Result, bail};

use crate::process::{cargo, run};
use crate::test::Tally;
use crate::{codegen, desktop, notices, ui};
use repository::Repository;

/// A workspace of its own, whose code is formatted as ours is. It is compiled by those who fuzz.
const FUZZ: &str = "src-tauri/crates/ingest/fuzz/Cargo.toml";

/// Something that every commit keeps.
struct Rule {
    name: &'static str,
    /// Said with each failure: a rule without its reason is only obeyed.
    why: &'static str,
    check: fn(&Repository) -> Vec<String>,
}

const RULES: &[&[Rule]] = &[rooms::RULES, window::RULES, files::RULES];

/// A rule that another program checks.
type Program = (&'static str, fn() -> Result<()>);

const PROGRAMS: &[Program] = &[
    ("generated TypeScript is up to date", codegen::check),
    ("all that is shipped may be, and is named", || notices::write().map(drop)),
    ("Rust is formatted", formatted),
    ("no lint", clippy),
];

/// Checks all rules; an error when one is broken.
pub(crate) fn tidy() -> Result<()> {
    let tally = check()?;
    if tally.failed > 0 {
        bail!("{} of {} rules are broken", tally.failed, tally.failed + tally.passed);
    }
    eprintln!("tidy: all {} rules hold", tally.passed);
    Ok(())
}

/// Checks all rules and counts them.
pub(crate) fn check() -> Result<Tally> {
    let repository = Repository::read()?;
    for note in files::long_files(&repository) {
        eprintln!("note: {note}");
    }
    let mut tally = Tally::default();
    for rule in RULES.iter().copied().flatten() {
        let complaints = (rule.check)(&repository);
        tally += if complaints.is_empty() { Tally::PASSED } else { Tally::FAILED };
        if !complaints.is_empty() {
            eprintln!("tidy: {}\n  because {}", rule.name, rule.why);
            for complaint in complaints {
                eprintln!("  - {complaint}");
            }
        }
    }
    for (name, check) in PROGRAMS {
        tally += Tally::PASSED;
        if let Err(error) = check() {
            eprintln!("tidy: {name}\n  - {error:#}");
            tally.passed -= 1;
            tally += Tally::FAILED;
        }
    }
    Ok(tally)
}

fn formatted() -> Result<()> {
    // Only the names: what is wrong with them `cargo fmt --all` mends.
    run(&mut cargo(["fmt", "--all", "--check", "--", "--files-with-diff"]))?;
    run(&mut cargo(["fmt", "--manifest-path", FUZZ, "--check", "--", "--files-with-diff"]))
}

fn clippy() -> Result<()> {
    ui::build_if_missing()?;
    let mut command = cargo(["clippy", "--quiet", "--keep-going", "--workspace", "--all-targets"]);
    run(command.args(desktop::FEATURES).args(["--", "-D", "warnings"]))
}
