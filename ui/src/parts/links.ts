// A link as a person reads it: how sure, why, and what it joins.

import type { LinkEnd, LinkView, Passage, Run } from '../wire/generated'
import { language, w } from '../words/index.svelte'

/** In the order in which they are shown. */
export const linkKinds = ['cites', 'quotes', 'names', 'implements', 'funds', 'succeeds', 'declares'] as const

export type Level = 'sure' | 'likely' | 'faint'

/** How sure, in words; the borders are those of the quality tables. */
export const levelOf = (score: number): Level => (score >= 0.8 ? 'sure' : score >= 0.5 ? 'likely' : 'faint')

export const isRejected = (link: LinkView): boolean => link.verdict?.verdict === 'rejected'
/** What a person confirmed is not faint, however it scored. */
export const isFaint = (link: LinkView): boolean => link.verdict?.verdict !== 'confirmed' && levelOf(link.score) === 'faint'

/** What a person confirmed is surest. */
const surety = (link: LinkView): number => (link.verdict?.verdict === 'confirmed' ? 2 : link.score)
export const bySurety = (a: LinkView, b: LinkView): number => surety(b) - surety(a) || (a.id < b.id ? -1 : 1)

export const kindOfLink = (kind: string): string => w().links.kinds[kind] ?? kind
export const basisOfLink = (basis: string): string => w().links.bases[basis] ?? basis
export const levelName = (score: number): string => w().links.levels[levelOf(score)] ?? ''

/** What a person said of it, with the date; empty when nothing. */
export function saidOf({ verdict }: LinkView): string {
  if (!verdict) return ''
  const date = new Date(verdict.saidAt).toLocaleDateString(language() === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'medium' })
  return w().links.saidOf(w().links.said[verdict.verdict], date)
}

export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')
const marked = (runs: readonly Run[]): string[] => runs.flatMap((run) => (run.mark ? [run.text] : []))

/** Terms that are told; more would be no reason. */
const FEW = 3

/** Why the link is there, in words. */
export function reasonOf({ kind, reason, from, added }: LinkView): string {
  const words = w().links.reasons
  const { terms, related, named, project, ministries } = reason
  const parts: string[] = []
  if (kind === 'quotes') {
    const letters = terms.join('').length || marked(from.passage.runs).join('').length
    if (letters) parts.push(words.wording(letters))
  } else if (kind === 'succeeds' && terms.length) parts.push(words.programs(terms.slice(0, FEW), Math.max(0, terms.length - FEW)))
  else if (terms.length) parts.push(words.terms(terms.slice(0, FEW)))
  if (related.length) parts.push(words.related(related))
  if (named !== null) {
    const say = { names: words.names, cites: words.cites, funds: words.funds, declares: words.declares }[kind]
    const amount = kind === 'funds' ? marked(from.passage.runs).join('・') : ''
    if (say) parts.push(say(named) + (amount ? ` ${amount}` : ''))
  }
  if (project !== null) parts.push(words.project(project))
  if (ministries.length) parts.push(words.ministries(ministries))
  if (added) parts.push(words.added)
  return parts.join(words.and)
}

/** The page where it has one, the line otherwise. */
export const placeOf = ({ pageLabel, page, lineStart }: Passage): string =>
  (pageLabel ?? page) !== null ? w().place.page(pageLabel ?? String(page)) : w().place.lines(lineStart, lineStart)

/** A short name of an end: the program, or the beginning of the text. */
export function endName({ program, passage }: LinkEnd, most = 24): string {
  const name = program ?? textOf(passage.runs).replaceAll(/\s+/g, ' ')
  return name.length > most ? `${name.slice(0, most - 1)}…` : name
}

/** The runs about the first mark, so that one or two lines show what matters. */
export function excerpt(runs: readonly Run[], most = 90): Run[] {
  const lead = 24
  let before = 0
  for (const run of runs) {
    if (run.mark) break
    before += run.text.length
  }
  const whole = textOf(runs).length
  const from = before === whole || before <= lead || whole <= most ? 0 : Math.min(before - lead, whole - most)
  const found: Run[] = []
  let at = 0
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, from + most - at))
    if (text) found.push({ ...run, text })
    at += run.text.length
  }
  if (from > 0) found.unshift({ text: '…', mark: false })
  if (from + most < whole) found.push({ text: '…', mark: false })
  return found
}

/** The link as the program says it now, in place of the old one; gone where there is none. */
export function replaced(links: readonly LinkView[], id: string, now: LinkView | null): LinkView[] {
  return links.flatMap((link) => (link.id !== id ? [link] : now ? [now] : []))
}
