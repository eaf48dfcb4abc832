//! `tadori links`, `trace`, `coverage` and `compare`

use anyhow::Context;
use serde::Serialize;
use tadori_library::tadori_facts::Strength;
use tadori_library::tadori_links::{End, Hop, LinkKind, Side};
use tadori_library::{Comparison, DocumentFacts, Library, Linked, Verdict, reason_words};

use crate::Usage;
use crate::output::Output;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only links of this kind: cites, quotes, names, implements, funds, succeeds, declares.
    #[arg(long)]
    kind: Option<String>,
    /// Only links from this file, by its name.
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    /// Only links to this file, by its name.
    #[arg(long, value_name = "FILE")]
    to: Option<String>,
    /// List the documents that are cited and not in the library instead.
    #[arg(long)]
    missing: bool,
}

#[derive(clap::Args)]
pub(crate) struct TraceArguments {
    /// Id of the passage, as `tadori passages` and `tadori search` print it.
    passage: String,
    /// Steps to go.
    #[arg(long, default_value_t = 1)]
    depth: u32,
}

#[derive(clap::Args)]
pub(crate) struct CompareArguments {
    /// Id of the earlier document.
    a: String,
    /// Id of the later document.
    b: String,
}

#[derive(Serialize)]
struct EndLine<'a> {
    document: &'a str,
    file: &'a str,
    block: usize,
    line_start: u32,
    line_end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    text: &'a str,
    /// The name of the program that the end stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<&'a str>,
}

#[derive(Serialize)]
struct SharedLine<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Evidence<'a> {
    terms: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ministries: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    bits: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shared: Vec<SharedLine<'a>>,
}

#[derive(Serialize)]
struct LinkLine<'a> {
    kind: &'static str,
    basis: &'static str,
    score: f64,
    /// What a person wrote when judging it.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hop: Option<u32>,
    from: EndLine<'a>,
    to: EndLine<'a>,
    reason: String,
    evidence: Evidence<'a>,
}

/// Hundredths: a score is no more precise than that.
fn hundredths(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

fn end_line<'a>(linked: &'a Linked, end: &End) -> EndLine<'a> {
    let (document, row) = linked.at(end);
    let block = &row.block;
    EndLine {
        document: document.id.as_str(),
        file: &document.file_name,
        block: end.block,
        line_start: block.lines.first,
        line_end: block.lines.last,
        page: block.page,
        text: &block.text,
        program: end.program.map(|p| linked.programs()[p].name.as_str()),
    }
}

fn print(linked: &Linked, number: usize, hop: Option<u32>, output: &mut Output) -> anyhow::Result<()> {
    let (link, said) = (&linked.links[number], linked.said(number));
    let (from, to) = (end_line(linked, &link.from), end_line(linked, &link.to));
    let (one, other) = (from.text, to.text);
    let shared = link.shared.iter().map(|s| SharedLine { from: s.from.of(one), to: s.to.of(other) }).collect();
    let reason = &link.reason;
    let printed = LinkLine {
        kind: link.kind.as_str(),
        basis: said.map_or(link.basis.as_str(), |s| s.verdict.as_str()),
        score: said.map_or(hundredths(link.score), |s| if s.verdict == Verdict::Confirmed { 1.0 } else { 0.0 }),
        note: said.map(|s| s.note.as_str()).filter(|n| !n.is_empty()),
        hop,
        from,
        to,
        reason: reason_words(link.kind, reason),
        evidence: Evidence {
            terms: &reason.terms,
            named: reason.named.as_deref(),
            project: reason.project.as_deref(),
            ministries: &reason.ministries,
            bits: reason.bits.map(f64::round),
            shared,
        },
    };
    output.line(&printed, || {
        let place = |end: &EndLine<'_>| format!("{}:{} {}", end.file, end.line_start, end.program.unwrap_or_default());
        let LinkLine { kind, score, from, to, reason, .. } = &printed;
        format!("{kind:10} {score:.2}  {} → {}  {reason}", place(from), place(to))
    })
}

#[derive(Serialize)]
struct MissingLine<'a> {
    title: &'a str,
    cited: usize,
    places: Vec<PlaceLine<'a>>,
}

#[derive(Serialize)]
struct PlaceLine<'a> {
    file: &'a str,
    line_start: u32,
    line_end: u32,
}

fn missing(linked: &Linked, output: &mut Output) -> anyhow::Result<()> {
    for missing in linked.missing() {
        let place = |&(document, block): &(usize, usize)| {
            let read = &linked.documents()[document];
            let lines = read.blocks[block].block.lines;
            PlaceLine { file: &read.document.file_name, line_start: lines.first, line_end: lines.last }
        };
        let places: Vec<_> = missing.places.iter().map(place).collect();
        let line = MissingLine { title: &missing.title, cited: places.len(), places };
        output.line(&line, || format!("{:4}  {}", line.cited, line.title))?;
    }
    Ok(())
}

