use tadori_dictionary::Vocabulary;

use crate::testing::{blocks, facts};
use crate::{Names, catalogue, read};

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
    let found = catalogue(&given, &Vocabulary::default());
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
