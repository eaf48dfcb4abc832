// A table as bytes that Excel reads.

/** Without it Excel takes UTF-8 for the code page of the machine. */
const BOM = '\ufeff'

export type Cell = string | number | null

export function csvBytes(rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
  return new TextEncoder().encode(BOM + text)
}

/** A text that Excel would take for a formula gets an apostrophe before it. */
function cell(value: Cell): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
