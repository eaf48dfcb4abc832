//! 文の種類: what a sentence does, and how firmly it commits.
//!
//! A sentence is judged by how it ends, because Japanese decides there: …を推進する commits, …が進んでいる tells.
//! Notes and lists end in nouns; there the last noun of action decides (体制の整備, 件数). A fragment of a diagram that
//! says nothing (基礎研究) is no statement.

mod ending;

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use tadori_text::{BlockKind, Span};

use crate::view::View;
use crate::{amount, date};

/// What a sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// 取組: what is going to be done, or must be.
    Commitment,
    /// 目標: a value to be reached.
    Target,
    /// 予算: money for something.
    Budget,
    /// 現状・事実
    Fact,
    /// 定義・注記: what a word or a figure means.
    Definition,
    /// 参照: what another document says.
    Reference,
}

impl StatementKind {
    /// The name used on the command line, such as `commitment`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commitment => "commitment",
            Self::Target => "target",
            Self::Budget => "budget",
            Self::Fact => "fact",
            Self::Definition => "definition",
            Self::Reference => "reference",
        }
    }
}

/// How firmly a commitment is meant, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// 検討する
    Consider,
    /// 努める・必要である
    Endeavour,
    /// 進める・取り組む・図る
    Advance,
    /// 推進する・促進する・強化する
    Promote,
    /// 実施する・整備する・行う
    Implement,
    /// 達成する・実現する
    Achieve,
}

impl Strength {
    /// The name used on the command line, such as `promote`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Consider => "consider",
            Self::Endeavour => "endeavour",
            Self::Advance => "advance",
            Self::Promote => "promote",
            Self::Implement => "implement",
            Self::Achieve => "achieve",
        }
    }
}

/// A sentence of a block 文.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub span: Span,
    /// What it does.
    pub kind: StatementKind,
    /// Of a commitment.
    pub strength: Option<Strength>,
}

static DEFINING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:をいう|という|とは、.*|を指す|のこと(?:である|とする)?|を含む|を含まない|を除く|は除く|も含む|を区別する|の略|に限る|を意味する|としている|で実施)(?:。|\))*$").expect("checked by tests")
});
static NAMING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^。]{2,60}(?:\(以下「[^」]+」という。?\))は、.*(?:である|をいう)。?$").expect("checked by tests")
});
static CITING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:において|では|にも|に)、?(?:.*)(?:とされている|と(?:記載|明記|規定)されている|が掲げられ(?:ている)?|が盛り込まれ|と(?:の)?(?:指摘|提言)(?:がある|もある|されている)|旨が記載されている)").expect("checked by tests")
});
static SOURCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:※)?[(<\[]?(?:出典|出所)").expect("checked by tests"));
/// この計画は、…計画である。 …の期間は、…の５年間とする。 「…」と呼ぶ。
static PRESCRIBES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^。]{2,60}?は、?[^。]*(?:計画|方針|戦略|期間|機器|制度|組織|機関|会議|指標|団体|仕組み|年間|もの)(?:である|とする)$|」と(?:呼ぶ|いう|する|総称する)$").expect("checked by tests")
});
/// 内=内閣府、総=総務省
static LEGEND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^。]*?[^\s、。=]{1,3}=[^、。=]{2,16}(?:、[^\s、。=]{1,3}=[^、。=]{2,16})+$")
        .expect("checked by tests")
});
/// …による。…も参照。
static REFERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:による|参照|より抜粋|から引用)\\)?$").expect("checked by tests"));
static BULLET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[・•○〇●◆■◇➢▶*-]|[①-⑳]|\(?\d{1,2}[).．]|【[^】]{1,12}】|\s|◎)+").expect("checked by tests")
});
/// 過去３年度平均以上の支援数: a target without a value of its own.
static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:平均|前年度?|現状|実績)(?:値)?以上").expect("checked by tests"));
/// A footnote that names where a figure comes from.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("出所|出典|白書|年報|参考資料|統計|参照|より作成|を基に作成").expect("checked by tests")
});
/// A footnote that says what a word means.
static EXPLAINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\d{1,3} ?)?[^。]{1,60}?(?:は、|とは|は|:).*(?:もの|こと|である|方法|会議|機関|制度|仕組み|概念|総称|事業|組織|手法|技術|[一-龠])$").expect("checked by tests")
});
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:数|割合|比率|額|率|指標|状況|実績|度)(?:\([^()]*\))?※?$").expect("checked by tests")
});

