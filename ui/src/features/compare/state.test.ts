import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import type { DocumentInfo } from '../../wire/generated'
import { partners, stemOf, suggestions } from './editions'
import { csvOf, htmlOf } from './files'
import { strengthName, textOf, type Row } from './rows'
import { CompareState, firstChoice } from './state.svelte'

let host: FakeHost
let state: CompareState
let documents: DocumentInfo[]

const edition = (name: string) => documents.find((info) => info.title.startsWith('島しょ') && info.edition === name)?.document ?? ''
const said = (row: Row) => (row.type === 'fold' ? `${row.count}…` : `${row.pair.change} ${textOf((row.pair.b ?? row.pair.a)?.runs ?? [])}`)

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own&compare'))
  documents = await host.call('documents', null)
  state = new CompareState(host)
  state.choosePair(edition('第１期'), edition('第２期'))
  await state.source.need()
})

describe('rows', () => {
  it('are what changed, each under its heading, with the rest folded', () => {
    expect(state.rows.map(said)).toEqual([
      '4…', 'same 2.1 波と風', 'reworded 波と風を測る点を増やすことを推進する。', '2…', 'same 3 荷役', 'removed 荷役の手続を紙で行う。', '1…',
      'moved 荷役に携わる人材を育てる。', 'added 離島の間を結ぶ無人の船を試験する。', '2…',
    ])
  })

  it('are all, or of some kinds, or only those whose strength changed', () => {
    state.showAll(true)
    expect(state.rows).toHaveLength(state.sentences.length)
    state.showAll(false)
    state.toggle('moved')
    expect(state.rows.map(said)).not.toContain('moved 荷役に携わる人材を育てる。')
    state.showStrength(true)
    expect(state.rows.map(said)).toEqual(['same 2.1 波と風', 'reworded 波と風を測る点を増やすことを推進する。'])
    state.clearFilters()
    expect(state.steps).toHaveLength(4)
  })

  it('unfold and fold again', () => {
    const fold = state.rows[0]
    if (fold?.type !== 'fold') throw new Error('no fold')
    state.unfold(fold.from, true)
    expect(state.rows).toHaveLength(14)
    state.unfold(fold.from, false)
    expect(state.rows).toHaveLength(10)
  })

  it('count the kinds, and say how a strength changed', () => {
    expect(state.counts).toEqual({ reworded: 1, added: 1, removed: 1, moved: 1 })
    const reworded = state.sentences.find(({ change }) => change === 'reworded')
    expect(reworded && strengthName(reworded)).toBe('検討する → 推進する（強まった）')
  })
})

describe('going from change to change', () => {
  it('passes over what did not change, and ends at the ends', () => {
    expect([state.next(1), state.next(-1), state.step]).toEqual([2, null, 0])
    state.choose(2)
    expect([state.next(1), state.step]).toEqual([5, 1])
    state.choose(8)
    expect([state.next(1), state.next(-1)]).toEqual([null, 7])
  })
})

describe('the pair', () => {
  it('is not asked for when it is the same document twice', () => {
    const before = host.calls.length
    state.choosePair(state.later, state.later)
    expect([state.same, state.ready, state.view, host.calls.length]).toEqual([true, false, null, before])
  })

  it('can be swapped, and keeps the old answer while the new one is awaited', async () => {
    const { earlier, later } = state
    state.swap()
    expect([state.earlier, state.later, state.view?.b]).toEqual([later, earlier, '島しょ港湾整備計画（第２期）'])
    await state.source.need()
    expect(state.view?.b).toBe('島しょ港湾整備計画（第１期）')
  })

  it('forgets a document that is gone', () => {
    state.need(documents.filter(({ document }) => document !== state.later))
    expect([state.later, state.ready]).toEqual(['', false])
    state.set(firstChoice())
    expect(state.earlier).toBe('')
  })
})

describe('editions', () => {
  it('are known by what their titles have in common', () => {
    const info = documents[0] as DocumentInfo
    const stem = (title: string) => stemOf({ ...info, title })
    expect(stem('島しょ港湾整備計画（第２期）')).toBe(stem('島しょ港湾整備計画'))
    expect(stem('令和８年度 港湾関係予算（案）')).toBe(stem('令和７年度港湾関係予算'))
    expect(stem('島しょ港湾整備計画')).not.toBe(stem('離島航路整備計画'))
    expect(stem('令和８年度')).not.toBe(stem('令和７年度'))
  })

  it('are suggested latest first, and offered first beside one of them', () => {
    expect(suggestions(documents).map(({ later, earlier }) => [later.edition, earlier.edition])).toEqual([['第２期', '第１期']])
    expect(partners(documents, edition('第２期')).editions.map((info) => info.edition)).toEqual(['第１期'])
  })
})

describe('files', () => {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

  it('for Excel have both sides, the change and the strength', () => {
    const lines = text(csvOf(state.rows)).trim().split('\r\n')
    expect(lines[0]).toBe('区分,新,新のページ,新の行,旧,旧のページ,旧の行,強さの変化')
    expect(lines[2]).toBe('文言の変更,波と風を測る点を増やすことを推進する。,1,7,波と風を測る点を増やすことを検討する。,1,7,検討する → 推進する（強まった）')
  })

  it('as a page underline what changed, and need nothing else', () => {
    if (!state.view) throw new Error('no answer')
    const html = text(htmlOf({ ...state.view, b: '<新>' }, state.rows))
    expect(html).toContain('<u>推進</u>')
    expect(html).toContain('&lt;新&gt;')
    expect(html).toContain('変更のない 4文')
    expect(html).not.toMatch(/src=|href=|<script/)
  })
})
