//! Spellings, years, readings, sentences: what counts as the same word.

use tadori_tests::{Desk, found, import, search};

use super::{check, set};

#[test]
fn width_and_case_do_not_matter() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("wide.txt", "ＡＩを使う企業は㈱山川である。"),
        ("narrow.txt", "aiを使う企業は(株)海野である。"),
        ("half.txt", "ﾍﾞﾝﾁｬｰへの投資を増やす。"),
        ("full.txt", "ベンチャーへの融資を増やす。"),
        ("area.txt", "延べ床面積は300㎡とする。"),
        ("power.txt", "細胞は10⁵個を用いる。"),
    ]);
    check(
        &library,
        &[
            ("AI", &["wide", "narrow"], &["full"]),
            ("ＡＩ", &["wide", "narrow"], &["full"]),
            ("ai", &["wide", "narrow"], &["full"]),
            ("㈱山川", &["wide"], &["narrow"]),
            ("(株)山川", &["wide"], &["narrow"]),
            ("ベンチャー", &["half", "full"], &["wide"]),
            ("ﾍﾞﾝﾁｬｰ", &["half", "full"], &["wide"]),
            ("\"300m2\"", &["area"], &["power"]),
            ("\"105個\"", &[], &["power"]),
            ("\"10⁵個\"", &["power"], &[]),
        ],
    );
}

#[test]
fn a_year_is_found_in_every_calendar() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("reiwa.txt", "令和８年度に始める調査。"),
        ("western.txt", "2026年度に始める調査。"),
        ("short.txt", "R8年度に始める調査。"),
        ("fiscal.txt", "FY2026に始める調査。"),
        ("both.txt", "令和８（2026）年度に始める調査。"),
        ("kanji.txt", "令和八年度に始める調査。"),
        ("digits.txt", "二〇二六年度に始める調査。"),
        ("budget.txt", "調査のＲ８要求額は減る。"),
        ("apart.txt", "令和の年度ごとの調査は8件ある。"),
        ("before.txt", "令和７年度に終える調査。"),
        ("long.txt", "令和18年度に始める調査。"),
        ("first.txt", "令和元年度に始めた調査。"),
        ("heisei.txt", "平成26年に始めた調査。"),
    ]);
    let year: &[&str] = &["reiwa", "western", "short", "fiscal", "both", "kanji", "digits", "budget"];
    let others: &[&str] = &["before", "long", "first", "heisei", "apart"];
    check(
        &library,
        &[
            ("２０２６年度", year, others),
            ("2026年度", year, others),
            ("令和8年度", year, others),
            ("令和８年度 調査", year, others),
            ("R8", year, others),
            ("Ｒ８年度", year, others),
            ("令和八年度", year, others),
            ("二〇二六年度", year, others),
            ("FY2026", year, others),
            ("2019年度", &["first"], year),
            ("平成31年度", &["first"], year),
            ("2014年", &["heisei"], &["first", "before"]),
        ],
    );
}

#[test]
fn spellings_of_a_word_are_one_word() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("kanji.txt", "新しい取組を各地で進める。"),
        ("kana.txt", "新しい取り組みを各地で広げる。"),
        ("short.txt", "大型のコンピュータを備える。"),
        ("long.txt", "大型のコンピューターを使う。"),
        ("cancer-kana.txt", "がんの早期発見。"),
        ("cancer-kanji.txt", "癌の早期発見。"),
        ("other.txt", "組合を取りまとめる。"),
        ("verb.txt", "患者の声を集めて研究に生かした。"),
    ]);
    check(
        &library,
        &[
            ("取組", &["kanji", "kana"], &["other"]),
            ("取り組み", &["kanji", "kana"], &["other"]),
            ("コンピュータ", &["short", "long"], &["kanji"]),
            ("コンピューター", &["short", "long"], &["kanji"]),
            ("大型コンピューター", &["short", "long"], &["kanji"]),
            ("がん", &["cancer-kana", "cancer-kanji"], &["kanji"]),
            ("集める", &["verb"], &["kanji"]),
            ("声を集め", &["verb"], &["kanji"]),
        ],
    );
}

