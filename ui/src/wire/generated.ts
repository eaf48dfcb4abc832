// Generated from crates/wire by `cargo xtask codegen`. Do not edit.

/**
 * A stretch of text, marked or not.
 */
export type Run = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether it matched the query.
 */
mark: boolean, };

/**
 * The order of hits.
 */
export type Sort = "relevance" | "date";

/**
 * What is searched for. Empty lists do not restrict.
 */
export type SearchRequest = { 
/**
 * As typed. `"…"` is exact.
 */
query: string, 
/**
 * Most hits wanted.
 */
limit: number, 
/**
 * Hits to leave out from the beginning.
 */
offset: number, 
/**
 * Kinds of document (`plan`, `budget-request` …).
 */
kinds: Array<string>, 
/**
 * Fiscal years (年度).
 */
years: Array<number>, 
/**
 * Issuing bodies.
 */
issuers: Array<string>, 
/**
 * Document ids.
 */
documents: Array<string>, 
/**
 * Order of hits.
 */
sort: Sort, };

/**
 * A passage that was found, by its best block.
 */
export type Hit = { 
/**
 * Id of the best block (`document.index`).
 */
passage: string, 
/**
 * Index of that block within its document.
 */
block: number, 
/**
 * Document id.
 */
document: string, 
/**
 * Title of the document.
 */
title: string, 
/**
 * Kind of document.
 */
kind: string | null, 
/**
 * 案・日付未定
 */
draft: boolean, 
/**
 * 見本・要約（原文ではない）
 */
sample: boolean, 
/**
 * Decision date as precise as printed (`2025-06-13`).
 */
decidedOn: string | null, 
/**
 * Headings above the block, outermost first.
 */
section: Array<string>, 
/**
 * Page, from 1.
 */
page: number | null, 
/**
 * The page number that is printed.
 */
pageLabel: string | null, 
/**
 * First line in the file (1-based).
 */
lineStart: number, 
/**
 * Last line in the file (1-based).
 */
lineEnd: number, 
/**
 * Words around the match.
 */
snippet: Array<Run>, 
/**
 * Ranking score; comparable within one answer only.
 */
score: number, };

/**
 * One value of a facet and how many full hits have it.
 */
export type Facet = { 
/**
 * The value as it is sent back in a request.
 */
value: string, 
/**
 * What a person reads.
 */
label: string, 
/**
 * Passages.
 */
count: number, };

/**
 * Facets of the full hits; each list is counted without its own restriction.
 */
export type Facets = { 
/**
 * By kind of document.
 */
kinds: Array<Facet>, 
/**
 * By fiscal year.
 */
years: Array<Facet>, 
/**
 * By issuing body.
 */
issuers: Array<Facet>, 
/**
 * By document.
 */
documents: Array<Facet>, };

/**
 * An answer to a search.
 */
export type SearchResponse = { 
/**
 * Passages with all the words, best first.
 */
hits: Array<Hit>, 
/**
 * How many passages have all the words.
 */
total: number, 
/**
 * 近いもの: passages with only some of the words, listed apart, best first.
 */
near: Array<Hit>, 
/**
 * Facets of the full hits.
 */
facets: Facets, 
/**
 * The words that were looked for, each with the spellings that count as the same.
 */
lookedFor: Array<Array<string>>, 
/**
 * Words of the query that stand nowhere in the library.
 */
unknown: Array<string>, 
/**
 * Time taken, milliseconds.
 */
elapsedMs: number, };

/**
 * A document of the library.
 */
export type DocumentInfo = { 
/**
 * Id.
 */
document: string, 
/**
 * Name of the file it came from.
 */
file: string, 
/**
 * Title; the file name where none is known.
 */
title: string, 
/**
 * Kind.
 */
kind: string | null, 
/**
 * 作成主体
 */
issuer: string | null, 
/**
 * 版
 */
edition: string | null, 
/**
 * 案・日付未定
 */
draft: boolean, 
/**
 * 見本・要約（原文ではない）
 */
sample: boolean, 
/**
 * Full title of the original, for a summary.
 */
summaryOf: string | null, 
/**
 * Decision date as precise as printed.
 */
decidedOn: string | null, 
/**
 * Deciding body.
 */
decidedBy: string | null, 
/**
 * 年度
 */
fiscalYear: number | null, 
/**
 * Blocks.
 */
blocks: number, 
/**
 * When it was imported, RFC 3339 UTC.
 */
importedAt: string, 
/**
 * A newer file of the same edition has taken its place.
 */
superseded: boolean, };

/**
 * Asks for a document, with the words of a query marked.
 */
export type ReadRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * The query whose words are marked; empty for none.
 */
query: string, };

/**
 * A heading.
 */
export type OutlineItem = { 
/**
 * Index of the heading block.
 */
block: number, 
/**
 * Depth, from 1.
 */
level: number, 
/**
 * The number as printed.
 */
number: string | null, 
/**
 * Without its number.
 */
title: string, };

/**
 * A page of the original: a slide of a deck, a sheet of a workbook.
 */
export type PageView = { 
/**
 * From 1.
 */
number: number, 
/**
 * The printed page number, or the name of a sheet.
 */
label: string | null, 
/**
 * Width in points, where the original has pages to show.
 */
width: number | null, 
/**
 * Height in points.
 */
height: number | null, 
/**
 * text, ocr (recognised from a picture: may be wrong), needs-ocr (nothing could be read).
 */
quality: string, };

/**
 * A rectangle on a page of the original, in points from its top left corner as it is shown.
 */
export type PageBox = { 
/**
 * Page, from 1.
 */
page: number, 
/**
 * Left edge.
 */
left: number, 
/**
 * Upper edge.
 */
top: number, 
/**
 * Right edge.
 */
right: number, 
/**
 * Lower edge.
 */
bottom: number, };

/**
 * What can be shown of the original.
 */
export type OriginalKind = "pdf" | "none";

/**
 * A block, ready to be shown.
 */
export type BlockView = { 
/**
 * Index within the document.
 */
index: number, 
/**
 * heading, paragraph, item, table-row, footnote, caption, furniture.
 */
kind: string, 
/**
 * Depth of a heading, from 1.
 */
level: number | null, 
/**
 * Text with the query's words marked.
 */
runs: Array<Run>, 
/**
 * Page, from 1.
 */
page: number | null, 
/**
 * The page number that is printed.
 */
pageLabel: string | null, 
/**
 * First line in the file (1-based).
 */
lineStart: number, 
/**
 * Last line in the file (1-based).
 */
lineEnd: number, 
/**
 * Index of the heading block that this one stands under.
 */
parent: number | null, 
/**
 * Where it stands on the pages of the original, a box a line; empty where that is not known.
 */
boxes: Array<PageBox>, 
/**
 * Where its marked words stand; one hit over two lines has two boxes.
 */
markBoxes: Array<PageBox>, 
/**
 * The order in which it was printed could not be decided: it stands in the order of the source.
 */
undecided: boolean, };

/**
 * A document with its outline, its text and its hits.
 */
