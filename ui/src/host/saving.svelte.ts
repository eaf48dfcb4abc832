// Writing what the window made to a file that the user chooses.

import { asError, type Host, type WireError } from './types'

export class Saving {
  /** Where something was saved last. */
  saved = $state<string | null>(null)
  failure = $state.raw<WireError | null>(null)

  #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  async save(name: string, make: () => Promise<Uint8Array> | Uint8Array): Promise<void> {
    this.saved = null
    try {
      const path = await this.#host.pickSave(name)
      if (path === null) return
      await this.#host.call('saveFile', { path, bytes: [...(await make())] })
      this.saved = path
      this.failure = null
    } catch (thrown) {
      this.failure = asError(thrown)
    }
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.saved = null
    this.failure = null
  }
}
