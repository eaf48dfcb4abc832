//! PDFs of many producers, and broken ones: what is read of them, and in which order.

use std::path::Path;

use tadori_ingest::{Error, Options, WarningCode};
use tadori_tests::pdf::{files, measure, pdftotext, read};
use tadori_tests::skipped;
use tadori_text::{Document, PageQuality};

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The files of a folder; says so where there are none.
fn shared(folder: &str) -> Vec<std::path::PathBuf> {
    let files = files(folder);
    if files.is_empty() {
        skipped(&format!("../shared/pdf/{folder} is absent"));
    }
    files
}

fn only(path: &Path) -> Document {
    read(path, &Options::default()).unwrap().documents.remove(0).document
}

/// Every character of a line has its place, on its page, inside the line.
#[track_caller]
fn check_places(document: &Document, what: &str) {
    // An empty text has a line, on no page.
    assert_eq!(document.layout.lines.len().max(1), document.source.line_count(), "{what}");
    for (place, number) in document.layout.lines.iter().zip(1..) {
        let Some(place) = place else { continue };
        let text = document.source.line(number);
        let stops = &place.stops;
        assert!(stops.is_empty() || stops.len() == text.chars().count() + 1, "{what}: line {number} {text:?}");
        let (width, height) = document.pages[place.page as usize - 1].size.unwrap();
        let rect = place.rect;
        assert!(rect.left < rect.right && rect.top < rect.bottom, "{what}: line {number} {rect:?}");
        assert!(rect.left > -width && rect.right < 2.0 * width, "{what}: line {number} {rect:?}");
        assert!(rect.top > -height && rect.bottom < 2.0 * height, "{what}: line {number} {rect:?}");
    }
}

#[test]
fn real_documents_are_read_whole_and_in_order() {
    for path in shared("real") {
        let (name, figures) = (name(&path), measure(&path));
        assert!(figures.kept.is_none_or(|k| k >= 0.99), "{name}: {figures:?}");
        match figures.order {
            Some(order) => assert!(order >= 0.99 && figures.same >= Some(0.99), "{name}: {figures:?}"),
            None => skipped("pdftotext (poppler-utils) is not installed: the order is not compared"),
        }
        assert_eq!(figures.unread, 0, "{name}");
        check_places(&only(&path), &name);
    }
}

#[test]
fn producers_columns_and_vertical_writing() {
    for path in shared("made") {
        let name = name(&path);
        if name.contains("enc_user") {
            continue;
        }
        let figures = measure(&path);
        // Slides and sheets print less than they hold: what does not fit is cut off.
        let cut_off = name.ends_with("pptx") || name.ends_with("xlsx");
        if !cut_off {
            assert!(figures.kept.is_none_or(|k| k >= 0.995), "{name}: {figures:?}");
            assert!(figures.order_of_source.is_none_or(|o| o >= 0.995), "{name}: {figures:?}");
        }
        // poppler cannot read what has no /ToUnicode.
        if !name.contains("notounicode") {
            assert!(figures.order.is_none_or(|o| o >= 0.995), "{name}: {figures:?}");
        }
        let document = only(&path);
        check_places(&document, &name);
        if name.contains("vertical") || name.ends_with("_v") {
            let lines: Vec<bool> = document.layout.lines.iter().flatten().map(|l| l.vertical).collect();
            assert!(lines.iter().filter(|v| **v).count() * 10 >= lines.len() * 9, "{name}");
        }
    }
}

#[test]
fn a_font_says_what_its_glyphs_are_where_the_file_does_not() {
    let text = |folder, wanted: &str| {
        let path = files(folder).into_iter().find(|p| name(p) == wanted)?;
        Some(only(&path).source.text().to_owned())
    };
    let (Some(told), Some(untold)) = (text("real", "cio_dp2021_06"), text("made", "own_x_notounicode_cio06")) else {
        return skipped("../shared/pdf is absent");
    };
    assert_eq!(told, untold);
}

#[test]
fn pictures_and_recognised_text_are_told_apart() {
    for path in shared("made") {
        let document = only_if_open(&path);
        let Some(document) = document else { continue };
        let expected = match name(&path).as_str() {
            "own_x_scan" => PageQuality::NeedsOcr,
            "own_x_ocr_invisible" => PageQuality::Ocr,
            _ => PageQuality::Text,
        };
        assert!(document.pages.iter().all(|p| p.quality == expected), "{}", name(&path));
    }
}

fn only_if_open(path: &Path) -> Option<Document> {
    match read(path, &Options::default()) {
        Ok(mut ingested) => Some(ingested.documents.remove(0).document),
        Err(Error::PasswordNeeded) => None,
        Err(e) => panic!("{}: {e}", path.display()),
    }
}

#[test]
fn passwords() {
    for path in shared("made").into_iter().filter(|p| name(p).contains("enc_user")) {
        let with = |password: Option<&str>| {
            read(&path, &Options { password: password.map(str::to_owned), ..Options::default() }).unwrap_err()
        };
        assert_eq!(with(None), Error::PasswordNeeded);
        assert_eq!(with(Some("不正")), Error::WrongPassword);
    }
    // The password is known from the test suite that the file is from. The other locked file there opens with its
    // owner's password only, which the interpreter takes for AES-256 alone.
    for path in shared("odd").into_iter().filter(|p| name(p).contains("_enc_aes-256")) {
        let options = Options { password: Some("foo".to_owned()), ..Options::default() };
        let ingested = read(&path, &options).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(!ingested.documents[0].document.blocks.is_empty(), "{}", path.display());
    }
}

#[test]
fn fonts_that_are_not_there() {
    for path in shared("odd").into_iter().filter(|p| !name(p).contains("_enc_")) {
        let document = only(&path);
        check_places(&document, &name(&path));
        let text = document.source.text();
        assert!(!text.contains('\u{FFFD}') && !text.trim().is_empty(), "{}: {text:?}", path.display());
        if let Some(printed) = pdftotext(&path) {
            let bare = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
            assert!(bare(text) >= bare(&printed), "{}: {text:?}, {printed:?}", path.display());
        }
    }
}

#[test]
fn broken_and_malicious_files_are_said_to_be_so() {
    for path in shared("hostile") {
        match read(&path, &Options::default()) {
            Err(error) => assert!(!error.to_string().is_empty()),
            Ok(ingested) => {
                let document = &ingested.documents[0].document;
                if ingested.format.as_str() == "pdf" {
                    check_places(document, &name(&path));
                }
                let silent = document.blocks.is_empty() && ingested.warnings.is_empty();
                assert!(!silent, "{}: nothing was read and nothing said", path.display());
            }
        }
    }
}

#[test]
fn scanned_pages_are_recognised_where_a_program_is_installed() {
    let Some(path) = files("made").into_iter().find(|p| name(p) == "own_x_scan") else {
        return skipped("../shared/pdf is absent");
    };
    if let Err(missing) = tadori_ingest::ocr_program() {
        return skipped(&missing);
    }
    let ingested = read(&path, &Options { ocr: true, ..Options::default() }).unwrap();
    let document = &ingested.documents[0].document;
    assert!(document.pages.iter().all(|p| p.quality == PageQuality::Ocr));
    assert!(ingested.warnings.iter().any(|w| w.code == WarningCode::OcrText));
    assert!(document.source.text().chars().count() > 1000);
    check_places(document, "own_x_scan");
}
