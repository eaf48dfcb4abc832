//! Vertical labels beside a figure: one letter a line, フ / ェ / ー / ズ.

use std::collections::HashMap;

use super::line::{Line, Role};

/// A letter of a vertical label.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF66}'..='\u{FF9D}') && c != '・'
}

/// Whether a line can be one step of a vertical label: a letter, perhaps with a sign beside it.
fn is_step(text: &str) -> bool {
    let (mut letters, mut signs, mut latin) = (0, 0, 0);
    for c in text.chars() {
        match c {
            c if is_letter(c) => letters += 1,
            c if c.is_ascii_alphanumeric() => latin += 1,
            '・' | '･' | '（' | '）' | '(' | ')' | '／' | '/' | '、' | '①'..='⑳' => signs += 1,
            _ => return false,
        }
    }
    letters <= 1 && signs <= 1 && letters + signs >= 1 && latin <= if letters == 1 { 2 } else { 0 }
}

/// Parts a line whose first letter ends the vertical label above it from the text that stands beside.
pub(super) fn split<'s>(lines: Vec<Line<'s>>) -> Vec<Line<'s>> {
    let mut parted: Vec<Line<'s>> = Vec::with_capacity(lines.len());
    for line in lines {
        let in_label = line.blanks == 0
            && line.setting.is_none()
            && parted.last().is_some_and(|l| is_step(l.text) && l.text.chars().any(is_letter));
        let mut chars = line.text.char_indices();
        let letter = chars.next().filter(|&(_, c)| in_label && is_letter(c));
        let space = chars.next().filter(|(_, c)| c.is_whitespace());
        if let (Some(_), Some((at, _))) = (letter, space) {
            let rest = at + line.text[at..].len() - line.text[at..].trim_start().len();
            parted.push(line.part(0, at));
            parted.push(Line {
                blanks: 1,
                indent: 0,
                page_start: false,
                breaks: false,
                feeds: 0,
                ..line.part(rest, line.text.len())
            });
        } else {
            parted.push(line);
        }
    }
    parted
}

/// The letter that was lost before the last one of a label, by the index of its line, where labels around it tell:
/// with 管/理/部/門 and 推/進/部/門 beside it, 事/業/␣門 can only be 事業部門.
///
/// A gap on the line shows that something is missing; that two labels or more end alike shows what.
pub(super) fn lost_letters(lines: &[Line<'_>]) -> HashMap<usize, char> {
    let labels = lines.chunk_by(|a, b| matches!((a.role, b.role), (Role::Label(a), Role::Label(b)) if a == b));
    let mut ends: HashMap<char, HashMap<char, u32>> = HashMap::new();
    let mut gaps = Vec::new();
    let mut at = 0;
    for label in labels {
        let last = at + label.len() - 1;
        at += label.len();
        if let [.., before, end] = label
            && matches!(end.role, Role::Label(_))
        {
            if end.indent > 0 && before.indent == 0 {
                gaps.push((last, before.last(), end.first()));
            } else {
                *ends.entry(end.last()).or_default().entry(before.last()).or_default() += 1;
            }
        }
    }
    gaps.into_iter()
        .filter_map(|(line, before, end)| {
            let known = ends.get(&end)?;
            let [(&letter, &times)] = known.iter().collect::<Vec<_>>()[..] else { return None };
            (times >= 2 && letter != before).then_some((line, letter))
        })
        .collect()
}

/// Sets the role of the lines of vertical labels.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        let end = label_end(lines, at);
        let letters: usize = lines[at..end].iter().map(|l| l.text.chars().filter(|&c| is_letter(c)).count()).sum();
        if end - at >= 2 && letters >= 2 {
            for line in &mut lines[at..end] {
                line.role = Role::Label(at);
            }
        }
        at = end;
    }
}

/// One past the last line of the run of steps that begins at `at`.
fn label_end(lines: &[Line<'_>], at: usize) -> usize {
    if !is_step(lines[at].text) || lines[at].role != Role::Body {
        return at + 1;
    }
    let mut end = at + 1;
    let mut parted = true;
    while let Some(line) = lines.get(end).filter(|l| is_step(l.text) && l.role == Role::Body) {
        let follows = match line.blanks {
            0 => true,
            // Every letter on a line of its own with a blank line between, or a word cut by a stray blank line.
            1 => {
                (parted && !starts_dense(lines, end, at))
                    || matches!(line.first(), '・' | 'ー' | '\u{3041}'..='\u{309F}')
            }
            _ => false,
        };
        if !follows {
            break;
        }
        parted &= line.blanks == 1;
        end += 1;
    }
    end
}

/// Whether a label without blank lines begins at `end`, below the spaced one that began at `at`.
fn starts_dense(lines: &[Line<'_>], end: usize, at: usize) -> bool {
    end - at >= 2 && lines.get(end + 1).is_some_and(|next| is_step(next.text) && next.blanks == 0)
}
