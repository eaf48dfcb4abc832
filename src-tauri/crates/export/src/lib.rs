//! Excerpts and tables → files that others open: Word, Excel, PDF and the formats that programs read.
//!
//! | format | by | for |
//! |---|---|---|
//! | docx | own `WordprocessingML`, `zip` | offices; a footnote a quote, a list of sources |
//! | xlsx | `rust_xlsxwriter` | typed numbers and dates, one sheet a table |
//! | Markdown, HTML | own | reading; HTML has a print style and is the print view |
//! | PDF | `typst`, with Noto Sans JP inside | handing out |
//! | CSV | `csv` | other programs |
//! | JSON | W3C Web Annotation | exchange of notes |
//! | `BibTeX`, CSL-JSON | own, `serde_json` | reference managers |
//!
//! Values in, bytes out: nothing here knows the library, the disk or the clock. A quote is written with its `tadori://`
//! address so close beside it that [`read`] finds both again after another program has saved the file.

mod bibliography;
mod citation;
mod clean;
mod columns;
mod csv_table;
mod docx;
mod error;
mod format;
mod html;
mod json;
mod markdown;
mod note;
mod pdf;
pub mod read;
mod report;
mod width;
mod write;
mod xlsx;

pub use citation::{Style, Template, TemplateError, citation_date};
pub use error::Error;
pub use format::Format;
pub use report::{
    Cell, Colour, Column, ColumnKind, Excerpt, PageWord, Pages, Part, Place, Report, Row, Run, Section, Source, State,
    Table,
};
pub use write::{Progress, Written, write};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
