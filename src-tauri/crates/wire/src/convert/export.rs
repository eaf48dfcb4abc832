//! Exports, and exported files that were checked.

use tadori_library as core;
use tadori_library::Span;

use super::runs;
use crate::{
    CheckedQuote, CitationStyle, Code, Error, ExportFormat, ExportWhat, ExportedFile, MissingReason, VerifyStatus,
    VerifyView,
};

impl TryFrom<ExportWhat> for core::Exported {
    type Error = Error;

    fn try_from(what: ExportWhat) -> Result<Self, Error> {
        Ok(match what {
            ExportWhat::Collection { id } => Self::Collection { id },
            ExportWhat::Notes { request } => Self::Notes(request.into()),
            ExportWhat::Search { request } => Self::Search(request.try_into()?),
            ExportWhat::Trace { document, block, depth } => Self::Trace { document, block, depth },
            ExportWhat::Coverage { document } => Self::Coverage { document },
            ExportWhat::Comparison { a, b } => Self::Comparison { a, b },
            ExportWhat::Budget => Self::Budget,
        })
    }
}

impl From<ExportFormat> for core::Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Docx => Self::Docx,
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Md => Self::Markdown,
            ExportFormat::Html => Self::Html,
            ExportFormat::Pdf => Self::Pdf,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Json => Self::Json,
            ExportFormat::Bibtex => Self::Bibtex,
            ExportFormat::CslJson => Self::CslJson,
        }
    }
}

impl CitationStyle {
    /// The style, as it was typed.
    pub fn read(&self) -> Result<core::Style, Error> {
        let bad = |e: core::tadori_export::TemplateError| Error { code: Code::BadStyle, detail: e.to_string() };
        self.style.trim().parse().map_err(bad)
    }
}

impl From<core::Style> for CitationStyle {
    fn from(style: core::Style) -> Self {
        Self { style: style.to_string() }
    }
}

impl From<core::ExportSummary> for ExportedFile {
    fn from(made: core::ExportSummary) -> Self {
        Self { excerpts: made.excerpts as u32, rows: made.rows as u32, missing: made.missing.into_iter().collect() }
    }
}

impl From<core::Why> for MissingReason {
    fn from(why: core::Why) -> Self {
        match why {
            core::Why::NoLink => Self::NoLink,
            core::Why::BadLink => Self::BadLink,
            core::Why::NoDocument => Self::NoDocument,
            core::Why::NoWords => Self::NoWords,
        }
    }
}

impl From<core::CheckedQuote> for CheckedQuote {
    fn from(checked: core::CheckedQuote) -> Self {
        let marked = |text: &str, spans: &[Span]| runs(text, spans.iter().map(|s| (s.start, s.end)));
        let plain = |text: &str| marked(text, &[]);
        let (status, reason, in_file, in_document, only_spelling) = match &checked.outcome {
            core::Outcome::Exact => (VerifyStatus::Exact, None, plain(&checked.quote), Vec::new(), false),
            core::Outcome::Missing(why) => {
                (VerifyStatus::Missing, Some((*why).into()), plain(&checked.quote), Vec::new(), false)
            }
            core::Outcome::Changed { original, in_file, in_original, only_spelling } => {
                let (file, document) = (marked(&checked.quote, in_file), marked(original, in_original));
                (VerifyStatus::Changed, None, file, document, *only_spelling)
            }
        };
        Self {
            status,
            reason,
            spot: checked.spot,
            in_file,
            in_document,
            only_spelling,
            link: checked.link,
            document: checked.document.as_ref().map(|d| d.id.to_string()),
            title: checked.document.as_ref().map(|d| d.title().to_owned()),
            newer_title: checked.newer.as_ref().map(|n| n.document.title().to_owned()),
            newer_has_words: checked.newer.as_ref().is_some_and(|n| n.has_words),
        }
    }
}

impl From<Vec<core::CheckedQuote>> for VerifyView {
    fn from(checked: Vec<core::CheckedQuote>) -> Self {
        let quotes: Vec<CheckedQuote> = checked.into_iter().map(Into::into).collect();
        let count = |status| quotes.iter().filter(|q| q.status == status).count() as u32;
        let (exact, changed) = (count(VerifyStatus::Exact), count(VerifyStatus::Changed));
        let missing = count(VerifyStatus::Missing);
        Self { quotes, exact, changed, missing }
    }
}
