// The library that is open, and the others.

import { asError, type Host, type WireError } from '../../host/types'
import type { Code, IndexProgress, LibraryInfo, OpenedLibrary } from '../../wire/generated'

/** The library cannot be written to, or takes no documents. */
export type Fixed = 'readOnly' | 'sample'

export class LibraryState {
  opened = $state.raw<OpenedLibrary | null>(null)
  list = $state.raw<LibraryInfo[]>([])
  error = $state.raw<WireError | null>(null)
  rebuilding = $state.raw<IndexProgress | null>(null)
  #dismissed = $state.raw<Code[]>([])

  /** What the user should know about the state of the library. */
  readonly notices: Code[] = $derived(
    [...new Set(this.opened?.notices)].filter((code) => !this.#dismissed.includes(code)),
  )

  /** What a person makes can be kept here: notes, verdicts, decisions. */
  readonly writable: boolean = $derived(this.opened !== null && !this.opened.readOnly)
  /** Why documents can be neither edited nor removed; null where they can. */
  readonly fixed: Fixed | null = $derived(this.writable ? (this.opened?.info.sample ? 'sample' : null) : 'readOnly')

  #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  async refresh(): Promise<void> {
    try {
      this.#take(await this.#host.call('status', null))
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  async load(): Promise<void> {
    try {
      this.list = await this.#host.call('libraries', null)
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  /** Gives whether another library is open now. */
  async open(path: string): Promise<boolean> {
    return this.#change(() => this.#host.call('openLibrary', { path }))
  }

  async create(name: string): Promise<boolean> {
    return this.#change(() => this.#host.call('createLibrary', { name }))
  }

  /** Takes over a library that was opened elsewhere in the window. */
  adopt(opened: OpenedLibrary): void {
    this.#dismissed = []
    this.#take(opened)
  }

  dismiss(code: Code): void {
    this.#dismissed = [...this.#dismissed, code]
  }

  indexing(progress: IndexProgress): void {
    this.rebuilding = progress.done < progress.total ? progress : null
  }

  async #change(command: () => Promise<OpenedLibrary>): Promise<boolean> {
    try {
      this.adopt(await command())
      await this.load()
      return true
    } catch (thrown) {
      this.error = asError(thrown)
      return false
    }
  }

  #take(opened: OpenedLibrary): void {
    this.opened = opened
    this.error = null
    this.rebuilding = opened.index.state === 'rebuilding' ? { done: opened.index.done, total: opened.index.total } : null
  }
}
