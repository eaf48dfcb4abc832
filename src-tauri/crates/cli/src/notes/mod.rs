//! `tadori notes`

mod add;
mod collections;

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;
use tadori_library::tadori_notes::{Colour, State};
use tadori_library::{Library, NoteEdit, NoteRow, NoteSort, NotesRequest, Take, Undone};

use crate::Usage;
use crate::output::Output;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List notes, by document and in its order.
    List(ListArguments),
    /// Make a note on words of a passage; or one for each JSON line of a file.
    Add(add::Arguments),
    /// Change a note; what is not given stays.
    Edit(EditArguments),
    /// Remove notes.
    Remove {
        /// Ids of the notes.
        #[arg(required = true)]
        notes: Vec<String>,
    },
    /// Let moved notes hold on to where they stand now; all of them, where none is named.
    Accept {
        /// Ids of the notes.
        notes: Vec<String>,
    },
    /// Print what a note was, oldest first.
    History {
        /// Id of the note.
        note: String,
    },
    /// Take back the last step.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// List the collections, or make, change, move and remove one.
    Collections(collections::Arguments),
    /// Put notes into a collection, or take them out.
    Collect(collections::CollectArguments),
    /// Print what the four colours stand for, or say it.
    Colours {
        /// yellow, green, blue, pink.
        #[arg(requires = "name")]
        colour: Option<String>,
        /// What it stands for.
        name: Option<String>,
    },
    /// Take in a file of notes: Web Annotations (ours), Hypothesis, Zotero.
    Import {
        /// The file.
        file: PathBuf,
    },
    /// List notes of which a file that was taken in says something else, or settle one.
    Conflicts {
        /// Id of the note.
        #[arg(requires = "take")]
        note: Option<String>,
        /// What is kept: mine, theirs, both.
        #[arg(long)]
        take: Option<String>,
    },
    /// Write notes to a file as Web Annotations.
    Export {
        /// The file.
        file: PathBuf,
        /// Id of the collection to write, with those in it.
        #[arg(long)]
        collection: Option<String>,
    },
    /// Say where a tadori:// link leads.
    Open {
        /// The link.
        link: String,
    },
}

#[derive(clap::Args)]
struct ListArguments {
    /// Words that all must be in quote, note, tags or title.
    words: Vec<String>,
    /// Only with this tag.
    #[arg(long)]
    tag: Vec<String>,
    /// Only of this colour: yellow, green, blue, pink.
    #[arg(long)]
    colour: Vec<String>,
    /// Only in this state: same, moved, lost.
    #[arg(long)]
    state: Vec<String>,
    /// Only of this document, by its id.
    #[arg(long)]
    document: Option<String>,
    /// Only of this collection, by its id, in its order.
    #[arg(long)]
    collection: Option<String>,
}

#[derive(clap::Args)]
struct EditArguments {
    /// Id of the note.
    note: String,
    /// Markdown.
    #[arg(long)]
    body: Option<String>,
    /// yellow, green, blue, pink.
    #[arg(long)]
    colour: Option<String>,
    /// All of its tags.
    #[arg(long)]
    tag: Vec<String>,
    /// It is to have no tags.
    #[arg(long, conflicts_with = "tag")]
    no_tags: bool,
}

/// A note, as scripts read it.
#[derive(Serialize)]
struct NoteLine<'a> {
    note: &'a str,
    document: &'a str,
    file: &'a str,
    title: &'a str,
    state: &'a str,
    colour: &'a str,
    quote: &'a str,
    body: &'a str,
    tags: &'a [String],
    section: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line_start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line_end: Option<u32>,
    collections: Vec<&'a str>,
    link: String,
    made_at: &'a str,
    changed_at: &'a str,
}

