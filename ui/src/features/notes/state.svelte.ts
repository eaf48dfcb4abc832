// 抜粋: which notes are listed, which of them are selected, which one is open.

import { asError, type Host, type WireError } from '../../host/types'
import type { Facet, NoteColour, NoteSort, NotesPage, NotesRequest, NoteState, NoteView } from '../../wire/generated'

/** In the order in which they are offered; the first only where a collection is listed. */
export const orders: readonly NoteSort[] = ['collection', 'document', 'changed', 'made']

/** What is listed, and in which order. */
export interface Choice {
  words: string
  tags: string[]
  colours: NoteColour[]
  states: NoteState[]
  document: string
  collection: string
  sort: NoteSort
}
export type FilterName = 'tags' | 'colours' | 'states' | 'documents'

/** Where the list is: the row at the top, how far above the view it begins (px), the row that is open. */
export interface Standing {
  row: number
  offset: number
  active: number
}

export const firstChoice = (): Choice => ({ words: '', tags: [], colours: [], states: [], document: '', collection: '', sort: 'document' })
export const firstStanding = (): Standing => ({ row: 0, offset: 0, active: -1 })

/** Notes that are asked for at once. */
const PAGE = 100
/** Between the last key and the question, ms. */
const PAUSE = 80
/** More than anybody keeps in one collection. */
const ALL = 100_000

type Facets = Record<FilterName, Facet[]>
const noFacets: Facets = { tags: [], colours: [], states: [], documents: [] }

export class NotesState {
  words = $state('')
  choice = $state.raw<Choice>(firstChoice())
  /** All that are listed; null those that are not loaded yet. Null as a whole before the first answer. */
  rows = $state.raw<(NoteView | null)[] | null>(null)
  facets = $state.raw<Facets>(noFacets)
  /** All notes of the library, whatever is listed; null before the first answer. */
  inAll = $state<number | null>(null)
  error = $state.raw<WireError | null>(null)
  pending = $state(false)
  active = $state(-1)
  selected = $state.raw<ReadonlySet<string>>(new Set())
  /** Asks the view to scroll; every wish is a new object. */
  wish = $state.raw<Standing>(firstStanding())
  standing = $state.raw<Standing>(firstStanding())

  readonly filtered: boolean = $derived.by(() => {
    const { words, tags, colours, states, document } = this.choice
    return words.trim() !== '' || tags.length + colours.length + states.length > 0 || document !== ''
  })
  readonly current: NoteView | null = $derived(this.rows?.[this.active] ?? null)
  /** How many can be put in order by hand: those of a collection that is listed as a whole; behind them come those of the collections below. */
  readonly byHand: number = $derived.by(() => {
    const { collection, sort } = this.choice
    if (collection === '' || sort !== 'collection' || this.filtered) return 0
    return (this.rows ?? []).filter((note) => note && this.isOwn(note)).length
  })

  #host: Host
  #turn = 0
  #stale = true
  #timer: ReturnType<typeof setTimeout> | undefined
  #composing = false
  #asked = new Set<number>()
  #visible = { first: 0, last: 0 }

  constructor(host: Host) {
    this.#host = host
  }

  /** Whether a note is in the collection that is listed itself, not in one below. */
  isOwn({ collections }: NoteView): boolean {
    const { collection } = this.choice
    return collection === '' || collections.some(({ id }) => id === collection)
  }

  /** Asks, where something changed since. */
  need(): Promise<void> {
    return this.#stale ? this.load() : Promise.resolve()
  }

  outdate(): void {
    this.#stale = true
  }

