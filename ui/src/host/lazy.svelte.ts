// What is slow to get: asked for when it is first needed, and again when it was needed after the library changed.

import { asError, type WireError } from './types'

export class Lazy<T> {
  /** The latest answer; it stays while a newer one is awaited. */
  value = $state.raw<T | null>(null)
  error = $state.raw<WireError | null>(null)
  /** Whether a newer answer is awaited. */
  pending = $state(false)

  #ask: () => Promise<T>
  #turn = 0
  #stale = true
  #loading: Promise<void> = Promise.resolve()

  constructor(ask: () => Promise<T>) {
    this.#ask = ask
  }

  /** Asks, unless the answer at hand (or on its way) is still good. */
  need(): Promise<void> {
    return this.#stale ? this.load() : this.#loading
  }

  /** Asks now. An answer that comes after a newer question is dropped. */
  load(): Promise<void> {
    this.#loading = this.#load(++this.#turn)
    return this.#loading
  }

  /** Something changed: the next who needs it asks again. */
  outdate(): void {
    this.#stale = true
  }

  /** A newer answer came by another way. */
  put(value: T): void {
    this.#end(++this.#turn, value, null)
    this.#stale = false
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.#end(++this.#turn, null, null)
    this.#stale = true
  }

  async #load(turn: number): Promise<void> {
    this.#stale = false
    this.pending = true
    try {
      this.#end(turn, await this.#ask(), null)
    } catch (thrown) {
      this.#end(turn, this.value, asError(thrown))
    }
  }

  #end(turn: number, value: T | null, error: WireError | null): void {
    if (turn !== this.#turn) return
    this.pending = false
    this.value = value
    this.error = error
    if (error) this.#stale = true
  }
}
