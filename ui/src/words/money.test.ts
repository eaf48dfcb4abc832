import { expect, it } from 'vitest'
import { inMyriads, millions } from './money'

it.each([
  [147_300_000_000, '1,473億円', '147,300'],
  [147_310_000_000, '1,473億1,000万円', '147,310'],
  [1_234_500_000_000, '1兆2,345億円', '1,234,500'],
  [2_850_000, '285万円', '2.85'],
  [12_345_678, '1,234万5,678円', '12.345678'],
  [0, '0円', '0'],
  [-500_000_000, '▲5億円', '-500'],
])('%d is %s', (yen, words, figure) => {
  expect(inMyriads(yen)).toBe(words)
  expect(millions(yen)).toBe(figure)
})
