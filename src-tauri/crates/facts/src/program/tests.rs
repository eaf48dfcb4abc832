use tadori_dictionary::Vocabulary;

use crate::testing::{blocks, facts};
use crate::{Judged, Names, catalogue, read};

fn declared(text: &str) -> Vec<String> {
    let show = |d: &crate::Declared| {
        let fund = if d.fund { " 基金" } else { "" };
        let again = if d.repeated { " 再掲" } else { "" };
        format!("{}（{}）{}{fund}{again}", d.name, d.ministries.join("、"), d.marks.join("・"))
    };
    facts(text).declared.iter().map(show).collect()
}

#[test]
fn entries() {
    for (text, expected) in [
        ("◆ 港湾整備事業（国、農）\n【拡充】岸壁を直す", &["港湾整備事業（国、農）拡充"][..]),
        ("◆航路の見守り（国）", &["航路の見守り（国）"]),
        ("●灯台改良促進事業（基金事業）", &["灯台改良促進事業（） 基金"]),
        ("● 灯台改良促進事業：（再掲）", &["灯台改良促進事業（） 再掲"]),
        (
            "● 灯台改良促進事業：灯台\n● 海図電子化推進事業：海図\n● 見守り網（NET）：海を見る",
            &["灯台改良促進事業（）", "海図電子化推進事業（）", "見守り網（NET）（）"],
        ),
        (
            "● 灯台改良促進事業 ／ 海図電子化推進事業 ／\n船員育成プログラム 概算要求額 ４億円",
            &["灯台改良促進事業（）", "海図電子化推進事業（）", "船員育成プログラム（）"],
        ),
        ("● 海を見る。\n・船を直すことを通じて進める事業。", &[]),
        ("|事業名　府省　概要\n|灯台改良促進事業　国　灯台を直す", &["灯台改良促進事業（国）"]),
        (
            "「島嶼航路維持支援事業」や沿岸再生促進プログラムが始まった。関連事業も行う。",
            &["島嶼航路維持支援事業（）", "沿岸再生促進プログラム（）"],
        ),
    ] {
        assert_eq!(declared(text), expected, "{text}");
    }
}

#[test]
fn projects_of_sheets() {
    let text = "● 灯台改良促進事業：灯台\n#１．港湾プロジェクト\n● 海図電子化推進事業：海図\n\n\n\n\n● 漁港整備推進事業：漁港\n#２．漁業プロジェクト 令和８年度のポイント\n● 藻場再生促進事業：藻場";
    let read = facts(text);
    let project = |name: &str| read.declared.iter().find(|d| d.name == name).and_then(|d| d.project.clone());
    assert_eq!(project("灯台改良促進事業").as_deref(), Some("港湾プロジェクト"));
    assert_eq!(project("漁港整備推進事業").as_deref(), Some("漁業プロジェクト"));
    assert_eq!(project("藻場再生促進事業").as_deref(), Some("漁業プロジェクト"));
}

#[test]
fn names_of_all_documents() {
    let names = Names::new(&Vocabulary::bundled());
    let texts = [
        "◆ 次世代船舶開発促進事業（国）\n● 次世代型船舶開発促進事業：（再掲）\n● 橋渡し事業（沿岸型）：沿岸\n● 橋渡し事業（離島型）：離島",
        "次世代船舶開発促進事業を進める。",
    ];
    let documents: Vec<_> = texts.iter().map(|t| blocks(t)).collect();
    let read: Vec<_> = documents.iter().map(|b| read(b, &tadori_text::Metadata::default(), &names).declared).collect();
    let given: Vec<_> = documents.iter().zip(&read).map(|(b, d)| (b.as_slice(), d.as_slice())).collect();
    let found = catalogue(&given, &Vocabulary::default(), &Judged::default());
    let shown: Vec<String> = found
        .programs
        .iter()
        .map(|p| {
            format!(
                "{}|{}|{}",
                p.name,
                p.aliases.iter().map(|(a, _)| a.as_str()).collect::<Vec<_>>().join(","),
                p.mentions.len()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "次世代船舶開発促進事業|次世代型船舶開発促進事業|3",
            "橋渡し事業（沿岸型）||1",
            "橋渡し事業||2",
            "橋渡し事業（離島型）||1"
        ]
    );
}

/// Names and aliases of the programs of `texts`, after a person said that pairs are one (`=`) or two (`#`).
fn judged(texts: &[&str], said: &[&str]) -> Vec<String> {
    let names = Names::new(&Vocabulary::bundled());
    let documents: Vec<_> = texts.iter().map(|t| blocks(t)).collect();
    let read: Vec<_> = documents.iter().map(|b| read(b, &tadori_text::Metadata::default(), &names).declared).collect();
    let given: Vec<_> = documents.iter().zip(&read).map(|(b, d)| (b.as_slice(), d.as_slice())).collect();
    let pairs = |sign| {
        said.iter().filter_map(|pair| pair.split_once(sign)).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    };
    let found = catalogue(&given, &Vocabulary::default(), &Judged { same: pairs('='), different: pairs('#') });
    let alias = |(name, evidence): &(String, crate::Evidence)| format!("{name}:{evidence:?}");
    let show = |p: &crate::Program| {
        format!("{}|{}|{}", p.name, p.aliases.iter().map(alias).collect::<Vec<_>>().join(","), p.mentions.len())
    };
    found.programs.iter().map(show).collect()
}

#[test]
fn what_a_person_says_of_names_goes_first() {
    let texts = [
        "◆ 次世代船舶開発促進事業（国）\n● 次世代型船舶開発促進事業：（再掲）\n● 見守り網整備事業（NET）：海を見る",
        "港の目を広げる。",
    ];
    let net = "見守り網整備事業（NET）|見守り網整備事業:Stated,NET:Stated|1";
    for (said, expected) in [
        (&[][..], &["次世代船舶開発促進事業|次世代型船舶開発促進事業:Spelling|2", net][..]),
        (
            &["次世代型船舶開発促進事業#次世代船舶開発促進事業"],
            &["次世代船舶開発促進事業||1", "次世代型船舶開発促進事業||1", net],
        ),
        (
            &["次世代船舶開発促進事業=次世代型船舶開発促進事業"],
            &["次世代船舶開発促進事業|次世代型船舶開発促進事業:Said|2", net],
        ),
        (
            &["見守り網整備事業（ＮＥＴ）#見守り網整備事業", "見守り網整備事業（NET）=港の目"],
            &[
                "次世代船舶開発促進事業|次世代型船舶開発促進事業:Spelling|2",
                "見守り網整備事業（NET）|NET:Stated,港の目:Said|1",
            ],
        ),
        (
            &["次世代船舶開発促進事業=港の目を広げる", "港の目を広げる=見守り網整備事業（NET）"],
            &[
                "次世代船舶開発促進事業|次世代型船舶開発促進事業:Spelling,見守り網整備事業（NET）:Said,見守り網整備事業:Stated,NET:Stated,港の目を広げる:Said|4",
            ],
        ),
    ] {
        assert_eq!(judged(&texts, said), expected, "{said:?}");
    }
}
