//! `tadori notes collections`, `collect`

use clap::Subcommand;
use serde::Serialize;
use tadori_library::{CollectionRow, Library};

use super::print;
use crate::output::Output;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Make a collection.
    Add {
        /// Its title.
        title: String,
        /// Id of the collection that it is to lie in.
        #[arg(long)]
        parent: Option<String>,
        /// What stands before its notes, Markdown.
        #[arg(long, default_value = "")]
        introduction: String,
    },
    /// Change a collection; what is not given stays.
    Edit {
        /// Id of the collection.
        collection: String,
        /// Its title.
        #[arg(long)]
        title: Option<String>,
        /// Markdown.
        #[arg(long)]
        introduction: Option<String>,
    },
    /// Move a collection into another one, or out of all.
    Move {
        /// Id of the collection.
        collection: String,
        /// Id of the collection that it is to lie in.
        #[arg(long)]
        parent: Option<String>,
        /// Id of the collection before which it is to stand.
        #[arg(long)]
        before: Option<String>,
    },
    /// Remove a collection with those in it; notes stay.
    Remove {
        /// Id of the collection.
        collection: String,
    },
}

#[derive(clap::Args)]
pub(super) struct CollectArguments {
    /// Id of the collection.
    collection: String,
    /// Ids of the notes, in the order they are to have.
    #[arg(required = true)]
    notes: Vec<String>,
    /// Id of the note before which they are to stand.
    #[arg(long)]
    before: Option<String>,
    /// Take them out.
    #[arg(long, conflicts_with = "before")]
    out: bool,
}

#[derive(Serialize)]
struct CollectionLine<'a> {
    collection: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    position: u32,
    title: &'a str,
    introduction: &'a str,
    notes: u32,
}

fn print_collection(output: &mut Output, row: &CollectionRow) -> anyhow::Result<()> {
    let line = CollectionLine {
        collection: &row.collection.id,
        parent: row.collection.parent.as_deref(),
        position: row.place,
        title: &row.collection.title,
        introduction: &row.collection.introduction,
        notes: row.count,
    };
    output.line(&line, || format!("{} {} ({})", line.collection, line.title, line.notes))
}

pub(super) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    match &arguments.command {
        Some(Command::Add { title, parent, introduction }) => {
            return print_collection(output, &library.create_collection(title, parent.as_deref(), introduction)?);
        }
        Some(Command::Edit { collection, title, introduction }) => {
            let changed = library.save_collection(collection, title.as_deref(), introduction.as_deref())?;
            return print_collection(output, &changed);
        }
        Some(Command::Move { collection, parent, before }) => {
            library.move_collection(collection, parent.as_deref(), before.as_deref())?;
        }
        Some(Command::Remove { collection }) => library.remove_collection(collection)?,
        None => {}
    }
    library.collections()?.iter().try_for_each(|row| print_collection(output, row))
}

pub(super) fn collect(library: &Library, arguments: &CollectArguments, output: &mut Output) -> anyhow::Result<()> {
    let CollectArguments { collection, notes, before, out } = arguments;
    if *out {
        library.take_out(collection, notes)?;
    } else {
        library.put_in(collection, notes, before.as_deref())?;
    }
    library.collection(collection)?.iter().try_for_each(|row| print(output, row))
}
