//! Citations (出典の書き方): where a quote is from, as offices, journals or a user's own template write it.
//!
//! | style | looks |
//! |---|---|
//! | `ministry` | 「題名」（令和７年６月13日閣議決定）第２章、p.８ |
//! | `short` | 「題名」p.８ |
//! | `academic` | 作成主体「題名」2025年、8頁 |
//! | a template | whatever it says, see [`Template`] |
//!
//! A draft is cited as a draft in all of them, whatever date stands on it.

mod date;
mod template;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tadori_text::Lines;

pub use date::citation_date;
pub use template::{Template, TemplateError};

use crate::report::{PageWord, Pages, Place, Source};
use date::figure;

/// How a source is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Style {
    /// As ministries write it.
    #[default]
    Ministry,
    /// Title and page.
    Short,
    /// Author, title, year, pages.
    Academic,
    /// As the user says.
    Template(Template),
}

impl Style {
    /// What it makes of an invented source.
    pub fn example(&self) -> String {
        let source = Source {
            title: "港湾整備基本計画".to_owned(),
            edition: Some("改訂版".to_owned()),
            issuer: Some("港湾庁".to_owned()),
            decided_on: "2025-06-13".parse().ok(),
            decided_by: Some("閣議決定".to_owned()),
            file: "keikaku.pdf".to_owned(),
            url: Some("https://example.jp/keikaku.pdf".to_owned()),
            ..Source::default()
        };
        let section = ["第２章　施策", "３．防災", "（４）防波堤"].map(str::to_owned).to_vec();
        let page = "8".to_owned();
        let pages = Some(Pages { number: Some(12), first: page.clone(), last: page });
        let place = Place { section, pages, lines: Some(Lines { first: 120, last: 124 }) };
        self.cite(&source, Some(&place), "tadori://open/0123456789abcdef?b=3-4")
    }

    /// The names of the styles that have one.
    pub const NAMES: [&'static str; 3] = ["ministry", "short", "academic"];

    /// Where a quote is from; of a whole document without a place.
    pub fn cite(&self, source: &Source, place: Option<&Place>, link: &str) -> String {
        match self {
            Self::Ministry => ministry(source, place),
            Self::Short => short(source, place),
            Self::Academic => academic(source, place),
            Self::Template(template) => template.cite(source, place, link),
        }
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ministry => f.write_str("ministry"),
            Self::Short => f.write_str("short"),
            Self::Academic => f.write_str("academic"),
            Self::Template(template) => template.fmt(f),
        }
    }
}

impl FromStr for Style {
    type Err = TemplateError;

    /// Reads a name, or a template: whatever has braces.
    fn from_str(text: &str) -> Result<Self, TemplateError> {
        match text {
            "ministry" => Ok(Self::Ministry),
            "short" => Ok(Self::Short),
            "academic" => Ok(Self::Academic),
            template => template.parse().map(Self::Template),
        }
    }
}

impl TryFrom<String> for Style {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, TemplateError> {
        text.parse()
    }
}

impl From<Style> for String {
    fn from(style: Style) -> Self {
        style.to_string()
    }
}

/// 「題名」（令和７年６月13日閣議決定）第２章３．（４）、p.８; a draft is cited as a draft, a summary as ours.
fn ministry(source: &Source, place: Option<&Place>) -> String {
    let Some(place) = place else { return whole(source) };
    let position = position(source.pages, place);
    let comma = if position.is_empty() { "" } else { "、" };
    format!("{}{}{comma}{position}", whole(source), place.section.join("　"))
}

/// 「題名」（令和７年６月13日閣議決定）
fn whole(source: &Source) -> String {
    let decided = source.decided_on.as_ref().map(|d| citation_date(d.as_str()));
    let body = source.decided_by.as_deref().unwrap_or_default();
    let state = match (source.draft, decided) {
        // Whatever date stands on a draft, it is not that of its decision.
        (true, _) => "（案・日付未定）".to_owned(),
        (false, Some(date)) => format!("（{date}{body}）"),
        (false, None) if body.is_empty() => String::new(),
        (false, None) => format!("（{body}、日付不明）"),
    };
    format!("「{}」{state}{}", source.title, summary(source))
}

/// What is said of a text that is no original.
fn summary(source: &Source) -> String {
    source.summary_of.as_ref().map(|o| format!("（「{o}」の要約、原文ではない）")).unwrap_or_default()
}

/// 「題名」p.８
fn short(source: &Source, place: Option<&Place>) -> String {
    let draft = if source.draft { "（案）" } else { "" };
    let place = place.map(|p| position(source.pages, p)).unwrap_or_default();
    format!("「{}」{draft}{}{place}", source.title, summary(source))
}

/// 作成主体「題名」2025年、8頁
fn academic(source: &Source, place: Option<&Place>) -> String {
    let author = source.issuer.as_deref().or(source.decided_by.as_deref()).unwrap_or_default();
    let year = match (source.draft, &source.decided_on) {
        (true, _) => "（案・日付未定）".to_owned(),
        (false, Some(date)) => format!("{}年", date.year()),
        (false, None) => "刊行年不明".to_owned(),
    };
    let place = place.map(|p| plain_position(source.pages, p)).filter(|p| !p.is_empty());
    let place = place.map(|p| format!("、{p}")).unwrap_or_default();
    format!("{author}「{}」{year}{}{place}", source.title, summary(source))
}

/// Pages as offices write them: p.８, p.８–12; of a deck its slides, of a workbook its sheets, of a text its lines.
fn position(word: PageWord, place: &Place) -> String {
    let Some(Pages { first, last, .. }) = &place.pages else { return lines(place) };
    let number = |label: &str| label.parse().map_or_else(|_| label.to_owned(), figure);
    let range = if first == last { number(first) } else { format!("{}–{}", number(first), number(last)) };
    match word {
        PageWord::Slide => format!("スライド{range}"),
        PageWord::Sheet => format!("シート「{range}」"),
        PageWord::Page => format!("p.{range}"),
    }
}

/// Pages as journals write them: 8頁, 8–12頁.
fn plain_position(word: PageWord, place: &Place) -> String {
    let Some(Pages { first, last, .. }) = &place.pages else { return lines(place) };
    let range = if first == last { first.clone() } else { format!("{first}–{last}") };
    match word {
        PageWord::Slide => format!("スライド{range}"),
        PageWord::Sheet => format!("シート「{range}」"),
        PageWord::Page => format!("{range}頁"),
    }
}

/// 12行, 12–14行
fn lines(place: &Place) -> String {
    match place.lines {
        None => String::new(),
        Some(lines) if lines.first == lines.last => format!("{}行", lines.first),
        Some(lines) => format!("{}–{}行", lines.first, lines.last),
    }
}

#[cfg(test)]
mod tests;