/// Prints a note.
fn print(output: &mut Output, row: &NoteRow) -> anyhow::Result<()> {
    let anchor = row.anchor();
    let line = NoteLine {
        note: &row.note.id,
        document: row.document_id(),
        file: row.file(),
        title: row.title(),
        state: row.state.as_str(),
        colour: row.note.colour.as_str(),
        quote: anchor.map_or("", |a| &a.quote),
        body: &row.note.body,
        tags: &row.note.tags,
        section: anchor.map_or(&[], |a| &a.section),
        page: row.place.page,
        page_label: row.place.page_label.as_deref(),
        line_start: row.place.lines.map(|lines| lines.first),
        line_end: row.place.lines.map(|lines| lines.last),
        collections: row.collections.iter().map(|(id, _)| id.as_str()).collect(),
        link: row.address().to_string(),
        made_at: &row.note.made_at,
        changed_at: &row.note.changed_at,
    };
    output.line(&line, || {
        let NoteLine { note, state, colour, title, quote, body, .. } = &line;
        format!("{note} {state:5} {colour:6} {title}: {quote}  {body}")
    })
}

fn colour(name: &str) -> anyhow::Result<Colour> {
    Ok(name.parse().map_err(Usage)?)
}

#[derive(Serialize)]
struct VersionLine<'a> {
    at: &'a str,
    done: &'a str,
    undone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a [String]>,
}

#[derive(Serialize)]
struct UndoneLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redo: Option<&'a str>,
    notes: &'a [String],
    collections: &'a [String],
}

fn undone(output: &mut Output, undone: &Undone) -> anyhow::Result<()> {
    let Undone { done, undo, redo, notes, collections } = undone;
    let (done, undo, redo) = (done.as_deref(), undo.as_deref(), redo.as_deref());
    let line = UndoneLine { done, undo, redo, notes, collections };
    output.line(&line, || done.map_or_else(|| "there is nothing".to_owned(), str::to_owned))
}

#[derive(Serialize)]
struct ImportedLine {
    added: usize,
    lost: usize,
    known: usize,
    conflicts: usize,
}

#[derive(Serialize)]
struct OpenedLine<'a> {
    document: &'a str,
    file: &'a str,
    block_start: u32,
    block_end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    line_start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line_end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    moved: bool,
}

#[derive(Serialize)]
struct ConflictLine<'a> {
    note: &'a str,
    mine: &'a str,
    theirs: &'a str,
}

#[derive(Serialize)]
struct ColourLine {
    colour: &'static str,
    name: String,
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    match &arguments.command {
        Command::List(arguments) => list(library, arguments, output)?,
        Command::Add(arguments) => add::run(library, arguments, output)?,
        Command::Edit(arguments) => edit(library, arguments, output)?,
        Command::Remove { notes } => {
            for id in notes {
                library.note(id)?;
            }
            library.remove_notes(notes)?;
        }
        Command::Accept { notes } => accept(library, notes, output)?,
        Command::History { note } => history(library, note, output)?,
        Command::Undo => undone(output, &library.undo()?)?,
        Command::Redo => undone(output, &library.redo()?)?,
        Command::Collections(arguments) => collections::run(library, arguments, output)?,
        Command::Collect(arguments) => collections::collect(library, arguments, output)?,
        Command::Colours { colour: of, name } => {
            if let (Some(of), Some(name)) = (of, name) {
                library.name_colour(colour(of)?, name)?;
            }
            for (colour, name) in library.colours()? {
                let line = ColourLine { colour: colour.as_str(), name };
                output.line(&line, || format!("{:6} {}", line.colour, line.name))?;
            }
        }
        Command::Import { file } => {
            let imported = library.import_notes(file)?;
            let conflicts = imported.conflicts.len();
            let line = ImportedLine { added: imported.added, lost: imported.lost, known: imported.known, conflicts };
            output.line(&line, || {
                let ImportedLine { added, lost, known, conflicts } = line;
                format!("added: {added} (passage not found: {lost}), known: {known}, in conflict: {conflicts}")
            })?;
        }
        Command::Conflicts { note, take } => conflicts(library, note.as_deref().zip(take.as_deref()), output)?,
        Command::Export { file, collection } => {
            let count = library.export_notes(file, collection.as_deref())?;
            eprintln!("tadori: notes written: {count}");
        }
        Command::Open { link } => open(library, link, output)?,
    }
    Ok(())
}

