// つながり: the links of the document that is read; which of them are shown follows what is in view.

import { asError, type Host, type WireError } from '../../host/types'
import { replaced } from '../../parts/links'
import type { LinkView } from '../../wire/generated'
import { grouped, within, type Grouped, type Range } from './groups'

export type Scope = 'view' | 'block'

export class LinksState {
  /** All of the document, surest first; null as long as they are awaited. */
  all = $state.raw<LinkView[] | null>(null)
  error = $state.raw<WireError | null>(null)
  pending = $state(false)
  scope = $state<Scope>('view')
  withFaint = $state(false)
  withRejected = $state(false)
  /** The library changed: the next who needs them asks again. */
  stale = $state(false)

  #document = $state('')
  #view = $state.raw<Range>({ first: 0, last: 0 })
  #block = $state(0)
  readonly shown: Grouped = $derived(grouped(this.all ?? [], this.#document, this.#range(this.scope), this.withFaint))

  #host: Host
  #turn = 0

  constructor(host: Host) {
    this.#host = host
  }

  /** The links of a document are looked at. */
  async need(document: string, blocks: number): Promise<void> {
    if (document === this.#document && !this.stale) return
    if (document !== this.#document) this.all = null
    this.#document = document
    await this.load(blocks)
  }

  async load(blocks: number): Promise<void> {
    const turn = ++this.#turn
    this.stale = false
    this.pending = true
    try {
      const all = await this.#host.call('links', { document: this.#document, first: 0, last: Math.max(0, blocks - 1) })
      if (turn !== this.#turn) return
      this.all = all
      this.error = null
    } catch (thrown) {
      if (turn === this.#turn) this.error = asError(thrown)
    } finally {
      if (turn === this.#turn) this.pending = false
    }
  }

  /** Blocks are in view, and one is worked on. */
  look(view: Range, block: number): void {
    this.#view = view
    this.#block = block
  }

  /** How many there are in either extent, those that were rejected not counted; null as long as they are awaited. */
  count(scope: Scope): number | null {
    return this.all && within(this.all, this.#document, this.#range(scope)).filter((link) => link.verdict?.verdict !== 'rejected').length
  }

  /** A link, or what is said of it, changed. */
  put(id: string, now: LinkView | null): void {
    if (this.all) this.all = replaced(this.all, id, now)
  }

  outdate(): void {
    this.stale = true
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.#turn++
    this.#document = ''
    this.all = null
    this.error = null
    this.pending = false
    this.stale = false
  }

  #range(scope: Scope): Range {
    return scope === 'view' ? this.#view : { first: this.#block, last: this.#block }
  }
}
