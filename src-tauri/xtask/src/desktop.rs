//! The desktop program: package `tadori`, whatever its binary is called.

use std::path::PathBuf;

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand, TargetKind};

use crate::process::{cargo, root, run};

const PACKAGE: &str = "tadori";

/// What every build that includes the desktop program asks for, so that they share one compilation:
/// Tauri takes the window from the program itself, not from a development server, under this feature.
pub(crate) const FEATURES: [&str; 2] = ["--features", "tauri/custom-protocol"];

/// The packages of the workspace.
pub(crate) fn metadata() -> Result<Metadata> {
    MetadataCommand::new().current_dir(root()).no_deps().exec().context("cargo metadata")
}

/// Where the program lies once it is built.
pub(crate) fn path(release: bool) -> Result<PathBuf> {
    let metadata = metadata()?;
    let package =
        metadata.packages.iter().find(|p| p.name.as_str() == PACKAGE).context("there is no package `tadori`")?;
    let binary =
        package.targets.iter().find(|t| t.kind.contains(&TargetKind::Bin)).context("`tadori` has no binary")?;
    Ok(program(&metadata, release, &binary.name))
}

/// Where cargo leaves a program; `name` is without suffix, and begins with `examples/` for an example.
pub(crate) fn program(metadata: &Metadata, release: bool, name: &str) -> PathBuf {
    let folder = metadata.target_directory.join(if release { "release" } else { "debug" });
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).into()
}

/// Builds the program; the window must have been built before.
pub(crate) fn build(release: bool) -> Result<PathBuf> {
    let mut command = cargo(["build", "--package", PACKAGE]);
    command.args(FEATURES);
    if release {
        command.arg("--release");
    }
    run(&mut command)?;
    path(release)
}
