// The panes of the reader as they stand in this window.

import { arrange, toggle, type Pane, type Panes } from './panes'
import type { Settings } from './settings.svelte'
import type { ViewName } from './trail.svelte'

/** Rail, pane and room for the results, rem: below this, the pane of the search would squeeze them. */
const SEARCH = 54

export class PaneState {
  /** The pane that lies over the main part of a narrow window; none until it is asked for. */
  over = $state<Pane | null>(null)
  #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  /** `width` of the window in rem. */
  of(view: ViewName, width: number, hasPage: boolean): Panes {
    if (view !== 'search') return arrange(width, this.#settings, this.over, hasPage)
    const beside = width >= SEARCH && this.#settings.side
    const side = beside ? 'beside' : this.over === 'side' && width < SEARCH ? 'over' : 'hidden'
    return { side, page: 'hidden', pageWidth: 0 }
  }

  toggle(pane: Pane, view: ViewName, width: number, hasPage: boolean): void {
    if (view === 'search') {
      if (pane === 'page') return
      if (width < SEARCH) this.over = this.over === null ? 'side' : null
      else this.#settings.side = !this.#settings.side
      return
    }
    if (pane === 'page' && !hasPage) return
    const { side, sideWidth, page, pageWidth, pageFirst } = this.#settings
    const after = toggle(pane, width, { side, sideWidth, page, pageWidth, pageFirst }, this.over, hasPage)
    this.over = after.over
    Object.assign(this.#settings, after.wanted)
  }
}
