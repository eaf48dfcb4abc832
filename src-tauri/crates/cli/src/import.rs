//! `tadori import`

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;
use tadori_library::{
    Control, FileReport, FileStatus, ImportOptions, Kind, Library, PartialDate, Password, Progress, Step, Warned,
};

use crate::output::{Output, complain, one_line};

/// The variable that holds a password, where no file does.
const PASSWORD: &str = "TADORI_PASSWORD";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files and folders.
    #[arg(required_unless_present = "resume")]
    paths: Vec<PathBuf>,
    /// Take up imports that were cut off, with what was said of their files then.
    #[arg(long, conflicts_with_all = ["paths", "kind", "title", "date", "ocr", "password_file"])]
    pub(crate) resume: bool,
    /// Kind of the documents: law, strategy, plan, allocation-policy, budget-request, budget, deck, brief, review, other.
    #[arg(long)]
    kind: Option<Kind>,
    /// Title.
    #[arg(long)]
    title: Option<String>,
    /// Decision date: 2025, 2025-06 or 2025-06-13.
    #[arg(long)]
    date: Option<PartialDate>,
    /// Recognise the text of pages that are pictures, where tesseract with Japanese is installed.
    #[arg(long)]
    ocr: bool,
    /// File whose first line is the password of locked files; “-” reads it from standard input. It can also be given in
    /// the environment, as `TADORI_PASSWORD`. It is used once and not kept.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Line<'a> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    status: FileStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<usize>,
    blocks: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pages: u32,
    warnings: Vec<Warned>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<ExitCode> {
    let options = ImportOptions {
        kind: arguments.kind,
        title: arguments.title.clone(),
        date: arguments.date.clone(),
        ocr: arguments.ocr,
        password: password(arguments.password_file.as_deref())?,
    };
    let output = RefCell::new((output, Ok(())));
    let report = |step: Step| match step {
        Step::Started { total } => eprintln!("files: {total}"),
        Step::File(report) => {
            let (output, outcome) = &mut *output.borrow_mut();
            if outcome.is_ok() {
                *outcome = print(output, &report);
            }
        }
        Step::Pages { .. } => {}
        step @ Step::Indexed { .. } => crate::progress(step),
    };
    let progress = Progress { report: &report, control: &Control::default() };
    let summary = if arguments.resume {
        library.resume_import(progress)?
    } else {
        library.import(&arguments.paths, &options, progress)?
    };
    output.into_inner().1?;
    eprintln!("imported {}, unchanged {}, refused {}", summary.imported, summary.unchanged, summary.refused);
    Ok(ExitCode::from(u8::from(summary.refused > 0)))
}

/// The password that was given; never as an argument, which every user of the machine can read.
fn password(file: Option<&Path>) -> anyhow::Result<Option<Password>> {
    let mut line = String::new();
    match file {
        None => return Ok(std::env::var(PASSWORD).ok().filter(|p| !p.is_empty()).map(Password)),
        Some(file) if file == Path::new("-") => {
            std::io::stdin().read_line(&mut line).context("reading the password from standard input")?;
        }
        Some(file) => {
            let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
            line.push_str(text.lines().next().unwrap_or_default());
        }
    }
    Ok(Some(Password(line.trim_end_matches(['\r', '\n']).to_owned())))
}

fn print(output: &mut Output, report: &FileReport) -> anyhow::Result<()> {
    let (mut warnings, file) = (report.warnings.clone(), report.path.display().to_string());
    if let Some(refusal) = &report.refusal {
        complain(&format!("{}: {} [{}]", one_line(&file), refusal.message, refusal.code));
        warnings.push(Warned { code: refusal.code.to_owned(), message: refusal.message.clone(), place: None });
    }
    let line = Line {
        file,
        document: report.documents.first().map(String::as_str),
        status: report.status,
        documents: (report.documents.len() > 1).then_some(report.documents.len()),
        blocks: report.blocks,
        pages: report.pages,
        warnings,
    };
    output.line(&line, || {
        let status = report.status.as_str();
        let mut words = format!("{status:9} {}  {} blocks", one_line(&line.file), line.blocks);
        for warning in &line.warnings {
            let place = warning.place.as_ref().map(|p| format!("{p}: ")).unwrap_or_default();
            let _ = write!(words, "\n          {place}{} [{}]", warning.message, warning.code);
        }
        words
    })
}
