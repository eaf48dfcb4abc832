// 予算: all amounts of the library, which of them are shown, and what a person decides of those the text does not tie.

import { Lazy } from '../../host/lazy.svelte'
import { Saving } from '../../host/saving.svelte'
import { asError, type Host, type WireError } from '../../host/types'
import type { BudgetLine, BudgetView, Decision, LostDecision } from '../../wire/generated'
import type { Anchor } from '../../parts/VirtualList.svelte'
import { panelsOf, type Dimension, type Panel } from './bars'
import { choices, marksOf, matching, noFilters, type FilterName, type Filters, type Value } from './filters'
import { checksOf, isOpen, isUndecided, leftOutOf, sumsOf, type Check, type Sum } from './sums'

export const tabs = ['lines', 'chart', 'undecided', 'checks'] as const
export type Tab = (typeof tabs)[number]

/** What is looked at, and how. */
export interface Choice {
  filters: Filters
  tab: Tab
  by: Dimension
}

/** Where the list is: the row at the top, how far above the view it begins (px), the chosen row. */
export interface Standing extends Anchor {
  active: number
}

export const firstChoice = (): Choice => ({ filters: noFilters(), tab: 'lines', by: 'project' })
const top: Standing = { row: 0, offset: 0, active: -1 }

export class BudgetState {
  readonly source: Lazy<BudgetView>
  filters = $state.raw<Filters>(noFilters())
  tab = $state<Tab>('lines')
  by = $state<Dimension>('project')
  /** The chosen row of the list. */
  active = $state(-1)
  standing = $state.raw<Standing>(top)
  /** Asks the view to scroll; every wish is a new object. */
  wish = $state.raw<Standing>(top)
  /** A decision that did not come about. */
  failure = $state.raw<WireError | null>(null)
  /** A decision is on its way. */
  deciding = $state(false)
  /** A table or chart that is written to a file. */
  readonly saving: Saving

  readonly lines: BudgetLine[] = $derived(this.#lines())
  readonly marks: ReadonlySet<string> = $derived(marksOf(this.lines))
  readonly shown: BudgetLine[] = $derived(matching(this.lines, this.filters, this.marks))
  readonly filtered: boolean = $derived(Object.values(this.filters).some((value) => value.length > 0))
  readonly sums: Sum[] = $derived(sumsOf(this.shown))
  readonly leftOut = $derived(leftOutOf(this.shown))
  readonly panels: Panel[] = $derived(panelsOf(this.shown, this.by, this.marks))
  readonly undecided: BudgetLine[] = $derived(this.shown.filter(isUndecided))
  /** Of these, still to decide. */
  readonly open: number = $derived(this.undecided.filter(isOpen).length)
  /** Decisions whose amount is no longer to be found. */
  readonly lost: LostDecision[] = $derived(this.#lost())
  /** To decide, but hidden by the filters: as nobody knows what a line is for, it may belong here all the same. */
  readonly hiddenOpen: number = $derived(this.lines.filter(isOpen).length - this.open)
  readonly checks: Check[] = $derived(this.#checks())
  readonly titles: ReadonlyMap<string, string> = $derived(new Map(this.lines.map(({ passage }) => [passage.document, passage.title])))

  #host: Host

  constructor(host: Host) {
    this.#host = host
    this.source = new Lazy(() => host.call('budget', null))
    this.saving = new Saving(host)
  }

  toggle(name: FilterName, value: string): void {
    const list = this.filters[name]
    this.#filter({ ...this.filters, [name]: list.includes(value) ? list.filter((other) => other !== value) : [...list, value] })
  }

  typed(text: string): void {
    this.#filter({ ...this.filters, text })
  }

  clearFilters(): void {
    this.#filter(noFilters())
  }

  choices(name: FilterName): Value[] {
    return choices(this.lines, this.filters, this.marks, name)
  }

  snapshot(): Choice {
    return { filters: this.filters, tab: this.tab, by: this.by }
  }

  set(choice: Choice, standing: Standing = top): void {
    this.filters = choice.filters
    this.tab = choice.tab
    this.by = choice.by
    this.active = standing.active
    this.standing = standing
    this.wish = { ...standing }
  }

  choose(row: number): void {
    this.active = row
    this.standing = { ...this.standing, active: row }
  }

  moved({ row, offset }: Anchor): void {
    this.standing = { row, offset, active: this.active }
  }

  /** Whether it was decided. */
  decide(line: string, decision: Decision): Promise<boolean> {
    return this.#change(() => this.#host.call('decide', { line, decision }))
  }

  /** Forgets a decision whose amount is no longer to be found; whether it was. */
  forget(id: number): Promise<boolean> {
    return this.#change(() => this.#host.call('forgetDecision', { id }))
  }

  async #change(ask: () => Promise<BudgetView>): Promise<boolean> {
    this.deciding = true
    try {
      this.source.put(await ask())
      this.failure = null
      return true
    } catch (thrown) {
      this.failure = asError(thrown)
      return false
    } finally {
      this.deciding = false
    }
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.source.reset()
    this.set(firstChoice())
    this.failure = null
    this.saving.reset()
  }

  #filter(filters: Filters): void {
    this.filters = filters
    this.active = -1
    this.standing = top
    this.wish = { ...top }
  }

  #lines(): BudgetLine[] {
    return this.source.value?.lines ?? []
  }

  #lost(): LostDecision[] {
    return this.source.value?.lost ?? []
  }

  #checks(): Check[] {
    return checksOf(this.source.value?.checks ?? [], new Map(this.shown.map((line) => [line.id, line])))
  }
}
