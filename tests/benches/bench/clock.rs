//! What a process takes: time on the wall, time of processors, memory, disk.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::Figures;

/// Runs from its making on.
pub(crate) struct Clock {
    wall: Instant,
    processors: Option<f64>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { wall: Instant::now(), processors: processors() }
    }

    /// `seconds` on the wall, and `processors`: seconds of all threads, which other programs disturb less.
    pub(crate) fn stop(self) -> Figures {
        let mut figures = figures([("seconds", self.wall.elapsed().as_secs_f64())]);
        if let Some((before, after)) = self.processors.zip(processors()) {
            figures.insert("processors".to_owned(), after - before);
        }
        figures
    }
}

pub(crate) fn figures<const N: usize>(pairs: [(&str, f64); N]) -> Figures {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Seconds that this process has had of all processors, where the system tells.
fn processors() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which ends with the last bracket: field 3 and on. 14 is user, 15 system, in hundredths.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let hundredths = |field: usize| fields.get(field - 3)?.parse::<f64>().ok();
    Some((hundredths(14)? + hundredths(15)?) / 100.0)
}

/// The most memory this process ever had at once, bytes, where the system tells.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(kilobytes.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}

/// How many programs want a processor, on average over the last minute.
pub(crate) fn load() -> Option<String> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next().map(str::to_owned)
}

/// Bytes of all files in a folder.
pub(crate) fn size_of(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size_of(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

/// Median and 95th percentile in milliseconds.
pub(crate) fn percentiles(mut times: Vec<Duration>) -> Result<(f64, f64)> {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 100).map(|t| t.as_secs_f64() * 1e3);
    at(50).zip(at(95)).context("no query")
}
