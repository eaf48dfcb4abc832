//! Which paragraphs are headings.
//!
//! Nothing is known beforehand about a document's numbering: a marker makes a
//! heading when its line is short, ends like a title, fits the count and has
//! text under it; what a run of numbers does as a whole decides for its members.

use std::collections::HashMap;

use super::habits::Habits;
use super::line::Role;
use super::outline::{Part, Rank};
use super::slides::Slide;
use super::wording::{is_dated, is_decision};
use crate::number::{Family, Marker};
use crate::title::ends_as_title;
use crate::width::width;

/// The rank of every part that is a heading.
pub(super) fn ranks(parts: &[Part], habits: Habits, slides: Option<&[Slide]>) -> Vec<Option<Rank>> {
    let body: Vec<usize> = (0..parts.len()).filter(|&i| parts[i].role == Role::Body && !is_note(&parts[i])).collect();
    let short: Vec<bool> = body.iter().map(|&i| is_title_like(&parts[i])).collect();
    let heads = Heads {
        listed: listed(parts, &body),
        runs: if slides.is_some() { vec![true; body.len()] } else { heading_runs(parts, &body, &short) },
        bullets: heading_bullets(parts, &body, &short),
    };
    let slide_titles: Vec<usize> = slides.unwrap_or_default().iter().filter_map(|s| s.title).collect();
    let mut ranks = vec![None; parts.len()];
    let mut titled = false;
    for (n, &i) in body.iter().enumerate() {
        let part = &parts[i];
        let next = body.get(n + 1).map(|&j| &parts[j]);
        ranks[i] = if slide_titles.binary_search(&i).is_ok() {
            Some(Rank::Title)
        } else if let Some(style) = part.style {
            Some(match part.marker {
                _ if style == 0 => Rank::Title,
                Some(marker) if marker.family.counts() => Rank::Numbered(marker.family),
                _ => Rank::Plain,
            })
        } else if !short[n] {
            None
        } else if let Some(marker) = part.marker {
            heads.marked(part, marker, next, n)
        } else if slides.is_some() {
            box_title(part, next)
        } else {
            let last = n.checked_sub(1).map(|m| &parts[body[m]]);
            plain_title(part, (last, next), habits, n, titled)
        };
        titled |= ranks[i].is_some();
    }
    ranks
}

/// A remark (※): it stands outside the order of the text.
pub(super) fn is_note(part: &Part) -> bool {
    part.marker.is_some_and(|m| m.family == Family::Note)
}

/// Short, and ends like a title.
fn is_title_like(part: &Part) -> bool {
    const LONGEST: u32 = 130;
    let text = part.text.trim_end();
    let ends = text.ends_with(['。', '、', '，', '・', '；', ';', '！', '？']);
    let colon = text.ends_with(['：', ':']) && !matches!(part.marker.map(|m| m.family), Some(Family::Bullet(_)));
    part.lines <= 3
        && width(text) <= LONGEST
        && !ends
        && !colon
        && !text.contains('。')
        && text.chars().any(char::is_alphabetic)
}

/// Members of a list: three or more of a family in a row, nothing between.
fn listed(parts: &[Part], body: &[usize]) -> Vec<bool> {
    const LIST: usize = 3;
    let mut listed = vec![false; body.len()];
    let mut start = 0;
    for end in 1..=body.len() {
        let runs_on = end < body.len() && {
            let (before, this) = (parts[body[end - 1]].marker, parts[body[end]].marker);
            before.zip(this).is_some_and(|(a, b)| a.family == b.family && a.family.counts() && b.value == a.value + 1)
        };
        if !runs_on {
            if end - start >= LIST && !matches!(parts[body[start]].marker.map(|m| m.family), Some(Family::Counter(_))) {
                listed[start..end].fill(true);
            }
            start = end;
        }
    }
    listed
}

/// Bullets that a document sets before headings: mostly short, mostly with something else under them.
fn heading_bullets(parts: &[Part], body: &[usize], short: &[bool]) -> HashMap<Family, bool> {
    let mut counts: HashMap<Family, (usize, usize)> = HashMap::new();
    for (n, &i) in body.iter().enumerate() {
        let Some(family) = parts[i].marker.map(|m| m.family).filter(|f| matches!(f, Family::Bullet(_))) else {
            continue;
        };
        let heads = short[n] && body.get(n + 1).is_some_and(|&j| has_text_under(&parts[j], family));
        let count = counts.entry(family).or_default();
        count.0 += usize::from(heads);
        count.1 += 1;
    }
    counts.into_iter().map(|(family, (heads, all))| (family, heads * 2 >= all && !is_dot(family))).collect()
}

/// Bullets that only ever begin items.
const fn is_dot(family: Family) -> bool {
    matches!(
        family,
        Family::Bullet(
            '・' | '･' | '•' | '-' | '–' | '－' | '—' | '*' | '＊' | '+' | '✓' | '✔' | '\u{E000}'..='\u{F8FF}'
        )
    )
}

