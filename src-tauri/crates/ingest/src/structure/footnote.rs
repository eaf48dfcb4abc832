//! Footnotes at the foot of a page: a number, a space, the note, and the same number as a mark in the text above.

use std::collections::HashMap;

use super::furniture::page_number;
use super::line::{Line, Role};

/// Lines above a footnote in which its mark is looked for: two pages.
const REACH: usize = 90;
/// Lines that the notes of a page can have.
const LONGEST: usize = 30;

/// Lines around a line that show how long lines are there.
const AROUND: usize = 12;

/// Where the notes of a document are marked: the line that carries the mark, by the first line of the note.
pub(super) type Marks = HashMap<usize, usize>;

/// Sets the role of the lines that belong to footnotes.
pub(super) fn mark(lines: &mut [Line<'_>]) -> Marks {
    let mut marks = Marks::new();
    let mut next = 1;
    let mut at = 0;
    while at < lines.len() {
        let number = note_number(&lines[at]).filter(|&n| n == next || n == 1);
        if let Some(number) =
            number.filter(|&n| begins_notes(lines, at) && !is_title(lines, at) && marked(lines, at, n).is_some())
        {
            let end = end_of_notes(lines, at);
            let notes = set_notes(&mut lines[at..end], at, number);
            next = number + notes.len() as u32;
            for (n, note) in (number..).zip(notes) {
                marks.extend(marked(lines, at, n).map(|line| (note, line)));
            }
            at = end;
        } else {
            at += 1;
        }
    }
    marks
}

/// The number of a footnote that this line could begin.
fn note_number(line: &Line<'_>) -> Option<u32> {
    if line.role != Role::Body {
        return None;
    }
    let text = line.text.strip_prefix(['※', '*', '＊', '注']).unwrap_or(line.text);
    let digits = text.find(|c: char| !c.is_ascii_digit() && !('０'..='９').contains(&c))?;
    let rest = &text[digits..];
    let note = rest.trim_start();
    // A number and a space; what follows is a note, not a unit.
    let parted = rest.starts_with([' ', '　']) && note.chars().count() >= 4;
    if digits == 0 || !parted || digits > 9 {
        return None;
    }
    text[..digits].chars().try_fold(0_u32, |n, c| {
        let digit = c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32))?;
        Some(n * 10 + digit)
    })
}

/// Notes stand apart from the text above: a wider gap than between its lines, or a page full of notes.
fn begins_notes(lines: &[Line<'_>], at: usize) -> bool {
    let usual = at.checked_sub(1).map_or(0, |i| lines[i].blanks.min(1));
    lines[at].blanks > usual || lines[at].page_start || closes_page(lines, at)
}

/// Or they stand right above the page number, under a finished sentence.
fn closes_page(lines: &[Line<'_>], at: usize) -> bool {
    let finished = at.checked_sub(1).is_some_and(|i| lines[i].ends_sentence());
    let foot = lines[at..].iter().take(LONGEST).find(|l| l.role != Role::Body);
    finished && foot.is_some_and(|l| l.role == Role::Furniture && page_number(l.text).is_some())
}

/// Whether a numbered line is the title of the text below it: a note is broken only where its line is full.
fn is_title(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let Some(below) = lines.get(at + 1).filter(|l| l.role == Role::Body && !l.page_start) else { return false };
    let around = &lines[at.saturating_sub(AROUND)..lines.len().min(at + AROUND)];
    let short = around.iter().map(|l| l.width).max().is_some_and(|longest| line.width * 2 < longest);
    short && !line.ends_sentence() && note_number(below).is_none() && !below.text.starts_with("http")
}

/// The line above `at` that carries the mark `number`; the nearest, for notes stand at the foot of its page.
fn marked(lines: &[Line<'_>], at: usize, number: u32) -> Option<usize> {
    let (ascii, wide) = (
        number.to_string(),
        number
            .to_string()
            .chars()
            .map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c))
            .collect::<String>(),
    );
    (at.saturating_sub(REACH)..at).rev().find(|&i| {
        matches!(lines[i].role, Role::Body | Role::Row(_) | Role::Caption(_))
            && (has_mark(lines[i].text, &ascii) || has_mark(lines[i].text, &wide))
    })
}

/// A number behind a word and before a particle, a stop or the end of the line; not a figure with its unit.
fn has_mark(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let is_digit = |c: char| c.is_numeric() || ".．,，".contains(c);
        let before = text[..at].trim_end().chars().next_back();
        let touching = text[..at].chars().next_back();
        let after = text[at + mark.len()..].chars().next();
        let behind_word =
            before.is_none_or(|c| (c.is_alphanumeric() && !c.is_numeric()) || "）)」』】＞>※*、".contains(c));
        let closed = after.is_none_or(|c| {
            matches!(
                c,
                '\u{3041}'
                    ..='\u{309F}'
                        | '、'
                        | '。'
                        | '，'
                        | '）'
                        | ')'
                        | '」'
                        | '・'
                        | ' '
                        | '　'
                        | '】'
                        | '＞'
                        | '及'
                        | '又'
                        | '並'
            )
        });
        behind_word && closed && !touching.is_some_and(is_digit) && !after.is_some_and(char::is_numeric)
    })
}

