//! 検索: from passages that the index found to hits that a person reads.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use tadori_search::{Found, Matcher, Order, PassageHit, Snippet};
use tadori_text::{BlockKind, Kind, Lines};

use crate::{DocumentRow, Error, Library, store};

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest decision first; undated documents last.
    Date,
}

/// What is searched for. Empty lists do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// As typed.
    pub query: String,
    /// Most hits wanted.
    pub limit: usize,
    /// Hits to leave out from the beginning.
    pub offset: usize,
    /// Kinds of document.
    pub kinds: Vec<Kind>,
    /// Fiscal years.
    pub years: Vec<i32>,
    /// Issuing bodies.
    pub issuers: Vec<String>,
    /// Document ids.
    pub documents: Vec<String>,
    /// Order of hits.
    pub sort: Sort,
}

/// A passage that was found, by its best block.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its document.
    pub document: Arc<DocumentRow>,
    /// Index of the best block.
    pub block: u32,
    /// Headings above the block, outermost first.
    pub section: Vec<String>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// Lines of the block in the file.
    pub lines: Lines,
    /// Words around the match.
    pub snippet: Snippet,
    /// Ranking score; comparable within one answer only.
    pub score: f32,
}

/// One value of a facet and how many full hits have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The value as a request has it.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// Passages.
    pub count: u32,
}

/// Facets of the full hits; each list is counted without its own restriction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<Facet>,
    /// By fiscal year, latest first.
    pub years: Vec<Facet>,
    /// By issuing body.
    pub issuers: Vec<Facet>,
    /// By document.
    pub documents: Vec<Facet>,
}

/// An answer to a search.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// Passages that have what was asked for.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: usize,
    /// 近いもの: passages that have only some of it.
    pub near: Vec<Hit>,
    /// Facets of the full hits.
    pub facets: Facets,
    /// What was looked for, each with its spellings.
    pub looked_for: Vec<Vec<String>>,
    /// Words that stand nowhere in the library.
    pub unknown: Vec<String>,
}

/// Length of a snippet, chars: two lines of the window.
const SNIPPET_CHARS: usize = 110;
/// Near passages are looked for where there are fewer full hits than this.
const NEAR_BELOW: usize = 10;

