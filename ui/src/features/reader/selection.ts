// What the user selected in the text, in blocks.

import type { Points } from './annotate.svelte'
import type { TextPoint } from '../../wire/generated'

/** The selected words and the blocks they stand in; null when nothing in the text is selected. */
export function selectedBlocks(selection: Selection | null): { from: number; to: number; quote: string } | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const quote = selection.toString().trim()
  const range = selection.getRangeAt(0)
  const from = blockOf(range.startContainer)
  // A selection that ends before the first letter of a block does not reach into it.
  const to = range.endOffset === 0 ? blockOf(range.endContainer, -1) : blockOf(range.endContainer)
  if (quote === '' || from === null) return null
  return { from, to: Math.max(from, to ?? from), quote }
}

/** The same to the letter; `lengthOf` tells the length of the text of a block. */
export function selectedPoints(selection: Selection | null, lengthOf: (block: number) => number): Points | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const from = pointOf(range.startContainer, range.startOffset)
  let to = pointOf(range.endContainer, range.endOffset)
  if (!from || !to) return null
  if (to.at === 0 && to.block > from.block) to = { block: to.block - 1, at: lengthOf(to.block - 1) }
  const empty = from.block > to.block || (from.block === to.block && from.at >= to.at)
  return empty || selection.toString().trim() === '' ? null : { from, to }
}

function pointOf(node: Node, offset: number): TextPoint | null {
  const element = node instanceof Element ? node : node.parentElement
  const row = element?.closest<HTMLElement>('[data-index]')
  const text = row?.querySelector<HTMLElement>('[data-text]')
  if (!row || !text) return null
  const block = Number(row.dataset.index)
  const before = document.createRange()
  before.selectNodeContents(text)
  if (text.contains(node)) {
    before.setEnd(node, offset)
    return { block, at: before.toString().length }
  }
  // Beside the text: the page number stands before it.
  return { block, at: before.comparePoint(node, offset) < 0 ? 0 : before.toString().length }
}

function blockOf(node: Node, by = 0): number | null {
  const element = node instanceof Element ? node : node.parentElement
  const block = element?.closest<HTMLElement>('[data-index]')
  return block ? Number(block.dataset.index) + by : null
}
