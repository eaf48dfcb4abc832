//! No target: writes a few inputs for each of them into `corpus/`, for the fuzzer to begin with. All texts are invented.
#![no_main]

use std::fs;
use std::path::Path;

const TEXT: &str = "港湾再生計画（案）\n令和４年 月 日\n\n第１章　総則\n１．目的\n　この計画は、港の水をきれいにすることを目\n的とする1。\n（１）対象\n\
                    ① 川口の港\nア 干潟\n・藻場\n※ 令和５年度まで\n\n1 港とは、船の着くところをいう。\n- 1 -\n\u{C}\n第２章　予算\n\
                    事業名　　　要求額　　前年度\n水質の調査　　12億円　　3億円\n図１ 港の位置\n【方針】\nフ\nェ\nー\nズ\n○ 要点\n1.1 細目 …… 3\n";

const MARKDOWN: &str = "---\ntitle: 港の計画\nkind: plan\ndecided_on: 2025-06\ndraft: true\nfiscal_year: 2026\n---\n# 第１章 総則\n\n本文[^1]で\n折り返す &amp; \
                        `code`。\n\n- 親\n  1. 子\n\n| 年度 | 額 |\n|---|---|\n| 令和８年度 | 10億円 |\n\n> 引用\n\n<p>消える</p>\n\n```\na\nb\n```\n\n[^1]: 脚注\n";

const RECORDS: &str = "{\"id\":1,\"text\":\"あ\\nい\",\"title\":\"題\",\"date\":\"2025-06\",\"url\":\"https://example.jp\"}\n{\"id\":\"b\",\"text\":\"う\"}\nid\ttext\n7\t行\tの続き\n";

const HTML: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>港の計画</title><style>p{}</style></head><body><nav>目次</nav>\
                    <h1>総則</h1><p>本文&nbsp;と<br>改行<sup>1</sup></p><ul><li>一<ul><li>二</li></ul></li></ul><table><tr><th>年度<td>額</tr>\
                    <tr><td colspan=2>令和８年度</table><pre> a\n b</pre><ruby>堰<rt>せき</rt></ruby><!-- x --><script>1<2</script></body></html>";

/// Parts are ended by a NUL, in the order of the target.
const DOCX: &[&str] = &[
    "<w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>総則</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/>\
     <w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\">港の </w:t><w:tab/><w:br w:type=\"page\"/></w:r><w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
     <w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/>\
     <w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>年度</w:t></w:r></w:p></w:tc></w:tr></w:tbl><mc:AlternateContent><mc:Choice><w:p/></mc:Choice>\
     <mc:Fallback/></mc:AlternateContent><w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText>\
     <w:fldChar w:fldCharType=\"end\"/><w:sym w:char=\"F0D8\"/><w:noBreakHyphen/></w:r></w:p><w:sectPr><w:headerReference r:id=\"rId7\"/></w:sectPr></w:body>",
    "<w:docDefaults/><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"2\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"2\"><w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr></w:style>",
    "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"aiueo\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum>\
     <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num>",
    "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t>注の文</w:t></w:r></w:p></w:footnote>",
    "<w:endnote w:id=\"1\"><w:p/></w:endnote>",
    "<w:footnotePr><w:numFmt w:val=\"decimal\"/></w:footnotePr>",
    "<w:p><w:r><w:t>港の計画</w:t></w:r></w:p>",
    "<title>港湾再生計画</title>",
];

const PPTX: &[&str] = &[
    "<p:sldMasterIdLst/><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/><p:sldId id=\"257\" r:id=\"rId3\" show=\"0\"/></p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/>",
    "<p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"題\"/><p:nvPr><p:ph type=\"title\" idx=\"0\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
     <a:ext cx=\"100\" cy=\"100\"/></a:xfrm></p:spPr><p:txBody><a:p><a:pPr lvl=\"1\"><a:buAutoNum type=\"arabicPeriod\"/></a:pPr><a:r><a:rPr sz=\"2400\" b=\"1\"/><a:t>港の再生</a:t></a:r>\
     <a:br/><a:fld type=\"slidenum\"><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp><p:grpSp><p:grpSpPr/><p:pic/></p:grpSp></p:spTree></p:cSld>",
    "<p:cSld><p:spTree><p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc gridSpan=\"2\"><a:txBody><a:p><a:r><a:t>年度</a:t></a:r></a:p></a:txBody></a:tc>\
     <a:tc hMerge=\"1\"/></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame></p:spTree></p:cSld>",
    "<p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm rot=\"5400000\"><a:off x=\"1\" y=\"2\"/></a:xfrm></p:spPr></p:sp></p:spTree></p:cSld>",
    "<p:cSld/><p:txStyles/>",
    "<p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type=\"body\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>話すこと</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld>",
    "<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>図</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>",
    "<title>港湾再生計画</title>",
];

