//! `tadori`: the library on the command line, for scripts and checks.
//!
//! With `--json` standard output holds one JSON object per line and nothing
//! else; progress and warnings go to standard error. Exit code 0: done, 1:
//! done with some files refused, 2: wrong use, 3: the library could not be
//! opened.

mod budget;
mod doctor;
mod documents;
mod edit;
mod export;
mod facts;
mod import;
mod links;
mod name;
mod notes;
mod output;
mod search;
mod verdict;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tadori_library::{Error, Helper, Library, Step};

use output::Output;

/// Find and trace passages in Japanese policy documents (辿り).
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    /// Folder of the library; made, empty, where there is none.
    #[arg(long, global = true, value_name = "DIR", env = "TADORI_LIBRARY")]
    library: Option<PathBuf>,
    /// Print one JSON object per line.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Import files, and folders with all that is in them.
    Import(import::Arguments),
    /// List the documents.
    Documents,
    /// Print the headings of a document in order.
    Outline(documents::Arguments),
    /// Print the blocks of a document in reading order.
    Passages(documents::Arguments),
    /// Say what a document is: what is said takes the place of what was read in it.
    Edit(edit::Arguments),
    /// Print what the documents say: amounts, dates, references, bodies, programs, targets.
    Facts(facts::Arguments),
    /// List the projects and programs that the documents name.
    Programs,
    /// Print the amounts of budgets, with subject, year and stage, or what they may belong to.
    Budget(budget::Arguments),
    /// Say of two names of programs that they are one thing, or two; list what was said.
    Name(name::Arguments),
    /// Print the links between passages: which cites, quotes, names, implements, funds, succeeds which.
    Links(links::Arguments),
    /// Say of a link that it is right or wrong, list what was said, or take in another person's verdicts.
    Verdict(verdict::Arguments),
    /// Print what a passage rests on and what became of it, hop by hop.
    Trace(links::TraceArguments),
    /// Print a plan's statements, each with the programs that carry it out, best first.
    Coverage(documents::Arguments),
    /// Compare two documents sentence by sentence.
    Compare(links::CompareArguments),
    /// Highlights, notes and collections: list, make, change, undo, take in, write out.
    Notes(notes::Arguments),
    /// Remove a document.
    Remove(documents::Arguments),
    /// Find passages.
    Search(search::Arguments),
    /// Write notes, hits, links, a comparison or a budget to a file: md, html, docx, xlsx, csv, pdf, json, bibtex, csl-json.
    Export(export::Arguments),
    /// Check the quotes of an exported file against the documents; exit code 1 if one is changed or missing.
    Verify(export::VerifyArguments),
    /// Say how sources are cited in this library, or print it.
    CitationStyle(export::StyleArguments),
    /// Check the library, mend what can be mended, make anew what is derived.
    Doctor,
}

/// The command ran, but not everything could be done.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

fn main() -> ExitCode {
    if let Some(code) = tadori_library::helper::run() {
        return code;
    }
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            // Whoever reads our output may have read enough.
            if error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) {
                return ExitCode::SUCCESS;
            }
            // The library's own messages name their cause; other errors show it as a chain.
            match error.downcast_ref::<Error>() {
                Some(error) => output::complain(&error.to_string()),
                None => output::complain(&format!("{error:#}")),
            }
            let wrong_use = error.is::<Usage>()
                || matches!(
                    error.downcast_ref(),
                    Some(
                        Error::NoDocument { .. }
                            | Error::NoVerdict { .. }
                            | Error::OneName { .. }
                            | Error::DatedDraft
                            | Error::NoNote { .. }
                            | Error::NoCollection { .. }
                            | Error::IntoItself { .. }
                            | Error::NoWords { .. }
                            | Error::NoNotes { .. }
                            | Error::NoAddress(_)
                            | Error::LinkLost { .. }
                            | Error::CitationStyle { .. }
                            | Error::Unverifiable { .. }
                    )
                );
            ExitCode::from(if wrong_use { 2 } else { 3 })
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = arguments.library.clone().map_or_else(default_library, Ok)?;
    let mut output = Output::new(arguments.json);
    if matches!(arguments.command, Command::Doctor) {
        return doctor::run(&folder, &mut output);
    }
    let library = Library::open(&folder)?.with_helper(Helper::of_this_program());
    match library.settle(&progress) {
        // Somebody else is writing: what is there can be read all the same.
        Err(Error::Busy { .. }) => {
            eprintln!("tadori: another program is writing to the library; its last state is used");
        }
        other => other?,
    }
    if library.is_being_mended() {
        eprintln!(
            "tadori: the library is not whole yet: `tadori doctor` was cut off; run it again to get the rest back"
        );
    }
    let resumed = matches!(&arguments.command, Command::Import(import) if import.resume);
    if let left @ 1.. = library.unfinished_import()?
        && !resumed
    {
        eprintln!("tadori: an import was cut off, files left: {left}; `tadori import --resume` takes it up again");
    }
    if library.read_only() && !library.is_settled().unwrap_or(false) {
        eprintln!(
            "tadori: the search index is not up to date and the library is read-only: searches may miss documents; \
             copy it to a folder that may be written to"
        );
    }
    match &arguments.command {
        Command::Import(arguments) => return import::run(&library, arguments, &mut output),
        Command::Documents => documents::list(&library, &mut output)?,
        Command::Outline(arguments) => documents::outline(&library, arguments, &mut output)?,
        Command::Passages(arguments) => documents::passages(&library, arguments, &mut output)?,
        Command::Edit(arguments) => edit::run(&library, arguments, &mut output)?,
        Command::Facts(arguments) => facts::run(&library, arguments, &mut output)?,
        Command::Programs => budget::programs(&library, &mut output)?,
        Command::Budget(arguments) => budget::budget(&library, arguments, &mut output)?,
        Command::Name(arguments) => name::run(&library, arguments, &mut output)?,
        Command::Links(arguments) => links::links(&library, arguments, &mut output)?,
        Command::Verdict(arguments) => verdict::run(&library, arguments, &mut output)?,
        Command::Trace(arguments) => links::trace(&library, arguments, &mut output)?,
        Command::Coverage(arguments) => links::coverage(&library, arguments, &mut output)?,
        Command::Compare(arguments) => links::compare(&library, arguments, &mut output)?,
        Command::Notes(arguments) => notes::run(&library, arguments, &mut output)?,
        Command::Remove(arguments) => documents::remove(&library, arguments, &mut output)?,
        Command::Export(arguments) => export::run(&library, arguments, &mut output)?,
        Command::Verify(arguments) => return export::verify(&library, arguments, &mut output),
        Command::CitationStyle(arguments) => export::citation_style(&library, arguments, &mut output)?,
        Command::Search(arguments) => search::run(&library, arguments, &mut output)?,
        Command::Doctor => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error how far an index is that is made anew.
#[allow(clippy::needless_pass_by_value, reason = "the shape of a progress callback")]
fn progress(step: Step) {
    if let Step::Indexed { done, total } = step {
        eprintln!("index: {done}/{total}");
    }
}

/// The library of somebody who names none: a folder in the user's data, apart from the bundled sample.
fn default_library() -> anyhow::Result<PathBuf> {
    let folder = tadori_library::user_data_folder()
        .ok_or_else(|| Usage("there is no home folder to keep a library in; name one with --library DIR".to_owned()))?;
    Ok(folder.join("libraries").join("default"))
}
