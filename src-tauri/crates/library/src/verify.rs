//! 照合: whether the quotes of an exported file still say what the documents say.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use tadori_export::read::{Claim, MAX_BYTES};
use tadori_links::differences;
use tadori_notes::Address;
use tadori_text::{Anchored, Document, Resolver, Span, normalize};

use crate::{DocumentRow, Error, Library};

/// A quote of a file, and what the library says of it.
#[derive(Clone, Debug)]
pub struct CheckedQuote {
    /// Where in the file, for people.
    pub spot: String,
    /// The words as they stand in the file.
    pub quote: String,
    /// The address that stands with them.
    pub link: Option<String>,
    /// The document that the address names, if it is in the library.
    pub document: Option<Arc<DocumentRow>>,
    /// What was found.
    pub outcome: Outcome,
    /// What became of the passage in a newer edition of its document; none where there is none.
    pub newer: Option<Newer>,
}

/// What was found of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The document has these words.
    Exact,
    /// The document has other words there.
    Changed {
        /// Its words.
        original: String,
        /// What is otherwise in the file, in bytes of the quote.
        in_file: Vec<Span>,
        /// What is otherwise in the document, in bytes of its words.
        in_original: Vec<Span>,
        /// Only width, spaces or forms of characters differ.
        only_spelling: bool,
    },
    /// It cannot be found.
    Missing(Why),
}

impl Outcome {
    /// The name used on the command line.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Changed { .. } => "changed",
            Self::Missing(_) => "missing",
        }
    }
}

/// Why a quote cannot be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No address stands with it any more.
    NoLink,
    /// The address is damaged.
    BadLink,
    /// Its document is not in the library.
    NoDocument,
    /// The document has neither the words that the address names nor those of the file.
    NoWords,
}

impl Why {
    /// The name used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoLink => "no-link",
            Self::BadLink => "bad-link",
            Self::NoDocument => "no-document",
            Self::NoWords => "no-words",
        }
    }
}

/// A newer edition of the document of a quote.
#[derive(Clone, Debug)]
pub struct Newer {
    /// The edition.
    pub document: Arc<DocumentRow>,
    /// Whether the passage is in it.
    pub has_words: bool,
}

/// A document as quotes are looked for in it.
struct Original {
    row: Arc<DocumentRow>,
    whole: Document,
    /// The edition that took its place.
    newer: Option<(Arc<DocumentRow>, Document)>,
}

/// The quotes that an exported file claims.
fn claims(path: &Path) -> Result<Vec<Claim>, Error> {
    let size = fs::metadata(path).map_err(|e| Error::io(path, e))?.len();
    let refused = |source| Error::Unverifiable { path: path.to_owned(), source };
    if size > MAX_BYTES {
        let what = format!("the file has more than {} MiB", MAX_BYTES >> 20);
        return Err(refused(tadori_export::read::Error::TooLarge { what }));
    }
    let bytes = fs::read(path).map_err(|e| Error::io(path, e))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    tadori_export::read::read(&bytes, &name).map_err(refused)
}

