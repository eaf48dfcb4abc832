//! Bullets and numbers of paragraphs, which stand in their properties and in the styles that these inherit.

use super::super::count;
use super::super::xml::{Element, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// The bullets of one text, in order.
#[derive(Debug)]
pub(super) struct Bullets<'x> {
    /// List styles, nearest first.
    styles: Vec<Xml<'x>>,
    /// The scheme and the last number of each level.
    counted: [Option<(&'x str, u32)>; LEVELS],
}

impl<'x> Bullets<'x> {
    pub(super) fn new(styles: Vec<Xml<'x>>) -> Self {
        Self { styles, counted: [None; LEVELS] }
    }

    /// What is printed before the next paragraph.
    pub(super) fn next(&mut self, paragraph: Xml<'x>) -> Option<String> {
        let own = paragraph.child("pPr");
        let level = own.and_then(|p| p.attr("lvl")).and_then(|l| l.parse().ok()).unwrap_or(0_usize).min(LEVELS - 1);
        self.counted[level + 1..].fill(None);
        let name = format!("lvl{}pPr", level + 1);
        let inherited = self.styles.iter().filter_map(|style| style.child(&name));
        let told = own.into_iter().chain(inherited).find_map(|properties| {
            properties.elements().find(|e| matches!(e.local(), "buNone" | "buChar" | "buAutoNum" | "buBlip"))
        });
        let counted = self.counted[level].take();
        let bullet = told?;
        match bullet.local() {
            "buChar" => {
                let font = own.and_then(|p| p.child("buFont")).and_then(|f| f.attr("typeface")).unwrap_or_default();
                Some(count::bullet(font, bullet.attr("char")?)).filter(|b| !b.trim().is_empty())
            }
            "buAutoNum" => {
                let scheme = bullet.attr("type")?;
                let start = bullet.attr("startAt").and_then(|s| s.parse().ok()).unwrap_or(1);
                let value = counted.filter(|(s, _)| *s == scheme).map_or(start, |(_, last)| last.saturating_add(1));
                self.counted[level] = Some((scheme, value));
                Some(numbered(scheme, value))
            }
            "buBlip" => Some("•".to_owned()),
            _ => None,
        }
    }
}

/// A number in a scheme such as `arabicParenR` (ECMA-376 part 1, 20.1.10.61).
fn numbered(scheme: &str, value: u32) -> String {
    const SCHEMES: [(&str, &str); 10] = [
        ("arabicDb", "decimalFullWidth"),
        ("arabic", "decimal"),
        ("romanUc", "upperRoman"),
        ("romanLc", "lowerRoman"),
        ("alphaUc", "upperLetter"),
        ("alphaLc", "lowerLetter"),
        ("circleNum", "decimalEnclosedCircle"),
        ("ea1Jpn", "japaneseCounting"),
        ("ea1Ch", "japaneseCounting"),
        ("thai", "decimal"),
    ];
    let format = SCHEMES.iter().find(|(prefix, _)| scheme.starts_with(prefix)).map_or("decimal", |&(_, format)| format);
    let number = count::number(format, value);
    if scheme.ends_with("ParenBoth") {
        format!("({number})")
    } else if scheme.ends_with("ParenR") {
        format!("{number})")
    } else if scheme.ends_with("DbPeriod") {
        format!("{number}．")
    } else if scheme.ends_with("Period") {
        format!("{number}.")
    } else {
        number
    }
}