/// The kind of links that is called so.
pub(crate) fn kind_of(name: &str) -> anyhow::Result<LinkKind> {
    let kinds = || LinkKind::ALL.map(LinkKind::as_str).join(", ");
    let found = LinkKind::ALL.into_iter().find(|k| k.as_str() == name);
    Ok(found.ok_or_else(|| Usage(format!("there are no links of kind “{name}”; kinds: {}", kinds())))?)
}

/// The document and the block of a passage that is there.
pub(crate) fn passage(library: &Library, id: &str) -> anyhow::Result<(String, u32)> {
    let no_passage = || Usage(format!("“{id}” is no passage; `tadori passages` lists them"));
    let (document, block) = id.rsplit_once('.').with_context(no_passage)?;
    let block = block.parse().map_err(|_| no_passage())?;
    let row = library.document(document)?;
    if block < row.blocks { Ok((document.to_owned(), block)) } else { Err(no_passage().into()) }
}

pub(crate) fn links(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let kind = arguments.kind.as_deref().map(kind_of).transpose()?;
    let linked = library.linked()?;
    if arguments.missing {
        return missing(&linked, output);
    }
    let wanted = |said: &Option<String>, end: &End| said.as_ref().is_none_or(|f| *f == linked.at(end).0.file_name);
    for (number, link) in linked.links.iter().enumerate() {
        if kind.is_none_or(|k| k == link.kind) && wanted(&arguments.from, &link.from) && wanted(&arguments.to, &link.to)
        {
            print(&linked, number, None, output)?;
        }
    }
    Ok(())
}

pub(crate) fn trace(library: &Library, arguments: &TraceArguments, output: &mut Output) -> anyhow::Result<()> {
    let (document, block) = passage(library, &arguments.passage)?;
    let linked = library.linked()?;
    for Hop { link, hop } in linked.trace(&document, block as usize, arguments.depth)? {
        print(&linked, link, Some(hop), output)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct CarrierLine<'a> {
    program: String,
    name: &'a str,
    score: f64,
    basis: &'static str,
    reason: String,
    file: &'a str,
    line_start: u32,
    line_end: u32,
}

#[derive(Serialize)]
struct StatementLine<'a> {
    line_start: u32,
    line_end: u32,
    text: &'a str,
    programs: Vec<CarrierLine<'a>>,
}

pub(crate) fn coverage(
    library: &Library,
    arguments: &crate::documents::Arguments,
    output: &mut Output,
) -> anyhow::Result<()> {
    let id = library.document(&arguments.document)?.id.to_string();
    let linked = library.linked()?;
    let document = linked.document(&id)?;
    for covered in linked.coverage(&id)? {
        let block = &linked.documents()[document].blocks[covered.block].block;
        let programs = covered.carriers.iter().map(|carrier| {
            let place = end_line(&linked, &carrier.place);
            CarrierLine {
                program: format!("p{}", carrier.program),
                name: &linked.programs()[carrier.program].name,
                score: hundredths(carrier.score),
                basis: carrier.basis.as_str(),
                reason: reason_words(LinkKind::Implements, &carrier.reason),
                file: place.file,
                line_start: place.line_start,
                line_end: place.line_end,
            }
        });
        let (line_start, line_end) = (block.lines.first, block.lines.last);
        let line = StatementLine { line_start, line_end, text: &block.text, programs: programs.collect() };
        output.line(&line, || {
            let programs = line.programs.iter().take(3).map(|p| format!("\n        {:.2}  {}", p.score, p.name));
            format!("{:6}  {}{}", line.line_start, line.text, programs.collect::<String>())
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct SideLine<'a> {
    document: &'a str,
    file: &'a str,
    line_start: u32,
    line_end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct ChangeLine<'a> {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<SideLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<SideLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<StrengthLine>,
}

#[derive(Serialize)]
struct StrengthLine {
    a: &'static str,
    b: &'static str,
    change: &'static str,
}

pub(crate) fn compare(library: &Library, arguments: &CompareArguments, output: &mut Output) -> anyhow::Result<()> {
    let compared = library.compare(&arguments.a, &arguments.b)?;
    for one in &compared.sentences {
        let side = |read, side: Option<Side>| side.map(|side| side_line(read, side));
        let strength = one.strength().map(|(a, b): (Strength, Strength)| StrengthLine {
            a: a.as_str(),
            b: b.as_str(),
            change: if b > a { "stronger" } else { "weaker" },
        });
        let (a, b) = (side(&compared.a, one.a), side(&compared.b, one.b));
        let line = ChangeLine { change: one.change.as_str(), a, b, strength };
        output.line(&line, || {
            let text = |side: &Option<SideLine<'_>>| side.as_ref().map_or("", |s| s.text).to_owned();
            format!("{:9} {}\n        → {}", line.change, text(&line.a), text(&line.b))
        })?;
    }
    Ok(())
}

fn side_line(read: &DocumentFacts, side: Side) -> SideLine<'_> {
    let (block, text) = Comparison::sentence(read, side);
    SideLine {
        document: read.document.id.as_str(),
        file: &read.document.file_name,
        line_start: block.lines.first,
        line_end: block.lines.last,
        text,
    }
}
