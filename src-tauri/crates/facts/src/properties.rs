//! What holds for every text: spans stand on character boundaries, and nothing panics.

use proptest::prelude::*;

use crate::testing::{blocks, facts};

/// Pieces that the grammars know, put together in every order.
const PIECES: &[&str] = &[
    "令和",
    "８年度",
    "元年",
    "2025",
    "～",
    "年",
    "月",
    "日",
    "（",
    "）",
    "「",
    "」",
    "概算要求額",
    "補正予算",
    "35",
    "1,473",
    "１２",
    "億円",
    "百万円",
    "▲",
    "内数",
    "（再掲）",
    "●",
    "◆ ",
    "事業",
    "プログラム",
    "プロジェクト",
    "（文、厚）",
    "【新規】",
    "：",
    "、",
    "。",
    "及び",
    "に関する法律",
    "（平成26年法律第48号）",
    "第18条",
    "閣議決定",
    "以下「",
    "」という。",
    "計画",
    "戦略",
    "出典：",
    "\n",
    "#",
    "|",
    "　",
    " ",
    "単位：百万円",
    "経費",
    "海",
    "港湾",
    "※",
    "／",
    "までに",
    "件",
    "％",
    "削減する",
    "推進する",
    "＜",
    "＞",
    "ー",
    "・",
    "①",
    "㈱",
    "が",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn holds(text: &str) {
    let blocks = blocks(text);
    let read = facts(text);
    let mut spans: Vec<_> = read.mentions.iter().map(|m| (m.block, m.span)).collect();
    spans.extend(read.statements.iter().map(|s| (s.block, s.span)));
    spans.extend(read.declared.iter().map(|d| (d.block, d.span)));
    spans.extend(read.budget.iter().map(|b| (b.block, b.span)));
    for (block, span) in spans {
        let words = blocks[block].text.get(span.start..span.end);
        assert!(words.is_some_and(|w| !w.is_empty()), "{span:?} of {:?}", blocks[block].text);
    }
    for line in &read.budget {
        assert_eq!(line.certain, line.subject.is_some(), "{line:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn of_pieces(pieces in prop::collection::vec(piece(), 0..80)) {
        holds(&pieces.concat());
    }

    #[test]
    fn of_any_text(text in any::<String>()) {
        holds(&text);
    }
}

/// Long texts of one kind: a pattern that looked back to the start of its text would not end.
#[test]
fn long_texts() {
    for piece in [
        "（令和６年６月閣議決定）",
        "「計画」",
        "３億円",
        "事業",
        "令和７年度",
        "（",
        "「",
        "港湾経費が３億円、",
        "2024年に決定し、",
    ] {
        holds(&piece.repeat(6000));
    }
}