const XLSX: &[&str] = &[
    "<workbookPr date1904=\"0\"/><sheets><sheet name=\"一覧\" sheetId=\"1\" r:id=\"rId2\"/><sheet name=\"控え\" sheetId=\"2\" state=\"hidden\" r:id=\"rId3\"/></sheets>",
    "<sheetData><row r=\"1\"><c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"1\"><v>-1234567</v></c><c r=\"D1\" s=\"2\"><v>45000</v></c></row><row r=\"3\"><c r=\"B3\" t=\"inlineStr\">\
     <is><t>計</t></is></c><c r=\"C3\" t=\"b\"><v>1</v></c><c r=\"D3\" t=\"e\"><v>#REF!</v></c><c r=\"E3\" t=\"str\"><f>A1</f><v>式</v></c></row></sheetData>\
     <mergeCells count=\"1\"><mergeCell ref=\"B3:C3\"/></mergeCells><drawing r:id=\"rId6\"/>",
    "<sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"><v>0.5</v></c></row></sheetData>",
    "<si><t>堰</t><rPh sb=\"0\" eb=\"1\"><t>セキ</t></rPh></si><si><r><t>橋</t></r></si>",
    "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"#,##0;&quot;▲ &quot;#,##0\"/><numFmt numFmtId=\"165\" formatCode=\"[$-411]ggge年m月d日;@\"/>\
     <numFmt numFmtId=\"166\" formatCode=\"[h]:mm:ss.0\"/></numFmts><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>\
     <cellStyleXfs count=\"1\"><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs>",
    "<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>箱の文</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>",
    "<title>港の予算一覧</title>",
];

const PAGE: &str = "q 1 0 0 1 0 0 cm\n0.5 w 40 40 300 20 re S\n40 50 m 340 50 l S\nBT /F1 12 Tf 14 TL 40 250 Td (1. Harbour) Tj T* [(wa) -200 (ter)] TJ ET\n\
                    BT /F2 10.5 Tf 40 200 Td <6E2F306E8A08753B> Tj 0 -15 Td <7B2C00317AE0> Tj 3 Tr <7E7F> Tj ET\n\
                    /Span <</ActualText <FEFF6E2F>>> BDC BT /F3 12 Tf 0 1 -1 0 300 200 Tm <00010002> Tj ET EMC\n/X1 Do Q\n\
                    BT /F1 6 Tf 5 Ts 100 Tz 1 Tc 2 Tw 90 254 Td (1) Tj ET\n\
                    \n%%%\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                    2 beginbfchar <0001> <6E2F> <0002> <FFFD> endbfchar 1 beginbfrange <0003> <0010> <3041> endbfrange endcmap end end";

const VOCABULARY: &str = "[[atom]]\nsurface = \"藻場\"\nreading = \"モバ\"\n[[ministry]]\nname = \"港湾省\"\nmark = \"港\"\nabbreviations = [\"港省\"]\n\
                          [[project]]\nname = \"干潟の計画\"\nterms = [\"第２期\"]\naliases = [\"ＨＧ\"]\n[[alias]]\nforms = [\"ｱ㈱\", \"亜（株）\"]\n";

const QUERIES: &[&str] = &[
    "港の計画",
    "\"干潟 再生\" 令和４年度",
    "みなとの みず",
    "minato no mizu",
    "水質の調査はどのように行われますか",
    "402億円 ㈱ ①",
];

const STORED: &[&str] = &[
    "[0,6,3,5,12]",
    "{\"quote\":\"港の水\",\"prefix\":\"\",\"suffix\":\"をきれい\",\"position\":{\"start\":0,\"end\":9},\"section\":[\"総則\"],\"page\":1}\n総則\n港の水をきれいにする。\n",
    "{\"title\":\"港の計画\",\"kind\":\"plan\",\"decided_on\":\"2025-06\",\"draft\":true}",
];

libfuzzer_sys::fuzz_target!(init: write().expect("the corpus can be written"), |_bytes: &[u8]| {});

fn write() -> std::io::Result<()> {
    let parts = |parts: &[&str]| parts.join("\0").into_bytes();
    let bytes = |text: &str| text.as_bytes().to_vec();
    let packed: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let targets: [(&str, Vec<Vec<u8>>); 13] = [
        ("text", vec![bytes(TEXT), packed]),
        ("markdown", vec![bytes(MARKDOWN), bytes(TEXT)]),
        ("records", vec![bytes(RECORDS)]),
        ("html", vec![bytes(HTML), bytes(TEXT)]),
        ("docx", vec![parts(DOCX)]),
        ("pptx", vec![parts(PPTX)]),
        ("xlsx", vec![parts(XLSX)]),
        ("pdf", vec![tadori_fuzz::pdf::page(PAGE.as_bytes())]),
        ("pdf_page", vec![bytes(PAGE)]),
        ("vocabulary", vec![bytes(VOCABULARY)]),
        ("query", QUERIES.iter().map(|q| bytes(q)).collect()),
        ("stored", STORED.iter().map(|s| bytes(s)).collect()),
        ("frames", tadori_library::fuzzing::samples()),
    ];
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (target, seeds) in targets {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}
