//! 統合プロジェクト・事業: where a document enters them, and what it says of them there.
//!
//! What is learned from how papers print them, with no list of names:
//!
//! - `◆ 港湾整備事業（国、農）`: a bullet and ministry marks make a program, whatever it is called;
//! - `● 航路維持事業：説明 …`, `●船員育成プログラム`: a bullet and a name that ends as programs do; on a sheet where
//!   that is the custom, every name under that bullet is one;
//! - `【新規】`, `【拡充】` below a ◆ belong to it; （基金事業）, （再掲） are said of the program, not part of its name;
//! - `X（Y）`: a part Y of X, or another name of it when Y is Latin;
//! - `１．海洋プロジェクト`: a project; what stands on its sheet, or under it, belongs to it.

mod belong;
mod declare;
mod entry;
mod head;
mod join;
mod judged;
mod name;
mod places;
mod prose;
mod table;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use tadori_text::Span;

pub(crate) use entry::{Entry, Read, read};
pub use join::{Catalogue, Evidence, Place, Program, catalogue, name_key};
pub use judged::Judged;
pub(crate) use name::{base as base_of, ends_as_program, reads_on};
pub(crate) use table::plain;

/// Whether a name is that of a project or a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProgramKind {
    /// 統合プロジェクト
    Project,
    /// 事業
    Program,
}

impl ProgramKind {
    /// The name used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Program => "program",
        }
    }
}

/// A place where a document enters a program or project: its bullet, its heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Index of the block.
    pub block: usize,
    /// Where the name stands in the block's text.
    pub span: Span,
    /// Last block of the entry's own text, its name continued and its description.
    pub last: usize,
    /// Project or program.
    pub kind: ProgramKind,
    /// Its name, as printed, without what is only said of it.
    pub name: String,
    /// Other names given there.
    pub aliases: Vec<String>,
    /// The program that it is a part of, where the name says so.
    pub parent: Option<String>,
    /// The project that it stands under.
    pub project: Option<String>,
    /// Marks of its ministries, in order.
    pub ministries: Vec<String>,
    /// 新規, 拡充 …
    pub marks: Vec<String>,
    /// 基金事業
    pub fund: bool,
    /// 再掲
    pub repeated: bool,
    /// Behind a bullet or as a heading, not only named in running text.
    pub entered: bool,
    /// 事業期間・期, as printed.
    pub period: Option<String>,
}

impl Declared {
    /// A name and nothing else said of it.
    pub(crate) fn new(block: usize, span: Span, kind: ProgramKind, name: String) -> Self {
        Self {
            block,
            span,
            last: block,
            kind,
            name,
            aliases: Vec::new(),
            parent: None,
            project: None,
            ministries: Vec::new(),
            marks: Vec::new(),
            fund: false,
            repeated: false,
            entered: true,
            period: None,
        }
    }
}
