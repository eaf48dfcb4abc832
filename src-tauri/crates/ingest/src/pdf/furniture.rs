//! Page numbers, running heads and feet: what stands at the same place on many pages.
//!
//! Body text must not be taken for furniture: a line counts only near the edge
//! of the page, outside of tables, and where other pages have it too.

use std::collections::HashMap;

use super::line::Line;
use super::page::PageText;

/// The share of the height of a page, from its edges, in which furniture stands.
const EDGE: f32 = 0.12;
/// Points by which its place may differ from page to page.
const SAME_PLACE: f32 = 5.0;
/// Pages that have to show a line.
const PAGES: usize = 3;
/// A running head is short.
const CHARS: usize = 80;

struct Candidate {
    page: usize,
    line: usize,
    /// Distance from the upper edge, negative from the lower one.
    place: f32,
}

/// Marks the furniture of a document.
pub(super) fn mark(pages: &mut [PageText]) {
    let body = body_size(pages);
    let mut by_shape: HashMap<String, Vec<Candidate>> = HashMap::new();
    for (page, text) in pages.iter().enumerate() {
        let height = text.size.1;
        for (line, set) in text.lines.iter().enumerate() {
            let upper = set.rect.bottom < EDGE * height;
            let lower = set.rect.top > (1.0 - EDGE) * height;
            // What is set larger than the text is the title of a slide.
            let small = set.size <= 1.15 * body;
            if (upper || lower) && small && set.cell.is_none() && set.text.chars().count() <= CHARS {
                let place = if upper { set.rect.bottom } else { set.rect.top - height };
                by_shape.entry(shape(&set.text)).or_default().push(Candidate { page, line, place });
            }
        }
    }
    let mut found = Vec::new();
    for (shape, mut candidates) in by_shape {
        candidates.sort_by(|a, b| a.place.total_cmp(&b.place).then(a.page.cmp(&b.page)));
        for group in candidates.chunk_by(|a, b| b.place - a.place <= SAME_PLACE) {
            if is_number(&shape) {
                found.extend(in_step(group, pages));
            } else if repeats(group, pages.len()) {
                found.extend(group.iter().map(|c| (c.page, c.line)));
            }
        }
    }
    for (page, line) in found {
        pages[page].lines[line].furniture = true;
    }
}

/// The text without what changes from page to page.
fn shape(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && digit(*c).is_none()).collect()
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// What is left of a page number when its digits are gone.
fn is_number(shape: &str) -> bool {
    shape.chars().all(|c| "-－―–—‐─[]（）()〔〕<>＜＞/／.ｐpPＰ頁ページ".contains(c))
}

/// The page number in a line: its first figures.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits: Vec<u32> = text.chars().skip_while(|c| digit(*c).is_none()).map_while(digit).take(6).collect();
    (!digits.is_empty() && digits.len() <= 5).then(|| digits.iter().fold(0, |n, d| n * 10 + d))
}

/// Whether enough pages show it: a third of all, or some in a row.
fn repeats(group: &[Candidate], pages: usize) -> bool {
    let mut on: Vec<usize> = group.iter().map(|c| c.page).collect();
    on.sort_unstable();
    on.dedup();
    let row = on.chunk_by(|a, b| b - a <= 2).map(<[usize]>::len).max().unwrap_or(0);
    on.len() >= PAGES && (on.len() * 3 >= pages || row >= PAGES)
}

/// Of numbers at one place those that count the pages.
fn in_step<'g>(group: &'g [Candidate], pages: &'g [PageText]) -> impl Iterator<Item = (usize, usize)> + 'g {
    let offset =
        |c: &Candidate| i64::from(number(&pages[c.page].lines[c.line].text)?).checked_sub_unsigned(c.page as u64);
    let mut times: HashMap<i64, usize> = HashMap::new();
    for o in group.iter().filter_map(offset) {
        *times.entry(o).or_default() += 1;
    }
    // Of one or two pages the numbers have to be theirs.
    let believed = move |o: i64| if pages.len() < PAGES { o == 1 } else { times[&o] >= PAGES };
    group.iter().filter(move |c| offset(c).is_some_and(&believed)).map(|c| (c.page, c.line))
}

/// The size in which most characters of the document are set.
fn body_size(pages: &[PageText]) -> f32 {
    let mut chars: HashMap<i32, usize> = HashMap::new();
    for line in pages.iter().flat_map(|p| &p.lines) {
        *chars.entry((line.size * 2.0) as i32).or_default() += line.text.chars().count();
    }
    chars.into_iter().max_by_key(|&(_, n)| n).map_or(10.5, |(size, _)| f32::midpoint(size as f32, 1.0))
}

/// The page number printed on a page, as it stands there, without dashes around it.
pub(super) fn printed(lines: &[Line]) -> Option<String> {
    let line = lines.iter().find(|l| l.furniture && is_number(&shape(&l.text)))?;
    let bare = line.text.trim_matches(|c: char| digit(c).is_none());
    (!bare.is_empty()).then(|| bare.to_owned())
}
