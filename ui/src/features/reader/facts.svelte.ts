// What the blocks in view say; asked for as they come into view, while it is wanted.

import type { Host } from '../../host/types'
import type { FactRun } from '../../wire/generated'

/** Blocks that are asked for at once. */
const SOME = 64

export class FactsState {
  shown = $state(false)

  #host: Host
  #document: string | null = null
  #asked = new Set<number>()
  #runs = $state.raw<ReadonlyMap<number, FactRun[]>>(new Map())

  constructor(host: Host) {
    this.#host = host
  }

  /** Null where nothing is said, or shown. */
  of(block: number): FactRun[] | null {
    return this.shown ? (this.#runs.get(block) ?? null) : null
  }

  /** Blocks of a document are in view. */
  async need(document: string | null, first: number, last: number): Promise<void> {
    if (document !== this.#document) this.#forget(document)
    if (!this.shown || document === null) return
    const wanted: Promise<void>[] = []
    for (let at = Math.floor(first / SOME); at <= Math.floor(last / SOME); at++) {
      if (!this.#asked.has(at)) wanted.push(this.#ask(document, at))
    }
    await Promise.all(wanted)
  }

  /** The document may have been read anew. */
  outdate(): void {
    this.#forget(this.#document)
  }

  #forget(document: string | null): void {
    this.#document = document
    this.#asked = new Set()
    this.#runs = new Map()
  }

  async #ask(document: string, at: number): Promise<void> {
    const asked = this.#asked
    asked.add(at)
    try {
      const found = await this.#host.call('mentions', { document, from: at * SOME, to: (at + 1) * SOME - 1 })
      // Of another document by now.
      if (asked === this.#asked) this.#runs = new Map([...this.#runs, ...found.map(({ block, runs }): [number, FactRun[]] => [block, runs])])
    } catch {
      // Without marks the text is read as well; they are asked for when it comes into view again.
      asked.delete(at)
    }
  }
}
