//! CSV by RFC 4180, in UTF-8 with a byte order mark: without it Excel takes another encoding.
//!
//! A cell that a spreadsheet would calculate gets an apostrophe before it; [`crate::read`] takes it off again.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use crate::Error;
use crate::clean::clean;
use crate::columns::{self, HEADS, Path};
use crate::report::{Cell, Part, Table};
use crate::write::Job;

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let tables = job.report.parts.iter().filter(|p| matches!(p, Part::Table(_))).count();
    let excerpts = job.report.excerpts().next().is_some();
    if tables + usize::from(excerpts) > 1 {
        return Err(Error::TooLarge {
            what: "more than one table".to_owned(),
            format: "CSV",
            advice: "export it as xlsx, which has a sheet for each",
        });
    }
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(out);
    if tables == 0 {
        csv.write_record(HEADS.map(|h| h.0))?;
    }
    let (mut number, mut path) = (0, Path::default());
    for part in &job.report.parts {
        path.pass(part);
        match part {
            Part::Excerpt(excerpt) => {
                number += 1;
                csv.write_record(columns::cells(job, number, &path.titles(), excerpt).map(|c| guarded(&c)))?;
            }
            Part::Table(table) => rows(table, &mut csv)?,
            Part::Section(_) => {}
        }
        job.steps.step()?;
    }
    csv.flush()?;
    Ok(())
}

fn rows(table: &Table, csv: &mut csv::Writer<&mut dyn Write>) -> Result<(), Error> {
    let links = table.has_links();
    let head = table.columns.iter().map(|c| guarded(&c.title));
    csv.write_record(head.chain(links.then(|| "リンク".to_owned())))?;
    for row in &table.rows {
        let cells = table.cells(row).map(|(_, cell)| match cell {
            Cell::Integer(n) | Cell::Yen(n) => n.to_string(),
            Cell::Score(_) => cell.plain(),
            cell => guarded(&cell.plain()),
        });
        let link = links.then(|| guarded(row.link.as_deref().unwrap_or_default()));
        csv.write_record(cells.chain(link))?;
    }
    Ok(())
}

/// Whether a spreadsheet takes a cell that begins so for a formula, Japanese ones also in full width.
fn is_formula(text: &str) -> bool {
    // One that was guarded already is guarded once more, so that each comes back as it was.
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'])
}

fn guarded(text: &str) -> String {
    let text = clean(text);
    if is_formula(&text) { format!("'{text}") } else { text.into_owned() }
}

/// What stood in a cell before it was guarded.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        for text in ["=1+1", "+81", "-5%", "@x", "\t=1", "＝１", "'=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(unguarded(&guarded(text)), text);
        }
        for text in ["文", "1-2", "'x", ""] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
