import { expect, it } from 'vitest'
import { era, fiscalEra } from './dates'

it.each([
  ['2025-06-13', '令和７年６月13日'],
  ['2025-06', '令和７年６月'],
  ['2025', '令和７年'],
  ['2034-12-01', '令和16年12月１日'],
  ['2019-05-01', '令和元年５月１日'],
  ['2019-04-30', '平成31年４月30日'],
  ['2019-04', '平成31年４月'],
  ['2019', '平成31年・令和元年'],
  ['1989-01-07', '昭和64年１月７日'],
  ['1989-01-08', '平成元年１月８日'],
  ['1989-01', '昭和64年・平成元年１月'],
  ['1926-12-25', '昭和元年12月25日'],
])('%s is %s', (iso, japanese) => expect(era(iso)).toBe(japanese))

it.each(['', '2025-6-13', '13 June', '1868'])('%s is no date', (text) => expect(era(text)).toBeNull())

it.each([
  [2026, '令和８年'],
  [2019, '平成31年・令和元年'],
  [2018, '平成30年'],
  [1989, '平成元年'],
])('fiscal year %i is %s', (year, japanese) => expect(fiscalEra(year)).toBe(japanese))
