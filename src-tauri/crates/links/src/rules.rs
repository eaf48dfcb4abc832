//! Every weight and threshold of the links, in one place, each with where it comes from.
//!
//! “Measured” means: on the hand-labelled answers of five health-policy documents and on invented documents of two
//! other fields; the tables that `cargo xtask quality` writes show what each rule gives.

/// Units of a shingle: shared runs are looked for from here on.
pub(crate) const SHINGLE: usize = 5;

/// Shingles of which one is kept (winnowing): every shared run of `SHINGLE + WINDOW - 1` = 8 units is found. The shortest
/// one that a reader called a quote had 11.
pub(crate) const WINDOW: usize = 4;

/// Kept shingles that two blocks must share to be looked at.
pub(crate) const SHARED_LEAST: usize = 2;

/// A shingle in more blocks than this is boilerplate and leads nowhere by itself.
pub(crate) const COMMON: usize = 64;

/// Bits that an edit between two shared runs costs, and each unit left out there: measured (2–8 and 0.3–1 tried).
pub(crate) const GAP_OPEN: f64 = 6.0;
/// See [`GAP_OPEN`].
pub(crate) const GAP_UNIT: f64 = 0.5;
/// Longest edit, in units, inside one quote.
pub(crate) const GAP_LONGEST: usize = 20;

/// Bits of shared wording at which a quote is as likely as not, beyond what the number of blocks makes likely by chance:
/// two blocks of N meet in N² ways, so 2·log₂ N bits are chance. Measured.
pub(crate) const QUOTE_EVEN: f64 = 54.0;
/// Bits that make the odds of a quote e times better.
pub(crate) const QUOTE_SLOPE: f64 = 9.0;
/// What is left of shared wording without grammar in it, which is a term. Measured.
pub(crate) const TERM_ONLY: f64 = 0.6;
/// A quote below this is not shown.
pub(crate) const QUOTE_LEAST: f64 = 0.6;

/// What a pair of two hiragana counts: grammar, but also がん and こども. Measured.
pub(crate) const WEIGHT_HIRAGANA: f64 = 0.5;
/// What a pair of katakana, Latin letters or digits counts: a word of six has five pairs. Measured.
pub(crate) const WEIGHT_LETTERS: f64 = 0.5;

/// A program is named: the names were joined with evidence, and were right in all labelled cases; not more than that.
pub(crate) const SCORE_NAMES: f64 = 0.95;
/// An amount that the text ties to a program: all labelled ones were right.
pub(crate) const SCORE_FUNDS: f64 = 0.95;
/// A project of the same name in a later year.
pub(crate) const SCORE_SUCCEEDS: f64 = 0.9;
/// Share of the programs of an older project that a newer one of another name must have.
pub(crate) const SUCCEEDS_LEAST: f64 = 0.25;

/// A reference with the title, and with the date or edition of the document.
pub(crate) const SCORE_CITES_EXACT: f64 = 0.98;
/// A reference with the title of the work; which edition is meant is not said.
pub(crate) const SCORE_CITES_TITLE: f64 = 0.85;

