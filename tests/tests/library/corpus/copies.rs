//! No sentence of a real document is in this repository.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use tadori_tests::skipped;
use tadori_text::normalize;

use super::{originals, root};

/// A run of so many folded characters is no coincidence, and longer than a name.
const RUN: usize = 40;

fn runs(text: &[char]) -> impl Iterator<Item = &[char]> {
    text.windows(RUN)
}

#[test]
fn no_sentence_is_copied() {
    let Some(originals) = originals() else { return };
    let listed = Command::new("git").arg("-C").arg(root()).args(["ls-files", "-z"]).output();
    let Some(listed) = listed.ok().filter(|o| o.status.success()) else {
        skipped("git is not here to say which files are in the repository");
        return;
    };
    let texts: Vec<Vec<char>> = originals.iter().map(|(_, text)| text.chars().collect()).collect();
    let known: HashSet<&[char]> = texts.iter().flat_map(|text| runs(text)).filter(|run| is_prose(run)).collect();
    let mut wrong = String::new();
    let mut checked = 0;
    for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|n| !n.is_empty()) {
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        checked += 1;
        let folded: Vec<char> = normalize(&text).text.chars().collect();
        if let Some(run) = runs(&folded).find(|run| known.contains(run)) {
            wrong += &format!("{name}: {}\n", run.iter().collect::<String>());
        }
    }
    assert!(checked > 50, "{checked} files are too few to be the repository");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Rows of dots in a contents page are nobody's sentence.
fn is_prose(run: &[char]) -> bool {
    run.iter().filter(|c| c.is_alphabetic()).count() >= RUN / 2
}
