//! npm packages, exactly as the lock file has them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{npm, root, run};

/// Installs the packages of a folder unless they are there.
pub(super) fn install(folder: &str) -> Result<()> {
    let path = root().join(folder);
    let wanted = read(&path.join("package-lock.json")).with_context(|| format!("{folder}/package-lock.json"))?;
    // npm notes here what it put into the folder.
    let found = read(&path.join("node_modules/.package-lock.json")).unwrap_or_default();
    if is_installed(&wanted, &found) {
        return Ok(());
    }
    let why = if found.is_null() { "are missing" } else { "differ from the lock file" };
    eprintln!("setup: the npm packages of {folder} {why}");
    run(&mut npm(folder, ["ci", "--no-audit", "--no-fund"]))
}

fn read(path: &Path) -> Result<Value> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// Whether what is in `node_modules` is what the lock file wants. Optional
/// packages may be left out (they are for other systems), nothing may be too much.
fn is_installed(wanted: &Value, found: &Value) -> bool {
    let (Some(wanted), Some(found)) = (wanted["packages"].as_object(), found["packages"].as_object()) else {
        return false;
    };
    let same = |name: &String, package: &Value| {
        found.get(name).map_or(package["optional"] == true, |f| f["integrity"] == package["integrity"])
    };
    wanted.iter().all(|(name, package)| name.is_empty() || same(name, package))
        && found.keys().all(|name| wanted.contains_key(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_installed_packages_are_compared_with_the_lock_file() {
        let lock = json!({"packages": {
            "": {"name": "ours"},
            "node_modules/a": {"integrity": "sha512-1"},
            "node_modules/b-windows": {"integrity": "sha512-2", "optional": true},
        }});
        let with = |packages: Value| is_installed(&lock, &json!({ "packages": packages }));
        assert!(with(json!({"node_modules/a": {"integrity": "sha512-1"}})));
        assert!(!with(json!({"node_modules/a": {"integrity": "sha512-0"}})), "another version");
        assert!(!with(json!({})), "missing");
        let more = json!({"node_modules/a": {"integrity": "sha512-1"}, "node_modules/c": {}});
        assert!(!with(more), "no longer wanted");
        assert!(!is_installed(&lock, &Value::Null), "nothing there");
    }
}
