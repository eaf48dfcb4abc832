//! 判断: what a person says of links. It is never derived, holds anchors, and is laid over what the rules find.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tadori_facts::name_key;
use tadori_links::{Basis, End, Link, LinkKind, Reason};
use tadori_text::{Anchor, Anchored, Document, Span};

use crate::budget::of_blocks;
use crate::links::Read;
use crate::store::{self, verdict};
use crate::{Error, Library, schema};

/// What a person says of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right; also where no rule found it.
    Confirmed,
    /// It is wrong.
    Rejected,
}

impl Verdict {
    /// The name used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }
}

/// One end of a link that a person judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedEnd {
    /// Public id of the document.
    pub document: String,
    /// Its title when it was judged.
    pub title: String,
    /// Its file name when it was judged.
    pub file: String,
    /// The passage.
    pub anchor: Anchor,
    /// Name of the program that the end stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
}

/// A verdict, as it is stored, exported and merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictSaid {
    /// What the link says.
    pub kind: LinkKind,
    /// What is said of it.
    pub verdict: Verdict,
    /// Where it comes from.
    pub from: JudgedEnd,
    /// Where it goes.
    pub to: JudgedEnd,
    /// In a person's words.
    #[serde(default)]
    pub note: String,
    /// When it was said, RFC 3339 UTC.
    pub said_at: String,
}

impl VerdictSaid {
    /// Whether two verdicts are of the same link.
    fn of_same(&self, other: &Self) -> bool {
        let end = |a: &JudgedEnd, b: &JudgedEnd| {
            a.document == b.document
                && a.anchor.quote == b.anchor.quote
                && a.anchor.position == b.anchor.position
                && a.program.as_deref().map(name_key) == b.program.as_deref().map(name_key)
        };
        self.kind == other.kind && end(&self.from, &other.from) && end(&self.to, &other.to)
    }
}

/// An end of a link as a person points at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// Public id of the document.
    pub document: String,
    /// Index of the block.
    pub block: u32,
    /// Name of the program that the end stands for.
    pub program: Option<String>,
}

/// What came of merging another person's verdicts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Taken in.
    pub added: usize,
    /// Said here already.
    pub known: usize,
    /// Mine, and the other person's: mine stays.
    pub conflicts: Vec<(VerdictSaid, VerdictSaid)>,
}

/// What was said, laid over what the rules found.
#[derive(Debug, Default)]
pub(crate) struct LaidOver {
    /// Links that only a person found.
    pub(crate) added: Vec<Link>,
    /// Index of the link (those added come after the others) → what was said of it.
    pub(crate) said: HashMap<usize, VerdictSaid>,
    /// Said of passages that are gone.
    pub(crate) lost: Vec<VerdictSaid>,
}

/// What a link says, and the places that it joins.
type Joined = (LinkKind, (usize, usize), (usize, usize));

/// Finds what each verdict was said of.
pub(crate) fn lay_over(
    connection: &Connection,
    read: &Read,
    found: &[Link],
    verdicts: &[VerdictSaid],
) -> Result<LaidOver, Error> {
    let mut links: HashMap<Joined, Vec<usize>> = HashMap::new();
    if !verdicts.is_empty() {
        for (number, link) in found.iter().enumerate() {
            links.entry((link.kind, link.from.place(), link.to.place())).or_default().push(number);
        }
    }
    let mut laid = LaidOver::default();
    let mut places = Places { read, wholes: HashMap::new() };
    for said in verdicts {
        let (Some(from), Some(to)) = (places.find(connection, &said.from)?, places.find(connection, &said.to)?) else {
            laid.lost.push(said.clone());
            continue;
        };
        let same = |link: &&usize| found[**link].from.program == from.program && found[**link].to.program == to.program;
        let there = links.get(&(said.kind, from.place(), to.place())).and_then(|l| l.iter().find(same));
        match there {
            Some(link) => {
                laid.said.insert(*link, said.clone());
            }
            None if said.verdict == Verdict::Confirmed => {
                laid.said.insert(found.len() + laid.added.len(), said.clone());
                let (basis, reason) = (Basis::Stated, Reason::default());
                laid.added.push(Link { kind: said.kind, basis, score: 1.0, from, to, reason, shared: Vec::new() });
            }
            // No rule finds it any more.
            None => {}
        }
    }
    Ok(laid)
}

/// Where ends stand now; each document is put together once.
struct Places<'a> {
    read: &'a Read,
    wholes: HashMap<usize, Document>,
}

impl Places<'_> {
    /// Where an end stands now, if it does.
    fn find(&mut self, connection: &Connection, end: &JudgedEnd) -> Result<Option<End>, Error> {
        let Self { read, wholes } = self;
        let id = store::current(connection, &end.document)?;
        let Some(document) = id.and_then(|id| read.documents.iter().position(|d| d.document.id.as_str() == id)) else {
            return Ok(None);
        };
        let whole = wholes.entry(document).or_insert_with(|| of_blocks(read.blocks[document].clone()));
        let (Anchored::Same(span) | Anchored::Moved(span)) = end.anchor.resolve(whole) else { return Ok(None) };
        let block = whole.blocks.iter().position(|b| b.span.overlaps(span));
        let called = |name: &String| read.catalogue.programs.iter().position(|p| name_key(&p.name) == name_key(name));
        let program = end.program.as_ref().and_then(called);
        Ok(block.map(|block| End { document, block, span: Span::new(0, 0), program }))
    }
}

