//! From the core's types to those that cross, and back. The only place where both are known.

use tadori_library as core;

mod budget;
mod collections;
mod details;
mod export;
mod facts;
mod links;
mod notes;
mod report;

use crate::{
    BlockView, Citation, Code, DocumentInfo, Error, Facet, Facets, Hit, OriginalKind, OutlineItem, PageBox, PageView,
    ReaderView, Removal, Run, SearchRequest, SearchResponse, Sort,
};

impl From<&core::Error> for Code {
    fn from(error: &core::Error) -> Self {
        use core::Error as E;
        match error {
            E::Unreadable { .. } | E::Vocabulary { .. } => Self::LibraryUnreadable,
            E::Newer { .. } => Self::LibraryNewer,
            E::Damaged { .. } => Self::LibraryDamaged,
            E::Busy { .. } => Self::LibraryBusy,
            E::ReadOnly { .. } => Self::LibraryReadOnly,
            E::DiskFull { .. } => Self::DiskFull,
            E::NoDocument { .. } => Self::NoDocument,
            E::NoAmount { .. }
            | E::NoPassage { .. }
            | E::NoVerdict { .. }
            | E::OneName { .. }
            | E::IntoItself { .. } => Self::BadRequest,
            E::NoNote { .. } | E::NoCollection { .. } => Self::NoNote,
            E::NoWords { .. } => Self::NoWords,
            E::NoNotes { .. } => Self::BadNotes,
            E::NoAddress(_) => Self::BadLink,
            E::LinkLost { .. } => Self::LinkLost,
            E::Cancelled | E::Export { source: core::tadori_export::Error::Cancelled, .. } => Self::Cancelled,
            E::DatedDraft => Self::DatedDraft,
            E::Export { .. } => Self::NotWritten,
            E::CitationStyle { .. } => Self::BadStyle,
            E::Unverifiable { .. } => Self::NotChecked,
            E::Index(_) => Self::IndexDamaged,
            E::Dictionary(_) | E::Database(_) => Self::Internal,
        }
    }
}

impl From<core::Error> for Error {
    fn from(error: core::Error) -> Self {
        Self { code: Code::from(&error), detail: error.to_string() }
    }
}

impl TryFrom<SearchRequest> for core::SearchRequest {
    type Error = Error;

    fn try_from(request: SearchRequest) -> Result<Self, Error> {
        let bad = |detail: String| Error { code: Code::BadRequest, detail };
        Ok(Self {
            query: request.query,
            limit: request.limit as usize,
            offset: request.offset as usize,
            kinds: request.kinds.iter().map(|k| k.parse().map_err(bad)).collect::<Result<_, _>>()?,
            years: request.years,
            issuers: request.issuers,
            documents: request.documents,
            sort: match request.sort {
                Sort::Relevance => core::Sort::Relevance,
                Sort::Date => core::Sort::Date,
            },
        })
    }
}

impl From<&core::Hit> for Hit {
    fn from(hit: &core::Hit) -> Self {
        let m = &hit.document.metadata;
        Self {
            passage: format!("{}.{}", hit.document.id, hit.block),
            block: hit.block,
            document: hit.document.id.to_string(),
            title: hit.document.title().to_owned(),
            kind: m.kind.map(|k| k.to_string()),
            draft: m.draft,
            sample: hit.document.is_sample(),
            decided_on: m.decided_on.as_ref().map(ToString::to_string),
            // The title stands above the hit already; a document often begins with it as a heading.
            section: hit.section.iter().skip_while(|s| s.as_str() == hit.document.title()).cloned().collect(),
            page: hit.page,
            page_label: hit.page_label.clone(),
            line_start: hit.lines.first,
            line_end: hit.lines.last,
            snippet: snippet_runs(&hit.snippet),
            score: hit.score,
        }
    }
}

impl From<core::Facet> for Facet {
    fn from(facet: core::Facet) -> Self {
        Self { value: facet.value, label: facet.label, count: facet.count }
    }
}

impl From<core::Facets> for Facets {
    fn from(facets: core::Facets) -> Self {
        let list = |facets: Vec<core::Facet>| facets.into_iter().map(Facet::from).collect();
        Self {
            kinds: list(facets.kinds),
            years: list(facets.years),
            issuers: list(facets.issuers),
            documents: list(facets.documents),
        }
    }
}

impl SearchResponse {
    /// An answer that took `elapsed`.
    pub fn new(answer: core::SearchAnswer, elapsed: std::time::Duration) -> Self {
        Self {
            hits: answer.hits.iter().map(Hit::from).collect(),
            total: answer.total as u32,
            near: answer.near.iter().map(Hit::from).collect(),
            facets: answer.facets.into(),
            looked_for: answer.looked_for,
            unknown: answer.unknown,
            elapsed_ms: elapsed.as_secs_f64() * 1000.0,
        }
    }
}

