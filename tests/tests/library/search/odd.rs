//! Queries that nobody should type and somebody will.

use proptest::prelude::*;
use tadori_tests::{Desk, search};

#[test]
fn no_query_is_an_error() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "研究の基盤を整える。費用は5億円（税込）である。")]);
    let id = library.documents()[0].id.to_string();
    let long_text = "研究".repeat(5_000);
    let long_words = "研究 基盤 ".repeat(1_666);
    let long_latin = "a".repeat(10_000);
    let long_phrase = format!("\"{}\"", "研".repeat(10_000));
    let long_quotes = "\"研究\" ".repeat(1_500);
    for query in [
        "",
        " ",
        "　",
        "\n",
        "。",
        "、。！？",
        "()[]{}",
        "\"",
        "\"\"",
        "\"\"\"",
        "“”",
        "\" \"",
        "*",
        "?",
        ".*",
        "a|b",
        "[",
        "(",
        "\\",
        "\\d+",
        "^$",
        "+",
        "-",
        "-研究",
        "+研究",
        "研究:基盤",
        "words:研究",
        "研究~2",
        "研究^3",
        "AND",
        "OR",
        "NOT",
        "研究 AND",
        "😀",
        "👨‍👩‍👧",
        "🇯🇵",
        "\u{FE0F}",
        "\u{200B}",
        "\u{0}",
        "\u{7}",
        "\u{3099}",
        "\u{E000}",
        "\u{10FFFF}",
        "ｱﾞ",
        "㍻",
        "１２３",
        "0",
        "ー",
        "々",
        "〜",
        "・",
        "\"*\"",
        "\".\"",
        "\"[\"",
        "\"\\\"",
        "\"😀\"",
        "\"\n\"",
        "x\u{300}",
        "か\u{3099}",
        "元年",
        "年度",
        "R",
        "令和",
        "令和99999999999999年度",
        "99999999999999999999年度",
        "FY99999999999999999999",
        &long_text,
        &long_words,
        &long_latin,
        &long_phrase,
        &long_quotes,
    ] {
        let shown: String = query.chars().take(20).collect();
        let answer = search(&library, query);
        assert!(answer.total <= 1 && answer.hits.len() == answer.total, "{shown:?}");
        library.read(&id, query).unwrap_or_else(|e| panic!("{shown:?}: {e}"));
        library.rank_documents(query, 10).unwrap_or_else(|e| panic!("{shown:?}: {e}"));
    }
}

#[test]
fn symbols_alone_find_nothing_and_beside_words_do_no_harm() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "研究の基盤を整える。費用は5億円（税込）である。")]);
    for query in ["。", "（）", "！？", "…"] {
        assert_eq!(search(&library, query).total, 0, "{query}");
    }
    for query in [
        "研究。",
        "「研究」",
        "研究！",
        "（研究）",
        "*研究*",
        "研究?",
        "、研究、基盤",
        "研究・基盤",
        "研究/基盤",
        "研究 \"",
        "#研究",
    ] {
        assert_eq!(search(&library, query).total, 1, "{query}");
    }
}

#[test]
fn any_query_has_an_answer() {
    let desk = Desk::new();
    let library = desk.with(&[("a.txt", "令和８年度の研究（R8）a.b*c [x] 5-3")]);
    let pattern = "[a-z\\[\\](){}.*+?^$|\\\\\"~:/\\-0-9研究年度R令和 ]{0,12}";
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(query in prop_oneof![any::<String>(), pattern.prop_map(|s: String| s)])| {
        let answer = search(&library, &query);
        prop_assert_eq!(answer.hits.len(), answer.total);
    });
}
