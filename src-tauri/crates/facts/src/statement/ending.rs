//! How a sentence ends: verbs that act, verbs that tell, nouns of action.

use std::sync::LazyLock;

use regex::Regex;

use super::Strength;

/// What a verb at the end does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Acts(Strength),
    Tells,
}

static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:て(?:いる|いた|おり|きた|きている|いない|しまう)|でいる|た|だ|ない|なかった|である|であり|であった|となる|となった|",
        "に(?:ある|なる|おいても)|がある|もある|いる|られる|される|れる|せられる|できる|もたらす|異なる|思う|考える|示す|及ぼす|",
        "占める|超える|上回る|下回る|増える|減る|高まる|広がる|続く|生じる|起こる|つながる|上る|のぼる|伴う|[をが]有する|保有する|所有する|存在する|",
        "該当する|意味する|相当する|低下する|減少する|増加する|増大する|進む|進展する|拡大する|悪化する|不足する|直結する|",
        "表す|わかる|分かる|みえる|見える|とみる|まれる|かかる|困難|不足|深刻な状況|状況|危惧|懸念|予測|登場|進展|加速化が進む|低下|減少|増加|不十分)$"
    ))
    .expect("checked by tests")
});

/// Modal endings: not yet done, but called for.
static CALLS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:(?:必要|重要|不可欠|肝要|適当|急務|必須)(?:で(?:ある|あり)|となる)?|必要がある|必要もある|べきである|べき|ことが(?:必要|重要|不可欠|望ましい|期待される|求められる)(?:である)?|",
        "が望ましい|望ましい|(?:て|で)いくことが(?:必要|重要)である|が(?:求められる|期待される))$"
    ))
    .expect("checked by tests")
});

/// Verbs that act, and how firmly.
const ACTS: &[(&str, Strength)] = &[
    ("検討する", Strength::Consider),
    ("検討を(?:行う|進める|開始する)", Strength::Consider),
    ("検討(?:していく|し、[^。]{0,24}結論を得る)", Strength::Consider),
    ("(?:に)?(?:努める|努力する|配慮する|留意する|心がける|資する)", Strength::Endeavour),
    ("(?:を)?(?:目指す|めざす|期す|志向する)", Strength::Endeavour),
    (
        "(?:進める|取り組む|取組む|図る|はかる|深める|高める|広げる|繋げる|つなげる|促す|努めていく|臨む|急ぐ|押し進める|推し進める)",
        Strength::Advance,
    ),
    (
        "(?:推進|促進|強化|加速|加速化|充実|拡充|拡大|向上|支援|後押し|振興|普及|展開|活用|利活用|連携|協力|奨励|重点化|深化|高度化|活性化|推進化|徹底)(?:を図る|する|を進める|していく|を行う|させる)",
        Strength::Promote,
    ),
    ("(?:達成|実現|完了|完成|解消|確立|根絶|撲滅)(?:する|させる|を図る|していく)", Strength::Achieve),
];

static ACTING: LazyLock<Vec<(Regex, Strength)>> = LazyLock::new(|| {
    let end = "(?:こととする|ものとする|こととしている|こととした|とする|等)?$";
    ACTS.iter().map(|(verb, s)| (Regex::new(&format!("{verb}{end}")).expect("checked by tests"), *s)).collect()
});

/// Any other verb in its plain form: …を実施する, …を行う, …に提出する.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:する|行う|行なう|講じる|講ずる|置く|設ける|担う|与える|定める|決める|示す|行っていく|していく|ていく|える|ける|げる|せる|てる|ねる|べる|める|れる|う|く|ぐ|す|つ|ぶ|む|る)(?:こととする|ものとする|とする)?$").expect("checked by tests")
});

/// 実施。推進。支援。: nouns of action, with which notes and lists commit.
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:開発|強化|推進|整備|支援|構築|促進|充実|育成|確保|向上|検討|実現|活用|利活用|連携|実施|創出|解明|普及|展開|見直し|拡充|",
        "拡大|維持|発展|提供|導入|確立|策定|評価|調査|研究|設定|形成|改善|改革|実装|共有|参画|派遣|配分|配置|設置|運営|運用|管理|",
        "分析|収集|集約|公表|発信|啓発|振興|加速|加速化|高度化|効率化|標準化|国際化|最適化|重点化|活性化|実用化|事業化|産業化|",
        "一元化|一体化|明確化|多様化|迅速化|円滑化|自動化|省力化|削減|低減|抑制|解消|防止|予防|保護|保全|対応|対策|貢献|寄与|反映|",
        "協力|協働|融合|統合|交流|循環|登用|採用|養成|教育|訓練|研修|試験|実証|検証|審査|採択|募集|公募|助成|補助|措置|軽減|",
        "短縮|延伸|回復|再生|復旧|復興|移転|移行|転換|革新|徹底|継続|継承|取組|取り組み|後押し|底上げ|呼び込み|づくり|行動|作成|表彰|移転)",
        "(?:等|など|(?:等)?の(?:推進|実施|強化))?(?:\\([^()]*\\))?$"
    ))
    .expect("checked by tests")
});

/// The verb at the end of a sentence without its full stop; `None` where it ends in a noun.
pub(super) fn verb(sentence: &str) -> Option<Verb> {
    let sentence = sentence.trim_end_matches(['等', ' ']).trim_end_matches("など");
    let sentence = sentence.trim_end_matches("(略)");
    if CALLS.is_match(sentence) {
        return Some(Verb::Acts(Strength::Endeavour));
    }
    for (pattern, strength) in ACTING.iter() {
        if pattern.is_match(sentence) {
            return Some(Verb::Acts(*strength));
        }
    }
    if sentence.ends_with("こととする")
        || sentence.ends_with("ものとする")
        || sentence.ends_with("こととしている")
        || sentence.ends_with("こととした")
    {
        return Some(Verb::Acts(Strength::Implement));
    }
    if TELLS.is_match(sentence) {
        return Some(Verb::Tells);
    }
    PLAIN.is_match(sentence).then_some(Verb::Acts(Strength::Implement))
}

/// The strength of a noun of action at the end; `None` where it is no such noun.
pub(super) fn noun(sentence: &str) -> Option<Strength> {
    let noun = NOUN.find(sentence)?.as_str();
    Some(if noun.starts_with("検討") {
        Strength::Consider
    } else if ["実現", "確立", "解消"].iter().any(|n| noun.starts_with(n)) {
        Strength::Achieve
    } else if ["実施", "整備", "構築", "策定", "設置", "導入", "作成"].iter().any(|n| noun.starts_with(n))
    {
        Strength::Implement
    } else {
        Strength::Promote
    })
}