impl From<&core::DocumentRow> for DocumentInfo {
    fn from(row: &core::DocumentRow) -> Self {
        let m = &row.metadata;
        Self {
            document: row.id.to_string(),
            file: row.file_name.clone(),
            title: row.title().to_owned(),
            kind: m.kind.map(|k| k.to_string()),
            issuer: m.issuer.clone(),
            edition: m.edition.clone(),
            draft: m.draft,
            sample: row.is_sample(),
            summary_of: m.summary_of.clone(),
            decided_on: m.decided_on.as_ref().map(ToString::to_string),
            decided_by: m.decided_by.clone(),
            fiscal_year: m.fiscal_year,
            blocks: row.blocks,
            imported_at: row.imported_at.clone(),
            superseded: row.superseded,
        }
    }
}

impl From<core::Reading> for ReaderView {
    fn from(reading: core::Reading) -> Self {
        let outline = reading.blocks.iter().filter_map(|b| {
            let heading = b.row.block.heading.as_ref()?;
            let (number, title) = (heading.number.clone(), heading.title.clone());
            Some(OutlineItem { block: b.row.ordinal, level: heading.level, number, title })
        });
        Self {
            info: DocumentInfo::from(reading.document.as_ref()),
            outline: outline.collect(),
            hits: reading.blocks.iter().filter(|b| !b.marks.is_empty()).map(|b| b.row.ordinal).collect(),
            blocks: reading.blocks.iter().map(BlockView::from).collect(),
            pages: reading.pages.iter().map(PageView::from).collect(),
            original: match reading.original {
                core::Original::Pdf => OriginalKind::Pdf,
                core::Original::None => OriginalKind::None,
            },
        }
    }
}

impl From<&core::MarkedBlock> for BlockView {
    fn from(marked: &core::MarkedBlock) -> Self {
        let block = &marked.row.block;
        Self {
            index: marked.row.ordinal,
            kind: block.kind.as_str().to_owned(),
            level: block.heading.as_ref().map(|h| h.level),
            runs: runs(&block.text, marked.marks.iter().map(|m| (m.start, m.end))),
            page: block.page,
            page_label: marked.row.page_label.clone(),
            line_start: block.lines.first,
            line_end: block.lines.last,
            parent: block.parent.map(|p| p as u32),
            boxes: marked.boxes.iter().map(PageBox::from).collect(),
            mark_boxes: marked.mark_boxes.iter().map(PageBox::from).collect(),
            undecided: block.undecided,
        }
    }
}

impl From<&core::Page> for PageView {
    fn from(page: &core::Page) -> Self {
        let (width, height) = page.size.unzip();
        let quality = page.quality.as_str().to_owned();
        Self { number: page.number, label: page.label.clone(), width, height, quality }
    }
}

impl From<&core::PageBox> for PageBox {
    fn from(placed: &core::PageBox) -> Self {
        let core::Rect { left, top, right, bottom } = placed.rect;
        Self { page: placed.page, left, top, right, bottom }
    }
}

impl From<core::Citation> for Citation {
    fn from(citation: core::Citation) -> Self {
        Self { plain: citation.plain, html: citation.html }
    }
}

impl From<core::Removal> for Removal {
    fn from(removal: core::Removal) -> Self {
        Self { title: removal.title, blocks: removal.blocks, original: removal.original, restored: removal.restored }
    }
}

/// A text as runs; `marks` are byte ranges in order, without overlap.
fn runs(text: &str, marks: impl Iterator<Item = (usize, usize)>) -> Vec<Run> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, mark: bool| {
        if from < to {
            out.push(Run { text: shown(&text[from..to]), mark });
        }
    };
    for (start, end) in marks {
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, text.len(), false);
    out
}

/// What a person sees of a text: private-use characters, which PDFs use for bullets and no font here has, as bullets.
fn shown(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\u{E000}'..='\u{F8FF}') { '•' } else { c }).collect()
}

/// A snippet, whose marks count characters, as runs.
fn snippet_runs(snippet: &core::Snippet) -> Vec<Run> {
    let starts: Vec<usize> = snippet.text.char_indices().map(|(i, _)| i).chain([snippet.text.len()]).collect();
    runs(&snippet.text, snippet.marks.iter().map(|&(a, b)| (starts[a], starts[b])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hold_the_whole_text_and_count_characters_not_bytes() {
        let snippet = core::Snippet { text: "…𠮷野の創薬力".to_owned(), marks: vec![(1, 2), (4, 6)] };
        let runs = snippet_runs(&snippet);
        let shown: Vec<(&str, bool)> = runs.iter().map(|r| (r.text.as_str(), r.mark)).collect();
        assert_eq!(shown, [("…", false), ("𠮷", true), ("野の", false), ("創薬", true), ("力", false)]);
        assert!(super::runs("", std::iter::empty()).is_empty());
    }
}
