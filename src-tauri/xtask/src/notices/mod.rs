//! `cargo xtask notices`: the names and licence texts of everything that is
//! shipped inside the programs, in one file.
//!
//! Made from what cargo and npm have on disk already. The known generator,
//! cargo-about, takes six minutes to compile on two cores and does not see npm
//! packages; this needs no second and no network.

mod crates;
mod packages;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::root;

/// Something that is shipped and was made by others.
#[derive(Clone, Debug, Default)]
struct Component {
    name: String,
    version: String,
    /// SPDX expression.
    licence: String,
    authors: String,
    /// Where its source is; the Mozilla licence wants it said.
    source: String,
    /// Licences and notices, as it carries them.
    texts: Vec<String>,
    /// The texts are those of a neighbour, whose copyright they name.
    lent: bool,
}

/// Licences that let us ship. Another one must be looked at by a person first, then named here.
const KNOWN: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "LLVM-exception",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NAIST-2003",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "zlib-acknowledgement",
];

/// Licences that ask for nothing, not even for their text to be carried along.
const FREE: &[&str] = &["0BSD", "CC0-1.0", "MIT-0", "Unlicense"];

/// Writes the file and says where.
pub(crate) fn write() -> Result<PathBuf> {
    let mut components = packages::dictionary()?;
    components.extend(packages::font()?);
    components.extend(packages::window()?);
    components.extend(crates::shipped()?);
    check(&components)?;
    lend_texts(&mut components)?;
    let path = root().join("target/notices/THIRD_PARTY.md");
    fs::create_dir_all(path.parent().context("the file lies in a folder")?)?;
    fs::write(&path, render(&components)).context("writing the notices")?;
    eprintln!("notices: {} components, target/notices/THIRD_PARTY.md", components.len());
    Ok(path)
}

/// Refuses licences that nobody has looked at.
fn check(components: &[Component]) -> Result<()> {
    let unknown = |c: &&Component| c.licence.is_empty() || ids(&c.licence).any(|id| !KNOWN.contains(&id));
    let names: Vec<String> = components.iter().filter(unknown).map(|c| format!("{} ({})", c.name, c.licence)).collect();
    if !names.is_empty() {
        bail!("licences to look at before shipping (then name them in xtask/src/notices): {}", names.join(", "));
    }
    Ok(())
}

/// The licences that an SPDX expression (or the older `MIT/Apache-2.0`) names.
fn ids(expression: &str) -> impl Iterator<Item = &str> {
    let words = expression.split([' ', '(', ')', '/']).filter(|w| !w.is_empty());
    words.filter(|w| !matches!(*w, "AND" | "OR" | "WITH"))
}

/// Some packages carry no text: they get that of a neighbour from the same source, or under the same licence.
fn lend_texts(components: &mut [Component]) -> Result<()> {
    let lenders: Vec<Component> = components.iter().filter(|c| !c.texts.is_empty()).cloned().collect();
    for component in components.iter_mut().filter(|c| c.texts.is_empty()) {
        // Who has more than one text has notices of his own among them.
        let under = |licence: &str| lenders.iter().find(|c| c.licence == licence && c.texts.len() == 1);
        // Of licences to choose from, one is enough.
        let choice = || ids(&component.licence).filter(|_| !component.licence.contains("AND"));
        let lender = lenders
            .iter()
            .find(|c| !c.source.is_empty() && c.source == component.source)
            .or_else(|| under(&component.licence))
            .or_else(|| choice().find_map(under));
        if let Some(lender) = lender {
            component.texts.clone_from(&lender.texts);
            component.lent = true;
        } else if !choice().any(|licence| FREE.contains(&licence)) {
            bail!("no text of the licence of {} ({})", component.name, component.licence);
        }
    }
    Ok(())
}

fn render(components: &[Component]) -> String {
    let mut out = String::from("# Third-party notices\n\nTadori is built with the work of others:\n\n");
    // One text serves many: the Apache licence is the same everywhere.
    let mut users: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for component in components {
        let Component { name, version, licence, authors, source, texts, lent } = component;
        let (authors, source) = (authors.as_str(), source.as_str());
        let by = if authors.is_empty() { String::new() } else { format!(", by {authors}") };
        let _ = writeln!(out, "- {name} {version} ({licence}){by} {source}");
        for text in texts {
            let holder = [authors, source, "its authors"].into_iter().find(|h| !h.is_empty()).unwrap_or_default();
            let whose = if *lent { format!(" (copyright {holder})") } else { String::new() };
            users.entry(text).or_default().push(format!("{name} {version}{whose}"));
        }
    }
    let mut texts: Vec<_> = users.into_iter().collect();
    texts.sort_by_key(|(text, users)| (std::cmp::Reverse(users.len()), *text));
    for (text, users) in texts {
        let _ = write!(out, "\n---\n\n{}:\n\n```text\n{text}\n```\n", users.join(", "));
    }
    out
}

/// The licences and notices in a folder, by file name.
fn texts_in(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    let is_notice = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "COPYRIGHT"].iter().any(|word| name.starts_with(word))
    };
    let texts = files.iter().filter(|p| is_notice(p)).filter_map(|p| fs::read_to_string(p).ok());
    texts.map(|t| t.replace("\r\n", "\n").trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(name: &str, licence: &str, texts: &[&str]) -> Component {
        let texts = texts.iter().map(ToString::to_string).collect();
        Component { name: name.into(), licence: licence.into(), texts, ..Component::default() }
    }

    #[test]
    fn a_licence_that_nobody_looked_at_is_refused() {
        assert!(
            check(&[component("a", "(MIT OR Apache-2.0) AND Unicode-3.0", &[]), component("b", "MIT/Unlicense", &[])])
                .is_ok()
        );
        assert!(check(&[component("c", "MIT AND GPL-3.0", &[])]).is_err());
        assert!(check(&[component("d", "", &[])]).is_err());
    }

    #[test]
    fn a_text_is_lent_and_written_once() {
        let mut components = [component("a", "MIT", &["the text"]), component("b", "MIT", &[])];
        lend_texts(&mut components).unwrap();
        let file = render(&components);
        assert_eq!(file.matches("the text").count(), 1);
        assert!(file.contains("a , b  (copyright its authors):"));
        assert!(lend_texts(&mut [component("c", "ISC", &[])]).is_err());
        assert!(lend_texts(&mut [component("d", "ISC OR 0BSD", &[])]).is_ok(), "0BSD asks for nothing");
        assert!(lend_texts(&mut [component("e", "ISC AND 0BSD", &[])]).is_err());
    }
}
