//! Which paragraphs are headings, and how deep.
//!
//! Nothing is known beforehand about a document's numbering: a marker makes a
//! heading when its line is short, ends like a title, fits the count and has
//! text under it; families of markers nest in the order in which they appear.

use std::collections::HashMap;

use super::habits::{Habits, Layout};
use super::line::Role;
use super::wording::is_dated;
use tadori_text::{Block, BlockKind, Heading};

use crate::number::{self, Family, Marker};
use crate::title::ends_as_title;
use crate::width::width;

/// A paragraph as the outline sees it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) marker: Option<Marker>,
    pub(super) role: Role,
    /// Blank lines before the first line, and before the line after the last one.
    pub(super) before: u32,
    pub(super) after: u32,
    /// The first line begins a page; the next part begins one.
    pub(super) starts_page: bool,
    pub(super) ends_page: bool,
    /// Lines.
    pub(super) lines: usize,
    /// Level of its heading style, from 1, 0 for a title; where the format has styles.
    pub(super) style: Option<u8>,
    /// Set larger or bolder than most of the text.
    pub(super) stands_out: bool,
}

/// Makes a block what the outline says it is.
pub(super) fn set_kind(block: &mut Block, part: &Part, level: Option<u8>) {
    if let Some(level) = level {
        let (number, title) = number::split(&block.text);
        block.heading = Some(Heading { level, number, title: title.to_owned() });
        block.kind = BlockKind::Heading;
    } else if part.role == Role::Body && block.kind != BlockKind::Item {
        block.kind = match part.marker.map(|m| m.family) {
            None | Some(Family::Note | Family::Bracket(_)) => BlockKind::Paragraph,
            Some(_) => BlockKind::Item,
        };
    }
}

/// How a heading takes its place among those above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Rank {
    /// The title of the document or of a slide.
    Title,
    /// A title without a number.
    Plain,
    Numbered(Family),
}

/// A heading under which the text stands.
#[derive(Clone, Copy, Debug)]
struct Open {
    rank: Rank,
    /// The level of its style, which its rank cannot overrule.
    style: Option<u8>,
    level: u8,
}

/// The level of every part that is a heading.
pub(super) fn levels(parts: &[Part], habits: Habits) -> Vec<Option<u8>> {
    let ranks = ranks(parts, habits);
    let mut open: Vec<Open> = Vec::new();
    let mut levels = vec![None; parts.len()];
    let titled = is_deck(parts, habits);
    for (i, rank) in ranks.into_iter().enumerate() {
        let Some(rank) = rank else { continue };
        let style = parts[i].style.filter(|&s| s > 0);
        if rank == Rank::Title {
            open.clear();
            // The chapters of a document stand beside its title, not under it.
            if titled {
                open.push(Open { rank, style, level: 1 });
            }
            levels[i] = Some(1);
            continue;
        }
        let rank = second_number(rank, parts[i].marker, &open);
        if let Some(style) = style {
            let above = |o: &Open| o.rank == Rank::Title || o.style.is_some_and(|s| s < style);
            open.truncate(open.iter().position(|o| !above(o)).unwrap_or(open.len()));
        } else {
            match open.iter().position(|o| o.rank == rank) {
                Some(at) => open.truncate(at),
                None => close_deeper(&mut open, rank),
            }
        }
        let below = open.last().map_or(1, |o| o.level + 1);
        let level = style.map_or(below, |style| style.max(below)).min(9);
        open.push(Open { rank, style, level });
        levels[i] = Some(level);
    }
    levels
}

/// 3.1(3) under an open 3.1 is its (3); elsewhere it counts as another 3.1.
fn second_number(rank: Rank, marker: Option<Marker>, open: &[Open]) -> Rank {
    match (rank, marker.and_then(|m| m.then)) {
        (Rank::Numbered(Family::Decimal(depth)), Some((family, _)))
            if depth > 1 && open.iter().any(|o| o.rank == rank) =>
        {
            Rank::Numbered(family)
        }
        _ => rank,
    }
}

/// Closes what cannot stand above a rank: 1.1 never stands under 1.1.1, 章 never under 節, a plain title only under titles.
fn close_deeper(open: &mut Vec<Open>, rank: Rank) {
    let order = |family| match family {
        Family::Counter(word) => "第編部章節款目".chars().zip(-10..).find(|&(c, _)| c == word).map(|(_, order)| order),
        Family::Decimal(depth) => Some(i32::from(depth)),
        Family::Roman => Some(0),
        _ => None,
    };
    let deeper = |above: &Rank| match (above, rank) {
        (Rank::Numbered(above), Rank::Numbered(family)) => match (order(*above), order(family)) {
            (Some(a), Some(b)) => a > b,
            // Minor marks never enclose a chapter or a decimal number.
            (None, Some(_)) => !matches!(above, Family::Bracket(_)),
            _ => false,
        },
        (Rank::Plain, Rank::Numbered(_)) | (Rank::Title, _) => false,
        (_, Rank::Plain | Rank::Title) => true,
    };
    let styled = open.iter().rposition(|o| o.style.is_some()).map_or(0, |at| at + 1);
    if let Some(at) = open[styled..].iter().position(|o| deeper(&o.rank)) {
        open.truncate(styled + at);
    }
}

