//! A link, and everything that the rules find in a set of documents.

use std::collections::HashSet;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use tadori_facts::Catalogue;
use tadori_text::Span;

use crate::watch::{Watch, Watched};
use crate::{Corpus, Given, cite, implement, program, quote, restate, rules};

/// What a link says of its two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// 引用・参照: the passage names the document.
    Cites,
    /// 転記: the passage has the wording of the other.
    Quotes,
    /// 言及: the passage names the program.
    Names,
    /// 具体化: the program, or the passage, carries out what the statement says.
    Implements,
    /// 財源: the amount is for the program.
    Funds,
    /// 後継: the project takes the place of the other one.
    Succeeds,
    /// 宣言: an official register says so itself.
    Declares,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Cites, Self::Quotes, Self::Names, Self::Implements, Self::Funds, Self::Succeeds, Self::Declares];

    /// The name used on the command line, such as `implements`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::Quotes => "quotes",
            Self::Names => "names",
            Self::Implements => "implements",
            Self::Funds => "funds",
            Self::Succeeds => "succeeds",
            Self::Declares => "declares",
        }
    }
}

/// What a link rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The text says so.
    Stated,
    /// An official register says so.
    Declared,
    /// Both have the same wording.
    SameWording,
    /// Both say similar things.
    Similar,
}

impl Basis {
    /// The name used on the command line, such as `same-wording`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Declared => "declared",
            Self::SameWording => "same-wording",
            Self::Similar => "similar",
        }
    }
}

/// One end of a link: a place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct End {
    /// Index of the document, in the order they were given.
    pub document: usize,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text that matter; empty: the whole block.
    pub span: Span,
    /// Index in the catalogue, where the end stands for a program or project.
    pub program: Option<usize>,
}

impl End {
    /// A whole block.
    pub(crate) const fn block(document: usize, block: usize) -> Self {
        Self { document, block, span: Span::new(0, 0), program: None }
    }

    /// The place, without what it stands for.
    pub const fn place(&self) -> (usize, usize) {
        (self.document, self.block)
    }
}

/// A run of wording that both ends share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shared {
    /// Bytes of the text of the block that the link comes from.
    pub from: Span,
    /// Bytes of the text of the block that it goes to.
    pub to: Span,
}

/// Why a link is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Terms that both ends share, the rarest first; of a quote the shared wording.
    pub terms: Vec<String>,
    /// Words of the statement, each with a word of the program that it is related to in meaning.
    pub related: Vec<(String, String)>,
    /// The document or the short name that the text names.
    pub named: Option<String>,
    /// The project that both stand under.
    pub project: Option<String>,
    /// Marks of the ministries that both have.
    pub ministries: Vec<String>,
    /// Bits of shared wording: how unlikely it is by chance.
    pub bits: Option<f64>,
}

/// A link between two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// What it says.
    pub kind: LinkKind,
    /// What it rests on.
    pub basis: Basis,
    /// How sure it is, 0–1: about this share of such links is right.
    pub score: f64,
    /// The end that cites, quotes, names, carries out, funds, succeeds.
    pub from: End,
    /// The end that is cited, quoted, named, carried out, funded, succeeded.
    pub to: End,
    /// Why.
    pub reason: Reason,
    /// The aligned parts of a quote.
    pub shared: Vec<Shared>,
}

/// The version of the rules that [`by_wording`] goes by: what was found by another one is found anew.
pub const RULES_VERSION: u32 = 3;

/// The links between passages by what they say, of which at least one end is in a fresh document: quotes, programs for
/// statements, and what is said again. They cost the most to find, and only wording makes them; so they can be kept, and
/// [`link`] puts them together with those of other documents. `watch` is told how far it is; a break of it is given back.
pub fn by_wording(corpus: &Corpus<'_>, watch: Watch<'_>) -> ControlFlow<(), Vec<Link>> {
    let mut watched = Watched::new(corpus, 3, watch);
    let mut links = quote::find(corpus, &mut watched)?;
    links.extend(restate::find(corpus, &links, &mut watched)?);
    links.extend(implement::find(corpus, &mut watched)?);
    ControlFlow::Continue(links)
}

/// All links of some documents, by kind and place: those by their wording, and those that the texts state.
pub fn link(documents: &[Given<'_>], catalogue: &Catalogue, by_wording: Vec<Link>) -> Vec<Link> {
    let cites = cite::find(documents);
    let mut links = best(by_wording);
    quote::state(&mut links, &cites);
    links.extend(program::find(documents, catalogue));
    links.extend(cites);
    links.sort_by_key(|link| (link.kind, link.from, link.to));
    links
}

/// What is left where links were found at different times: of a statement the best programs, each once, and of a passage
/// the best of what it says again.
fn best(links: Vec<Link>) -> Vec<Link> {
    let (mut implements, mut left): (Vec<Link>, Vec<Link>) =
        links.into_iter().partition(|link| link.kind == LinkKind::Implements);
    let asked = |link: &Link| match link.from.program {
        Some(_) => (true, link.to.place()),
        None => (false, link.from.place()),
    };
    implements.sort_by(|a, b| {
        asked(a).cmp(&asked(b)).then(b.score.total_cmp(&a.score)).then_with(|| (a.from, a.to).cmp(&(b.from, b.to)))
    });
    let (mut of, mut programs, mut count) = (None, HashSet::new(), 0);
    implements.retain(|link| {
        if of.replace(asked(link)) != Some(asked(link)) {
            programs.clear();
            count = 0;
        }
        let most = if link.from.program.is_some() { rules::CARRIERS } else { rules::RESTATED };
        let keep = count < most && link.from.program.is_none_or(|program| programs.insert(program));
        count += usize::from(keep);
        keep
    });
    left.extend(implements);
    left
}

/// The probability with these log odds.
pub(crate) fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
