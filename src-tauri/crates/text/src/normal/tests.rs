use proptest::prelude::*;

use super::normalize;
use crate::Span;
use crate::tests::damaged_text;

/// Text → what it folds to.
const FOLDS: &[(&str, &[(&str, &str)])] = &[
    (
        "width and case",
        &[
            ("ＡＭＥＤ", "amed"),
            ("ｉＰＳ細胞", "ips細胞"),
            ("ﾍﾞﾝﾁｬｰ", "ベンチャー"),
            ("か\u{3099}ん", "がん"),
            ("か゛ん", "がん"),
            ("カ\u{FE00}\u{3099}", "ガ"),
            ("ﾊ゜", "パ"),
            ("㈱", "(株)"),
            ("㍻", "平成"),
            ("㋿８年", "令和8年"),
            ("10㎡", "10m2"),
            ("第Ⅲ期", "第iii期"),
            ("２０２６年度", "2026年度"),
            ("（案）", "(案)"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("STRASSE Straße ẞ", "strasse straße ß"),
            ("İ", "i\u{307}"),
            ("한국어", "한국어"),
            ("ㅎㅏ", "하"),
            ("e\u{301}", "é"),
        ],
    ),
    (
        "what NFKC would change in meaning",
        &[
            ("10⁵", "10⁵"),
            ("10⁻⁵", "10⁻⁵"),
            ("1½", "1½"),
            ("①２０２６年", "①2026年"),
            ("⒈5", "⒈5"),
            ("⑴", "(1)"),
            ("㋐アカデミア", "㋐アカデミア"),
            ("Ⓐ", "ⓐ"),
            ("㋀", "1月"),
            ("a´b", "a´b"),
        ],
    ),
    (
        "small figures",
        &[
            ("5km²", "5km2"),
            ("μg/m³", "μg/m3"),
            ("CO₂排出", "co2排出"),
            ("C₁₀H₂₂", "c10h22"),
            ("m²5", "m²5"),
            ("x₁2", "x₁2"),
            ("研究費¹", "研究費¹"),
            ("10₂", "10₂"),
        ],
    ),
    (
        "one spelling of a sign",
        &[
            ("2024〜2026", "2024~2026"),
            ("2024～2026", "2024~2026"),
            ("1‐2‑3‒4–5—6―7−8－9﹣0", "1-2-3-4-5-6-7-8-9-0"),
            ("産･学·官•民", "産・学・官・民"),
            ("“健康”’", "\"健康\"'"),
            ("⼈⺠⻑⻄⻘⻭⻝", "人民長西青歯食"),
            ("⿊⾭⼾", "黒青戸"),
            ("髙橋・山﨑・𠮷田・渡邉・渡邊", "高橋・山崎・吉田・渡辺・渡辺"),
            ("神\u{FE00}・神\u{E0100}", "神・神"),
            ("佐々木", "佐々木"),
            ("ゼロ\u{200B}幅\u{AD}\u{202E}\u{FEFF}", "ゼロ幅"),
            ("👨\u{200D}👩", "👨👩"),
        ],
    ),
    (
        "hyphen and long vowel",
        &[
            ("コンピュ－タ", "コンピュータ"),
            ("コンピュ―タ", "コンピュータ"),
            ("コンピュ-タ", "コンピュータ"),
            ("ｺﾝﾋﾟｭ-ﾀ", "コンピュータ"),
            ("データ - システム", "データ - システム"),
            ("データ -システム", "データ -システム"),
            ("データ － 研究", "データ-研究"),
            ("－ データ", "-データ"),
            ("サーバー－クライアント", "サーバー-クライアント"),
            ("２０２０ー２０２４", "2020-2024"),
            ("2020 ー 2024", "2020 - 2024"),
            ("CO₂ー３", "co2-3"),
            ("ラーメン", "ラーメン"),
            ("Ａー", "aー"),
        ],
    ),
    (
        "white space",
        &[
            ("資 料", "資料"),
            ("資\u{3000}料", "資料"),
            ("資\r\n料", "資料"),
            ("AI 技術", "ai技術"),
            ("2024 年", "2024年"),
            ("AMED （日本）", "amed(日本)"),
            ("AMED (Japan)", "amed(japan)"),
            ("new \r\n\t drug", "new drug"),
            ("ＮＥＷ　ＤＲＵＧ", "new drug"),
            ("  前後  ", "前後"),
            ("  a  ", "a"),
            (" \u{3099}か \u{3099}", "か"),
            ("\u{F0D8}創薬", "創薬"),
            ("1\u{F0D8}2", "1 2"),
            ("1\u{7}2", "1 2"),
            ("", ""),
            (" ", ""),
        ],
    ),
    (
        "figures",
        &[
            ("1,473億円", "1473億円"),
            ("１，４７３億円", "1473億円"),
            ("1,234,567.89", "1234567.89"),
            ("1, 473", "1, 473"),
            ("1 473", "1 473"),
            ("1,23", "1,23"),
            ("1,2345", "1,2345"),
            ("1,234,5678", "1234,5678"),
            ("2020,100", "2020,100"),
            ("2020,100,200", "2020,100,200"),
            ("0,123", "0,123"),
            ("1.234,567", "1.234,567"),
            ("CO2,345", "co2,345"),
            ("CO₂,345", "co2,345"),
            ("約1,473", "約1473"),
        ],
    ),
];

#[test]
fn folds() {
    for (rule, cases) in FOLDS {
        for (text, folded) in *cases {
            assert_eq!(normalize(text).text, *folded, "{rule}: {text:?}");
        }
    }
}

/// A word in a text → what of the text it stands for.
#[test]
fn finds_the_original() {
    for (text, word, original) in [
        ("㈱日本", "株", "㈱"),
        ("㈱日本", ")日", "㈱日"),
        ("資 料と資\r\n料", "料と資", "料と資"),
        ("資 料と", "資料", "資 料"),
        ("ﾍﾞﾝﾁｬｰ企業", "ベン", "ﾍﾞﾝ"),
        ("約１，４７３億円", "1473", "１，４７３"),
        ("約１，４７３億円", "73", "７３"),
        ("a \r\n b", " ", " \r\n "),
        ("か\u{3099}\u{FE00}ん", "が", "か\u{3099}"),
    ] {
        let folded = normalize(text);
        let at = folded.text.find(word).expect(word);
        let span = folded.to_original(Span::new(at, at + word.len()));
        assert_eq!(span.of(text), original, "{word} in {text:?}");
    }
}

#[test]
fn every_character_folds_for_good() {
    // All but most ideographs, Hangul syllables and unassigned planes.
    let characters = ('\0'..='\u{4E20}').chain('\u{A000}'..='\u{AC20}').chain('\u{F8F0}'..='\u{1FFFF}');
    for c in characters.chain('\u{2F800}'..='\u{2FA20}').chain('\u{E0000}'..='\u{E0FFF}') {
        for text in [format!("{c}"), format!("ア{c}イ 1{c}a か{c}\u{3099} {c} ー{c}1")] {
            let once = normalize(&text).text;
            assert_eq!(normalize(&once).text, once, "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn folding_twice_changes_nothing(text in damaged_text()) {
        let once = normalize(&text).text;
        prop_assert_eq!(&normalize(&once).text, &once);
    }

    #[test]
    fn maps_back_to_what_a_span_stands_for(text in damaged_text(), cut in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let folded = normalize(&text);
        let span = crate::tests::some_span(&folded.text, cut);
        let original = folded.to_original(span);
        prop_assert!(text.is_char_boundary(original.start) && text.is_char_boundary(original.end));
        let back = folded.alignment.to_derived(original);
        prop_assert!(folded.text.is_char_boundary(back.start) && folded.text.is_char_boundary(back.end));
        prop_assert!(span.is_empty() || (back.start <= span.start && span.end <= back.end));
    }
}
