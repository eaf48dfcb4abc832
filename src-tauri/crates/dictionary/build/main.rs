//! Makes what the crate embeds out of what others published, pinned by hash beside this file: the morphological dictionary
//! (`package-lock.json`) and the thesaurus (`requirements.txt`). Nothing is downloaded: `cargo xtask setup` did that.

mod ipadic;
mod thesaurus;

use std::path::PathBuf;

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
    let words = ipadic::source(&own)?;
    ipadic::build(&words, &out)?;
    thesaurus::build(&own, &words, &out)
}
