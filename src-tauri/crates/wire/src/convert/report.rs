//! What becomes of files at an import.

use tadori_library as core;

use crate::{FileReport, FileStatus, ImportRequest, ImportSummary};

impl From<&ImportRequest> for core::ImportOptions {
    fn from(request: &ImportRequest) -> Self {
        let password = request.password.clone().filter(|p| !p.is_empty()).map(core::Password);
        Self { password, ocr: request.ocr, ..Self::default() }
    }
}

impl FileReport {
    /// A line of the report of `job`.
    pub fn new(job: u32, report: &core::FileReport) -> Self {
        let refusal = report.refusal.as_ref();
        let warnings: Vec<crate::WarningView> = report
            .warnings
            .iter()
            .map(|w| crate::WarningView { code: w.code.clone(), message: w.message.clone(), place: w.place.clone() })
            .collect();
        let details = report.warnings.iter().map(|w| match &w.place {
            Some(place) => format!("{place}: {}", w.message),
            None => w.message.clone(),
        });
        let message = refusal.map(|r| r.message.clone()).into_iter().chain(details).collect::<Vec<_>>().join("\n");
        Self {
            job,
            file: report.path.display().to_string(),
            status: match report.status {
                core::FileStatus::Imported => FileStatus::Imported,
                core::FileStatus::Unchanged => FileStatus::Unchanged,
                core::FileStatus::Updated => FileStatus::Updated,
                core::FileStatus::Refused => FileStatus::Refused,
            },
            document: report.documents.first().cloned(),
            title: report.title.clone(),
            documents: report.documents.len() as u32,
            blocks: report.blocks,
            code: refusal.map(|r| r.code.to_owned()),
            message: (!message.is_empty()).then_some(message),
            warnings,
            pages: report.pages,
            guesses: report.guesses.iter().map(crate::Guess::from).collect(),
        }
    }
}

impl FileReport {
    /// The line of a job that failed as a whole.
    pub const fn failed(job: u32, code: String, message: String) -> Self {
        Self {
            job,
            file: String::new(),
            status: FileStatus::Refused,
            document: None,
            title: None,
            documents: 0,
            blocks: 0,
            code: Some(code),
            message: Some(message),
            warnings: Vec::new(),
            pages: 0,
            guesses: Vec::new(),
        }
    }
}

impl ImportSummary {
    /// The end of `job`.
    pub const fn new(job: u32, summary: core::ImportSummary) -> Self {
        Self {
            job,
            imported: summary.imported,
            unchanged: summary.unchanged,
            refused: summary.refused,
            cancelled: summary.cancelled,
        }
    }
}
