// Which panes of the reader stand beside the text. The text is never squeezed: in a narrow window the links go first,
// then the page and the outline; a pane that was asked for all the same lies over the text.

/** In rem. */
const RAIL = 4.25
/** 40 characters, the page numbers at their left and a margin. */
const TEXT = 45
export const LEAST_PAGE = 18

export type Pane = 'side' | 'page' | 'links'
export type Standing = 'beside' | 'over' | 'hidden'

/** What the user wants, remembered. Widths in rem. */
export interface Wanted {
  side: boolean
  sideWidth: number
  page: boolean
  pageWidth: number
  /** Where there is room for one of the two only: the page, and not the outline. */
  pageFirst: boolean
  links: boolean
  linksWidth: number
  /** Where there is not room for all: the links before the others. */
  linksFirst: boolean
}

export interface Panes {
  side: Standing
  page: Standing
  links: Standing
  /** As wide as it can be, rem. */
  pageWidth: number
}

/** `width` of the window in rem; `over` is the pane that was asked for where it has no room. */
export function arrange(width: number, wanted: Wanted, over: Pane | null, hasPage: boolean): Panes {
  const least: Record<Pane, number> = { side: wanted.sideWidth, page: LEAST_PAGE, links: wanted.linksWidth }
  const wants: Record<Pane, boolean> = { side: wanted.side, page: wanted.page && hasPage, links: wanted.links }
  const usual: Pane[] = wanted.pageFirst ? ['page', 'side', 'links'] : ['side', 'page', 'links']
  const order: Pane[] = wanted.linksFirst ? ['links', ...usual.filter((pane) => pane !== 'links')] : usual
  let room = width - RAIL - TEXT
  const beside = new Set<Pane>()
  for (const pane of order) {
    if (!wants[pane] || room < least[pane]) continue
    beside.add(pane)
    room -= least[pane]
  }
  const standing = (pane: Pane): Standing => (beside.has(pane) ? 'beside' : over === pane ? 'over' : 'hidden')
  return {
    side: standing('side'),
    page: hasPage ? standing('page') : 'hidden',
    links: standing('links'),
    // What is left over is the page's, as far as it wants it.
    pageWidth: beside.has('page') ? Math.max(LEAST_PAGE, Math.min(wanted.pageWidth, LEAST_PAGE + room)) : wanted.pageWidth,
  }
}

/** Shows a pane or hides it; gives what is wanted from now on, and the pane that lies over the text. */
export function toggle(pane: Pane, width: number, wanted: Wanted, over: Pane | null, hasPage: boolean): { wanted: Wanted; over: Pane | null } {
  const now = arrange(width, wanted, over, hasPage)[pane]
  if (now === 'over') return { wanted, over: null }
  if (now === 'beside') {
    const first = pane === 'page' ? { pageFirst: false } : pane === 'links' ? { linksFirst: false } : {}
    return { wanted: { ...wanted, [pane]: false, ...first }, over }
  }
  // What was asked for last goes before the others.
  const first = pane === 'page' ? { pageFirst: true, linksFirst: false } : pane === 'links' ? { linksFirst: true } : {}
  const asked = { ...wanted, [pane]: true, ...first }
  const beside = arrange(width, asked, null, hasPage)[pane] === 'beside'
  return beside ? { wanted: asked, over: null } : { wanted: asked, over: pane }
}
