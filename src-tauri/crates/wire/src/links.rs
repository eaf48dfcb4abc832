//! つながり・たどる・対応表・比較: links between passages, with the reason and what a person said of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Passage, Run};

/// One end of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkEnd {
    /// The passage; what both ends share, or what is named, is marked.
    pub passage: Passage,
    /// Texts of the headings above it, outermost first.
    pub section: Vec<String>,
    /// Where its document stands in the chain: strategy, plan, policy, budget, program, review, other.
    pub tier: String,
    /// The year that its document is of: decided, or budgeted for.
    pub year: Option<i32>,
    /// Name of the program or project that the end stands for.
    pub program: Option<String>,
}

/// Why a link is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkReason {
    /// Terms that both ends share, the rarest first; of a quote the shared wording; of a succession the shared programs.
    pub terms: Vec<String>,
    /// Words of the statement, each with a word of the program that it is related to in meaning.
    pub related: Vec<(String, String)>,
    /// The document, program or subject that the text names.
    pub named: Option<String>,
    /// The project that both stand under.
    pub project: Option<String>,
    /// Marks of the ministries that the statement names and the program has, such as 文.
    pub ministries: Vec<String>,
}

/// What a person says of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right; also where no rule found it.
    Confirmed,
    /// It is wrong.
    Rejected,
}

/// What a person said of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VerdictView {
    /// Right or wrong.
    pub verdict: Verdict,
    /// Why, in a person's words; may be empty.
    pub note: String,
    /// When it was said (RFC 3339).
    pub said_at: String,
}

/// A link between two passages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkView {
    /// Tells it from every other one; stays as long as its ends do.
    pub id: String,
    /// cites, quotes, names, implements, funds, succeeds, declares.
    pub kind: String,
    /// What it rests on: stated, declared, same-wording, similar.
    pub basis: String,
    /// How sure it is, 0–1: about this share of such links is right.
    pub score: f64,
    /// The end that cites, quotes, names, carries out, funds, succeeds.
    pub from: LinkEnd,
    /// The end that is cited, quoted, named, carried out, funded, succeeded.
    pub to: LinkEnd,
    /// Why.
    pub reason: LinkReason,
    /// What a person said of it.
    pub verdict: Option<VerdictView>,
    /// No rule found it: a person added it.
    pub added: bool,
}

/// Asks for the links of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinksRequest {
    /// Document id.
    pub document: String,
    /// First block wanted.
    pub first: u32,
    /// Last block wanted.
    pub last: u32,
}

/// Asks what a passage rests on and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TraceRequest {
    /// Document id.
    pub document: String,
    /// Index of the block.
    pub block: u32,
    /// Steps to go.
    pub depth: u32,
}

/// A link on the way from a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TraceStep {
    /// Steps from the passage, from 1.
    pub hop: u32,
    /// The link.
    pub link: LinkView,
}

/// What a passage rests on and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TraceView {
    /// The passage itself.
    pub start: LinkEnd,
    /// Nearest first, then surest first. What was rejected is not gone along.
    pub steps: Vec<TraceStep>,
}

/// Says of the link of this kind between two passages that it is right or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JudgeRequest {
    /// cites, quotes, names, implements, funds, succeeds, declares.
    pub kind: String,
    /// Where it comes from.
    pub from: PlaceRef,
    /// Where it goes.
    pub to: PlaceRef,
    /// What is said; nothing: what was said is taken back.
    pub verdict: Option<Verdict>,
    /// Why, in a person's words.
    pub note: String,
}

/// A place that a link can end at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceRef {
    /// Document id.
    pub document: String,
    /// Index of the block.
    pub block: u32,
    /// Name of the program that the end stands for.
    pub program: Option<String>,
}

/// A file of verdicts, to write or to take in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerdictsFile {
    /// Where it is; JSON, a verdict a line.
    pub path: String,
}

/// What came of taking in another person's verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergedVerdicts {
    /// Taken in.
    pub added: u32,
    /// Said here already.
    pub known: u32,
    /// Judged differently here; what was said here stays.
    pub conflicts: Vec<VerdictConflict>,
}

/// A link that two persons judged differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerdictConflict {
    /// Words of the passage that it comes from.
    pub from: String,
    /// Words of the passage that it goes to.
    pub to: String,
    /// What was said here.
    pub mine: Verdict,
    /// What was said there.
    pub theirs: Verdict,
    /// The note that was written there.
    pub note: String,
}

/// A program that carries out a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CarrierView {
    /// Name of the program.
    pub program: String,
    /// How sure it is, 0–1: about this share is right.
    pub score: f64,
    /// Why.
    pub reason: LinkReason,
    /// Where the program says so.
    pub passage: Passage,
    /// What a person said of it.
    pub verdict: Option<VerdictView>,
}

/// A statement of a plan, and who carries it out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CoveredView {
    /// The statement.
    pub passage: Passage,
    /// Texts of the headings above it, outermost first.
    pub section: Vec<String>,
    /// Best first; those below a tenth are left out.
    pub carriers: Vec<CarrierView>,
}

/// A plan's statements against programs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageView {
    /// In the order of the plan.
    pub statements: Vec<CoveredView>,
    /// Programs that no statement leads to with even odds or better.
    pub idle: Vec<String>,
    /// Of the statements that a reader tied to programs, the share for which one of them was among the first three.
    pub recall: f64,
    /// How many statements that was measured on.
    pub measured_on: u32,
}

/// Asks for two documents side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompareRequest {
    /// Id of the earlier document.
    pub a: String,
    /// Id of the later document.
    pub b: String,
}

/// A sentence of one of two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SentenceView {
    /// Index of its block.
    pub block: u32,
    /// First line of the block in the file (1-based).
    pub line_start: u32,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The page number that is printed.
    pub page_label: Option<String>,
    /// It is a heading.
    pub heading: bool,
    /// Its words; what the other side has not is marked.
    pub runs: Vec<Run>,
}

/// How firmly two wordings commit: 検討する, 努める, 進める, 推進する, 実施する, 達成する, by their names in the facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StrengthChange {
    /// In the earlier document.
    pub a: String,
    /// In the later one.
    pub b: String,
    /// The later one commits more firmly.
    pub stronger: bool,
}

/// A sentence and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedView {
    /// same, added, removed, reworded, moved.
    pub change: String,
    /// In the earlier document.
    pub a: Option<SentenceView>,
    /// In the later document.
    pub b: Option<SentenceView>,
    /// Where it commits more or less firmly than before.
    pub strength: Option<StrengthChange>,
}

/// Two documents side by side, in the order of the later one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparisonView {
    /// Title of the earlier document.
    pub a: String,
    /// Title of the later document.
    pub b: String,
    /// Sentence by sentence.
    pub sentences: Vec<ComparedView>,
}

/// A document that is cited and not in the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissingView {
    /// Its title, as it is printed most often.
    pub title: String,
    /// Where it is cited.
    pub places: Vec<Passage>,
}
