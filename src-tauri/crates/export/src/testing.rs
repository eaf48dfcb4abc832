//! Invented reports for tests.

use std::ops::ControlFlow;
use std::sync::Arc;

use tadori_text::{Lines, Span, normalize};

use crate::report::{
    Cell, Colour, Column, ColumnKind, Excerpt, PageWord, Pages, Part, Place, Report, Row, Run, Section, Source, State,
    Table,
};
use crate::{Error, Format, Style, write};

/// Quotes with what tends to break: rare characters, markup, control characters, several lines.
pub(crate) const QUOTES: [&str; 7] = [
    "𠮷田町及び髙崎市の①港湾②空港について、㈱みなと開発の岸壁1,250㎡を令和８年度に整備する。",
    "次の事項を重点的に推進する。\n（１）波止場の耐震化\n（２）防潮堤の嵩上げ（延長3.5km）",
    "<script>alert(1)</script> & \"引用\" 'x' ]]> <!-- -->",
    "# 見出しでない *強調でない* [リンクでない](https://example.jp) `符号` | 表 \\ ~~線~~ $1$",
    "- 箇条でない\n1. 番号でない\n> 引用でない\n    字下げ\n\n空行の後",
    "=SUM(A1:A9) は式でない。+81 も -5% も @も同じ。",
    "一行目\r二行目\r\n三行目は12\u{7}億円",
];

/// The address of words.
pub(crate) fn link(quote: &str) -> String {
    let hash = blake3::hash(normalize(quote).text.as_bytes()).to_hex();
    format!("tadori://open/0123456789abcdef?b=3-4&s=120-260&q={}", &hash[..16])
}

pub(crate) fn source(number: usize) -> Arc<Source> {
    Arc::new(Source {
        document: format!("{number:016x}"),
        title: format!("みなと振興基本方針{}", 2024 + number),
        edition: Some(format!("第{number}版")),
        issuer: Some("みなと庁".into()),
        decided_on: "2025-06-13".parse().ok(),
        decided_by: Some("閣議決定".into()),
        draft: number == 2,
        summary_of: None,
        kind: None,
        file: format!("minato & co {number}.pdf"),
        hash: "0123456789abcdef".repeat(4),
        url: Some(format!("https://example.jp/minato/{number}?a=1&b=2")),
        pages: PageWord::Page,
    })
}

pub(crate) fn excerpt(quote: &str, note: &str) -> Excerpt {
    Excerpt {
        id: String::new(),
        quote: quote.into(),
        note: note.into(),
        tags: vec!["港湾".into(), "耐震".into()],
        colour: Some(Colour { code: "yellow".into(), name: "黄".into() }),
        made_at: "2026-11-20T01:02:03Z".into(),
        changed_at: "2026-11-21T01:02:03Z".into(),
        source: source(1),
        place: Place {
            section: vec!["第２章".into(), "３．（４）".into()],
            pages: Some(Pages { number: Some(8), first: "8".into(), last: "8".into() }),
            lines: Some(Lines::new(120, 124)),
        },
        link: link(quote),
        position: Some(Span::new(120, 260)),
        context: ("その前の文。".into(), "その後の文。".into()),
        state: State::Same,
    }
}

const NOTE: &str = "# メモの見出し\n\n要点は**二つ**、*強調*と~~取消~~と`code`。\n\n1. 額\n2. 時期\n   - 来年度\n\n\
    > メモの中の引用\n\n|年度|額|\n|-|-|\n|令和７|1億円|\n\n[様式](https://example.jp/form) <b>太字でない</b>\n\n\
    [別の箇所](tadori://open/fedcba9876543210?b=1-1)\n";

/// Sections, all [`QUOTES`], a note with everything, a table with every kind of cell.
pub(crate) fn report() -> Report {
    let mut parts = vec![Part::Section(Section {
        level: 1,
        title: "一　港湾の <整備> & 防災".into(),
        introduction: "この節では、**港湾**の整備に関する記述を集めた。".into(),
    })];
    for (index, quote) in QUOTES.iter().enumerate() {
        let mut excerpt = excerpt(quote, if index == 0 { NOTE } else { "" });
        excerpt.source = source(1 + index % 2);
        excerpt.state = [State::Same, State::Moved, State::Lost][index % 3];
        parts.push(Part::Excerpt(Box::new(excerpt)));
    }
    parts.push(Part::Table(table(3)));
    Report {
        title: "みなと政策の抜粋集".into(),
        introduction: "会議の資料とするために作成した。".into(),
        made_on: "2026-11-21".parse().ok(),
        parts,
    }
}

pub(crate) fn table(rows: u32) -> Table {
    let columns = [
        ("事業名", ColumnKind::Text),
        ("変更箇所", ColumnKind::Text),
        ("件数", ColumnKind::Integer),
        ("予算額", ColumnKind::Yen),
        ("決定日", ColumnKind::Date),
        ("確度", ColumnKind::Score),
        ("資料", ColumnKind::Link),
    ];
    let run = |text: &str, marked| Run { text: text.into(), marked };
    let row = |n: u32| Row {
        cells: vec![
            Cell::Text(format!("波止場整備事業|その{n}")),
            Cell::Marked(vec![run("整備を", false), run("検討する", true), run("。", false)]),
            Cell::Integer(n.into()),
            Cell::Yen(1_473_000_000 + i64::from(n)),
            Cell::Date(["2025-06-13", "2025-06", "2025"][n as usize % 3].parse().expect("a date")),
            Cell::Score(0.875),
            Cell::Link { text: "資料".into(), url: "https://example.jp/a?b=1&c=(2)".into() },
        ],
        link: Some(link("整備を検討する。")),
    };
    Table {
        title: "事業の一覧：令和７年度[案]".into(),
        introduction: "金額は当初予算。".into(),
        columns: columns.map(|(title, kind)| Column::new(title, kind)).to_vec(),
        rows: (0..rows).map(row).collect(),
    }
}

/// The bytes of a report.
pub(crate) fn bytes(report: &Report, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    write(report, format, &Style::Ministry, &mut out, &mut |_| ControlFlow::Continue(())).expect("a file");
    out
}

/// The text of a report.
pub(crate) fn text(report: &Report, format: Format) -> String {
    String::from_utf8(bytes(report, format)).expect("text")
}

/// An export that is stopped after `parts` parts.
pub(crate) fn stopped(report: &Report, format: Format, parts: usize) -> Result<(), Error> {
    let stop =
        &mut |p: crate::Progress| if p.done < parts { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    write(report, format, &Style::Ministry, &mut Vec::new(), stop).map(drop)
}
