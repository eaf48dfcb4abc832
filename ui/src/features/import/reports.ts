// The lines of an import report: which can be taken again, and how.

import type { FileReport, ImportSummary } from '../../wire/generated'

export const isRefused = (report: FileReport): boolean => report.status === 'refused'
export const isWarned = (report: FileReport): boolean => !isRefused(report) && report.warnings.length > 0
/** A password opens it. */
export const isLocked = ({ code }: FileReport): boolean => code === 'password-needed' || code === 'wrong-password'
/** Has pages without text. */
export const isUnread = (report: FileReport): boolean => report.warnings.some(({ code }) => code === 'needs-ocr')

const filesOf = (reports: readonly FileReport[]) => reports.map((report) => report.file)

export const lockedFiles = (reports: readonly FileReport[]): string[] => filesOf(reports.filter(isLocked))
export const unreadFiles = (reports: readonly FileReport[]): string[] => filesOf(reports.filter(isUnread))
/** Refused for something that may be otherwise by now. */
export const refusedFiles = (reports: readonly FileReport[]): string[] =>
  filesOf(reports.filter((report) => isRefused(report) && !isLocked(report)))

type Counts = Pick<ImportSummary, 'imported' | 'unchanged' | 'refused'>

/** As the program counted, unless lines of an earlier import are among them. */
export function countsOf(reports: readonly FileReport[], summary: ImportSummary | null): Counts {
  if (summary && reports.every((report) => report.job === summary.job)) return summary
  const counts = { imported: 0, unchanged: 0, refused: 0 }
  for (const { status } of reports) counts[status === 'updated' ? 'imported' : status]++
  return counts
}

/** New lines take the place of earlier ones of the same file, else they come last. */
export function mergeReports(before: readonly FileReport[], arrived: readonly FileReport[]): FileReport[] {
  const rows = new Map(before.map((report, row) => [report.file, row]))
  const merged = [...before]
  for (const report of arrived) {
    const row = rows.get(report.file)
    if (row === undefined || before[row]?.job === report.job) merged.push(report)
    else merged[row] = report
  }
  return merged
}
