//! Titles with a bracket behind them, in quotation marks, and short names.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::Span;

use super::{Context, Found, Reference};
use crate::{date, phrase};

const LAW: &str = r"(?:令和|平成|昭和|大正|明治)(?:元|\d{1,2})年(?:[^()、。]{0,14}?)(?:法律|政令|勅令|省令|府令|庁令|告示|条例|規則|条約|訓令)第\d+号";

static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\(([^()]{2,160}(?:\([^()]{1,40}\)[^()]{0,80})?)\)").expect("checked by tests"));
static LAW_NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(LAW).expect("checked by tests"));
static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^の?((?:第\d+(?:条(?:の\d+)?|項|号|章|節))+)").expect("checked by tests"));
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"以下[、,]?(?:単に)?「([^「」]{1,60})」と").expect("checked by tests"));
/// What stands behind a date in a bracket: 閣議決定, 離島会議決定, 第25回会合.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s,、]*([^。、,;()「」\d][^。、,;()「」]{0,40}|第\d+回[^。、,;()「」]{1,40})")
        .expect("checked by tests")
});

/// The end of the title of a document.
const SUFFIX: &str = "戦略|計画|方針|大綱|指針|要綱|要領|綱領|とりまとめ|取りまとめ|取纏め|まとめ|申合せ|申し合わせ|手引き?|議事要旨|議事録|事例集|答申|建議|考え方|論点整理|論点|見通し|方策|プラン|ビジョン|ロードマップ|工程表|提言|報告|報告書|白書|統計|年報|便覧|指標|調査|ガイドライン|ガイダンス|マニュアル|宣言|憲章|協定|条約|合意|声明|通知|通達|告示|規則|規程|基準|法律|基本法|推進法|[一-龠々]{2,}法|政令|省令|条例|原則|対策|プログラム|パッケージ|構想|アジェンダ|レポート|について|に向けて|在り方|あり方|概要|骨子|書";
static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?:{SUFFIX})(?:\d{{2,4}}|(?:\d{{2,4}}年)?(?:改訂版?|改定版?|年度版|年版|版)|\([^()]*\)|【[^】]*】|[〔\[][^〕\]]*[〕\]])*$"))
        .expect("checked by tests")
});
/// A year at the end also makes a title: 科学のベンチマーク2023.
static YEARED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:19|20)\d{2}(?:年版|年改訂版)?$").expect("checked by tests"));
/// Not a document, though it ends like one.
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:プログラム|プロジェクト|事業|対策|構想|パッケージ)$").expect("checked by tests"));
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:等)?(?:\\(|に基づ|を踏まえ|において|に記載|に定め|に規定|に掲げ|に即し|に沿っ|に従|では|により|より抜粋|の改[定訂]|を(?:策定|改定|改訂|決定|公表)|[pP]\\d)").expect("checked by tests")
});
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"第\d+(?:期|次)[一-龠々ァ-ヶー・a-z]{2,24}(?:戦略|計画|大綱|基本方針)|同法第\d+条(?:第\d+項)?|[一-龠々ァ-ヶー][一-龠々ァ-ヶー・]{1,24}(?:推進法|基本法|確保法|振興法|保護法|促進法|基盤法|特別措置法|整備法|規制法|管理法)").expect("checked by tests")
});
/// Bullets and numbers before a title.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[➢・○〇●◆■•*※◇▶>\s-]|\((?:\*|参考|資料|別添|注)?\d{0,2}\)|\*?\d{1,2} )+")
        .expect("checked by tests")
});
static SECTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"の「((?:第?\d|[ⅰ-ⅻⅠ-Ⅻ]|[(①-⑳])[^「」]{2,80})」").expect("checked by tests"));

/// Whether a folded text reads like the title of a document.
pub(super) fn is_title(text: &str) -> bool {
    TITLED.is_match(text) || YEARED.is_match(text)
}

/// Titles before a bracket with a date or a law's number.
pub(super) fn bracketed(text: &str, context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for captures in BRACKET.captures_iter(text) {
        let (whole, inner) = (captures.get(0).expect("group 0"), captures.get(1).expect("group 1"));
        if let Some(number) = LAW_NUMBER.find(inner.as_str()).filter(|n| n.start() < 8) {
            found.push(law(text, whole.range(), inner.as_str(), number.as_str()));
        } else if let Some(date) =
            context.dates.iter().find(|d| d.span.start >= inner.start() && d.span.end <= inner.end())
        {
            found.extend(dated(text, whole.range(), inner.range(), date));
        }
    }
    found
}