/// What a block's place says about its sentences.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what is seen of a place, each by itself")]
pub(crate) struct Place {
    /// Under a heading of indicators 指標 that names no values.
    pub(crate) indicators: bool,
    /// Under a heading of targets 目標.
    pub(crate) targets: bool,
    /// In a footnote.
    pub(crate) footnote: bool,
    /// Right below the name of a program: what the program does.
    pub(crate) described: bool,
    /// Holds a target that was recognised as such.
    pub(crate) target: bool,
    /// Holds references with a date or number.
    pub(crate) cites: bool,
}

/// The sentences of a block. Headings and furniture have none.
pub(crate) fn read(
    view: &View<'_>,
    amounts: &[amount::Found],
    dates: &[date::Found],
    targets: &[Span],
    place: Place,
) -> Vec<Statement> {
    let kind = view.block.kind;
    if matches!(kind, BlockKind::Heading | BlockKind::Furniture) {
        return Vec::new();
    }
    let text = view.text();
    let listed = matches!(kind, BlockKind::Item) || BULLET.is_match(text);
    let mut statements = Vec::new();
    for sentence in sentences(text) {
        let inside = |s: Span| s.start >= sentence.start && s.end <= sentence.end;
        let money = amounts.iter().filter(|a| inside(a.span) && a.amount.role == amount::Role::Sum).count();
        let timed = dates.iter().any(|d| inside(d.span));
        let place = Place { target: targets.iter().any(|t| inside(*t)), ..place };
        let Some((kind, strength)) = judge(sentence.of(text), listed, money > 0, timed, place) else { continue };
        let mut span = view.span(sentence.start, sentence.end);
        if sentence.start == 0 {
            // A bullet of a symbol font folds to nothing; it belongs to the sentence.
            span.start = 0;
        }
        if !span.is_empty() {
            statements.push(Statement { block: view.index, span, kind, strength });
        }
    }
    statements
}

fn judge(
    sentence: &str,
    listed: bool,
    money: bool,
    dated: bool,
    place: Place,
) -> Option<(StatementKind, Option<Strength>)> {
    let bare = BULLET.replace(sentence, "");
    let bare = bare.trim_end_matches(['。', ' ']);
    // (文、厚) behind a sentence says who, not what.
    let bare = trailing_bracket(bare);
    if bare.chars().count() < 2 {
        return None;
    }
    let note = sentence.starts_with(['※', '*']) || bare.starts_with("(注");
    if money && budget(bare) {
        return Some((StatementKind::Budget, None));
    }
    if SOURCE.is_match(sentence) || (place.cites && only_cites(bare)) {
        return Some((StatementKind::Reference, None));
    }
    if PRESCRIBES.is_match(bare) || LEGEND.is_match(bare) {
        return Some((StatementKind::Definition, None));
    }
    if REFERS.is_match(bare) && (place.cites || bare.contains('」')) {
        return Some((StatementKind::Reference, None));
    }
    if NAMING.is_match(bare) || DEFINING.is_match(bare) || (note && ending::verb(bare).is_none()) {
        return Some((StatementKind::Definition, None));
    }
    if CITING.is_match(bare) && (bare.contains('」') || place.cites) {
        return Some((StatementKind::Reference, None));
    }
    if place.target {
        return Some((StatementKind::Target, None));
    }
    if place.targets && listed && (bare.ends_with("増加") || bare.ends_with("減少") || RELATIVE.is_match(bare)) {
        return Some((StatementKind::Target, None));
    }
    if place.footnote && ending::verb(bare).is_none_or(|v| v == ending::Verb::Tells) {
        if CITED.is_match(bare) {
            return Some((StatementKind::Reference, None));
        }
        if EXPLAINS.is_match(bare) {
            return Some((StatementKind::Definition, None));
        }
    }
    if place.indicators && COUNT.is_match(bare) {
        return Some((StatementKind::Definition, None));
    }
    match ending::verb(bare) {
        Some(ending::Verb::Acts(strength)) if note && dated => Some((StatementKind::Commitment, Some(strength))),
        Some(ending::Verb::Acts(strength)) => Some((StatementKind::Commitment, Some(strength))),
        Some(ending::Verb::Tells) => Some((StatementKind::Fact, None)),
        None if sentence.ends_with('。') || listed || place.described => match ending::noun(bare) {
            Some(strength) => Some((StatementKind::Commitment, Some(strength))),
            None if sentence.ends_with('。') || (bare.chars().count() >= 6 && says(bare)) => {
                Some((StatementKind::Fact, None))
            }
            None => None,
        },
        // Labels and boxes: only what is long enough to be said.
        None if bare.chars().count() >= 18 => match ending::noun(bare) {
            Some(strength) => Some((StatementKind::Commitment, Some(strength))),
            None if says(bare) && !bare.ends_with(['、', 'を', 'の', 'に']) => Some((StatementKind::Fact, None)),
            None => None,
        },
        None => None,
    }
}