impl Library {
    /// Finds passages.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, Error> {
        let query = self.query(&request.query);
        let looked_for = query.looked_for();
        let Some(generation) = self.index().filter(|_| !query.is_empty()) else {
            return Ok(SearchAnswer { looked_for, ..SearchAnswer::default() });
        };
        let near_below = if request.offset == 0 { NEAR_BELOW.min(request.limit) } else { 0 };
        let order = self.order(request);
        let found = generation.index.search(&query, &order, request.offset, request.limit, near_below)?;
        let matcher = generation.index.matcher(&query, &self.analyzer);
        let facets = self.facets(request, &found);
        let unknown = found.unknown.iter().filter_map(|&i| looked_for[i].first().cloned()).collect();
        Ok(SearchAnswer {
            hits: self.hits(&found.hits, &matcher).map_err(|e| e.of(self.path()))?,
            total: found.total,
            near: self.hits(&found.near, &matcher).map_err(|e| e.of(self.path()))?,
            facets,
            looked_for,
            unknown,
        })
    }

    /// Ranks documents by their best passages: external ids, best first. For runs of many queries; no snippets are made.
    pub fn rank_documents(&self, query: &str, limit: usize) -> Result<Vec<String>, Error> {
        let catalogue = self.catalogue();
        let mut ranked: Vec<String> = Vec::new();
        for hit in self.ranked(query, limit.saturating_mul(3))? {
            let Some(row) = catalogue.by_key(hit.document) else { continue };
            if !ranked.iter().any(|id| id == row.external_id()) {
                ranked.push(row.external_id().to_owned());
            }
        }
        ranked.truncate(limit);
        Ok(ranked)
    }

    /// Full hits, then near ones, as the index has them.
    fn ranked(&self, query: &str, limit: usize) -> Result<Vec<PassageHit>, Error> {
        let query = self.query(query);
        let Some(generation) = self.index() else { return Ok(vec![]) };
        let found = generation.index.search(&query, &self.order(&SearchRequest::default()), 0, limit, limit)?;
        Ok(found.hits.into_iter().chain(found.near).take(limit).collect())
    }

    /// Which documents a request allows, and their order.
    fn order(&self, request: &SearchRequest) -> Order {
        let catalogue = self.catalogue();
        // Superseded documents are not in the index; without restrictions everything there is allowed.
        let restricted = !(request.kinds.is_empty()
            && request.years.is_empty()
            && request.issuers.is_empty()
            && request.documents.is_empty());
        let allowed = restricted.then(|| {
            let keys: HashSet<u64> =
                catalogue.rows().filter(|row| request.allows(row, None)).map(|row| row.key).collect();
            Arc::new(keys)
        });
        let keys = (request.sort == Sort::Date).then(|| {
            let keys: HashMap<u64, i64> = catalogue.rows().filter_map(|row| Some((row.key, date_key(row)?))).collect();
            Arc::new(keys)
        });
        Order { allowed, keys }
    }

    /// Turns passages into hits: the best block of each, its section and a snippet.
    fn hits(&self, passages: &[PassageHit], matcher: &Matcher) -> Result<Vec<Hit>, Error> {
        let catalogue = self.catalogue();
        let connection = self.connection();
        let mut hits = Vec::with_capacity(passages.len());
        for passage in passages {
            let Some(document) = catalogue.by_key(passage.document).cloned() else { continue };
            let rows = store::blocks(&connection, passage.document, passage.first, passage.last)?;
            let best = rows
                .into_iter()
                .map(|row| (matcher.examine(&row.block.text), row))
                .reduce(|a, b| if rank(&b.0, &b.1) > rank(&a.0, &a.1) { b } else { a });
            let Some((examined, row)) = best else { continue };
            hits.push(Hit {
                section: store::section(&connection, passage.document, row.block.parent)?,
                document,
                block: row.ordinal,
                page: row.block.page,
                page_label: row.page_label,
                lines: row.block.lines,
                snippet: Snippet::new(&row.block.text, &examined.marks, SNIPPET_CHARS),
                score: passage.score,
            });
        }
        Ok(hits)
    }

    fn facets(&self, request: &SearchRequest, found: &Found) -> Facets {
        let catalogue = self.catalogue();
        let mut kinds: BTreeMap<Kind, u32> = BTreeMap::new();
        let mut years: BTreeMap<i32, u32> = BTreeMap::new();
        let mut issuers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut documents: Vec<(&DocumentRow, u32)> = Vec::new();
        for (key, &count) in &found.by_document {
            let Some(row) = catalogue.by_key(*key) else { continue };
            if request.allows(row, Some(Restriction::Kinds)) {
                *kinds.entry(row.metadata.kind.unwrap_or(Kind::Other)).or_default() += count;
            }
            if let Some(year) = row.metadata.fiscal_year.filter(|_| request.allows(row, Some(Restriction::Years))) {
                *years.entry(year).or_default() += count;
            }
            if let Some(issuer) =
                row.metadata.issuer.as_deref().filter(|_| request.allows(row, Some(Restriction::Issuers)))
            {
                *issuers.entry(issuer).or_default() += count;
            }
            if request.allows(row, Some(Restriction::Documents)) {
                documents.push((row, count));
            }
        }
        documents.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.title().cmp(b.0.title())));
        let facet = |value: &dyn ToString, label: &str, count: u32| Facet {
            value: value.to_string(),
            label: label.to_owned(),
            count,
        };
        Facets {
            kinds: kinds.iter().map(|(kind, n)| facet(kind, kind.as_str(), *n)).collect(),
            years: years.iter().rev().map(|(year, n)| facet(year, &year.to_string(), *n)).collect(),
            issuers: issuers.iter().map(|(issuer, n)| facet(issuer, issuer, *n)).collect(),
            documents: documents.iter().map(|(row, n)| facet(&row.id, row.title(), *n)).collect(),
        }
    }
}

/// How well a block stands for its passage: text before the titles of figures, and both before furniture.
fn rank(examined: &tadori_search::Examined, row: &crate::BlockRow) -> f32 {
    let weight = match row.block.kind {
        BlockKind::Furniture => 0.5,
        BlockKind::Caption => 0.7,
        _ => 1.0,
    };
    examined.score * weight
}

/// Days as a number that sorts; `None` for an undated document. An incomplete date sorts before the complete ones in it.
fn date_key(row: &DocumentRow) -> Option<i64> {
    let date = row.metadata.decided_on.as_ref()?;
    let mut parts = date.as_str().split('-').map(|p| p.parse::<i64>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    Some((next() * 100 + next()) * 100 + next())
}

/// One of the lists that restrict a search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Restriction {
    Kinds,
    Years,
    Issuers,
    Documents,
}

impl SearchRequest {
    /// Whether a document passes the restrictions, but for the one left out.
    fn allows(&self, row: &DocumentRow, without: Option<Restriction>) -> bool {
        let m = &row.metadata;
        let skip = |r| without == Some(r);
        (self.kinds.is_empty() || skip(Restriction::Kinds) || self.kinds.contains(&m.kind.unwrap_or(Kind::Other)))
            && (self.years.is_empty()
                || skip(Restriction::Years)
                || m.fiscal_year.is_some_and(|y| self.years.contains(&y)))
            && (self.issuers.is_empty()
                || skip(Restriction::Issuers)
                || m.issuer.as_ref().is_some_and(|i| self.issuers.contains(i)))
            && (self.documents.is_empty()
                || skip(Restriction::Documents)
                || self.documents.iter().any(|d| d == row.id.as_str()))
    }
}
