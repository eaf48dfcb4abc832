//! `cargo xtask …`: everything that is done to this repository, each thing by
//! one name, the same by hand and in continuous integration.
//!
//! It is compiled before anything is installed, so it stands on a few light
//! crates and imports none of ours; what needs them (the generated TypeScript,
//! the benchmark) is a program of its own that is started from here.

mod bench;
mod codegen;
mod desktop;
mod notices;
mod process;
mod quality;
mod run;
mod setup;
mod test;
mod tidy;
mod ui;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say what is missing on this machine, and install it.
    Setup,
    /// Build the window and start the program.
    Run(run::Arguments),
    /// Check everything: rules, window, Rust, end to end, figures.
    Test,
    /// Check the rules of the repository: rooms, sizes, generated code, format, lints.
    Tidy,
    /// Write the TypeScript of the wire types.
    Codegen {
        /// Fail when the file differs; write nothing.
        #[arg(long)]
        check: bool,
    },
    /// Measure search and structure on the labelled data, and write the tables.
    Quality {
        /// Fail when a figure fell or a table is stale; write nothing.
        #[arg(long)]
        check: bool,
    },
    /// Measure time, memory and size.
    Bench(bench::Arguments),
    /// Write the notices of everything that is shipped.
    Notices,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Setup => setup::setup(setup::Purpose::Everything),
        Command::Run(arguments) => run::run(&arguments),
        Command::Test => test::test(),
        Command::Tidy => tidy::tidy(),
        Command::Codegen { check: true } => codegen::check(),
        Command::Codegen { check: false } => codegen::write(),
        Command::Quality { check: true } => quality::check().map(drop),
        Command::Quality { check: false } => quality::write(),
        Command::Bench(arguments) => bench::bench(&arguments),
        Command::Notices => notices::write().map(drop),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
