//! Citations: a quote with title, decision, section and place, as offices write it.

use crate::{BlockRow, DocumentRow, Error, Library};

/// A quote with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Plain text: the quote, then the source on a line of its own.
    pub plain: String,
    /// The same as an HTML fragment.
    pub html: String,
}

impl Library {
    /// Cites blocks `from` to `to` (indices, both included) of a document; `quote` are the words selected in them, empty for all.
    pub fn cite(&self, document: &str, from: u32, to: u32, quote: &str) -> Result<Citation, Error> {
        let document = self.document(document)?;
        let rows = self.blocks(&document, from, to)?;
        let Some(first) = rows.first() else { return Err(Error::NoDocument { id: format!("{}.{from}", document.id) }) };
        let whole = rows.iter().map(|r| r.block.text.as_str()).collect::<Vec<_>>().join("\n");
        let quote = if quote.trim().is_empty() { &whole } else { quote.trim() };
        let section = self.section(&document, &first.block)?;
        let last = rows.last().unwrap_or(first);
        let place = match (page_of(first), page_of(last)) {
            (Some(first), Some(last)) => place(&document.format, &first, &last),
            _ if first.block.lines.first == last.block.lines.last => format!("{}行", first.block.lines.first),
            _ => format!("{}–{}行", first.block.lines.first, last.block.lines.last),
        };
        let source = format!("{}{}、{place}", source_of(&document), section.join("　"));
        let html =
            format!("<blockquote>{}</blockquote><p>{}</p>", escape(quote).replace('\n', "<br>"), escape(&source));
        Ok(Citation { plain: format!("{quote}\n（{source}）"), html })
    }
}

/// The page on which a block begins: as it is printed there, else its number in the file.
fn page_of(row: &BlockRow) -> Option<String> {
    let label = row.page_label.as_ref().map(|l| l.trim()).filter(|l| !l.is_empty());
    label.map(str::to_owned).or_else(|| row.block.page.map(|p| p.to_string()))
}

/// Pages as offices write them: p.８, p.８–12; of a deck its slides, of a workbook its sheets.
fn place(format: &str, first: &str, last: &str) -> String {
    let number = |label: &str| label.parse().map_or_else(|_| label.to_owned(), figure);
    let range = if first == last { number(first) } else { format!("{}–{}", number(first), number(last)) };
    match format {
        "pptx" => format!("スライド{range}"),
        "xlsx" | "xls" => format!("シート「{range}」"),
        _ => format!("p.{range}"),
    }
}

/// 「題名」（令和７年６月13日閣議決定）; a draft is cited as a draft, a summary as ours.
fn source_of(document: &DocumentRow) -> String {
    let m = &document.metadata;
    let decided = m.decided_on.as_ref().map(|d| citation_date(d.as_str()));
    let body = m.decided_by.as_deref().unwrap_or_default();
    let state = match (m.draft, decided) {
        // Whatever date stands on a draft, it is not that of its decision.
        (true, _) => "（案・日付未定）".to_owned(),
        (false, Some(date)) => format!("（{date}{body}）"),
        (false, None) if body.is_empty() => String::new(),
        (false, None) => format!("（{body}、日付不明）"),
    };
    let summary = m.summary_of.as_ref().map(|o| format!("（「{o}」の要約、原文ではない）")).unwrap_or_default();
    format!("「{}」{state}{summary}", document.title())
}

/// A date as official papers print it: 令和７年６月13日 (one figure full width, two half width); as precise as it is known.
pub fn citation_date(iso: &str) -> String {
    let mut parts = iso.split('-').filter_map(|p| p.parse::<u32>().ok());
    let (Some(year), month, day) = (parts.next(), parts.next(), parts.next()) else { return iso.to_owned() };
    let at = (year, month.unwrap_or(12), day.unwrap_or(31));
    // Each era begins on the day its first year does: 令和 1 May 2019, 平成 8 January 1989, 昭和 25 December 1926.
    let (era, first) = match at {
        _ if at >= (2019, 5, 1) => ("令和", 2019),
        _ if at >= (1989, 1, 8) => ("平成", 1989),
        _ if at >= (1926, 12, 25) => ("昭和", 1926),
        _ => ("", 1),
    };
    let mut out = match year - first + 1 {
        1 if !era.is_empty() => format!("{era}元年"),
        n => format!("{era}{}年", figure(n)),
    };
    for (part, unit) in [(month, '月'), (day, '日')] {
        if let Some(n) = part {
            out.push_str(&figure(n));
            out.push(unit);
        }
    }
    out
}

/// One figure in full width, more in half width.
fn figure(n: u32) -> String {
    match char::from_digit(n, 10) {
        Some(digit) => char::from_u32(digit as u32 - '0' as u32 + '０' as u32).unwrap_or(digit).to_string(),
        None => n.to_string(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_printed_as_offices_print_them() {
        for (format, first, last, printed) in [
            ("pdf", "8", "8", "p.８"),
            ("pdf", "12", "13", "p.12–13"),
            ("pdf", "ⅳ", "ⅳ", "p.ⅳ"),
            ("pdf", "９", "９", "p.９"),
            ("pptx", "3", "3", "スライド３"),
            ("xlsx", "総括表", "総括表", "シート「総括表」"),
        ] {
            assert_eq!(place(format, first, last), printed);
        }
    }

    #[test]
    fn dates_are_printed_as_offices_print_them() {
        for (iso, printed) in [
            ("2025-06-13", "令和７年６月13日"),
            ("2019-05-01", "令和元年５月１日"),
            ("2019-04-30", "平成31年４月30日"),
            ("2024-12", "令和６年12月"),
            ("2014", "平成26年"),
            ("1989-01-07", "昭和64年１月７日"),
        ] {
            assert_eq!(citation_date(iso), printed);
        }
    }
}
