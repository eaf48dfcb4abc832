// Programs of a statement: which count, in which order, and why they are there.

import { levelName } from '../../parts/links'
import type { CarrierView, CoveredView, LinkReason, Run } from '../../wire/generated'
import { w } from '../../words/index.svelte'

/** From even odds on, a statement is said to have a program. */
const EVEN = 0.5
/** Shown of a statement before one asks for the rest. */
const FEW = 3

const isRejected = ({ verdict }: CarrierView): boolean => verdict?.verdict === 'rejected'

/** Whether it is likely, or confirmed by a person, and nobody rejected it. */
export const counts = (carrier: CarrierView): boolean => !isRejected(carrier) && (carrier.score >= EVEN || carrier.verdict !== null)

export const isFound = ({ carriers }: CoveredView): boolean => carriers.some(counts)

/** What is shown of a statement at once, and what is folded. */
export interface Folded {
  first: CarrierView[]
  rest: CarrierView[]
}

/** What was confirmed comes first, then the best; what was rejected comes last. Where no program is likely, all is folded. */
export function folded({ carriers }: CoveredView): Folded {
  const rank = ({ verdict }: CarrierView) => (verdict === null ? 1 : verdict.verdict === 'confirmed' ? 0 : 2)
  const sorted = [...carriers].sort((a, b) => rank(a) - rank(b) || b.score - a.score)
  const shown = carriers.some(counts) ? FEW : 0
  return { first: sorted.slice(0, shown), rest: sorted.slice(shown) }
}

/** Programs that no statement leads to, with what was confirmed and rejected in this plan. */
export function idleOf(idle: readonly string[], statements: readonly CoveredView[]): string[] {
  const busy = new Set<string>()
  const lost = new Set<string>()
  for (const carrier of statements.flatMap(({ carriers }) => carriers)) {
    if (counts(carrier)) busy.add(carrier.program)
    else if (carrier.score >= EVEN) lost.add(carrier.program)
  }
  return [...new Set([...idle, ...lost])].filter((name) => !busy.has(name))
}

export function reasonName({ terms, related, named, project, ministries }: LinkReason): string {
  const words = w().coverage
  const { reasons } = w().links
  const parts = [
    terms.length ? words.terms(terms) : '',
    related.length ? reasons.related(related) : '',
    named === null ? '' : words.named(named),
    project === null ? '' : reasons.project(project),
    ministries.length ? reasons.ministries(ministries) : '',
  ]
  return parts.filter(Boolean).join(words.reasonJoin)
}

export const scoreName = (score: number, figures: boolean): string => (figures ? `${levelName(score)} ${score.toFixed(2)}` : levelName(score))

export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** Tells a program of a statement from the others, also after a new answer. */
export const carrierKey = ({ program, passage }: CarrierView): string => `${program} ${passage.document} ${passage.block}`
