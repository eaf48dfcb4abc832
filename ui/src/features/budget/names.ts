// Codes and values of the budget, as a person reads them.

import { language, w, yearName } from '../../words/index.svelte'
import type { Dimension } from './bars'
import type { FilterName } from './filters'
import { overlaps, type Basis, type Sum } from './sums'

/** The words for a code; an unknown code as it came. */
export const named = (words: Record<string, string>, code: string): string => words[code] ?? code

/** As a value of a filter or a bar. */
const yearOf = (year: string): string => yearName(year === '' ? null : Number(year))

/** A value of a filter; a document by its title. */
export function valueName(name: FilterName, value: string, titles: ReadonlyMap<string, string>): string {
  const words = w().budget
  if (name === 'years') return yearOf(value)
  if (name === 'stages') return named(words.stages, value)
  if (name === 'documents') return titles.get(value) ?? value
  return value || (name === 'projects' ? words.noProject : words.noMinistry)
}

export function barName(by: Dimension, value: string): string {
  const words = w().budget
  if (by === 'year') return yearOf(value)
  if (by === 'stage') return named(words.stages, value)
  return value || { project: words.noProject, ministry: words.unsplit, subject: words.undecidedSubject }[by]
}

/** What the lines of a sum have in common; of a chart, without the dimension that its bars tell apart. */
export function basisName({ year, stage, kind }: Basis, by?: Dimension): string {
  const { stages, kinds } = w().budget
  return [by === 'year' ? '' : yearName(year), by === 'stage' ? '' : named(stages, stage), named(kinds, kind)].filter(Boolean).join('・')
}

export const yenName = (yen: number, about: boolean): string => (about ? w().budget.about : '') + w().budget.yen(yen)

export const sumName = ({ kind, lines, yen, about }: Sum): string =>
  lines > 1 && overlaps(kind) ? w().budget.amounts(lines) : w().budget.sum(lines, yenName(yen, about))

/** What sums do not include. */
export function excludedName(leftOut: readonly { reason: string; count: number }[]): string {
  const words = w().budget
  const parts = leftOut.map(({ reason, count }) => ({ reason: named(words.leftOut, reason), count }))
  return parts.length ? words.notIncluded(parts) : words.allIncluded
}

/** A moment (RFC 3339) on this machine's clock. */
export const whenName = (moment: string): string =>
  new Date(moment).toLocaleString(language() === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' })
