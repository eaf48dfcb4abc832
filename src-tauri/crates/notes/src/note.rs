//! Notes and collections.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tadori_text::{Anchor, PageBox};

/// One of the four colours of a highlight; the window tells them apart by the kind of line as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// 黄
    #[default]
    Yellow,
    /// 緑
    Green,
    /// 青
    Blue,
    /// 桃
    Pink,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink];

    /// The name used on the command line and in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Colour {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || format!("“{name}” is no colour; give one of {}", Self::ALL.map(Self::as_str).join(", "));
        Self::ALL.into_iter().find(|c| c.as_str() == name).ok_or_else(known)
    }
}

/// What became of the passage of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It stands where it stood.
    Same,
    /// It stands elsewhere, or an edit has come near it: to be accepted by a person.
    Moved,
    /// It is gone, or its document is.
    Lost,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Same, Self::Moved, Self::Lost];

    /// The name used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Lost => "lost",
        }
    }
}

impl FromStr for State {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || format!("“{name}” is no state; give one of {}", Self::ALL.map(Self::as_str).join(", "));
        Self::ALL.into_iter().find(|s| s.as_str() == name).ok_or_else(known)
    }
}

/// What a note holds on to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Public id of the document; empty where another program's note names none that we know.
    pub document: String,
    /// Its title when the note was made.
    pub title: String,
    /// Its file name, or address, when the note was made.
    pub file: String,
    /// The words; none for a place on a page without words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    /// Where it stood on the pages, a box a line; of a note on a place that place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<PageBox>,
    /// It was made on a place of a page, not on words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_page: bool,
}

impl Target {
    /// The words; empty where there are none.
    pub fn quote(&self) -> &str {
        self.anchor.as_ref().map_or("", |anchor| &anchor.quote)
    }

    /// Whether both hold on to the same passage of the same document.
    pub fn is_of_same(&self, other: &Self) -> bool {
        let at = |target: &Self| target.anchor.as_ref().map(|a| (a.quote.clone(), a.position));
        self.document == other.document && at(self) == at(other) && (self.anchor.is_some() || self.boxes == other.boxes)
    }
}

/// A highlight with what was written to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// UUID (version 7 of ours).
    pub id: String,
    /// What it holds on to.
    pub target: Target,
    /// Its colour.
    pub colour: Colour,
    /// What was written, Markdown; may be empty.
    pub body: String,
    /// Tags, each once, as typed.
    pub tags: Vec<String>,
    /// When it was made, RFC 3339 UTC.
    pub made_at: String,
    /// When it was changed last, RFC 3339 UTC.
    pub changed_at: String,
}

impl Note {
    /// Whether both say the same.
    pub fn says_same(&self, other: &Self) -> bool {
        let sorted = |note: &Self| {
            let mut tags = note.tags.clone();
            tags.sort();
            tags
        };
        self.colour == other.colour && self.body.trim() == other.body.trim() && sorted(self) == sorted(other)
    }
}

/// 抜粋集: notes in an order made by hand, with an introduction of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// UUID (version 7 of ours).
    pub id: String,
    /// Id of the collection that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Orders it among those of the same parent.
    pub position: i64,
    /// Title.
    pub title: String,
    /// What stands before its notes, Markdown; may be empty.
    pub introduction: String,
}

/// Tags as they are kept: trimmed, none empty, each once.
pub fn tags_of<S: AsRef<str>>(typed: &[S]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed {
        let tag = tag.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        let tag = tag.trim_start_matches(['#', '＃']);
        if !tag.is_empty() && !tags.iter().any(|t| t == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_kept_once_and_trimmed() {
        assert_eq!(tags_of(&[" 予算 ", "#予算", "", "重要　事項", "＃人材"]), ["予算", "重要 事項", "人材"]);
    }

    #[test]
    fn colours_and_states_have_names() {
        for colour in Colour::ALL {
            assert_eq!(colour.as_str().parse(), Ok(colour));
        }
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert!("red".parse::<Colour>().unwrap_err().contains("yellow"));
    }
}
