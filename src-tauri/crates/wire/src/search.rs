//! 検索: a query, its hits, their facets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch of text, marked or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it matched the query.
    pub mark: bool,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest decision first; undated documents last.
    Date,
}

/// What is searched for. Empty lists do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchRequest {
    /// As typed. `"…"` is exact.
    pub query: String,
    /// Most hits wanted.
    pub limit: u32,
    /// Hits to leave out from the beginning.
    pub offset: u32,
    /// Kinds of document (`plan`, `budget-request` …).
    pub kinds: Vec<String>,
    /// Fiscal years (年度).
    pub years: Vec<i32>,
    /// Issuing bodies.
    pub issuers: Vec<String>,
    /// Document ids.
    pub documents: Vec<String>,
    /// Order of hits.
    pub sort: Sort,
}

/// A passage that was found, by its best block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// Id of the best block (`document.index`).
    pub passage: String,
    /// Index of that block within its document.
    pub block: u32,
    /// Document id.
    pub document: String,
    /// Title of the document.
    pub title: String,
    /// Kind of document.
    pub kind: Option<String>,
    /// 案・日付未定
    pub draft: bool,
    /// 見本・要約（原文ではない）
    pub sample: bool,
    /// Decision date as precise as printed (`2025-06-13`).
    pub decided_on: Option<String>,
    /// Headings above the block, outermost first.
    pub section: Vec<String>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// First line in the file (1-based).
    pub line_start: u32,
    /// Last line in the file (1-based).
    pub line_end: u32,
    /// Words around the match.
    pub snippet: Vec<Run>,
    /// Ranking score; comparable within one answer only.
    pub score: f32,
}

/// One value of a facet and how many full hits have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Facet {
    /// The value as it is sent back in a request.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// Passages.
    pub count: u32,
}

/// Facets of the full hits; each list is counted without its own restriction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// By kind of document.
    pub kinds: Vec<Facet>,
    /// By fiscal year.
    pub years: Vec<Facet>,
    /// By issuing body.
    pub issuers: Vec<Facet>,
    /// By document.
    pub documents: Vec<Facet>,
}

/// An answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchResponse {
    /// Passages with all the words, best first.
    pub hits: Vec<Hit>,
    /// How many passages have all the words.
    pub total: u32,
    /// 近いもの: passages with only some of the words, listed apart, best first.
    pub near: Vec<Hit>,
    /// Facets of the full hits.
    pub facets: Facets,
    /// The words that were looked for, each with the spellings that count as the same.
    pub looked_for: Vec<Vec<String>>,
    /// Words of the query that stand nowhere in the library.
    pub unknown: Vec<String>,
    /// Time taken, milliseconds.
    pub elapsed_ms: f64,
}
