//! The numbers printed on pages: as the file lists them, else as they stand there.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::{open, strings};

/// Nodes of the tree of labels that are looked at.
const NODES: usize = 10_000;

/// A range of pages that are numbered alike (ISO 32000-2, 12.4.2).
struct Range {
    /// Index of its first page, from 0.
    from: u32,
    style: Option<u8>,
    prefix: String,
    start: u32,
}

/// The label of each page by `/PageLabels`; empty where there are none, or where they only count the pages.
pub(super) fn listed(pdf: &Pdf, pages: u32) -> Vec<String> {
    let Some(root) = open::catalogue(pdf).and_then(|c| c.get::<Dict<'_>>(b"PageLabels")) else { return Vec::new() };
    let mut ranges = Vec::new();
    let mut nodes = vec![root];
    let mut seen = 0;
    while let Some(node) = nodes.pop() {
        seen += 1;
        if seen > NODES {
            return Vec::new();
        }
        nodes.extend(node.get::<Array<'_>>(b"Kids").iter().flat_map(Array::iter::<Dict<'_>>).take(NODES));
        let Some(numbers) = node.get::<Array<'_>>(b"Nums") else { continue };
        let mut entries = numbers.iter::<Object<'_>>().take(2 * NODES);
        while let (Some(key), Some(value)) = (entries.next(), entries.next()) {
            ranges.extend(range(&key, value));
        }
    }
    ranges.sort_by_key(|r| r.from);
    let labels: Vec<String> = (0..pages)
        .map(|page| {
            let range = ranges.iter().rev().find(|r| r.from <= page);
            range.map_or_else(String::new, |r| r.label(page))
        })
        .collect();
    let told = labels.iter().enumerate().any(|(i, l)| !l.is_empty() && *l != (i + 1).to_string());
    if told { labels } else { Vec::new() }
}

fn range(key: &Object<'_>, value: Object<'_>) -> Option<Range> {
    let Object::Number(from) = key else { return None };
    let dict = value.into_dict()?;
    let prefix = dict.get::<PdfString<'_>>(b"P").and_then(|p| strings::decode(p.as_bytes())).unwrap_or_default();
    Some(Range {
        from: u32::try_from(from.as_i64()).ok()?,
        style: dict.get::<Name<'_>>(b"S").and_then(|s| s.as_ref().first().copied()),
        prefix: prefix.chars().take(40).collect(),
        start: dict.get::<u32>(b"St").unwrap_or(1),
    })
}

impl Range {
    fn label(&self, page: u32) -> String {
        let number = self.start.saturating_add(page - self.from);
        let numeral = match self.style {
            Some(b'D') => number.to_string(),
            Some(b'R') => roman(number).to_uppercase(),
            Some(b'r') => roman(number),
            Some(b'A') => letters(number).to_uppercase(),
            Some(b'a') => letters(number),
            _ => String::new(),
        };
        format!("{}{numeral}", self.prefix)
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

/// a … z, aa … zz, aaa …
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(40) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn numerals() {
        assert_eq!([1, 4, 9, 14, 1999].map(roman), ["i", "iv", "ix", "xiv", "mcmxcix"]);
        assert_eq!([1, 26, 27, 53].map(letters), ["a", "z", "aa", "aaa"]);
    }
}
