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
        let claims = claims(path)?;
        let mut known: HashMap<String, Option<Original>> = HashMap::new();
        claims.into_iter().map(|claim| self.check(claim, &mut known)).collect()
    }

    fn check(&self, claim: Claim, known: &mut HashMap<String, Option<Original>>) -> Result<CheckedQuote, Error> {
        let Claim { quote, link, spot } = claim;
        let missing = |why| (None, Outcome::Missing(why), None);
        let (document, outcome, newer) = match link.as_deref().map(str::parse::<Address>) {
            None => missing(Why::NoLink),
            Some(Err(_)) => missing(Why::BadLink),
            Some(Ok(address)) => {
                if !known.contains_key(&address.document) {
                    let original = self.original_of(&address.document)?;
                    known.insert(address.document.clone(), original);
                }
                match known.get(&address.document).and_then(Option::as_ref) {
                    None => missing(Why::NoDocument),
                    Some(original) => {
                        let (outcome, newer) = original.compare(&address, &quote);
                        (Some(Arc::clone(&original.row)), outcome, newer)
                    }
                }
            }
        };
        Ok(CheckedQuote { spot: spot.to_string(), quote, link, document, outcome, newer })
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
        let id = crate::store::verdict::current(&self.connection(), row.id.as_str()).map_err(|e| e.of(self.path()))?;
        let Some(current) = id.and_then(|id| self.document(&id).ok()).filter(|c| c.id != row.id) else {
            return Ok(None);
        };
        let whole = self.whole(&current)?;
        Ok(Some((current, whole)))
    }
}

impl Original {
    fn compare(&self, address: &Address, quote: &str) -> (Outcome, Option<Newer>) {
        let resolver = Resolver::new(&self.whole);
        let anchor = address.span.and_then(|span| resolver.anchor(span)).filter(|a| address.is_of(&a.quote));
        let newer = self.newer.as_ref().map(|(document, whole)| {
            let found = anchor.as_ref().map(|anchor| Resolver::new(whole).resolve(anchor));
            let has_words = matches!(found, Some(Anchored::Same(_) | Anchored::Moved(_)));
            Newer { document: Arc::clone(document), has_words }
        });
        let outcome = match &anchor {
            Some(anchor) => compare(quote, &anchor.quote),
            // Read otherwise than when the link was made: the words themselves may be there.
            None if self.has(quote) => Outcome::Exact,
            None => Outcome::Missing(Why::NoWords),
        };
        (outcome, newer)
    }

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
