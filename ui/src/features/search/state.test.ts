import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeHost } from '../../host/fake'
import { settled, slowHost } from '../../host/testing'
import type { Hit, SearchRequest, SearchResponse } from '../../wire/generated'
import { noFilters, SearchState } from './state.svelte'

function hit(passage: string): Hit {
  return {
    passage, block: 0, document: 'd', title: 't', kind: null, draft: false, sample: false, decidedOn: null,
    section: [], page: null, pageLabel: null, lineStart: 1, lineEnd: 1, snippet: [], score: 1,
  }
}

function response(passages: string[], total = passages.length): SearchResponse {
  const facets = { kinds: [], years: [], issuers: [], documents: [] }
  return { hits: passages.map(hit), total, near: [], facets, lookedFor: [], unknown: [], elapsedMs: 1 }
}

const passages = (state: SearchState) => state.rows.map((row) => (row.type === 'near-heading' ? row.type : row.hit.passage))
const queries = (host: { calls: readonly { request: unknown }[] }) => host.calls.map((c) => (c.request as SearchRequest).query)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('typing', () => {
  it('asks once after a pause, for what is there then', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    for (const text of ['そ', 'そう', '創薬']) {
      state.typed(text)
      vi.advanceTimersByTime(30)
    }
    expect(host.waiting).toHaveLength(0)
    vi.advanceTimersByTime(60)
    expect(queries(host)).toEqual(['創薬'])
  })

  it('asks nothing for an empty box and takes the results away', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.typed('創薬')
    vi.advanceTimersByTime(60)
    host.waiting[0]?.answer(response(['a']))
    await settled()
    state.typed('')
    vi.advanceTimersByTime(60)
    expect(host.waiting).toHaveLength(1)
    expect(state.answer).toBeNull()
  })
})

describe('an input method', () => {
  it('sends nothing while composing and at once when it ends', () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.typed('文')
    state.compositionStart()
    state.typed('文そ')
    state.typed('文そうやく')
    vi.advanceTimersByTime(1000)
    expect(host.waiting).toHaveLength(0)
    state.compositionEnd('文創薬')
    expect(queries(host)).toEqual(['文創薬'])
  })

  it('does not ask again for the input event that follows the end', () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.compositionStart()
    state.compositionEnd('創薬')
    state.typed('創薬')
    vi.advanceTimersByTime(1000)
    expect(host.waiting).toHaveLength(1)
    expect(state.composing).toBe(false)
  })
})

it('does not ask for half-composed words when documents came', async () => {
  const host = slowHost('search')
  const state = new SearchState(host)
  state.compositionStart()
  state.typed('そうや')
  await state.refresh()
  expect(host.waiting).toHaveLength(0)
})

describe('answers', () => {
  it('drops one that comes after a newer one', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.query = 'あ'
    void state.run()
    state.query = 'ああ'
    void state.run()
    host.waiting[1]?.answer(response(['new']))
    await settled()
    host.waiting[0]?.answer(response(['old']))
    await settled()
    expect(passages(state)).toEqual(['new'])
    expect(state.pending).toBe(false)
  })

  it('keeps the old one, marked as waiting, until the new one is there', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.query = 'あ'
    void state.run()
    host.waiting[0]?.answer(response(['old']))
    await settled()
    state.query = 'い'
    void state.run()
    expect(passages(state)).toEqual(['old'])
    expect(state.pending).toBe(true)
    host.waiting[1]?.answer(response(['new']))
    await settled()
    expect(passages(state)).toEqual(['new'])
    expect(state.pending).toBe(false)
  })

  it('keeps the hits when a question is refused, and says why', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.query = 'あ'
    void state.run()
    host.waiting[0]?.answer(response(['old']))
    await settled()
    state.query = '"'
    void state.run()
    host.waiting[1]?.refuse({ code: 'bad-query', detail: 'open quote' })
    await settled()
    expect(state.error?.code).toBe('bad-query')
    expect(passages(state)).toEqual(['old'])
  })

  it('turns an exception of the seam into a wire error', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.query = 'あ'
    void state.run()
    host.waiting[0]?.refuse(new TypeError('no bridge'))
    await settled()
    expect(state.error).toEqual({ code: 'internal', detail: 'no bridge' })
  })
})

describe('more', () => {
  async function withFirstPage() {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.query = 'あ'
    void state.run()
    host.waiting[0]?.answer(response(['a', 'b'], 4))
    await settled()
    return { host, state }
  }

  it('adds the next page without repeating a passage', async () => {
    const { host, state } = await withFirstPage()
    void state.more()
    void state.more()
    expect(host.waiting).toHaveLength(2)
    expect((host.waiting[1]?.request as SearchRequest).offset).toBe(2)
    host.waiting[1]?.answer(response(['b', 'c'], 4))
    await settled()
    expect(passages(state)).toEqual(['a', 'b', 'c'])
    void state.more()
    expect(host.waiting).toHaveLength(2)
  })

  it('is dropped when another search was answered meanwhile', async () => {
    const { host, state } = await withFirstPage()
    void state.more()
    state.query = 'い'
    void state.run()
    host.waiting[2]?.answer(response(['x'], 1))
    await settled()
    host.waiting[1]?.answer(response(['c'], 4))
    await settled()
    expect(passages(state)).toEqual(['x'])
  })
})

describe('filters and order', () => {
  it('go with the question: years as numbers, the rest as they are', async () => {
    const host = slowHost('search')
    const state = new SearchState(host)
    state.query = 'あ'
    state.toggle('years', '2026')
    state.toggle('kinds', 'plan')
    state.order('date')
    expect(host.waiting.at(-1)?.request).toMatchObject({ years: [2026], kinds: ['plan'], sort: 'date', offset: 0 })
    state.toggle('years', '2026')
    expect(state.filters).toEqual({ ...noFilters(), kinds: ['plan'] })
    state.clearFilters()
    expect(state.filtered).toBe(false)
  })

  it('choose nothing after a new question, and what was chosen after the same one', async () => {
    const host = fakeHost()
    const state = new SearchState(host)
    state.query = '創薬'
    const first = state.run()
    await vi.runAllTimersAsync()
    await first
    state.choose(2)
    const again = state.refresh()
    await vi.runAllTimersAsync()
    await again
    expect(state.active).toBe(2)
    state.query = '取組'
    const next = state.run()
    await vi.runAllTimersAsync()
    await next
    expect(state.active).toBe(-1)
  })
})

it('lists near passages apart, under a heading', async () => {
  const host = fakeHost()
  const state = new SearchState(host)
  state.query = '創薬 量子'
  const run = state.run()
  await vi.runAllTimersAsync()
  await run
  expect(state.rows[0]).toEqual({ type: 'near-heading' })
  expect(state.rows.slice(1).every((row) => row.type === 'near')).toBe(true)
  expect(state.rows.length).toBeGreaterThan(1)
  expect(state.answer?.unknown).toEqual(['量子'])
})