export type ReaderView = { 
/**
 * Title, date, body, edition …
 */
info: DocumentInfo, 
/**
 * Headings in order.
 */
outline: Array<OutlineItem>, 
/**
 * Blocks in reading order.
 */
blocks: Array<BlockView>, 
/**
 * Pages of the original; empty where the format has none.
 */
pages: Array<PageView>, 
/**
 * What can be shown of the original.
 */
original: OriginalKind, 
/**
 * Indices of the blocks with marks, in order: previous/next hit goes along these.
 */
hits: Array<number>, };

/**
 * Asks for a citation of a stretch of text.
 */
export type CitationRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * First block.
 */
from: number, 
/**
 * Last block.
 */
to: number, 
/**
 * The selected words; empty for the whole blocks.
 */
quote: string, };

/**
 * A quote with its source, as plain and as rich text.
 */
export type Citation = { 
/**
 * Plain text.
 */
plain: string, 
/**
 * HTML fragment.
 */
html: string, };

/**
 * A library that can be opened.
 */
export type LibraryInfo = { 
/**
 * What a person calls it.
 */
name: string, 
/**
 * Its folder.
 */
path: string, 
/**
 * The bundled corpus (見本): shown with a badge, not meant for the user's own documents.
 */
sample: boolean, 
/**
 * Whether it is the one that is open.
 */
open: boolean, };

/**
 * How far the index is.
 */
export type IndexState = { "state": "ready" } | { "state": "rebuilding", 
/**
 * Documents done.
 */
done: number, 
/**
 * Documents in all.
 */
total: number, };

/**
 * The library that is open.
 */
export type OpenedLibrary = { 
/**
 * Which one.
 */
info: LibraryInfo, 
/**
 * Whether nothing can be written (its disk or folder is read-only).
 */
readOnly: boolean, 
/**
 * Documents in it.
 */
documents: number, 
/**
 * The index.
 */
index: IndexState, 
/**
 * Files of an import that was cut off; `resumeImport` takes it up again.
 */
unfinishedImport: number, 
/**
 * What the user should know about the state of the library: error codes (see [`crate::Code`]).
 */
notices: Array<Code>, };

/**
 * Names a library by its folder.
 */
export type LibraryRef = { 
/**
 * Its folder.
 */
path: string, };

/**
 * Asks for a new library.
 */
export type CreateLibrary = { 
/**
 * What to call it.
 */
name: string, };

/**
 * A running job.
 */
export type JobId = { 
/**
 * Its number.
 */
job: number, };

/**
 * Files and folders to import.
 */
export type ImportRequest = { 
/**
 * Files, or folders (taken with all that is in them).
 */
paths: Array<string>, 
/**
 * Opens a locked file; used once, never kept.
 */
password: string | null, 
/**
 * Recognise the text of pages that are pictures, with the OCR program that is installed.
 */
ocr: boolean, };

/**
 * Pauses an import, or lets it go on.
 */
export type PauseRequest = { 
/**
 * The job.
 */
job: number, 
/**
 * Pause, or go on.
 */
paused: boolean, };

/**
 * Asks to write the report of an import to a file.
 */
export type SaveReportRequest = { 
/**
 * The job.
 */
job: number, 
/**
 * Where to write it; a .csv file is written as a table (UTF-8 with a mark, for Excel), anything else as text.
 */
path: string, };

/**
 * Whether the text of pictures can be recognised here.
 */
export type OcrState = { 
/**
 * A program with Japanese is installed.
 */
available: boolean, 
/**
 * Its name and version, or what is missing and how to get it.
 */
detail: string, };

/**
 * Names a document.
 */
export type DocumentRef = { 
/**
 * Its id.
 */
document: string, };

/**
 * The fields of a document that a person can edit. `None` or empty: not known.
 */
export type DocumentFields = { 
/**
 * 題名
 */
title: string, 
/**
 * Kind, by its name.
 */
kind: string | null, 
/**
 * 作成主体
 */
issuer: string | null, 
/**
 * The work that this is an edition of.
 */
work: string | null, 
/**
 * 版
 */
edition: string | null, 
/**
 * 案・日付未定
 */
draft: boolean, 
/**
 * Decision date as precise as known: YYYY, YYYY-MM or YYYY-MM-DD.
 */
decidedOn: string | null, 
/**
 * Deciding body.
 */
decidedBy: string | null, 
/**
 * 年度
 */
fiscalYear: number | null, };

/**
 * What a person says about a document: it takes the place of what was guessed, and outlives a new import.
 */
export type EditRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * The fields as they are to be; what is left as guessed is sent as guessed.
 */
fields: DocumentFields, };

/**
 * Something that was guessed about a document, with its evidence.
 */
export type Guess = { 
/**
 * title, kind, issuer, work, edition, draft, decidedOn, decidedBy, fiscalYear.
 */
field: string, 
/**
 * The value.
 */
value: string, 
/**
 * The words of the document that say so.
 */
evidence: string, 
/**
 * Index of the block they stand in.
 */
block: number, };

/**
 * What is known about a document, where it comes from, and its other editions.
 */
export type DocumentDetails = { 
/**
 * As shown.
 */
info: DocumentInfo, 
/**
 * As they are now.
 */
fields: DocumentFields, 
/**
 * What was guessed from the document, with its evidence.
 */
guesses: Array<Guess>, 
/**
 * Names of the fields that a person set.
 */
edited: Array<string>, 
/**
 * Other editions of the same work in the library, oldest first.
 */
editions: Array<DocumentInfo>, };

/**
 * Asks to remove a document.
 */
export type RemoveRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * Only say what would happen.
 */
dry_run: boolean, };

/**
 * What a removal takes away, or would.
 */
export type Removal = { 
/**
 * Title of the document.
 */
title: string, 
/**
 * Blocks that can no longer be found.
 */
blocks: number, 
/**
 * Whether the stored original goes too (no other document came from it).
 */
original: boolean, 
/**
 * Title of the older file of the same edition that becomes the current one again.
 */
restored: string | null, };

/**
 * A passage of a document, with what matters in it marked.
 */
export type Passage = { 
/**
 * Document id.
 */
document: string, 
/**
 * Its title.
 */
title: string, 
/**
 * A draft 案.
 */
draft: boolean, 
/**
 * One of the bundled samples.
 */
sample: boolean, 
/**
 * Index of the block.
 */
block: number, 
/**
 * First line in the file (1-based).
 */
lineStart: number, 
/**
 * Page, from 1.
 */
page: number | null, 
/**
 * The page number that is printed.
 */
pageLabel: string | null, 
/**
 * Text of the block.
 */
runs: Array<Run>, };

/**
 * A part of an amount: of a ministry, by its mark, or of an account.
 */
export type Share = { 
/**
 * Mark of the ministry (文), or name of the account.
 */
name: string, 
/**
 * Yen.
 */
yen: number, };

/**
 * An amount of a budget, as a document states it.
 */