  /** The words changed. */
  typed(text: string): void {
    if (text === this.words) return
    this.words = text
    if (this.#composing) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.restrict({ words: text }), PAUSE)
  }

  /** An input method begins to compose: nothing is sent before it ends. */
  compositionStart(): void {
    this.#composing = true
    clearTimeout(this.#timer)
  }

  compositionEnd(text: string): void {
    this.#composing = false
    this.words = text
    if (text !== this.choice.words) this.restrict({ words: text })
  }

  /** Another list: from its beginning, with nothing selected. */
  restrict(given: Partial<Choice>): void {
    clearTimeout(this.#timer)
    this.choice = { ...this.choice, ...given }
    this.words = this.choice.words
    this.selected = new Set()
    this.active = -1
    this.standing = firstStanding()
    this.wish = firstStanding()
    this.#visible = { first: 0, last: 0 }
    void this.load()
  }

  /** Lists the notes of the document of one, and opens it. */
  async find(id: string): Promise<void> {
    if (this.rows?.some((note) => note?.id === id) && !this.#stale) return this.#reveal(id)
    try {
      const { document } = await this.#host.call('note', { id })
      this.restrict({ ...firstChoice(), document })
      await this.load()
      const all = await this.#host.call('notes', { ...request(this.choice), first: 0, count: ALL })
      this.rows = all.notes
      this.#reveal(id)
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  #reveal(id: string): void {
    const row = this.rows?.findIndex((note) => note?.id === id) ?? -1
    if (row < 0) return
    this.active = row
    this.standing = { row, offset: 0, active: row }
    this.wish = { ...this.standing }
  }

  /** Shows a collection in its own order; '' all notes. */
  openCollection(collection: string): void {
    if (collection !== this.choice.collection) this.restrict({ collection, sort: collection !== '' ? 'collection' : this.choice.sort === 'collection' ? 'document' : this.choice.sort })
  }

  toggle(name: FilterName, value: string): void {
    if (name === 'documents') return this.restrict({ document: this.choice.document === value ? '' : value })
    const list = this.choice[name] as string[]
    this.restrict({ [name]: list.includes(value) ? list.filter((each) => each !== value) : [...list, value] })
  }

  clearFilters(): void {
    this.restrict({ words: '', tags: [], colours: [], states: [], document: '' })
  }

  chosen(name: FilterName): string[] {
    return name === 'documents' ? (this.choice.document === '' ? [] : [this.choice.document]) : this.choice[name]
  }

  set(choice: Choice, standing: Standing): void {
    const sort = orders.includes(choice.sort) ? choice.sort : choice.collection ? 'collection' : 'document'
    this.choice = { ...choice, sort }
    this.words = choice.words
    this.standing = standing
    this.active = standing.active
    this.wish = { ...standing }
    this.#visible = { first: standing.row, last: standing.row }
    this.#stale = true
  }

  /** What is selected, else all that is listed, as the program is asked for it. */
  get wanted(): NotesRequest {
    const { collection, sort } = this.choice
    const ids = [...this.selected]
    return { ...request(ids.length ? { ...firstChoice(), collection, sort } : this.choice), ids, first: 0, count: ids.length || (this.rows?.length ?? ALL) }
  }

  snapshot(): Choice {
    return this.choice
  }

  /** Asks now, for the rows in view; an answer that comes after a newer question is dropped. */
  async load(): Promise<void> {
    const turn = ++this.#turn
    this.#stale = false
    this.pending = true
    const open = this.current?.id
    const from = Math.floor(this.#visible.first / PAGE)
    try {
      const [page, rows, all] = await this.#ask(from)
      if (turn !== this.#turn) return
      const { tags, colours, states, documents } = page
      this.rows = rows
      this.facets = { tags, colours, states, documents }
      this.inAll = all
      this.#asked = new Set([from])
      this.error = null
      this.#keep(open)
    } catch (thrown) {
      if (turn !== this.#turn) return
      this.error = asError(thrown)
      this.#stale = true
    } finally {
      if (turn === this.#turn) this.pending = false
    }
  }

  async #ask(from: number): Promise<[NotesPage, (NoteView | null)[], number]> {
    // What is put in order by hand is there as a whole.
    const [first, count] = this.choice.sort === 'collection' ? [0, ALL] : [from * PAGE, PAGE]
    const [page, all] = await Promise.all([
      this.#host.call('notes', { ...request(this.choice), first, count }),
      this.#host.call('notes', { ...request(firstChoice()), first: 0, count: 0 }),
    ])
    const rows = Array<NoteView | null>(page.total).fill(null)
    page.notes.forEach((note, i) => (rows[first + i] = note))
    return [page, rows, all.total]
  }

  /** The note that was open stays open, wherever it is now; what is gone is selected no more. */
  #keep(open: string | undefined): void {
    const rows = this.rows ?? []
    const at = open === undefined ? -1 : rows.findIndex((note) => note?.id === open)
    if (open !== undefined && at >= 0) this.active = at
    else if (open !== undefined || this.active >= rows.length) this.active = Math.min(this.active, rows.length - 1)
    if (rows.every((note) => note !== null)) {
      const there = new Set(rows.map((note) => note?.id))
      this.selected = new Set([...this.selected].filter((id) => there.has(id)))
    }
  }

  /** Rows are in view: what is not loaded of them is asked for. */
  async seen(row: number, offset: number, visible: { first: number; last: number }): Promise<void> {
    this.standing = { row, offset, active: this.active }
    this.#visible = visible
    await Promise.all([Math.floor(visible.first / PAGE), Math.floor(visible.last / PAGE)].map((page) => this.#page(page)))
  }

  async #page(page: number): Promise<void> {
    const { rows } = this
    if (!rows || this.#asked.has(page) || rows[page * PAGE] !== null) return
    const asked = this.#asked
    const turn = this.#turn
    asked.add(page)
    try {
      const found = await this.#host.call('notes', { ...request(this.choice), first: page * PAGE, count: PAGE })
      if (turn !== this.#turn || !this.rows) return
      const next = [...this.rows]
      found.notes.forEach((note, i) => (next[page * PAGE + i] = note))
      this.rows = next
    } catch {
      // Asked for again when it comes into view again.
      asked.delete(page)
    }
  }

  choose(row: number): void {
    this.active = row
    this.standing = { ...this.standing, active: row }
  }

  /** A note changed. */
  put(note: NoteView): void {
    if (this.rows?.some((each) => each?.id === note.id)) this.rows = this.rows.map((each) => (each?.id === note.id ? note : each))
  }

  select(id: string, on = !this.selected.has(id)): void {
    const next = new Set(this.selected)
    if (on) next.add(id)
    else next.delete(id)
    this.selected = next
  }

  /** Selects a stretch of rows that are loaded. */
  selectRows(from: number, to: number): void {
    const rows = (this.rows ?? []).slice(Math.min(from, to), Math.max(from, to) + 1)
    this.selected = new Set([...this.selected, ...rows.flatMap((note) => note?.id ?? [])])
  }

  async selectAll(): Promise<void> {
    try {
      const { notes } = await this.#host.call('notes', { ...request(this.choice), first: 0, count: ALL })
      this.selected = new Set(notes.map(({ id }) => id))
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  selectNone(): void {
    this.selected = new Set()
  }

  /** What an action is for: the selected ones in the order of the list, else the open one. */
  get meant(): string[] {
    if (this.selected.size === 0) return this.current ? [this.current.id] : []
    const order = new Map((this.rows ?? []).map((note, i) => [note?.id, i]))
    return [...this.selected].sort((a, b) => (order.get(a) ?? ALL) - (order.get(b) ?? ALL))
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    clearTimeout(this.#timer)
    this.#turn++
    this.set(firstChoice(), firstStanding())
    this.rows = null
    this.inAll = null
    this.facets = noFacets
    this.selected = new Set()
    this.error = null
    this.pending = false
  }
}

function request({ words, tags, colours, states, document, collection, sort }: Choice): Omit<NotesRequest, 'first' | 'count'> {
  return { words, tags, colours, states, document: document || null, collection: collection || null, ids: [], sort }
}
