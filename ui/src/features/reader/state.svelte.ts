// 文書: the document that is open, where in it the reader is, and its hits.

import { asError, type Host, type WireError } from '../../host/types'
import type { BlockView, PageView, ReaderView } from '../../wire/generated'
import { AnnotateState } from './annotate.svelte'
import type { Reading } from './original/boxes'
import { FactsState } from './facts.svelte'
import { MarksState } from './marks.svelte'
import { OriginalState } from './original/state.svelte'

/** A place in a document: a block, and how far above the view it begins (px). */
export interface Spot {
  block: number
  offset: number
}

/** Asks the view to scroll, `reading` in step with the page; every wish is a new object. */
export type Wish = { block: number; align: 'start' | 'center' | 'nearest' } | { spot: Spot } | { reading: Reading }

export type Notice = 'copied' | 'notCopied' | 'marked' | 'linkCopied' | 'linkOpened' | 'linkMoved'

export class ReaderState {
  view = $state.raw<ReaderView | null>(null)
  query = $state('')
  loading = $state(false)
  error = $state.raw<WireError | null>(null)
  /** Which of `view.hits` is the current one; -1 for none. */
  hit = $state(-1)
  /** The block that copying and j/k start from. */
  cursor = $state(-1)
  /** The blocks in view. */
  visible = $state.raw({ first: 0, last: 0 })
  /** The block at the top of the view. */
  spot = $state.raw<Spot>({ block: 0, offset: 0 })
  /** The same place as `spot`, without pixels. */
  reading = $state.raw<Reading>({ block: 0, fraction: 0 })
  wish = $state.raw<Wish | null>(null)
  furniture = $state(true)
  notice = $state.raw<{ text: Notice } | null>(null)

