// Which panes of the reader stand beside the text. The text is never squeezed: in a narrow window the page goes first,
// then the outline; a pane that was asked for all the same lies over the text.

/** In rem. */
const RAIL = 4.25
/** 40 characters, the page numbers at their left and a margin. */
const TEXT = 45
export const LEAST_PAGE = 18

export type Pane = 'side' | 'page'
export type Standing = 'beside' | 'over' | 'hidden'

/** What the user wants, remembered. Widths in rem. */
export interface Wanted {
  side: boolean
  sideWidth: number
  page: boolean
  pageWidth: number
  /** Where there is room for one of the two only: the page, and not the outline. */
  pageFirst: boolean
}

export interface Panes {
  side: Standing
  page: Standing
  /** As wide as it can be, rem. */
  pageWidth: number
}

/** `width` of the window in rem; `over` is the pane that was asked for where it has no room. */
export function arrange(width: number, wanted: Wanted, over: Pane | null, hasPage: boolean): Panes {
  const room = (side: boolean) => width - RAIL - TEXT - (side ? wanted.sideWidth : 0)
  const wantsPage = wanted.page && hasPage
  const fitsPage = (side: boolean) => wantsPage && room(side) >= LEAST_PAGE
  let side = wanted.side && room(true) >= 0
  let page = fitsPage(side)
  if (!page && side && wanted.pageFirst && fitsPage(false)) {
    side = false
    page = true
  }
  const standing = (pane: Pane, beside: boolean): Standing => (beside ? 'beside' : over === pane ? 'over' : 'hidden')
  return {
    side: standing('side', side),
    page: hasPage ? standing('page', page) : 'hidden',
    pageWidth: page ? Math.max(LEAST_PAGE, Math.min(wanted.pageWidth, room(side))) : wanted.pageWidth,
  }
}

/** Shows a pane or hides it; gives what is wanted from now on, and the pane that lies over the text. */
export function toggle(pane: Pane, width: number, wanted: Wanted, over: Pane | null, hasPage: boolean): { wanted: Wanted; over: Pane | null } {
  const now = arrange(width, wanted, over, hasPage)[pane]
  if (now === 'over') return { wanted, over: null }
  if (now === 'beside') {
    return { wanted: { ...wanted, [pane]: false, ...(pane === 'page' ? { pageFirst: false } : {}) }, over }
  }
  const asked = { ...wanted, [pane]: true, ...(pane === 'page' ? { pageFirst: true } : {}) }
  const beside = arrange(width, asked, null, hasPage)[pane] === 'beside'
  return beside ? { wanted: asked, over: null } : { wanted: asked, over: pane }
}
