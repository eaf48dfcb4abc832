//! The crates inside the programs.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId, TargetKind};

use super::{Component, texts_in};
use crate::process::{command, read, root};

/// The packages whose programs are shipped.
const PROGRAMS: [&str; 2] = ["tadori", "tadori-cli"];

/// All crates that are linked into a program on this system; not those that only ran while it was compiled.
pub(super) fn shipped() -> Result<Vec<Component>> {
    let host = read(&mut command("rustc", ["-vV"]))?;
    let host = host.lines().find_map(|l| l.strip_prefix("host: ")).context("rustc names no host")?.to_owned();
    let options = ["--filter-platform".to_owned(), host];
    let metadata =
        MetadataCommand::new().current_dir(root()).other_options(options).exec().context("cargo metadata")?;
    let linked = linked(&metadata)?;
    let mut packages: Vec<&Package> = metadata.packages.iter().filter(|p| linked.contains(&p.id)).collect();
    packages.retain(|p| p.source.is_some());
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages.into_iter().map(component).collect())
}

fn linked(metadata: &Metadata) -> Result<BTreeSet<PackageId>> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
    let programs = metadata.packages.iter().filter(|p| PROGRAMS.contains(&p.name.as_str()));
    let mut left: Vec<PackageId> = programs.map(|p| p.id.clone()).collect();
    let mut linked = BTreeSet::new();
    while let Some(id) = left.pop() {
        if is_macro(&metadata[&id]) || !linked.insert(id.clone()) {
            continue;
        }
        let node = resolve.nodes.iter().find(|n| n.id == id).context("every package is a node")?;
        let normal = node.deps.iter().filter(|d| d.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal));
        left.extend(normal.map(|d| d.pkg.clone()));
    }
    Ok(linked)
}

fn is_macro(package: &Package) -> bool {
    package.targets.iter().any(|t| t.kind.contains(&TargetKind::ProcMacro))
}

fn component(package: &Package) -> Component {
    let folder = package.manifest_path.parent().map(|p| p.as_std_path().to_owned()).unwrap_or_default();
    let mut texts = texts_in(&folder);
    if let Some(named) = package.license_file().and_then(|f| std::fs::read_to_string(Path::new(&f)).ok()) {
        let named = named.trim().to_owned();
        if !texts.contains(&named) {
            texts.push(named);
        }
    }
    Component {
        name: package.name.to_string(),
        version: package.version.to_string(),
        licence: package.license.clone().unwrap_or_default(),
        authors: package.authors.join(", "),
        source: package.repository.clone().unwrap_or_default(),
        texts,
        lent: false,
    }
}