export type BudgetLine = { 
/**
 * Tells it from every other one, until the library changes.
 */
id: string, 
/**
 * What it is for: as the text ties it, or as a person decided; none while undecided.
 */
subject: string | null, 
/**
 * project, program, account, other.
 */
subjectKind: string, 
/**
 * The project that the subject stands under, or is.
 */
project: string | null, 
/**
 * Marks of the ministries of the subject.
 */
ministries: Array<string>, 
/**
 * 年度: the calendar year in which it begins.
 */
fiscalYear: number | null, 
/**
 * request (概算要求・要望), request-base (概算要求), request-priority (要望), initial, supplementary, execution, other.
 */
stage: string, 
/**
 * Yen.
 */
yen: number, 
/**
 * Its parts by ministry or account, where they are printed.
 */
breakdown: Array<Share>, 
/**
 * 内数, 再掲, 基金 … as printed.
 */
qualifiers: Array<string>, 
/**
 * What ties it to its subject: same-line, directly-following, label-above, table, sheet, sentence; undecided.
 */
basis: string, 
/**
 * Of an amount that the text ties to nothing: what it may belong to. Stays when a person has decided.
 */
candidates: Array<string>, 
/**
 * When a person decided what it is for (RFC 3339); `subject` is what was decided, none for “none of these”.
 */
decidedAt: string | null, 
/**
 * Why it is in no sum: repeat (said before, 再掲), within (内数), undecided, rejected (a person said that it belongs to none of its candidates).
 */
leftOut: string | null, 
/**
 * Where it stands; the amount is marked.
 */
passage: Passage, };

/**
 * A total that a document states, beside its parts.
 */
export type SumCheck = { 
/**
 * [`BudgetLine::id`] of the total.
 */
total: string, 
/**
 * What it is compared with: breakdown (its own bracket), stages (要求 and 要望), programs (of the project), account.
 */
parts: string, 
/**
 * [`BudgetLine::id`] of each part.
 */
lines: Array<string>, 
/**
 * Yen of the total.
 */
stated: number, 
/**
 * Yen of the parts together.
 */
added: number, 
/**
 * Rounding each figure can make the difference.
 */
rounding: boolean, };

/**
 * The budget of a library.
 */
export type BudgetView = { 
/**
 * All amounts, by document, in the order of the text.
 */
lines: Array<BudgetLine>, 
/**
 * All totals that could be compared with their parts.
 */
checks: Array<SumCheck>, 
/**
 * Decisions of amounts that are no longer to be found, the first one first.
 */
lost: Array<LostDecision>, };

/**
 * What a person says of an undecided amount.
 */
export type Decision = { "is": "for", 
/**
 * A candidate, or another name.
 */
subject: string, } | { "is": "none" } | { "is": "open" };

/**
 * Says what an undecided amount is for.
 */
export type DecideRequest = { 
/**
 * [`BudgetLine::id`].
 */
line: string, 
/**
 * What is decided.
 */
decision: Decision, };

/**
 * Something that a text says.
 */
export type FactView = { "kind": "amount", 
/**
 * Yen; of a range its lower end.
 */
yen: number, 
/**
 * Upper end of a range.
 */
upto: number | null, 
/**
 * 約・程度
 */
approximate: boolean, 
/**
 * at-least, at-most.
 */
bound: string | null, 
/**
 * 内数
 */
within: boolean, 
/**
 * 再掲
 */
repeated: boolean, 
/**
 * sum, unit-cost, market, change.
 */
role: string, } | { "kind": "date", 
/**
 * The date, or the first of a period (ISO, as exact as printed).
 */
from: string | null, 
/**
 * The last of a period.
 */
to: string | null, 
/**
 * 年度: the calendar year in which it begins, where it is one.
 */
fiscalYear: number | null, } | { "kind": "reference", 
/**
 * Its title.
 */
title: string, 
/**
 * When it was decided, as exact as printed.
 */
decidedOn: string | null, 
/**
 * By whom, or who made it public.
 */
body: string | null, 
/**
 * 法令番号
 */
lawNumber: string | null, 
/**
 * 条項, or the section that is quoted.
 */
article: string | null, 
/**
 * 案
 */
draft: boolean, 
/**
 * The short name that the text gives it.
 */
short: string | null, } | { "kind": "ministry", 
/**
 * Full name.
 */
name: string, 
/**
 * Its mark in budget papers; empty where it has none.
 */
mark: string, 
/**
 * ◎
 */
lead: boolean, } | { "kind": "organisation", 
/**
 * Full name.
 */
name: string, } | { "kind": "project", 
/**
 * Its name.
 */
name: string, } | { "kind": "program", 
/**
 * Its name.
 */
name: string, } | { "kind": "target", 
/**
 * The indicator.
 */
name: string, 
/**
 * Value and unit.
 */
value: string, 
/**
 * The period or the deadline.
 */
period: string | null, 
/**
 * 累計
 */
cumulative: string | null, } | { "kind": "definition", 
/**
 * 略称
 */
short: string, 
/**
 * 正式名称
 */
long: string, };

/**
 * A stretch of text.
 */
export type FactRun = { 
/**
 * The text.
 */
text: string, 
/**
 * What it says, the widest first; empty for plain text.
 */
facts: Array<FactView>, };

/**
 * A block that says something.
 */
export type BlockFacts = { 
/**
 * Index of the block.
 */
block: number, 
/**
 * The whole of its text.
 */
runs: Array<FactRun>, };

/**
 * Asks what some blocks of a document say.
 */
export type MentionsRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * First block.
 */
from: number, 
/**
 * Last block.
 */
to: number, };

/**
 * A decision of an amount that is no longer to be found in the current edition of its document.
 */
export type LostDecision = { 
/**
 * Tells it from every other one.
 */
id: number, 
/**
 * Id of the current edition.
 */
document: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The amount as it was printed, with what was read before and after it; the amount is marked.
 */
runs: Array<Run>, 
/**
 * Yen.
 */
yen: number, 
/**
 * What it was said to be for; none: none of its candidates.
 */
subject: string | null, 
/**
 * When it was decided (RFC 3339).
 */
decidedAt: string, };

/**
 * Forgets a decision.
 */
export type ForgetDecisionRequest = { 
/**
 * [`LostDecision::id`].
 */
id: number, };

/**
 * Another name of a program.
 */
export type Alias = { 
/**
 * The name.
 */
name: string, 
/**
 * Why it counts as the same: stated, vocabulary, spelling, shortened, said (by a person).
 */
evidence: string, 
/**
 * Of a name that a person said: the other name of the pair, to take it back.
 */
saidOf: string | null, };

/**
 * A name that a person said is none of a program's.
 */
export type NameApart = { 
/**
 * The name.
 */
name: string, 
/**
 * The name of the program that it was said of, to take it back.
 */
saidOf: string, };

/**
 * What a person says of two names.
 */
export type Said = "same" | "different" | "nothing";

/**
 * Says of two names that they are one thing, or two.
 */
export type SayOfNamesRequest = { 
/**
 * A name.
 */
name: string, 
/**
 * The other one.
 */
other: string, 
/**
 * What is said.
 */
said: Said, };

/**
 * A project or program.
 */
