// What the user selected in the text, in blocks.

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

function blockOf(node: Node, by = 0): number | null {
  const element = node instanceof Element ? node : node.parentElement
  const block = element?.closest<HTMLElement>('[data-index]')
  return block ? Number(block.dataset.index) + by : null
}
