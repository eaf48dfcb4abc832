//! Standard output: JSON lines for scripts, plain lines for people.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

/// Where results go.
pub(crate) struct Output {
    json: bool,
    out: BufWriter<Stdout>,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, out: BufWriter::new(io::stdout()) }
    }

    /// Prints one result, as JSON or in words, and sends it on its way: a reader may be waiting.
    pub(crate) fn line(&mut self, value: &impl Serialize, words: impl FnOnce() -> String) -> anyhow::Result<()> {
        if self.json {
            serde_json::to_writer(&mut self.out, value)?;
            self.out.write_all(b"\n")?;
        } else {
            writeln!(self.out, "{}", words())?;
        }
        Ok(self.out.flush()?)
    }
}
