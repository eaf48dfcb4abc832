//! How well PDFs are read: figures of one file, for the tests and for the table of quality.
//!
//! Two yardsticks: the text that a file was made from (`.txt` beside it), of
//! which every character has to be found, and poppler's `pdftotext -raw`, the
//! reference for what is printed and in which order.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use similar::{Algorithm, capture_diff_slices_deadline, get_diff_ratio};
use tadori_ingest::{Error, Ingested, Options};
use unicode_normalization::UnicodeNormalization;

/// What was measured on one file; shares are from 0 to 1.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Pages.
    pub pages: usize,
    /// Pages that need OCR.
    pub unread: usize,
    /// Characters of the text that it was made from that were found, in any order; `None` where that text is not there.
    pub kept: Option<f64>,
    /// Of what `pdftotext -raw` gives, what was found, and of what was found, what it gives: the worse share. `None`
    /// where poppler is not installed or finds nothing.
    pub same: Option<f64>,
    /// How alike the order of characters is to that of `pdftotext -raw`.
    pub order: Option<f64>,
    /// The same to that of the text that it was made from.
    pub order_of_source: Option<f64>,
    /// Spaces between Japanese characters.
    pub spaces: usize,
    /// Spaces between Japanese characters in the text that it was made from.
    pub spaces_of_source: Option<usize>,
}

/// Reads a PDF.
pub fn read(path: &Path, options: &Options) -> Result<Ingested, Error> {
    let bytes = fs::read(path).expect("the file is there");
    tadori_ingest::read(&path.to_string_lossy(), &bytes, options)
}

/// Measures one file.
pub fn measure(path: &Path) -> Figures {
    let ingested = read(path, &Options::default()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let document = &ingested.documents[0].document;
    let text = document.source.text();
    let found = characters(text);
    let source = fs::read_to_string(path.with_extension("txt")).ok();
    let made_from = source.as_deref().map(characters);
    let printed = pdftotext(path).map(|t| characters(&t)).filter(|t| !t.is_empty());
    let spaces = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(3).filter(|w| w[1] == ' ' && is_japanese(w[0]) && is_japanese(w[2])).count()
    };
    Figures {
        pages: document.pages.len(),
        unread: document.pages.iter().filter(|p| p.quality.as_str() == "needs-ocr").count(),
        kept: made_from.as_ref().map(|t| share(t, &found)),
        same: printed.as_ref().map(|t| share(t, &found).min(share(&found, t))),
        order: printed.as_ref().map(|t| likeness(t, &found)),
        order_of_source: made_from.as_ref().map(|t| likeness(t, &found)),
        spaces: spaces(text),
        spaces_of_source: source.as_deref().map(spaces),
    }
}

/// The PDFs of a folder of `../shared/pdf`; none where it is absent.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/pdf").join(folder);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let mut files: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
    files.sort();
    files
}

/// What poppler reads, in the order of drawing; `None` where it is not installed.
pub fn pdftotext(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg("-raw").arg(path).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The characters of a text, without width, white space and controls.
fn characters(text: &str) -> Vec<char> {
    let invisible = |c: &char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}');
    text.nfkc().filter(|c| !invisible(c)).collect()
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// The share of the characters of `wanted` that are in `found`, in any order.
fn share(wanted: &[char], found: &[char]) -> f64 {
    let mut left: HashMap<char, usize> = HashMap::new();
    for c in found {
        *left.entry(*c).or_default() += 1;
    }
    let kept = wanted.iter().filter(|c| left.get_mut(c).is_some_and(|n| n.checked_sub(1).map(|m| *n = m).is_some()));
    kept.count() as f64 / wanted.len().max(1) as f64
}

/// How alike two sequences are. Very unlike ones are given up early: their figure is then too low.
fn likeness(a: &[char], b: &[char]) -> f64 {
    const ENOUGH: Duration = Duration::from_secs(20);
    let deadline = Instant::now().checked_add(ENOUGH);
    let changes = capture_diff_slices_deadline(Algorithm::Myers, a, b, deadline);
    f64::from(get_diff_ratio(&changes, a.len(), b.len()))
}
