import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { settled, slowHost } from '../../host/testing'
import type { CarrierView, DocumentInfo } from '../../wire/generated'
import { folded, reasonName, scoreName, textOf } from './carriers'
import { csvOf } from './csv'
import { CoverageState, firstChoice } from './state.svelte'

let host: FakeHost
let state: CoverageState
let documents: DocumentInfo[]

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own&compare'))
  documents = await host.call('documents', null)
  state = new CoverageState(host)
  state.set({ ...firstChoice(), plan: planOf('第２期') })
  state.need(documents)
  await state.source.need()
})

const planOf = (edition: string) => documents.find((info) => info.title.startsWith('島しょ') && info.edition === edition)?.document ?? ''
const statement = (words: string) => state.statements.find(({ passage }) => textOf(passage.runs).includes(words)) as (typeof state.statements)[number]
const carrier = (words: string, program: string) => statement(words).carriers.find((one) => one.program === program) as CarrierView
const asked = (name: string) => host.calls.filter((call) => call.name === name)

describe('a plan', () => {
  it('is the latest one as long as nobody chose another', async () => {
    const fresh = new CoverageState(host)
    fresh.need(documents)
    expect(documents.find(({ document }) => document === fresh.plan)?.decidedOn).toBe('2025-06-13')
    fresh.need([])
    expect(fresh.plan).not.toBe('')
    fresh.need(documents.filter(({ kind }) => kind !== 'plan'))
    expect(fresh.plan).toBe('')
  })

  it('keeps the statements of the one before while it is awaited, and forgets them where it fails', async () => {
    const slow = slowHost('coverage')
    const waiting = new CoverageState(slow)
    waiting.choosePlan('doc-1')
    await settled()
    slow.waiting[0]?.answer({ statements: [{ passage: {}, section: [], carriers: [] }], idle: [], recall: 1, measuredOn: 1 })
    await settled()
    expect(waiting.statements).toHaveLength(1)
    waiting.choosePlan('doc-2')
    expect([waiting.statements.length, waiting.source.pending]).toEqual([1, true])
    slow.waiting[1]?.refuse({ code: 'no-document', detail: 'gone' })
    await settled()
    expect([waiting.view, waiting.source.error?.code]).toEqual([null, 'no-document'])
  })
})

describe('statements', () => {
  it('are counted, and restricted by what was found, words and chapter', () => {
    expect([state.statements.length, state.found]).toEqual([9, 3])
    state.filter({ show: 'without' })
    expect(state.shown).toHaveLength(6)
    state.filter({ show: 'with', text: '荷役人材講座' })
    expect(state.shown.map(({ passage }) => textOf(passage.runs))).toEqual(['荷役に携わる人材を育てる。'])
    state.filter({ show: 'all', text: '', chapter: '4 推進体制' })
    expect(state.shown).toHaveLength(1)
  })

  it('tell their section only where it changes', () => {
    expect(state.rows.map(({ turn }) => turn)).toEqual([true, false, true, false, false, true, false, false, true])
  })

  it('show three programs, and fold all where none is likely', () => {
    const { first, rest } = folded(statement('波と風'))
    expect([first.length, rest.length]).toEqual([3, 1])
    expect(folded(statement('災害')).first).toHaveLength(0)
    expect(folded(statement('災害')).rest.map(({ program }) => program)).toEqual(['荷役人材講座事業'])
  })

  it('say how sure a program is, and why', () => {
    const { score, reason } = carrier('波と風', '海況配信事業')
    expect([scoreName(0.8, false), scoreName(score, true), scoreName(0.2, false)]).toEqual(['ほぼ確実', '有力 0.62', '参考'])
    expect(reasonName(reason)).toBe('共通の語「波と風」、ともに「海の見守りプロジェクト」の下にある')
    expect(reasonName({ ...reason, terms: [], related: [['波', '波浪'], ['費用', '経費']] })).toBe('関連する語「波」と「波浪」・「費用」と「経費」、ともに「海の見守りプロジェクト」の下にある')
  })
})

describe('a verdict', () => {
  it('is sent with both places, puts what was rejected last, and is taken back', async () => {
    expect(await state.judge(statement('波と風'), carrier('波と風', '波浪観測網事業'), 'rejected')).toBe(true)
    expect(asked('judge')[0]?.request).toMatchObject({ kind: 'implements', from: { program: '波浪観測網事業', block: 0 }, to: { document: state.plan, program: null }, verdict: 'rejected' })
    const { first, rest } = folded(statement('波と風'))
    expect([...first, ...rest].at(-1)?.program).toBe('波浪観測網事業')
    expect(state.unfolded.has(statement('波と風').passage.block)).toBe(true)
    expect(asked('coverage')).toHaveLength(1)
    await state.judge(statement('波と風'), carrier('波と風', '波浪観測網事業'), null)
    expect(folded(statement('波と風')).first[0]?.program).toBe('波浪観測網事業')
  })

  it('counts for what is found and for idle programs, and keeps its statement in sight', async () => {
    expect(state.idle).toEqual(['灯台塗替事業', '潮位記録事業', '海図更新事業'])
    state.filter({ show: 'with' })
    await state.judge(statement('荷役に'), carrier('荷役に', '荷役人材講座事業'), 'rejected')
    expect([state.found, state.shown.length]).toEqual([2, 3])
    expect(state.idle).toContain('荷役人材講座事業')
    await state.judge(statement('波と風'), carrier('波と風', '潮位記録事業'), 'confirmed')
    expect(state.idle).not.toContain('潮位記録事業')
    state.filter({ show: 'with' })
    expect(state.shown).toHaveLength(2)
  })

  it('is refused in a library that cannot be written to', async () => {
    const readOnly = new CoverageState(fakeHost(new URLSearchParams('read-only&compare')))
    readOnly.choosePlan(state.plan)
    await readOnly.source.need()
    expect(await readOnly.judge(statement('波と風'), carrier('波と風', '波浪観測網事業'), 'confirmed')).toBe(false)
    expect(readOnly.failure?.code).toBe('library-read-only')
  })
})

it('is written as CSV, a program a row', () => {
  const lines = new TextDecoder().decode(csvOf(state.statements)).trim().split('\r\n')
  expect(lines[0]).toBe('章・節,計画の文,ページ,行,事業,確からしさ,根拠,利用者の判断')
  expect(lines[3]).toBe('2 港の観測 › 2.1 波と風,波と風を測る点を増やすことを推進する。,1,7,波浪観測網事業,0.91,共通の語「波と風」「測る点」,')
  expect(lines.filter((line) => line.endsWith(',,,,'))).toHaveLength(5)
})
