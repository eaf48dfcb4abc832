import { expect, it } from 'vitest'
import { fakeHost } from '../../host/fake'
import type { LinkView, TraceView } from '../../wire/generated'
import { between, columnsOf, graphOf, kindsOf, type Filter, type Graph } from './graph'
import { layout, NODE } from './layout'
import { rowsOf } from './tree'

const usual: Filter = { hidden: [], faint: false }
const host = fakeHost(new URLSearchParams('own&links'))

async function found(words: string, depth = 3): Promise<{ start: TraceView['start']; links: LinkView[] }> {
  for (const { document } of await host.call('documents', null)) {
    const { blocks } = await host.call('read', { document, query: '' })
    const at = blocks.findIndex(({ runs }) => runs.some(({ text }) => text.includes(words)))
    if (at < 0) continue
    const { start, steps } = await host.call('trace', { document, block: at, depth })
    return { start, links: steps.map(({ link }) => link) }
  }
  throw new Error(words)
}

async function graph(words: string, filter = usual): Promise<Graph> {
  const { start, links } = await found(words)
  return graphOf(start, links, filter)
}

it('joins passages and programs, by steps from the start', async () => {
  const { nodes } = await graph('重点を置く')
  expect([...nodes.values()].map(({ hop, end }) => `${hop} ${end.program ?? end.passage.title}`)).toEqual([
    '0 令和８年度 離島航路予算配分方針', '1 離島航路計画（第２期）', '2 離島岸壁改良事業', '3 令和８年度 離島航路関係 概算要求の概要',
    '3 離島岸壁改良事業 行政事業レビューシート',
  ])
})

it('takes a passage that tells of a program for it too', async () => {
  const { edges, nodes, start } = await graph('使える係留の設備')
  const tells = edges.find(({ kind }) => kind === 'tells')
  expect([tells?.a, tells?.b]).toEqual([start, 'program:離島岸壁改良事業'])
  expect(nodes.get('program:離島岸壁改良事業')?.hop).toBe(0)
})

it('leaves out what is faint, rejected, or hidden, and what only that leads to', async () => {
  const { start, links } = await found('使える係留の設備')
  const size = (filter: Filter, of = links) => graphOf(start, of, filter).nodes.size
  expect(size({ ...usual, faint: true })).toBeGreaterThan(size(usual))
  expect(size({ ...usual, hidden: ['funds'] })).toBe(size(usual) - 1)
  const rejected = links.map((link): LinkView => (link.kind === 'funds' ? { ...link, verdict: { verdict: 'rejected', note: '', saidAt: '' } } : link))
  expect(size(usual, rejected)).toBe(size(usual) - 1)
  expect(kindsOf(links, { ...usual, hidden: ['funds'] }).find(({ kind }) => kind === 'funds')?.count).toBe(1)
})

it('has columns by tier, and finds the shortest way', async () => {
  const whole = await graph('重点を置く')
  expect(columnsOf(whole).map(({ tier }) => tier)).toEqual(['plan', 'policy', 'budget', 'program', 'review'])
  const budget = [...whole.nodes.values()].find(({ tier }) => tier === 'budget')?.key ?? ''
  expect(between(whole, whole.start, budget)?.nodes.size).toBe(4)
  expect(between(whole, whole.start, 'nowhere')).toBeNull()
})

it('lists each link once, each place under the one it is met from', async () => {
  const whole = await graph('重点を置く')
  const rows = rowsOf(whole)
  expect(rows.map(({ level, up, edge }) => `${level} ${edge?.kind ?? '-'} ${up ? 'up' : 'down'}`)).toEqual([
    '1 - down', '2 quotes up', '3 implements down', '4 funds down', '4 names down',
  ])
  expect(rows.filter(({ edge }) => edge).length).toBe(whole.edges.length)
})

it('is laid out in columns from the left, nothing on top of anything', () => {
  const keys = Array.from({ length: 300 }, (_, i) => `n${i}`)
  const columns = [{ tier: 'plan', keys: ['s'] }, { tier: 'program', keys }]
  const edges = keys.map((key) => ({ key, a: key, b: 's' }))
  const { nodes, edges: lines, height } = layout({ columns, edges, rem: 16 })
  const ys = keys.map((key) => nodes[key]?.y ?? 0)
  expect(ys.every((y, i) => i === 0 || y - (ys[i - 1] ?? 0) >= NODE.height * 16)).toBe(true)
  expect(Object.keys(lines)).toHaveLength(300)
  expect(height).toBeGreaterThan(ys.at(-1) ?? 0)
  expect(nodes['n0']?.x).toBeGreaterThan((nodes['s']?.x ?? 0) + NODE.width * 16)
})

it('leads no line behind a place that it does not end at', () => {
  const columns = [{ tier: 'plan', keys: ['a'] }, { tier: 'policy', keys: ['b', 'c'] }, { tier: 'program', keys: ['d'] }]
  const { edges, nodes } = layout({ columns, edges: [{ key: 'e', a: 'd', b: 'a' }], rem: 16 })
  const straight = /L(\S+) (\S+?)C/.exec(edges['e']?.d ?? '')
  const y = Number(straight?.[2])
  expect(['b', 'c'].every((key) => y < (nodes[key]?.y ?? 0) || y > (nodes[key]?.y ?? 0) + NODE.height * 16)).toBe(true)
})