export type ProgramView = { 
/**
 * Tells it from every other one, until the library changes.
 */
id: string, 
/**
 * Its name, as it is printed most carefully.
 */
name: string, 
/**
 * Its other names.
 */
aliases: Array<Alias>, 
/**
 * Names that a person said are none of these.
 */
apart: Array<NameApart>, 
/**
 * project, program.
 */
kind: string, 
/**
 * The project it stands under.
 */
project: string | null, 
/**
 * The program it is a part of.
 */
parent: string | null, 
/**
 * Marks of its ministries.
 */
ministries: Array<string>, 
/**
 * 新規, 拡充 …
 */
marks: Array<string>, 
/**
 * 基金事業
 */
fund: boolean, 
/**
 * 事業期間・期, as printed.
 */
period: string | null, 
/**
 * [`BudgetLine::id`] of the amounts that are for it.
 */
amounts: Array<string>, 
/**
 * What it is, in the words of the document that describes it.
 */
described: Passage | null, 
/**
 * Where it is entered or named.
 */
mentions: Array<Passage>, };

/**
 * Writes a file that the window made (a chart, a table) to a place that a person chose.
 */
export type SaveFileRequest = { 
/**
 * Where; an existing file is replaced.
 */
path: string, 
/**
 * Its bytes.
 */
bytes: Array<number>, };

/**
 * How far an import is.
 */
export type ImportProgress = { 
/**
 * The job.
 */
job: number, 
/**
 * Files done.
 */
done: number, 
/**
 * Files in all.
 */
total: number, 
/**
 * The file at work.
 */
file: string | null, 
/**
 * Pages of the file at work that are read so far, where it has pages.
 */
page: number | null, 
/**
 * Its pages in all, as soon as known.
 */
pages: number | null, 
/**
 * The user has paused it.
 */
paused: boolean, };

/**
 * What became of a file.
 */
export type FileStatus = "imported" | "unchanged" | "updated" | "refused";

/**
 * Something doubtful in a file that was imported.
 */
export type WarningView = { 
/**
 * Its code; the window has words for it.
 */
code: string, 
/**
 * In words (English).
 */
message: string, 
/**
 * Where, such as `line 12` or `page 3`.
 */
where: string | null, };

/**
 * One line of the import report.
 */
export type FileReport = { 
/**
 * The job.
 */
job: number, 
/**
 * The file.
 */
file: string, 
/**
 * What became of it.
 */
status: FileStatus, 
/**
 * Id of its (first) document.
 */
document: string | null, 
/**
 * Title of its (first) document.
 */
title: string | null, 
/**
 * Documents in the file.
 */
documents: number, 
/**
 * Blocks in all of them.
 */
blocks: number, 
/**
 * Error code, where refused.
 */
code: string | null, 
/**
 * The error or warnings in detail (English; the window has words for the codes).
 */
message: string | null, 
/**
 * What was doubtful.
 */
warnings: Array<WarningView>, 
/**
 * Pages of all its documents; 0 where the format has none.
 */
pages: number, 
/**
 * What was guessed of its (first) document, with the words it was guessed from; empty where refused.
 */
guesses: Array<Guess>, };

/**
 * The end of an import.
 */
export type ImportSummary = { 
/**
 * The job.
 */
job: number, 
/**
 * Files imported or updated.
 */
imported: number, 
/**
 * Files that were there already.
 */
unchanged: number, 
/**
 * Files refused.
 */
refused: number, 
/**
 * The user stopped it; what was done before stays.
 */
cancelled: boolean, };

/**
 * How far a rebuild of the index is.
 */
export type IndexProgress = { 
/**
 * Documents done.
 */
done: number, 
/**
 * Documents in all.
 */
total: number, };

/**
 * What a command waits for.
 */
export type ReadingStep = "documents" | "links";

/**
 * How far a reading of all documents is.
 */
export type ReadingProgress = { 
/**
 * What is done.
 */
step: ReadingStep, 
/**
 * Documents done, or that part of the search for links, in steps of no meaning.
 */
done: number, 
/**
 * Of how many.
 */
total: number, };

/**
 * Files that another program hands over.
 */
export type OpenFiles = { 
/**
 * Which.
 */
paths: Array<string>, };

/**
 * Something that happened in the program.
 */
export type Event = { "event": "import-progress", "data": ImportProgress } | { "event": "import-file", "data": FileReport } | { "event": "import-done", "data": ImportSummary } | { "event": "index-progress", "data": IndexProgress } | { "event": "reading-progress", "data": ReadingProgress } | { "event": "export-progress", "data": ExportProgress } | { "event": "library-changed" } | { "event": "notes-changed" } | { "event": "open-link", "data": Link } | { "event": "open-files", "data": OpenFiles };

/**
 * What went wrong, as a code. `ui/src/words` has a Japanese and an English sentence for each.
 */
export type Code = "library-unreadable" | "library-newer" | "library-damaged" | "library-incomplete" | "library-busy" | "library-read-only" | "disk-full" | "no-library" | "no-document" | "index-damaged" | "bad-query" | "bad-request" | "bad-name" | "dated-draft" | "no-note" | "no-words" | "bad-notes" | "bad-link" | "link-lost" | "bad-style" | "not-checked" | "not-written" | "not-shown" | "cancelled" | "internal";

/**
 * An error on its way to the window.
 */
export type Error = { 
/**
 * What went wrong.
 */
code: Code, 
/**
 * Which thing, and why (English, for the log and the curious).
 */
detail: string, };

/**
 * One end of a link.
 */
export type LinkEnd = { 
/**
 * The passage; what both ends share, or what is named, is marked.
 */
passage: Passage, 
/**
 * Texts of the headings above it, outermost first.
 */
section: Array<string>, 
/**
 * Where its document stands in the chain: strategy, plan, policy, budget, program, review, other.
 */
tier: string, 
/**
 * The year that its document is of: decided, or budgeted for.
 */
year: number | null, 
/**
 * Name of the program or project that the end stands for.
 */
program: string | null, };

/**
 * Why a link is there.
 */
export type LinkReason = { 
/**
 * Terms that both ends share, the rarest first; of a quote the shared wording; of a succession the shared programs.
 */
terms: Array<string>, 
/**
 * Words of the statement, each with a word of the program that it is related to in meaning.
 */
related: Array<[string, string]>, 
/**
 * The document, program or subject that the text names.
 */
named: string | null, 
/**
 * The project that both stand under.
 */
project: string | null, 
/**
 * Marks of the ministries that the statement names and the program has, such as 文.
 */
ministries: Array<string>, };

/**
 * What a person says of a link.
 */
export type Verdict = "confirmed" | "rejected";

/**
 * What a person said of a link.
 */
export type VerdictView = { 
/**
 * Right or wrong.
 */
verdict: Verdict, 
/**
 * Why, in a person's words; may be empty.
 */
note: string, 
/**
 * When it was said (RFC 3339).
 */
saidAt: string, };

/**
 * A link between two passages.
 */
