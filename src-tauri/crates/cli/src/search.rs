//! `tadori search`

use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;
use serde::Serialize;
use tadori_library::{Hit, Kind, Library, SearchRequest, Sort};

use crate::Usage;
use crate::documents::passage_id;
use crate::output::Output;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Words, a sentence, or "an exact phrase".
    #[arg(required_unless_present = "queries")]
    query: Option<String>,
    /// Most hits.
    #[arg(long, default_value = "20")]
    limit: NonZeroUsize,
    /// Only this kind of document (may be repeated).
    #[arg(long)]
    kind: Vec<Kind>,
    /// Only this fiscal year (may be repeated).
    #[arg(long)]
    year: Vec<i32>,
    /// Only this issuing body (may be repeated).
    #[arg(long)]
    issuer: Vec<String>,
    /// Only this document, by id (may be repeated).
    #[arg(long)]
    document: Vec<String>,
    /// Order of hits.
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// A file of queries, `qid<TAB>query` or, with a header line, `qid<TAB>class<TAB>query`; needs --run.
    #[arg(long, value_name = "FILE.tsv", requires = "run")]
    queries: Option<PathBuf>,
    /// Where to write the answers to --queries: `qid<TAB>id<TAB>rank`.
    #[arg(long, value_name = "FILE", requires = "queries")]
    run: Option<PathBuf>,
    /// What a run file names: `document` (record id or file name) or `passage` (`file:line_start-line_end`).
    #[arg(long, value_enum, default_value_t = By::Passage)]
    by: By,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// Best first.
    Relevance,
    /// Latest decision first.
    Date,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Passage,
    Document,
}

#[derive(Serialize)]
struct HitLine<'a> {
    rank: usize,
    score: f32,
    passage: String,
    document: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    title: &'a str,
    draft: bool,
    /// 近いもの: has only some of the words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    near: bool,
    section: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_label: Option<&'a str>,
    line_start: u32,
    line_end: u32,
    snippet: &'a str,
    marks: &'a [(usize, usize)],
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    for id in &arguments.document {
        library.document(id)?;
    }
    if let (Some(queries), Some(run)) = (&arguments.queries, &arguments.run) {
        let lines = fs::read_to_string(queries).with_context(|| format!("reading {}", queries.display()))?;
        let answers = batch(library, arguments, &lines)?;
        return fs::write(run, answers).with_context(|| format!("writing {}", run.display()));
    }
    let answer = library.search(&request(arguments, arguments.query.clone().unwrap_or_default()))?;
    if answer.hits.is_empty() {
        let words: Vec<String> = answer.looked_for.iter().map(|forms| forms.join("/")).collect();
        eprintln!("no hit; looked for: {}", words.join(" "));
        if !answer.unknown.is_empty() {
            eprintln!("stands nowhere: {}", answer.unknown.join(" "));
        }
    }
    let full = answer.hits.iter().map(|hit| (hit, false));
    let near = answer.near.iter().map(|hit| (hit, true));
    for (index, (hit, near)) in full.chain(near).take(arguments.limit.get()).enumerate() {
        print(output, index + 1, hit, near)?;
    }
    Ok(())
}

fn request(arguments: &Arguments, query: String) -> SearchRequest {
    SearchRequest {
        query,
        limit: arguments.limit.get(),
        offset: 0,
        kinds: arguments.kind.clone(),
        years: arguments.year.clone(),
        issuers: arguments.issuer.clone(),
        documents: arguments.document.clone(),
        sort: match arguments.sort {
            Order::Relevance => Sort::Relevance,
            Order::Date => Sort::Date,
        },
    }
}

fn print(output: &mut Output, rank: usize, hit: &Hit, near: bool) -> anyhow::Result<()> {
    let document = &hit.document;
    let line = HitLine {
        rank,
        score: hit.score,
        passage: passage_id(document, hit.block),
        document: document.id.as_str(),
        file: &document.file_name,
        record: document.record.as_deref(),
        title: document.title(),
        draft: document.metadata.draft,
        near,
        section: &hit.section,
        page: hit.page,
        page_label: hit.page_label.as_deref(),
        line_start: hit.lines.first,
        line_end: hit.lines.last,
        snippet: &hit.snippet.text,
        marks: &hit.snippet.marks,
    };
    output.line(&line, || {
        let mut words = format!("{rank:3}. {}{}", if near { "(near) " } else { "" }, line.title);
        if line.draft {
            words.push_str("（案）");
        }
        for heading in line.section {
            words.push_str(" › ");
            words.push_str(heading);
        }
        format!("{words}  {}:{}-{}\n     {}", line.file, line.line_start, line.line_end, line.snippet)
    })
}

/// Answers every query of a file; the lines of a run file.
fn batch(library: &Library, arguments: &Arguments, lines: &str) -> anyhow::Result<String> {
    let mut out = String::new();
    let mut lines = lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()).peekable();
    // A header line names a class column; a file without one has two columns.
    let with_class = lines.peek().is_some_and(|(_, l)| l.starts_with("qid\t"));
    if with_class {
        lines.next();
    }
    for (number, line) in lines {
        let mut columns = line.splitn(if with_class { 3 } else { 2 }, '\t');
        let (qid, query) = (columns.next().unwrap_or_default(), columns.last());
        let Some(query) = query else {
            return Err(Usage(format!("line {} of the queries has no tab: “{line}”", number + 1)).into());
        };
        let ids = match arguments.by {
            By::Document => library.rank_documents(query, arguments.limit.get())?,
            By::Passage => {
                let answer = library.search(&request(arguments, query.to_owned()))?;
                let hits = answer.hits.iter().chain(&answer.near).take(arguments.limit.get());
                hits.map(|h| format!("{}:{}-{}", h.document.file_name, h.lines.first, h.lines.last)).collect()
            }
        };
        for (index, id) in ids.iter().enumerate() {
            let _ = writeln!(out, "{qid}\t{id}\t{}", index + 1);
        }
    }
    Ok(out)
}
