//! The TypeScript side of the wire, written by the types themselves: an
//! example program of `tadori-wire` prints it, and it goes to one file of the window.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{read, root};
use crate::test;

const FILE: &str = "ui/src/wire/generated.ts";

/// Writes the file.
pub(crate) fn write() -> Result<()> {
    let text = generate()?;
    if current() != text {
        fs::write(root().join(FILE), text).with_context(|| format!("writing {FILE}"))?;
        eprintln!("{FILE}: written");
    }
    Ok(())
}

/// Fails when the file is not what the types say.
pub(crate) fn check() -> Result<()> {
    if current() != generate()? {
        bail!("{FILE} is not what src-tauri/crates/wire says; run `cargo xtask codegen`");
    }
    Ok(())
}

fn generate() -> Result<String> {
    test::build()?;
    read(&mut Command::new(test::program("examples/typescript")?))
}

fn current() -> String {
    // A checkout on Windows may have changed the line ends.
    fs::read_to_string(root().join(FILE)).unwrap_or_default().replace("\r\n", "\n")
}
