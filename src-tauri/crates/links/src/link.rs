//! A link, and everything that the rules find in a set of documents.

use serde::{Deserialize, Serialize};
use tadori_text::Span;

use crate::{Corpus, Given, cite, implement, program, quote, restate};

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

/// All links of the documents of a corpus, by kind and place.
pub fn link(corpus: &Corpus<'_>) -> Vec<Link> {
    let given: Vec<Given<'_>> = corpus.documents.iter().map(|parts| parts.given).collect();
    let cites = cite::find(&given);
    let mut links = quote::find(corpus, &cites);
    links.extend(restate::find(corpus, &links));
    links.extend(implement::find(corpus));
    links.extend(program::find(corpus));
    links.extend(cites);
    links.sort_by_key(|link| (link.kind, link.from, link.to));
    links
}

/// The probability with these log odds.
pub(crate) fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
