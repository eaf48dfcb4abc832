// Codes that come as plain strings in an import report.

/** Why a file was refused. */
export const fileErrors = [
  'empty-file',
  'binary-file',
  'too-large',
  'unknown-format',
  'undecodable',
  'password-needed',
  'wrong-password',
  'damaged-file',
  'over-limit',
  'cancelled',
  'unreadable-file',
  'vanished',
  'changed-while-read',
  'disk-full',
  'library-busy',
  'library-read-only',
  'internal',
] as const
export type FileErrorCode = (typeof fileErrors)[number]

/** What is doubtful about a file that was taken in. */
export const fileWarnings = [
  'replacement-characters',
  'mixed-encoding',
  'control-characters',
  'lone-carriage-returns',
  'long-line',
  'no-text',
  'read-as-plain-text',
  'bad-front-matter',
  'bad-record',
  'duplicate-record',
  'needs-ocr',
  'ocr-text',
  'page-left-out',
  'hidden-part',
  'formula-without-result',
  'tracked-changes',
  'hidden-text',
] as const
export type FileWarningCode = (typeof fileWarnings)[number]

/** Kinds of document, in the order of the chain from law to review. */
export const kinds = [
  'law',
  'strategy',
  'plan',
  'allocation-policy',
  'budget-request',
  'budget',
  'deck',
  'brief',
  'review',
  'other',
] as const
export type KindCode = (typeof kinds)[number]

/** Stages in the order in which a budget comes about. */
const stages = ['request', 'request-base', 'request-priority', 'initial', 'supplementary', 'execution', 'other']
/** Unknown ones come last. */
export const stageOrder = (stage: string): number => (stages.includes(stage) ? stages.indexOf(stage) : stages.length)

/** What is known of a document and can be edited. */
export const fields = ['title', 'kind', 'issuer', 'work', 'edition', 'draft', 'decidedOn', 'decidedBy', 'fiscalYear'] as const
export type Field = (typeof fields)[number]

/** An error as a person reads it: which thing, why, and what now. */
export interface Explained {
  thing: string
  cause: string
  next: string
}

/** A refused or doubtful file: why, and what now. */
export interface FileExplained {
  cause: string
  next: string
}
