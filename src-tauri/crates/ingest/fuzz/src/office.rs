//! Office files around XML that the fuzzer makes up.
//!
//! The input is the insides of the parts, in a fixed order, each ended by a NUL. Tags that do not match, names that
//! clash and stray signs are mended first, or hardly an input would come past the XML parser; what begins with `!` is
//! left as it is, so that broken XML is seen too.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Prefixes that a part may use.
const NAMESPACES: [(&str, &str); 11] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("xdr", "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"),
    ("dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram"),
    ("v", "urn:schemas-microsoft-com:vml"),
];

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A part: its name in the archive, its root element, and the part that leads to it by which kind of relationship.
struct Part(&'static str, &'static str, &'static str, &'static str);

/// A Word document.
pub fn docx(bytes: &[u8]) -> Vec<u8> {
    archive(
        bytes,
        &[
            Part("word/document.xml", "w:document", "", "officeDocument"),
            Part("word/styles.xml", "w:styles", "word/document.xml", "styles"),
            Part("word/numbering.xml", "w:numbering", "word/document.xml", "numbering"),
            Part("word/footnotes.xml", "w:footnotes", "word/document.xml", "footnotes"),
            Part("word/endnotes.xml", "w:endnotes", "word/document.xml", "endnotes"),
            Part("word/settings.xml", "w:settings", "word/document.xml", "settings"),
            Part("word/header1.xml", "w:hdr", "word/document.xml", "header"),
            Part("docProps/core.xml", "core", "", "core-properties"),
        ],
    )
}

/// A deck of two slides.
pub fn pptx(bytes: &[u8]) -> Vec<u8> {
    archive(
        bytes,
        &[
            Part("ppt/presentation.xml", "p:presentation", "", "officeDocument"),
            Part("ppt/slides/slide1.xml", "p:sld", "ppt/presentation.xml", "slide"),
            Part("ppt/slides/slide2.xml", "p:sld", "ppt/presentation.xml", "slide"),
            Part("ppt/slideLayouts/slideLayout1.xml", "p:sldLayout", "ppt/slides/slide1.xml", "slideLayout"),
            Part(
                "ppt/slideMasters/slideMaster1.xml",
                "p:sldMaster",
                "ppt/slideLayouts/slideLayout1.xml",
                "slideMaster",
            ),
            Part("ppt/notesSlides/notesSlide1.xml", "p:notes", "ppt/slides/slide1.xml", "notesSlide"),
            Part("ppt/diagrams/data1.xml", "dgm:dataModel", "ppt/slides/slide2.xml", "diagramData"),
            Part("docProps/core.xml", "core", "", "core-properties"),
        ],
    )
}

/// A workbook of two sheets.
pub fn xlsx(bytes: &[u8]) -> Vec<u8> {
    archive(
        bytes,
        &[
            Part("xl/workbook.xml", "workbook", "", "officeDocument"),
            Part("xl/worksheets/sheet1.xml", "worksheet", "xl/workbook.xml", "worksheet"),
            Part("xl/worksheets/sheet2.xml", "worksheet", "xl/workbook.xml", "worksheet"),
            Part("xl/sharedStrings.xml", "sst", "xl/workbook.xml", "sharedStrings"),
            Part("xl/styles.xml", "styleSheet", "xl/workbook.xml", "styles"),
            Part("xl/drawings/drawing1.xml", "xdr:wsDr", "xl/worksheets/sheet1.xml", "drawing"),
            Part("docProps/core.xml", "core", "", "core-properties"),
        ],
    )
}

/// An archive of these parts around the insides that `bytes` gives, with the relationships between them: `rId1` is the
/// first part in the list, and so on.
fn archive(bytes: &[u8], parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, stored).expect("names are unlike");
        zip.write_all(content).expect("memory is enough");
    };
    let mut insides = bytes.split(|&b| b == 0);
    for Part(name, root, ..) in parts {
        let inside = insides.next().unwrap_or_default();
        if let Some(raw) = inside.strip_prefix(b"!") {
            add(name, raw);
            continue;
        }
        let mut xml = format!("<{root}");
        if !root.contains(':') && *root != "core" {
            xml.push_str(r#" xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#);
        }
        for (prefix, uri) in NAMESPACES {
            write!(xml, r#" xmlns:{prefix}="{uri}""#).expect("strings take all");
        }
        write!(xml, ">{}</{root}>", mended(&String::from_utf8_lossy(inside))).expect("strings take all");
        add(name, xml.as_bytes());
    }
    let mut from: Vec<&str> = parts.iter().map(|part| part.2).collect();
    from.sort_unstable();
    from.dedup();
    for from in from {
        let mut xml =
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#.to_owned();
        for (number, Part(name, .., kind)) in (1..).zip(parts).filter(|(_, part)| part.2 == from) {
            write!(xml, r#"<Relationship Id="rId{number}" Type="{OFFICE}{kind}" Target="/{name}"/>"#)
                .expect("strings take all");
        }
        xml.push_str("</Relationships>");
        let (folder, name) = from.rsplit_once('/').unwrap_or(("", from));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        add(&format!("{folder}_rels/{name}.rels"), xml.as_bytes());
    }
    zip.finish().expect("memory is enough").into_inner()
}

/// The nearest well-formed XML.
fn mended(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() * 2);
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        write_text(&mut xml, &rest[..at]);
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if tag.starts_with('/') {
            if let Some(name) = open.pop() {
                write!(xml, "</{name}>").expect("strings take all");
            }
            continue;
        }
        let empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_at(tag.find(|c: char| !is_name(c)).unwrap_or(tag.len()));
        let Some(name) = qualified(name) else { continue };
        write!(xml, "<{name}").expect("strings take all");
        write_attributes(&mut xml, attributes);
        if empty {
            xml.push_str("/>");
        } else {
            xml.push('>');
            open.push(name);
        }
    }
    write_text(&mut xml, rest);
    while let Some(name) = open.pop() {
        write!(xml, "</{name}>").expect("strings take all");
    }
    xml
}

const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')
}

/// A name whose prefix is known, or without its prefix.
fn qualified(name: &str) -> Option<String> {
    let local = name.rsplit(':').next().unwrap_or(name);
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_';
    if !local.starts_with(begins) || local.starts_with("xml") {
        return None;
    }
    let prefix = name.split_once(':').map(|(prefix, _)| prefix).filter(|p| NAMESPACES.iter().any(|n| n.0 == *p));
    Some(prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}")))
}

fn write_attributes(xml: &mut String, mut rest: &str) {
    let mut known: Vec<String> = Vec::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        rest = after;
        let start =
            name.rfind(|c: char| !is_name(c)).map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
        if let Some(name) = qualified(&name[start..]).filter(|name| !known.contains(name)) {
            write!(xml, " {name}=\"").expect("strings take all");
            write_text(xml, value);
            xml.push('"');
            known.push(name);
        }
    }
}

fn write_text(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => xml.push(c),
            _ => {}
        }
    }
}