fn list(library: &Library, arguments: &ListArguments, output: &mut Output) -> anyhow::Result<()> {
    let parsed = |states: &[String]| states.iter().map(|s| s.parse::<State>().map_err(Usage)).collect();
    let states: Result<Vec<State>, Usage> = parsed(&arguments.state);
    let request = NotesRequest {
        words: arguments.words.join(" "),
        tags: arguments.tag.clone(),
        colours: arguments.colour.iter().map(|name| colour(name)).collect::<Result<_, _>>()?,
        states: states?,
        document: arguments.document.clone(),
        collection: arguments.collection.clone(),
        ids: Vec::new(),
        sort: NoteSort::Collection,
        first: 0,
        count: usize::MAX,
    };
    library.notes(&request)?.notes.iter().try_for_each(|row| print(output, row))
}

fn edit(library: &Library, arguments: &EditArguments, output: &mut Output) -> anyhow::Result<()> {
    let tags = (arguments.no_tags || !arguments.tag.is_empty()).then(|| arguments.tag.clone());
    let edit =
        NoteEdit { colour: arguments.colour.as_deref().map(colour).transpose()?, body: arguments.body.clone(), tags };
    print(output, &library.save_note(&arguments.note, &edit)?)
}

fn accept(library: &Library, notes: &[String], output: &mut Output) -> anyhow::Result<()> {
    let moved = NotesRequest { states: vec![State::Moved], count: usize::MAX, ..NotesRequest::default() };
    let all = || library.notes(&moved).map(|a| a.notes.into_iter().map(|row| row.note.id).collect());
    let ids = if notes.is_empty() { all()? } else { notes.to_vec() };
    library.accept_moves(&ids)?.iter().try_for_each(|row| print(output, row))
}

fn history(library: &Library, id: &str, output: &mut Output) -> anyhow::Result<()> {
    for version in library.note_history(id)? {
        let note = version.note.as_ref();
        let line = VersionLine {
            at: &version.at,
            done: &version.done,
            undone: version.undone,
            colour: note.map(|n| n.colour.as_str()),
            quote: note.map(|n| n.target.quote()),
            body: note.map(|n| n.body.as_str()),
            tags: note.map(|n| n.tags.as_slice()),
        };
        output.line(&line, || {
            let undone = if line.undone { " (undone)" } else { "" };
            format!("{} {}{undone}  {}", line.at, line.done, line.body.unwrap_or("—"))
        })?;
    }
    Ok(())
}

fn conflicts(library: &Library, settle: Option<(&str, &str)>, output: &mut Output) -> anyhow::Result<()> {
    if let Some((note, take)) = settle {
        let take = match take {
            "mine" => Take::Mine,
            "theirs" => Take::Theirs,
            "both" => Take::Both,
            _ => return Err(Usage(format!("“{take}” cannot be taken; say mine, theirs or both")).into()),
        };
        library.resolve_conflict(note, take)?;
    }
    for conflict in library.note_conflicts()? {
        let note = &conflict.mine.note;
        let line = ConflictLine { note: &note.id, mine: &note.body, theirs: &conflict.theirs.body };
        output.line(&line, || format!("{}  here: {}  there: {}", line.note, line.mine, line.theirs))?;
    }
    Ok(())
}

fn open(library: &Library, url: &str, output: &mut Output) -> anyhow::Result<()> {
    let opened = library.open_link(url)?;
    let line = OpenedLine {
        document: opened.document.id.as_str(),
        file: &opened.document.file_name,
        block_start: opened.blocks.0,
        block_end: opened.blocks.1,
        line_start: opened.place.lines.map(|lines| lines.first),
        line_end: opened.place.lines.map(|lines| lines.last),
        page: opened.place.page,
        moved: opened.moved,
    };
    output.line(&line, || format!("{} {}.{}", line.file, line.document, line.block_start))
}
