import { beforeEach, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { reasonOf } from '../../parts/links'
import { CardState } from './card.svelte'
import { LinksState } from './state.svelte'

let host: FakeHost
let state: LinksState
let card: CardState
let plan: string

const open = async (options = 'own&links') => {
  host = fakeHost(new URLSearchParams(options))
  state = new LinksState(host)
  card = new CardState(host, (id, now) => state.put(id, now))
  plan = (await host.call('documents', null)).find(({ title }) => title.startsWith('離島航路計画'))?.document ?? ''
  await state.need(plan, 100)
  state.look({ first: 0, last: 3 }, 1)
}
beforeEach(() => open())

const kinds = () => state.shown.groups.map(({ kind, restsOn, became }) => `${kind} ↑${restsOn.length} ↓${became.length}`)

it('groups by kind and direction what is in view, or of the chosen block', () => {
  expect(kinds()).toEqual(['cites ↑1 ↓0', 'quotes ↑1 ↓1', 'implements ↑0 ↓2'])
  expect([state.count('view'), state.count('block')]).toEqual([5, 3])
  state.scope = 'block'
  expect(kinds()).toEqual(['cites ↑1 ↓0', 'quotes ↑1 ↓0', 'implements ↑0 ↓1'])
})

it('asks once a document, and again when the library changed', async () => {
  const asked = () => host.calls.filter(({ name }) => name === 'links').length
  await state.need(plan, 100)
  expect(asked()).toBe(1)
  state.outdate()
  await state.need(plan, 100)
  expect(asked()).toBe(2)
})

it('folds what is faint', async () => {
  const strategy = (await host.call('documents', null)).find(({ title }) => title === '離島・港湾戦略')?.document ?? ''
  await state.need(strategy, 3)
  state.look({ first: 0, last: 3 }, 0)
  expect(state.shown.faint).toBe(1)
  expect(kinds()).toEqual(['cites ↑0 ↓1', 'quotes ↑0 ↓1'])
  state.withFaint = true
  expect(kinds()).toContain('implements ↑0 ↓1')
})

it('says why in words', () => {
  expect(state.shown.groups.flatMap(({ restsOn, became }) => [...restsOn, ...became]).map(({ link }) => reasonOf(link))).toEqual([
    '「離島・港湾戦略」を挙げている', '25字の文言が一致', '19字の文言が一致', '共通の語「岸壁」「係留の設備」', '共通の語「欠航」',
  ])
  const similar = state.shown.groups.at(-1)?.restsOn[0]?.link ?? state.shown.groups.at(-1)?.became[0]?.link
  if (!similar) throw new Error('no link')
  expect(reasonOf({ ...similar, reason: { ...similar.reason, terms: [], related: [['費用', '経費']] } })).toBe('関連する語「費用」と「経費」')
})

it('keeps a verdict with its note, lists it apart, and takes it back', async () => {
  const link = state.shown.groups[1]?.restsOn[0]?.link
  if (!link) throw new Error('no link')
  card.open([link])
  card.note = ' 別の文 '
  await card.say('rejected')
  expect(card.link?.verdict).toMatchObject({ verdict: 'rejected', note: '別の文' })
  expect(kinds()).toEqual(['cites ↑1 ↓0', 'quotes ↑0 ↓1', 'implements ↑0 ↓2'])
  expect(state.shown.rejected.map((seen) => seen.link.id)).toEqual([link.id])
  await card.say(null)
  expect([state.shown.rejected.length, card.done, card.note]).toEqual([0, 'takenBack', ''])
})

it('that cannot be kept says why', async () => {
  await open('read-only&links')
  const link = state.shown.groups[0]?.restsOn[0]?.link
  if (!link) throw new Error('no link')
  card.open([link])
  await card.say('confirmed')
  expect([card.failure?.code, card.link?.verdict]).toEqual(['library-read-only', null])
})
