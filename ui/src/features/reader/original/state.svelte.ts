// 原本: the pages of the original that are shown beside the text.

import { asError, type Host, type WireError } from '../../../host/types'
import type { PageView } from '../../../wire/generated'
import { clampScale, FULL_SIZE, type Place, type Size, type Zoom } from './layout'
import { Locked, openPdf, type OpenPdf, type Pdf } from './pdf'
import { DrawQueue } from './queue'

/** Where the page is to go: a place to the top, or a place into view. Every wish is a new object. */
export interface PageWish extends Place {
  align: 'top' | 'visible'
}

/** Until anything is known of a page: A4. */
const USUAL: Size = { width: 595, height: 842 }
const STEP = 1.2

export class OriginalState {
  phase = $state<'none' | 'loading' | 'ready' | 'locked' | 'failed'>('none')
  pdf = $state.raw<Pdf | null>(null)
  sizes = $state.raw<Size[]>([])
  pages = $state.raw<PageView[]>([])
  zoom = $state<Zoom>('width')
  thumbnails = $state(false)
  /** The page that takes most of the view, from 1. */
  page = $state(1)
  wish = $state.raw<PageWish | null>(null)
  error = $state.raw<WireError | null>(null)
  /** The password that was given did not open it. */
  wrong = $state(false)
  /** Px per point of the page in view, which the pane knows. */
  scale = $state(FULL_SIZE)

  readonly queue = new DrawQueue()
  readonly label: string = $derived(this.labelOf(this.page))
  readonly quality: string = $derived(this.pages[this.page - 1]?.quality ?? 'text')
  readonly percent: number = $derived(Math.round((this.scale / FULL_SIZE) * 100))

  #host: Host
  #open: OpenPdf
  #document: string | null = null

  constructor(host: Host, open: OpenPdf = openPdf) {
    this.#host = host
    this.#open = open
  }

  /** Shows the original of a document; what was shown before is given up. */
  async show(document: string, pages: readonly PageView[]): Promise<void> {
    if (document === this.#document) return
    this.close()
    this.#document = document
    this.pages = [...pages]
    this.sizes = pages.map(sizeOf)
    await this.#load(null)
  }

  /** Opens a locked file. The password goes no further than this call. */
  async unlock(password: string): Promise<void> {
    if (this.phase === 'locked') await this.#load(password)
  }

  async again(): Promise<void> {
    if (this.phase === 'failed') await this.#load(null)
  }

  close(): void {
    this.pdf?.close()
    this.pdf = null
    this.#document = null
    this.phase = 'none'
    this.error = null
    this.wrong = false
    this.sizes = []
    this.pages = []
    this.page = 1
    this.wish = null
  }

  async #load(password: string | null): Promise<void> {
    const document = this.#document
    if (document === null) return
    this.phase = 'loading'
    this.error = null
    this.wrong = false
    try {
      const pdf = await this.#open(await this.#host.original(document), password)
      if (document !== this.#document) return pdf.close()
      this.pdf = pdf
      this.sizes = await this.#measured(pdf)
      this.phase = 'ready'
    } catch (thrown) {
      if (document !== this.#document) return
      if (thrown instanceof Locked) {
        this.phase = 'locked'
        this.wrong = thrown.wrong
      } else {
        this.phase = 'failed'
        this.error = asError(thrown)
      }
    }
  }

  /** Sizes as the program says; where it says none, as the first page has. */
  async #measured(pdf: Pdf): Promise<Size[]> {
    const known = this.pages.some((page) => page.width !== null)
    const usual = known || pdf.count === 0 ? USUAL : await pdf.size(1)
    return Array.from({ length: pdf.count }, (_, i) => {
      const page = this.pages[i]
      return page?.width && page.height ? { width: page.width, height: page.height } : usual
    })
  }

  goTo(place: Place, align: PageWish['align']): void {
    this.wish = { ...place, align }
  }

  goToPage(page: number): void {
    const to = Math.min(Math.max(1, page), Math.max(1, this.sizes.length))
    this.goTo({ page: to, x: 0, y: 0 }, 'top')
  }

  /** What was typed as a page: its printed number, or else its place in the file. Null when there is no such page. */
  find(typed: string): number | null {
    const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase()
    const wanted = fold(typed)
    if (wanted === '') return null
    const labelled = this.pages.find(({ label }) => label !== null && fold(label) === wanted)
    if (labelled) return labelled.number
    const number = /^\d+$/.test(wanted) ? Number(wanted) : 0
    return number >= 1 && number <= this.sizes.length ? number : null
  }

  labelOf(page: number): string {
    return this.pages[page - 1]?.label ?? String(page)
  }

  larger(): void {
    this.zoom = clampScale(this.scale * STEP)
  }

  smaller(): void {
    this.zoom = clampScale(this.scale / STEP)
  }
}

function sizeOf({ width, height }: PageView): Size {
  return width && height ? { width, height } : USUAL
}
