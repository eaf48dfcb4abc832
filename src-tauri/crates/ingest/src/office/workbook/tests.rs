use tadori_text::BlockKind::{self, Heading, Paragraph, TableRow};
use tadori_text::Document;

use super::super::testing::archive;
use super::read_xlsx;
use crate::{Error, Warning};

const RELATIONSHIPS: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A workbook of the sheets `(name, attributes, XML behind the opening of the worksheet)`.
fn xlsx(sheets: &[(&str, &str, &str)], styles: &str, strings: &str) -> Vec<u8> {
    let mut list = Vec::new();
    let mut links = Vec::new();
    let mut parts = Vec::new();
    for (number, (name, attributes, inner)) in (1..).zip(sheets) {
        list.push(format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}" {attributes}/>"#));
        links.push(format!(
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        ));
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet {RELATIONSHIPS}>{inner}</worksheet>"),
        ));
    }
    let relationships = |inner: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    parts.push((
        "xl/workbook.xml".into(),
        format!("<workbook {RELATIONSHIPS}><sheets>{}</sheets></workbook>", list.concat()),
    ));
    parts.push(("xl/_rels/workbook.xml.rels".into(), relationships(&links.concat())));
    parts.push(("xl/styles.xml".into(), format!("<styleSheet>{styles}</styleSheet>")));
    parts.push(("xl/sharedStrings.xml".into(), strings.to_owned()));
    let root = r#"<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>"#;
    parts.push(("_rels/.rels".into(), relationships(root)));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

const STYLES: &str = r##"<numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0;&quot;▲ &quot;#,##0"/><numFmt numFmtId="165" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="166" formatCode="#,##0,,&quot;百万円&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="38"/><xf numFmtId="14"/></cellXfs>"##;
const STRINGS: &str = r#"<sst uniqueCount="3"><si><t>川の事業一覧</t></si><si><t>堰</t><rPh sb="0" eb="1"><t>セキ</t></rPh></si><si><r><t>橋と</t></r><r><t>港</t></r></si></sst>"#;

fn read_ok(bytes: &[u8]) -> (Document, Vec<Warning>) {
    let mut warnings = Vec::new();
    let document = read_xlsx(bytes, &mut warnings).unwrap();
    for block in &document.blocks {
        assert_eq!(block.span.of(document.source.text()), block.text);
    }
    (document, warnings)
}

