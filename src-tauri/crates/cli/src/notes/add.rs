//! `tadori notes add`

use std::io::{BufRead, BufReader, Read, stdin};
use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;
use tadori_library::{Library, NewNote, NotePlace, Point};

use super::{colour, print};
use crate::Usage;
use crate::links::passage;
use crate::output::Output;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Id of the passage, as `tadori passages` and `tadori search` print it.
    #[arg(required_unless_present = "from")]
    passage: Option<String>,
    /// Words of the passage, where they stand first; without, the whole of it.
    #[arg(long)]
    quote: Option<String>,
    /// Markdown.
    #[arg(long, default_value = "")]
    body: String,
    /// yellow, green, blue, pink.
    #[arg(long, default_value = "yellow")]
    colour: String,
    /// A tag.
    #[arg(long)]
    tag: Vec<String>,
    /// Id of a collection to put it in.
    #[arg(long)]
    collection: Option<String>,
    /// A file of JSON lines with passage, quote, body, colour, tags, collection; - for standard input. A note that was
    /// printed is kept, whatever comes after it.
    #[arg(long, value_name = "FILE", conflicts_with = "passage")]
    from: Option<PathBuf>,
}

/// A note as a line asks for it.
#[derive(Deserialize)]
struct Wanted {
    passage: String,
    quote: Option<String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    colour: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    collection: Option<String>,
}

pub(super) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    if let Some(passage) = &arguments.passage {
        let wanted = Wanted {
            passage: passage.clone(),
            quote: arguments.quote.clone(),
            body: arguments.body.clone(),
            colour: Some(arguments.colour.clone()),
            tags: arguments.tag.clone(),
            collection: arguments.collection.clone(),
        };
        return add(library, &wanted, output);
    }
    let Some(path) = &arguments.from else { return Ok(()) };
    let lines: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(stdin())
    } else {
        Box::new(std::fs::File::open(path).with_context(|| path.display().to_string())?)
    };
    for (number, line) in (1..).zip(BufReader::new(lines).lines()) {
        let line = line.with_context(|| path.display().to_string())?;
        if line.trim().is_empty() {
            continue;
        }
        let at = || format!("{}, line {number}", path.display());
        let wanted = serde_json::from_str(&line).map_err(|e| Usage(format!("{}: this is no note ({e})", at())))?;
        add(library, &wanted, output).with_context(at)?;
    }
    Ok(())
}

fn add(library: &Library, wanted: &Wanted, output: &mut Output) -> anyhow::Result<()> {
    let (document, block) = passage(library, &wanted.passage)?;
    let row = library.document(&document)?;
    let text = library.blocks(&row, block, block)?.pop().map(|row| row.block.text).unwrap_or_default();
    let quote = wanted.quote.as_deref().unwrap_or(&text);
    let not_there = || Usage(format!("“{quote}” does not stand in the passage {}", wanted.passage));
    let at = text.find(quote).ok_or_else(not_there)?;
    let point = |at| Point { block, at };
    let new = NewNote {
        document: &document,
        place: NotePlace::Words(point(at), point(at + quote.len())),
        colour: wanted.colour.as_deref().map_or_else(|| Ok(tadori_library::tadori_notes::Colour::default()), colour)?,
        body: &wanted.body,
        tags: &wanted.tags,
        collection: wanted.collection.as_deref(),
    };
    print(output, &library.annotate(&new)?)
}