export type LinkView = { 
/**
 * Tells it from every other one; stays as long as its ends do.
 */
id: string, 
/**
 * cites, quotes, names, implements, funds, succeeds, declares.
 */
kind: string, 
/**
 * What it rests on: stated, declared, same-wording, similar.
 */
basis: string, 
/**
 * How sure it is, 0–1: about this share of such links is right.
 */
score: number, 
/**
 * The end that cites, quotes, names, carries out, funds, succeeds.
 */
from: LinkEnd, 
/**
 * The end that is cited, quoted, named, carried out, funded, succeeded.
 */
to: LinkEnd, 
/**
 * Why.
 */
reason: LinkReason, 
/**
 * What a person said of it.
 */
verdict: VerdictView | null, 
/**
 * No rule found it: a person added it.
 */
added: boolean, };

/**
 * Asks for the links of a document.
 */
export type LinksRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * First block wanted.
 */
first: number, 
/**
 * Last block wanted.
 */
last: number, };

/**
 * Asks what a passage rests on and what became of it.
 */
export type TraceRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * Index of the block.
 */
block: number, 
/**
 * Steps to go.
 */
depth: number, };

/**
 * A link on the way from a passage.
 */
export type TraceStep = { 
/**
 * Steps from the passage, from 1.
 */
hop: number, 
/**
 * The link.
 */
link: LinkView, };

/**
 * What a passage rests on and what became of it.
 */
export type TraceView = { 
/**
 * The passage itself.
 */
start: LinkEnd, 
/**
 * Nearest first, then surest first. What was rejected is not gone along.
 */
steps: Array<TraceStep>, };

/**
 * A place that a link can end at.
 */
export type PlaceRef = { 
/**
 * Document id.
 */
document: string, 
/**
 * Index of the block.
 */
block: number, 
/**
 * Name of the program that the end stands for.
 */
program: string | null, };

/**
 * Says of the link of this kind between two passages that it is right or wrong.
 */
export type JudgeRequest = { 
/**
 * cites, quotes, names, implements, funds, succeeds, declares.
 */
kind: string, 
/**
 * Where it comes from.
 */
from: PlaceRef, 
/**
 * Where it goes.
 */
to: PlaceRef, 
/**
 * What is said; nothing: what was said is taken back.
 */
verdict: Verdict | null, 
/**
 * Why, in a person's words.
 */
note: string, };

/**
 * A file of verdicts, to write or to take in.
 */
export type VerdictsFile = { 
/**
 * Where it is; JSON, a verdict a line.
 */
path: string, };

/**
 * A link that two persons judged differently.
 */
export type VerdictConflict = { 
/**
 * Words of the passage that it comes from.
 */
from: string, 
/**
 * Words of the passage that it goes to.
 */
to: string, 
/**
 * What was said here.
 */
mine: Verdict, 
/**
 * What was said there.
 */
theirs: Verdict, 
/**
 * The note that was written there.
 */
note: string, };

/**
 * What came of taking in another person's verdicts.
 */
export type MergedVerdicts = { 
/**
 * Taken in.
 */
added: number, 
/**
 * Said here already.
 */
known: number, 
/**
 * Judged differently here; what was said here stays.
 */
conflicts: Array<VerdictConflict>, };

/**
 * A program that carries out a statement.
 */
export type CarrierView = { 
/**
 * Name of the program.
 */
program: string, 
/**
 * How sure it is, 0–1: about this share is right.
 */
score: number, 
/**
 * Why.
 */
reason: LinkReason, 
/**
 * Where the program says so.
 */
passage: Passage, 
/**
 * What a person said of it.
 */
verdict: VerdictView | null, };

/**
 * A statement of a plan, and who carries it out.
 */
export type CoveredView = { 
/**
 * The statement.
 */
passage: Passage, 
/**
 * Texts of the headings above it, outermost first.
 */
section: Array<string>, 
/**
 * Best first; those below a tenth are left out.
 */
carriers: Array<CarrierView>, };

/**
 * A plan's statements against programs.
 */
export type CoverageView = { 
/**
 * In the order of the plan.
 */
statements: Array<CoveredView>, 
/**
 * Programs that no statement leads to with even odds or better.
 */
idle: Array<string>, 
/**
 * Of the statements that a reader tied to programs, the share for which one of them was among the first three.
 */
recall: number, 
/**
 * How many statements that was measured on.
 */
measuredOn: number, };

/**
 * Asks for two documents side by side.
 */
export type CompareRequest = { 
/**
 * Id of the earlier document.
 */
a: string, 
/**
 * Id of the later document.
 */
b: string, };

/**
 * A sentence of one of two documents.
 */
export type SentenceView = { 
/**
 * Index of its block.
 */
block: number, 
/**
 * First line of the block in the file (1-based).
 */
lineStart: number, 
/**
 * Page, from 1.
 */
page: number | null, 
/**
 * The page number that is printed.
 */
pageLabel: string | null, 
/**
 * It is a heading.
 */
heading: boolean, 
/**
 * Its words; what the other side has not is marked.
 */
runs: Array<Run>, };

/**
 * How firmly two wordings commit: 検討する, 努める, 進める, 推進する, 実施する, 達成する, by their names in the facts.
 */
export type StrengthChange = { 
/**
 * In the earlier document.
 */
a: string, 
/**
 * In the later one.
 */
b: string, 
/**
 * The later one commits more firmly.
 */
stronger: boolean, };

/**
 * A sentence and what became of it.
 */
export type ComparedView = { 
/**
 * same, added, removed, reworded, moved.
 */
change: string, 
/**
 * In the earlier document.
 */
a: SentenceView | null, 
/**
 * In the later document.
 */
b: SentenceView | null, 
/**
 * Where it commits more or less firmly than before.
 */
strength: StrengthChange | null, };

/**
 * Two documents side by side, in the order of the later one.
 */
export type ComparisonView = { 
/**
 * Title of the earlier document.
 */
a: string, 
/**
 * Title of the later document.
 */
b: string, 
/**
 * Sentence by sentence.
 */
sentences: Array<ComparedView>, };

/**
 * A document that is cited and not in the library.
 */
export type MissingView = { 
/**
 * Its title, as it is printed most often.
 */
title: string, 
/**
 * Where it is cited.
 */
places: Array<Passage>, };

/**
 * One of the four colours of a highlight.
 */
export type NoteColour = "yellow" | "green" | "blue" | "pink";

/**
 * What became of the passage of a note.
 */
export type NoteState = "same" | "moved" | "lost";

/**
 * Blocks in a row.
 */
export type BlockRange = { 
/**
 * Index of the first.
 */
first: number, 
/**
 * Index of the last.
 */
last: number, };

/**
 * Where the passage of a moved note stood when it was noted.
 */
export type NotePlace = { 
/**
 * What was read before it.
 */
before: string, 
/**
 * What was read after it.
 */
after: string, 
/**
 * Texts of the headings above it, outermost first.
 */
section: Array<string>, 
/**
 * Page, from 1.
 */
page: number | null, };

/**
 * A collection that holds a note.
 */
export type CollectionRef = { 
/**
 * Id of the collection.
 */
id: string, 
/**
 * Its title.
 */
title: string, };

/**
 * A highlight with its note.
 */