/// One past the last line of the notes that begin at `at`: they reach to the end of the page, or as far as they wrap.
fn end_of_notes(lines: &[Line<'_>], at: usize) -> usize {
    let limit = lines.len().min(at + LONGEST);
    let page_end = (at + 1..limit).find(|&i| lines[i].page_start).or((limit == lines.len()).then_some(limit));
    if let Some(end) = page_end {
        return end;
    }
    let mut end = at + 1;
    while end < limit
        && (note_number(&lines[end]).is_some()
            || !lines[end - 1].ends_sentence() && lines[end].blanks <= lines[at + 1].blanks)
    {
        end += 1;
    }
    end
}

/// Gives each line its note; gives the first line of each note, in order.
fn set_notes(notes: &mut [Line<'_>], offset: usize, first: u32) -> Vec<usize> {
    let mut starts = vec![offset];
    for (i, line) in notes.iter_mut().enumerate() {
        if i > 0 && note_number(line) == Some(first + starts.len() as u32) {
            starts.push(offset + i);
        }
        if line.role == Role::Body || matches!(line.role, Role::Caption(_)) {
            line.role = Role::Footnote(starts[starts.len() - 1]);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use tadori_text::BlockKind;

    use crate::structure::read;

    /// Labelled notes of `gold` in the documents of `folder`: how many there are, and which are not tied to the line
    /// that carries their mark.
    fn untied(gold: &Path, folder: &Path) -> (usize, Vec<String>) {
        let labels = fs::read_to_string(gold).unwrap();
        let labels: Vec<serde_json::Value> = labels.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let number = |label: &serde_json::Value, key: &str| label[key].as_u64().unwrap() as u32;
        let missed = labels.iter().filter_map(|label| {
            let name = label["doc"].as_str().unwrap();
            let file = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
            let file = file.into_iter().find(|p| p.file_name().unwrap().to_string_lossy().starts_with(name)).unwrap();
            let document = read(fs::read_to_string(file).unwrap(), &mut Vec::new());
            let (at, marked) = (number(label, "line_start"), number(label, "referenced_line"));
            let note = document.blocks.iter().find(|b| b.kind == BlockKind::Footnote && b.lines.first == at);
            let holder = note.and_then(|n| n.note_of).map(|h| document.blocks[h].lines);
            let tied = holder.is_some_and(|lines| lines.first <= marked && marked <= lines.last);
            (!tied).then(|| format!("{name}: line {at} → {marked}, found {holder:?}"))
        });
        (labels.len(), missed.collect())
    }

    #[test]
    fn labelled_notes_are_tied_to_their_marks() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let unseen = root.join("tests/structure");
        let shared = root.join("../shared");
        for (gold, folder) in
            [(unseen.join("gold"), unseen.join("documents")), (shared.join("gold"), shared.join("documents"))]
        {
            if !gold.exists() {
                eprintln!("skipped: no labels in {}", gold.display());
                continue;
            }
            let (all, missed) = untied(&gold.join("footnotes.jsonl"), &folder);
            // 0.95 is asked for.
            assert!(missed.len() * 20 <= all, "{missed:#?}");
        }
    }
}
