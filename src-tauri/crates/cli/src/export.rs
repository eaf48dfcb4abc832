//! `tadori export`, `tadori verify` and `tadori citation-style`

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::Serialize;
use tadori_library::{CheckedQuote, Exported, Format, Library, NotesRequest, Outcome, SearchRequest, Sort, Style};

use crate::output::Output;
use crate::{Usage, links};

#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(crate) struct Arguments {
    /// md, html, docx, xlsx, csv, pdf, json, bibtex, csl-json.
    #[arg(long)]
    format: String,
    /// Where to write it; an older file of the name is replaced once the new one is whole.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// A collection with those in it, by its id or title.
    #[arg(long, group = "what", value_name = "COLLECTION")]
    collection: Option<String>,
    /// All notes, by document.
    #[arg(long, group = "what")]
    notes: bool,
    /// The hits of a search.
    #[arg(long, group = "what", value_name = "QUERY")]
    search: Option<String>,
    /// What a passage rests on and what became of it.
    #[arg(long, group = "what", value_name = "PASSAGE")]
    trace: Option<String>,
    /// A plan's statements against programs, by the id of the plan.
    #[arg(long, group = "what", value_name = "PLAN")]
    coverage: Option<String>,
    /// Two documents side by side, by their ids.
    #[arg(long, group = "what", num_args = 2, value_names = ["A", "B"])]
    compare: Vec<String>,
    /// The amounts of all documents.
    #[arg(long, group = "what")]
    budget: bool,
    /// How sources are cited: ministry, short, academic, or a text such as “「{title}」（{decided}{body}）、{page}”; else as
    /// `tadori citation-style` says.
    #[arg(long)]
    style: Option<String>,
    /// Most hits of a search.
    #[arg(long, default_value_t = 1000, requires = "search")]
    limit: usize,
    /// Steps to go from a passage.
    #[arg(long, default_value_t = 2, requires = "trace")]
    depth: u32,
}

#[derive(clap::Args)]
pub(crate) struct VerifyArguments {
    /// A docx, xlsx, md, html, csv or json file that was exported.
    file: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct StyleArguments {
    /// ministry, short, academic, or a text with fields; without it the style is printed.
    style: Option<String>,
}

#[derive(Serialize)]
struct ExportLine<'a> {
    file: String,
    format: &'a str,
    excerpts: usize,
    rows: usize,
    bytes: u64,
    /// Characters that the font inside a PDF lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<char>,
}

fn style(text: &str) -> anyhow::Result<Style> {
    Ok(text.parse().map_err(|e: tadori_library::tadori_export::TemplateError| Usage(e.to_string()))?)
}

fn what(library: &Library, arguments: &Arguments) -> anyhow::Result<Exported> {
    if let Some(named) = &arguments.collection {
        let all = library.collections()?;
        let found = all.iter().map(|row| &row.collection).find(|c| c.id == *named || c.title == *named);
        let none = || Usage(format!("there is no collection “{named}”; `tadori notes collections` lists them"));
        return Ok(Exported::Collection { id: found.ok_or_else(none)?.id.clone() });
    }
    if let Some(query) = &arguments.search {
        let request = SearchRequest {
            query: query.clone(),
            limit: arguments.limit,
            offset: 0,
            kinds: Vec::new(),
            years: Vec::new(),
            issuers: Vec::new(),
            documents: Vec::new(),
            sort: Sort::Relevance,
        };
        return Ok(Exported::Search(request));
    }
    if let Some(passage) = &arguments.trace {
        let (document, block) = links::passage(library, passage)?;
        return Ok(Exported::Trace { document, block, depth: arguments.depth });
    }
    if let Some(document) = &arguments.coverage {
        return Ok(Exported::Coverage { document: document.clone() });
    }
    if let [a, b] = arguments.compare.as_slice() {
        return Ok(Exported::Comparison { a: a.clone(), b: b.clone() });
    }
    Ok(if arguments.budget { Exported::Budget } else { Exported::Notes(NotesRequest::default()) })
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let format: Format = arguments.format.parse().map_err(Usage)?;
    let style = arguments.style.as_deref().map(style).transpose()?;
    let what = what(library, arguments)?;
    let mut last = Instant::now();
    let made = library.export(&what, format, style.as_ref(), &arguments.output, &mut |done, total| {
        if last.elapsed() >= Duration::from_secs(1) {
            last = Instant::now();
            eprintln!("export: {done}/{total}");
        }
        ControlFlow::Continue(())
    })?;
    if !made.missing.is_empty() {
        let letters: String = made.missing.iter().collect();
        eprintln!("the font of the PDF lacks these characters; a box stands for each: {letters}");
    }
    let line = ExportLine {
        file: arguments.output.display().to_string(),
        format: format.as_str(),
        excerpts: made.excerpts,
        rows: made.rows,
        bytes: made.bytes,
        missing: made.missing,
    };
    output
        .line(&line, || format!("{}: {} excerpts, {} rows, {} bytes", line.file, line.excerpts, line.rows, line.bytes))
}

