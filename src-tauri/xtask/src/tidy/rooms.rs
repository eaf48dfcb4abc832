//! The rooms of the Rust side: which crate may import which, and which foreign
//! crate belongs to one of them alone. `ARCHITECTURE.md` draws the same table.

use super::Rule;
use super::repository::Repository;

/// A crate of ours and those of ours that it may import.
struct Room(&'static str, Imports);

enum Imports {
    Only(&'static [&'static str]),
    /// A test looks at everything, from outside.
    Anything,
}

use Imports::{Anything, Only};

/// In the order in which data flows.
const ROOMS: &[Room] = &[
    Room("tadori-text", Only(&[])),
    Room("tadori-dictionary", Only(&["tadori-text"])),
    Room("tadori-ingest", Only(&["tadori-text"])),
    Room("tadori-facts", Only(&["tadori-text", "tadori-dictionary"])),
    Room("tadori-links", Only(&["tadori-text", "tadori-dictionary", "tadori-facts"])),
    Room("tadori-notes", Only(&["tadori-text"])),
    Room("tadori-search", Only(&["tadori-text", "tadori-dictionary"])),
    Room("tadori-export", Only(&["tadori-text", "tadori-notes"])),
    Room(
        "tadori-library",
        Only(&[
            "tadori-text",
            "tadori-dictionary",
            "tadori-ingest",
            "tadori-facts",
            "tadori-links",
            "tadori-notes",
            "tadori-search",
            "tadori-export",
        ]),
    ),
    Room("tadori-wire", Only(&["tadori-library"])),
    Room("tadori-cli", Only(&["tadori-library", "tadori-wire"])),
    Room("tadori", Only(&["tadori-library", "tadori-wire"])),
    Room("tadori-tests", Anything),
    Room("xtask", Only(&[])),
];

/// A family of foreign crates (its name, and names that begin with it and a dash or underscore) and its owner.
struct Owner {
    family: &'static str,
    /// One, or more where one reads what the other writes.
    rooms: &'static [&'static str],
    why: &'static str,
}

const OWNERS: &[Owner] = &[
    Owner {
        family: "lindera",
        rooms: &["tadori-dictionary"],
        why: "splitting words is asked of one place, so that index and query agree",
    },
    Owner {
        family: "tantivy",
        rooms: &["tadori-search"],
        why: "the index can be replaced without touching the library",
    },
    Owner { family: "rusqlite", rooms: &["tadori-library"], why: "what is on disk is written by one crate alone" },
    Owner { family: "tauri", rooms: &["tadori"], why: "the core runs without a window: on the command line, in tests" },
    Owner {
        family: "pulldown-cmark",
        rooms: &["tadori-ingest", "tadori-notes", "tadori-export"],
        why: "formats end where a document begins",
    },
    Owner { family: "encoding_rs", rooms: &["tadori-ingest", "tadori-export"], why: "behind ingest all text is UTF-8" },
    Owner { family: "chardetng", rooms: &["tadori-ingest"], why: "behind ingest all text is UTF-8" },
    Owner {
        family: "roxmltree",
        rooms: &["tadori-ingest", "tadori-export"],
        why: "hostile files meet one reader, with limits",
    },
    Owner {
        family: "zip",
        // The dictionary's build script reads one archive, pinned by its hash.
        rooms: &["tadori-ingest", "tadori-export", "tadori-dictionary"],
        why: "hostile files meet one reader, with limits",
    },
    Owner { family: "cfb", rooms: &["tadori-ingest"], why: "hostile files meet one reader, with limits" },
    Owner { family: "hayro", rooms: &["tadori-ingest"], why: "formats end where a document begins" },
    Owner { family: "skrifa", rooms: &["tadori-ingest"], why: "formats end where a document begins" },
    Owner { family: "scraper", rooms: &["tadori-ingest", "tadori-export"], why: "formats end where a document begins" },
    Owner {
        family: "calamine",
        rooms: &["tadori-ingest", "tadori-export"],
        why: "formats end where a document begins",
    },
    Owner { family: "ssfmt", rooms: &["tadori-ingest"], why: "formats end where a document begins" },
    Owner { family: "rustix", rooms: &["tadori-library"], why: "one place starts processes, limits and ends them" },
    Owner {
        family: "windows-sys",
        rooms: &["tadori-library"],
        why: "one place starts processes, limits and ends them",
    },
    Owner { family: "postcard", rooms: &["tadori-library"], why: "what is packed is unpacked by the same crate" },
    Owner { family: "lz4_flex", rooms: &["tadori-library"], why: "what is packed is unpacked by the same crate" },
    Owner { family: "typst", rooms: &["tadori-export"], why: "how a page is set is said in one place" },
    Owner { family: "rust_xlsxwriter", rooms: &["tadori-export"], why: "output formats have one room" },
    Owner { family: "ts-rs", rooms: &["tadori-wire"], why: "domain types are not the wire types" },
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "crates import one another as the table of rooms allows",
        why: "values flow down: what imports its siblings can be neither read nor tested nor replaced alone \
              (the table is in xtask/src/tidy/rooms.rs and in ARCHITECTURE.md; change both, with the reason)",
        check: imports,
    },
    Rule {
        name: "a foreign crate with an owner is imported by nobody else",
        why: "then it can be replaced, or its surprises mended, in one place",
        check: owners,
    },
    Rule {
        name: "every crate takes the lints of the workspace",
        why: "a crate without them is held to less than its neighbours, and nobody sees it",
        check: lints,
    },
];

