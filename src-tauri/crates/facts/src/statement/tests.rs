use super::*;

fn kind(text: &str) -> Option<(StatementKind, Option<Strength>)> {
    let folded = tadori_text::normalize(text).text;
    let money = !amount::find(&folded).is_empty();
    judge(&folded, text.starts_with('・'), money, !date::find(&folded).is_empty(), Place::default())
}

#[test]
fn kinds() {
    use StatementKind::{Budget, Commitment, Definition, Fact};
    for (text, expected) in [
        ("港の整備を推進する。", Some((Commitment, Some(Strength::Promote)))),
        ("航路の在り方を検討する。", Some((Commitment, Some(Strength::Consider)))),
        ("精度の向上に努める。", Some((Commitment, Some(Strength::Endeavour)))),
        ("船員の育成に取り組む。（国）", Some((Commitment, Some(Strength::Advance)))),
        ("検査を実施する。", Some((Commitment, Some(Strength::Implement)))),
        ("目標を達成する。", Some((Commitment, Some(Strength::Achieve)))),
        ("港の整備が必要である。", Some((Commitment, Some(Strength::Endeavour)))),
        ("・船員の確保", Some((Commitment, Some(Strength::Promote)))),
        ("船員の数は減っている。", Some((Fact, None))),
        ("航路は大きな影響をもたらす。", Some((Fact, None))),
        ("※小型船を含む", Some((Definition, None))),
        ("令和６年度補正予算額 12億円", Some((Budget, None))),
        ("桟橋", None),
    ] {
        assert_eq!(kind(text), expected, "{text}");
    }
}

#[test]
fn sentences_end_outside_of_brackets() {
    let text = "船(小型船を含む。)を調べる。港を直す。(国)次";
    let found: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
    assert_eq!(found, ["船(小型船を含む。)を調べる。", "港を直す。(国)", "次"]);
}

#[test]
fn strengths_are_ordered() {
    assert!(Strength::Consider < Strength::Endeavour && Strength::Promote < Strength::Achieve);
}
