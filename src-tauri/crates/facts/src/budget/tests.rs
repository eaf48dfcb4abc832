use crate::testing::{budget, facts};
use crate::{Parts, SumCheck};

const TITLE: &str = "# 令和８年度 海洋関連予算 概算要求のポイント\n";

fn sheet(text: &str) -> Vec<String> {
    budget(&format!("{TITLE}{text}"))
}

#[test]
fn on_the_line_of_the_name() {
    for (text, expected) in [
        ("#１． 港湾プロジェクト ４０２億円 ＜国 ３４９億円、県 ５３億円＞", "港湾プロジェクト|2026|request|40200"),
        ("● 航路維持支援事業：離島の航路を維持 概算要求額 13億円", "航路維持支援事業|2026|request|1300"),
        ("灯台整備事業 令和７年度予算額 16億円", "灯台整備事業|2025|initial|1600"),
        ("港湾管理機構向け補助金等 １,２３２億円", "港湾管理機構向け補助金等|2026|request|123200"),
    ] {
        assert_eq!(sheet(text), [expected], "{text}");
    }
}

#[test]
fn behind_the_name() {
    let text = "#● 灯台改良促進事業：\n灯台の改良を進める\n\n概算要求額 35億円\n\n#● 海図電子化推進事業：\n海図を作る 概算要求額 ８億円";
    assert_eq!(sheet(text), ["灯台改良促進事業|2026|request|3500", "海図電子化推進事業|2026|request|800"]);
}

#[test]
fn a_run_of_amounts_belongs_to_nobody() {
    let text = "#● 灯台改良促進事業：\n灯台の改良\n\n#● 海図電子化推進事業：\n海図を作る\n\n概算要求額 35億円\n\n概算要求額 ８億円";
    let both = "?灯台改良促進事業/海図電子化推進事業|2026|request";
    assert_eq!(sheet(text), [format!("{both}|3500"), format!("{both}|800")]);
}

#[test]
fn a_second_amount_belongs_to_nobody() {
    let text = "#● 灯台改良促進事業：\n灯台の改良\n\n#● 海図電子化推進事業：\n海図を作る 概算要求額 34億円\n\n概算要求額 39億円";
    let lines = sheet(text);
    assert_eq!(lines[0], "海図電子化推進事業|2026|request|3400");
    assert_eq!(lines[1], "?灯台改良促進事業/海図電子化推進事業|2026|request|3900");
}

#[test]
fn an_amount_behind_a_list_belongs_to_the_list_or_its_last() {
    let text = "●灯台改良促進事業\n●海図電子化推進事業\n●航路標識維持事業 概算要求額\n12億円";
    assert_eq!(sheet(text), ["?灯台改良促進事業/海図電子化推進事業/航路標識維持事業|2026|request|1200"]);
}

#[test]
fn two_names_behind_one_bullet_share_an_amount() {
    let text = "● 灯台改良促進事業／海図電子化推進事業：海を見る\n\n概算要求額 7億円";
    assert_eq!(sheet(text), ["灯台改良促進事業／海図電子化推進事業|2026|request|700"]);
}

#[test]
fn totals_and_their_parts() {
    let text = "#１．港湾プロジェクト\n\n港湾機構対象経費\n令和８年度概算要求額 43億円\n\n#● 灯台改良促進事業：\n灯台の改良\n\n概算要求額 35億円\n\n#● 海図電子化推進事業：\n海図を作る\n\n概算要求額 ８億円";
    let read = facts(&format!("{TITLE}{text}"));
    let total = &read.budget[0];
    assert_eq!((total.subject.as_deref(), total.amount_yen), (Some("港湾プロジェクト"), 4_300_000_000));
    let check: Vec<&SumCheck> = read.sums.iter().filter(|c| c.parts == Parts::Programs).collect();
    assert_eq!(check.iter().map(|c| (c.added, c.difference)).collect::<Vec<_>>(), [(4_300_000_000, 0)]);
}

#[test]
fn a_flattened_table() {
    let text = "令和８年度概算要求・要望額\n概算要求額 要望額\n\n港湾機構対象経費\n\n１５億円\n（国８,農７）\n\n１０億円\n\n４億円\n\n灯台管理経費\n\n９億円\n\n５億円\n\n４億円\n\n令和７年度\n当初予算額\n\n１２億円\n\n８億円";
    assert_eq!(
        sheet(text),
        [
            "港湾機構対象経費|2026|request|1500",
            "港湾機構対象経費|2026|request-base|1000",
            "港湾機構対象経費|2026|request-priority|400",
            "灯台管理経費|2026|request|900",
            "灯台管理経費|2026|request-base|500",
            "灯台管理経費|2026|request-priority|400",
            "港湾機構対象経費|2025|initial|1200",
            "灯台管理経費|2025|initial|800",
        ]
    );
    let read = facts(&format!("{TITLE}{text}"));
    let stages: Vec<_> =
        read.sums.iter().filter(|c| c.parts == Parts::Stages).map(|c| (c.difference, c.rounding)).collect();
    assert_eq!(stages, [(100_000_000, true), (0, true)]);
}

#[test]
fn rows_with_a_unit() {
    let text = "海洋関連予算の内訳\n（単位：百万円）\n区分 令和７年度予算額 令和８年度要求額 対前年度増減額\n灯台整備事業 1,200 1,450 250\n合計 1,200 1,450 250";
    assert_eq!(
        sheet(text),
        [
            "灯台整備事業|2025|initial|1200",
            "灯台整備事業|2026|request|1450",
            "海洋関連予算の内訳|2025|initial|1200",
            "海洋関連予算の内訳|2026|request|1450"
        ]
    );
    let text = "|事業名　令和７年度当初予算額　令和８年度予算案　増減率\n|灯台整備事業（国）　12億円　13.5億円　12.5";
    assert_eq!(sheet(text), ["灯台整備事業|2025|initial|1200", "灯台整備事業|2026|initial|1350"]);
}

#[test]
fn sentences() {
    for (text, expected) in [
        ("※上記に加え、灯台管理経費が７０億円ある。", "灯台管理経費|2026|request|7000"),
        ("令和６年度補正予算に、灯台管理経費として28億円（国20、農8）を計上。", "灯台管理経費|2024|supplementary|2800"),
        ("内閣府の「海洋創造推進費(555億円)」を充てる。", "海洋創造推進費|2026|request|55500"),
    ] {
        assert_eq!(sheet(text), [expected], "{text}");
    }
    for text in ["世界の市場規模は555億円である。", "年15,000千円／人", "灯台の輸出額が30億円に達した。"]
    {
        assert_eq!(sheet(text), [""; 0], "{text}");
    }
}

#[test]
fn last_year_in_a_bracket() {
    let text = "灯台整備事業 令和７年度予算額 16億円\n（前年度予算額 13億円）\n\n#①標識改良\n2億円（1億円）";
    assert_eq!(
        budget(text),
        [
            "灯台整備事業|2025|initial|1600",
            "灯台整備事業|2024|initial|1300",
            "標識改良|2025|initial|200",
            "標識改良|2024|initial|100"
        ]
    );
}

#[test]
fn what_was_said_before_is_not_added_again() {
    let text = "#１．港湾プロジェクト ４３億円 ＜港湾機構 ４３億円＞\n\n\n\n\n#１．港湾プロジェクト\n\n港湾機構対象経費\n令和８年度概算要求額 43億円";
    assert_eq!(sheet(text), ["港湾プロジェクト|2026|request|4300", "港湾プロジェクト|2026|request|4300|again"]);
}
