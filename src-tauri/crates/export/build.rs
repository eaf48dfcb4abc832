//! Finds the font that exported PDFs embed (npm package `@expo-google-fonts/noto-sans-jp`, pinned by
//! `package-lock.json` beside this file) and tells the crate where it is.

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

fn main() {
    if let Err(error) = find() {
        println!("cargo::error={error:#}");
    }
}

fn find() -> Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("node_modules/@expo-google-fonts/noto-sans-jp");
    println!("cargo::rerun-if-changed=package-lock.json");
    for (variable, file) in [
        ("TADORI_FONT_REGULAR", "400Regular/NotoSansJP_400Regular.ttf"),
        ("TADORI_FONT_BOLD", "700Bold/NotoSansJP_700Bold.ttf"),
    ] {
        let path = folder.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        if !path.is_file() {
            bail!(
                "the font for PDFs is missing ({} not found); run `cargo xtask setup`, \
                 or `npm ci` in src-tauri/crates/export",
                path.display()
            );
        }
        println!("cargo::rustc-env={variable}={}", path.display());
    }
    Ok(())
}