fn ranks(parts: &[Part], habits: Habits) -> Vec<Option<Rank>> {
    let deck = is_deck(parts, habits);
    // Remarks (※) stand outside the order of the text.
    let is_note = |p: &Part| p.marker.is_some_and(|m| m.family == Family::Note);
    let body: Vec<usize> = (0..parts.len()).filter(|&i| parts[i].role == Role::Body && !is_note(&parts[i])).collect();
    let short: Vec<bool> = body.iter().map(|&i| is_title_like(&parts[i])).collect();
    let listed = listed(parts, &body);
    let bullets = heading_bullets(parts, &body, &short);
    let mut ranks = vec![None; parts.len()];
    let mut titled = false;
    for (n, &i) in body.iter().enumerate() {
        let part = &parts[i];
        let next = body.get(n + 1).map(|&j| &parts[j]);
        if let Some(style) = part.style {
            ranks[i] = Some(match part.marker {
                _ if style == 0 => Rank::Title,
                Some(marker) if marker.family.counts() => Rank::Numbered(marker.family),
                _ => Rank::Plain,
            });
            titled = true;
            continue;
        }
        if !short[n] {
            continue;
        }
        ranks[i] = match part.marker {
            Some(marker) => {
                is_marked_heading(part, marker, next, listed[n], &bullets).then_some(Rank::Numbered(marker.family))
            }
            None => plain_title(part, next, deck, habits, n, titled),
        };
        titled |= ranks[i] == Some(Rank::Title) || (ranks[i].is_some() && !deck);
    }
    ranks
}

/// Most parts are no sentences, and blank lines mean something: slides.
fn is_deck(parts: &[Part], habits: Habits) -> bool {
    if let Some(slides) = habits.slides {
        return slides;
    }
    let body = parts.iter().filter(|p| p.role == Role::Body);
    let sentences = body.clone().filter(|p| p.text.ends_with('。')).count();
    habits.layout != Layout::SpacedColumn && sentences * 5 < body.count() * 2
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
    let bullet = |c| {
        matches!(
            c,
            Family::Bullet(
                '・' | '･' | '•' | '-' | '–' | '－' | '—' | '*' | '＊' | '+' | '✓' | '✔' | '\u{E000}'..='\u{F8FF}'
            )
        )
    };
    counts.into_iter().map(|(family, (heads, all))| (family, heads * 2 >= all && !bullet(family))).collect()
}

/// Whether what follows a heading of `family` is text of its own, not the next of its kind.
fn has_text_under(next: &Part, family: Family) -> bool {
    let kind = next.marker.map(|m| m.family);
    kind != Some(family) && !kind.is_some_and(|k| matches!(k, Family::Bracket('【')) && next.text.chars().count() < 20)
}

fn is_marked_heading(
    part: &Part,
    marker: Marker,
    next: Option<&Part>,
    listed: bool,
    bullets: &HashMap<Family, bool>,
) -> bool {
    let title = part.text[marker.len..].trim();
    match marker.family {
        Family::Bullet(_) => {
            bullets.get(&marker.family) == Some(&true)
                && next.is_some_and(|n| has_text_under(n, marker.family))
                && width(title) <= 120
                // ■甲、■乙 is a legend.
                && !part.text[marker.len..].contains(part.text.chars().next().unwrap_or_default())
        }
        Family::Note | Family::Bracket('(') => false,
        Family::Bracket('（') => is_bracketed_heading(part, marker, next),
        Family::Bracket('【') => width(title) <= 6 && width(&part.text) <= 72,
        Family::Bracket(_) => width(&part.text) <= 72 && (width(title) <= 6 || ends_as_title(title)),
        _ => {
            let told = !title.is_empty() && title.chars().any(char::is_alphabetic);
            let only = next.is_none_or(|n| {
                n.marker.map(|m| m.family) != Some(marker.family)
                    || n.marker.is_some_and(|m| m.value == marker.value + 1)
            });
            told && !listed && only && width(title) <= 90
        }
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

/// A line that stands alone and reads like a title.
fn plain_title(part: &Part, next: Option<&Part>, deck: bool, habits: Habits, n: usize, titled: bool) -> Option<Rank> {
    let text = part.text.trim();
    let usual = habits.usual_blanks();
    let dated = next.is_some_and(|n| is_decision(&n.text));
    let above = part.before > usual || part.starts_page || n == 0;
    let below = part.after > usual.saturating_sub(u32::from(n < 6)) || part.ends_page || dated;
    let columns = width(text);
    if !above || !below || columns < 4 || is_decision(text) || super::furniture::page_number(text).is_some() {
        return None;
    }
    let short = columns <= 84;
    if deck {
        let edge = part.starts_page || part.ends_page || !titled;
        return if short && edge && columns >= 12 && (ends_as_title(text) || part.starts_page) {
            Some(Rank::Title)
        } else if is_source_title(text) || (short && ends_as_title(text)) {
            Some(Rank::Plain)
        } else {
            None
        };
    }
    let named = ends_as_title(text) || (part.stands_out && !text.ends_with(['円', '％', '%']));
    if !short || !named || part.lines > 2 {
        return None;
    }
    if !titled && n < 12 {
        return Some(Rank::Title);
    }
    let opens = next.is_some_and(|n| n.text.contains('。') || n.marker.is_some() || n.text.chars().count() < 20);
    opens.then_some(Rank::Plain)
}

/// A line under a title that says when or by whom it was decided.
fn is_decision(text: &str) -> bool {
    let text = text.trim();
    let bracketed = text.starts_with(['（', '(']) && text.contains('年') && text.contains('月') && text.contains('日');
    is_dated(text) || (bracketed && width(text) <= 60)
}

/// A cited document with its decision: name（令和…決定）.
fn is_source_title(text: &str) -> bool {
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
