//! `tadori name`

use tadori_library::{Library, Said};

use crate::Usage;
use crate::output::Output;

/// Without names, prints what was said of names. What is said counts for programs, budgets and queries; the later word
/// takes the place of the earlier one.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A name of a project or program.
    #[arg(requires = "other")]
    name: Option<String>,
    /// Another name; no document need have it.
    other: Option<String>,
    /// They are names of one thing.
    #[arg(long, requires = "other")]
    same: bool,
    /// They are names of two things.
    #[arg(long, requires = "other", conflicts_with = "same")]
    different: bool,
    /// Take back what was said of them.
    #[arg(long, requires = "other", conflicts_with_all = ["same", "different"])]
    forget: bool,
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    if let (Some(name), Some(other)) = (&arguments.name, &arguments.other) {
        let said = match (arguments.same, arguments.different, arguments.forget) {
            (true, ..) => Said::Same,
            (_, true, _) => Said::Different,
            (.., true) => Said::Nothing,
            _ => return Err(Usage("say --same, --different or --forget of the two names".to_owned()).into()),
        };
        library.say_of_names(name, other, said)?;
    }
    for said in library.names_said() {
        output.line(&said, || format!("{} {} {}", said.name, if said.same { "=" } else { "≠" }, said.other))?;
    }
    Ok(())
}
