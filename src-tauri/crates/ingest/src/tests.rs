use proptest::prelude::*;
use tadori_text::{BlockKind, Document, Span};

use super::*;

fn read_ok(name: &str, bytes: &[u8]) -> Ingested {
    read(name, bytes, &Options::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn codes(ingested: &Ingested) -> Vec<&'static str> {
    ingested.warnings.iter().map(|w| w.code.as_str()).collect()
}

fn texts(ingested: &Ingested) -> Vec<&str> {
    ingested.documents.iter().flat_map(|e| &e.document.blocks).map(|b| b.text.as_str()).collect()
}

fn encode(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn formats_by_name() {
    assert_eq!(read_ok("a.txt", "本文\n".as_bytes()).format, Format::PlainText);
    assert_eq!(read_ok("no extension", b"text").format, Format::PlainText);
    let heading = read_ok("dir.x/A.MD", "# 題\n".as_bytes());
    assert_eq!(heading.documents[0].document.blocks[0].kind, BlockKind::Heading);
    assert_eq!(codes(&read_ok("page.xml", b"<p>x</p>")), ["read-as-plain-text"]);
}

#[test]
fn records_keep_their_ids_and_lines() {
    let text = "{\"id\":1,\"text\":\"あ\\nい\",\"title\":\"題\",\"date\":\"2025-06\",\"more\":[1]}\nx\n\n{\"id\":\"b\",\"text\":\"う\"}\n{\"id\":\"1\",\"text\":\"え\"}\n";
    let records = read_ok("r.jsonl", text.as_bytes());
    assert_eq!(codes(&records), ["bad-record", "duplicate-record"]);
    assert_eq!(records.documents.iter().map(|e| e.record.as_deref()).collect::<Vec<_>>(), [Some("1"), Some("b")]);
    assert_eq!(records.documents[0].document.blocks[0].lines.first, 5);
    assert_eq!(records.documents[0].document.source.text(), "え");

    let table = read_ok("t.tsv", "id\ttext\r\n7\t行\tの続き\r\nno tab\r\n".as_bytes());
    assert_eq!((texts(&table), codes(&table)), (vec!["行\tの続き"], vec!["bad-record"]));
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "調査の結果を次のとおり取りまとめる。\nカタカナと漢字、ひらがなを含む二行目の文章である。\n";
    let with_bom = |bom: &[u8], bytes: Vec<u8>| [bom, &bytes].concat();
    let cases = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8", with_bom(b"\xEF\xBB\xBF", text.as_bytes().to_vec())),
        ("UTF-16LE", utf16(text, u16::to_le_bytes)),
        ("UTF-16BE", utf16(text, u16::to_be_bytes)),
        ("UTF-16LE", with_bom(b"\xFF\xFE", utf16(text, u16::to_le_bytes))),
        ("UTF-16BE", with_bom(b"\xFE\xFF", utf16(text, u16::to_be_bytes))),
        ("Shift_JIS", encode(encoding_rs::SHIFT_JIS, text)),
        ("EUC-JP", encode(encoding_rs::EUC_JP, text)),
        ("ISO-2022-JP", encode(encoding_rs::ISO_2022_JP, text)),
    ];
    for (encoding, bytes) in cases {
        let ingested = read_ok("a.txt", &bytes);
        assert_eq!((ingested.encoding.as_deref(), codes(&ingested)), (Some(encoding), vec![]), "{encoding}");
        assert_eq!(ingested.documents[0].document.source.text(), text, "{encoding}");
    }
}

#[test]
fn damaged_text_is_read_with_a_warning() {
    let text = "一行目の文章です。\n二行目の文章です。\n";
    let mut cut = text.as_bytes().to_vec();
    cut.truncate(cut.len() - 3);
    let ingested = read_ok("cut.txt", &cut);
    assert_eq!(codes(&ingested), ["replacement-characters"]);
    assert_eq!(ingested.warnings[0].where_.as_ref().map(ToString::to_string).as_deref(), Some("line 2"));

    let mixed = [text.as_bytes(), &encode(encoding_rs::SHIFT_JIS, "三行目だけは別の符号で書かれている。\n")].concat();
    let ingested = read_ok("mixed.txt", &mixed);
    assert_eq!(codes(&ingested), ["mixed-encoding"]);
    assert!(ingested.documents[0].document.source.text().ends_with("三行目だけは別の符号で書かれている。\n"));

    let nul = read_ok("nul.txt", format!("{}\0 \n", text.repeat(20)).as_bytes());
    assert_eq!(codes(&nul), ["control-characters"]);

    let old_mac = read_ok("mac.txt", "■ 見出し\r\r本文はここから始まる。\r".as_bytes());
    assert_eq!(
        (texts(&old_mac), codes(&old_mac)),
        (vec!["■ 見出し", "本文はここから始まる。"], vec!["lone-carriage-returns"])
    );
    assert_eq!(codes(&read_ok("blank.txt", b" \n\n")), ["no-text"]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let message = |name: &str, bytes: &[u8]| read(name, bytes, &Options::default()).unwrap_err().to_string();
    assert_eq!(read("a.txt", b"", &Options::default()), Err(Error::Empty));
    assert!(message("a.txt", b"%PDF-1.7\n\x01\x02").contains("the PDF cannot be read"));
    assert!(message("a.txt", b"PK\x03\x04....[Content_Types].xml word/document.xml").contains("Word"));
    assert!(message("a.txt", b"PK\x03\x04 data.csv").contains("unpack"));
    assert!(message("a.jtd", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ....").contains(".jtd"));
    assert!(message("a.bin", &[0, 1, 2, 3, 0xFE, 0xFF, 0, 9]).contains("not text"));
    assert!(message("a.txt", &vec![b'a'; MAX_BYTES as usize + 1]).contains("split it"));
}

#[test]
fn great_files_are_read_in_linear_time() {
    let long = "とても長い一行の文である。".repeat(20_000);
    let ingested = read_ok("long.txt", long.as_bytes());
    assert_eq!(codes(&ingested), ["long-line"]);
    assert!(texts(&ingested).iter().all(|t| t.chars().count() <= 4000));
    for line in ["・\n", "1 注\n\n", "行\n", "（\n", "１．題\n", "12\n", "あ い\n"] {
        let many = line.repeat(20_000);
        assert!(!read_ok("many.txt", many.as_bytes()).documents.is_empty());
    }
}

/// What holds for every document.
fn check(document: &Document, verbatim: bool) {
    let source = document.source.text();
    let mut last = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        assert!(!block.text.is_empty() && block.span.end <= source.len() && block.span.start >= last, "{block:?}");
        last = block.span.start;
        assert_eq!(block.lines, document.source.lines_of(block.span));
        assert!(block.parent.is_none_or(|p| p != index && document.blocks[p].heading.is_some()));
        // The way up ends, and it goes up.
        let levels: Vec<u8> =
            document.section(index).iter().filter_map(|&p| Some(document.blocks[p].heading.as_ref()?.level)).collect();
        assert!(
            levels.is_sorted() && document.section(index).first().is_none_or(|&p| document.blocks[p].parent.is_none())
        );
        assert_eq!(block.kind == BlockKind::Heading, block.heading.is_some());
        for (at, c) in block.text.char_indices() {
            let original = block.alignment.to_original(Span::new(at, at + c.len_utf8()));
            assert!(original.start >= block.span.start && original.end <= block.span.end);
            let text = original.of(source);
            assert!(!verbatim || text.is_empty() && c == ' ' || text.chars().eq([c]), "{c:?} from {text:?}");
        }
    }
}

/// Text as damaged as it comes: every sign that a rule looks at, in any order.
fn torn() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(
        "\n\n\n\n   　。、（）「」・①②第章１．2.3-…○●■※【】＜＞\r\u{C}\tあのはるがにア漢字文Ab資料図年月日：:\u{E000}\u{FFFD}*_#|>`&amp;[^1]"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(sign, 0..300).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_sound(text in torn()) {
        check(&structure::read(text, &mut Vec::new()), true);
    }

    #[test]
    fn any_plain_text_is_sound(text in any::<String>()) {
        check(&structure::read(text, &mut Vec::new()), true);
    }

    #[test]
    fn markdown_is_sound(text in torn()) {
        check(&markdown::read(text, &mut Vec::new()), false);
    }

    #[test]
    fn front_matter_never_panics(yaml in torn()) {
        markdown::read(format!("---\n{yaml}\n---\n本文"), &mut Vec::new());
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "[a-z]\\.(txt|md|tsv|jsonl)") {
        let _ = read(&name, &bytes, &Options::default());
    }
}
