//! `cargo xtask run`: from a fresh clone to the open window.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::root;
use crate::setup::Purpose;
use crate::{desktop, notices, process, setup, ui};

/// What to start, and how.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Optimised, as it is shipped.
    #[arg(long)]
    release: bool,
    /// Passed to the program, such as files to import.
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Builds everything and starts the program.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    setup::setup(Purpose::Run)?;
    if arguments.release {
        notices::write()?;
    }
    ui::build()?;
    let program = desktop::build(arguments.release)?;
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|v| std::env::var_os(v).is_some_and(|d| !d.is_empty()));
    if cfg!(target_os = "linux") && !has_display {
        bail!(
            "the program is built ({}), but there is no display to open its window on; \
             start it from a desktop session, or under `xvfb-run -a`",
            program.strip_prefix(root()).unwrap_or(&program).display()
        );
    }
    process::run(Command::new(&program).args(&arguments.arguments).current_dir(root()))
}
