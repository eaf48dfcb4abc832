// What persons said of links, as a file; and the documents that are cited and not here.

import { Lazy } from '../../host/lazy.svelte'
import { asError, type Host, type WireError } from '../../host/types'
import type { MergedVerdicts, MissingView } from '../../wire/generated'

export class VerdictsState {
  readonly missing: Lazy<MissingView[]>
  merged = $state.raw<MergedVerdicts | null>(null)
  failure = $state.raw<WireError | null>(null)
  /** Where the verdicts were written last. */
  saved = $state<string | null>(null)
  busy = $state(false)

  #host: Host

  constructor(host: Host) {
    this.#host = host
    this.missing = new Lazy(() => host.call('missing', null))
  }

  async export(name: string): Promise<void> {
    await this.#do(async () => {
      const path = await this.#host.pickSave(name)
      if (path === null) return
      await this.#host.call('exportVerdicts', { path })
      this.saved = path
    })
  }

  /** Takes in the verdicts of one file or several; whether any came. */
  async merge(): Promise<boolean> {
    let all: MergedVerdicts | null = null
    await this.#do(async () => {
      for (const path of await this.#host.pickFiles()) {
        const { added, known, conflicts } = await this.#host.call('mergeVerdicts', { path })
        all = { added: (all?.added ?? 0) + added, known: (all?.known ?? 0) + known, conflicts: [...(all?.conflicts ?? []), ...conflicts] }
        this.merged = all
      }
    })
    return all !== null
  }

  reset(): void {
    this.missing.reset()
    this.merged = null
    this.failure = null
    this.saved = null
  }

  async #do(what: () => Promise<void>): Promise<void> {
    this.busy = true
    this.failure = null
    this.saved = null
    this.merged = null
    try {
      await what()
    } catch (thrown) {
      this.failure = asError(thrown)
    } finally {
      this.busy = false
    }
  }
}