export type NoteView = { 
/**
 * Tells it from every other one, in every library.
 */
id: string, 
/**
 * Id of the current edition of its document; where that is not in the library, of the one it was made in.
 */
document: string, 
/**
 * Title of the document.
 */
documentTitle: string, 
/**
 * Name of its file.
 */
file: string, 
/**
 * Whether the document is in the library.
 */
inLibrary: boolean, 
/**
 * The words; empty for a note on a place of a page without words.
 */
quote: string, 
/**
 * What is read before them: where they stand now, or where they stood if lost.
 */
before: string, 
/**
 * What is read after them.
 */
after: string, 
/**
 * Texts of the headings above them, outermost first.
 */
section: Array<string>, 
/**
 * Page, from 1.
 */
page: number | null, 
/**
 * The page number that is printed.
 */
pageLabel: string | null, 
/**
 * First line in the file (1-based); none when lost.
 */
lineFirst: number | null, 
/**
 * Last line in the file (1-based); none when lost.
 */
lineLast: number | null, 
/**
 * Where it stands; none when lost, or on a place of a page.
 */
blocks: BlockRange | null, 
/**
 * Where it stands on the pages of the original, a box a line; empty where that is not known.
 */
boxes: Array<PageBox>, 
/**
 * It is on a place of a page, not on words.
 */
onPage: boolean, 
/**
 * Its colour.
 */
colour: NoteColour, 
/**
 * What was written, Markdown.
 */
body: string, 
/**
 * The same as HTML: no markup of the writer's own, nothing that is fetched.
 */
html: string, 
/**
 * Its tags, as typed.
 */
tags: Array<string>, 
/**
 * The collections that hold it.
 */
collections: Array<CollectionRef>, 
/**
 * What became of its passage.
 */
state: NoteState, 
/**
 * Of a moved one: where it stood.
 */
was: NotePlace | null, 
/**
 * `tadori://` link that opens the passage.
 */
link: string, 
/**
 * When it was made (RFC 3339).
 */
madeAt: string, 
/**
 * When it was changed last (RFC 3339).
 */
changedAt: string, };

/**
 * The order of notes.
 */
export type NoteSort = "document" | "changed" | "made" | "collection";

/**
 * Asks for notes; empty lists restrict nothing.
 */
export type NotesRequest = { 
/**
 * Words that all must be in quote, note, tags or title of the document; spelling folded.
 */
words: string, 
/**
 * Tags that all must be there.
 */
tags: Array<string>, 
/**
 * Colours of which it has one.
 */
colours: Array<NoteColour>, 
/**
 * States of which it has one.
 */
states: Array<NoteState>, 
/**
 * Document id.
 */
document: string | null, 
/**
 * Id of a collection that holds them, or one below it.
 */
collection: string | null, 
/**
 * Ids of notes.
 */
ids: Array<string>, 
/**
 * The order.
 */
sort: NoteSort, 
/**
 * Notes to pass over.
 */
first: number, 
/**
 * Notes wanted at most.
 */
count: number, };

/**
 * Some of the notes that were asked for, and what there is in all of them.
 */
export type NotesPage = { 
/**
 * All of them.
 */
total: number, 
/**
 * Those wanted.
 */
notes: Array<NoteView>, 
/**
 * Tags, the most used first; counted without the restriction to tags.
 */
tags: Array<Facet>, 
/**
 * Colours; counted without the restriction to colours.
 */
colours: Array<Facet>, 
/**
 * States; counted without the restriction to states.
 */
states: Array<Facet>, 
/**
 * Documents, by title; counted without the restriction to a document.
 */
documents: Array<Facet>, };

/**
 * Asks for the notes on some blocks of a document.
 */
export type NotesOfRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * First block wanted.
 */
first: number, 
/**
 * Last block wanted.
 */
last: number, };

/**
 * A note as far as it must be drawn.
 */
export type NoteMark = { 
/**
 * Id of the note.
 */
note: string, 
/**
 * Its colour.
 */
colour: NoteColour, 
/**
 * What became of its passage: same or moved.
 */
state: NoteState, 
/**
 * Something was written to it.
 */
written: boolean, };

/**
 * A stretch of the text of a block.
 */
export type NoteRun = { 
/**
 * The text.
 */
text: string, 
/**
 * The notes on it, the one made first first; empty for plain text.
 */
notes: Array<NoteMark>, };

/**
 * A block with notes on it.
 */
export type BlockNotes = { 
/**
 * Index of the block.
 */
block: number, 
/**
 * The whole of its text.
 */
runs: Array<NoteRun>, };

/**
 * A note on the pages of the original.
 */
export type NoteBoxes = { 
/**
 * The note.
 */
mark: NoteMark, 
/**
 * Where it stands, a box a line.
 */
boxes: Array<PageBox>, };

/**
 * The notes on some blocks of a document.
 */
export type DocumentNotes = { 
/**
 * Blocks with notes on them, in order.
 */
blocks: Array<BlockNotes>, 
/**
 * The same notes on the pages of the original, and those on places of its pages.
 */
boxes: Array<NoteBoxes>, 
/**
 * Ids of notes of the whole document that moved.
 */
moved: Array<string>, 
/**
 * Ids of notes of the whole document that are lost.
 */
lost: Array<string>, };

/**
 * A point in the text of a block.
 */
export type TextPoint = { 
/**
 * Index of the block.
 */
block: number, 
/**
 * UTF-16 units from the beginning of its text as it is shown.
 */
at: number, };

/**
 * What a note is made on.
 */
export type NoteOn = { "on": "words", 
/**
 * Where they begin.
 */
from: TextPoint, 
/**
 * Where they end.
 */
to: TextPoint, } | { "on": "page", 
/**
 * Where.
 */
area: PageBox, };

/**
 * Makes a note.
 */
export type AnnotateRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * What it is on.
 */
place: NoteOn, 
/**
 * Its colour.
 */
colour: NoteColour, 
/**
 * Markdown; may be empty.
 */
body: string, 
/**
 * Tags.
 */
tags: Array<string>, 
/**
 * Id of a collection to put it in.
 */
collection: string | null, };

/**
 * Changes a note. What is not given stays.
 */
export type SaveNoteRequest = { 
/**
 * Id of the note.
 */
id: string, 
/**
 * Its colour.
 */
colour: NoteColour | null, 
/**
 * Markdown.
 */
body: string | null, 
/**
 * Tags.
 */
tags: Array<string> | null, };

/**
 * Names notes.
 */
export type NoteIds = { 
/**
 * Ids of the notes.
 */
ids: Array<string>, };

/**
 * Names a note.
 */
export type NoteRef = { 
/**
 * Id of the note.
 */
id: string, };

/**
 * A note as it was from a moment on.
 */
export type NoteVersion = { 
/**
 * When (RFC 3339).
 */
at: string, 
/**
 * What was done: a code as in `UndoView`.
 */
done: string, 
/**
 * It was taken back since.
 */
undone: boolean, 
/**
 * The words; none: the note was removed.
 */
quote: string | null, 
/**
 * Its colour.
 */
colour: NoteColour, 
/**
 * Markdown.
 */
body: string, 
/**
 * Tags.
 */
tags: Array<string>, };

