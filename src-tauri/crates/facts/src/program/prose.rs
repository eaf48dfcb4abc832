//! Programs that running text names: 「島嶼航路維持支援事業」, …や港湾再生促進プログラムが開始された.
//!
//! A name in running text has no bullet to say where it begins. It counts when it stands in quotation marks, or is one
//! run of characters that no word for general things alone makes up.

use std::sync::LazyLock;

use regex::Regex;
use tadori_text::{BlockKind, Span};

use super::{Declared, ProgramKind, name};
use crate::read::Noted;

static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[「［\\[]([^「」［］\\[\\]]{5,60}(?:事業|プログラム))[」］\\]]").expect("checked by tests")
});
static RUN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[一-龠々ァ-ヶー・a-z0-9]{5,40}(?:事業|プログラム)").expect("checked by tests"));

/// Names of programs in running text that `known` (folded names) does not hold.
pub(super) fn read(noted: &[Noted<'_>], known: &[String], project_of: &[Option<String>]) -> Vec<Declared> {
    let mut found: Vec<Declared> = Vec::new();
    for note in noted {
        let (view, text) = (&note.view, note.view.text());
        if view.block.kind == BlockKind::Furniture || !(text.contains("事業") || text.contains("プログラム")) {
            continue;
        }
        let mut add = |span: Span| {
            let folded = span.of(text);
            let new = !known.iter().any(|k| k.contains(folded) || folded.contains(k.as_str()));
            let apart =
                !found.iter().any(|f| f.block == view.index && f.span.overlaps(view.span(span.start, span.end)));
            if new && apart && name::stands_alone(folded) {
                let printed = view.words(span.start, span.end).trim().to_owned();
                let declared =
                    Declared::new(view.index, view.span(span.start, span.end), ProgramKind::Program, printed);
                found.push(Declared { entered: false, project: project_of[view.index].clone(), ..declared });
            }
        };
        for captures in QUOTED.captures_iter(text) {
            let inner = captures.get(1).expect("group 1");
            add(Span::new(inner.start(), inner.end()));
        }
        for run in RUN.find_iter(text) {
            let before = text[..run.start()].chars().next_back();
            let begins = before.is_none_or(|c| !c.is_alphanumeric() || "はをやともにでが".contains(c));
            let goes_on = text[run.end()..]
                .chars()
                .next()
                .is_some_and(|c| c.is_alphanumeric() && !('ぁ'..='ゖ').contains(&c) && c != '等');
            if begins && !goes_on && !run.as_str().starts_with(['・', 'ー']) {
                add(Span::new(run.start(), run.end()));
            }
        }
    }
    found
}