  readonly blocks: BlockView[] = $derived.by(() => {
    const all = this.view?.blocks ?? []
    return this.furniture ? all : all.filter((block) => block.kind !== 'furniture')
  })
  /** Pages without any text, by the block they come before; `null` for those after the last block. */
  readonly unread: Map<number | null, PageView[]> = $derived(unreadPages(this.view, this.blocks))
  readonly hits: number[] = $derived(this.view?.hits ?? [])
  /** Where the reader is: at the cursor while that is in view, else at the top. Copying takes this block too. */
  readonly here: number = $derived(this.#inView(this.cursor) ? this.cursor : this.visible.first)
  /** Headings above that block, outermost first. */
  readonly section: string[] = $derived(this.view ? sectionOf(this.view, this.here) : [])
  readonly hitBlock: number = $derived(this.hits[this.hit] ?? -1)

  readonly original: OriginalState
  readonly facts: FactsState
  readonly marks: MarksState
  readonly annotate: AnnotateState
  #host: Host
  #asked = 0

  constructor(host: Host) {
    this.#host = host
    this.original = new OriginalState(host)
    this.facts = new FactsState(host)
    this.marks = new MarksState(host)
    this.annotate = new AnnotateState(host, this)
  }

  get document(): string | null {
    return this.view?.info.document ?? null
  }

  /** Opens a document at a block, or where it was left. */
  async open(document: string, query: string, at: { block: number } | { spot: Spot } | null): Promise<void> {
    const turn = ++this.#asked
    if (this.view?.info.document !== document || this.query !== query) {
      this.loading = true
      try {
        const view = await this.#host.call('read', { document, query })
        if (turn !== this.#asked) return
        this.#show(view, query)
      } catch (thrown) {
        if (turn === this.#asked) this.error = asError(thrown)
        return
      } finally {
        if (turn === this.#asked) this.loading = false
      }
    }
    this.error = null
    if (at && 'block' in at) this.land(at.block)
    else this.wish = { spot: at?.spot ?? { block: 0, offset: 0 } }
  }

  #show(view: ReaderView, query: string): void {
    this.view = view
    this.query = query
    this.hit = -1
    this.cursor = -1
    this.notice = null
    this.spot = { block: 0, offset: 0 }
    this.visible = { first: 0, last: 0 }
  }

  /** What is known of the open document may have been edited, or it was read anew. */
  async refresh(): Promise<void> {
    const before = this.view
    if (!before || this.loading) return
    const turn = this.#asked
    try {
      const view = await this.#host.call('read', { document: before.info.document, query: this.query })
      if (turn !== this.#asked || this.view !== before) return
      if (JSON.stringify(view.info) === JSON.stringify(before.info)) return
      this.view = view
      this.facts.outdate()
      void this.remark()
    } catch {
      // What is shown stays as it is.
    }
  }

  close(): void {
    this.#asked++
    this.view = null
    this.error = null
    this.loading = false
    this.hit = -1
    this.cursor = -1
  }

  /** Shows a block and makes it the one that is worked on. */
  land(block: number): void {
    this.hit = this.hits.indexOf(block)
    this.cursor = block
    this.visible = { first: block, last: block }
    this.wish = { block, align: 'center' }
  }

  /** A heading goes to the top, as a page is opened at it. */
  goToHeading(block: number): void {
    this.cursor = block
    this.wish = { block, align: 'start' }
  }

  nextHit(): void {
    this.#step(1)
  }

  previousHit(): void {
    this.#step(-1)
  }

  /** Along the hits, round at the ends; from where the reader is when none is current. */
  #step(by: 1 | -1): void {
    const { hits } = this
    if (hits.length === 0) return
    let to = this.hit + by
    if (this.hit < 0) {
      const below = hits.findIndex((block) => block >= this.here)
      to = by > 0 ? below : (below < 0 ? hits.length : below) - 1
      if (by > 0 && below < 0) to = 0
    }
    this.land(hits[(to + hits.length) % hits.length] as number)
  }

  /** Shows or hides running heads and page numbers; what is read stays where it is. */
  showFurniture(shown: boolean): void {
    const { block, offset } = this.spot
    this.furniture = shown
    this.wish = { spot: { block, offset } }
  }

  /** Marks what the text says, or no more. */
  showFacts(shown: boolean): void {
    this.facts.shown = shown
    void this.facts.need(this.document, this.visible.first, this.visible.last)
  }

  /** Moves the cursor by a block that is shown; from out of sight it comes to the top of the view. */
  moveCursor(by: 1 | -1): void {
    const at = this.rowOf(this.here)
    const next = this.blocks[this.here === this.cursor ? at + by : at]
    if (!next) return
    this.cursor = next.index
    this.wish = { block: next.index, align: 'nearest' }
  }

  moved(spot: Spot, visible: { first: number; last: number }, fraction = 0): void {
    this.spot = spot
    this.visible = visible
    this.reading = { block: spot.block, fraction }
    void this.facts.need(this.document, visible.first, visible.last)
    void this.marks.need(this.document, visible.first, visible.last)
  }

  /** Notes changed. */
  async remark(): Promise<void> {
    this.marks.outdate()
    await this.marks.need(this.document, this.visible.first, this.visible.last)
  }

  /** Goes where the page is. */
  follow(reading: Reading | null): void {
    if (reading) this.wish = { reading }
  }

  #inView(block: number): boolean {
    return block >= this.visible.first && block <= this.visible.last
  }

  /** The row in which a block is shown; the next one when it is hidden. */
  rowOf(block: number): number {
    if (this.furniture) return block
    let low = 0
    let high = this.blocks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.blocks[middle] as BlockView).index < block) low = middle + 1
      else high = middle
    }
    return Math.min(low, Math.max(0, this.blocks.length - 1))
  }

  /** Puts the selected words, or the block at hand, on the clipboard with their source. */
  async copy(selection: { from: number; to: number; quote: string } | null): Promise<void> {
    if (!this.view) return
    const wanted = selection ?? { from: this.here, to: this.here, quote: '' }
    try {
      const { plain, html } = await this.#host.call('cite', { document: this.view.info.document, ...wanted })
      this.notice = { text: (await this.#host.copy(plain, html)) ? 'copied' : 'notCopied' }
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }
}

/** Pages that are pictures have no block to show that they are there. */
function unreadPages(view: ReaderView | null, blocks: readonly BlockView[]): Map<number | null, PageView[]> {
  const found = new Map<number | null, PageView[]>()
  for (const page of view?.pages ?? []) {
    if (page.quality !== 'needs-ocr') continue
    const next = blocks.find((block) => (block.page ?? 0) > page.number)?.index ?? null
    found.set(next, [...(found.get(next) ?? []), page])
  }
  return found
}

/** The headings above a block, with their numbers; a heading stands in its own section. */
export function sectionOf(view: ReaderView, block: number): string[] {
  const path: string[] = []
  const at = view.blocks[block]
  let heading: number | null = at?.kind === 'heading' ? at.index : (at?.parent ?? null)
  while (heading !== null && path.length < 20) {
    const here: BlockView | undefined = view.blocks[heading]
    if (!here) break
    path.unshift(here.runs.map((run) => run.text).join(''))
    heading = here.parent
  }
  return path
}
