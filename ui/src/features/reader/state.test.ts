import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { settled, slowHost } from '../../host/testing'
import { ReaderState, sectionOf } from './state.svelte'

let host: FakeHost
let state: ReaderState

beforeEach(async () => {
  host = fakeHost()
  state = new ReaderState(host)
  await state.open('doc-1', '取組', null)
})

const wished = () => (state.wish && 'block' in state.wish ? state.wish.block : null)

describe('hits', () => {
  it('lie on the blocks with a spelling of the word', () => {
    const texts = state.hits.map((at) => state.view?.blocks[at]?.runs.map((run) => run.text).join(''))
    expect(texts).toHaveLength(3)
    expect(texts.every((text) => /取組|取り組み/.test(text ?? ''))).toBe(true)
  })

  it('follow one another and go round', () => {
    const [first, second, third] = state.hits as [number, number, number]
    const seen: (number | null)[] = []
    for (let i = 0; i < 4; i++) {
      state.nextHit()
      seen.push(wished())
    }
    expect(seen).toEqual([first, second, third, first])
    state.previousHit()
    expect(wished()).toBe(third)
    expect(state.hitBlock).toBe(third)
  })

  it('begin from where the reader is', () => {
    const [, second, third] = state.hits as [number, number, number]
    state.moved({ block: second + 1, offset: 0 }, { first: second + 1, last: second + 3 })
    state.nextHit()
    expect(wished()).toBe(third)

    state.hit = -1
    state.cursor = -1
    state.moved({ block: second + 1, offset: 0 }, { first: second + 1, last: second + 3 })
    state.previousHit()
    expect(wished()).toBe(second)
  })

  it('of a block that was opened from the results is the current one', async () => {
    await state.open('doc-1', '取組', { block: state.hits[1] as number })
    expect(state.hit).toBe(1)
  })

  it('are none without a query', async () => {
    await state.open('doc-2', '', null)
    state.nextHit()
    expect(state.hit).toBe(-1)
  })
})

describe('the place', () => {
  it('is the section of the block in view, outermost first', () => {
    const at = state.view?.blocks.findIndex((block) => block.runs[0]?.text.startsWith('ア ')) ?? -1
    state.moved({ block: at, offset: 0 }, { first: at, last: at + 2 })
    expect(state.section.slice(0, 2)).toEqual(['2 基本方針', '2.2 創薬の基盤づくり'])
    expect(state.section).toHaveLength(3)
  })

  it('is the cursor only while that is in view', () => {
    state.cursor = 4
    state.moved({ block: 2, offset: 0 }, { first: 2, last: 6 })
    expect(state.here).toBe(4)
    state.moved({ block: 8, offset: 0 }, { first: 8, last: 12 })
    expect(state.here).toBe(8)
  })

  it('ends even where headings point to one another', () => {
    const view = structuredClone(state.view)
    if (!view) throw new Error('no view')
    const [a, b] = view.blocks.filter((block) => block.kind === 'heading')
    if (!a || !b) throw new Error('no headings')
    a.parent = b.index
    b.parent = a.index
    expect(sectionOf(view, a.index).length).toBeLessThanOrEqual(20)
  })
})

describe('furniture', () => {
  it('is left out of rows and of the way of the cursor', () => {
    const furniture = state.view?.blocks.filter((block) => block.kind === 'furniture').map((block) => block.index) ?? []
    expect(furniture.length).toBeGreaterThan(1)
    state.showFurniture(false)
    expect(state.blocks.some((block) => block.kind === 'furniture')).toBe(false)
    const hidden = furniture[1] as number
    expect(state.blocks[state.rowOf(hidden)]?.index).toBe(hidden + 1)
    state.moved({ block: hidden - 1, offset: 0 }, { first: hidden - 1, last: hidden + 3 })
    state.cursor = hidden - 1
    state.moveCursor(1)
    expect(state.cursor).toBe(hidden + 1)
    state.moveCursor(-1)
    expect(state.cursor).toBe(hidden - 1)
  })
})

describe('copying', () => {
  it('takes the block at hand, with its source', async () => {
    state.moved({ block: 2, offset: 0 }, { first: 2, last: 5 })
    await state.copy(null)
    expect(host.calls.at(-1)).toEqual({ name: 'cite', request: { document: 'doc-1', from: 2, to: 2, quote: '' } })
    expect(host.copied?.plain).toContain('地域研究開発推進計画（第２期）')
    expect(state.notice?.text).toBe('copied')
  })

  it('takes the selection, and says when the clipboard refuses', async () => {
    host.copy = async () => false
    await state.copy({ from: 2, to: 3, quote: '本計画' })
    expect(host.calls.at(-1)?.request).toMatchObject({ from: 2, to: 3, quote: '本計画' })
    expect(state.notice?.text).toBe('notCopied')
  })
})

describe('opening', () => {
  it('of a document that is gone is an error, and the open one stays', async () => {
    await state.open('doc-404', '', null)
    expect(state.error?.code).toBe('no-document')
    expect(state.document).toBe('doc-1')
    expect(state.loading).toBe(false)
  })

  it('shows the one that was asked for last', async () => {
    const slow = slowHost('read')
    const reader = new ReaderState(slow)
    void reader.open('doc-1', '', null)
    void reader.open('doc-2', '', null)
    const view = (document: string) => host.call('read', { document, query: '' })
    const [one, two] = [await view('doc-1'), await view('doc-2')]
    slow.waiting[1]?.answer(two)
    await settled()
    slow.waiting[0]?.answer(one)
    await settled()
    expect(reader.document).toBe('doc-2')
  })

  it('does not read again what is open with the same words', async () => {
    const before = host.calls.length
    await state.open('doc-1', '取組', { block: 3 })
    expect(host.calls).toHaveLength(before)
    expect(wished()).toBe(3)
  })
})
