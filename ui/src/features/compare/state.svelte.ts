// 比較: two documents side by side, and which of their sentences are shown.

import { Lazy } from '../../host/lazy.svelte'
import { Saving } from '../../host/saving.svelte'
import type { Host } from '../../host/types'
import type { Anchor } from '../../parts/VirtualList.svelte'
import type { ComparedView, ComparisonView, DocumentInfo } from '../../wire/generated'
import { changes, isChange, rowsOf, type Change, type Row } from './rows'

/** What is compared, and what of it is shown. */
export interface Choice {
  earlier: string
  later: string
  all: boolean
  hidden: string[]
  onlyStrength: boolean
}

/** Where the table is: the row at the top, how far above the view it begins (px), the row with the focus. */
export interface Standing extends Anchor {
  active: number
}

export const firstChoice = (): Choice => ({ earlier: '', later: '', all: false, hidden: [], onlyStrength: false })
export const firstStanding = (): Standing => ({ row: 0, offset: 0, active: -1 })

/** An answer, and what it is about. */
interface Compared {
  earlier: string
  later: string
  view: ComparisonView
}

export class CompareState {
  readonly source: Lazy<Compared>
  readonly saving: Saving
  earlier = $state('')
  later = $state('')
  all = $state(false)
  /** Kinds of change that are left out. */
  hidden = $state.raw<ReadonlySet<string>>(new Set())
  onlyStrength = $state(false)
  active = $state(-1)
  standing = $state.raw<Standing>(firstStanding())
  /** Somebody has looked here: before that, nothing is asked and nothing said. */
  asked = $state(false)
  /** Asks the view to scroll; every wish is a new object. */
  wish = $state.raw<Standing>(firstStanding())
  /** Unchanged stretches that are shown, by where they begin. */
  unfolded = $state.raw<ReadonlySet<number>>(new Set())

  readonly same: boolean = $derived(this.earlier !== '' && this.earlier === this.later)
  /** Whether there are two documents to compare. */
  readonly ready: boolean = $derived(this.earlier !== '' && this.later !== '' && !this.same)
  /** The answer for the chosen pair; as long as that is awaited, the one for the pair before. */
  readonly view: ComparisonView | null = $derived(this.#view())
  readonly sentences: ComparedView[] = $derived(this.view?.sentences ?? [])
  readonly counts: Record<Change, number> = $derived(this.#counts())
  readonly strengths: number = $derived(this.sentences.filter(({ strength }) => strength !== null).length)
  readonly rows: Row[] = $derived(rowsOf(this.sentences, { all: this.all, hidden: this.hidden, onlyStrength: this.onlyStrength }, this.unfolded))
  /** Rows with a change. */
  readonly steps: number[] = $derived(this.rows.flatMap((row, i) => (row.type === 'pair' && isChange(row.pair) ? [i] : [])))
  /** Which of them the focus is at, from 1; 0 before the first. */
  readonly step: number = $derived(this.steps.filter((row) => row <= this.active).length)
  readonly filtered: boolean = $derived(this.hidden.size > 0 || this.onlyStrength)

  constructor(host: Host) {
    this.saving = new Saving(host)
    this.source = new Lazy(async () => {
      const { earlier, later } = this
      return { earlier, later, view: await host.call('compare', { a: earlier, b: later }) }
    })
  }

  /** Asks for the chosen pair; a document that is gone is no longer chosen. */
  need(documents: readonly DocumentInfo[]): void {
    this.asked = true
    // As long as nothing is known of documents, what was chosen stays.
    if (!documents.length) return
    const has = (id: string) => documents.some(({ document }) => document === id)
    if (this.earlier && !has(this.earlier)) this.#turnTo('', this.later)
    if (this.later && !has(this.later)) this.#turnTo(this.earlier, '')
    if (this.ready) void this.source.need()
  }

  choosePair(earlier: string, later: string): void {
    if (earlier === this.earlier && later === this.later) return
    this.#turnTo(earlier, later)
    this.#stand(firstStanding())
    if (this.ready) void this.source.load()
  }

  swap(): void {
    this.choosePair(this.later, this.earlier)
  }

  showAll(all: boolean): void {
    this.all = all
    this.#stand(firstStanding())
  }

  toggle(change: Change): void {
    const hidden = new Set(this.hidden)
    if (!hidden.delete(change)) hidden.add(change)
    this.hidden = hidden
    this.#stand(firstStanding())
  }

  showStrength(only: boolean): void {
    this.onlyStrength = only
    this.#stand(firstStanding())
  }

  clearFilters(): void {
    this.hidden = new Set()
    this.showStrength(false)
  }

  unfold(from: number, open: boolean): void {
    const unfolded = new Set(this.unfolded)
    if (open) unfolded.add(from)
    else unfolded.delete(from)
    this.unfolded = unfolded
  }

  /** The row of the next change in a direction; null where there is none. */
  next(by: 1 | -1): number | null {
    return (by > 0 ? this.steps.find((row) => row > this.active) : this.steps.findLast((row) => row < this.active)) ?? null
  }

  choose(row: number): void {
    this.active = row
    this.standing = { ...this.standing, active: row }
  }

  moved({ row, offset }: Anchor): void {
    this.standing = { row, offset, active: this.active }
  }

  snapshot(): Choice {
    return { earlier: this.earlier, later: this.later, all: this.all, hidden: [...this.hidden], onlyStrength: this.onlyStrength }
  }

  set(choice: Choice, standing: Standing = firstStanding()): void {
    if (choice.earlier !== this.earlier || choice.later !== this.later) this.#turnTo(choice.earlier, choice.later)
    this.all = choice.all
    this.hidden = new Set(choice.hidden)
    this.onlyStrength = choice.onlyStrength
    this.#stand(standing)
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.asked = false
    this.source.reset()
    this.saving.reset()
    this.set(firstChoice())
  }

  #turnTo(earlier: string, later: string): void {
    this.earlier = earlier
    this.later = later
    this.source.outdate()
    this.unfolded = new Set()
  }

  #stand(standing: Standing): void {
    this.active = standing.active
    this.standing = standing
    this.wish = { ...standing }
  }

  #view(): ComparisonView | null {
    const { value, pending } = this.source
    const same = value?.earlier === this.earlier && value.later === this.later
    return this.ready && value && (pending || same) ? value.view : null
  }

  #counts(): Record<Change, number> {
    const count = (change: Change) => this.sentences.filter((one) => one.change === change).length
    return Object.fromEntries(changes.map((change) => [change, count(change)])) as Record<Change, number>
  }
}
