// The lines as a table for Excel.

import { csvBytes } from '../../parts/csv'
import { w } from '../../words/index.svelte'
import type { BudgetLine } from '../../wire/generated'
import { named } from './names'

export function csvOf(lines: readonly BudgetLine[]): Uint8Array {
  const { csv, kinds, stages, bases, leftOut } = w().budget
  const rows = lines.map((line) => [
    line.subject ?? '',
    named(kinds, line.subjectKind),
    line.project ?? '',
    line.ministries.join('・'),
    line.fiscalYear,
    named(stages, line.stage),
    line.yen,
    line.qualifiers.join('・'),
    line.breakdown.map((share) => `${share.name} ${share.yen}`).join('、'),
    named(bases, line.basis),
    line.leftOut === null ? '' : named(leftOut, line.leftOut),
    line.decidedAt ?? '',
    line.passage.title,
    line.passage.draft ? w().badge.draft : '',
    line.passage.pageLabel ?? line.passage.page,
    line.passage.lineStart,
    line.passage.runs.map((run) => run.text).join(''),
  ])
  return csvBytes([Object.values(csv), ...rows])
}
