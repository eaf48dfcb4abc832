//! stub
use crate::test::Tally;
use anyhow::Result;
pub(crate) fn write() -> Result<()> {
    Ok(())
}
pub(crate) fn check() -> Result<Tally> {
    Ok(Tally::SKIPPED)
}