impl Library {
    /// Checks every quote of an exported file against the documents of the library.
    pub fn verify(&self, path: &Path) -> Result<Vec<CheckedQuote>, Error> {
        let claims: Vec<(Claim, Option<Address>)> = claims(path)?.into_iter().map(addressed).collect();
        let mut originals = HashMap::new();
        for address in claims.iter().filter_map(|(_, address)| address.as_ref()) {
            if !originals.contains_key(&address.document) {
                originals.insert(address.document.clone(), self.original_of(&address.document)?);
            }
        }
        let compared = |(id, original)| -> Option<(&str, Compared<'_>)> { Some((id, Compared::new(original?))) };
        let originals = originals.iter().map(|(id, original)| (id.as_str(), original.as_ref()));
        let originals: HashMap<&str, Compared<'_>> = originals.filter_map(compared).collect();
        Ok(claims.into_iter().map(|(claim, address)| check(claim, address.as_ref(), &originals)).collect())
    }

    fn original_of(&self, id: &str) -> Result<Option<Original>, Error> {
        let row = match self.document(id) {
            Ok(row) => row,
            Err(Error::NoDocument { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let newer = if row.superseded { self.newer_than(&row)? } else { None };
        Ok(Some(Original { whole: self.whole(&row)?, newer, row }))
    }

    fn newer_than(&self, row: &DocumentRow) -> Result<Option<(Arc<DocumentRow>, Document)>, Error> {
        let Some(current) = self.current_edition(row.id.as_str())?.filter(|c| c.id != row.id) else { return Ok(None) };
        let whole = self.whole(&current)?;
        Ok(Some((current, whole)))
    }
}

/// A claim with the address that stands with it, if that can be read.
fn addressed(claim: Claim) -> (Claim, Option<Address>) {
    let address = claim.link.as_deref().and_then(|link| link.parse().ok());
    (claim, address)
}

fn check(claim: Claim, address: Option<&Address>, originals: &HashMap<&str, Compared<'_>>) -> CheckedQuote {
    let Claim { quote, link, spot } = claim;
    let missing = |why| (None, Outcome::Missing(why), None);
    let (document, outcome, newer) = match address {
        None if link.is_none() => missing(Why::NoLink),
        None => missing(Why::BadLink),
        Some(address) => match originals.get(address.document.as_str()) {
            None => missing(Why::NoDocument),
            Some(compared) => {
                let (outcome, newer) = compared.compare(address, &quote);
                (Some(Arc::clone(&compared.original.row)), outcome, newer)
            }
        },
    };
    CheckedQuote { spot: spot.to_string(), quote, link, document, outcome, newer }
}

/// A document, ready for many quotes.
struct Compared<'o> {
    original: &'o Original,
    resolver: Resolver<'o>,
    newer: Option<(&'o Arc<DocumentRow>, Resolver<'o>)>,
}

impl<'o> Compared<'o> {
    fn new(original: &'o Original) -> Self {
        let newer = original.newer.as_ref().map(|(row, whole)| (row, Resolver::new(whole)));
        Self { original, resolver: Resolver::new(&original.whole), newer }
    }

    fn compare(&self, address: &Address, quote: &str) -> (Outcome, Option<Newer>) {
        let anchor = address.span.and_then(|span| self.resolver.anchor(span)).filter(|a| address.is_of(&a.quote));
        let newer = self.newer.as_ref().map(|(document, resolver)| {
            let found = anchor.as_ref().map(|anchor| resolver.resolve(anchor));
            let has_words = matches!(found, Some(Anchored::Same(_) | Anchored::Moved(_)));
            Newer { document: Arc::clone(document), has_words }
        });
        let outcome = match &anchor {
            Some(anchor) => compare(quote, &anchor.quote),
            // Read otherwise than when the link was made: the words themselves may be there.
            None if self.original.has(quote) => Outcome::Exact,
            None => Outcome::Missing(Why::NoWords),
        };
        (outcome, newer)
    }
}

impl Original {
    /// Whether the document has these words, letter for letter.
    fn has(&self, quote: &str) -> bool {
        let wanted = letters(quote);
        let text: String = self.whole.blocks.iter().map(|block| letters(&block.text)).collect();
        !wanted.is_empty() && text.contains(&wanted)
    }
}

/// The letters of a text: where its lines end and what spaces it has is the business of whoever sets it.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// What of a quote is otherwise than in the document.
fn compare(quote: &str, original: &str) -> Outcome {
    if letters(quote) == letters(original) {
        return Outcome::Exact;
    }
    let (mut in_file, mut in_original) = differences(quote, original);
    if in_file.is_empty() && in_original.is_empty() {
        (in_file, in_original) = outer(quote, original);
    }
    let only_spelling = normalize(quote).text == normalize(original).text;
    Outcome::Changed { original: original.to_owned(), in_file, in_original, only_spelling }
}

/// From the first letter that differs to the last.
fn outer(a: &str, b: &str) -> (Vec<Span>, Vec<Span>) {
    let same = |(one, other): &(char, char)| one == other;
    let start: usize = a.chars().zip(b.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (rest_a, rest_b) = (&a[start..], &b[start..]);
    let end: usize = rest_a.chars().rev().zip(rest_b.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (vec![Span::new(start, a.len() - end)], vec![Span::new(start, b.len() - end)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_figure_is_seen() {
        let original = "岸壁1,250㎡を令和８年度に整備する。";
        let changed = |quote: &str| match compare(quote, original) {
            Outcome::Changed { in_file, in_original, only_spelling, .. } => {
                let of = |spans: &[Span], text: &str| spans.iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
                (of(&in_file, quote), of(&in_original, original), only_spelling)
            }
            other => panic!("{other:?}"),
        };
        let (file, document, only_spelling) = changed("岸壁1,260㎡を令和８年度に整備する。");
        assert_eq!(
            (file.as_slice(), document.as_slice(), only_spelling),
            (&["6".to_owned()][..], &["5".to_owned()][..], false)
        );
        assert!(changed("岸壁1,250㎡を令和8年度に整備する。").2, "width alone");
        assert_eq!(compare("岸壁 1,250㎡を\n令和８年度に整備する。", original), Outcome::Exact);
        assert!(!changed("岸壁1,250㎡を令和８年度に整備する").2);
    }

    #[test]
    fn what_differs_at_the_edges_is_seen() {
        assert_eq!(outer("髙い", "高い"), (vec![Span::new(0, 3)], vec![Span::new(0, 3)]));
        assert_eq!(outer("ああ", "あああ"), (vec![Span::new(6, 6)], vec![Span::new(6, 9)]));
    }
}
