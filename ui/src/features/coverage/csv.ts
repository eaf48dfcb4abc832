// The table for Excel: a program a row, a statement without one all the same.

import { csvBytes } from '../../parts/csv'
import type { CoveredView } from '../../wire/generated'
import { w } from '../../words/index.svelte'
import { folded, reasonName, textOf } from './carriers'

export function csvOf(statements: readonly CoveredView[]): Uint8Array {
  const { csv, confirmed, rejected } = w().coverage
  const rows = statements.flatMap((covered) => {
    const { passage, section } = covered
    const own = [section.join(' › '), textOf(passage.runs), passage.pageLabel ?? passage.page, passage.lineStart]
    const { first, rest } = folded(covered)
    const programs = [...first, ...rest].map(({ program, score, reason, verdict }) => {
      const said = verdict === null ? '' : verdict.verdict === 'confirmed' ? confirmed : rejected
      return [...own, program, Math.round(score * 100) / 100, reasonName(reason), said]
    })
    return programs.length ? programs : [[...own, '', '', '', '']]
  })
  return csvBytes([Object.values(csv), ...rows])
}