fn imports(repository: &Repository) -> Vec<String> {
    let mut complaints = Vec::new();
    for package in &repository.crates {
        let Some(Room(_, allowed)) = ROOMS.iter().find(|r| r.0 == package.name) else {
            complaints.push(format!("{} is not in the table", package.name));
            continue;
        };
        let Only(allowed) = allowed else { continue };
        let ours = package.imports.iter().filter(|i| ROOMS.iter().any(|r| r.0 == **i));
        complaints.extend(
            ours.filter(|i| !allowed.contains(&i.as_str())).map(|i| format!("{} may not import {i}", package.name)),
        );
    }
    complaints
}

fn owners(repository: &Repository) -> Vec<String> {
    let mut complaints = Vec::new();
    for package in &repository.crates {
        if ROOMS.iter().any(|r| r.0 == package.name && matches!(r.1, Anything)) {
            continue;
        }
        for import in &package.imports {
            let owner = OWNERS.iter().find(|o| belongs(import, o.family) && !o.rooms.contains(&package.name.as_str()));
            complaints.extend(owner.map(|o| {
                format!("{} imports {import}, which belongs to {}: {}", package.name, o.rooms.join(" and "), o.why)
            }));
        }
    }
    complaints
}

fn belongs(name: &str, family: &str) -> bool {
    name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

fn lints(repository: &Repository) -> Vec<String> {
    let takes = |manifest: &str| {
        let mut lines = manifest.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        lines.any(|l| l == "[lints]") && lines.next().is_some_and(|l| l.replace(' ', "") == "workspace=true")
    };
    let without = repository.crates.iter().filter(|c| !takes(&c.manifest));
    without.map(|c| format!("{} lacks `[lints]` with `workspace = true`", c.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_flow_down() {
        let check = |name, import| imports(&Repository::with_crate(name, &[import], ""));
        assert!(check("tadori-search", "tadori-text").is_empty());
        assert!(check("tadori-search", "serde").is_empty());
        assert!(check("tadori-tests", "tadori-search").is_empty());
        assert_eq!(check("tadori-text", "tadori-search"), ["tadori-text may not import tadori-search"]);
        assert_eq!(check("tadori-new", "serde"), ["tadori-new is not in the table"]);
    }

    #[test]
    fn foreign_crates_have_one_owner() {
        let check = |name, import| owners(&Repository::with_crate(name, &[import], ""));
        assert!(check("tadori-dictionary", "lindera-dictionary").is_empty());
        assert!(check("tadori-tests", "rusqlite").is_empty());
        assert_eq!(check("tadori-search", "lindera").len(), 1);
        assert_eq!(check("tadori-cli", "tauri-plugin-dialog").len(), 1);
        assert!(check("tadori-cli", "taurine").is_empty());
    }

    #[test]
    fn lints_are_taken() {
        let check = |manifest| lints(&Repository::with_crate("x", &[], manifest)).len();
        assert_eq!(check("[package]\nname = \"x\"\n\n[lints]\nworkspace = true\n"), 0);
        assert_eq!(check("[package]\nname = \"x\"\n"), 1);
        assert_eq!(check("[lints]\n[dependencies]\n"), 1);
    }
}
