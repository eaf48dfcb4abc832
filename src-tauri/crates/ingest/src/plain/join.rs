//! Which lines make one paragraph: wrapped lines go together, items and headings stay apart.

use std::collections::HashMap;

use super::habits::Habits;
use super::line::{Line, Role};
use crate::number::Family;

/// Lines that read as one: indices into the lines of the document.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) lines: Vec<usize>,
    pub(super) role: Role,
    /// The first line begins with a marker that counts as one.
    pub(super) marked: bool,
}

/// What lies between two lines that could belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Nothing that means anything in this document.
    None,
    /// A blank line more than between the lines of a paragraph.
    Blank,
    /// The end of a page, with or without notes and page numbers.
    Page,
}

/// The paragraphs of a document, in the order of their first lines.
pub(super) fn groups(lines: &[Line<'_>], habits: &Habits) -> Vec<Group> {
    let margins = margins(lines, habits);
    let mut joiner = Joiner { lines, habits, margins, counted: HashMap::new(), depth: 0 };
    let mut groups: Vec<Group> = Vec::new();
    // The body text that may go on: notes and page numbers stand between.
    let mut open: Option<usize> = None;
    let mut aside: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.role == Role::Body {
            let goes_on = open.filter(|&g| joiner.continues(&groups[g], index));
            if let Some(group) = goes_on {
                groups[group].lines.push(index);
            } else {
                open = Some(groups.len());
                groups.push(Group { lines: vec![index], role: Role::Body, marked: joiner.marks(None, index) });
                joiner.depth = 0;
            }
            joiner.take(index);
            aside = None;
            continue;
        }
        let same = aside.filter(|&g| joiner.goes_with(&groups[g], index));
        if let Some(group) = same {
            groups[group].lines.push(index);
        } else {
            aside = Some(groups.len());
            groups.push(Group { lines: vec![index], role: line.role, marked: false });
        }
    }
    groups
}

struct Joiner<'l, 's> {
    lines: &'l [Line<'s>],
    habits: &'l Habits,
    /// Columns of a full line where each line stands.
    margins: Vec<u32>,
    /// The last number of each family.
    counted: HashMap<Family, u32>,
    /// Brackets open in the group so far.
    depth: i32,
}

impl Joiner<'_, '_> {
    /// Whether two lines that are no body text belong together.
    fn goes_with(&self, group: &Group, index: usize) -> bool {
        let (last, line) = (&self.lines[group.lines[group.lines.len() - 1]], &self.lines[index]);
        match line.role {
            Role::Label(_) | Role::Footnote(_) => group.role == line.role,
            _ => {
                let direct = line.number == last.number + 1;
                group.role == Role::Caption && line.role == Role::Caption && direct && false
            }
        }
    }

    /// Takes note of the brackets and the number of a line.
    fn take(&mut self, index: usize) {
        let line = &self.lines[index];
        for c in line.text.chars() {
            match c {
                '（' | '(' | '「' | '『' | '【' | '〔' => self.depth += 1,
                '）' | ')' | '」' | '』' | '】' | '〕' => self.depth -= 1,
                _ => {}
            }
        }
        if let Some(marker) = line.marker {
            self.counted.insert(marker.family, marker.value);
        }
    }

    /// Whether the marker of a line begins something new; `last` is the line before, if its sentence is open.
    fn marks(&self, last: Option<&Line<'_>>, index: usize) -> bool {
        let Some(marker) = self.lines[index].marker else { return false };
        let in_order = marker.value == 1 || self.counted.get(&marker.family).is_some_and(|&n| n + 1 == marker.value);
        match marker.family {
            Family::Bracket('(' | '（') => false,
            _ if marker.weak => in_order && last.is_none(),
            family if family.counts() && last.is_some() => in_order,
            _ => true,
        }
    }

    /// Whether line `index` goes on where `group` stopped.
    fn continues(&self, group: &Group, index: usize) -> bool {
        let at = group.lines[group.lines.len() - 1];
        let (last, line) = (&self.lines[at], &self.lines[index]);
        let gap = self.gap(at, index);
        let full = self.is_full(at, index, gap);
        let ended = last.ends_sentence();
        let open = full && !ended && !last.text.ends_with(['：', ':']);
        if self.marks(open.then_some(last), index) {
            return false;
        }
        if ended {
            return gap == Gap::None && self.sentence_goes_on(at, index);
        }
        if last.text.ends_with(['：', ':']) || is_labelled(line.text) || (is_row(last.text) && is_row(line.text)) {
            return false;
        }
        if forbidden_at_start(line.first()) {
            return gap != Gap::Blank || full;
        }
        let near = group.lines.len() <= 8;
        if self.depth > 0 && near && gap == Gap::None && (full || closes(line.text)) {
            return true;
        }
        match gap {
            Gap::None => full || hangs(last.text) || (depends(line.text) && last.width * 2 >= self.margins[at]),
            Gap::Blank => full,
            Gap::Page => full || hangs(last.text),
        }
    }

    fn gap(&self, at: usize, index: usize) -> Gap {
        let line = &self.lines[index];
        if index > at + 1 || line.page_start {
            Gap::Page
        } else if line.blanks > u32::from(self.habits.spaced) {
            Gap::Blank
        } else {
            Gap::None
        }
    }

