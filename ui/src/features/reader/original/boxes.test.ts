import { describe, expect, it } from 'vitest'
import type { BlockView, PageBox } from '../../../wire/generated'
import { BoxMap, grouped } from './boxes'

const box = (page: number, left: number, top: number, right: number, bottom: number): PageBox => ({ page, left, top, right, bottom })
const block = (index: number, boxes: PageBox[], more: Partial<BlockView> = {}): BlockView => ({
  index, kind: 'paragraph', level: null, runs: [], page: boxes[0]?.page ?? null, pageLabel: null, lineStart: 1, lineEnd: 1,
  parent: null, boxes, markBoxes: [], undecided: false, ...more,
})
/** Two lines on page 1, a running head, one line on page 1 below, a block over the page break. */
const blocks = [
  block(0, [box(1, 70, 20, 200, 30)], { kind: 'furniture' }),
  block(1, [box(1, 70, 100, 500, 110), box(1, 70, 118, 300, 128)]),
  block(2, [], { page: 1 }),
  block(3, [box(1, 70, 700, 500, 710), box(2, 70, 80, 500, 90)]),
]
const map = new BoxMap(blocks)

describe('from the page to the text', () => {
  it('finds the block under the mouse, the inner one of two, with a little room', () => {
    expect(map.blockAt({ page: 1, x: 100, y: 122 })).toBe(1)
    expect(map.blockAt({ page: 1, x: 501, y: 105 })).toBe(1)
    expect(map.blockAt({ page: 1, x: 400, y: 400 })).toBeNull()
    const nested = new BoxMap([block(0, [box(1, 0, 0, 500, 500)]), block(1, [box(1, 100, 100, 200, 120)])])
    expect(nested.blockAt({ page: 1, x: 150, y: 110 })).toBe(1)
    expect(nested.blockAt({ page: 1, x: 150, y: 200 })).toBe(0)
  })

  it('reads on from a height, and leaves running heads aside', () => {
    expect(map.readingAt(1, 0)).toEqual({ block: 1, fraction: 0 })
    expect(map.readingAt(1, 123)).toEqual({ block: 1, fraction: 0.75 })
    expect(map.readingAt(1, 300)).toEqual({ block: 3, fraction: 0 })
    expect(map.readingAt(2, 85)).toEqual({ block: 3, fraction: 0.75 })
    expect(map.readingAt(9, 0)).toBeNull()
  })
})

describe('from the text to the page', () => {
  it('goes along the lines of a block, over the page break too', () => {
    expect(map.placeOf({ block: 1, fraction: 0 })).toEqual({ page: 1, x: 70, y: 100 })
    expect(map.placeOf({ block: 1, fraction: 0.75 })).toEqual({ page: 1, x: 70, y: 123 })
    expect(map.placeOf({ block: 3, fraction: 0.5 })).toEqual({ page: 2, x: 70, y: 80 })
  })

  it('stands below the block before where a block has no boxes', () => {
    expect(map.placeOf({ block: 2, fraction: 0 })).toEqual({ page: 1, x: 70, y: 128 })
    expect(new BoxMap([block(0, [], { page: 4 })]).placeOf({ block: 0, fraction: 0 })).toEqual({ page: 4, x: 0, y: 0 })
    expect(new BoxMap([block(0, [])]).placeOf({ block: 0, fraction: 0 })).toBeNull()
    expect(map.placeOf({ block: 99, fraction: 0 })).toBeNull()
  })

  it('comes back to where it was', () => {
    for (const reading of [{ block: 1, fraction: 0.25 }, { block: 1, fraction: 0.75 }, { block: 3, fraction: 0.5 }]) {
      const place = map.placeOf(reading)
      expect(place && map.readingAt(place.page, place.y)).toEqual(reading)
    }
  })
})

describe('an outline', () => {
  it('joins lines below one another, and keeps columns and pages apart', () => {
    expect(map.outlineOf(1)).toEqual([box(1, 70, 100, 500, 128)])
    expect(map.outlineOf(3)).toHaveLength(2)
    const columns = [box(1, 70, 700, 280, 710), box(1, 70, 715, 280, 725), box(1, 310, 80, 520, 90), box(1, 310, 95, 400, 105)]
    expect(grouped(columns)).toEqual([box(1, 70, 700, 280, 725), box(1, 310, 80, 520, 105)])
  })

  it('joins the pieces of one line', () => {
    expect(grouped([box(1, 70, 100, 120, 110), box(1, 124, 101, 200, 111)])).toEqual([box(1, 70, 100, 200, 111)])
  })

  it('joins vertical lines from right to left', () => {
    const lines = [box(1, 500, 80, 512, 700), box(1, 480, 80, 492, 700), box(1, 460, 80, 472, 300)]
    expect(grouped(lines)).toEqual([box(1, 460, 80, 512, 700)])
    const vertical = new BoxMap([block(0, lines)])
    expect(vertical.placeOf({ block: 0, fraction: 0.5 })).toEqual({ page: 1, x: 480, y: 80 })
    expect(vertical.readingAt(1, 200)?.block).toBe(0)
  })
})

it('knows the hits of a page', () => {
  const marked = new BoxMap([block(0, [], { markBoxes: [box(1, 1, 1, 2, 2), box(2, 1, 1, 2, 2)] })])
  expect(marked.marksOn(2)).toEqual([{ block: 0, box: box(2, 1, 1, 2, 2) }])
  expect(marked.marksOn(3)).toEqual([])
})
