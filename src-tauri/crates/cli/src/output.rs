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
            writeln!(self.out, "{}", plain(&words()))?;
        }
        Ok(self.out.flush()?)
    }
}

/// Says on standard error what went wrong.
pub(crate) fn complain(message: &str) {
    eprintln!("tadori: {}", plain(message));
}

/// Text for a terminal: what documents and file names hold must not be taken for its commands (colours, its title).
fn plain(text: &str) -> String {
    let shown = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { c };
    text.chars().map(shown).collect()
}

/// A file name as one line of a report: it can hold a line break.
pub(crate) fn one_line(name: &str) -> String {
    plain(name).replace(['\n', '\t'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_name_is_one_line() {
        assert_eq!(super::one_line("予算\n案\u{7}.txt"), "予算\u{fffd}案\u{fffd}.txt");
    }

    #[test]
    fn a_terminal_is_told_nothing_by_a_text() {
        assert_eq!(super::plain("予算\u{1b}[31m\t赤\u{7}\n"), "予算\u{fffd}[31m\t赤\u{fffd}\n");
    }
}
