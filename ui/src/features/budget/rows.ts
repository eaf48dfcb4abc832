// The chart as rows from top to bottom: headings that say what its bars have in common, bars, remarks.

import { w } from '../../words/index.svelte'
import type { Dimension, Panel } from './bars'
import { barName, basisName, yenName } from './names'
import { basisKey } from './sums'

export interface Row {
  key: string
  type: 'heading' | 'bar' | 'note'
  label: string
  yen: number
  /** Printed at the end of the bar. */
  figure: string
}

const plain = (type: 'heading' | 'note', key: string, label: string): Row => ({ key, type, label, yen: 0, figure: '' })

export function rowsOf(panels: readonly Panel[], by: Dimension): Row[] {
  return panels.flatMap(({ basis, bars, more }) => {
    const key = basisKey(basis)
    return [
      plain('heading', key, basisName(basis, by)),
      ...bars.map(({ value, yen, about }): Row => ({ key: `${key}|${value}`, type: 'bar', label: barName(by, value), yen, figure: yenName(yen, about) })),
      ...(more ? [plain('note', `${key}|more`, w().budget.moreBars(more))] : []),
    ]
  })
}

/** For a picture that leaves the window: what stands beside the chart there goes along. */
export const withNotes = (rows: readonly Row[], notes: readonly string[]): Row[] => [
  ...rows,
  ...notes.map((note, i) => plain('note', `note ${i}`, note)),
]
