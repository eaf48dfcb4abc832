// たどる: from one passage, what it rests on and what became of it, as far as the user unfolds it.

import { Saving } from '../../host/saving.svelte'
import { asError, type Host, type WireError } from '../../host/types'
import { isRejected, replaced } from '../../parts/links'
import type { LinkEnd, LinkView } from '../../wire/generated'
import { between, blockKey, graphOf, kindsOf, type Graph, type Node } from './graph'

export const tabs = ['drawing', 'list'] as const
export type Tab = (typeof tabs)[number]

/** A place that was unfolded, and the passage it is asked by. */
export interface Unfolded {
  key: string
  document: string
  block: number
}

/** What is looked at, and how. */
export interface Choice {
  /** Where it begins; no document: nowhere. */
  document: string
  block: number
  unfolded: Unfolded[]
  hidden: string[]
  faint: boolean
  tab: Tab
}

export const firstChoice = (): Choice => ({ document: '', block: 0, unfolded: [], hidden: [], faint: false, tab: 'drawing' })

export class TraceState {
  start = $state.raw<LinkEnd | null>(null)
  hidden = $state.raw<string[]>([])
  faint = $state(false)
  tab = $state<Tab>('drawing')
  /** The place that is looked at. */
  chosen = $state('')
  /** The two ends of a path, the one that was chosen last at the end. */
  ends = $state.raw<string[]>([])
  /** Only the way between the two is shown. */
  only = $state(false)
  /** The view was shown. */
  asked = $state(false)
  pending = $state(false)
  error = $state.raw<WireError | null>(null)
  /** A place that could not be unfolded. */
  failure = $state.raw<WireError | null>(null)
  /** How many links the last unfolding brought; null when it is old. */
  brought = $state<number | null>(null)
  readonly saving: Saving

  #from = $state.raw({ document: '', block: 0 })
  #unfolded = $state.raw<Unfolded[]>([])
  /** What each place answered, by its key. */
  #answers = $state.raw<ReadonlyMap<string, LinkView[]>>(new Map())
  /** The library changed since. */
  #stale = true
  #turn = 0
  #host: Host

