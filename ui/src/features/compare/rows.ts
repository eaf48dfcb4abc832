// The rows of a 新旧対照表: what changed, and unchanged stretches folded.

import type { ComparedView, Run, SentenceView } from '../../wire/generated'
import { w } from '../../words/index.svelte'

/** Kinds of change, in the order in which they are offered. */
export const changes = ['reworded', 'added', 'removed', 'moved'] as const
export type Change = (typeof changes)[number]

export type Row =
  /** An unchanged stretch; `from` tells it from the others. */
  | { type: 'fold'; from: number; count: number; open: boolean }
  | { type: 'pair'; at: number; pair: ComparedView }

export interface Wanted {
  /** Everything, not only what changed. */
  all: boolean
  /** Kinds of change that are left out. */
  hidden: ReadonlySet<string>
  onlyStrength: boolean
}

export const isHeading = ({ a, b }: ComparedView): boolean => (b ?? a)?.heading ?? false
export const isChange = ({ change }: ComparedView): boolean => change !== 'same'

export function rowsOf(sentences: readonly ComparedView[], { all, hidden, onlyStrength }: Wanted, unfolded: ReadonlySet<number>): Row[] {
  const rows: Row[] = []
  const row = (at: number): Row => ({ type: 'pair', at, pair: sentences[at] as ComparedView })
  let stretch: number[] = []
  const fold = (part: number[]) => {
    const from = part[0]
    if (from === undefined || onlyStrength) return
    const open = unfolded.has(from)
    rows.push({ type: 'fold', from, count: part.length, open }, ...(open ? part.map(row) : []))
  }
  /** The heading that the next change stands under is shown with it. */
  const end = (shown: boolean) => {
    const heading = shown ? stretch.findLastIndex((at) => isHeading(sentences[at] as ComparedView)) : -1
    if (heading < 0) fold(stretch)
    else {
      fold(stretch.slice(0, heading))
      rows.push(row(stretch[heading] as number))
      fold(stretch.slice(heading + 1))
    }
    stretch = []
  }
  sentences.forEach((pair, at) => {
    if (!isChange(pair)) {
      if (all && !onlyStrength) rows.push(row(at))
      else stretch.push(at)
    } else if (!hidden.has(pair.change) && (!onlyStrength || pair.strength !== null)) {
      end(true)
      rows.push(row(at))
    }
  })
  end(false)
  return rows
}

export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

export const changeName = (change: string): string => w().compare.kind[change] ?? change

/** 検討する → 推進する（強まった）; empty where nothing is to be said. */
export function strengthName({ strength }: ComparedView): string {
  if (strength === null) return ''
  const { strengths, strength: say } = w().compare
  return say(strengths[strength.a] ?? strength.a, strengths[strength.b] ?? strength.b, strength.stronger)
}

/** The page where it has one, the line otherwise. */
export function placeName({ page, pageLabel, lineStart }: SentenceView): string {
  const label = pageLabel ?? page
  return label === null ? w().place.lines(lineStart, lineStart) : w().place.page(String(label))
}
