// What the user does with selected words, or with the block at hand: mark them, copy their link.

import { asError, type Host, type WireError } from '../../host/types'
import type { NoteColour, NoteOn, NoteView, PageBox, ReaderView, TextPoint } from '../../wire/generated'
import type { Notice } from './state.svelte'

/** Words between two points. */
export interface Points {
  from: TextPoint
  to: TextPoint
}

interface Reading {
  readonly view: ReaderView | null
  readonly here: number
  readonly cursor: number
  readonly visible: { first: number; last: number }
  error: WireError | null
  notice: { text: Notice } | null
  remark(): Promise<void>
}

export class AnnotateState {
  /** The colour that was used last. */
  colour = $state<NoteColour>('yellow')
  /** Boxes are drawn on the pages of the original. */
  drawing = $state(false)

  #host: Host
  #reading: Reading
  /** What was marked last, as long as the user stays there. */
  #latest: { note: string; cursor: number } | null = null

  constructor(host: Host, reading: Reading) {
    this.#host = host
    this.#reading = reading
  }

  /** The block at hand, as a whole. */
  whole(): Points | null {
    const { view, here, cursor, visible } = this.#reading
    let at = here
    // At the top of the view a page number may stand by chance.
    while (at !== cursor && at < visible.last && view?.blocks[at]?.kind === 'furniture') at++
    return view?.blocks[at] ? { from: { block: at, at: 0 }, to: { block: at, at: lengthOf(view, at) } } : null
  }

  /** The note that was made last, while nothing else was chosen. */
  get latest(): string | null {
    return this.#latest?.cursor === this.#reading.cursor ? this.#latest.note : null
  }

  async mark(points: Points, colour = this.colour): Promise<NoteView | null> {
    return await this.#make({ on: 'words', ...points }, colour)
  }

  async markArea(area: PageBox): Promise<NoteView | null> {
    return await this.#make({ on: 'page', area }, this.colour)
  }

  async #make(place: NoteOn, colour: NoteColour): Promise<NoteView | null> {
    const reading = this.#reading
    const document = reading.view?.info.document
    if (document === undefined) return null
    this.colour = colour
    try {
      const note = await this.#host.call('annotate', { document, place, colour, body: '', tags: [], collection: null })
      this.#latest = { note: note.id, cursor: reading.cursor }
      await reading.remark()
      reading.notice = { text: 'marked' }
      return note
    } catch (thrown) {
      reading.error = asError(thrown)
      return null
    }
  }

  /** Puts the link of words on the clipboard. */
  async copyLink(points: Points | null): Promise<void> {
    const reading = this.#reading
    const document = reading.view?.info.document
    const wanted = points ?? this.whole()
    if (document === undefined || !wanted) return
    try {
      const { url } = await this.#host.call('linkOf', { document, ...wanted })
      reading.notice = { text: (await this.#host.copy(url, `<a href="${url}">${url}</a>`)) ? 'linkCopied' : 'notCopied' }
    } catch (thrown) {
      reading.error = asError(thrown)
    }
  }

  /** A note is gone. */
  forget(): void {
    this.#latest = null
  }
}

/** UTF-16 units of the text of a block. */
export const lengthOf = (view: ReaderView, block: number): number => view.blocks[block]?.runs.reduce((sum, { text }) => sum + text.length, 0) ?? 0
