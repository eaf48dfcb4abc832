//! `cargo xtask setup`: given are Rust (by rustup) and Node; all the rest is
//! found missing, named, and installed.
//!
//! What is there already costs a fraction of a second to see, so every command
//! that needs something calls this first and nobody has to remember it.

mod npm;
mod pip;
mod system;
mod version;

use anyhow::{Context, Result, bail};

use crate::process::{cargo, command, read, run, works};
use version::Version;

/// What is to be done afterwards; it decides what must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Start the program.
    Run,
    /// Build and test it, in a real window.
    Everything,
}

/// The oldest Node that the bundler of the window runs on.
const NODE: Version = Version(20, 19, 0);

/// Installs what is missing.
pub(crate) fn setup(purpose: Purpose) -> Result<()> {
    rust()?;
    node()?;
    system::packages(purpose)?;
    for folder in ["ui", "src-tauri/crates/dictionary", "src-tauri/crates/export"] {
        npm::install(folder)?;
    }
    pip::download("src-tauri/crates/dictionary")?;
    if purpose == Purpose::Everything {
        components()?;
        nextest()?;
    }
    Ok(())
}

fn rust() -> Result<()> {
    let wanted = Version::parse(env!("CARGO_PKG_RUST_VERSION")).context("rust-version of the workspace")?;
    let said =
        read(&mut command("rustc", ["--version"])).context("Rust is missing; install it from https://rustup.rs")?;
    at_least("Rust", &said, wanted, "run `rustup update stable`")
}

fn node() -> Result<()> {
    let hint = "install Node 22 or 24 from https://nodejs.org or with your package manager";
    let said = read(&mut command("node", ["--version"])).with_context(|| format!("Node is missing; {hint}"))?;
    at_least("Node", &said, NODE, hint)
}

fn at_least(what: &str, said: &str, wanted: Version, hint: &str) -> Result<()> {
    match Version::parse(said) {
        Some(found) if found >= wanted => Ok(()),
        Some(found) => bail!("{what} {found} is too old, {wanted} or later is needed: {hint}"),
        None => bail!("cannot read the version of {what} in “{}”", said.trim()),
    }
}

/// The formatter and the linter; rustup's minimal profile leaves them out.
fn components() -> Result<()> {
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !works(&mut cargo([program, "--version"])) {
            eprintln!("setup: {component} is missing");
            run(&mut command("rustup", ["component", "add", component]))?;
        }
    }
    Ok(())
}

fn nextest() -> Result<()> {
    if works(&mut cargo(["nextest", "--version"])) {
        return Ok(());
    }
    eprintln!("setup: cargo-nextest, the test runner, is missing; compiling it takes some minutes, once");
    run(&mut cargo(["install", "cargo-nextest", "--locked"]))
}
