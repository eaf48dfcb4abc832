import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Offsets } from './offsets'
import { Memory } from './remember'
import { sectionPath } from './sections'

describe('offsets', () => {
  it('agree with adding up, after many changes', () => {
    const heights = Array.from({ length: 137 }, (_, i) => 10 + ((i * 31) % 17))
    const offsets = new Offsets(heights)
    for (let i = 0; i < 400; i++) {
      const row = (i * 53) % heights.length
      heights[row] = 5 + ((i * 7) % 40)
      offsets.set(row, heights[row] as number)
    }
    let top = 0
    heights.forEach((height, row) => {
      expect(offsets.top(row)).toBeCloseTo(top)
      expect(offsets.at(top)).toBe(row)
      expect(offsets.at(top + height - 0.5)).toBe(row)
      top += height
    })
    expect(offsets.total).toBeCloseTo(top)
  })

  it('stay within the rows', () => {
    const offsets = new Offsets([10, 10])
    expect(offsets.at(-5)).toBe(0)
    expect(offsets.at(1000)).toBe(1)
    expect(new Offsets([]).at(3)).toBe(0)
    expect(offsets.set(7, 5)).toBe(false)
    expect(offsets.set(0, 10.01)).toBe(false)
  })
})

describe('a path of headings', () => {
  it('is whole while it fits', () => expect(sectionPath(['３．', '3.1(3)', '① 医薬品'])).toBe('３． › 3.1(3) › ① 医薬品'))

  it('loses its middle first, never its ends', () => {
    const path = sectionPath(['第３章 研究開発', 'あ'.repeat(20), 'い'.repeat(20), '(3) 橋渡し', '① 医薬品'], 40)
    expect(path).toBe('第３章 研究開発 › … › (3) 橋渡し › ① 医薬品')
  })

  it('shortens single headings that are too long', () => {
    const path = sectionPath(['あ'.repeat(80), 'い'.repeat(80)], 60)
    expect(path.length).toBeLessThanOrEqual(60)
    expect(path).toMatch(/^あ+… › い+…$/)
  })

  it('of nothing is nothing', () => expect(sectionPath([])).toBe(''))
})

describe('memory', () => {
  beforeEach(() => localStorage.clear())

  it('gives back what was set, each place its own', () => {
    new Memory('a').set('x', { query: '創薬', n: [1] })
    expect(new Memory('a').get('x', { query: '', n: [0] })).toEqual({ query: '創薬', n: [1] })
    expect(new Memory('b').get('x', { query: '', n: [0] })).toEqual({ query: '', n: [0] })
  })

  it.each(['{', '"text"', '{"query":1}', '{}', '[]'])('does not believe %s', (stored) => {
    localStorage.setItem('tadori:a:x', stored)
    expect(new Memory('a').get('x', { query: 'fallback' })).toEqual({ query: 'fallback' })
  })

  it('writes the latest of many changes, at the latest when the window closes', () => {
    vi.useFakeTimers()
    const memory = new Memory('a')
    memory.soon('x', 1)
    memory.soon('x', 2)
    expect(memory.get('x', 0)).toBe(0)
    vi.advanceTimersByTime(300)
    expect(memory.get('x', 0)).toBe(2)
    memory.soon('x', 3)
    memory.flush()
    expect(memory.get('x', 0)).toBe(3)
    vi.useRealTimers()
  })
})
