//! "…" is a grep of the normalised text: whatever stands there is found, whatever does not is not.

use proptest::prelude::*;
use tadori_library::Library;
use tadori_tests::{Desk, found};
use tadori_text::normalize;

use super::check;

#[test]
fn an_exact_phrase_is_found_as_it_stands() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("a.txt", "医療研究の基盤を整える。\n\n１，４７３億円を見込む（前年度比３％増）。"),
        ("b.txt", "医療の研究を整える基盤。"),
        ("c.txt", "人々の声がああああと響く。C++や「鍵」、a.b*cも。"),
    ]);
    check(
        &library,
        &[
            ("\"医療研究\"", &["a"], &["b", "c"]),
            ("“医療研究”", &["a"], &["b", "c"]),
            ("医療研究", &["a", "b"], &["c"]),
            ("\"基盤を整え\"", &["a"], &["b"]),
            ("\"1,473億円\"", &["a"], &["b"]),
            ("\"1473億\"", &["a"], &["b"]),
            ("\"比3%増\"", &["a"], &["b"]),
            ("\"整える。1473\"", &[], &["a"]),
            ("\"ああああ\"", &["c"], &["a"]),
            ("\"あああああ\"", &[], &["c"]),
            ("\"C++\"", &["c"], &["a"]),
            ("\"a.b*c\"", &["c"], &["a"]),
            ("\"a.b.c\"", &[], &["c"]),
            ("\"「鍵」\"", &["c"], &["a"]),
            // Exact and not exact in one query.
            ("\"基盤を\" 億円", &["a"], &["b", "c"]),
        ],
    );
}

#[test]
fn a_single_character_is_found_wherever_it_stands() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("first.txt", "薬の値段"),
        ("middle.txt", "新しい薬を作る"),
        ("last.txt", "これまでにない創薬"),
        ("none.txt", "農業の担い手"),
        ("sign.txt", "伸び率は5%"),
        ("odd.txt", "鷗"),
        ("signs.txt", "p<0.05、q>1、a\\b、c`d、e^f"),
    ]);
    check(
        &library,
        &[
            ("薬", &["first", "middle", "last"], &["none"]),
            ("\"薬\"", &["first", "middle", "last"], &["none"]),
            ("手", &["none"], &["first"]),
            ("\"手\"", &["none"], &["first"]),
            ("\"％\"", &["sign"], &["none"]),
            ("\"。\"", &[], &["sign", "none", "first"]),
            ("鷗", &["odd"], &["first"]),
            // With a backslash before them these mean something in a pattern.
            ("\"<\"", &["signs"], &["sign"]),
            ("\">\"", &["signs"], &["sign"]),
            ("\"`\"", &["signs"], &["sign"]),
            ("\"\\\"", &["signs"], &["sign"]),
        ],
    );
}

/// A text with what is hard: width, marks, repeats, spaces, and characters that mean something to a pattern.
const TEXT: &str = "第１章　総論　この事業は㈱山川と３つの大学が共同で行う（令和８年度～10年度）。\
    ＡＩ・ロボットの活用により、１，２３４億円の市場を見込む。ﾍﾞﾝﾁｬｰ支援は50%増、A/B試験はp<0.05を目安とする。\
    人人人人の輪、こここここまで。佐々木・髙橋の両氏は「10⁵個」と述べた。file_name[0].txt や C++ は、そのまま残す。\
    Beyond 5G と New  Drug の比較。がん・がんゲノム、CO₂の削減、10㎡あたり２ｋｇ。";

/// A library with [`TEXT`] in it.
fn library(desk: &Desk) -> Library {
    desk.with(&[("text.txt", TEXT), ("other.txt", "関係のない資料")])
}

/// A run of characters of `text`, by two numbers.
fn part(text: &str, at: usize, length: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at % chars.len();
    chars[at..(at + 1 + length).min(chars.len())].iter().collect()
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn every_part_of_the_folded_text_is_found() {
    let desk = Desk::new();
    let library = library(&desk);
    let folded = normalize(TEXT).text;
    proptest!(config(), |(at in 0_usize..1000, length in 0_usize..40)| {
        let part = part(&folded, at, length);
        // A part folded by itself may differ at its edges; then it is another string.
        prop_assume!(!part.contains('"') && normalize(&part).text == part);
        prop_assert!(found(&library, &format!("\"{part}\"")).contains("text"), "{}", part);
    });
}

#[test]
fn what_does_not_stand_there_is_not_found() {
    let desk = Desk::new();
    let library = library(&desk);
    let folded = normalize(TEXT).text;
    let numbers = (0_usize..1000, 1_usize..20, 0_usize..1000, 0_usize..6);
    proptest!(config(), |((at, length, from, more) in numbers)| {
        let made_up = format!("{}{}", part(&folded, at, length), part(&folded, from, more));
        prop_assume!(!made_up.contains('"') && normalize(&made_up).text == made_up && !folded.contains(&made_up));
        prop_assert!(!found(&library, &format!("\"{made_up}\"")).contains("text"), "{}", made_up);
    });
}

#[test]
fn a_part_copied_from_the_document_is_found() {
    let desk = Desk::new();
    let library = library(&desk);
    let whole = normalize(TEXT).text;
    proptest!(config(), |(at in 0_usize..1000, length in 0_usize..40)| {
        let part = part(TEXT, at, length);
        let folded = normalize(&part).text;
        prop_assume!(!folded.is_empty() && !part.contains('"') && whole.contains(&folded));
        prop_assert!(found(&library, &format!("\"{part}\"")).contains("text"), "{}", part);
    });
}
