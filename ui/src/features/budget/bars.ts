// What the chart shows: for each sum that may be drawn up, one bar a group.

import type { BudgetLine } from '../../wire/generated'
import { basisKey, basisOf, byBasis, isAbout, overlaps, type Basis } from './sums'

export const dimensions = ['project', 'subject', 'ministry', 'year', 'stage'] as const
export type Dimension = (typeof dimensions)[number]

export interface Bar {
  /** Of the dimension; empty: not known (府省の内訳なし). */
  value: string
  yen: number
  lines: number
  about: boolean
}

/** Bars that can be compared with each other: all of one year, stage and kind, but for the dimension itself. */
export interface Panel {
  basis: Basis
  bars: Bar[]
  /** Smaller bars that are not drawn. */
  more: number
}

/** More than one compares at a glance. */
const MOST = 40

export function panelsOf(lines: readonly BudgetLine[], by: Dimension, marks: ReadonlySet<string>): Panel[] {
  const panels = new Map<string, { basis: Basis; bars: Map<string, Bar> }>()
  for (const line of lines) {
    if (line.leftOut !== null || (overlaps(line.subjectKind) && by !== 'subject')) continue
    const basis = { ...basisOf(line), ...(by === 'year' ? { year: null } : by === 'stage' ? { stage: '' } : {}) }
    const panel = panels.get(basisKey(basis)) ?? { basis, bars: new Map<string, Bar>() }
    panels.set(basisKey(basis), panel)
    for (const { value, yen } of partsOf(line, by, marks)) {
      const bar = panel.bars.get(value) ?? { value, yen: 0, lines: 0, about: false }
      panel.bars.set(value, { value, yen: bar.yen + yen, lines: bar.lines + 1, about: bar.about || isAbout(line) })
    }
  }
  return [...panels.values()]
    .sort((a, b) => byBasis(a.basis, b.basis))
    .map(({ basis, bars }) => {
      const sorted = [...bars.values()].sort(by === 'year' ? (a, b) => b.value.localeCompare(a.value) : largest)
      return { basis, bars: sorted.slice(0, MOST), more: Math.max(0, sorted.length - MOST) }
    })
}

/** What is not known comes last. */
const largest = (a: Bar, b: Bar) => Number(a.value === '') - Number(b.value === '') || b.yen - a.yen

type Part = { value: string; yen: number }

function partsOf(line: BudgetLine, by: Dimension, marks: ReadonlySet<string>): Part[] {
  const whole = (value: string | number | null): Part[] => [{ value: String(value ?? ''), yen: line.yen }]
  switch (by) {
    case 'project':
      return whole(line.project)
    case 'subject':
      return whole(line.subject)
    case 'year':
      return whole(line.fiscalYear)
    case 'stage':
      return whole(line.stage)
    case 'ministry':
      return byMinistry(line, marks)
  }
}

/**
 * As it is printed by ministry; the whole where there is one ministry only. What no ministry is printed for is left
 * over. Rounded shares may be more than the amount: then nothing is.
 */
function byMinistry(line: BudgetLine, marks: ReadonlySet<string>): Part[] {
  const shares = line.breakdown.filter((share) => marks.has(share.name)).map(({ name, yen }) => ({ value: name, yen }))
  if (shares.length === 0) return [{ value: line.ministries.length === 1 ? (line.ministries[0] ?? '') : '', yen: line.yen }]
  const rest = line.yen - shares.reduce((sum, share) => sum + share.yen, 0)
  return rest > 0 ? [...shares, { value: '', yen: rest }] : shares
}