#[derive(Serialize)]
struct DifferenceLine<'a> {
    file: Vec<&'a str>,
    original: Vec<&'a str>,
}

#[derive(Serialize)]
struct NewerLine<'a> {
    document: &'a str,
    title: &'a str,
    has_words: bool,
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    status: &'a str,
    #[serde(rename = "where")]
    spot: &'a str,
    quote: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// What the document says there.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<DifferenceLine<'a>>,
    /// Only width or forms of characters differ.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    only_spelling: bool,
    /// Why it is missing: no-link, bad-link, no-document, no-words.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// The document was reissued.
    #[serde(skip_serializing_if = "Option::is_none")]
    newer: Option<NewerLine<'a>>,
}

fn quote_line(checked: &CheckedQuote) -> QuoteLine<'_> {
    let document = checked.document.as_ref();
    let (mut original, mut differences, mut spelling, mut reason) = (None, None, false, None);
    match &checked.outcome {
        Outcome::Exact => {}
        Outcome::Changed { original: words, in_file, in_original, only_spelling } => {
            differences = Some(DifferenceLine {
                file: in_file.iter().map(|s| s.of(&checked.quote)).collect(),
                original: in_original.iter().map(|s| s.of(words)).collect(),
            });
            (original, spelling) = (Some(words.as_str()), *only_spelling);
        }
        Outcome::Missing(why) => reason = Some(why.as_str()),
    }
    QuoteLine {
        status: checked.outcome.as_str(),
        spot: &checked.spot,
        quote: &checked.quote,
        link: checked.link.as_deref(),
        document: document.map(|d| d.id.as_str()),
        title: document.map(|d| d.title()),
        original,
        differences,
        only_spelling: spelling,
        reason,
        newer: checked.newer.as_ref().map(|newer| NewerLine {
            document: newer.document.id.as_str(),
            title: newer.document.title(),
            has_words: newer.has_words,
        }),
    }
}

pub(crate) fn verify(library: &Library, arguments: &VerifyArguments, output: &mut Output) -> anyhow::Result<ExitCode> {
    let checked = library.verify(&arguments.file)?;
    for one in &checked {
        let line = quote_line(one);
        output.line(&line, || {
            let start: String = line.quote.chars().take(40).collect();
            let mut words = format!("{:8} {}  {}", line.status, line.spot, start.replace('\n', " "));
            if let Some(DifferenceLine { file, original }) = &line.differences {
                let (file, original) = (file.join(" … "), original.join(" … "));
                let _ = write!(words, "\n         in the file: {file}  in the document: {original}");
            }
            if let Some(reason) = line.reason {
                let _ = write!(words, "  ({reason})");
            }
            if let Some(newer) = &line.newer {
                let has = if newer.has_words { "has these words" } else { "has other words" };
                let _ = write!(words, "\n         reissued: {} {has}", newer.title);
            }
            words
        })?;
    }
    let count = |status: &str| checked.iter().filter(|one| one.outcome.as_str() == status).count();
    let (exact, changed, missing) = (count("exact"), count("changed"), count("missing"));
    eprintln!("exact: {exact}, changed: {changed}, missing: {missing}");
    if checked.is_empty() {
        eprintln!("the file holds no excerpts that tadori exported");
    }
    Ok(ExitCode::from(u8::from(exact < checked.len())))
}

#[derive(Serialize)]
struct StyleLine {
    style: String,
}

pub(crate) fn citation_style(library: &Library, arguments: &StyleArguments, output: &mut Output) -> anyhow::Result<()> {
    if let Some(text) = &arguments.style {
        library.set_citation_style(&style(text)?)?;
    }
    let line = StyleLine { style: library.citation_style()?.to_string() };
    output.line(&line, || line.style.clone())
}
