import { beforeEach, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { csvOf } from './csv'
import { firstChoice, TraceState } from './state.svelte'
import { VerdictsState } from './verdicts.svelte'

const PROGRAM = 'program:離島岸壁改良事業'
let host: FakeHost
let state: TraceState
let start: { document: string; block: number }

async function place(title: string, words: string) {
  const info = (await host.call('documents', null)).find((each) => each.title.includes(title))
  const { blocks } = await host.call('read', { document: info?.document ?? '', query: '' })
  return { document: info?.document ?? '', block: blocks.findIndex(({ runs }) => runs.some(({ text }) => text.includes(words))) }
}

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own&links'))
  state = new TraceState(host)
  start = await place('離島航路計画', '波の高い日')
  state.set({ ...firstChoice(), ...start })
  await state.need()
})

const titles = () => [...(state.graph?.nodes.values() ?? [])].map(({ end }) => end.program ?? end.passage.title)

it('goes one step at first, and another where it is unfolded', async () => {
  expect(titles()).toEqual(['離島航路計画（第２期）', '令和８年度 離島航路予算配分方針', '離島岸壁改良事業'])
  await state.unfold(PROGRAM)
  expect(titles()).toContain('令和８年度 離島航路関係 概算要求の概要')
  expect(state.brought).toBe(2)
  state.fold(PROGRAM)
  expect(titles()).toHaveLength(3)
})

it('is where it was when it is put back', async () => {
  await state.unfold(PROGRAM)
  state.toggleKind('quotes')
  state.faint = true
  const again = new TraceState(host)
  again.set(state.snapshot())
  await again.need()
  expect(again.graph?.nodes.size).toBe(state.graph?.nodes.size)
  expect([again.isUnfolded(PROGRAM), again.hidden, again.faint]).toEqual([true, ['quotes'], true])
})

it('shows only the way between two places, and all again', async () => {
  await state.unfold(PROGRAM)
  const budget = [...(state.graph?.nodes.values() ?? [])].find(({ tier }) => tier === 'budget')?.key ?? ''
  state.toggleEnd(budget)
  state.toggleEnd(state.graph?.start ?? '')
  state.only = true
  expect(state.shown?.nodes.size).toBe(3)
  state.only = false
  expect(state.shown?.nodes.size).toBe(5)
})

it('follows a verdict in place', async () => {
  const link = state.links.find(({ kind }) => kind === 'implements')
  if (!link) throw new Error('no link')
  state.put(link.id, { ...link, verdict: { verdict: 'rejected', note: '', saidAt: '2026-11-21T09:00:00Z' } })
  expect(titles()).not.toContain('離島岸壁改良事業')
  expect(state.rejected).toBe(1)
})

it('that cannot begin says why, and a place that is gone stays folded', async () => {
  state.set({ ...firstChoice(), document: 'doc-404' })
  await state.need()
  expect(state.error?.code).toBe('no-document')
  state.set({ ...firstChoice(), ...start, unfolded: [{ key: PROGRAM, document: 'doc-404', block: 0 }] })
  await state.need()
  expect([state.error, state.graph?.nodes.size]).toEqual([null, 3])
})

it('is written as a table', async () => {
  if (!state.graph) throw new Error('no graph')
  const graph = state.graph
  await state.saving.save('たどる.csv', () => csvOf(graph))
  const { bytes } = host.calls.at(-1)?.request as { bytes: number[] }
  const rows = new TextDecoder().decode(new Uint8Array(bytes)).split('\r\n')
  expect(rows[0]).toMatch(/^段,種類,根拠の質,確からしさ,元の文書/)
  expect(rows[1]).toContain('1,転記,同じ文言,0.83,令和８年度 離島航路予算配分方針')
  expect(rows[2]).toContain('共通の語「岸壁」「係留の設備」')
})

it('takes in the verdicts of several files, and tells what is missing', async () => {
  const verdicts = new VerdictsState(host)
  host.pickFiles = async () => ['/a.jsonl', '/b.jsonl']
  expect(await verdicts.merge()).toBe(true)
  expect(verdicts.merged).toMatchObject({ added: 4, known: 2 })
  expect(verdicts.merged?.conflicts).toHaveLength(2)
  await verdicts.export('判断.jsonl')
  expect(host.calls.at(-1)).toEqual({ name: 'exportVerdicts', request: { path: '/保存/判断.jsonl' } })
  await verdicts.missing.need()
  expect(verdicts.missing.value?.map(({ title }) => title)).toEqual(['港湾整備計画（第９次）'])
})
