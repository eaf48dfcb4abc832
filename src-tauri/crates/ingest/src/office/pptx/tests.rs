use tadori_text::BlockKind::{Caption, Furniture, Heading, Item, Paragraph, TableRow};
use tadori_text::{BlockKind, Document};

use super::super::testing::archive;
use super::read;
use crate::{Error, Warning};

const NAMESPACES: &str = r#"xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A slide: its attributes, its shapes, its notes.
type Slide<'t> = (&'t str, String, &'t str);

fn pptx(slides: &[Slide<'_>]) -> Vec<u8> {
    let relationships = |links: &[(String, &str, String)]| {
        let links = links.iter().map(|(id, kind, target)| {
            format!(r#"<Relationship Id="{id}" Type="http://x/relationships/{kind}" Target="{target}"/>"#)
        });
        format!("<Relationships>{}</Relationships>", links.collect::<Vec<_>>().concat())
    };
    let mut parts = Vec::new();
    let mut links = Vec::new();
    let mut ids = String::new();
    // The files stand in another order than the slides.
    for (at, (attributes, shapes, notes)) in slides.iter().enumerate() {
        let file = slides.len() - at;
        links.push((format!("rId{at}"), "slide", format!("slides/slide{file}.xml")));
        ids.push_str(&[r#"<p:sldId id="256" r:id="rId"#, &at.to_string(), "\"/>"].concat());
        let tree = |shapes: &str| format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>");
        parts.push((
            format!("ppt/slides/slide{file}.xml"),
            format!("<p:sld {NAMESPACES} {attributes}>{}</p:sld>", tree(shapes)),
        ));
        let mut own = vec![("r1".to_owned(), "slideLayout", "../slideLayouts/slideLayout1.xml".to_owned())];
        if !notes.is_empty() {
            own.push(("r2".to_owned(), "notesSlide", format!("../notesSlides/notes{file}.xml")));
            let body = sp(r#"<p:ph type="body" idx="1"/>"#, None, &[line("", notes)]);
            let number = sp(r#"<p:ph type="sldNum" idx="2"/>"#, None, &[line("", "7")]);
            parts.push((
                format!("ppt/notesSlides/notes{file}.xml"),
                format!("<p:notes {NAMESPACES}>{}</p:notes>", tree(&(body + &number))),
            ));
        }
        parts.push((format!("ppt/slides/_rels/slide{file}.xml.rels"), relationships(&own)));
    }
    parts.push(("ppt/presentation.xml".into(), format!(r#"<p:presentation {NAMESPACES}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>"#)));
    parts.push(("ppt/_rels/presentation.xml.rels".into(), relationships(&links)));
    let styled = r#"<p:sp><p:nvSpPr><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="100"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr><p:txBody><a:lstStyle><a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr><a:lvl2pPr><a:buChar char="–"/></a:lvl2pPr></a:lstStyle></p:txBody></p:sp>"#;
    parts.push((
        "ppt/slideLayouts/slideLayout1.xml".into(),
        format!("<p:sldLayout {NAMESPACES}><p:cSld><p:spTree>{styled}</p:spTree></p:cSld></p:sldLayout>"),
    ));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

fn sp(placeholder: &str, at: Option<(i64, i64)>, lines: &[String]) -> String {
    let place = at.map_or(String::new(), |(x, y)| {
        format!(r#"<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="40" cy="40"/></a:xfrm>"#)
    });
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr/><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{}</p:txBody></p:sp>",
        lines.concat()
    )
}

fn line(properties: &str, text: &str) -> String {
    format!("<a:p>{properties}<a:r><a:t>{text}</a:t></a:r></a:p>")
}

fn read_ok(slides: &[Slide<'_>]) -> (Document, Vec<Warning>) {
    let mut warnings = Vec::new();
    (read(&pptx(slides), &mut warnings).unwrap(), warnings)
}

fn told(document: &Document) -> Vec<(BlockKind, &str, Option<u32>)> {
    document.blocks.iter().map(|b| (b.kind, b.text.as_str(), b.page)).collect()
}

const TITLE: &str = r#"<p:ph type="title"/>"#;
const BODY: &str = r#"<p:ph idx="1"/>"#;

#[test]
fn slides_in_order_with_bullets_tables_and_notes() {
    let numbered = r#"<a:pPr><a:buAutoNum type="arabicParenBoth"/></a:pPr>"#;
    let none = "<a:pPr><a:buNone/></a:pPr>";
    let body = sp(
        BODY,
        None,
        &[
            line("", "堰を直す。"),
            line(r#"<a:pPr lvl="1"/>"#, "板を替える。"),
            line(none, "印のない文である。"),
            line(numbered, "一つめである。"),
            line(numbered, "二つめである。"),
        ],
    );
    let cell =
        |attributes: &str, text: &str| format!("<a:tc {attributes}><a:txBody>{}</a:txBody></a:tc>", line("", text));
    let table = format!(
        "<p:graphicFrame><p:xfrm><a:off x=\"0\" y=\"300\"/><a:ext cx=\"9\" cy=\"9\"/></p:xfrm><a:graphic><a:graphicData><a:tbl><a:tr>{}{}{}</a:tr><a:tr>{}{}{}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        cell(r#"gridSpan="2""#, "川"),
        cell(r#"hMerge="1""#, ""),
        cell("", "海"),
        cell("", "１"),
        cell("", "２"),
        cell("", "３"),
    );
    let number = sp(
        r#"<p:ph type="sldNum" idx="9"/>"#,
        None,
        &["<a:p><a:fld type=\"slidenum\"><a:t>12</a:t></a:fld></a:p>".into()],
    );
    let footer = sp(r#"<p:ph type="ftr" idx="8"/>"#, None, &[line("", "川の会議")]);
    let first = [sp(TITLE, None, &[line("", "川の堰について")]), body, table, number, footer.clone()].concat();
    let second = [
        sp(TITLE, None, &["<a:p><a:r><a:t>海の港の</a:t></a:r><a:br/><a:r><a:t>整備について</a:t></a:r></a:p>".into()]),
        footer,
    ]
    .concat();
    let (document, warnings) = read_ok(&[("", first, "話すこと。"), (r#"show="0""#, second, "")]);
    let expected = [
        (Heading, "川の堰について", Some(1)),
        (Item, "• 堰を直す。", Some(1)),
        (Item, "– 板を替える。", Some(1)),
        (Paragraph, "印のない文である。", Some(1)),
        (Item, "(1) 一つめである。", Some(1)),
        (Item, "(2) 二つめである。", Some(1)),
        (TableRow, "川\t\t海", Some(1)),
        (TableRow, "１\t２\t３", Some(1)),
        (Furniture, "川の会議", Some(1)),
        (Caption, "ノート", Some(1)),
        (Paragraph, "話すこと。", Some(1)),
        (Heading, "海の港の整備について", Some(2)),
    ];
    assert_eq!(told(&document), expected);
    assert_eq!(document.pages[0].label.as_deref(), Some("12"));
    assert_eq!(document.pages[0].size, Some((960.0, 540.0)));
    assert_eq!(warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["hidden-part"]);
}

#[test]
fn groups_are_one_and_lost_order_is_mended() {
    let free = |text: &str, x, y| sp("", Some((x, y)), &[line("", text)]);
    let group = format!(
        r#"<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="100"/><a:ext cx="90" cy="90"/></a:xfrm></p:grpSpPr>{}{}</p:grpSp>"#,
        free("組の下", 0, 500),
        free("組の上", 0, 0)
    );
    let shapes =
        [free("尾", 0, 400), group, free("頭", 0, 0), sp(TITLE, None, &[line("", "順番の題について")])].concat();
    let (document, _) = read_ok(&[("", shapes, "")]);
    let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts, ["順番の題について", "頭", "組の上", "組の下", "尾"]);
}

#[test]
fn harmful_decks_are_refused() {
    let deep = format!("{}{}", "<p:grpSp>".repeat(5_000), "</p:grpSp>".repeat(5_000));
    assert!(matches!(read(&pptx(&[("", deep, "")]), &mut Vec::new()), Err(Error::Limit { .. })));
    assert!(
        read(&archive(&[("ppt/other.xml", b"<a/>")]), &mut Vec::new()).unwrap_err().to_string().contains("missing")
    );
    // Boxes without extent in one place.
    let points: String = (0..50)
        .map(|_| sp("", Some((5, 5)), &[line("", "点")]).replace("cx=\"40\" cy=\"40\"", "cx=\"0\" cy=\"0\""))
        .collect::<Vec<_>>()
        .concat();
    let above = sp("", Some((0, -100)), &[line("", "上")]);
    let (document, _) = read_ok(&[("", points + &above, "")]);
    assert_eq!(document.blocks[0].text, "上");
}
