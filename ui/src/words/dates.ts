// Dates as precise as they are printed, in the Japanese calendar too.

interface Era {
  name: string
  /** First day, ISO. */
  from: string
}

/** Latest first. Before 明治6年 Japan had another calendar; no document here is that old. */
const ERAS: Era[] = [
  { name: '令和', from: '2019-05-01' },
  { name: '平成', from: '1989-01-08' },
  { name: '昭和', from: '1926-12-25' },
  { name: '大正', from: '1912-07-30' },
  { name: '明治', from: '1873-01-01' },
]

/** A number as official documents print it: one digit full-width, more half-width. */
export function officialDigits(value: number): string {
  return value < 10 ? String.fromCharCode(0xff10 + value) : String(value)
}

/**
 * `2025-06-13` → 令和７年６月13日, `2025-06` → 令和７年６月, `2025` → 令和７年.
 * A year or month in which the era changed has both (平成31年・令和元年). Null when it is no date.
 */
export function era(iso: string): string | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso)
  if (!parts) return null
  const [, year = '', month, day] = parts
  const rest = (month ? `${officialDigits(Number(month))}月` : '') + (day ? `${officialDigits(Number(day))}日` : '')
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`
  const last = `${year}-${month ?? '12'}-${day ?? '31'}`
  const names = ERAS.filter((e, i) => e.from <= last && (i === 0 || first < (ERAS[i - 1] as Era).from)).reverse()
  if (names.length === 0) return null
  return names.map((e) => yearOf(e, Number(year))).join('・') + rest
}

/** 年度 by the era of its first day; 2019年度 is printed under both names. */
export function fiscalEra(year: number): string {
  return era(year === 2019 ? '2019' : `${year}-04`)?.replace(/４月$/, '') ?? String(year)
}

function yearOf(e: Era, year: number): string {
  const count = year - Number(e.from.slice(0, 4)) + 1
  return `${e.name}${count === 1 ? '元' : officialDigits(count)}年`
}

/** A moment (RFC 3339) as `2026-11-21 18:05` by the clock of the machine. */
export function dayAndTime(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return moment
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
