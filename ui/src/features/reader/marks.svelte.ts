// 印: the notes on the blocks in view; asked for as they come into view.

import type { Host } from '../../host/types'
import type { BlockNotes, NoteBoxes, NoteRun, TextPoint } from '../../wire/generated'

/** Blocks that are asked for at once. */
const SOME = 64

export class MarksState {
  /** Notes on the pages of the original, as far as their blocks were in view. */
  boxes: NoteBoxes[] = $derived.by(() => [...new Map([...this.#boxes.values()].flat().map((each) => [each.mark.note, each])).values()])

  #host: Host
  #document: string | null = null
  #asked = new Set<number>()
  #runs = $state.raw<ReadonlyMap<number, NoteRun[]>>(new Map())
  #boxes = $state.raw<ReadonlyMap<number, NoteBoxes[]>>(new Map())

  constructor(host: Host) {
    this.#host = host
  }

  /** Null where there is no note. */
  of(block: number): NoteRun[] | null {
    return this.#runs.get(block) ?? null
  }

  /** The note on just these words of a block. */
  on(from: TextPoint, to: TextPoint): string | null {
    const spans = new Map<string, { from: number; to: number }>()
    let at = 0
    for (const { text, notes } of this.of(from.block) ?? []) {
      for (const { note } of notes) spans.set(note, { from: spans.get(note)?.from ?? at, to: at + text.length })
      at += text.length
    }
    if (from.block !== to.block) return null
    return [...spans].findLast(([, span]) => span.from === from.at && span.to === to.at)?.[0] ?? null
  }

  /** Blocks of a document are in view. */
  async need(document: string | null, first: number, last: number): Promise<void> {
    if (document !== this.#document) this.#forget(document)
    if (document === null) return
    const wanted: Promise<void>[] = []
    for (let at = Math.floor(first / SOME); at <= Math.floor(last / SOME); at++) {
      if (!this.#asked.has(at)) wanted.push(this.#ask(document, at))
    }
    await Promise.all(wanted)
  }

  /** Notes changed: what is shown stays until the answer comes. */
  outdate(): void {
    this.#asked = new Set()
  }

  #forget(document: string | null): void {
    this.#document = document
    this.#asked = new Set()
    this.#runs = new Map()
    this.#boxes = new Map()
  }

  async #ask(document: string, at: number): Promise<void> {
    const asked = this.#asked
    asked.add(at)
    try {
      const found = await this.#host.call('notesOf', { document, first: at * SOME, last: (at + 1) * SOME - 1 })
      // Of another document, or older than the last change.
      if (asked === this.#asked) this.#put(at, found.blocks, found.boxes)
    } catch {
      // Without marks the text is read as well; they are asked for when it comes into view again.
      asked.delete(at)
    }
  }

  #put(at: number, blocks: BlockNotes[], boxes: NoteBoxes[]): void {
    const others = [...this.#runs].filter(([block]) => Math.floor(block / SOME) !== at)
    this.#runs = new Map([...others, ...blocks.map(({ block, runs }): [number, NoteRun[]] => [block, runs])])
    this.#boxes = new Map([...this.#boxes, [at, boxes]])
  }
}
