use std::path::Path;

use tadori_text::{Block, BlockKind, Document};
use unicode_normalization::UnicodeNormalization;

use super::super::testing::archive;
use super::read;
use crate::Error;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A Word file with these parts in `word/` besides the document's body.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, text: &str| all.push((name.to_owned(), text.to_owned()));
    add("word/document.xml", &format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"));
    let relationship = |(at, (name, _)): (usize, &(&str, &str))| {
        let kind = name.trim_end_matches(".xml").trim_end_matches(char::is_numeric);
        format!(r#"<Relationship Id="r{at}" Type="http://x/relationships/{kind}" Target="{name}"/>"#)
    };
    let relationships: String = parts.iter().enumerate().map(relationship).collect();
    add("word/_rels/document.xml.rels", &format!("<Relationships>{relationships}</Relationships>"));
    for (name, inner) in parts {
        let root = name.trim_end_matches(".xml");
        add(&format!("word/{name}"), &format!("<w:{root} {NAMESPACES}>{inner}</w:{root}>"));
    }
    archive(&all.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

fn read_ok(body: &str, parts: &[(&str, &str)]) -> Document {
    let document = read(&docx(body, parts), &mut Vec::new()).unwrap();
    check(&document);
    document
}

/// What holds for every document: each block is where it says, and in order.
fn check(document: &Document) {
    let mut last = 0;
    for block in &document.blocks {
        assert!(block.span.start >= last && block.span.end <= document.source.text().len(), "{block:?}");
        last = block.span.end;
        assert_eq!(block.lines, document.source.lines_of(block.span));
        for (at, c) in block.text.char_indices() {
            let original = block.alignment.to_original(tadori_text::Span::new(at, at + c.len_utf8()));
            let original = original.of(document.source.text());
            assert!(original.chars().eq([c]) || original.is_empty() && c == ' ', "{c:?} from {original:?}");
        }
    }
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph numbered by the list `id`.
fn item(id: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|b| b.text.as_str()).collect()
}

fn of_kind(document: &Document, kind: BlockKind) -> Vec<&str> {
    document.blocks.iter().filter(|b| b.kind == kind).map(|b| b.text.as_str()).collect()
}

#[test]
fn numbers_stand_in_the_text() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="7">{}{}{}{}</w:abstractNum>
           <w:abstractNum w:abstractNumId="8">{}</w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
           <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
           <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>"#,
        level(0, "decimalFullWidth", "第%1章", ""),
        level(1, "decimalFullWidth", "%1．%2", r#"<w:suff w:val="nothing"/>"#),
        level(2, "decimalEnclosedCircle", "%3", r#"<w:lvlRestart w:val="0"/>"#),
        level(3, "aiueoFullWidth", "%1-%4", "<w:isLgl/>"),
        level(0, "bullet", "\u{F0D8}", "")
            .replace("</w:lvl>", r#"<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>"#),
    );
    let body = [
        item(1, 0, "川"),
        item(1, 1, "堰"),
        item(1, 1, "橋"),
        item(1, 2, "板"),
        item(1, 0, "海"),
        item(1, 1, "港"),
        item(1, 2, "帆"),
        item(1, 3, "縄"),
        item(2, 0, "山"),
        item(1, 0, "空"),
        item(3, 0, "鳥"),
        item(0, 0, "数えない"),
        item(9, 0, "知らない"),
    ]
    .concat();
    let expected = [
        "第１章 川",
        "１．１堰",
        "１．２橋",
        "① 板",
        "第２章 海",
        "２．１港",
        "② 帆",
        "2-1 縄",
        "第５章 山",
        "第６章 空",
        "➢ 鳥",
        "数えない",
        "知らない",
    ];
    assert_eq!(texts(&read_ok(&body, &[("numbering.xml", &numbering)])), expected);
}

#[test]
fn headings_by_style_and_the_number_that_the_style_brings() {
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="x1"><w:name w:val="見出し 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="x2"><w:name w:val="own"/><w:basedOn w:val="x1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>"#;
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "decimalFullWidth", "%1", r#"<w:suff w:val="nothing"/>"#),
        level(1, "decimalFullWidth", "%1.%2", r#"<w:suff w:val="nothing"/>"#),
    );
    let of_style = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let body = [
        of_style("x1", "川"),
        of_style("x2", "堰"),
        p("板を替える。"),
        of_style("c", "図　堰の位置"),
        of_style("x1", "海"),
    ]
    .concat();
    let document = read_ok(&body, &[("styles.xml", styles), ("numbering.xml", &numbering)]);
    let headings: Vec<(u8, Option<&str>, &str)> = document
        .blocks
        .iter()
        .filter_map(|b| b.heading.as_ref())
        .map(|h| (h.level, h.number.as_deref(), h.title.as_str()))
        .collect();
    assert_eq!(headings, [(1, Some("１"), "川"), (2, Some("１.１"), "堰"), (1, Some("２"), "海")]);
    assert_eq!(of_kind(&document, BlockKind::Caption), ["図　堰の位置"]);
    assert_eq!(document.blocks[2].parent, Some(1));
}

#[test]
fn changes_are_resolved_and_fields_give_their_results() {
    let body = r#"<w:p><w:r><w:t>川の</w:t></w:r><w:ins><w:r><w:t>大きな</w:t></w:r></w:ins><w:del><w:r><w:delText>小さな</w:delText></w:r></w:del><w:r><w:t>堰</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前の段落は</w:t></w:r></w:p><w:p><w:r><w:t>次に続く。</w:t></w:r></w:p>
        <w:moveFrom><w:p><w:r><w:t>元の所</w:t></w:r></w:p></w:moveFrom>
        <w:p><w:r><w:t>表</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ 表 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>３</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:noBreakHyphen/><w:t>１</w:t></w:r></w:p>
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>せき</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>堰</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>板</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>見えない</w:t></w:r><w:r><w:tab/><w:t>右</w:t></w:r></w:p>
        <w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"#;
    let mut warnings = Vec::new();
    let document = read(&docx(body, &[]), &mut warnings).unwrap();
    check(&document);
    let [changes, hidden] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(changes.to_string().starts_with("4 changes are tracked"), "{changes}");
    assert!(hidden.to_string().starts_with("4 characters are hidden text"), "{hidden}");
    assert_eq!(texts(&document), ["川の大きな堰", "前の段落は次に続く。", "表３-１", "堰板\t右", "a+b"]);
}

#[test]
fn contents_heads_and_feet_are_furniture() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = [
        format!(r"<w:p>{}<w:r><w:instrText>TOC \o</w:instrText></w:r>{}<w:r><w:t>川 1</w:t></w:r></w:p>", field("begin"), field("separate")),
        p("海 2"),
        format!("<w:p>{}</w:p>", field("end")),
        p("本文である。"),
        r#"<w:sectPr><w:headerReference r:id="r0"/><w:footerReference r:id="r1"/><w:headerReference r:id="r0"/></w:sectPr>"#.into(),
    ]
    .concat();
    let document = read_ok(&body, &[("header1.xml", &p("資料川")), ("footer1.xml", &p("- 1 -"))]);
    assert_eq!(of_kind(&document, BlockKind::Furniture), ["資料川", "川 1", "海 2"]);
    assert_eq!(of_kind(&document, BlockKind::Paragraph), ["本文である。"]);
}

#[test]
fn notes_follow_their_paragraph_and_keep_their_mark() {
    let body = r#"<w:p><w:r><w:t>堰</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>と橋</w:t></w:r><w:r><w:endnoteReference w:id="5"/></w:r></w:p><w:p><w:r><w:t>次の段落</w:t></w:r></w:p>"#;
    let footnotes = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        p("線"),
        p(" 水をせきとめる。")
    );
    let endnotes = format!(r#"<w:endnote w:id="5">{}</w:endnote>"#, p("わたるもの。"));
    let document = read_ok(body, &[("footnotes.xml", &footnotes), ("endnotes.xml", &endnotes)]);
    assert_eq!(texts(&document), ["堰1と橋i", "1 水をせきとめる。", "i わたるもの。", "次の段落"]);
    assert_eq!(document.blocks.iter().map(|b| b.note_of).collect::<Vec<_>>(), [None, Some(0), Some(0), None]);
    assert_eq!(of_kind(&document, BlockKind::Footnote), ["1 水をせきとめる。", "i わたるもの。"]);
}

#[test]
fn tables_and_frames() {
    let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let merge = |kind: &str| format!(r#"<w:vMerge w:val="{kind}"/>"#);
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl><w:tbl>{}</w:tbl>",
        row(&[cell(&merge("restart"), &p("川")), cell("", &p("堰")), cell("", &p("１０"))]),
        row(&[cell("<w:vMerge/>", &p("")), cell("", &format!("{}{}", p("橋"), p("板"))), cell("", &p("２０"))]),
        row(&[cell(r#"<w:gridSpan w:val="2"/>"#, &p("計")), cell("", &p("３０"))]),
        row(&[cell("", &format!("{}{}", p("枠の中の一つめ。"), p("枠の中の二つめ。")))]),
    );
    let document = read_ok(&body, &[]);
    assert_eq!(of_kind(&document, BlockKind::TableRow), ["川\t堰\t１０", "\t橋\n板\t２０", "計\t\t３０"]);
    assert_eq!(of_kind(&document, BlockKind::Paragraph), ["枠の中の一つめ。", "枠の中の二つめ。"]);
}

#[test]
fn boxes_once_and_breaks() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("箱の中"));
    let body = format!(
        r#"<w:p><w:r><w:t>本文</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
        <w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:t>題は二行に</w:t><w:br/><w:t>わたる</w:t></w:r></w:p><w:p><w:r><w:t>・一</w:t><w:br/><w:t>・二</w:t></w:r></w:p>"#
    );
    let document = read_ok(&body, &[]);
    assert_eq!(texts(&document), ["本文", "箱の中", "題は二行にわたる", "・一", "・二"]);
    assert_eq!(document.source.text(), "本文\n箱の中\n\u{C}題は二行に\nわたる\n・一\n・二\n");
}

#[test]
fn harmful_files_are_refused_in_their_own_words() {
    let message = |bytes: &[u8]| read(bytes, &mut Vec::new()).unwrap_err().to_string();
    // Entities are never expanded.
    let bomb = r#"<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="w">&b;</w:document>"#;
    let entities = archive(&[("word/document.xml", bomb.as_bytes())]);
    assert!(message(&entities).contains("document type"));
    let deep = format!("{}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    assert!(matches!(read(&docx(&deep, &[]), &mut Vec::new()), Err(Error::Limit { .. })));
    let zeros = vec![b' '; 64 << 20];
    assert!(message(&archive(&[("word/document.xml", &zeros)])).contains("times its size"));
    assert!(message(&docx("<w:p>", &[])).contains("no XML"));
    assert!(message(&archive(&[("word/other.xml", b"<a/>")])).contains("word/document.xml is missing"));
    assert!(message(&archive(&[("word/document.xml", b"<a/>")])).contains("no text body"));
    let whole = docx(&p("本文"), &[]);
    assert!(message(&whole[..whole.len() / 2]).contains("archive"));
    // A name that leads out of the archive is a name like any other.
    let out = archive(&[
        ("../../word/document.xml", b"<a/>".as_slice()),
        ("/etc/passwd", b"x"),
        ("C:\\word\\document.xml", b"x"),
        ("_rels/.rels", br#"<R><Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/></R>"#),
    ]);
    assert!(message(&out).contains("cannot be read"));
}

#[test]
fn loops_end() {
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let styles = r#"<w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="s"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let body = [item(1, 0, "川"), "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>".into()].concat();
    let footnotes =
        r#"<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>"#;
    let parts = [("numbering.xml", numbering), ("styles.xml", styles), ("footnotes.xml", footnotes)];
    assert_eq!(texts(&read_ok(&body, &parts)), ["川", "1", "1 注2"]);
}

/// The Word files that the owner handed out, against the texts beside them.
#[test]
fn real_files_give_their_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/pdf/real");
    let Ok(entries) = folder.read_dir() else {
        println!("skipped: {} is absent, no real Word file was read", folder.display());
        return;
    };
    let plain = |text: &str| -> String { text.nfkc().filter(|c| !c.is_whitespace()).collect() };
    let mut files = 0;
    for path in entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "docx")) {
        let document = read(&std::fs::read(&path).unwrap(), &mut Vec::new()).unwrap();
        check(&document);
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let read: String = document.blocks.iter().map(|b: &Block| plain(&b.text)).collect();
        let (mut found, mut all) = (0, 0);
        // Piece by piece: the marks of notes, which the texts lack, part a line.
        for line in expected.lines().flat_map(|l| l.split('\t')).map(plain) {
            let signs: Vec<char> = line.chars().collect();
            for piece in signs.chunks(8) {
                let piece: String = piece.iter().collect();
                let length = piece.chars().count();
                all += length;
                if read.contains(&piece) {
                    found += length;
                } else {
                    println!("{}: {piece}", path.display());
                }
            }
        }
        let share = f64::from(found as u32) / f64::from(all as u32);
        println!("{}: {found} of {all} characters", path.display());
        assert!(share >= 0.99, "{}: {share}", path.display());
        // Numbers come in, nothing else.
        assert!(read.chars().count() <= all * 102 / 100 + 200, "{}", path.display());
        files += 1;
    }
    assert!(files > 0);
}
