// 照合: whether the quotes of an exported file still say what the documents say.

import { asError, type Host, type WireError } from '../../host/types'
import type { CheckedQuote, VerifyStatus, VerifyView } from '../../wire/generated'

export type Show = 'all' | VerifyStatus

export class VerifyState {
  /** The file that is, or was, checked. */
  path = $state<string | null>(null)
  view = $state.raw<VerifyView | null>(null)
  show = $state<Show>('all')
  pending = $state(false)
  failure = $state.raw<WireError | null>(null)
  open = $state(false)
  readonly shown: CheckedQuote[] = $derived((this.view?.quotes ?? []).filter(({ status }) => this.show === 'all' || status === this.show))

  #host: Host
  #turn = 0

  constructor(host: Host) {
    this.#host = host
  }

  /** Lets the user choose a file, and checks it. */
  async choose(): Promise<void> {
    this.open = true
    const [path] = await this.#host.pickFiles()
    if (path !== undefined) await this.check(path)
  }

  async check(path: string): Promise<void> {
    const turn = ++this.#turn
    this.open = true
    this.path = path
    this.view = null
    this.failure = null
    this.pending = true
    try {
      const view = await this.#host.call('verify', { path })
      if (turn !== this.#turn) return
      this.view = view
      // What is wrong is what one looks for.
      this.show = view.changed ? 'changed' : view.missing ? 'missing' : 'all'
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asError(thrown)
    } finally {
      if (turn === this.#turn) this.pending = false
    }
  }

  count(show: Show): number {
    return show === 'all' ? (this.view?.quotes.length ?? 0) : (this.view?.[show] ?? 0)
  }

  close(): void {
    this.open = false
  }

  reset(): void {
    this.#turn++
    this.open = false
    this.path = null
    this.view = null
    this.failure = null
    this.pending = false
  }
}
