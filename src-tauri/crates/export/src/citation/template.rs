//! A user's own way to cite: text with fields in braces.

use std::fmt;
use std::str::FromStr;

use super::{citation_date, lines, position, summary, whole};
use crate::report::{Place, Source};

/// Text with fields in braces, such as `「{title}」[（{decided}{body}）]{section}、{page}`.
///
/// What stands in brackets is left out when all fields in it are empty. `{{`, `}}`, `[[` and `]]` stand for the
/// character itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// As it was written.
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
    /// Left out when all its fields are empty.
    Group(Vec<Piece>),
}

/// What a field stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Source,
    Title,
    Edition,
    Decided,
    Body,
    Issuer,
    Year,
    Summary,
    Section,
    Page,
    Lines,
    Url,
    Link,
    File,
    Hash,
}

const FIELDS: [(&str, Field); 15] = [
    ("source", Field::Source),
    ("title", Field::Title),
    ("edition", Field::Edition),
    ("decided", Field::Decided),
    ("body", Field::Body),
    ("issuer", Field::Issuer),
    ("year", Field::Year),
    ("summary", Field::Summary),
    ("section", Field::Section),
    ("page", Field::Page),
    ("lines", Field::Lines),
    ("url", Field::Url),
    ("link", Field::Link),
    ("file", Field::File),
    ("hash", Field::Hash),
];

/// A template cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// There is no such field.
    #[error("a citation has no field {{{name}}}; there are {}", field_names())]
    UnknownField {
        /// As it was written.
        name: String,
    },
    /// A brace or bracket has no partner.
    #[error("“{sign}” at character {at} of the citation style has no partner; write it twice where it is meant itself")]
    Unpaired {
        /// The brace or bracket.
        sign: char,
        /// Its place, from 1.
        at: usize,
    },
    /// It would cite nothing.
    #[error(
        "the citation style “{text}” has no field; it is ministry, short, academic, or a text with fields such as {{title}}"
    )]
    NoField {
        /// As it was written.
        text: String,
    },
}

fn field_names() -> String {
    FIELDS.map(|(name, _)| format!("{{{name}}}")).join(" ")
}

impl Template {
    /// Where a quote is from.
    pub(super) fn cite(&self, source: &Source, place: Option<&Place>, link: &str) -> String {
        fill(&self.pieces, &|field| value(field, source, place, link)).0
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut signs = text.chars().enumerate().map(|(index, sign)| (index + 1, sign)).peekable();
        let mut outer: Vec<Piece> = Vec::new();
        // The group that is open, with the place of its bracket.
        let mut group: Option<(usize, Vec<Piece>)> = None;
        while let Some((at, sign)) = signs.next() {
            let twice = signs.peek().is_some_and(|next| next.1 == sign);
            let piece = match sign {
                '{' | '}' | '[' | ']' if twice => {
                    signs.next();
                    Piece::Text(sign.to_string())
                }
                '{' => Piece::Field(field(at, &mut signs)?),
                '[' if group.is_none() => {
                    group = Some((at, Vec::new()));
                    continue;
                }
                ']' => match group.take() {
                    Some((_, pieces)) => Piece::Group(pieces),
                    None => return Err(TemplateError::Unpaired { sign, at }),
                },
                '}' | '[' => return Err(TemplateError::Unpaired { sign, at }),
                sign => Piece::Text(sign.to_string()),
            };
            group.as_mut().map_or(&mut outer, |(_, pieces)| pieces).push(piece);
        }
        if let Some((at, _)) = group {
            return Err(TemplateError::Unpaired { sign: '[', at });
        }
        if !outer.iter().any(has_field) {
            return Err(TemplateError::NoField { text: text.to_owned() });
        }
        Ok(Self { text: text.to_owned(), pieces: outer })
    }
}

/// The field whose brace, at character `at`, was read.
fn field(at: usize, signs: &mut impl Iterator<Item = (usize, char)>) -> Result<Field, TemplateError> {
    let mut name = String::new();
    for (_, sign) in signs {
        match sign {
            '}' => {
                let found = FIELDS.iter().find(|(known, _)| *known == name.trim());
                return found.map(|f| f.1).ok_or(TemplateError::UnknownField { name });
            }
            sign => name.push(sign),
        }
    }
    Err(TemplateError::Unpaired { sign: '{', at })
}

fn has_field(piece: &Piece) -> bool {
    match piece {
        Piece::Text(_) => false,
        Piece::Field(_) => true,
        Piece::Group(pieces) => pieces.iter().any(has_field),
    }
}

/// The text, and whether a field in it has a value.
fn fill(pieces: &[Piece], value: &dyn Fn(Field) -> String) -> (String, bool) {
    let (mut out, mut any) = (String::new(), false);
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Field(field) => {
                let value = value(*field);
                any |= !value.is_empty();
                out.push_str(&value);
            }
            Piece::Group(pieces) => {
                let (text, filled) = fill(pieces, value);
                if filled || !pieces.iter().any(has_field) {
                    any |= filled;
                    out.push_str(&text);
                }
            }
        }
    }
    (out, any)
}

fn value(field: Field, source: &Source, place: Option<&Place>, link: &str) -> String {
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        Field::Source => whole(source),
        Field::Title => source.title.clone(),
        Field::Edition => of(&source.edition),
        // Whatever date stands on a draft, it is not that of its decision.
        Field::Decided if source.draft => "案・日付未定".to_owned(),
        Field::Decided => source.decided_on.as_ref().map(|d| citation_date(d.as_str())).unwrap_or_default(),
        Field::Body | Field::Year if source.draft => String::new(),
        Field::Body => of(&source.decided_by),
        Field::Year => source.decided_on.as_ref().map(|d| d.year().to_string()).unwrap_or_default(),
        Field::Issuer => of(&source.issuer),
        Field::Summary => summary(source),
        Field::Section => place.map(|p| p.section.join("　")).unwrap_or_default(),
        Field::Page => place.filter(|p| p.pages.is_some()).map(|p| position(source.pages, p)).unwrap_or_default(),
        Field::Lines => place.map(lines).unwrap_or_default(),
        Field::Url => of(&source.url),
        Field::Link => link.to_owned(),
        Field::File => source.file.clone(),
        Field::Hash => source.hash.clone(),
    }
}
