// The notes of the document that is read; which of them are listed follows what is in view.

import type { Host } from '../../host/types'
import type { NoteView } from '../../wire/generated'

/** More than anybody reads beside a text. */
const MOST = 5000

export class BesideState {
  all = $state.raw<NoteView[]>([])
  /** The notes changed: the next who needs them asks again. */
  stale = $state(false)

  #host: Host
  #document = ''
  #turn = 0

  constructor(host: Host) {
    this.#host = host
  }

  async need(document: string): Promise<void> {
    if (document === this.#document && !this.stale) return
    if (document !== this.#document) this.all = []
    this.#document = document
    this.stale = false
    const turn = ++this.#turn
    try {
      const none = { words: '', tags: [], colours: [], states: [], collection: null, ids: [] }
      const { notes } = await this.#host.call('notes', { ...none, document, sort: 'document', first: 0, count: MOST })
      if (turn === this.#turn) this.all = notes
    } catch {
      // The text is read without them; asked for again with the next change.
      if (turn === this.#turn) this.#document = ''
    }
  }

  within(first: number, last: number, pages: ReadonlySet<number>): NoteView[] {
    return this.all.filter(({ blocks, onPage, page }) => (blocks ? blocks.first <= last && blocks.last >= first : onPage && page !== null && pages.has(page)))
  }

  outdate(): void {
    this.stale = true
  }

  reset(): void {
    this.#turn++
    this.#document = ''
    this.all = []
  }
}
