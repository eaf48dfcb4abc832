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
parent: number | null, };

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
paths: Array<string>, };

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
file: string | null, };

/**
 * What became of a file.
 */
export type FileStatus = "imported" | "unchanged" | "updated" | "refused";

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
 * Codes of warnings.
 */
warnings: Array<string>, };

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
 * Something that happened in the program.
 */
export type Event = { "event": "import-progress", "data": ImportProgress } | { "event": "import-file", "data": FileReport } | { "event": "import-done", "data": ImportSummary } | { "event": "index-progress", "data": IndexProgress } | { "event": "library-changed" };

/**
 * What went wrong, as a code. `ui/src/words` has a Japanese and an English sentence for each.
 */
export type Code = "library-unreadable" | "library-newer" | "library-damaged" | "library-busy" | "library-read-only" | "disk-full" | "no-library" | "no-document" | "index-damaged" | "bad-query" | "bad-request" | "bad-name" | "internal";

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

/** Request and response of each command. */
export interface Commands {
  status: { request: null; response: OpenedLibrary };
  libraries: { request: null; response: Array<LibraryInfo> };
  openLibrary: { request: LibraryRef; response: OpenedLibrary };
  createLibrary: { request: CreateLibrary; response: OpenedLibrary };
  search: { request: SearchRequest; response: SearchResponse };
  documents: { request: null; response: Array<DocumentInfo> };
  read: { request: ReadRequest; response: ReaderView };
  cite: { request: CitationRequest; response: Citation };
  import: { request: ImportRequest; response: JobId };
  resumeImport: { request: null; response: JobId };
  forgetImport: { request: null; response: null };
  cancelImport: { request: JobId; response: null };
  remove: { request: RemoveRequest; response: Removal };
}