/**
 * What a person calls a colour.
 */
export type ColourName = { 
/**
 * The colour.
 */
colour: NoteColour, 
/**
 * What it stands for; empty where nobody said.
 */
name: string, };

/**
 * A collection. The list of them is a tree: each names the one that it lies in.
 */
export type CollectionView = { 
/**
 * Tells it from every other one.
 */
id: string, 
/**
 * Id of the collection that it lies in.
 */
parent: string | null, 
/**
 * Its place among those of the same parent, from 0.
 */
position: number, 
/**
 * Title.
 */
title: string, 
/**
 * What stands before its notes, Markdown.
 */
introduction: string, 
/**
 * The same as HTML, as safe as that of a note.
 */
introductionHtml: string, 
/**
 * Notes in it, without those of collections in it.
 */
count: number, };

/**
 * Names a collection.
 */
export type CollectionId = { 
/**
 * Id of the collection.
 */
id: string, };

/**
 * Makes a collection, the last of its parent.
 */
export type CreateCollection = { 
/**
 * Title.
 */
title: string, 
/**
 * Id of the collection that it lies in.
 */
parent: string | null, 
/**
 * Markdown; may be empty.
 */
introduction: string, };

/**
 * Changes a collection. What is not given stays.
 */
export type SaveCollection = { 
/**
 * Id of the collection.
 */
id: string, 
/**
 * Title.
 */
title: string | null, 
/**
 * Markdown.
 */
introduction: string | null, };

/**
 * Moves a collection.
 */
export type MoveCollection = { 
/**
 * Id of the collection.
 */
id: string, 
/**
 * Id of the collection that it is to lie in; none: in no other one.
 */
parent: string | null, 
/**
 * Id of the one of the same parent before which it is to stand; none: the last.
 */
before: string | null, };

/**
 * Puts notes into a collection; those in it already are moved.
 */
export type PutIn = { 
/**
 * Id of the collection.
 */
collection: string, 
/**
 * Ids of the notes, in the order they are to have.
 */
notes: Array<string>, 
/**
 * Id of the note before which they are to stand; none: last.
 */
before: string | null, };

/**
 * Takes notes out of a collection; they stay in the library.
 */
export type TakeOut = { 
/**
 * Id of the collection.
 */
collection: string, 
/**
 * Ids of the notes.
 */
notes: Array<string>, };

/**
 * What was undone or done again, and what can be next. A step is one of: annotate, save-note, remove-notes,
 * accept-moves, put-in, take-out, create-collection, save-collection, remove-collection, move-collection, name-colour,
 * import-notes, resolve-conflict.
 */
export type UndoView = { 
/**
 * The step that was undone or done again; none: there was none.
 */
done: string | null, 
/**
 * The step that `undo` would take back.
 */
undo: string | null, 
/**
 * The step that `redo` would do again.
 */
redo: string | null, 
/**
 * Ids of the notes that were changed by it.
 */
notes: Array<string>, 
/**
 * Ids of the collections that were changed by it.
 */
collections: Array<string>, };

/**
 * A file of notes to take in: our own JSON, Web Annotations, Hypothesis, Zotero.
 */
export type ImportNotesRequest = { 
/**
 * Where it is.
 */
path: string, };

/**
 * A file of notes to write (Web Annotations, JSON).
 */
export type ExportNotesRequest = { 
/**
 * Where it goes.
 */
path: string, 
/**
 * Id of the collection to write; none: all notes and collections.
 */
collection: string | null, };

/**
 * Another person's word on a note.
 */
export type TheirNote = { 
/**
 * Its colour.
 */
colour: NoteColour, 
/**
 * Markdown.
 */
body: string, 
/**
 * The same as HTML.
 */
html: string, 
/**
 * Tags.
 */
tags: Array<string>, 
/**
 * When it was changed last (RFC 3339).
 */
changedAt: string, };

/**
 * A note that two persons changed differently.
 */
export type NoteConflict = { 
/**
 * As it is here.
 */
mine: NoteView, 
/**
 * As it is there.
 */
theirs: TheirNote, };

/**
 * What came of taking in notes.
 */
export type NotesImported = { 
/**
 * Taken in.
 */
added: number, 
/**
 * Of these, those whose document is not in the library, or lacks the passage.
 */
lost: number, 
/**
 * Here already, the same.
 */
known: number, 
/**
 * Here already, otherwise: mine stays until somebody says what is to be.
 */
conflicts: Array<NoteConflict>, };

/**
 * Which of two words on a note is to be kept.
 */
export type Take = "mine" | "theirs" | "both";

/**
 * Says what is to become of a conflict.
 */
export type ResolveConflict = { 
/**
 * Id of the note.
 */
id: string, 
/**
 * What is to be kept.
 */
take: Take, };

/**
 * A `tadori://` link.
 */
export type Link = { 
/**
 * The link.
 */
url: string, };

/**
 * Asks for the link of words.
 */
export type LinkOfRequest = { 
/**
 * Document id.
 */
document: string, 
/**
 * Where they begin.
 */
from: TextPoint, 
/**
 * Where they end.
 */
to: TextPoint, };

/**
 * A block with the words of a link marked.
 */
export type LinkedBlock = { 
/**
 * Index of the block.
 */
block: number, 
/**
 * Its text.
 */
runs: Array<Run>, };

/**
 * Where a link leads.
 */
export type OpenedLink = { 
/**
 * Id of the document: of its current edition where the passage is in that.
 */
document: string, 
/**
 * Index of the first block.
 */
first: number, 
/**
 * Index of the last block.
 */
last: number, 
/**
 * The words of the link, marked; empty where it names blocks only.
 */
blocks: Array<LinkedBlock>, 
/**
 * The words stand elsewhere than the link says.
 */
moved: boolean, };

/**
 * What is exported.
 */
export type ExportWhat = { "what": "collection", 
/**
 * Its id.
 */
id: string, } | { "what": "notes", 
/**
 * Which.
 */
request: NotesRequest, } | { "what": "search", 
/**
 * Which.
 */
request: SearchRequest, } | { "what": "trace", 
/**
 * Id of the document.
 */
document: string, 
/**
 * Index of the block.
 */
block: number, 
/**
 * Steps to go.
 */
depth: number, } | { "what": "coverage", 
/**
 * Id of the plan.
 */
document: string, } | { "what": "comparison", 
/**
 * Id of the earlier.
 */
a: string, 
/**
 * Id of the later.
 */
b: string, } | { "what": "budget" };

/**
 * A format of a file.
 */
export type ExportFormat = "docx" | "xlsx" | "md" | "html" | "pdf" | "csv" | "json" | "bibtex" | "csl-json";

/**
 * Writes a file; its progress comes as events.
 */
export type ExportRequest = { 
/**
 * What.
 */
what: ExportWhat, 
/**
 * In which format.
 */
format: ExportFormat, 
/**
 * The file to write; one of the name is replaced once the new one is whole.
 */
path: string, 
/**
 * How sources are cited: as in `CitationStyle`; none: as the library has it.
 */
style: string | null, };

/**
 * How far an export is.
 */
