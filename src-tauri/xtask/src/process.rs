//! Other programs: started from the root of the repository, and said aloud, so
//! that whoever reads the output can type the same.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex};

use anyhow::{Context, Result, bail};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let own = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        PathBuf::from(own).ancestors().nth(2).expect("it lies two folders below the root").to_owned()
    });
    &ROOT
}

/// Where labelled data and documents lie on the machines that have them.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = root().parent()?.join("shared");
    folder.is_dir().then_some(folder)
}

/// What cannot be judged without [`shared`] says this and counts as skipped.
pub(crate) const NO_SHARED: &str = "skipped: ../shared is not there";

/// A program with its arguments.
pub(crate) fn command<S: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The cargo that started us.
pub(crate) fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = command("cargo", arguments);
    // What cargo said about the package `xtask` is no business of the next cargo.
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
    command
}

/// npm in a folder with a `package.json`, relative to the root.
pub(crate) fn npm<S: AsRef<OsStr>>(folder: &str, arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = command(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments);
    command.current_dir(root().join(folder));
    command
}

/// Runs a program to its end; an error when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    eprintln!("$ {}", line(command));
    let status = command.status().with_context(|| format!("starting {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// What a program prints on standard output; an error, with what it said, when it fails.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {}", line(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})\n{}", line(command), output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is there and does what it is asked.
pub(crate) fn works(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Runs a program, passes on what it prints as it comes, and gives it back
/// with whether it succeeded: for counting what a test runner did.
pub(crate) fn tee(command: &mut Command) -> Result<(bool, String)> {
    eprintln!("$ {}", line(command));
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {}", line(command)))?;
    let all = Mutex::new(String::new());
    std::thread::scope(|scope| {
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|s| Box::new(s) as Box<dyn Read + Send>),
            child.stderr.take().map(|s| Box::new(s) as Box<dyn Read + Send>),
        ];
        for stream in streams.into_iter().flatten() {
            scope.spawn(|| pass_on(stream, &all));
        }
    });
    let status = child.wait()?;
    Ok((status.success(), all.into_inner().unwrap_or_default()))
}

fn pass_on(stream: Box<dyn Read + Send>, all: &Mutex<String>) {
    let mut stream = BufReader::new(stream);
    let mut bytes = Vec::new();
    while stream.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(mut all) = all.lock() {
            let _ = std::io::stderr().write_all(text.as_bytes());
            all.push_str(&plain(&text));
        }
        bytes.clear();
    }
}

/// Text without terminal colours.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        if c == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(c);
        }
    }
    out
}

/// A command as one would type it, with paths from the root.
pub(crate) fn line(command: &Command) -> String {
    let root = root().to_string_lossy();
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let mut line = words.map(|w| w.to_string_lossy().replace(&format!("{root}/"), "")).collect::<Vec<_>>().join(" ");
    if let Some(folder) = command.get_current_dir().filter(|f| *f != self::root()) {
        let folder = folder.strip_prefix(self::root()).unwrap_or(folder);
        line = format!("(cd {} && {line})", folder.display());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_off() {
        assert_eq!(plain("\u{1b}[32;1m Summary\u{1b}[0m 3 passed"), " Summary 3 passed");
    }

    #[test]
    fn commands_are_said_as_typed() {
        assert_eq!(line(&cargo(["build", "--release"])), "cargo build --release");
        assert_eq!(line(&command("python3", [root().join("a.py")])), "python3 a.py");
        assert_eq!(line(&npm("ui", ["test"])).replace(".cmd", ""), "(cd ui && npm test)");
    }
}
