//! `cargo xtask bench`: time, memory and size, printed for a person to read.
//!
//! The measuring is a program of the test package, because it needs our
//! crates; here it is built, told where the desktop program lies, and started.
//! Never part of `test`: times depend on the machine and on what else it does.

use std::fs;

use anyhow::Result;

use crate::process::{NO_SHARED, cargo, read, root, shared};
use crate::quality::table;
use crate::{desktop, setup};

/// What to do with the table.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Keep it in tests/quality/bench.md.
    #[arg(long)]
    write: bool,
}

const FILE: &str = "tests/quality/bench.md";

/// Measures.
pub(crate) fn bench(arguments: &Arguments) -> Result<()> {
    let Some(shared) = shared() else {
        eprintln!("{NO_SHARED}");
        return Ok(());
    };
    setup::setup(setup::Purpose::Run)?;
    let mut command = cargo(["bench", "--quiet", "--package", "tadori-tests", "--bench", "bench", "--"]);
    command.arg(shared).stderr(std::process::Stdio::inherit());
    // The optimised program if it is there: building it takes minutes, and only one row needs it.
    let programs = [desktop::path(true)?, desktop::path(false)?];
    if let Some(program) = programs.iter().find(|p| p.is_file()) {
        eprintln!("bench: first paint of {}", program.strip_prefix(root()).unwrap_or(program).display());
        command.env("TADORI_DESKTOP", program);
    }
    let measured = read(&mut command)?;
    println!("{measured}");
    if arguments.write {
        let path = root().join(FILE);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let head = "# Time, memory and size\n\nMade by `cargo xtask bench --write` on whatever machine it ran; read it as ratios.\n\n";
        fs::write(&path, table::with_log(&format!("{head}{measured}"), table::log_of(&kept)))?;
        eprintln!("{FILE}: written");
    }
    Ok(())
}
