//! Links in words.

use tadori_links::{Basis, LinkKind, Reason};

/// Why a link is there, in words.
pub fn reason_words(kind: LinkKind, reason: &Reason) -> String {
    let named = reason.named.as_deref().unwrap_or_default();
    let terms = reason.terms.join("」「");
    match kind {
        LinkKind::Cites => format!("文中で「{named}」を挙げている"),
        LinkKind::Quotes => {
            let letters: usize = reason.terms.iter().map(|t| t.chars().count()).sum();
            format!("{letters}字の文言が一致する：「{terms}」")
        }
        LinkKind::Names => format!("「{named}」の名が挙がっている"),
        LinkKind::Implements => {
            let related: Vec<String> =
                reason.related.iter().map(|(one, other)| format!("「{one}」と「{other}」")).collect();
            let said = [
                (!reason.terms.is_empty()).then(|| format!("共通の語：「{terms}」")),
                (!related.is_empty()).then(|| format!("関連する語：{}", related.join("、"))),
                reason.project.as_deref().map(|p| format!("ともに「{p}」の下にある")),
                (!reason.ministries.is_empty()).then(|| format!("ともに{}", reason.ministries.join("、"))),
            ];
            said.into_iter().flatten().collect::<Vec<_>>().join("。")
        }
        LinkKind::Funds => format!("「{named}」の予算額である"),
        LinkKind::Succeeds if terms.is_empty() => format!("同じ名のプロジェクト「{named}」が後の年度にある"),
        LinkKind::Succeeds => format!("共通の事業：「{terms}」"),
        LinkKind::Declares => "登録簿がそう記している".to_owned(),
    }
}

/// What a link says, in a word.
pub(super) fn kind_words(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Cites => "引用・参照",
        LinkKind::Quotes => "転記",
        LinkKind::Names => "言及",
        LinkKind::Implements => "具体化",
        LinkKind::Funds => "財源",
        LinkKind::Succeeds => "後継",
        LinkKind::Declares => "宣言",
    }
}

/// What a link rests on, in a word.
pub(super) fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "明記",
        Basis::Declared => "登録簿",
        Basis::SameWording => "同じ文言",
        Basis::Similar => "類似の内容",
    }
}
