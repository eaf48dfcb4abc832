//! `tadori://open/<document>?b=<block>-<block>&s=<start>-<end>&q=<fingerprint>`: a link that opens a passage.
//!
//! The document alone is enough. Blocks say where to look, the position (bytes of the source) and the fingerprint of
//! the words say whether what stands there is what was meant.

use std::fmt;
use std::str::FromStr;

use tadori_text::{Span, normalize};
use url::Url;

/// Where a passage is, as a link says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Public id of the document.
    pub document: String,
    /// First and last block, by index.
    pub blocks: Option<(u32, u32)>,
    /// Bytes of the source.
    pub span: Option<Span>,
    /// [`fingerprint`] of the words.
    pub quote: Option<String>,
}

/// It is no link of ours, or one of a newer version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{link}” is no link to a passage ({why}); one looks like tadori://open/0123456789abcdef?b=3-3")]
pub struct NoAddress {
    /// What was given, shortened.
    pub link: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// Hex digits of a fingerprint.
const DIGITS: usize = 16;
/// Nobody makes a longer link.
const LONGEST: usize = 2048;

/// What tells words apart, however they are set: the first 16 hex digits of BLAKE3 of the words, normalised.
pub fn fingerprint(quote: &str) -> String {
    blake3::hash(normalize(quote).text.as_bytes()).to_hex()[..DIGITS].to_owned()
}

impl Address {
    /// The address of a document as a whole.
    pub fn of_document(document: &str) -> Self {
        Self { document: document.to_owned(), blocks: None, span: None, quote: None }
    }

    /// Whether these are the words that it names; yes where it names none.
    pub fn is_of(&self, quote: &str) -> bool {
        self.quote.as_ref().is_none_or(|q| *q == fingerprint(quote))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = Url::parse("tadori://open").map_err(|_| fmt::Error)?;
        url.path_segments_mut().map_err(|()| fmt::Error)?.push(&self.document);
        let range = |(first, last): (String, String)| format!("{first}-{last}");
        let blocks = self.blocks.map(|(first, last)| range((first.to_string(), last.to_string())));
        let span = self.span.map(|span| range((span.start.to_string(), span.end.to_string())));
        for (name, value) in [("b", &blocks), ("s", &span), ("q", &self.quote)] {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        f.write_str(url.as_str())
    }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(link: &str) -> Result<Self, NoAddress> {
        let link = link.trim().trim_matches(['<', '>']);
        let bad = |why| NoAddress { link: link.chars().take(80).collect(), why };
        if link.len() > LONGEST {
            return Err(bad("it is too long"));
        }
        let url = Url::parse(link).map_err(|_| bad("it is no address at all"))?;
        if url.scheme() != "tadori" || url.host_str() != Some("open") {
            return Err(bad("it does not begin with tadori://open/"));
        }
        let mut path = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty());
        let document = path.next().ok_or_else(|| bad("it names no document"))?;
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain(document) || path.next().is_some() {
            return Err(bad("its document is none"));
        }
        let mut address = Self::of_document(document);
        for (name, value) in url.query_pairs() {
            match &*name {
                "b" => address.blocks = Some(range(&value).ok_or_else(|| bad("b must be two numbers, as in b=3-4"))?),
                "s" => {
                    let (start, end) = range(&value).ok_or_else(|| bad("s must be two numbers, as in s=120-180"))?;
                    address.span = Some(Span::new(start, end));
                }
                "q" if value.len() == DIGITS && value.bytes().all(|b| b.is_ascii_hexdigit()) => {
                    address.quote = Some(value.to_ascii_lowercase());
                }
                "q" => return Err(bad("q must be 16 hex digits")),
                // What a newer version says besides does not change where it leads.
                _ => {}
            }
        }
        Ok(address)
    }
}

/// Two numbers, the second not before the first.
fn range<N: FromStr + PartialOrd>(text: &str) -> Option<(N, N)> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        let whole = Address {
            document: "0a1b2c3d4e5f6071".to_owned(),
            blocks: Some((3, 4)),
            span: Some(Span::new(120, 180)),
            quote: Some(fingerprint("創薬ベンチャー")),
        };
        let link = whole.to_string();
        assert!(link.starts_with("tadori://open/0a1b2c3d4e5f6071?b=3-4&s=120-180&q="), "{link}");
        assert_eq!(link.parse(), Ok(whole.clone()));
        let alone = Address::of_document("0a1b2c3d4e5f6071");
        assert_eq!(alone.to_string(), "tadori://open/0a1b2c3d4e5f6071");
        assert_eq!(" <tadori://open/0a1b2c3d4e5f6071/> ".parse(), Ok(alone));
        assert_eq!(format!("{link}&z=1#x").parse(), Ok(whole), "a newer version may say more");
    }

    #[test]
    fn what_is_none_is_refused_with_the_reason() {
        for (link, why) in [
            ("", "no address"),
            ("https://example.com/open/0a1b", "begin with tadori"),
            ("tadori://close/0a1b", "begin with tadori"),
            ("tadori://open/", "names no document"),
            ("tadori://open/a!b", "its document is none"),
            ("tadori://open/a%2Fb", "its document is none"),
            ("tadori://open/0a1b?b=4-3", "two numbers"),
            ("tadori://open/0a1b?b=-3", "two numbers"),
            ("tadori://open/0a1b?s=x-9", "two numbers"),
            ("tadori://open/0a1b?q=12", "16 hex"),
            (&format!("tadori://open/{}", "0".repeat(4000)), "too long"),
        ] {
            let error = link.parse::<Address>().unwrap_err().to_string();
            assert!(error.contains(why), "{link}: {error}");
        }
    }

    #[test]
    fn a_fingerprint_knows_words_and_figures_not_how_they_are_set() {
        assert_eq!(fingerprint("ＡＭＥＤに１，４７３億円"), fingerprint("AMED に 1473億円"));
        assert_ne!(fingerprint("1,473億円"), fingerprint("1,474億円"));
        let address = Address { quote: Some(fingerprint("10億円")), ..Address::of_document("a") };
        assert!(address.is_of("１０ 億円") && !address.is_of("11億円") && Address::of_document("a").is_of("x"));
    }
}
