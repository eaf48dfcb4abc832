//! From the start of the desktop program to its first paint.
//!
//! The program prints `first-paint MILLISECONDS` on standard error when
//! `TADORI_TIMING` is set. On Linux it gets a display of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};

/// Starts after the first one.
const STARTS: usize = 5;
/// A program that has not painted by then never will.
const PATIENCE: Duration = Duration::from_mins(1);

/// Milliseconds.
pub(crate) struct Paint {
    /// With an empty folder of data: the sample library is made, no cache is warm.
    pub(crate) first: u64,
    /// Median of the later starts.
    pub(crate) later: u64,
}

/// A process that ends with us.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program named by `TADORI_DESKTOP` a few times.
pub(crate) fn measure(folder: &Path) -> Result<Option<Paint>> {
    let Some(program) = std::env::var_os("TADORI_DESKTOP").map(PathBuf::from).filter(|p| p.is_file()) else {
        eprintln!("skipped: first paint, the desktop program is not built");
        return Ok(None);
    };
    let display = display()?;
    if cfg!(target_os = "linux") && display.is_none() {
        eprintln!("skipped: first paint, there is no Xvfb to open a window on");
        return Ok(None);
    }
    let data = folder.join("data");
    let start = || start(&program, &data, display.as_ref().map(|(_, name)| name.as_str()));
    let Some(first) = start()? else {
        eprintln!("skipped: first paint, the program does not say when it painted");
        return Ok(None);
    };
    let mut later =
        (0..STARTS).map(|_| start()?.context("the program painted once and then not")).collect::<Result<Vec<_>>>()?;
    later.sort_unstable();
    Ok(Some(Paint { first, later: later[STARTS / 2] }))
}

/// Starts the program, waits for its line, ends it.
fn start(program: &Path, data: &Path, display: Option<&str>) -> Result<Option<u64>> {
    let mut command = Command::new(program);
    command
        .env("TADORI_TIMING", "1")
        .env("TADORI_DATA", data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    if let Some(display) = display {
        command.env("DISPLAY", display).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    }
    let mut running = Running(command.spawn().context("starting the desktop program")?);
    let output = running.0.stderr.take().context("it has a standard error")?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some(milliseconds) = line.strip_prefix("first-paint ").and_then(|n| n.trim().parse().ok()) {
                let _ = sender.send(milliseconds);
            }
        }
    });
    Ok(receiver.recv_timeout(PATIENCE).ok())
}

/// A display that nobody sees, and its name.
fn display() -> Result<Option<(Running, String)>> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
    let Ok(child) = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        return Ok(None);
    };
    let mut running = Running(child);
    let mut number = String::new();
    BufReader::new(running.0.stdout.take().context("it has a standard output")?).read_line(&mut number)?;
    Ok(Some((running, format!(":{}", number.trim()))))
}
