//! One way to write them all, and what the writers have in common.

use std::io::Write;
use std::ops::ControlFlow;

use crate::report::{Excerpt, Report, State};
use crate::{Error, Format, Style, bibliography, csv_table, docx, html, json, markdown, pdf, xlsx};

/// How far the writing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Parts written.
    pub done: usize,
    /// Parts in all.
    pub of: usize,
}

/// What is to be told of a file that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Characters that the font inside a PDF lacks; a box stands for each.
    pub missing: Vec<char>,
}

/// Writes `report` in a format. `progress` is called after each part and may break it off.
pub fn write(
    report: &Report,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Written, Error> {
    let mut job = Job { report, style, steps: Steps { done: 0, of: report.parts.len(), progress } };
    match format {
        Format::Docx => docx::write(&mut job, out)?,
        Format::Xlsx => xlsx::write(&mut job, out)?,
        Format::Markdown => markdown::write(&mut job, out)?,
        Format::Html => html::write(&mut job, out)?,
        Format::Pdf => return pdf::write(&mut job, out),
        Format::Csv => csv_table::write(&mut job, out)?,
        Format::Json => json::write(&mut job, out)?,
        Format::Bibtex => bibliography::bibtex(&mut job, out)?,
        Format::CslJson => bibliography::csl_json(&mut job, out)?,
    }
    out.flush()?;
    Ok(Written::default())
}

/// What is to be written, and who is told how far it is.
pub(crate) struct Job<'a> {
    pub(crate) report: &'a Report,
    pub(crate) style: &'a Style,
    pub(crate) steps: Steps<'a>,
}

/// Counts parts.
pub(crate) struct Steps<'a> {
    done: usize,
    of: usize,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl Steps<'_> {
    /// A part is written.
    pub(crate) fn step(&mut self) -> Result<(), Error> {
        self.done += 1;
        match (self.progress)(Progress { done: self.done, of: self.of }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        }
    }
}

impl Job<'_> {
    /// Where a quote is from, in the style that is asked for.
    pub(crate) fn citation(&self, excerpt: &Excerpt) -> String {
        self.style.cite(&excerpt.source, Some(&excerpt.place), &excerpt.link)
    }
}

/// Tags, colour and state of an excerpt on one line: ［創薬］［基盤］ 色：黄.
pub(crate) fn about(excerpt: &Excerpt) -> String {
    let mut out = String::new();
    for tag in &excerpt.tags {
        out.extend(["［", tag, "］"]);
    }
    if let Some(colour) = &excerpt.colour {
        out.push_str("　色：");
        out.push_str(&colour.name);
    }
    if let Some(state) = state(excerpt.state) {
        out.push_str("　※");
        out.push_str(state);
    }
    out.trim().to_owned()
}

/// What is to be told of an excerpt that does not stand where it stood.
pub(crate) fn state(state: State) -> Option<&'static str> {
    match state {
        State::Same => None,
        State::Moved => Some("原文での位置が変わっています（未確認）"),
        State::Lost => Some("原文に見つかりません"),
    }
}