/// How much the length of a passage counts against what it shares (b of BM25). Measured.
pub(crate) const LENGTH: f64 = 0.35;
/// How much of what a pair tells is how few programs of the project have it. Measured (0–1 tried).
pub(crate) const WITHIN_PROJECT: f64 = 0.5;
/// What a pair counts again that stands in the program's name. Measured.
pub(crate) const NAME: f64 = 1.0;
/// What counts against a program of how near it is to the [`NEAREST`] statements that are nearest to it. Measured.
pub(crate) const USUAL: f64 = 0.4;
/// See [`USUAL`].
pub(crate) const NEAREST: usize = 5;
/// What is left of a link between a statement under one project and a program under another. Measured.
pub(crate) const OTHER_PROJECT: f64 = 0.45;
/// … where a project is named on one side only, or on neither.
pub(crate) const NO_PROJECT: f64 = 0.8;
/// Units that a block needs to be a statement.
pub(crate) const STATEMENT_UNITS: usize = 10;
/// Programs that are listed for a statement.
pub(crate) const CARRIERS: usize = 20;
/// Statements of other documents that are listed for a passage.
pub(crate) const RESTATED: usize = 4;
/// Terms that a reason names.
pub(crate) const TERMS_SHOWN: usize = 5;
/// A program below this is not listed for a statement.
pub(crate) const IMPLEMENTS_SHOWN: f64 = 0.005;
/// A link below this is not made: no link is better than a poor one. The window shows those below even odds on request.
pub(crate) const IMPLEMENTS_LEAST: f64 = 0.15;
/// How strongly a program is tied to a statement: for the share of the statement's bits that both have. Fitted, with
/// [`STRENGTH_BITS`], as [`SURE_STRENGTH`] is.
pub(crate) const STRENGTH_SHARE: f64 = 19.0;
/// … for each bit.
pub(crate) const STRENGTH_BITS: f64 = 0.022;
/// … for what part of the statement the program comes near to in other words. Measured (0–12 tried): as much as leaves the
/// order of programs as it was for the plan of one field; more would find more in other fields.
pub(crate) const STRENGTH_MEANING: f64 = 5.0;
/// Programs among which one has to stand out.
pub(crate) const FIELD: usize = 50;
/// Where there are few programs, it counts as if there were so many more, of usual strength: what programs that come
/// nearest to a statement have in the plans of three fields, with their spread.
pub(crate) const FIELD_BEFORE: f64 = 8.0;
/// See [`FIELD_BEFORE`].
pub(crate) const FIELD_MIDDLE: f64 = 1.1;
/// See [`FIELD_BEFORE`].
pub(crate) const FIELD_SPREAD: f64 = 0.9;
/// Log odds that a program carries out a statement: for how strongly it is tied, for how far it stands out, less what there
/// is without any reason. Fitted (logistic regression) to the labelled statements of one plan, where a program called
/// plausible counts half, and to 110 other passages of it with the program nearest to each, judged by a reader.
pub(crate) const SURE_STRENGTH: f64 = 0.05;
/// See [`SURE_STRENGTH`].
pub(crate) const SURE_STANDING: f64 = 1.1;
/// See [`SURE_STRENGTH`].
pub(crate) const SURE_NONE: f64 = 4.1;
/// … more where the statement stands under no project: most of what a plan says there is background, principle or target,
/// which no single program carries out.
pub(crate) const SURE_NO_PROJECT: f64 = 1.6;
/// What a word has to tell, in bits, times how near the program comes to it, to be named in a reason: below it stand
/// words like 推進 and 支援. Seen in what is named.
pub(crate) const RELATED_LEAST: f64 = 1.0;
/// How near two words have to come (cosine) to be named as related: below it are words such as 幅広い and 分野, which count
/// for little and would tell a reader nothing. What is named is related, 臨床 and 治験, not always the same. Seen in what
/// is named.
pub(crate) const RELATED_NEAR: f64 = 0.6;
/// Pairs of related words that a reason names.
pub(crate) const RELATED_SHOWN: usize = 3;

/// Share of pairs of letters from which two sentences between the same sentences are one, reworded.
pub(crate) const REWORDED_THERE: f64 = 0.25;
/// … two sentences of one section.
pub(crate) const REWORDED_HERE: f64 = 0.45;
/// … of two sections.
pub(crate) const REWORDED_ANYWHERE: f64 = 0.65;

/// Log odds that a sentence says again what another one says: for how alike they are (cosine of their terms), for the bits
/// that they share (log₂), less what there is without any reason. Fitted (logistic regression) to 191 pairs of the five
/// documents that a reader judged.
pub(crate) const AGAIN_ALIKE: f64 = 2.65;
/// See [`AGAIN_ALIKE`].
pub(crate) const AGAIN_BITS: f64 = 1.40;
/// See [`AGAIN_ALIKE`].
pub(crate) const AGAIN_NONE: f64 = 9.15;
/// A link below this is not made.
pub(crate) const AGAIN_LEAST: f64 = 0.15;
/// Blocks of the documents that [`AGAIN_ALIKE`] was fitted to: in a larger library more is shared by chance.
pub(crate) const AGAIN_BLOCKS: f64 = 4096.0;
/// A term in more sentences than this leads nowhere by itself, as [`COMMON`] shingles do; it counts where others lead.
pub(crate) const EVERYWHERE: usize = 4096;
/// Share of the bits that a link needs at least which the commonest terms may have: these are looked at last. For speed;
/// nothing is missed by it until terms are [`EVERYWHERE`].
pub(crate) const ASIDE: f64 = 0.5;

/// Of the labelled statements that a program carries out, the share for which one of them was among the first three: printed
/// beside a table of coverage, so that an absence is not over-read. `cargo xtask quality` says when it no longer holds.
pub const MEASURED_RECALL: f64 = 0.97;
/// How many statements [`MEASURED_RECALL`] was measured on.
pub const MEASURED_ON: u32 = 36;
