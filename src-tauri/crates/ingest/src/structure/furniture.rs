//! What is printed on a page but is no part of its text: page numbers, running heads, contents, sources of figures.

use std::collections::HashMap;

use super::line::{Line, Role};
use super::{columns, label};
use crate::number::Family;

/// Sets the role of every line that is furniture or a caption.
pub(super) fn mark(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut lines = columns::pull_apart(label::split(lines));
    label::mark(&mut lines);
    mark_contents(&mut lines);
    mark_contents_tail(&mut lines);
    mark_signs(&mut lines);
    let numbered = mark_page_numbers(&mut lines);
    mark_page_starts(&mut lines, &numbered);
    mark_running_heads(&mut lines);
    mark_captions(&mut lines);
    columns::mark_rows(&mut lines);
    columns::mark_undecided(&mut lines);
    lines
}

/// Lines of a table of contents: leaders and a page number.
fn mark_contents(lines: &mut [Line<'_>]) {
    /// Entries in a row that may lack their page number.
    const MISSING: u32 = 2;
    // An entry over two lines has its page number on the second.
    for at in 2..lines.len() {
        let entry = |i: usize| is_contents(lines[i].text);
        // Short leaders leave no more than a space before the page number.
        let above = entry(at - 2) || is_entry(lines[at - 2].text);
        if entry(at) && !entry(at - 1) && above && !lines[at - 1].ends_sentence() {
            lines[at - 1].role = Role::Furniture;
        }
    }
    let mut listing = None;
    for at in 0..lines.len() {
        let text = lines[at].text;
        if matches!(lines[at].role, Role::Row(_)) {
            listing = None;
        } else if is_contents(text) {
            lines[at].role = Role::Furniture;
            // The word above the first of them.
            if let Some(above) = at.checked_sub(1).filter(|&i| is_contents_title(lines[i].text)) {
                lines[above].role = Role::Furniture;
            }
        } else if is_contents_title(text) {
            listing = Some((at, 0));
        } else if let Some((title, missed)) = listing {
            if is_entry(text) {
                lines[title].role = Role::Furniture;
                lines[at].role = Role::Furniture;
                listing = Some((title, 0));
            } else {
                listing = Some((title, missed + 1)).filter(|&(_, missed)| missed <= MISSING);
            }
        }
    }
}

/// Sets what stands below the last entry of a contents page and only names an annex: 付録　用語集, without page number.
fn mark_contents_tail(lines: &mut [Line<'_>]) {
    for last in 0..lines.len() {
        if lines[last].role != Role::Furniture || !(is_contents(lines[last].text) || is_entry(lines[last].text)) {
            continue;
        }
        let annex = |l: &Line<'_>| l.role == Role::Body && l.marker.is_some_and(|m| m.family == Family::Annex);
        let below =
            lines[last + 1..].iter().take_while(|l| !l.page_start && (annex(l) || page_number(l.text).is_some()));
        let end = last + 1 + below.count();
        // Text would stand under an annex that begins here.
        if lines.get(end).is_some_and(|l| l.page_start) {
            for line in lines[last + 1..end].iter_mut().filter(|l| annex(l)) {
                line.role = Role::Furniture;
            }
        }
    }
}

/// Whether a line is the word above a table of contents.
fn is_contents_title(text: &str) -> bool {
    /// Bytes; room for spaces between the letters.
    const LONGEST: usize = 48;
    if text.len() > LONGEST {
        return false;
    }
    let word: String = text.chars().filter(|c| !c.is_whitespace() && !"【】＜＞<>〔〕（）".contains(*c)).collect();
    matches!(word.as_str(), "目次" | "もくじ" | "目録" | "CONTENTS" | "Contents")
}

/// An entry below that word: a page number behind a space.
fn is_entry(text: &str) -> bool {
    text.rsplit_once(char::is_whitespace).is_some_and(|(title, page)| {
        title.chars().any(char::is_alphabetic)
            && page.chars().count() <= 3
            && page.chars().all(|c| digit(c).is_some() || "ivx".contains(c))
    })
}

fn is_contents(text: &str) -> bool {
    let label = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "-－ 　".contains(c);
    let before = text.trim_end_matches(label);
    if before.len() == text.len() {
        return false;
    }
    let leader = |c: char| "….‥・･．─―┄".contains(c);
    let leaders: u32 =
        before.chars().rev().take_while(|&c| leader(c) || c == ' ').map(|c| if "…‥".contains(c) { 2 } else { 1 }).sum();
    leaders >= 4
}

/// Lines without a letter or a digit.
fn mark_signs(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|l| l.role == Role::Body) {
        let closes = matches!(line.first(), '）' | ')' | '」' | '】');
        if !closes && !line.text.chars().any(char::is_alphanumeric) {
            line.role = Role::Furniture;
        }
    }
}

/// A line that is nothing but a page number: 12, １２, - 12 -, 12/30, P.12.
pub(super) fn page_number(text: &str) -> Option<u32> {
    let dashed = is_dashed(text);
    let text = text.trim_matches(|c: char| "-－―–—‐[]（）() 　".contains(c));
    let text =
        text.strip_prefix("P.").or_else(|| text.strip_prefix('p')).or_else(|| text.strip_prefix('P')).unwrap_or(text);
    let text = text.split_once(['/', '／']).map_or(text, |(page, _)| page).trim();
    if dashed && text.len() <= 5 && text.bytes().all(|b| b"ivx".contains(&b)) {
        return crate::number::roman_value(&text.to_ascii_uppercase());
    }
    let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
    let digits = digits.filter(|d| !d.is_empty() && d.len() <= 4)?;
    Some(digits.iter().fold(0, |n, d| n * 10 + d)).filter(|&n| n > 0)
}

/// - 7 -
fn is_dashed(text: &str) -> bool {
    text.starts_with(['-', '－', '―', '–', '—', '‐'])
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// Lines between two page numbers at least: figures in a table stand closer.
const PAGE_LINES: usize = 6;

/// Numbers alone on their line, at the edge of a page or in step with another.
fn mark_page_numbers(lines: &mut [Line<'_>]) -> Vec<usize> {
    let candidates: Vec<(usize, u32)> = (0..lines.len())
        .filter(|&i| lines[i].role == Role::Body && lines[i].width <= 12)
        .filter_map(|i| Some((i, page_number(lines[i].text)?)))
        .collect();
    let edge = |i: usize| lines[i].page_start || lines.get(i + 1).is_none_or(|next| next.page_start);
    let in_step = |a: (usize, u32), b: (usize, u32)| b.1 > a.1 && b.1 - a.1 <= 2 && b.0 - a.0 >= PAGE_LINES;
    // - 7 - and a bare 58 in a table do not count together.
    let (dashes, bare): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|&(i, _)| is_dashed(lines[i].text));
    let mut pages: Vec<usize> = Vec::new();
    for form in [dashes, bare] {
        pages.extend(form.iter().enumerate().filter_map(|(n, &c)| {
            let before = n.checked_sub(1).is_some_and(|p| in_step(form[p], c));
            (edge(c.0) || before || form.get(n + 1).is_some_and(|&next| in_step(c, next))).then_some(c.0)
        }));
    }
    pages.sort_unstable();
    for &at in &pages {
        lines[at].role = Role::Furniture;
    }
    pages
}

/// Pages begin below the numbers at their feet, or with the numbers at their heads.
fn mark_page_starts(lines: &mut [Line<'_>], numbers: &[usize]) {
    const ENOUGH: usize = 2;
    let heads = numbers.iter().filter(|&&i| lines[i].breaks).count();
    let feet = numbers.iter().filter(|&&i| lines.get(i + 1).is_none_or(|l| l.breaks)).count();
    // Where nothing else parts the pages: what stands above the first number?
    let above = numbers.first().map_or(0, |&i| lines[..i].iter().filter(|l| l.role == Role::Body).count());
    let at_foot = feet > heads || (feet == heads && above > ENOUGH);
    if numbers.len() < ENOUGH || lines.iter().any(|l| l.setting.is_some()) {
        return;
    }
    for &number in numbers {
        if let Some(line) = lines.get_mut(if at_foot { number + 1 } else { number }) {
            line.page_start = true;
            line.breaks = true;
        }
    }
}

/// Pages on which a line has to stand to be a running head.
const HEAD_PAGES: usize = 3;

/// Lines that stand at the edge of many pages, document labels and copyright lines.
fn mark_running_heads(lines: &mut [Line<'_>]) {
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].page_start).collect();
    let edges: Vec<usize> = starts
        .iter()
        .zip(starts.iter().skip(1).chain(std::iter::once(&lines.len())))
        .flat_map(|(&start, &end)| {
            let foot = end.saturating_sub(2).max(start + 2);
            (start..end.min(start + 2)).chain(foot..end)
        })
        .filter(|&i| lines[i].role == Role::Body && lines[i].width <= 60 && !lines[i].ends_sentence())
        .collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for &i in &edges {
        *seen.entry(shape(lines[i].text)).or_default() += 1;
    }
    for &i in &edges {
        let times = seen.get(&shape(lines[i].text)).copied().unwrap_or_default();
        if times >= HEAD_PAGES && times * 3 >= starts.len() {
            lines[i].role = Role::Furniture;
        }
    }
    let mut since_start = 0;
    for at in 0..lines.len() {
        since_start = if lines[at].page_start { 0 } else { since_start + 1 };
        let alone = lines.get(at + 1).is_none_or(|next| next.blanks > 0 || next.page_start);
        let line = &mut lines[at];
        // 別紙１ heads what follows, save in the corner of the first page.
        let annex = at >= 3 && line.marker.is_some_and(|m| m.family == Family::Annex);
        let label = since_start < 3 && alone && !annex && (is_document_label(line.text) || is_logo(line.text));
        if line.role == Role::Body && (label || is_copyright(line.text)) {
            line.role = Role::Furniture;
        }
    }
}

/// The text without its digits and spaces, so that heads that carry a page number look alike.
fn shape(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && digit(*c).is_none()).collect()
}

/// 資料２－１ in the corner of a first page.
fn is_document_label(text: &str) -> bool {
    let rest = ["参考資料", "資料", "別紙", "別添", "参考", "別表", "様式", "機密性"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| rest.chars().any(|c| digit(c).is_some()));
    rest.is_some_and(|rest| rest.chars().all(|c| digit(c).is_some() || "-－―‐ー 　（）()情報".contains(c)))
}

/// A ministry's mark in Latin capitals.
fn is_logo(text: &str) -> bool {
    (2..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_copyright(text: &str) -> bool {
    text.len() < 160
        && ["Copyright", "©", "(C) ", "（C）", "All Rights Reserved"].iter().any(|word| text.starts_with(word))
}

/// Sources, notes and titles of figures.
fn mark_captions(lines: &mut [Line<'_>]) {
    for at in 0..lines.len() {
        if lines[at].role != Role::Body {
            continue;
        }
        if is_caption(lines[at].text) {
            lines[at].role = Role::Caption(at);
        } else if let Some(Role::Caption(start)) = at.checked_sub(1).map(|i| lines[i].role) {
            // A long note runs on in the next line.
            let (last, line) = (&lines[at - 1], &lines[at]);
            let wrapped = line.blanks == 0 && !last.ends_sentence() && last.width >= 60 && last.width + 8 >= line.width;
            if wrapped && line.marker.is_none() && !line.page_start {
                lines[at].role = Role::Caption(start);
            }
        }
    }
}

/// Whether a line gives the source of a figure, a note to it, or its title.
pub(super) fn is_caption(text: &str) -> bool {
    // A page number can be glued to it.
    let text = text.trim_start_matches(|c| digit(c).is_some());
    let bare = text.trim_start_matches(['（', '(', '【', '〔', '［']);
    let source = ["出典", "出所", "資料", "注", "データ出典", "備考"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c| digit(c).is_some());
            rest.starts_with(['：', ':', '）', ')', '】', '〕', '］'])
        });
    let made = ["作成）", "作成)", "より抜粋", "より作成", "をもとに作成", "を基に作成", "一部改変）"]
        .iter()
        .any(|end| text.ends_with(end));
    let excerpt = text.ends_with("より抜粋（参考）");
    source || (made && text.chars().count() < 80) || excerpt || is_figure_title(text)
}

/// 図１ …, 表２－３ …, but no sentence about a figure.
fn is_figure_title(text: &str) -> bool {
    let Some(rest) = ["図表", "図", "表", "別図"].iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let rest = rest.trim_start();
    let number = rest.trim_start_matches(|c| digit(c).is_some() || "-－．.".contains(c));
    number.len() < rest.len()
        && text.chars().count() <= 50
        && number.starts_with([' ', '　', '：', ':', '．'])
        && !text.ends_with('。')
}
