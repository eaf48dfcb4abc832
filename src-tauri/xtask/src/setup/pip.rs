//! Files that are published as Python packages: downloaded and checked against their hashes, never run.

use std::fs;

use anyhow::{Context, Result};

use super::system;
use crate::process::{command, root, run, works};

/// The list, which is kept beside the files too: pip does not say what a folder was made from.
const LIST: &str = "requirements.txt";

/// Downloads what the list of a folder names into `wheels` beside it, unless it is there.
pub(super) fn download(folder: &str) -> Result<()> {
    let path = root().join(folder);
    let (wheels, made_from) = (path.join("wheels"), path.join("wheels").join(LIST));
    let list = fs::read_to_string(path.join(LIST)).with_context(|| format!("{folder}/{LIST}"))?;
    if fs::read_to_string(&made_from).is_ok_and(|before| before == list) {
        return Ok(());
    }
    eprintln!("setup: the files that {folder}/{LIST} lists are missing");
    let python = python()?;
    if wheels.exists() {
        fs::remove_dir_all(&wheels).context("removing the files of an older list")?;
    }
    let arguments = [
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--dest=wheels",
        "--requirement",
        LIST,
    ];
    run(command(python, arguments).current_dir(path))?;
    fs::write(made_from, list).context("noting what was downloaded")
}

/// A Python that has pip; brought where it is missing and can be.
fn python() -> Result<&'static str> {
    let find = || ["python3", "python", "py"].into_iter().find(|p| works(&mut command(p, ["-m", "pip", "--version"])));
    if find().is_none() {
        system::bring("python3-pip", "downloads word vectors")?;
    }
    find().context("pip is missing; install Python from https://www.python.org, which brings it")
}