    /// Whether line `at` reaches so far to the right that it was wrapped there.
    fn is_full(&self, at: usize, index: usize, gap: Gap) -> bool {
        let (last, line) = (&self.lines[at], &self.lines[index]);
        let margin = self.margins[at];
        if self.habits.spaced {
            return if gap == Gap::Blank {
                false
            } else if self.habits.trailing_ends && last.trailing {
                last.width + 3 >= margin
            } else {
                last.width * 5 >= margin * 4
            };
        }
        let closed = matches!(last.last(), '）' | ')' | '」' | '】' | '』');
        match gap {
            Gap::None => {
                let slack = if closed { 2 } else { (margin / 8).max(2) };
                last.width + slack >= margin && margin >= 6
            }
            // Across a blank line only a long line, as wide as those around it, was wrapped.
            Gap::Blank | Gap::Page => {
                let around = self.around(at).max(line.width.min(margin * 2));
                last.width >= 40 && !closed && last.width * 10 >= around * 9
            }
        }
    }

    /// Columns that the lines around reach.
    fn around(&self, at: usize) -> u32 {
        const REACH: usize = 8;
        let near = &self.lines[at.saturating_sub(REACH)..self.lines.len().min(at + REACH + 1)];
        let mut widths: Vec<u32> = near.iter().filter(|l| l.role == Role::Body).map(|l| l.width).collect();
        widths.sort_unstable();
        widths.get(widths.len() * 4 / 5).copied().unwrap_or_default()
    }

    /// Whether a paragraph goes on behind a stop at the very end of its line.
    fn sentence_goes_on(&self, at: usize, index: usize) -> bool {
        let (last, line) = (&self.lines[at], &self.lines[index]);
        let reaches = if self.habits.trailing_ends {
            !last.trailing && last.width * 5 >= self.margins[at] * 4
        } else {
            last.width + 2 >= self.margins[at] && last.width >= 30
        };
        let indented = line.indent > 0 && self.habits.indented;
        // A remark in brackets that closes the sentence before.
        reaches && !indented
    }
}

/// The right margin at every line: of the document where it has one, else of the lines around without a blank between.
fn margins(lines: &[Line<'_>], habits: &Habits) -> Vec<u32> {
    if habits.spaced {
        return vec![habits.margin; lines.len()];
    }
    let mut margins = vec![0; lines.len()];
    let mut start = 0;
    for end in 1..=lines.len() {
        if end < lines.len() && lines[end].blanks == 0 && !lines[end].page_start && lines[end].role == lines[start].role
        {
            continue;
        }
        let widest = lines[start..end].iter().map(|l| l.width).max().unwrap_or_default();
        margins[start..end].fill(widest);
        start = end;
    }
    margins
}

/// 議長 ：…, 電話：…: a line that begins with its own label.
fn is_labelled(text: &str) -> bool {
    text.char_indices().take(11).any(|(i, c)| i > 0 && matches!(c, '：' | ':')) && !text.contains("://")
}

/// A line of a table: words, then a figure.
fn is_row(text: &str) -> bool {
    let Some((before, last)) = text.rsplit_once([' ', '　']) else { return false };
    let figure = last.trim_end_matches(['円', '億', '万', '千', '百', '％', '%', '件', '人', '名', '社']);
    !before.is_empty() && !figure.is_empty() && figure.chars().all(|c| c.is_numeric() || ",，.．▲△-－".contains(c))
}

/// Signs and small letters that no line begins with.
fn forbidden_at_start(c: char) -> bool {
    "、。，．）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョゝゞ々!?！？：；%％".contains(c)
}

/// Whether the first bracket of a text closes.
fn closes(text: &str) -> bool {
    text.chars().find(|c| "（(「『【〔）)」』】〕".contains(*c)).is_some_and(|c| "）)」』】〕".contains(c))
}

/// A line end that leaves the phrase open.
fn hangs(text: &str) -> bool {
    let last = text.chars().next_back().unwrap_or(' ');
    let particle = matches!(last, 'の' | 'を' | 'に' | 'は' | 'が' | 'で' | 'と' | 'や' | 'へ');
    let noun = ["こと", "もの", "など", "もと", "あと", "まで"].iter().any(|end| text.ends_with(end));
    matches!(last, '、' | '，' | '・' | '／' | '（' | '「')
        || (particle && !noun)
        || text.ends_with("及び")
        || text.ends_with("又は")
}

/// A line start that leans on the line before: a particle or the tail of a verb.
fn depends(text: &str) -> bool {
    const TAILS: &str = "をのにでとへやりるれられいうくけきさすたなめわん";
    const STARTS: [&str; 14] = [
        "なお",
        "さらに",
        "とりわけ",
        "ともに",
        "いずれ",
        "すべて",
        "ただし",
        "その",
        "これ",
        "それ",
        "いわゆる",
        "たとえ",
        "できる限り",
        "のぞみ",
    ];
    let mut chars = text.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    // A kana word of its own runs on in kana.
    let kana = matches!(second, '\u{3041}'..='\u{309F}');
    TAILS.contains(first)
        && (!kana || "るたてしいくす、".contains(second))
        && !STARTS.iter().any(|word| text.starts_with(word))
}
