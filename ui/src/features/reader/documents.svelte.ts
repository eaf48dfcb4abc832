// The list of all documents: filter, order, removal.

import { asError, type Host, type WireError } from '../../host/types'
import { matcher } from '../../parts/match'
import type { DocumentInfo, Removal } from '../../wire/generated'

export type Order = 'title' | 'date'

export class DocumentsState {
  all = $state.raw<DocumentInfo[]>([])
  filter = $state('')
  order = $state<Order>('title')
  active = $state(-1)
  error = $state.raw<WireError | null>(null)
  /** A removal that the user is asked about. */
  asking = $state.raw<{ document: string; removal: Removal } | null>(null)
  /** Title of the document that was removed last. */
  removed = $state<string | null>(null)

  readonly shown: DocumentInfo[] = $derived.by(() => {
    const matches = matcher(this.filter)
    const found = this.all.filter((info) => matches([info.title, info.issuer, info.decidedBy, info.file].filter(Boolean).join(' ')))
    return this.order === 'title' ? found.sort(byTitle) : found.sort(byDate)
  })

  #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  async load(): Promise<void> {
    try {
      this.all = await this.#host.call('documents', null)
      this.error = null
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  has(document: string): boolean {
    return this.all.some((info) => info.document === document)
  }

  /** First says what would go; nothing is taken away before the user has seen that. */
  async ask(document: string): Promise<void> {
    try {
      this.asking = { document, removal: await this.#host.call('remove', { document, dry_run: true }) }
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  async remove(): Promise<void> {
    if (!this.asking) return
    const { document } = this.asking
    this.asking = null
    try {
      this.removed = (await this.#host.call('remove', { document, dry_run: false })).title
      this.active = -1
      await this.load()
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }
}

const collator = new Intl.Collator('ja')
const byTitle = (a: DocumentInfo, b: DocumentInfo) => collator.compare(a.title, b.title)
/** Latest first, undated ones last. */
const byDate = (a: DocumentInfo, b: DocumentInfo) =>
  (b.decidedOn ?? '').localeCompare(a.decidedOn ?? '') || byTitle(a, b)
