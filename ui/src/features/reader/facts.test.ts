import { beforeEach, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { stretchesOf, tell } from './facts'
import { FactsState } from './facts.svelte'

let host: FakeHost
let facts: FactsState

beforeEach(() => {
  host = fakeHost(new URLSearchParams('budget'))
  facts = new FactsState(host)
})

const asked = () => host.calls.filter(({ name }) => name === 'mentions').length

it('lays facts over the words of the query', () => {
  const program = { kind: 'program' as const, name: '港湾事業' }
  const marked = [{ text: 'この', mark: false }, { text: '港湾', mark: true }, { text: '事業は', mark: false }]
  const stretches = stretchesOf(marked, [{ text: 'この', facts: [] }, { text: '港湾事業', facts: [program] }, { text: 'は', facts: [] }])
  expect(stretches.map(({ facts, runs }) => [facts.length, runs.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('')])).toEqual([
    [0, 'この'],
    [1, '[港湾]事業'],
    [0, 'は'],
  ])
})

it('tells kind and value in words', () => {
  const amount = { kind: 'amount' as const, yen: 147_300_000_000, upto: null, approximate: true, bound: null, within: true, repeated: false, role: 'sum' }
  expect(tell(amount)).toEqual({ kind: '金額', value: '約1,473億円 = 147,300,000,000円', more: ['内数'] })
  expect(tell({ kind: 'date', from: '2025-06-13', to: null, fiscalYear: null }).value).toBe('2025-06-13（令和７年６月13日）')
  const reference = { kind: 'reference' as const, title: '港湾計画', decidedOn: '2025-06', body: '港湾会議', lawNumber: null, article: null, draft: true, short: null }
  expect(tell(reference)).toEqual({ kind: '文献', value: expect.stringContaining('港湾計画（案'), more: ['決定日：2025-06', '決定・公表：港湾会議'] })
  expect(tell({ kind: 'ministry', name: '国土交通省', mark: '国', lead: false }).more).toEqual(['略号：国'])
})

it('asks once for what is in view, and only while it is shown', async () => {
  await facts.need('doc-8', 0, 9)
  expect(asked()).toBe(0)
  facts.shown = true
  await facts.need('doc-8', 0, 9)
  await facts.need('doc-8', 2, 12)
  expect(asked()).toBe(1)
  const blocks = Array.from({ length: 12 }, (_, i) => facts.of(i)).filter((runs) => runs !== null)
  expect(blocks.length).toBeGreaterThan(0)
  facts.shown = false
  expect(facts.of(1)).toBeNull()
  facts.shown = true
  await facts.need('doc-1', 0, 3)
  expect(asked()).toBe(2)
})
