use proptest::prelude::*;
use tadori_text::normalize;

use super::*;
use crate::Format;
use crate::report::{Part, Report};
use crate::testing::{QUOTES, bytes, excerpt, link, report, table};

/// Formats that can be read back, with the name of such a file.
const READABLE: [(Format, &str); 6] = [
    (Format::Docx, "a.docx"),
    (Format::Xlsx, "a.xlsx"),
    (Format::Markdown, "a.md"),
    (Format::Html, "a.html"),
    (Format::Csv, "a.csv"),
    (Format::Json, "a.json"),
];

fn sample(format: Format) -> Report {
    let mut report = report();
    if format == Format::Csv {
        report.parts.retain(|p| !matches!(p, Part::Table(_)));
    }
    report
}

#[test]
fn what_was_written_is_read() {
    for (format, name) in READABLE {
        let claims = read(&bytes(&sample(format), format), name).unwrap();
        assert_eq!(claims.len(), QUOTES.len(), "{format}: {claims:#?}");
        for (claim, quote) in claims.iter().zip(QUOTES) {
            assert_eq!(claim.link.as_deref(), Some(link(quote).as_str()), "{format}");
            assert!(
                is_of(claim.link.as_deref().unwrap(), &claim.quote),
                "{format}: {:?} is not {quote:?}",
                claim.quote
            );
        }
        // Lines and spaces too, where the text is plain.
        assert_eq!((claims[0].quote.as_str(), claims[1].quote.as_str()), (QUOTES[0], QUOTES[1]), "{format}");
        assert_eq!(claims[3].quote, QUOTES[3], "{format}");
        assert_eq!(claims[4].quote, QUOTES[4], "{format}");
    }
}

#[test]
fn one_changed_figure_is_seen() {
    for (format, name) in READABLE {
        let changed = QUOTES[0].replace("1,250㎡", "1,260㎡");
        let mut report = sample(format);
        if let Some(Part::Excerpt(excerpt)) = report.parts.iter_mut().find(|p| matches!(p, Part::Excerpt(_))) {
            // The link is that of the words as they were.
            excerpt.quote.clone_from(&changed);
        }
        let claims = read(&bytes(&report, format), name).unwrap();
        assert_eq!(claims[0].quote, changed, "{format}");
        assert!(!is_of(claims[0].link.as_deref().unwrap(), &claims[0].quote), "{format}");
    }
}

#[test]
fn a_link_that_was_taken_out_is_told() {
    let page = String::from_utf8(bytes(&sample(Format::Markdown), Format::Markdown)).unwrap();
    let without = page.replacen(&link(QUOTES[1]), "https://example.jp", 1);
    let claims = read(without.as_bytes(), "a.md").unwrap();
    assert_eq!(claims.len(), QUOTES.len());
    assert_eq!((claims[1].link.as_deref(), claims[1].quote.as_str()), (None, QUOTES[1]));
}

#[test]
fn a_long_quote_comes_back_whole() {
    let long = "長い引用文である。𠮷".repeat(9_000);
    let parts = vec![Part::Excerpt(Box::new(excerpt(&long, ""))), Part::Table(table(3))];
    let report = Report { parts, ..Report::default() };
    for (format, name) in READABLE.into_iter().filter(|f| f.0 != Format::Csv) {
        let claims = read(&bytes(&report, format), name).unwrap();
        assert_eq!(claims.len(), 1, "{format}");
        assert!(claims[0].quote == long, "{format}");
    }
}

#[test]
fn csv_as_excel_saves_it_is_read() {
    let quotes = [QUOTES[1], QUOTES[5]].map(|quote| Part::Excerpt(Box::new(excerpt(quote, "")))).to_vec();
    let page = String::from_utf8(bytes(&Report { parts: quotes, ..Report::default() }, Format::Csv)).unwrap();
    let (saved, ..) = encoding_rs::SHIFT_JIS.encode(page.trim_start_matches('\u{feff}'));
    let claims = read(&saved, "a.csv").unwrap();
    assert_eq!(claims.iter().map(|c| c.quote.as_str()).collect::<Vec<_>>(), [QUOTES[1], QUOTES[5]]);
}

#[test]
fn what_cannot_be_checked_says_why() {
    assert_eq!(read(b"%PDF-1.7", "a.pdf"), Err(Error::Pdf));
    assert!(matches!(read(b"\x00\xff\xfe\x01", "a.bin"), Err(Error::Unknown { .. })));
    assert!(matches!(read(b"PK\x03\x04broken", "a.docx"), Err(Error::Damaged { .. })));
    assert!(matches!(read(b"{", "a.json"), Err(Error::Damaged { .. })));
    assert_eq!(read("ただの文".as_bytes(), "a.md"), Ok(Vec::new()));
}

/// An archive with one part that unpacks to far more than it takes.
#[test]
fn a_bomb_is_refused() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("word/document.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..520 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    assert!(matches!(read(&bytes, "a.docx"), Err(Error::TooLarge { .. })));
}

/// Saved again by another program: runs are split, styles renamed, parts renumbered.
#[test]
#[ignore = "needs LibreOffice"]
fn what_libreoffice_saved_is_read() {
    let folder = std::env::temp_dir().join(format!("tadori-export-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (format, name) in [(Format::Docx, "a.docx"), (Format::Xlsx, "a.xlsx")] {
        let file = folder.join(name);
        std::fs::write(&file, bytes(&sample(format), format)).unwrap();
        let again = folder.join("again");
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        let mut command = std::process::Command::new("soffice");
        command.args([&profile, "--headless", "--convert-to", format.extension(), "--outdir"]).arg(&again).arg(&file);
        assert!(command.output().expect("soffice runs").status.success());
        let claims = read(&std::fs::read(again.join(name)).unwrap(), name).unwrap();
        assert_eq!(claims.len(), QUOTES.len(), "{format}: {claims:#?}");
        for (claim, quote) in claims.iter().zip(QUOTES) {
            let link = claim.link.as_deref().unwrap_or_default();
            assert_eq!(link, self::link(quote), "{format}");
            assert!(is_of(link, &claim.quote), "{format}: {:?} is not {quote:?}", claim.quote);
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

proptest! {
    #[test]
    fn no_bytes_make_it_fall(bytes in proptest::collection::vec(any::<u8>(), 0..400), format in 0..6_usize) {
        let name = READABLE[format].1;
        drop(read(&bytes, name));
    }

    #[test]
    fn no_damage_makes_it_fall(at in 0..20_000_usize, byte in any::<u8>(), cut in any::<bool>(), format in 0..6_usize) {
        let (format, name) = READABLE[format];
        let mut bytes = bytes(&sample(format), format);
        let at = at % bytes.len();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        drop(read(&bytes, name));
    }

    #[test]
    fn any_quote_comes_back(quote in "[-*_>`#|\\[\\]()0-9.=+@'\"\\\\ \n一𠮷ａ<&~$^!:]{1,80}") {
        prop_assume!(!normalize(&quote).text.is_empty());
        let parts = vec![Part::Excerpt(Box::new(excerpt(&quote, "> 別の引用")))];
        let report = Report { parts, ..Report::default() };
        for (format, name) in READABLE {
            let claims = read(&bytes(&report, format), name).unwrap();
            prop_assert_eq!(claims.len(), 1, "{}", format);
            prop_assert!(is_of(&link(&quote), &claims[0].quote), "{}: {:?} became {:?}", format, quote, claims[0].quote);
        }
    }
}
