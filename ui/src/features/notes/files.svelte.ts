// Notes that come and go in files, and what two persons wrote differently.

import { asError, type Host, type WireError } from '../../host/types'
import type { NoteConflict, NotesImported, Take } from '../../wire/generated'

export class NoteFilesState {
  imported = $state.raw<NotesImported | null>(null)
  conflicts = $state.raw<NoteConflict[]>([])
  /** Which conflict is looked at. */
  at = $state(0)
  /** The dialog of the import is open. */
  open = $state(false)
  exported = $state.raw<{ count: number; path: string } | null>(null)
  failure = $state.raw<WireError | null>(null)
  busy = $state(false)
  readonly conflict: NoteConflict | null = $derived(this.conflicts[Math.min(this.at, this.conflicts.length - 1)] ?? null)

  #host: Host
  #onchanged: () => void

  constructor(host: Host, onchanged: () => void) {
    this.#host = host
    this.#onchanged = onchanged
  }

  /** Conflicts may be left from an earlier import. */
  async load(): Promise<void> {
    try {
      this.conflicts = await this.#host.call('noteConflicts', null)
    } catch {
      this.conflicts = []
    }
  }

  async import(): Promise<void> {
    const [path] = await this.#host.pickFiles()
    if (path === undefined) return
    await this.#try(async () => {
      this.imported = await this.#host.call('importNotes', { path })
      this.conflicts = this.imported.conflicts
      this.at = 0
      this.open = true
      this.#onchanged()
    })
  }

  /** All notes, or those of a collection. */
  async export(name: string, collection: string | null): Promise<void> {
    this.exported = null
    await this.#try(async () => {
      const path = await this.#host.pickSave(name)
      if (path !== null) this.exported = { count: await this.#host.call('exportNotes', { path, collection }), path }
    })
  }

  show(): void {
    this.imported = null
    this.at = 0
    this.open = true
  }

  turn(by: 1 | -1): void {
    const { length } = this.conflicts
    if (length) this.at = (this.at + by + length) % length
  }

  async resolve(take: Take): Promise<void> {
    const id = this.conflict?.mine.id
    if (id === undefined) return
    await this.#try(async () => {
      this.conflicts = await this.#host.call('resolveConflict', { id, take })
      this.at = Math.min(this.at, Math.max(0, this.conflicts.length - 1))
      this.#onchanged()
    })
  }

  reset(): void {
    this.imported = null
    this.conflicts = []
    this.open = false
    this.exported = null
    this.failure = null
  }

  async #try(does: () => Promise<void>): Promise<void> {
    this.busy = true
    try {
      await does()
      this.failure = null
    } catch (thrown) {
      this.failure = asError(thrown)
    } finally {
      this.busy = false
    }
  }
}