/// Whether words are more than a name: something is said of something.
fn says(bare: &str) -> bool {
    bare.contains(['を', 'は']) || bare.contains("が") || bare.contains("され") || bare.contains("した")
}

/// Money that is given, not told of: no clause around it, or one that budgets.
fn budget(bare: &str) -> bool {
    static GIVES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("予算|要求|要望|計上|措置|充当|経費|補助金|交付金|<[^>]*>").expect("checked by tests")
    });
    static GIVEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("計上|措置|充当|要求額|予算額|要望額").expect("checked by tests"));
    if bare.contains('→')
        || (ending::verb(bare) == Some(ending::Verb::Tells) && bare.chars().count() > 60 && !GIVEN.is_match(bare))
    {
        return false;
    }
    let clauses =
        bare.contains("する") || bare.contains("した") || bare.contains("れる") || ending::verb(bare).is_some();
    !clauses || (GIVES.is_match(bare) && bare.chars().count() < 160)
}

/// A title with its bracket and nothing else.
fn only_cites(bare: &str) -> bool {
    bare.ends_with(')') && !bare.contains('。') && ending::verb(bare.split('(').next().unwrap_or(bare)).is_none()
}

/// Without a bracket at the end that only names offices or repeats.
fn trailing_bracket(text: &str) -> &str {
    let Some(open) = text.strip_suffix(')').and_then(|t| t.rfind('(')) else { return text };
    let inner = &text[open + 1..text.len() - 1];
    let marks = inner.chars().count() <= 24 && !inner.contains('。') && !inner.chars().any(|c| c.is_ascii_digit());
    if marks && open > 0 { text[..open].trim_end_matches(['。', ' ']) } else { text }
}

/// Spans of the sentences of a folded text; a full stop inside brackets or quotation marks ends none.
fn sentences(text: &str) -> Vec<Span> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '(' | '「' | '『' | '<' | '【' => depth += 1,
            ')' | '」' | '』' | '>' | '】' => depth = (depth - 1).max(0),
            // Brackets that never close end with the sentence.
            '。' if depth == 0 || !closes(&text[at..], depth) => {
                let mut end = at + c.len_utf8();
                depth = 0;
                // (厚) right behind the full stop belongs to its sentence.
                if rest.peek().is_some_and(|(_, n)| *n == '(')
                    && let Some(close) =
                        text[end..].find(')').filter(|close| *close < 60 && !text[end..end + close].contains('。'))
                {
                    end += close + 1;
                    while rest.peek().is_some_and(|(at, _)| *at < end) {
                        rest.next();
                    }
                }
                found.push(Span::new(start, end));
                start = end;
            }
            _ => {}
        }
    }
    if start < text.len() {
        found.push(Span::new(start, text.len()));
    }
    found.retain(|s| !s.of(text).trim().is_empty());
    found
}

/// Whether the brackets that are open close within reach.
fn closes(rest: &str, depth: i32) -> bool {
    let mut depth = depth;
    rest.chars().take(300).any(|c| {
        match c {
            '(' | '「' | '『' | '<' | '【' => depth += 1,
            ')' | '」' | '』' | '>' | '】' => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

#[cfg(test)]
mod tests;
