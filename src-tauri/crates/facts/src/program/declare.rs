//! The printed name of an entry, its other names, and what is said of it.

use tadori_text::Span;

use super::name::{self, Aside};
use super::{Declared, ProgramKind};
use crate::read::Noted;

#[allow(clippy::too_many_arguments, reason = "the parts of one entry, put together in one place")]
pub(super) fn declare(
    noted: &[Noted<'_>],
    block: usize,
    span: Span,
    folded: &str,
    asides: &[Aside],
    latin: &[String],
    name_block: usize,
    end: usize,
) -> Declared {
    let view = &noted[block].view;
    let mut printed = view.words(span.start, span.end).trim().to_owned();
    for note in noted.iter().take(name_block + 1).skip(block + 1) {
        let view = &note.view;
        let stop = if view.index == name_block { end } else { view.text().len() };
        printed.push_str(view.words(0, stop).trim());
    }
    let printed = printed.trim_end_matches([':', '：', ' ', '　']);
    let name = unquoted(&keep(printed, folded));
    let whole = without_parts(&name, latin);
    let base = name::base(&name).to_owned();
    let mut aliases = Vec::new();
    let mut parent = None;
    if base != name {
        let inner = name[base.len()..].trim();
        let parts: Vec<&str> = split_brackets(inner);
        let only_latin = parts.iter().all(|p| latin.iter().any(|l| tadori_text::normalize(p).text == *l));
        if only_latin {
            aliases.push(base.clone());
        } else {
            parent = Some(whole);
        }
        for part in parts {
            let short = latin.iter().any(|l| tadori_text::normalize(part).text == *l);
            if short && only_latin
                || (!short && name::ends_as_program(&tadori_text::normalize(part).text) && !part.contains('、'))
            {
                aliases.push(part.to_owned());
            }
        }
    }
    let mut declared = Declared {
        last: name_block,
        aliases,
        parent,
        ..Declared::new(block, view.span(span.start, span.end), ProgramKind::Program, name)
    };
    declared.say(asides);
    if asides.contains(&Aside::Period) {
        declared.period = period(printed);
    }
    declared
}

impl Declared {
    /// Notes what brackets say of it.
    pub(super) fn say(&mut self, asides: &[Aside]) {
        for aside in asides {
            match aside {
                Aside::Ministries(marks) => self.ministries.clone_from(marks),
                Aside::Marks(marks) => self.marks.clone_from(marks),
                Aside::Fund => self.fund = true,
                Aside::Repeated => self.repeated = true,
                _ => {}
            }
        }
    }
}

/// The printed name up to where the folded name ends: brackets that say something of it are dropped from its end.
pub(super) fn keep(printed: &str, folded: &str) -> String {
    let mut rest = printed;
    let target = tadori_text::normalize(folded).text.replace(' ', "");
    loop {
        if tadori_text::normalize(rest).text.replace(' ', "") == target {
            return rest.trim().to_owned();
        }
        match name::last_bracket(rest).filter(|o| *o > 0) {
            Some(open) => rest = rest[..open].trim_end(),
            // A bracket in the middle was dropped: the folded name stands for it.
            None => return folded.trim().to_owned(),
        }
    }
}

/// 「X」 as a whole is X.
fn unquoted(name: &str) -> String {
    let base = name::base(name);
    match base.strip_prefix('「').and_then(|b| b.strip_suffix('」')) {
        Some(inner) if !inner.contains('「') => format!("{inner}{}", &name[base.len()..]),
        _ => name.to_owned(),
    }
}

/// The name without the brackets at its end that narrow it; a Latin one belongs to it.
fn without_parts(name: &str, latin: &[String]) -> String {
    let mut rest = name.trim();
    while let Some(open) = name::last_bracket(rest).filter(|o| *o > 0) {
        let inner = split_brackets(&rest[open..]);
        if inner.first().is_some_and(|i| latin.contains(&tadori_text::normalize(i).text)) {
            break;
        }
        rest = rest[..open].trim_end();
    }
    rest.to_owned()
}

fn split_brackets(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while let Some(open) = name::last_bracket(rest) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let close = rest.chars().next_back().map_or(1, char::len_utf8);
        parts.push(&rest[open + width..rest.len() - close]);
        rest = rest[..open].trim_end();
    }
    parts.reverse();
    parts
}

fn period(printed: &str) -> Option<String> {
    let mut rest = printed;
    while let Some(open) = name::last_bracket(rest) {
        let inner: String = rest[open..].chars().skip(1).collect();
        if inner.contains('期') || inner.contains("年度") {
            return Some(inner.trim_end_matches([')', '）']).to_owned());
        }
        rest = rest[..open].trim_end();
    }
    None
}
