// What was done to notes and collections, taken back and done again.

import { asError, type Host, type WireError } from '../../host/types'
import type { UndoView } from '../../wire/generated'

/** What is told of a step for a while; every one is a new object. */
export type Told = { undone: string } | { redone: string } | { text: string } | { failure: WireError } | 'nothingToUndo' | 'nothingToRedo'

export class UndoState {
  view = $state.raw<UndoView | null>(null)
  told = $state.raw<{ what: Told } | null>(null)

  #host: Host
  #onchanged: (view: UndoView) => void
  #turn: Promise<void> = Promise.resolve()

  constructor(host: Host, onchanged: (view: UndoView) => void) {
    this.#host = host
    this.#onchanged = onchanged
  }

  async load(): Promise<void> {
    try {
      this.view = await this.#host.call('undoState', null)
    } catch {
      this.view = null
    }
  }

  /** Keys that come faster than answers wait for one another. */
  undo(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#step('undo')))
  }

  redo(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#step('redo')))
  }

  tell(what: Told): void {
    this.told = { what }
  }

  reset(): void {
    this.view = null
    this.told = null
  }

  async #step(which: 'undo' | 'redo'): Promise<void> {
    try {
      const view = await this.#host.call(which, null)
      this.view = view
      const { done } = view
      if (done === null) return this.tell(which === 'undo' ? 'nothingToUndo' : 'nothingToRedo')
      this.tell(which === 'undo' ? { undone: done } : { redone: done })
      this.#onchanged(view)
    } catch (thrown) {
      this.tell({ failure: asError(thrown) })
    }
  }
}