fn law(text: &str, bracket: std::ops::Range<usize>, inner: &str, number: &str) -> Found {
    let title = phrase::before(text, bracket.start);
    let rest = &text[bracket.end..];
    let article = ARTICLE.captures(rest).map(|c| (c[1].to_owned(), c[0].len()));
    let end = bracket.end + article.as_ref().map_or(0, |(_, bytes)| *bytes);
    let reference = Reference {
        law_number: Some(number.to_owned()),
        article: article.map(|(a, _)| a),
        short: SHORT.captures(inner).map(|c| c[1].to_owned()),
        ..Reference::default()
    };
    Found { span: Span::new(title.start.min(bracket.start), end), title, reference }
}

fn dated(text: &str, bracket: std::ops::Range<usize>, inner: std::ops::Range<usize>, date: &date::Found) -> Vec<Found> {
    let when = &date.when;
    // A period says how long, not when it was decided.
    if when.to.is_some() || when.precision == date::Precision::FiscalYear {
        return Vec::new();
    }
    let before_date = &text[inner.start..date.span.start];
    let after = &text[date.span.end..inner.end];
    let said = BODY.captures(after).map(|c| c[1].trim().to_owned()).filter(|b| !b.starts_with("以下"));
    // 白書（2017年 17.4%→2023年 29.1%）: figures, no decision.
    if after.contains(['→', '%', '円', '=']) || after.starts_with(':') || before_date.contains(['→', '%', '円']) {
        return Vec::new();
    }
    let said =
        said.or_else(|| (!before_date.is_empty()).then(|| before_date.trim_end_matches(['、', ',', ' ']).to_owned()));
    let decided = said.as_ref().is_some_and(|b| b.ends_with("決定") || b.ends_with("議決"));
    let issued = said.as_ref().is_some_and(|b| {
        ["策定", "公表", "改定", "改訂", "制定", "了承", "報告", "通知", "施行", "取りまとめ", "とりまとめ"]
            .iter()
            .any(|w| b.ends_with(w))
    });
    let mut title = phrase::before(text, bracket.start);
    let mut end = bracket.end;
    if text[..bracket.start].ends_with("した")
        || text[..bracket.start].ends_with("された")
        || text[..bracket.start].ends_with("行う")
    {
        // …を策定することとした（令和６年７月内閣官房）: what was made stands further back.
        let Some(made) = made(&text[..bracket.start]) else { return Vec::new() };
        title = made;
    }
    let words = title.of(text);
    // At the start of a line a title may hold a clause of its own.
    if let Some(line) = line_title(text, bracket.start).filter(|l| l.len() > title.len()) {
        if decided || is_title(line.of(text)) {
            title = line;
        }
    } else if words.is_empty() {
        return Vec::new();
    }
    let words = title.of(text);
    let quoted = text[..bracket.start].ends_with(['」', '』']) && words.chars().count() >= 6;
    let doubtful = !quoted && (when.precision == date::Precision::Year || (!decided && !issued));
    if words.chars().count() < 2 || (doubtful && (!is_title(words) || OTHER.is_match(words))) {
        return Vec::new();
    }
    if let Some(article) = ARTICLE.captures(&text[bracket.end..]) {
        end += article[0].len();
    }
    let reference = Reference {
        decided_on: when.from.clone(),
        decided_by: said.clone().filter(|_| decided),
        issuer: said.filter(|b| !decided && !issued && !b.is_empty()),
        draft: words.ends_with("(案)") || words.ends_with("案)") || words.ends_with("(素案)"),
        short: SHORT.captures(&text[inner]).map(|c| c[1].to_owned()),
        ..Reference::default()
    };
    let mut found = vec![Found { span: Span::new(title.start, end), title, reference: reference.clone() }];
    // 「A」及び「B」（令和４年６月７日閣議決定）: both were decided.
    if let Some(first) = text[..title.start].strip_suffix("」及び「") {
        let from = phrase::floor(first, first.len().saturating_sub(phrase::REACH));
        let open = first[from..].rfind('「').map_or(first.len(), |o| from + o + '「'.len_utf8());
        let other = Span::new(open, first.len());
        if is_title(other.of(text)) {
            found.insert(0, Found { span: other, title: other, reference: Reference { short: None, ..reference } });
        }
    }
    found
}

/// A whole line up to the bracket, without its bullet, where no sentence ends in it.
fn line_title(text: &str, end: usize) -> Option<Span> {
    if end > phrase::REACH {
        return None;
    }
    let line = &text[LEAD.find(&text[..end]).map_or(0, |m| m.end())..end];
    let clean = !line.contains(['。', ':', '、']) && !line.contains('「') && line.chars().count() <= 90;
    (clean && !line.contains("踏まえ") && !line.contains("に基づ")).then(|| Span::new(end - line.len(), end))
}