impl Library {
    /// Everything that was said of links, in the order in which it was.
    pub fn verdicts(&self) -> Result<Vec<VerdictSaid>, Error> {
        let all = verdict::all(&self.connection()).map_err(|e| e.of(self.path()))?;
        Ok(all.into_iter().map(|(_, said)| said).collect())
    }

    /// Says of the link of this kind between two passages that it is right or wrong; `None` takes back what was said.
    pub fn judge(
        &self,
        kind: LinkKind,
        ends: (&Pointed, &Pointed),
        said: Option<Verdict>,
        note: &str,
    ) -> Result<(), Error> {
        self.check_writable()?;
        let (from, to) = (self.judged_end(ends.0)?, self.judged_end(ends.1)?);
        let said_at = jiff::Timestamp::now().to_string();
        let verdict = said.unwrap_or(Verdict::Confirmed);
        let new = VerdictSaid { kind, verdict, from, to, note: note.trim().to_owned(), said_at };
        let _lock = self.folder.lock()?;
        self.write_verdict(&new, said.is_some()).map_err(|e| e.of(self.path()))
    }

    /// Takes back what is said of the same link, and keeps the new word.
    fn write_verdict(&self, new: &VerdictSaid, keep: bool) -> Result<(), Error> {
        let mut connection = schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        for (id, old) in verdict::all(&transaction)? {
            // Also one that was said of an earlier edition.
            let moved = |a: &JudgedEnd, b: &JudgedEnd| -> Result<bool, Error> {
                Ok(store::current(&transaction, &a.document)?.as_deref() == Some(b.document.as_str())
                    && tadori_text::normalize(&a.anchor.quote).text == tadori_text::normalize(&b.anchor.quote).text
                    && a.program.as_deref().map(name_key) == b.program.as_deref().map(name_key))
            };
            if old.kind == new.kind && moved(&old.from, &new.from)? && moved(&old.to, &new.to)? {
                verdict::remove(&transaction, id)?;
            }
        }
        if keep {
            verdict::insert(&transaction, new)?;
        }
        Ok(transaction.commit()?)
    }

    fn judged_end(&self, pointed: &Pointed) -> Result<JudgedEnd, Error> {
        let document = self.document(&pointed.document)?;
        let whole = self.whole(&document)?;
        let anchor = whole.blocks.get(pointed.block as usize).and_then(|block| Anchor::new(&whole, block.span));
        let no_passage = || Error::NoPassage { document: pointed.document.clone(), block: pointed.block };
        Ok(JudgedEnd {
            document: document.id.to_string(),
            title: document.title().to_owned(),
            file: document.file_name.clone(),
            anchor: anchor.ok_or_else(no_passage)?,
            program: pointed.program.clone(),
        })
    }

    /// Writes all verdicts to a file, a JSON object a line, as [`Library::merge_verdicts_of`] reads it.
    pub fn export_verdicts(&self, path: &Path) -> Result<(), Error> {
        let lines: String = self.verdicts()?.iter().map(|said| crate::store::to_json(said) + "\n").collect();
        std::fs::write(path, lines).map_err(|e| Error::io(path, e))
    }

    /// Takes in a file of verdicts, a JSON object a line; a line that is none refuses the whole file.
    pub fn merge_verdicts_of(&self, path: &Path) -> Result<Merged, Error> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let read = |(line, text): (usize, &str)| {
            let no_verdict =
                |e: serde_json::Error| Error::NoVerdict { path: path.to_owned(), line, detail: e.to_string() };
            serde_json::from_str(text).map_err(no_verdict)
        };
        let lines = (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty());
        self.merge_verdicts(&lines.map(read).collect::<Result<Vec<_>, _>>()?)
    }

    /// Takes in another person's verdicts. Where both judged a link differently, what was said here stays.
    pub fn merge_verdicts(&self, theirs: &[VerdictSaid]) -> Result<Merged, Error> {
        self.check_writable()?;
        let _lock = self.folder.lock()?;
        self.write_merged(theirs).map_err(|e| e.of(self.path()))
    }

    fn write_merged(&self, theirs: &[VerdictSaid]) -> Result<Merged, Error> {
        let mut connection = schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        let merged = merge(&transaction, theirs)?;
        transaction.commit()?;
        Ok(merged)
    }
}

/// Keeps what was not said yet; what was said here stays.
pub(crate) fn merge(connection: &Connection, theirs: &[VerdictSaid]) -> Result<Merged, Error> {
    let mut mine: Vec<VerdictSaid> = verdict::all(connection)?.into_iter().map(|(_, said)| said).collect();
    let mut merged = Merged::default();
    for other in theirs {
        match mine.iter().find(|own| own.of_same(other)) {
            Some(own) if own.verdict == other.verdict => merged.known += 1,
            Some(own) => merged.conflicts.push((own.clone(), other.clone())),
            None => {
                verdict::insert(connection, other)?;
                mine.push(other.clone());
                merged.added += 1;
            }
        }
    }
    Ok(merged)
}