#[test]
fn kana_and_romaji_find_kanji() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("drug.txt", "創薬の基盤を整える。"),
        ("dementia.txt", "認知症の人を支える。"),
        ("cohort.txt", "大規模なコホートを維持する。"),
        ("climate.txt", "気候の変動に備える。"),
        ("agency.txt", "AMEDが公募を行う。"),
        ("address.txt", "案内は www.example.go.jp/souyaku にある。"),
        ("built.txt", "六月までに学校を建てる。"),
        ("latin.txt", "madeは英語の語である。"),
    ]);
    check(
        &library,
        &[
            ("そうやく", &["drug"], &["dementia", "climate"]),
            // An address that has the letters does not keep the sound from being found.
            ("souyaku", &["drug", "address"], &["dementia", "climate"]),
            ("にんちしょう", &["dementia"], &["drug"]),
            ("ninchishou", &["dementia"], &["drug"]),
            ("こほーと", &["cohort"], &["drug"]),
            ("kohooto", &["cohort"], &["drug"]),
            ("きこう", &["climate"], &["drug", "cohort"]),
            ("えーめど", &["agency"], &["drug"]),
            ("そうやくのきばん", &["drug"], &["dementia"]),
            ("きこうのへん", &["climate"], &["drug"]),
            ("ひとをささえ", &["dementia"], &["climate"]),
            // Few Latin letters that are a word of the library are that word, not a sound.
            ("amed", &["agency"], &["drug"]),
            ("made", &["latin"], &["built"]),
            // Katakana is how words are written, not how they sound.
            ("ソウヤク", &[], &["drug"]),
        ],
    );
}

#[test]
fn a_sound_stays_known_when_the_file_that_brought_it_goes() {
    let desk = Desk::new();
    let library = desk.with(&[("first.txt", "創薬の基盤を整える。")]);
    import(&library, &[desk.file("second.txt", "創薬に投資する。")]);
    let first = search(&library, "そうやくのきばん").hits[0].document.id.clone();
    library.remove(first.as_str()).expect("it can be removed");
    check(&library, &[("そうやく", &["second"], &["first"]), ("そうやくのきばん", &[], &["first", "second"])]);
}

#[test]
fn words_must_all_be_there_in_any_order() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("all.txt", "若手の研究者を海外へ送る支援を始める。"),
        ("some.txt", "若手の教員を採用する。"),
        ("none.txt", "道路の舗装を直す。"),
    ]);
    check(
        &library,
        &[
            ("若手 研究者", &["all"], &["some", "none"]),
            ("研究者　若手", &["all"], &["some", "none"]),
            ("若手研究者", &["all"], &["some", "none"]),
            ("若手", &["all", "some"], &["none"]),
        ],
    );
    let answer = search(&library, "若手 研究者");
    let near: Vec<&str> = answer.near.iter().map(|hit| hit.document.file_name.as_str()).collect();
    assert_eq!((answer.total, near), (1, vec!["some.txt"]), "the rest is near, apart, and not counted");
    let nothing = search(&library, "若手 舗装 気球");
    assert_eq!(nothing.total, 0);
    assert_eq!(nothing.unknown, ["気球"], "only the word that stands nowhere is named");
    assert!(nothing.near.len() >= 2, "{:?}", nothing.near);
}

#[test]
fn a_question_is_answered_like_words() {
    let desk = Desk::new();
    let library = desk.with(&[
        ("answer.txt", "治験の手続を電子化し、患者が来院せずに参加できるようにする。"),
        ("half.txt", "治験の費用を見直す。"),
        ("other.txt", "港の岸壁を補強する。"),
    ]);
    for question in [
        "患者が来院せずに治験に参加できる手続はどうなっていますか。",
        "来院せずに患者が参加できる治験の電子化について教えてください",
    ] {
        let answer = search(&library, question);
        assert_eq!(answer.hits.first().map(|h| h.document.file_name.as_str()), Some("answer.txt"), "{question}");
        assert_eq!(found(&library, question), set(&["answer"]), "{question}");
    }
}

#[test]
fn near_hits_have_some_words_and_are_never_full_hits() {
    let desk = Desk::new();
    let texts: Vec<(String, String)> = (0..30)
        .map(|i| {
            let words = ["水質", "測定", "河川", "湖沼", "流域"];
            let text: String = words
                .iter()
                .enumerate()
                .filter(|(bit, _)| i >> bit & 1 == 1)
                .map(|(_, w)| format!("{w}を見る。"))
                .collect();
            (format!("{i:02}.txt"), format!("資料{i}。{text}"))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let library = desk.with(&files);
    for query in ["水質 測定", "水質 測定 河川", "水質 測定 河川 湖沼 流域", "流域 湖沼"] {
        let answer = search(&library, query);
        let full = |hit: &tadori_library::Hit| {
            let text = &files.iter().find(|(name, _)| *name == hit.document.file_name).expect("a file").1;
            query.split(' ').all(|word| text.contains(word))
        };
        let expected = files.iter().filter(|(_, text)| query.split(' ').all(|word| text.contains(word))).count();
        assert!(answer.hits.iter().all(full), "{query}");
        assert!(!answer.near.iter().any(full), "{query}");
        assert_eq!((answer.total, answer.hits.len()), (expected, expected), "{query}");
    }
}
