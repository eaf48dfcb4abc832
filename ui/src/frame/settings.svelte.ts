// Language, colours, size, panes: how this user likes the window.

import { Memory } from '../parts/remember'
import { speak, type Language } from '../words/index.svelte'

export type Theme = 'system' | 'light' | 'dark'

export const ZOOMS = [1, 1.1, 1.25, 1.5, 1.75, 2]

const usual = { language: 'ja' as Language, theme: 'system' as Theme, zoom: 1, side: true, sideWidth: 16, furniture: true, facts: false, page: true, pageWidth: 34, pageFirst: false, links: true, linksWidth: 20, linksFirst: false }

export class Settings {
  language = $state<Language>(usual.language)
  theme = $state<Theme>(usual.theme)
  zoom = $state(usual.zoom)
  /** Whether the left pane is wanted. */
  side = $state(usual.side)
  /** Its width in rem. */
  sideWidth = $state(usual.sideWidth)
  furniture = $state(usual.furniture)
  /** Whether what the text says is marked in it. */
  facts = $state(usual.facts)
  /** Whether the pages of the original are wanted beside the text, how wide (rem), and rather than the left pane. */
  page = $state(usual.page)
  pageWidth = $state(usual.pageWidth)
  pageFirst = $state(usual.pageFirst)
  /** Whether the links of what is in view are wanted beside the text, how wide (rem), and rather than the others. */
  links = $state(usual.links)
  linksWidth = $state(usual.linksWidth)
  linksFirst = $state(usual.linksFirst)

  #memory = new Memory('settings')

  constructor() {
    Object.assign(this, this.#memory.get('all', usual))
  }

  /** Shows the settings and remembers them; to be called in an effect. */
  apply(systemIsDark: boolean): void {
    const { language, theme, zoom, side, sideWidth, furniture, facts, page, pageWidth, pageFirst, links, linksWidth, linksFirst } = this
    const root = document.documentElement
    root.dataset.theme = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme
    root.style.fontSize = `${zoom * 100}%`
    speak(language)
    this.#memory.set('all', { language, theme, zoom, side, sideWidth, furniture, facts, page, pageWidth, pageFirst, links, linksWidth, linksFirst })
  }

  larger(): void {
    this.zoom = ZOOMS.find((zoom) => zoom > this.zoom) ?? this.zoom
  }

  smaller(): void {
    this.zoom = ZOOMS.findLast((zoom) => zoom < this.zoom) ?? this.zoom
  }
}
