// Which lines are shown.

import { matcher } from '../../parts/match'
import type { BudgetLine } from '../../wire/generated'
import { stageOrder } from '../../words/codes'

/** Restrictions by values, each list as text; an empty text stands for what is not known. */
export interface Filters {
  /** Words of the name. */
  text: string
  projects: string[]
  ministries: string[]
  years: string[]
  stages: string[]
  documents: string[]
}
export const filterNames = ['projects', 'ministries', 'years', 'stages', 'documents'] as const
export type FilterName = (typeof filterNames)[number]

export const noFilters = (): Filters => ({ text: '', projects: [], ministries: [], years: [], stages: [], documents: [] })

/** Marks of ministries, as the lines themselves have them: no ministry is known beforehand. */
export function marksOf(lines: readonly BudgetLine[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.ministries))
}

/** Those of the subject, and those that its parts are printed for. */
export function ministriesOf(line: BudgetLine, marks: ReadonlySet<string>): string[] {
  const shares = line.breakdown.map((share) => share.name).filter((name) => marks.has(name))
  return [...new Set([...line.ministries, ...shares])]
}

export function matching(lines: readonly BudgetLine[], filters: Filters, marks: ReadonlySet<string>, except?: FilterName): BudgetLine[] {
  const named = matcher(filters.text)
  const chosen = filterNames.filter((name) => name !== except && filters[name].length > 0)
  return lines.filter(
    (line) =>
      named([line.subject ?? '', line.project ?? '', ...line.candidates].join(' ')) &&
      chosen.every((name) => valuesOf(line, name, marks).some((value) => filters[name].includes(value))),
  )
}

export interface Value {
  value: string
  count: number
}

/** What a filter can be set to, and how many lines would be left; the other filters hold. */
export function choices(lines: readonly BudgetLine[], filters: Filters, marks: ReadonlySet<string>, name: FilterName): Value[] {
  const counts = new Map<string, number>(filters[name].map((value) => [value, 0]))
  for (const line of matching(lines, filters, marks, name)) {
    for (const value of valuesOf(line, name, marks)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const values = [...counts].map(([value, count]) => ({ value, count }))
  if (name === 'years') return values.sort((a, b) => b.value.localeCompare(a.value))
  if (name === 'stages') return values.sort((a, b) => stageOrder(a.value) - stageOrder(b.value))
  // What is not known comes last.
  return values.sort((a, b) => Number(a.value === '') - Number(b.value === '') || b.count - a.count)
}

function valuesOf(line: BudgetLine, name: FilterName, marks: ReadonlySet<string>): string[] {
  switch (name) {
    case 'projects':
      return [line.project ?? '']
    case 'ministries': {
      const found = ministriesOf(line, marks)
      return found.length ? found : ['']
    }
    case 'years':
      return [String(line.fiscalYear ?? '')]
    case 'stages':
      return [line.stage]
    case 'documents':
      return [line.passage.document]
  }
}
