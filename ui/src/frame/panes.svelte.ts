// The panes of a view as they stand in this window.

import { arrange, toggle, type Pane, type Panes } from './panes'
import type { Settings } from './settings.svelte'
import type { ViewName } from './trail.svelte'

/** Rail, pane and room for a list, rem: below this, the pane beside it would squeeze it. */
const BESIDE = 54

export class PaneState {
  /** The pane that lies over the main part of a narrow window; none until it is asked for. */
  over = $state<Pane | null>(null)
  #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  /** `width` of the window in rem. */
  of(view: ViewName, width: number, hasPage: boolean): Panes {
    if (view === 'reader') return arrange(width, this.#settings, this.over, hasPage)
    const beside = width >= BESIDE && this.#settings.side
    const side = beside ? 'beside' : this.over === 'side' && width < BESIDE ? 'over' : 'hidden'
    return { side, page: 'hidden', links: 'hidden', pageWidth: 0 }
  }

  toggle(pane: Pane, view: ViewName, width: number, hasPage: boolean): void {
    if (view !== 'reader') {
      if (pane !== 'side') return
      if (width < BESIDE) this.over = this.over === null ? 'side' : null
      else this.#settings.side = !this.#settings.side
      return
    }
    if (pane === 'page' && !hasPage) return
    const { side, sideWidth, page, pageWidth, pageFirst, links, linksWidth, linksFirst } = this.#settings
    const after = toggle(pane, width, { side, sideWidth, page, pageWidth, pageFirst, links, linksWidth, linksFirst }, this.over, hasPage)
    this.over = after.over
    Object.assign(this.#settings, after.wanted)
  }
}