/// By index into the body: whether the number there is in a run of numbers of which most are short and have text under
/// them. Where one stands right above the next, they are a list.
fn heading_runs(parts: &[Part], body: &[usize], short: &[bool]) -> Vec<bool> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open: HashMap<Family, usize> = HashMap::new();
    for (n, &i) in body.iter().enumerate() {
        let Some(marker) = parts[i].marker.filter(|m| m.family.counts()) else { continue };
        let follows = |&run: &usize| {
            let last = runs[run].last().and_then(|&m| parts[body[m]].marker);
            last.is_some_and(|m| m.value + 1 == marker.value || (m.value == marker.value && m.then.is_some()))
        };
        if let Some(&run) = open.get(&marker.family).filter(|r| follows(r)) {
            runs[run].push(n);
        } else {
            open.insert(marker.family, runs.len());
            runs.push(vec![n]);
        }
    }
    let mut heads = vec![false; body.len()];
    for run in runs {
        let titles = run.iter().filter(|&&n| short[n]).count();
        // The last one has what follows the run.
        let filled = run.windows(2).filter(|w| w[1] > w[0] + 1).count();
        let is = titles * 5 >= run.len() * 3 && filled * 2 >= run.len() - 1;
        for n in run {
            heads[n] = is;
        }
    }
    heads
}

/// Whether what follows a heading of `family` is text of its own, not the next of its kind.
fn has_text_under(next: &Part, family: Family) -> bool {
    let kind = next.marker.map(|m| m.family);
    kind != Some(family) && !kind.is_some_and(|k| matches!(k, Family::Bracket('【')) && next.text.chars().count() < 20)
}

/// What makes the marked lines of a document headings.
struct Heads {
    /// By index into the body: members of a list.
    listed: Vec<bool>,
    /// By index into the body: in a run of numbers that are headings.
    runs: Vec<bool>,
    bullets: HashMap<Family, bool>,
}

impl Heads {
    /// The rank of part `n` of the body, if its marker makes it a heading.
    fn marked(&self, part: &Part, marker: Marker, next: Option<&Part>, n: usize) -> Option<Rank> {
        let title = part.text[marker.len..].trim();
        let is = match marker.family {
            Family::Annex => {
                let alone = part.before > 0 || part.starts_page || n == 0;
                let listed = next.is_none_or(|n| n.marker.is_some_and(|m| m.family == Family::Annex));
                return (alone && !listed && width(&part.text) <= 90).then_some(Rank::Annex);
            }
            Family::Bullet(_) => {
                let usual = self.bullets.get(&marker.family) == Some(&true);
                let under = next.is_some_and(|n| has_text_under(n, marker.family));
                // A label over numbers that begin: ◆ kinds, ① …, ② ….
                let labels = !is_dot(marker.family)
                    && width(title) <= 40
                    && next.is_some_and(|n| n.marker.is_some_and(|m| m.family.counts() && m.value == 1));
                (labels || (usual && under))
                    && width(title) <= 120
                    // ■甲、■乙 is a legend.
                    && !part.text[marker.len..].contains(part.text.chars().next().unwrap_or_default())
            }
            Family::Note | Family::Bracket('(') => false,
            Family::Bracket('（') => is_bracketed_heading(part, marker, next),
            Family::Bracket(open) => {
                let whole = width(title) <= 6 && width(&part.text) <= 72;
                // Before the next chapter it closes what stands above: a remark.
                let remark = next.is_some_and(|n| {
                    n.marker.is_some_and(|m| matches!(m.family, Family::Decimal(1) | Family::Counter(_)) && m.value > 1)
                });
                // 【研究費】 over 100千円 is the label of a figure.
                let figure = next.is_some_and(|n| {
                    width(&n.text) <= 20
                        && n.text.chars().any(char::is_numeric)
                        && n.text.contains(['円', '％', '%', '名', '件'])
                });
                !remark && !figure && (whole || (open != '【' && width(&part.text) <= 72 && ends_as_title(title)))
            }
            _ => {
                let told = !title.is_empty() && title.chars().any(char::is_alphabetic);
                let only = next.is_none_or(|n| {
                    n.marker.map(|m| m.family) != Some(marker.family)
                        || n.marker.is_some_and(|m| m.value == marker.value + 1)
                });
                let counted = part.stands_out || (!self.listed[n] && self.runs[n]);
                told && counted && only && width(title) <= 90
            }
        };
        is.then_some(Rank::Numbered(marker.family))
    }
}

