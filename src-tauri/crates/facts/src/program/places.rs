//! Where documents name programs, beside where they enter them.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use tadori_text::{Block, BlockKind, Span, normalize};

use super::join::{Place, Program};
use super::{Declared, name};

/// Finds the names in all documents, longest first.
pub(super) fn mentions(programs: &mut [Program], documents: &[(&[Block], &[Declared])]) {
    let mut forms: Vec<(String, usize)> = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        for form in std::iter::once(&program.name).chain(program.aliases.iter().map(|(a, _)| a)) {
            let folded = normalize(form).text;
            if folded.chars().count() >= 4 && (folded.chars().count() >= 8 || !name::base(&folded).is_ascii()) {
                forms.push((folded, at));
            }
        }
    }
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|f| &f.0))
    else {
        return;
    };
    let mut by_form: HashMap<&str, Vec<usize>> = HashMap::new();
    for (form, at) in &forms {
        by_form.entry(form).or_default().push(*at);
    }
    let mut more: Vec<(usize, Place)> = Vec::new();
    for (document, (blocks, declared)) in documents.iter().enumerate() {
        for (block, value) in blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Furniture) {
            let folded = normalize(&value.text);
            for found in automaton.find_iter(&folded.text) {
                let span = folded.to_original(Span::new(found.start(), found.end()));
                if declared.iter().any(|d| d.entered && d.block == block && d.span.overlaps(span)) || span.is_empty() {
                    continue;
                }
                let owners = &by_form[forms[found.pattern().as_usize()].0.as_str()];
                // Under one of several projects: the one that enters it nearest before.
                let owner = owners
                    .iter()
                    .copied()
                    .min_by_key(|o| distance(&programs[*o], document, block))
                    .expect("every form has one");
                more.push((owner, Place { document, block, span }));
            }
        }
    }
    for (owner, place) in more {
        programs[owner].mentions.push(place);
    }
    for program in programs {
        program.mentions.sort();
        program.mentions.dedup();
    }
}

fn distance(program: &Program, document: usize, block: usize) -> usize {
    let here = program.mentions.iter().filter(|m| m.document == document);
    here.map(|m| m.block.abs_diff(block)).min().unwrap_or(usize::MAX)
}
