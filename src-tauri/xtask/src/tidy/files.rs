//! Rules on files: how long, where, and what may not be written in them.

use std::collections::BTreeSet;
use std::path::Path;

use super::Rule;
use super::repository::{File, Repository};

/// Above this a second idea is likely to be in the file: worth a look.
const LONG: usize = 400;
/// Nobody reads a file of this length.
const TOO_LONG: usize = 800;

/// What the owner of the project fixed for the top level, dotfiles aside.
const TOP_LEVEL: &[&str] =
    &["Cargo.toml", "Cargo.lock", "src-tauri", "ui", "corpus", "tests", "README.md", "ARCHITECTURE.md"];

/// Beginnings of paths that exist on one machine. Written in pieces, or this file would break its own rule.
const MACHINE_PATHS: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("C:\\Us", "ers\\"),
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "no source file has more than 800 lines",
        why: "a file is one idea; look for the second one in it (tests can go to a sibling tests.rs)",
        check: too_long,
    },
    Rule {
        name: "no path of one machine is written down",
        why: "it means nothing on any other; use the repository root, the user's folders or a temporary one",
        check: machine_paths,
    },
    Rule {
        name: "no example in the documentation goes unchecked",
        why: "they are not compiled: that would compile every dependency once more; write a test, or a block of ```text",
        check: examples,
    },
    Rule {
        name: "the top level holds what its owner fixed, and dotfiles",
        why: "a newcomer reads it first; what is new has a room in src-tauri, ui, corpus or tests",
        check: top_level,
    },
];

/// Notes on files that grow long, longest first.
pub(super) fn long_files(repository: &Repository) -> Vec<String> {
    let mut files = longer_than(repository, LONG);
    files.retain(|(lines, _)| *lines <= TOO_LONG);
    files.into_iter().map(|(lines, path)| format!("{path} has {lines} lines; is there a second idea in it?")).collect()
}

fn too_long(repository: &Repository) -> Vec<String> {
    longer_than(repository, TOO_LONG).into_iter().map(|(lines, path)| format!("{path} has {lines} lines")).collect()
}

fn longer_than(repository: &Repository, limit: usize) -> Vec<(usize, &str)> {
    let is_source = |f: &&File| {
        let extension = Path::new(&f.path).extension().and_then(|e| e.to_str());
        matches!(extension, Some("rs" | "ts" | "svelte")) && !f.path.ends_with("generated.ts")
    };
    let sources = repository.files.iter().filter(is_source);
    let mut files: Vec<_> =
        sources.map(|f| (f.text.lines().count(), f.path.as_str())).filter(|f| f.0 > limit).collect();
    files.sort_unstable_by(|a, b| b.cmp(a));
    files
}

/// Blocks in documentation that claim to be code. Every second fence closes one.
fn examples(repository: &Repository) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in repository.files.iter().filter(|f| Path::new(&f.path).extension().is_some_and(|e| e == "rs")) {
        let comment = |line: &str| line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::to_owned);
        let lines =
            file.text.lines().enumerate().filter_map(|(index, line)| Some((index, comment(line.trim_start())?)));
        let fences = lines.filter(|(_, line)| line.trim_start().starts_with("```"));
        let opening = fences.step_by(2).filter(|(_, line)| line.trim() != "```text");
        complaints.extend(opening.map(|(index, _)| format!("{}:{}", file.path, index + 1)));
    }
    complaints
}

fn machine_paths(repository: &Repository) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in repository.files.iter().filter(|f| f.path != "Cargo.lock" && !f.path.ends_with("package-lock.json")) {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(path) = MACHINE_PATHS.iter().find(|p| has_path(line, p)) {
                complaints.push(format!("{}:{} has “{path}…”", file.path, index + 1));
            }
        }
    }
    complaints
}

/// Whether an absolute path begins so: `https://host/…` and `a/b/…` only look like one.
fn has_path(line: &str, beginning: &str) -> bool {
    line.match_indices(beginning).any(|(at, _)| {
        line[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '~' | '-' | '_' | '/' | '}'))
    })
}

fn top_level(repository: &Repository) -> Vec<String> {
    let names: BTreeSet<&str> = repository.files.iter().filter_map(|f| f.path.split('/').next()).collect();
    let may = |name: &&str| name.starts_with('.') || name.starts_with("LICENSE") || TOP_LEVEL.contains(name);
    names.iter().filter(|name| !may(name)).map(|name| format!("{name} does not belong there")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_noted_and_too_long_ones_refused() {
        let file = |lines: usize| Repository::with_file("ui/src/a.ts", &"x\n".repeat(lines));
        assert!(long_files(&file(400)).is_empty());
        assert_eq!((long_files(&file(401)).len(), too_long(&file(401)).len()), (1, 0));
        assert_eq!((long_files(&file(801)).len(), too_long(&file(801)).len()), (0, 1));
        assert!(too_long(&Repository::with_file("ui/src/wire/generated.ts", &"x\n".repeat(801))).is_empty());
        assert!(too_long(&Repository::with_file("corpus/plan.md", &"x\n".repeat(801))).is_empty());
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        let check = |line: &str| machine_paths(&Repository::with_file("a.md", line)).len();
        assert_eq!(check(concat!("see /ho", "me/taro/x")), 1);
        assert_eq!(check(concat!("\"/ro", "ot/.cargo\"")), 1);
        assert_eq!(check(concat!("https://example.jp/wo", "rk/x")), 0);
        assert_eq!(check(concat!("src/wo", "rk/x")), 0);
    }

    #[test]
    fn the_top_level_is_fixed() {
        let check = |path| top_level(&Repository::with_file(path, "")).len();
        assert_eq!(check("ui/src/a.ts"), 0);
        assert_eq!(check(".github/CONTRIBUTING.md"), 0);
        assert_eq!(check("LICENSE-MIT"), 0);
        assert_eq!(check("scripts/a.sh"), 1);
        assert_eq!(check("NOTES.md"), 1);
    }

    #[test]
    fn code_in_documentation_is_refused_and_text_is_not() {
        let text = Repository::with_file("a.rs", "//! ```text\n//! a → b\n//! ```\nfn a() {}\n");
        assert_eq!(examples(&text), Vec::<String>::new());
        let code =
            Repository::with_file("a.rs", "/// ```text\n/// x\n/// ```\n///\n/// ```\n/// a();\n/// ```\nfn a() {}\n");
        assert_eq!(examples(&code), ["a.rs:5"]);
    }
}