  readonly links: LinkView[] = $derived(this.#links())
  readonly kinds = $derived(kindsOf(this.links, { hidden: this.hidden, faint: this.faint }))
  readonly graph: Graph | null = $derived(this.start && graphOf(this.start, this.links, { hidden: this.hidden, faint: this.faint }))
  readonly path: Graph | null = $derived(this.#path())
  /** What is drawn and listed. */
  readonly shown: Graph | null = $derived(this.only ? (this.path ?? this.graph) : this.graph)
  readonly rejected: number = $derived(this.links.filter(isRejected).length)
  readonly node: Node | null = $derived(this.shown?.nodes.get(this.chosen) ?? null)

  constructor(host: Host) {
    this.#host = host
    this.saving = new Saving(host)
  }

  get began(): boolean {
    return this.#from.document !== ''
  }

  isUnfolded(key: string): boolean {
    return key === this.graph?.start || this.#unfolded.some((each) => each.key === key)
  }

  /** Asks for what is not there yet, or is no longer good. */
  async need(): Promise<void> {
    this.asked = true
    if (this.began && this.#stale) await this.load()
  }

  /** Asks for everything that is shown. */
  async load(): Promise<void> {
    const turn = ++this.#turn
    this.#stale = false
    this.pending = true
    try {
      const [first, ...more] = await Promise.all([
        this.#host.call('trace', { ...this.#from, depth: 1 }),
        // A place that is gone by now only stays folded.
        ...this.#unfolded.map((each) => this.#ask(each).catch(() => [])),
      ])
      if (turn !== this.#turn) return
      const answers = new Map([[blockKey(this.#from), first.steps.map(({ link }) => link)]])
      this.#unfolded.forEach(({ key }, i) => answers.set(key, more[i] ?? []))
      this.start = first.start
      this.#answers = answers
      this.error = null
      if (!this.graph?.nodes.has(this.chosen)) this.chosen = blockKey(this.#from)
    } catch (thrown) {
      if (turn !== this.#turn) return
      this.error = asError(thrown)
      this.#stale = true
    } finally {
      if (turn === this.#turn) this.pending = false
    }
  }

  /** Goes a step on from a place. */
  async unfold(key: string): Promise<void> {
    const node = this.graph?.nodes.get(key)
    if (!node || this.isUnfolded(key)) return
    const { document, block } = node.end.passage
    const place = { key, document, block }
    const turn = this.#turn
    const before = this.graph?.edges.length ?? 0
    this.pending = true
    this.failure = null
    this.brought = null
    try {
      const links = await this.#ask(place)
      if (turn !== this.#turn) return
      this.#answers = new Map([...this.#answers, [key, links]])
      this.#unfolded = [...this.#unfolded, place]
      this.brought = Math.max(0, (this.graph?.edges.length ?? 0) - before)
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asError(thrown)
    } finally {
      if (turn === this.#turn) this.pending = false
    }
  }

  /** Takes back what a place brought; what is reached another way stays. */
  fold(key: string): void {
    this.#unfolded = this.#unfolded.filter((each) => each.key !== key)
    this.#answers = new Map([...this.#answers].filter(([each]) => each !== key))
    this.brought = null
    if (!this.graph?.nodes.has(this.chosen)) this.chosen = key
    // An end that is gone holds no path.
    this.ends = this.ends.filter((end) => this.graph?.nodes.has(end))
    if (this.ends.length < 2) this.only = false
  }

  toggle(key: string): void {
    if (key === this.graph?.start) return
    if (this.isUnfolded(key)) this.fold(key)
    else void this.unfold(key)
  }

  toggleKind(kind: string): void {
    this.hidden = this.hidden.includes(kind) ? this.hidden.filter((each) => each !== kind) : [...this.hidden, kind]
  }

  /** Chooses an end of a path, or lets it go; of three the oldest goes. */
  toggleEnd(key: string): void {
    this.ends = this.ends.includes(key) ? this.ends.filter((end) => end !== key) : [...this.ends, key].slice(-2)
    this.only = false
  }

  /** A link, or what is said of it, changed. */
  put(id: string, now: LinkView | null): void {
    this.#answers = new Map([...this.#answers].map(([key, links]) => [key, replaced(links, id, now)]))
  }

  snapshot(): Choice {
    const { hidden, faint, tab } = this
    return { ...this.#from, unfolded: this.#unfolded, hidden, faint, tab }
  }

  set(choice: Choice): void {
    const { document, block, unfolded, hidden, faint, tab } = choice
    const same = JSON.stringify([this.#from, this.#unfolded]) === JSON.stringify([{ document, block }, unfolded])
    this.hidden = hidden
    this.faint = faint
    this.tab = tabs.includes(tab) ? tab : 'drawing'
    if (same) return
    this.#turn++
    const moved = document !== this.#from.document || block !== this.#from.block
    this.#from = { document, block }
    this.#unfolded = unfolded
    this.#stale = true
    this.pending = false
    this.error = null
    this.failure = null
    this.brought = null
    if (!moved) return
    this.start = null
    this.#answers = new Map()
    this.chosen = ''
    this.ends = []
    this.only = false
    this.saving.reset()
  }

  outdate(): void {
    this.#stale = true
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.asked = false
    this.set(firstChoice())
    this.start = null
    this.#answers = new Map()
    this.#stale = true
    this.saving.reset()
  }

  async #ask({ document, block }: Unfolded): Promise<LinkView[]> {
    const { steps } = await this.#host.call('trace', { document, block, depth: 1 })
    return steps.map(({ link }) => link)
  }

  #links(): LinkView[] {
    return [...new Map([...this.#answers.values()].flat().map((link) => [link.id, link])).values()]
  }

  #path(): Graph | null {
    const [from, to] = this.ends
    return this.graph && from !== undefined && to !== undefined ? between(this.graph, from, to) : null
  }
}
