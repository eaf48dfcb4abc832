// Blocks on the page: which stand where, and what is read at a place. The boxes are our own, in points from the top
// left corner of the page as it is shown.

import type { BlockView, PageBox } from '../../../wire/generated'
import type { Place } from './layout'

export interface BlockBox {
  block: number
  box: PageBox
}

/** A place in the text: a block, and how much of it is above (0 to 1). */
export interface Reading {
  block: number
  fraction: number
}

/** How far beside a box a click still means it, points. */
const NEAR = 3

export class BoxMap {
  #blocks: readonly BlockView[]
  #boxes = new Map<number, BlockBox[]>()
  #marks = new Map<number, BlockBox[]>()

  constructor(blocks: readonly BlockView[]) {
    this.#blocks = blocks
    for (const { index, boxes, markBoxes } of blocks) {
      for (const box of boxes) add(this.#boxes, { block: index, box })
      for (const box of markBoxes) add(this.#marks, { block: index, box })
    }
  }

  /** Boxes of hits on a page. */
  marksOn(page: number): BlockBox[] {
    return this.#marks.get(page) ?? []
  }

  /** The block whose box is at a place; the smallest, where boxes lie in one another. */
  blockAt({ page, x, y }: Place): number | null {
    const there = (this.#boxes.get(page) ?? []).filter(
      ({ box }) => x >= box.left - NEAR && x <= box.right + NEAR && y >= box.top - NEAR && y <= box.bottom + NEAR,
    )
    const inside = (box: PageBox) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
    const rank = ({ box }: BlockBox) => (inside(box) ? 0 : 1e9) + (box.right - box.left) * (box.bottom - box.top)
    return there.sort((a, b) => rank(a) - rank(b))[0]?.block ?? null
  }

  /** A block as few rectangles: lines that follow one another are one. */
  outlineOf(block: number): PageBox[] {
    return grouped(this.#blocks[block]?.boxes ?? [])
  }

  /** Where a place of the text stands; a block without boxes at the top of its page, or after the one before. */
  placeOf({ block, fraction }: Reading): Place | null {
    const here = this.#blocks[block]
    if (!here) return null
    const { boxes } = here
    if (boxes.length) {
      const along = Math.min(0.9999, Math.max(0, fraction)) * boxes.length
      const box = boxes[Math.floor(along)] as PageBox
      const y = isVertical(box) ? box.top : box.top + (along % 1) * (box.bottom - box.top)
      return { page: box.page, x: box.left, y }
    }
    let before = block - 1
    while (before >= 0 && !this.#blocks[before]?.boxes.length && this.#blocks[before]?.page === null) before--
    const last = this.#blocks[before]?.boxes.at(-1)
    if (last && (here.page === null || last.page === here.page)) return { page: last.page, x: last.left, y: last.bottom }
    return here.page === null ? null : { page: here.page, x: 0, y: 0 }
  }

  /** What is read at a height of a page: the first block, in reading order, that is not all above it. */
  readingAt(page: number, y: number): Reading | null {
    const below = (this.#boxes.get(page) ?? []).filter(({ box }) => box.bottom > y)
    const first = below.find(({ block }) => this.#blocks[block]?.kind !== 'furniture') ?? below[0]
    if (first) {
      const boxes = this.#blocks[first.block]?.boxes ?? []
      const { box } = first
      const within = isVertical(box) ? 0 : Math.min(1, Math.max(0, (y - box.top) / (box.bottom - box.top)))
      return { block: first.block, fraction: (boxes.indexOf(box) + within) / Math.max(1, boxes.length) }
    }
    const next = this.#blocks.find((block) => (block.boxes[0]?.page ?? block.page ?? 0) > page)
    return next ? { block: next.index, fraction: 0 } : null
  }
}

function add(to: Map<number, BlockBox[]>, entry: BlockBox): void {
  const list = to.get(entry.box.page)
  if (list) list.push(entry)
  else to.set(entry.box.page, [entry])
}

/** A line that runs down the page. */
function isVertical(box: PageBox): boolean {
  return box.bottom - box.top > 2 * (box.right - box.left)
}

/** Joins boxes of lines that follow one another in a column (or, in vertical writing, in a row of columns). */
export function grouped(boxes: readonly PageBox[]): PageBox[] {
  const groups: PageBox[] = []
  let last: PageBox | undefined
  for (const box of boxes) {
    const group = groups.at(-1)
    if (group && last && group.page === box.page && follows(last, box)) {
      group.left = Math.min(group.left, box.left)
      group.top = Math.min(group.top, box.top)
      group.right = Math.max(group.right, box.right)
      group.bottom = Math.max(group.bottom, box.bottom)
    } else groups.push({ ...box })
    last = box
  }
  return groups
}

/** Whether a line is the next one below (or, in vertical writing, to the left), or goes on beside the last. */
function follows(last: PageBox, box: PageBox): boolean {
  const overlap = (a0: number, a1: number, b0: number, b1: number) => Math.min(a1, b1) - Math.max(a0, b0)
  const across = overlap(last.left, last.right, box.left, box.right)
  const down = overlap(last.top, last.bottom, box.top, box.bottom)
  if (isVertical(last) || isVertical(box)) {
    const width = Math.max(last.right - last.left, box.right - box.left)
    return down > 0 && -across < 2 * width
  }
  const height = Math.max(last.bottom - last.top, box.bottom - box.top)
  if (down > height / 2) return -across < 2 * height
  return across > 0 && box.top > last.top && -down < 2 * height
}
