// What may be added up. Lines that are in no sum (`leftOut`) never are, and neither are amounts of different years or
// stages; nor an account, its projects and their programs, which are the same money once more.

import type { BudgetLine, SumCheck } from '../../wire/generated'
import { stageOrder } from '../../words/codes'

/** Accounts (経費) can hold one another, and nothing says which: several of them have no sum. */
export const overlaps = (kind: string): boolean => kind === 'account'

/** What the lines of one sum have in common. */
export interface Basis {
  year: number | null
  stage: string
  /** [`BudgetLine.subjectKind`] */
  kind: string
}

export interface Sum extends Basis {
  lines: number
  yen: number
  /** One of them is printed as 約. */
  about: boolean
  /** Lines of several ministries. */
  shared: number
}

const KINDS = ['account', 'project', 'program', 'other']

export const basisOf = ({ fiscalYear, stage, subjectKind }: BudgetLine): Basis => ({ year: fiscalYear, stage, kind: subjectKind })
export const basisKey = ({ year, stage, kind }: Basis): string => `${year ?? ''} ${stage} ${kind}`
/** Latest year first, then as a budget comes about, then from the whole to its parts. */
export const byBasis = (a: Basis, b: Basis): number =>
  (b.year ?? 0) - (a.year ?? 0) || stageOrder(a.stage) - stageOrder(b.stage) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)

export const isAbout = (line: BudgetLine): boolean => line.qualifiers.some((qualifier) => qualifier.includes('約'))
/** Waits for a person to decide. */
export const isOpen = (line: BudgetLine): boolean => line.basis === 'undecided' && line.decidedAt === null
/** Waits for a person to decide, or was decided by one. */
export const isUndecided = (line: BudgetLine): boolean => isOpen(line) || line.decidedAt !== null

export function sumsOf(lines: readonly BudgetLine[]): Sum[] {
  const sums = new Map<string, Sum>()
  for (const line of lines) {
    if (line.leftOut !== null) continue
    const basis = basisOf(line)
    const sum = sums.get(basisKey(basis)) ?? { ...basis, lines: 0, yen: 0, about: false, shared: 0 }
    sum.lines++
    sum.yen += line.yen
    sum.about ||= isAbout(line)
    if (line.ministries.length > 1) sum.shared++
    sums.set(basisKey(basis), sum)
  }
  return [...sums.values()].sort(byBasis)
}

const REASONS = ['repeat', 'within', 'part', 'undecided', 'rejected']

/** Why lines are in no sum, and how many. */
export function leftOutOf(lines: readonly BudgetLine[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { leftOut } of lines) if (leftOut !== null) counts.set(leftOut, (counts.get(leftOut) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason))
}

/** A total of a document beside its parts. */
export interface Check {
  check: SumCheck
  total: BudgetLine
  /** Stated, less the parts. */
  difference: number
  outcome: 'disagrees' | 'rounding' | 'agrees'
}

const OUTCOMES: Check['outcome'][] = ['disagrees', 'rounding', 'agrees']

/** Those of the given totals; what does not agree first. */
export function checksOf(checks: readonly SumCheck[], totals: ReadonlyMap<string, BudgetLine>): Check[] {
  return checks
    .flatMap((check): Check[] => {
      const total = totals.get(check.total)
      const difference = check.stated - check.added
      const outcome = difference === 0 ? 'agrees' : check.rounding ? 'rounding' : 'disagrees'
      return total ? [{ check, total, difference, outcome }] : []
    })
    .sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || Math.abs(b.difference) - Math.abs(a.difference))
}
