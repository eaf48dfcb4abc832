//! The sources for reference managers: `BibTeX` and CSL-JSON.

use std::io::Write;

use serde_json::{Value, json};
use tadori_text::Kind;

use crate::Error;
use crate::clean::line;
use crate::report::Source;
use crate::write::Job;

pub(crate) fn bibtex(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    for source in job.report.sources() {
        let date = date(source);
        let part = |n: usize| date.split('-').nth(n).map(ToOwned::to_owned);
        let fields = [
            ("title", Some(source.title.clone())),
            ("author", author(source).map(ToOwned::to_owned)),
            ("year", part(0)),
            ("month", part(1)),
            ("date", Some(date.clone()).filter(|d| !d.is_empty())),
            ("edition", source.edition.clone()),
            ("url", source.url.clone()),
            ("note", Some(note(source))),
            ("langid", Some("japanese".to_owned())),
        ];
        writeln!(out, "@misc{{{},", key(source))?;
        for (name, value) in fields {
            if let Some(value) = value {
                // A body is one name, not a given and a family name: it stands in braces of its own.
                let value = if name == "author" { format!("{{{}}}", tex(&value)) } else { tex(&value) };
                writeln!(out, "  {name} = {{{value}}},")?;
            }
        }
        writeln!(out, "}}\n")?;
    }
    steps(job)
}

pub(crate) fn csl_json(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let sources = job.report.sources();
    let items: Vec<Value> = sources.into_iter().map(item).collect();
    serde_json::to_writer_pretty(&mut *out, &items)?;
    writeln!(out)?;
    steps(job)
}

fn steps(job: &mut Job<'_>) -> Result<(), Error> {
    job.report.parts.iter().try_for_each(|_| job.steps.step())
}

fn item(source: &Source) -> Value {
    let kind = if source.kind == Some(Kind::Law) { "legislation" } else { "report" };
    let mut item = json!({"id": key(source), "type": kind, "title": source.title, "language": "ja"});
    if let Some(author) = author(source) {
        item["author"] = json!([{"literal": author}]);
    }
    let date = date(source);
    if !date.is_empty() {
        let parts: Vec<u32> = date.split('-').filter_map(|p| p.parse().ok()).collect();
        item["issued"] = json!({"date-parts": [parts]});
    }
    if source.draft {
        item["status"] = json!("draft");
    }
    for (name, text) in [("edition", source.edition.clone()), ("URL", source.url.clone()), ("note", Some(note(source)))]
    {
        if let Some(text) = text {
            item[name] = json!(text);
        }
    }
    item
}

/// A draft has none.
fn date(source: &Source) -> String {
    let date = source.decided_on.as_ref().filter(|_| !source.draft);
    date.map(ToString::to_string).unwrap_or_default()
}

fn author(source: &Source) -> Option<&str> {
    source.issuer.as_deref().or(source.decided_by.as_deref())
}

fn note(source: &Source) -> String {
    let decided = source.decided_by.clone().filter(|_| !source.draft);
    let draft = source.draft.then(|| "案・日付未定".to_owned());
    let summary = source.summary_of.as_ref().map(|o| format!("「{o}」の要約、原文ではない"));
    let file = format!("{} (BLAKE3 {})", source.file, source.hash);
    let parts: Vec<String> = [decided, draft, summary, Some(file)].into_iter().flatten().collect();
    parts.join("; ")
}

/// A name that is the same in each export of the same document.
fn key(source: &Source) -> String {
    format!("tadori{}", &blake3::hash(source.document.as_bytes()).to_hex()[..12])
}

/// Text that TeX reads as this text.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
