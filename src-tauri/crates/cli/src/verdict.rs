//! `tadori verdict`

use std::path::{Path, PathBuf};

use tadori_library::tadori_links::LinkKind;
use tadori_library::{Library, Pointed, Verdict, VerdictSaid};

use crate::Usage;
use crate::links::{kind_of, passage};
use crate::output::Output;

/// Without passages, prints what was said of links, with --json as --merge reads it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Id of the passage that the link comes from.
    #[arg(requires_all = ["to", "kind"])]
    from: Option<String>,
    /// Id of the passage that it goes to.
    to: Option<String>,
    /// What the link says: cites, quotes, names, implements, funds, succeeds, declares.
    #[arg(long)]
    kind: Option<String>,
    /// Name of the program that the end it comes from stands for.
    #[arg(long, value_name = "NAME")]
    from_program: Option<String>,
    /// Name of the program that the end it goes to stands for.
    #[arg(long, value_name = "NAME")]
    to_program: Option<String>,
    /// It is right; also where no rule found it.
    #[arg(long, requires = "to")]
    confirmed: bool,
    /// It is wrong.
    #[arg(long, requires = "to", conflicts_with = "confirmed")]
    rejected: bool,
    /// Take back what was said of it.
    #[arg(long, requires = "to", conflicts_with_all = ["confirmed", "rejected"])]
    forget: bool,
    /// Why, in your words.
    #[arg(long, default_value = "")]
    note: String,
    /// Take in another person's verdicts: a file that `tadori verdict --json` printed. What was said here stays.
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    merge: Option<PathBuf>,
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    if let Some(file) = &arguments.merge {
        return merge(library, file);
    }
    if let (Some(from), Some(to), Some(kind)) = (&arguments.from, &arguments.to, &arguments.kind) {
        let said = match (arguments.confirmed, arguments.rejected, arguments.forget) {
            (true, ..) => Some(Verdict::Confirmed),
            (_, true, _) => Some(Verdict::Rejected),
            (.., true) => None,
            _ => return Err(Usage("say --confirmed, --rejected or --forget of the link".to_owned()).into()),
        };
        let pointed = |id: &str, program: &Option<String>| -> anyhow::Result<Pointed> {
            let (document, block) = passage(library, id)?;
            Ok(Pointed { document, block, program: program.clone() })
        };
        let (from, to) = (pointed(from, &arguments.from_program)?, pointed(to, &arguments.to_program)?);
        library.judge(kind_of(kind)?, (&from, &to), said, &arguments.note)?;
    }
    for said in library.verdicts()? {
        output.line(&said, || {
            let VerdictSaid { kind, verdict, from, to, note, .. } = &said;
            let (kind, verdict) = (LinkKind::as_str(*kind), verdict.as_str());
            format!("{verdict:9} {kind:10} {} → {}  {note}", from.anchor.quote, to.anchor.quote)
        })?;
    }
    Ok(())
}

fn merge(library: &Library, file: &Path) -> anyhow::Result<()> {
    let merged = library.merge_verdicts_of(file)?;
    eprintln!(
        "tadori: verdicts added: {}, known: {}, in conflict: {}",
        merged.added,
        merged.known,
        merged.conflicts.len()
    );
    for (mine, other) in &merged.conflicts {
        eprintln!(
            "tadori: “{}” → “{}”: here {}, there {}; what was said here stays",
            mine.from.anchor.quote,
            mine.to.anchor.quote,
            mine.verdict.as_str(),
            other.verdict.as_str()
        );
    }
    Ok(())
}