/// The object of 策定, 決定 or 公表 in the sentence that ends here.
fn made(before: &str) -> Option<Span> {
    static MADE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("を(?:策定|決定|公表|作成|取りまとめ|とりまとめ|改定|改訂)").expect("checked by tests")
    });
    let sentence = phrase::sentence(before, before.len());
    let verb = MADE.find_iter(&before[sentence..]).last()?;
    let end = sentence + verb.start();
    let title = phrase::before(before, end);
    if !is_title(title.of(before)) {
        return None;
    }
    // 「…会議」中間とりまとめを踏まえた工程表: a name in quotation marks at its head belongs to it.
    let close = before[sentence..end].rfind('」').map(|at| sentence + at);
    let quoted =
        close.filter(|c| !before[*c..end].contains(['、', '。'])).and_then(|c| before[sentence..c].rfind('「'));
    Some(Span::new(quoted.map_or(title.start, |q| (sentence + q).min(title.start)), title.end))
}

/// Titles in quotation marks.
pub(super) fn quoted(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut stack = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '「' | '『' => stack.push(at),
            '」' | '』' => {
                let Some(open) = stack.pop() else { continue };
                let inner = Span::new(open + '「'.len_utf8(), at);
                let (words, rest) = (inner.of(text), &text[at + c.len_utf8()..]);
                // 「…会議」中間とりまとめを踏まえた工程表(抄): the title goes on behind the quotation.
                if let Some(line) = continued(text, open, rest) {
                    found.push(plain(line));
                    continue;
                }
                if inner.len() > phrase::REACH {
                    continue;
                }
                let title = is_title(words) && words.chars().count() >= 4;
                if title && (!OTHER.is_match(words) || CITED.is_match(rest)) && !text[..open].ends_with("以下") {
                    let mut one = plain(inner);
                    if let Some(article) = ARTICLE.captures(rest) {
                        one.reference.article = Some(article[1].to_owned());
                        one.span.end = at + c.len_utf8() + article[0].len();
                    }
                    found.push(one);
                }
            }
            _ => {}
        }
    }
    found.extend(sections(text));
    found
}

fn plain(title: Span) -> Found {
    Found { span: title, title, reference: Reference::default() }
}

/// A line that begins with a quoted name and ends as a title.
fn continued(text: &str, open: usize, rest: &str) -> Option<Span> {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[^。、「」()]{0,40}(?:とりまとめ|取りまとめ|工程表|報告書|提言|ロードマップ|行動計画)(?:\(抄\))?")
            .expect("checked by tests")
    });
    let head = text[..open].trim_start_matches(['➢', '・', '○', '〇', '●', '◆', '■', '•', '-', '*', ' ', '※']);
    if !head.is_empty() {
        return None;
    }
    let tail = TAIL.find(rest).filter(|t| t.end() == rest.len())?;
    Some(Span::new(open, text.len() - rest.len() + tail.end()))
}

/// 第３期離島戦略の「２．３ 航路の維持」: the section stands in the quotation marks, the title before them.
fn sections(text: &str) -> Vec<Found> {
    let found = SECTION.captures_iter(text).filter_map(|c| {
        let whole = c.get(0).expect("group 0");
        let title = phrase::before(text, whole.start());
        let reference = Reference { section: Some(c[1].to_owned()), ..Reference::default() };
        is_title(title.of(text)).then(|| Found { span: Span::new(title.start, whole.end()), title, reference })
    });
    found.collect()
}

/// Names that can only be those of a plan or a law.
pub(super) fn bare(text: &str) -> Vec<Found> {
    if !text.contains('第') && !text.contains('法') {
        return Vec::new();
    }
    let found = BARE.find_iter(text).map(|m| {
        let mut one = plain(Span::new(m.start(), m.end()));
        if let Some(article) = ARTICLE.captures(&text[m.end()..]) {
            one.reference.article = Some(article[1].to_owned());
            one.span.end += article[0].len();
        }
        one
    });
    found.collect()
}

/// See [`super::dated_line`].
pub(super) fn dated_line(text: &str, dates: &[date::Found]) -> Option<Reference> {
    static WHO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s,、]*([^。、()]{2,40}(?:会議|委員会|本部|省|庁|室|会合|決定|審議会|局|課|部会|機構|協議会|検討会|懇談会|府|院))?$").expect("checked by tests")
    });
    let [date] = dates else { return None };
    let bracket = usize::from(text.starts_with('('));
    if date.span.start != bracket
        || date.when.to.is_some()
        || date.when.open
        || date.when.precision < date::Precision::Month
    {
        return None;
    }
    let mut rest = text[date.span.end..].trim_end();
    if bracket == 1 {
        let (inner, behind) = rest.split_once(')')?;
        // (…閣議決定)<抜粋>
        if behind.chars().count() > 16 {
            return None;
        }
        rest = inner;
    }
    let who = WHO.captures(rest)?.get(1)?.as_str().to_owned();
    let decided = who.ends_with("決定");
    Some(Reference {
        decided_on: date.when.from.clone(),
        decided_by: Some(who.clone()).filter(|_| decided),
        issuer: Some(who).filter(|_| !decided),
        ..Reference::default()
    })
}
