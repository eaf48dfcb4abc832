//! What was doubtful about a file that could be read.

use std::fmt;

use serde::{Deserialize, Serialize};
use tadori_text::Lines;

/// Something a person may want to know about a file; reading went on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of thing, for programs.
    pub code: WarningCode,
    /// What happened, in English, for people.
    pub message: String,
    /// Where in the file, if it can be said.
    pub where_: Option<Place>,
}

impl Warning {
    pub(crate) fn new(code: WarningCode, message: impl Into<String>, where_: Option<Place>) -> Self {
        Self { code, message: message.into(), where_ }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.where_ {
            Some(place) => write!(f, "{place}: {} [{}]", self.message, self.code),
            None => write!(f, "{} [{}]", self.message, self.code),
        }
    }
}

/// A place in the file that a warning is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Lines of the file, counted from 1.
    Lines(Lines),
    /// A page (slide, sheet), counted from 1.
    Page(u32),
    /// A key or a record, by its name.
    Named(String),
}

impl Place {
    /// The single line `number`, counted from 1.
    pub(crate) const fn line(number: u32) -> Self {
        Self::Lines(Lines::new(number, number))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lines(lines) if lines.first == lines.last => write!(f, "line {}", lines.first),
            Self::Lines(lines) => write!(f, "lines {}-{}", lines.first, lines.last),
            Self::Page(number) => write!(f, "page {number}"),
            Self::Named(name) => f.write_str(name),
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The kinds of [`Warning`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum WarningCode {
            $($(#[$doc])* $name,)*
        }

        impl WarningCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable name, such as `mixed-encoding`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// Bytes that could not be decoded stand as U+FFFD.
    ReplacementCharacters = "replacement-characters",
    /// Some lines are in another encoding than the rest.
    MixedEncoding = "mixed-encoding",
    /// NUL or other control characters in the text.
    ControlCharacters = "control-characters",
    /// Lines end in a lone carriage return, which does not count as a line end.
    LoneCarriageReturns = "lone-carriage-returns",
    /// A line is so long that it was cut into several blocks.
    LongLine = "long-line",
    /// Nothing but white space.
    NoText = "no-text",
    /// The file name says another format; it was read as plain text.
    ReadAsPlainText = "read-as-plain-text",
    /// A sheet, rows or columns of one, or a slide are hidden; they were read.
    HiddenPart = "hidden-part",
    /// Cells hold formulas whose result the file does not say; they were left out.
    FormulaWithoutResult = "formula-without-result",
    /// Changes are tracked; the text was read as if all of them were accepted.
    TrackedChanges = "tracked-changes",
    /// Text is hidden, which Word does not print; it was left out.
    HiddenText = "hidden-text",
    /// Front matter, or one of its keys, could not be used.
    BadFrontMatter = "bad-front-matter",
    /// A line of a record file is no record, or its date is none.
    BadRecord = "bad-record",
    /// A record id stands more than once; the later record wins.
    DuplicateRecord = "duplicate-record",
    /// A page is a picture, or its glyphs stand for no known characters.
    NeedsOcr = "needs-ocr",
    /// Text that was recognised from a picture.
    OcrText = "ocr-text",
    /// A page was left out: it is broken, or made to do harm.
    PageLeftOut = "page-left-out",
}

impl fmt::Display for WarningCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
