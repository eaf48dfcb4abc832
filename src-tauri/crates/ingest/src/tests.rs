use super::*;

#[test]
fn formats_by_name() {
    let read = |name: &str, text: &str| read(name, text.as_bytes()).unwrap();
    assert_eq!(read("a.txt", "本文\n").format, Format::PlainText);
    assert_eq!(read("dir/A.MD", "# 題\n").documents[0].document.blocks[0].kind, tadori_text::BlockKind::Heading);
    let records =
        read("r.jsonl", "{\"id\":1,\"text\":\"あ\\nい\",\"title\":\"題\"}\nx\n{\"id\":\"1\",\"text\":\"う\"}\n");
    assert_eq!(records.documents.len(), 1);
    assert_eq!(records.documents[0].document.blocks[0].lines.first, 3);
    assert_eq!(
        records.warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(),
        ["bad-record", "duplicate-record"]
    );
    let table = read("t.tsv", "id\ttext\n7\t行\tの続き\n");
    assert_eq!(table.documents[0].document.blocks[0].text, "行\tの続き");
}
