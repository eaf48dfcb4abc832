//! The report of an import as a file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{FileReport, FileStatus};
use crate::Error;

/// Without it Excel takes a UTF-8 file for one in the old encoding of the system.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Writes the report of an import to `path`: as a table where its name ends in `.csv`, else as text.
pub fn save_report(path: &Path, lines: &[FileReport]) -> Result<(), Error> {
    let table = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let text = if table { csv_of(lines).map_err(|e| Error::io(path, e))? } else { text_of(lines) };
    fs::write(path, text).map_err(|e| Error::io(path, e))
}

fn csv_of(lines: &[FileReport]) -> std::io::Result<String> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
    table.write_record(["file", "status", "code", "message", "title", "pages", "warnings"])?;
    for line in lines {
        let row = [
            line.path.display().to_string(),
            line.status.as_str().to_owned(),
            line.refusal.as_ref().map_or_else(String::new, |r| r.code.to_owned()),
            line.refusal.as_ref().map_or_else(String::new, |r| r.message.clone()),
            line.title.clone().unwrap_or_default(),
            if line.pages == 0 { String::new() } else { line.pages.to_string() },
            warnings(line).join("\n"),
        ];
        table.write_record(row.map(|cell| harmless(&cell)))?;
    }
    let bytes = table.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(BYTE_ORDER_MARK.to_owned() + &String::from_utf8_lossy(&bytes))
}

/// A cell that Excel does not take for a formula, whatever a file was called.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn text_of(lines: &[FileReport]) -> String {
    let mut text = String::new();
    for status in [FileStatus::Imported, FileStatus::Updated, FileStatus::Unchanged, FileStatus::Refused] {
        let files = lines.iter().filter(|line| line.status == status).count();
        let _ = writeln!(text, "{:10}{files}", status.as_str());
    }
    for line in lines {
        let _ = write!(text, "\n{:10}{}", line.status.as_str(), line.path.display());
        if let Some(title) = line.title.as_ref().filter(|t| !t.is_empty()) {
            let _ = write!(text, "\n          {title}");
        }
        if line.pages > 0 {
            let _ = write!(text, "\n          {} pages", line.pages);
        }
        if let Some(refusal) = &line.refusal {
            let _ = write!(text, "\n          {} [{}]", refusal.message, refusal.code);
        }
        for warning in warnings(line) {
            let _ = write!(text, "\n          {warning}");
        }
        text.push('\n');
    }
    text
}

fn warnings(line: &FileReport) -> Vec<String> {
    let words = |w: &super::Warned| match &w.place {
        Some(place) => format!("{place}: {} [{}]", w.message, w.code),
        None => format!("{} [{}]", w.message, w.code),
    };
    line.warnings.iter().map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Refusal, Warned};
    use super::*;

    fn lines() -> Vec<FileReport> {
        let done = FileReport {
            path: "=計画,案.pdf".into(),
            status: FileStatus::Imported,
            documents: vec!["0".to_owned()],
            title: Some("計画「甲」".to_owned()),
            blocks: 3,
            pages: 12,
            guesses: vec![],
            refusal: None,
            warnings: vec![Warned {
                code: "no-text".to_owned(),
                message: "no text".to_owned(),
                place: Some("page 3".to_owned()),
            }],
        };
        let refusal = Refusal::new("password-needed", "it is locked");
        let refused = FileReport {
            path: "b.pdf".into(),
            status: FileStatus::Refused,
            documents: vec![],
            title: None,
            blocks: 0,
            pages: 0,
            guesses: vec![],
            refusal: Some(refusal),
            warnings: vec![],
        };
        vec![done, refused]
    }

    #[test]
    fn a_table_opens_in_excel_and_runs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.CSV");
        save_report(&path, &lines()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows[0], vec!["'=計画,案.pdf", "imported", "", "", "計画「甲」", "12", "page 3: no text [no-text]"]);
        assert_eq!(rows[1], vec!["b.pdf", "refused", "password-needed", "it is locked", "", "", ""]);
    }

    #[test]
    fn text_begins_with_the_sums() {
        let text = text_of(&lines());
        assert!(text.starts_with("imported  1\nupdated   0\nunchanged 0\nrefused   1\n"), "{text}");
        assert!(text.contains("it is locked [password-needed]") && text.contains("12 pages"), "{text}");
    }

    #[test]
    fn where_nothing_can_be_written_it_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(save_report(&folder.path().join("none/report.txt"), &lines()).is_err());
    }
}