/// （背景） alone on its line with text under it; but （略） and （甲、乙） are remarks.
fn is_bracketed_heading(part: &Part, marker: Marker, next: Option<&Part>) -> bool {
    let whole = marker.len == part.text.trim_end().len();
    let inner = part.text[..marker.len].trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let word = (2..=16).contains(&inner.chars().count())
        && inner.chars().all(|c| c.is_alphabetic() || c == '・' || c == 'ー')
        && !matches!(
            inner,
            "中略"
                | "後略"
                | "前略"
                | "以下略"
                | "省略"
                | "再掲"
                | "参考"
                | "参考資料"
                | "当初"
                | "補正"
                | "仮称"
                | "抜粋"
                | "素案"
        );
    whole
        && word
        && part.lines == 1
        && next.is_some_and(|n| n.role == Role::Body && (width(&n.text) >= 40 || n.marker.is_some()))
}

/// A line that stands alone and reads like a title, in running text.
fn plain_title(
    part: &Part,
    (last, next): (Option<&Part>, Option<&Part>),
    habits: Habits,
    n: usize,
    titled: bool,
) -> Option<Rank> {
    let text = part.text.trim();
    if is_matter(text) {
        return Some(Rank::Matter);
    }
    // They close a document, annexes and all.
    if matches!(text, "参考文献" | "参照文献" | "引用文献" | "謝辞") && (part.before > 0 || part.starts_page)
    {
        return Some(Rank::Annex);
    }
    let usual = habits.usual_blanks();
    let dated = next.is_some_and(|n| is_decision(&n.text));
    let above = part.before > usual || part.starts_page || n == 0;
    let below = part.after > usual.saturating_sub(u32::from(n < 6)) || part.ends_page || dated;
    let listing = next.is_some_and(|n| n.marker.is_some_and(|m| is_dot(m.family)));
    let below = below || (listing && text.chars().count() <= 20 && is_name(text));
    // Where every line has a blank one below it, only the text around can tell.
    let between = usual > 0
        && last.is_some_and(|l| l.text.ends_with('。'))
        && next.is_some_and(|n| n.text.ends_with('。') && n.lines > 1)
        && part.lines == 1;
    if !(between || above && (below || part.stands_out)) || is_no_title(text) {
        return None;
    }
    // Names one behind the other are no title, however they are set.
    let alone = above
        && below
        && next.is_some()
        && part.lines == 1
        && is_name(text)
        && last.is_none_or(|l| !is_name(l.text.trim()));
    let named =
        ends_as_title(text) || alone || (part.stands_out && !text.ends_with(['円', '％', '%']) && !text.contains('、'));
    if width(text) > 84 || !named || part.lines > 2 {
        return None;
    }
    if !titled && n < 12 {
        return Some(Rank::Title);
    }
    let opens =
        next.is_some_and(|n| n.text.contains(['。', '円']) || n.marker.is_some() || n.text.chars().count() < 20);
    opens.then_some(Rank::Plain)
}

/// A noun with what stands before it, and nothing that is counted, dated or listed.
fn is_name(text: &str) -> bool {
    let end = text.trim_end_matches(['）', ')', '」', '】', '＞', '>']).chars().next_back();
    width(text) <= 60
        && end.is_some_and(|c| c.is_alphabetic() && !matches!(c, '\u{3041}'..='\u{309F}'))
        && !text.contains(['、', '。', '円', '年', '％', '%', '=', '＝'])
        && !text.chars().any(char::is_whitespace)
}

/// The title of a box on a slide, or the name of what a box cites.
fn box_title(part: &Part, next: Option<&Part>) -> Option<Rank> {
    let text = part.text.trim();
    let dated = next.is_some_and(|n| is_decision(&n.text));
    let apart = (part.before > 0 || part.starts_page) && (part.after > 0 || part.ends_page || dated);
    let named = is_source_title(text) || (width(text) <= 84 && ends_as_title(text));
    (apart && named && !is_no_title(text)).then_some(Rank::Plain)
}

/// Too short, a date or a page number.
fn is_no_title(text: &str) -> bool {
    width(text) < 4 || is_decision(text) || is_month(text) || super::furniture::page_number(text).is_some()
}

/// 2021年８月: nothing but a date that stops at the month.
fn is_month(text: &str) -> bool {
    text.ends_with('月') && is_dated(&format!("{text}1日"))
}

/// A chapter that by custom has no number.
fn is_matter(text: &str) -> bool {
    let word: String = text.chars().filter(|c| !c.is_whitespace() && !"【】＜＞".contains(*c)).collect();
    matches!(
        word.as_str(),
        "はじめに"
            | "おわりに"
            | "終わりに"
            | "結び"
            | "むすび"
            | "むすびに"
            | "序"
            | "序文"
            | "前文"
            | "まえがき"
            | "あとがき"
    )
}

/// A cited document with its decision: name（令和…決定）.
pub(super) fn is_source_title(text: &str) -> bool {
    let Some(open) = text.rfind(['（', '(']) else { return false };
    let note = &text[open..];
    open > 0
        && text.ends_with(['）', ')'])
        && note.contains('年')
        && !note.contains(['～', '〜'])
        && (note.contains('月') || note.contains("決定"))
        && note.chars().count() >= 7
        && width(&text[..open]) >= 10
}
