// The lines as a table for Excel.

import { w } from '../../words/index.svelte'
import type { BudgetLine } from '../../wire/generated'
import { named } from './names'

/** Without it Excel takes UTF-8 for the code page of the machine. */
const BOM = '\ufeff'

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
  const text = [Object.values(csv), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
  return new TextEncoder().encode(BOM + text)
}

/** A text that Excel would take for a formula gets an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
