//! The rooms of the window: who imports whom under `ui/src`.

use super::Rule;
use super::repository::{File, Repository};

/// Files under a folder (or one file), and what they may not import, by a part of the import's path.
struct Wall {
    inside: &'static str,
    except: &'static [&'static str],
    not: &'static str,
    why: &'static str,
}

const WALLS: &[Wall] = &[
    Wall {
        inside: "ui/src/",
        except: &["ui/src/host/tauri.ts"],
        not: "@tauri-apps/",
        why: "one seam to the program, so that the window runs in a plain browser",
    },
    Wall { inside: "ui/src/parts/", except: &[], not: "/host/", why: "parts know nothing of the program" },
    Wall { inside: "ui/src/parts/", except: &[], not: "/features/", why: "parts serve every feature" },
    Wall { inside: "ui/src/words/", except: &[], not: "/features/", why: "words serve every feature" },
    Wall { inside: "ui/src/wire/", except: &[], not: "../", why: "the wire types stand alone" },
];

const FEATURES: &str = "ui/src/features/";

pub(super) const RULES: &[Rule] = &[Rule {
    name: "the window's rooms import one another as agreed",
    why: "one seam to the program, features that can be taken out, parts that can be used anywhere",
    check: walls,
}];

fn walls(repository: &Repository) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in repository.files.iter().filter(|f| f.path.starts_with("ui/src/") && !is_test(&f.path)) {
        for import in imports(file) {
            for wall in WALLS {
                let applies = file.path.starts_with(wall.inside) && !wall.except.contains(&file.path.as_str());
                if applies && import.contains(wall.not) {
                    complaints.push(format!("{} imports {import}: {}", file.path, wall.why));
                }
            }
            if let Some(other) = other_feature(&file.path, import) {
                complaints.push(format!("{} imports {import}: {other} is another feature", file.path));
            }
        }
    }
    complaints
}

/// A test may bring together what the program keeps apart.
fn is_test(path: &str) -> bool {
    path.contains(".test.")
}

/// What a file imports: `from '…'` and `import '…'`, with either quote.
fn imports(file: &File) -> impl Iterator<Item = &str> {
    let quoted = |rest: &'static str| move |line: &'_ str| line.find(rest).map(|at| at + rest.len());
    file.text.lines().filter_map(move |line| {
        let start = quoted("from ")(line).or_else(|| quoted("import ")(line)).or_else(|| quoted("import(")(line))?;
        let rest = line[start..].trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        rest[1..].split(quote).next()
    })
}

/// The feature that an import of the file at `path` reaches, if it is another than the one it is in.
fn other_feature<'a>(path: &str, import: &'a str) -> Option<&'a str> {
    let inside = path.strip_prefix(FEATURES)?;
    let reached = if let Some((_, rest)) = import.split_once("/features/") {
        rest
    } else {
        // `../reader/…` from `features/search/…`; one `../` more leaves the features, one less stays in its own.
        let up = "../".repeat(inside.matches('/').count());
        import.strip_prefix(up.as_str()).filter(|rest| !rest.starts_with("../"))?
    };
    reached.split('/').next().filter(|feature| inside.split('/').next() != Some(*feature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_hold() {
        let check = |path, text| walls(&Repository::with_file(path, text)).len();
        let dialog = "import { open } from '@tauri-apps/plugin-dialog'";
        assert_eq!(check("ui/src/host/tauri.ts", dialog), 0);
        assert_eq!(check("ui/src/App.svelte", dialog), 1);
        assert_eq!(check("ui/src/parts/Marked.svelte", "  import type { Host } from \"../host/types\";"), 1);
        assert_eq!(check("ui/src/parts/Marked.svelte", "  import type { Run } from \"../wire/generated\";"), 0);
        assert_eq!(check("ui/src/features/search/View.svelte", "import { x } from '../reader/state.svelte';"), 1);
        assert_eq!(check("ui/src/features/search/View.svelte", "import { x } from '../../parts/offsets';"), 0);
        assert_eq!(check("ui/src/features/search/View.svelte", "import './state.svelte';"), 0);
        assert_eq!(check("ui/src/features/reader/page/Page.svelte", "import { x } from '../state.svelte';"), 0);
        assert_eq!(
            check("ui/src/features/reader/page/Page.svelte", "import { x } from '../../search/state.svelte';"),
            1
        );
        assert_eq!(check("ui/src/features/search/state.test.ts", "import { x } from '../reader/state.svelte';"), 0);
    }
}
