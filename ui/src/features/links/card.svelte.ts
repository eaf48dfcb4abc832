// The card of a link: what it joins, why, and what the user says of it.

import { asError, type Host, type WireError } from '../../host/types'
import type { LinkEnd, LinkView, PlaceRef, Verdict } from '../../wire/generated'

/** A link, or what is said of it, changed; null: it is gone. */
export type OnLink = (id: string, now: LinkView | null) => void

const placeRef = ({ passage: { document, block }, program }: LinkEnd): PlaceRef => ({ document, block, program })

export class CardState {
  links = $state.raw<LinkView[]>([])
  at = $state(0)
  note = $state('')
  saying = $state(false)
  failure = $state.raw<WireError | null>(null)
  done = $state<'saved' | 'takenBack' | null>(null)
  readonly link: LinkView | null = $derived(this.links[this.at] ?? null)

  #host: Host
  #onlink: OnLink

  constructor(host: Host, onlink: OnLink) {
    this.#host = host
    this.#onlink = onlink
  }

  /** Several that join the same two places are turned over one by one. */
  open(links: readonly LinkView[], at = 0): void {
    this.links = [...links]
    this.#turnTo(at)
  }

  turn(by: 1 | -1): void {
    const { length } = this.links
    if (length) this.#turnTo((this.at + by + length) % length)
  }

  close(): void {
    this.links = []
  }

  /** Says that the link is right or wrong, or nothing any more; the lists follow. */
  async say(verdict: Verdict | null): Promise<void> {
    const link = this.link
    if (!link || this.saying) return
    this.saying = true
    this.failure = null
    this.done = null
    try {
      const { id, kind, from, to } = link
      const note = verdict === null ? '' : this.note.trim()
      await this.#host.call('judge', { kind, from: placeRef(from), to: placeRef(to), verdict, note })
      const { document, block } = from.passage
      const now = (await this.#host.call('links', { document, first: block, last: block })).find((each) => each.id === id) ?? null
      this.#onlink(id, now)
      if (this.link?.id !== id) return
      // One that only the user had said is gone with it.
      this.links = this.links.map((each) => (each.id === id ? (now ?? { ...each, verdict: null }) : each))
      this.note = this.link?.verdict?.note ?? ''
      this.done = verdict === null ? 'takenBack' : 'saved'
    } catch (thrown) {
      this.failure = asError(thrown)
    } finally {
      this.saying = false
    }
  }

  #turnTo(at: number): void {
    this.at = at
    this.note = this.links[at]?.verdict?.note ?? ''
    this.failure = null
    this.done = null
  }
}