#[test]
fn sheets_rows_and_values_as_shown() {
    let first = r#"<sheetData>
        <row r="1"><c r="B1" t="s"><v>0</v></c></row>
        <row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3" s="1"><v>-1234567</v></c><c r="D3" s="2"><v>45000</v></c><c r="E3" s="3"><f>C3*2</f><v>1234567890</v></c></row>
        <row r="4"><c r="B4" t="s"><v>2</v></c><c r="D4" s="5"><v>45000</v></c><c r="E4" s="4"><v>-1200</v></c></row>
        <row r="5"><c r="B5" t="inlineStr"><is><t>計</t></is></c><c r="C5" t="s"><v>1</v></c><c r="E5" t="b"><v>1</v></c></row>
        <row r="6"><c r="B6" t="e"><v>#REF!</v></c><c r="C6" t="str"><f>A1</f><v>式の文</v></c></row>
        </sheetData><mergeCells count="1"><mergeCell ref="B5:C5"/></mergeCells>"#;
    let second = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>隠れた行</t></is></c></row></sheetData>"#;
    let bytes = xlsx(
        &[("一覧", "", first), ("控え", r#"state="hidden""#, second), ("空", "", "<sheetData/>")],
        STYLES,
        STRINGS,
    );
    let (document, warnings) = read_ok(&bytes);
    let blocks: Vec<(BlockKind, &str, Option<u32>)> =
        document.blocks.iter().map(|b| (b.kind, b.text.as_str(), b.page)).collect();
    let expected = [
        (Heading, "一覧", Some(1)),
        (Paragraph, "川の事業一覧", Some(1)),
        (TableRow, "堰\t▲ 1,234,567\t令和5年3月15日\t1,235百万円", Some(1)),
        (TableRow, "橋と港\t\t2023/3/15\t-1,200", Some(1)),
        (TableRow, "計\t\t\tTRUE", Some(1)),
        (TableRow, "#REF!\t式の文", Some(1)),
        (Heading, "控え", Some(2)),
        (Paragraph, "隠れた行", Some(2)),
        (Heading, "空", Some(3)),
    ];
    assert_eq!(blocks, expected);
    let labels: Vec<Option<&str>> = document.pages.iter().map(|p| p.label.as_deref()).collect();
    assert_eq!(labels, [Some("一覧"), Some("控え"), Some("空")]);
    assert_eq!(warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["hidden-part"]);
}

#[test]
fn what_is_not_said_or_hidden_is_warned_of() {
    let cells = r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><f>A1+B1</f></c></row>
        <row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>絞り込みの外</t></is></c></row></sheetData>"#;
    let (document, warnings) = read_ok(&xlsx(&[("一", "", "<sheetData/>"), ("二", "", cells)], STYLES, STRINGS));
    assert!(document.source.text().contains("絞り込みの外"));
    let told: Vec<(&str, String)> = warnings.iter().map(|w| (w.code.as_str(), w.to_string())).collect();
    let [(formula, first), (hidden, second)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((*formula, *hidden), ("formula-without-result", "hidden-part"));
    assert!(first.starts_with("page 2: 1 cells") && first.contains("C1"), "{first}");
    assert!(second.starts_with("page 2: 2 cells stand in hidden"), "{second}");
}

#[test]
fn harmful_workbooks_are_refused() {
    let sheet = |cells: &str| format!("<sheetData>{cells}</sheetData>");
    let claims = STRINGS.replace("uniqueCount=\"3\"", "uniqueCount=\"999999999999999\"");
    let bytes = xlsx(&[("一", "", &sheet(""))], STYLES, &claims);
    assert!(matches!(read_xlsx(&bytes, &mut Vec::new()), Err(Error::Damaged { .. })));
    let entities = format!("<!DOCTYPE sst [<!ENTITY a \"a\">]>{STRINGS}");
    let bytes = xlsx(&[("一", "", &sheet(""))], STYLES, &entities);
    assert!(read_xlsx(&bytes, &mut Vec::new()).unwrap_err().to_string().contains("document type"));
    // One long text in many cells.
    let long = format!("<sst><si><t>{}</t></si></sst>", "川海".repeat(200_000));
    let cell = |r| format!(r#"<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>"#);
    let cells = (1..200).map(cell).collect::<Vec<_>>().concat();
    let bytes = xlsx(&[("一", "", &sheet(&cells))], STYLES, &long);
    assert!(matches!(read_xlsx(&bytes, &mut Vec::new()), Err(Error::Limit { .. })));
    // Cells at the far corners take no room.
    let corners = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let (document, _) = read_ok(&xlsx(&[("一", "", &sheet(corners))], STYLES, STRINGS));
    assert_eq!(document.source.text(), "一\n1\n\t2\n");
    let bytes = xlsx(&[("一", "", &sheet(""))], STYLES, STRINGS);
    assert!(read_xlsx(&bytes[..bytes.len() - 40], &mut Vec::new()).is_err());
}

#[test]
fn a_fault_of_the_library_is_one_of_the_file() {
    // A column that no number holds.
    let cells = r#"<sheetData><row r="1"><c r="ZZZZZZZZZZ1"><v>1</v></c></row></sheetData>"#;
    let bytes = xlsx(&[("一", "", cells)], STYLES, STRINGS);
    if let Err(error) = super::super::read(crate::Format::Xlsx, &bytes, &mut Vec::new()) {
        assert!(matches!(error, Error::Damaged { .. }), "{error}");
    }
}