export type ExportProgress = { 
/**
 * Excerpts and tables done.
 */
done: number, 
/**
 * In all.
 */
total: number, };

/**
 * A file that was made.
 */
export type ExportedFile = { 
/**
 * Excerpts in it.
 */
excerpts: number, 
/**
 * Rows of tables in it.
 */
rows: number, 
/**
 * Characters that the font inside a PDF lacks, a box stands for each; empty for none.
 */
missing: string, };

/**
 * Asks for the print view: one HTML page with a style for print, without script.
 */
export type PrintRequest = { 
/**
 * What.
 */
what: ExportWhat, };

/**
 * An HTML page.
 */
export type PrintView = { 
/**
 * The whole page.
 */
html: string, };

/**
 * How sources are cited.
 */
export type CitationStyle = { 
/**
 * `ministry`, `short`, `academic`, or a text with fields: source, title, edition, decided, body, issuer, year, summary,
 * section, page, lines, url, link, file, hash; what stands in brackets goes when its fields are empty.
 */
style: string, };

/**
 * What a style makes of an invented source.
 */
export type StylePreview = { 
/**
 * The citation.
 */
text: string, };

/**
 * Names a file to be shown in its folder.
 */
export type RevealRequest = { 
/**
 * The file.
 */
path: string, };

/**
 * Names an exported file.
 */
export type VerifyRequest = { 
/**
 * The file.
 */
path: string, };

/**
 * What was found of a quote.
 */
export type VerifyStatus = "exact" | "changed" | "missing";

/**
 * Why a quote cannot be found.
 */
export type MissingReason = "no-link" | "bad-link" | "no-document" | "no-words";

/**
 * A quote of an exported file, checked.
 */
export type CheckedQuote = { 
/**
 * What was found.
 */
status: VerifyStatus, 
/**
 * Why it is missing.
 */
reason: MissingReason | null, 
/**
 * Where in the file, such as `paragraph 12` or `抜粋, row 3`.
 */
spot: string, 
/**
 * The words in the file; marked: other than in the document.
 */
inFile: Array<Run>, 
/**
 * Of a changed one: the words of the document; marked: other than in the file.
 */
inDocument: Array<Run>, 
/**
 * Only width or forms of characters differ.
 */
onlySpelling: boolean, 
/**
 * The `tadori://` link that stands with it.
 */
link: string | null, 
/**
 * Id of its document, if that is in the library.
 */
document: string | null, 
/**
 * Title of the document.
 */
title: string | null, 
/**
 * Title of the edition that took its place.
 */
newerTitle: string | null, 
/**
 * Whether that edition has the passage.
 */
newerHasWords: boolean, };

/**
 * An exported file, checked.
 */
export type VerifyView = { 
/**
 * Quotes in the order of the file.
 */
quotes: Array<CheckedQuote>, 
/**
 * Those that are as in the document.
 */
exact: number, 
/**
 * Those that are not.
 */
changed: number, 
/**
 * Those that cannot be found.
 */
missing: number, };

/** Request and response of each command. */
export interface Commands {
  status: { request: null; response: OpenedLibrary };
  libraries: { request: null; response: Array<LibraryInfo> };
  openLibrary: { request: LibraryRef; response: OpenedLibrary };
  createLibrary: { request: CreateLibrary; response: OpenedLibrary };
  search: { request: SearchRequest; response: SearchResponse };
  documents: { request: null; response: Array<DocumentInfo> };
  read: { request: ReadRequest; response: ReaderView };
  mentions: { request: MentionsRequest; response: Array<BlockFacts> };
  cite: { request: CitationRequest; response: Citation };
  import: { request: ImportRequest; response: JobId };
  resumeImport: { request: null; response: JobId };
  forgetImport: { request: null; response: null };
  cancelImport: { request: JobId; response: null };
  pauseImport: { request: PauseRequest; response: null };
  retryImport: { request: ImportRequest; response: JobId };
  saveReport: { request: SaveReportRequest; response: null };
  ocrState: { request: null; response: OcrState };
  details: { request: DocumentRef; response: DocumentDetails };
  edit: { request: EditRequest; response: DocumentDetails };
  budget: { request: null; response: BudgetView };
  decide: { request: DecideRequest; response: BudgetView };
  forgetDecision: { request: ForgetDecisionRequest; response: BudgetView };
  programs: { request: null; response: Array<ProgramView> };
  cancelReading: { request: null; response: null };
  sayOfNames: { request: SayOfNamesRequest; response: Array<ProgramView> };
  saveFile: { request: SaveFileRequest; response: null };
  links: { request: LinksRequest; response: Array<LinkView> };
  trace: { request: TraceRequest; response: TraceView };
  coverage: { request: DocumentRef; response: CoverageView };
  compare: { request: CompareRequest; response: ComparisonView };
  missing: { request: null; response: Array<MissingView> };
  judge: { request: JudgeRequest; response: null };
  exportVerdicts: { request: VerdictsFile; response: null };
  mergeVerdicts: { request: VerdictsFile; response: MergedVerdicts };
  notes: { request: NotesRequest; response: NotesPage };
  notesOf: { request: NotesOfRequest; response: DocumentNotes };
  annotate: { request: AnnotateRequest; response: NoteView };
  note: { request: NoteRef; response: NoteView };
  saveNote: { request: SaveNoteRequest; response: NoteView };
  removeNotes: { request: NoteIds; response: null };
  acceptMoves: { request: NoteIds; response: Array<NoteView> };
  noteHistory: { request: NoteRef; response: Array<NoteVersion> };
  undoState: { request: null; response: UndoView };
  undo: { request: null; response: UndoView };
  redo: { request: null; response: UndoView };
  collections: { request: null; response: Array<CollectionView> };
  createCollection: { request: CreateCollection; response: CollectionView };
  saveCollection: { request: SaveCollection; response: CollectionView };
  removeCollection: { request: CollectionId; response: null };
  moveCollection: { request: MoveCollection; response: Array<CollectionView> };
  putIn: { request: PutIn; response: null };
  takeOut: { request: TakeOut; response: null };
  colours: { request: null; response: Array<ColourName> };
  nameColour: { request: ColourName; response: Array<ColourName> };
  importNotes: { request: ImportNotesRequest; response: NotesImported };
  noteConflicts: { request: null; response: Array<NoteConflict> };
  resolveConflict: { request: ResolveConflict; response: Array<NoteConflict> };
  exportNotes: { request: ExportNotesRequest; response: number };
  export: { request: ExportRequest; response: ExportedFile };
  cancelExport: { request: null; response: null };
  printView: { request: PrintRequest; response: PrintView };
  citationStyle: { request: null; response: CitationStyle };
  setCitationStyle: { request: CitationStyle; response: CitationStyle };
  previewStyle: { request: CitationStyle; response: StylePreview };
  reveal: { request: RevealRequest; response: null };
  startLink: { request: null; response: Link | null };
  verify: { request: VerifyRequest; response: VerifyView };
  openLink: { request: Link; response: OpenedLink };
  linkOf: { request: LinkOfRequest; response: Link };
  remove: { request: RemoveRequest; response: Removal };
}
