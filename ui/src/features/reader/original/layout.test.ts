import { describe, expect, it } from 'vitest'
import { clampScale, FULL_SIZE, GAP, LARGEST, PageLayout, scaleOf, SMALLEST } from './layout'

const A4 = { width: 595, height: 842 }
const SLIDE = { width: 960, height: 540 }
const VIEW = { width: 619, height: 700 }

describe('the scale', () => {
  it('fits each page to the width by itself', () => {
    expect(scaleOf(A4, 'width', VIEW)).toBe(1)
    expect(scaleOf(SLIDE, 'width', VIEW)).toBeCloseTo(595 / 960)
  })

  it('fits a whole page', () => {
    expect(scaleOf(A4, 'page', VIEW)).toBeCloseTo((700 - 2 * GAP) / 842)
    expect(scaleOf(SLIDE, 'page', VIEW)).toBeCloseTo(595 / 960)
  })

  it('stays sensible in a view without room, and in size', () => {
    expect(scaleOf(A4, 'width', { width: 0, height: 0 })).toBe(SMALLEST)
    expect(clampScale(99)).toBe(LARGEST)
    expect(scaleOf(A4, FULL_SIZE, VIEW)).toBe(FULL_SIZE)
  })
})

describe('three hundred pages', () => {
  const layout = new PageLayout(Array.from({ length: 300 }, () => A4), 'width', VIEW)

  it('exist only where they are looked at', () => {
    const { first, last } = layout.near(100_000, 700)
    expect(last - first + 1).toBeLessThanOrEqual(4)
    expect(layout.near(0, 700)).toEqual({ first: 1, last: 2 })
    expect(layout.near(layout.height, 700)).toMatchObject({ last: 300 })
  })

  it('are found by height and back', () => {
    for (const page of [1, 2, 150, 300]) {
      const top = layout.topOf({ page, y: 400 })
      expect(layout.placeAt(top)).toEqual({ page, y: 400 })
      expect(layout.at(top)).toBe(page)
    }
  })

  it('stand in the middle of a wider view', () => {
    expect(layout.frame(1, 1000)).toEqual({ top: GAP, left: (1000 - 595) / 2, width: 595, height: 842 })
    expect(layout.frame(2, 619).top).toBe(842 + 2 * GAP)
  })
})

it('a document without pages has no place', () => {
  const layout = new PageLayout([], 'width', VIEW)
  expect(layout.near(0, 700)).toEqual({ first: 1, last: 0 })
  expect(layout.placeAt(10)).toEqual({ page: 1, y: 0 })
})
