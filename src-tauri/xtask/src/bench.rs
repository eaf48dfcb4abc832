//! stub
use anyhow::Result;
#[derive(clap::Args)]
pub(crate) struct Arguments {}
pub(crate) fn bench(_: &Arguments) -> Result<()> {
    Ok(())
}
