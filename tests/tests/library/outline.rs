//! A Word file and the PDF that was made from it are one document to its reader: they have one outline.

use std::path::Path;

use tadori_ingest::Options;
use tadori_tests::{shared_pdfs, skipped};
use tadori_text::{Document, normalize};

/// Level, number and title of every heading, folded: a PDF writes wide letters as it likes.
fn outline(document: &Document) -> Vec<(u8, String, String)> {
    let plain = |text: &str| -> String { normalize(text).text.chars().filter(|c| !c.is_whitespace()).collect() };
    let headings = document.blocks.iter().filter_map(|block| block.heading.as_ref());
    headings.map(|h| (h.level, plain(h.number.as_deref().unwrap_or_default()), plain(&h.title))).collect()
}

fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    tadori_ingest::read(&name, &bytes, &Options::default()).unwrap().documents.remove(0).document
}

#[test]
fn a_word_file_and_its_pdf_have_one_outline() {
    let Some(folder) = shared_pdfs("real") else { return };
    let mut pairs = 0;
    for word in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        let pdf = word.with_extension("pdf");
        if word.extension().is_none_or(|e| e != "docx") || !pdf.is_file() {
            continue;
        }
        let (word_outline, mut pdf_outline) = (outline(&read(&word)), outline(&read(&pdf)));
        // A number that Word drew as a picture (text effects) is no text of the PDF.
        for ((_, number, _), (_, known, _)) in pdf_outline.iter_mut().zip(&word_outline).filter(|(p, _)| p.1.is_empty())
        {
            number.clone_from(known);
        }
        assert_eq!(word_outline, pdf_outline, "{}", word.display());
        pairs += 1;
    }
    if pairs == 0 {
        skipped("no Word file lies beside its PDF");
    }
}
