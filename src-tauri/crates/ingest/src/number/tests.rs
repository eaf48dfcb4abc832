use super::*;

#[test]
fn markers_and_what_only_looks_like_one() {
    let family = |text| marker(text).map(|m| (m.family, m.value));
    for (text, expected) in [
        ("第１章 総則", Some((Family::Counter('章'), 1))),
        ("第十二条　川", Some((Family::Counter('条'), 12))),
        ("第２　考え方", Some((Family::Counter('第'), 2))),
        ("第３部会の報告", None),
        ("Ⅱ 現状", Some((Family::Roman, 2))),
        ("IV. 現状", Some((Family::Roman, 4))),
        ("３．川", Some((Family::Decimal(1), 3))),
        ("3.1(2) 海", Some((Family::Decimal(2), 1))),
        ("２．３－７ 橋", Some((Family::Decimal(3), 7))),
        ("12 億円", None),
        ("２ 人材の確保", Some((Family::Decimal(1), 2))),
        ("3 人以上の班", None),
        ("2.5倍", None),
        ("5)港", Some((Family::HalfParen, 5))),
        ("（１）港", Some((Family::Paren, 1))),
        ("（２）の例", None),
        ("③ 船", Some((Family::Circled, 3))),
        ("ⅱ）帆", Some((Family::SmallRoman, 2))),
        ("ア　櫂", Some((Family::Kana, 1))),
        ("アジア", None),
        ("（イ）櫓", Some((Family::KanaParen, 2))),
        ("一、網", Some((Family::Kanji, 1))),
        ("〇 網", Some((Family::Bullet('○'), 0))),
        ("○○県", None),
        ("▲12億円", None),
        ("※ 注", Some((Family::Note, 0))),
        ("【目標】", Some((Family::Bracket('【'), 0))),
    ] {
        assert_eq!(family(text), expected, "{text}");
    }
}

#[test]
fn number_and_title_part() {
    assert_eq!(split("3.1(2) 海"), (Some("3.1(2)".to_owned()), "海"));
    assert_eq!(split("第１章　川"), (Some("第１章".to_owned()), "川"));
    assert_eq!(split("はじめに"), (None, "はじめに"));
}
