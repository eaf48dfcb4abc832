//! 参照: documents, laws and decisions that a text names, with what it says of them.
//!
//! | printed | title | what is said of it |
//! |---|---|---|
//! | 海の基本方針2024（令和６年６月21日閣議決定） | before the bracket | date, deciding body |
//! | 海岸法（昭和31年法律第101号）第３条第１項 | before the bracket | law number, article |
//! | 「離島交通計画（第２期）」 | in the quotation marks | — |
//! | …を策定した（令和６年７月内閣官房） | what was 策定 | date, issuer |
//! | 推進本部において2020年３月に決定し | the sentence's subject | date, deciding body |
//! | 出典：観測所、海洋指標2023、2023年８月 | a piece of the source note | date |
//! | 第３期離島戦略の「２．３ …」 | before の | section |
//! | ワクチン戦略（以下で定義されたもの） | what the short name stands for | — |
//!
//! A draft (案) is no decision, and a date that was left open stays open.

mod decision;
mod short;
mod source;
mod title;

pub(crate) use short::ShortNames;

use serde::{Deserialize, Serialize};
use tadori_text::{PartialDate, Span};

use crate::date;

/// A document, law or decision that is named 参照.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its title, as printed; of a short name what it stands for.
    pub title: String,
    /// 決定日・公表日, as precise as printed.
    pub decided_on: Option<PartialDate>,
    /// 決定主体, such as 閣議決定.
    pub decided_by: Option<String>,
    /// Who made it public, or where it was presented, where no decision is named.
    pub issuer: Option<String>,
    /// 法令番号, such as 昭和31年法律第101号.
    pub law_number: Option<String>,
    /// 条項, such as 第３条第１項.
    pub article: Option<String>,
    /// The section of it that is quoted.
    pub section: Option<String>,
    /// 案: not decided as it is named here.
    pub draft: bool,
    /// The short name that the text gives it from here on.
    pub short: Option<String>,
}

/// A reference, and the folded spans of the whole and of its title.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// From the title to the last thing that is said of it.
    pub(crate) span: Span,
    pub(crate) title: Span,
    pub(crate) reference: Reference,
}

/// What is known when a block is read: the dates in it, the short names of its document, the heading before it.
pub(crate) struct Context<'a> {
    pub(crate) dates: &'a [date::Found],
    /// The short names given so far.
    pub(crate) short: &'a ShortNames,
    /// The folded sentence that the block before left open.
    pub(crate) open: &'a str,
}

/// The references of a folded text, in order, without overlap of their titles.
pub(crate) fn find(text: &str, context: &Context<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut add = |more: Vec<Found>| {
        for one in more {
            let apart = |f: &Found| !f.span.overlaps(one.span) || (!f.title.overlaps(one.title) && !f.title.is_empty());
            if !one.title.is_empty() && found.iter().all(apart) {
                found.push(one);
            }
        }
    };
    add(title::bracketed(text, context));
    add(decision::stated(text, context));
    add(source::noted(text, context));
    add(title::quoted(text));
    add(context.short.find(text));
    add(title::bare(text));
    found.sort_by_key(|f| f.span.start);
    found
}

/// The document that a date line under a heading dates: 令和７年３月５日　海の検討会議.
pub(crate) fn dated_line(text: &str, dates: &[date::Found]) -> Option<Reference> {
    title::dated_line(text, dates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tadori_text::normalize;

    fn references(text: &str) -> Vec<String> {
        let folded = normalize(text).text;
        let mut short = ShortNames::default();
        short.push("計画".to_owned(), "離島交通計画".to_owned());
        short.push("港戦略".to_owned(), "港の開発・整備戦略".to_owned());
        let context = Context { dates: &date::find(&folded), short: &short, open: "" };
        let show = |f: Found| {
            let r = f.reference;
            let said =
                [r.decided_on.map(|d| d.to_string()), r.decided_by, r.issuer, r.law_number, r.article, r.section];
            let title = if r.title.is_empty() { f.title.of(&folded).to_owned() } else { r.title };
            let said: Vec<String> = std::iter::once(title).chain(said.into_iter().flatten()).collect();
            said.join("|") + if r.draft { "|案" } else { "" }
        };
        find(&folded, &context).into_iter().map(show).collect()
    }

    #[test]
    fn decided_documents() {
        for (text, expected) in [
            ("➢ 海の基本方針2024（令和６年６月21日閣議決定）", &["海の基本方針2024|2024-06-21|閣議決定"][..]),
            ("島の戦略（令和６年６月３日離島会議決定）に基づき、", &["島の戦略|2024-06-03|離島会議決定"]),
            ("に基づき、港湾戦略（2024年12月XX日閣議決定）に即して", &["港湾戦略|2024-12|閣議決定"]),
            (
                "第３期港湾戦略（案）（令和７年１月29日 第25回港湾会合）",
                &["第3期港湾戦略(案)|2025-01-29|第25回港湾会合|案"],
            ),
            ("「全島計画2022」（令和４年９月策定）に基づき", &["全島計画2022|2022-09"]),
            (
                "「島の方針2022」及び「新しい島の計画」（令和４年６月７日閣議決定）に基づき",
                &["島の方針2022|2022-06-07|閣議決定", "新しい島の計画|2022-06-07|閣議決定"],
            ),
            ("（令和７年度～11年度）等に基づき", &[]),
        ] {
            assert_eq!(references(text), expected, "{text}");
        }
    }

    #[test]
    fn laws() {
        for (text, expected) in [
            ("海岸法（昭和31年法律第101号）第３条第１項の規定に基づき", &["海岸法|昭和31年法律第101号|第3条第1項"][..]),
            (
                "その上で、漁船、漁具等の品質の確保等に関する法律（昭和35年法律第145号）及び漁港法（平成29年法律第16号）の",
                &["漁船、漁具等の品質の確保等に関する法律|昭和35年法律第145号", "漁港法|平成29年法律第16号"],
            ),
        ] {
            assert_eq!(references(text), expected, "{text}");
        }
    }

    #[test]
    fn others() {
        for (text, expected) in [
            ("「港湾研究10か年戦略（第５次）」に基づく", &["港湾研究10か年戦略(第5次)"][..]),
            ("出典：観測所、海洋指標2023、調査資料-3、2023年8月", &["海洋指標2023|2023-08|観測所"]),
            ("（出所：財務省「貿易統計」）", &["貿易統計"]),
            (
                "第２期の計画は、本部において2020年３月に決定し、2021年４月に一部変更",
                &["離島交通計画(第2期)|2020-03|本部決定"],
            ),
            ("このため、第３期離島戦略の「２．３－２ 航路の維持」に記載の", &["第3期離島戦略|2.3-2航路の維持"]),
            ("港戦略に基づく", &["港の開発・整備戦略"]),
            ("「海はひとつ」という言葉", &[]),
        ] {
            assert_eq!(references(text), expected, "{text}");
        }
    }
}
