// 検索: what is typed, what came back, which hit is chosen.

import { asError, type Host, type WireError } from '../../host/types'
import type { Facets, Hit, SearchRequest, SearchResponse, Sort } from '../../wire/generated'

/** Restrictions, by the name of their list in a request. */
export interface Filters {
  kinds: string[]
  years: number[]
  issuers: string[]
  documents: string[]
}
export type FilterName = keyof Filters

/** All that a search can be repeated from. */
export interface Search {
  query: string
  filters: Filters
  sort: Sort
}

/** Where the list is: the row at the top, how far above the view it begins (px), the chosen row. */
export interface Standing {
  row: number
  offset: number
  active: number
}

/** A row of the list: hits, then a heading, then what is only near. */
export type Row = { type: 'hit' | 'near'; hit: Hit } | { type: 'near-heading' }

const PAGE = 50
/** Between the last key and the question, in ms: less than a fast typist's gap between two keys. */
const PAUSE = 60

/** The address of a passage: it is opened, not looked for. */
export const isLink = (query: string): boolean => /^\s*tadori:\/\/\S+\s*$/i.test(query)

export const noFilters = (): Filters => ({ kinds: [], years: [], issuers: [], documents: [] })
const top: Standing = { row: 0, offset: 0, active: -1 }
const noFacets: Facets = { kinds: [], years: [], issuers: [], documents: [] }

export class SearchState {
  query = $state('')
  filters = $state.raw<Filters>(noFilters())
  sort = $state<Sort>('relevance')
  /** The latest answer; it stays while a newer one is awaited. */
  answer = $state.raw<SearchResponse | null>(null)
  /** What the answer is an answer to. */
  asked = $state.raw<Search | null>(null)
  error = $state.raw<WireError | null>(null)
  active = $state(-1)
  /** Whether a newer answer is awaited. */
  pending = $state(false)
  /** Asks the view to scroll; every wish is a new object. */
  wish = $state.raw<Standing>(top)
  standing = $state.raw<Standing>(top)

  readonly rows: Row[] = $derived.by(() => {
    // A passage stands once, also when pages overlap because documents came in between two of them.
    const seen = new Set<string>()
    const once = (hit: Hit) => !seen.has(hit.passage) && seen.add(hit.passage)
    const hits = (this.answer?.hits ?? []).filter(once).map((hit): Row => ({ type: 'hit', hit }))
    const near = (this.answer?.near ?? []).filter(once).map((hit): Row => ({ type: 'near', hit }))
    return near.length ? [...hits, { type: 'near-heading' }, ...near] : hits
  })
  readonly facets: Facets = $derived(this.answer?.facets ?? noFacets)
  readonly filtered: boolean = $derived(Object.values(this.filters).some((list) => list.length > 0))

  #host: Host
  #sent = 0
  #shown = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #composing = false
  #loadingMore = false

  constructor(host: Host) {
    this.#host = host
  }

  /** The text of the box changed. */
  typed(text: string): void {
    // Some engines tell the end of a composition twice.
    if (text === this.query) return
    this.query = text
    if (this.#composing) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.run(), PAUSE)
  }

  /** An input method begins to compose: nothing is sent before it ends. */
  compositionStart(): void {
    this.#composing = true
    clearTimeout(this.#timer)
  }

  compositionEnd(text: string): void {
    this.#composing = false
    this.query = text
    void this.run()
  }

  get composing(): boolean {
    return this.#composing
  }

  toggle(name: FilterName, value: string): void {
    const typed = name === 'years' ? Number(value) : value
    const list = this.filters[name] as (string | number)[]
    const next = list.includes(typed) ? list.filter((v) => v !== typed) : [...list, typed]
    this.filters = { ...this.filters, [name]: next }
    void this.run()
  }

  clearFilters(): void {
    this.filters = noFilters()
    void this.run()
  }

  order(sort: Sort): void {
    this.sort = sort
    void this.run()
  }

  /** Puts a whole search in place, asks it, and goes where its list was. */
  async set(search: Search, standing: Standing = top): Promise<void> {
    this.query = search.query
    this.filters = search.filters
    this.sort = search.sort
    await this.run()
    if (this.rows.length === 0) return
    this.active = Math.min(standing.active, this.rows.length - 1)
    this.wish = { ...standing }
  }

  snapshot(): Search {
    return { query: this.query, filters: this.filters, sort: this.sort }
  }

  choose(row: number): void {
    this.active = row
    this.standing = { ...this.standing, active: row }
  }

  moved(row: number, offset: number): void {
    this.standing = { row, offset, active: this.active }
  }

  /** Asks the same again, as documents came or went; the list stays as long as it was. */
  async refresh(): Promise<void> {
    // Words that are being composed are asked for when they are done.
    if (this.query.trim() !== '' && !this.#composing) await this.run(Math.max(PAGE, this.answer?.hits.length ?? 0))
  }

  /** Asks now. An answer that comes after a newer one is dropped. */
  async run(limit = PAGE): Promise<void> {
    clearTimeout(this.#timer)
    const search = this.snapshot()
    const turn = ++this.#sent
    if (search.query.trim() === '' || isLink(search.query)) {
      this.#show(turn, search, null, null)
      return
    }
    this.pending = true
    try {
      this.#show(turn, search, await this.#host.call('search', request(search, 0, limit)), null)
    } catch (thrown) {
      this.#show(turn, search, this.answer, asError(thrown))
    }
  }

  /** The next page, when there is one. */
  async more(): Promise<void> {
    const { answer, asked } = this
    if (!answer || !asked || this.#loadingMore || answer.hits.length >= answer.total) return
    this.#loadingMore = true
    try {
      const next = await this.#host.call('search', request(asked, answer.hits.length, PAGE))
      const unchanged = this.answer === answer
      // An empty page would be asked for again and again.
      if (unchanged && next.hits.length) this.answer = { ...answer, hits: [...answer.hits, ...next.hits] }
      else if (unchanged) this.answer = { ...answer, total: answer.hits.length }
    } catch (thrown) {
      this.error = asError(thrown)
    } finally {
      this.#loadingMore = false
    }
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    clearTimeout(this.#timer)
    this.query = ''
    this.filters = noFilters()
    this.#show(++this.#sent, this.snapshot(), null, null)
  }

  #show(turn: number, search: Search, answer: SearchResponse | null, error: WireError | null): void {
    if (turn < this.#shown) return
    this.#shown = turn
    this.pending = turn < this.#sent
    if (JSON.stringify(this.asked) !== JSON.stringify(search)) {
      this.active = -1
      this.standing = top
      this.wish = { ...top }
    }
    this.asked = search
    this.answer = answer
    this.error = error
  }
}

function request(search: Search, offset: number, limit: number): SearchRequest {
  return { query: search.query, sort: search.sort, ...search.filters, limit, offset }
}
