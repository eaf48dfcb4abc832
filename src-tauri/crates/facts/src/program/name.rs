//! The name in an entry: where it ends, and what of its brackets is no part of it.

use std::sync::LazyLock;

use regex::Regex;

use crate::names::Names;

/// How programs are called.
static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:事業費?|プログラム|プロジェクト|研究費|推進費|調整費|補助金|交付金|助成金|支援金|給付金|基金|制度|計画|プラットフォーム|ネットワーク|コンソーシアム|パッケージ|イニシアティブ|イニシアチブ)$").expect("checked by tests")
});
/// The two that hardly anything else is called.
static SURE: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?:事業|プログラム)$").expect("checked by tests"));
/// Words of which no name alone is made.
static GENERIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("研究|開発|助成|支援|補助|委託|推進|関連|連携|新規|人材|育成|研修|先行|基盤|整備|実証|総合|国際|強化|促進|事業費?|プログラム|各|本|当該|同|等|の|主要|主な|対象|施策|基金|継続|既存|他|次期|第\\d+期|産学|予算|重点|公共|モデル|共同|調査|費").expect("checked by tests")
});
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[。]|(?:[^対関資要]する|した|して|される|ている|を(?:図|進|行|通)|により|について|では|には|から|まで)[^)]{0,40}$").expect("checked by tests")
});

/// Whether a folded name ends as programs are called.
pub(crate) fn ends_as_program(name: &str) -> bool {
    // 海洋基本計画（令和７年２月18日海洋本部決定） is a document.
    static DECIDED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\([^()]*\d年[^()]*(?:決定|策定|改定|公表)\)").expect("checked by tests"));
    SUFFIX.is_match(base(name)) && !DECIDED.is_match(name)
}

/// Whether a folded name can stand for itself outside of a list: long enough, and not made of general words.
pub(crate) fn stands_alone(name: &str) -> bool {
    let base = base(name);
    let particular: usize = GENERIC.replace_all(base, "").chars().filter(|c| c.is_alphanumeric()).count();
    SURE.is_match(base)
        && base.chars().count() >= 7
        && particular >= 3
        && !reads_on(base)
        && !is_clause(base)
        && !base.starts_with("その他")
}

/// Whether a folded phrase is a clause rather than a name.
pub(crate) fn reads_on(name: &str) -> bool {
    SENTENCE.is_match(name)
}

/// Whether a folded phrase that ends as programs are called says what a program does: 水を減らす事業.
pub(crate) fn is_clause(name: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[るうすくむつぶぐたい](?:ための)?(?:事業|プログラム|計画|制度)$|。|、.*、.*を")
            .expect("checked by tests")
    });
    VERB.is_match(name)
}

/// The name without brackets at its end.
pub(crate) fn base(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some(open) = last_bracket(rest) {
        if open == 0 {
            break;
        }
        rest = rest[..open].trim_end();
    }
    rest
}

/// Where the bracket at the end of a text opens.
pub(crate) fn last_bracket(text: &str) -> Option<usize> {
    if !text.ends_with([')', '）', '】', '〕', '］', ']']) {
        return None;
    }
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' | '）' | '】' | '〕' | '］' | ']' => depth += 1,
            '(' | '（' | '【' | '〔' | '［' | '[' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What a bracket behind a name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Aside {
    Ministries(Vec<String>),
    Marks(Vec<String>),
    Fund,
    Repeated,
    Period,
    /// Another name, in Latin letters.
    Abbreviation,
    /// A part of the program, or what narrows it.
    Part,
}

/// Says what a bracket is about; `inner` is its folded text.
pub(crate) fn aside(inner: &str, names: &Names) -> Aside {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:(?:新規|拡充|継続|一部新規|組替新規|拡大|延長)[・、,/]?)+$").expect("checked by tests")
    });
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:第\d+期|(?:事業|実施|対象)?期間[::]?.*|(?:令和|平成|r)?\d+年度?[~-].*|ph(?:ase)?\.?\d)$")
            .expect("checked by tests")
    });
    static LATIN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[a-z][a-z0-9 .&/'+-]{1,30}$").expect("checked by tests"));
    let bracketed = format!("({inner})");
    if let Some(found) = names.brackets(&bracketed).first().filter(|b| b.span.len() == bracketed.len()) {
        return Aside::Ministries(found.marks.iter().map(|(_, m)| mark_of(m)).collect());
    }
    if MARK.is_match(inner) {
        let marks = inner.split(['・', '、', ',', '/']).filter(|m| !m.is_empty());
        return Aside::Marks(marks.map(str::to_owned).collect());
    }
    if inner.contains("再掲") && inner.chars().count() <= 14 {
        return Aside::Repeated;
    }
    if matches!(inner, "基金事業" | "基金" | "基金等" | "基金造成" | "基金活用") {
        return Aside::Fund;
    }
    if PERIOD.is_match(inner) {
        return Aside::Period;
    }
    if LATIN.is_match(inner) {
        return Aside::Abbreviation;
    }
    Aside::Part
}

pub(crate) fn mark_of(ministry: &crate::MinistryNamed) -> String {
    if ministry.mark.is_empty() { ministry.name.clone() } else { ministry.mark.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tadori_dictionary::Vocabulary;

    #[test]
    fn brackets() {
        let names = Names::new(&Vocabulary::bundled());
        assert_eq!(aside("文、厚", &names), Aside::Ministries(vec!["文".into(), "厚".into()]));
        assert_eq!(aside("経産省", &names), Aside::Ministries(vec!["経".into()]));
        assert_eq!(aside("新規・拡充", &names), Aside::Marks(vec!["新規".into(), "拡充".into()]));
        assert_eq!(aside("pj7再掲", &names), Aside::Repeated);
        assert_eq!(aside("基金事業", &names), Aside::Fund);
        assert_eq!(aside("第2期", &names), Aside::Period);
        assert_eq!(aside("abc-x", &names), Aside::Abbreviation);
        assert_eq!(aside("沿岸漁業分野", &names), Aside::Part);
        assert_eq!(base("漁港事業(沿岸(北))(abc)"), "漁港事業");
    }

    #[test]
    fn names_of_programs() {
        assert!(ends_as_program("離島航路維持事業(第2期)"));
        assert!(!ends_as_program("離島航路計画(令和7年3月港湾本部決定)"));
        for (name, alone) in [
            ("離島航路維持支援事業", true),
            ("関連事業", false),
            ("研究助成プログラム", false),
            ("海を守ることを通じて進める事業", false),
            ("国際事業", false),
        ] {
            assert_eq!(stands_alone(name), alone, "{name}");
        }
    }
}
