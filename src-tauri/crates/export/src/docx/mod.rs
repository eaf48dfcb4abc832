//! Word: `WordprocessingML` (ISO/IEC 29500), written straight into the archive so that a long report is never held twice.
//!
//! docx-rs, the library for it, builds the whole as a tree of objects, brings decoders for pictures, and cannot say the
//! language of a text, on which Japanese line breaking hangs.
//!
//! A quote is whole paragraphs inside one bookmark; the footnote at its end holds the link. Both survive being saved by
//! other programs, and [`crate::read`] relies on nothing else.

mod body;
mod parts;

use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Error;
use crate::clean::escape;
use crate::note;
use crate::report::Part;
use crate::write::Job;
use body::Body;

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let mut zip = ZipWriter::new_stream(out);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts::FIXED {
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file("docProps/core.xml", options)?;
    zip.write_all(parts::core(&job.report.title, job.report.made_on.as_ref()).as_bytes())?;

    zip.start_file("word/document.xml", options)?;
    let mut body = Body::default();
    document(job, &mut body, &mut zip)?;
    zip.start_file("word/_rels/document.xml.rels", options)?;
    zip.write_all(parts::relationships(&body.links).as_bytes())?;

    zip.start_file("word/footnotes.xml", options)?;
    zip.write_all(parts::FOOTNOTES_BEGIN.as_bytes())?;
    let mut notes = Body::default();
    for (index, excerpt) in job.report.excerpts().enumerate() {
        notes.footnote(index + 1, &job.citation(excerpt), excerpt);
        zip.write_all(notes.take().as_bytes())?;
    }
    zip.write_all(b"</w:footnotes>")?;
    zip.start_file("word/_rels/footnotes.xml.rels", options)?;
    zip.write_all(parts::footnote_relationships(&notes.links).as_bytes())?;
    zip.finish()?.flush()?;
    Ok(())
}

fn document(job: &mut Job<'_>, body: &mut Body, out: &mut impl Write) -> Result<(), Error> {
    let report = job.report;
    out.write_all(parts::DOCUMENT_BEGIN.as_bytes())?;
    body.paragraph("Title", &report.title);
    if let Some(date) = &report.made_on {
        body.paragraph("About", &format!("作成日：{date}"));
    }
    body.note(&note::read(&report.introduction));
    let mut number = 0;
    for part in &report.parts {
        match part {
            Part::Section(section) => {
                body.paragraph(&format!("Heading{}", section.level.clamp(1, 6)), &section.title);
                body.note(&note::read(&section.introduction));
            }
            Part::Excerpt(excerpt) => {
                number += 1;
                body.excerpt(number, excerpt);
            }
            Part::Table(table) => body.table(table),
        }
        out.write_all(body.take().as_bytes())?;
        job.steps.step()?;
    }
    body.sources(&report.sources());
    body.tags(&report.tags());
    out.write_all(body.take().as_bytes())?;
    out.write_all(parts::DOCUMENT_END.as_bytes())?;
    Ok(())
}

/// A run of text; lines end with a break, tabs stay.
fn run(properties: &str, text: &str) -> String {
    let mut out = String::from("<w:r>");
    if !properties.is_empty() {
        out.push_str("<w:rPr>");
        out.push_str(properties);
        out.push_str("</w:rPr>");
    }
    for (index, line) in crate::clean::clean(text).split('\n').enumerate() {
        if index > 0 {
            out.push_str("<w:br/>");
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                out.push_str("<w:tab/>");
            }
            if !piece.is_empty() {
                out.push_str("<w:t xml:space=\"preserve\">");
                out.push_str(&escape(piece));
                out.push_str("</w:t>");
            }
        }
    }
    out.push_str("</w:r>");
    out
}
