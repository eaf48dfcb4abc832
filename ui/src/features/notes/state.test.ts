import { beforeEach, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { slowHost } from '../../host/testing'
import type { NotesRequest } from '../../wire/generated'
import { CollectionsState } from './collections.svelte'
import { NotesState } from './state.svelte'

let host: FakeHost
let notes: NotesState

const asked = () => host.calls.filter(({ name, request }) => name === 'notes' && (request as NotesRequest).count > 0).map(({ request }) => request as NotesRequest)
const later = () => new Promise((done) => setTimeout(done, 100))

async function open(options: string): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  notes = new NotesState(host)
  await notes.load()
}

beforeEach(() => open('own&notes'))

it('loads of ten thousand only what comes into view', async () => {
  await open('own&notes=10000')
  expect([notes.rows?.length, notes.rows?.filter(Boolean).length]).toEqual([10_000, 100])
  await notes.seen(4990, 0, { first: 4990, last: 5010 })
  expect(asked().map(({ first }) => first)).toEqual([0, 4900, 5000])
  expect(notes.rows?.[5005]?.quote).toBeTruthy()
  await notes.seen(5000, 0, { first: 5000, last: 5012 })
  expect(asked()).toHaveLength(3)
  await notes.selectAll()
  expect(notes.selected.size).toBe(10_000)
})

it('narrows by words, tags, colours, states and document, with counts', async () => {
  notes.typed('要求で引く')
  await later()
  expect(notes.rows?.map((note) => note?.body)).toEqual(['**重要**：来年度の要求で引く。', '**重要**：来年度の要求で引く。'])
  notes.clearFilters()
  await later()
  notes.toggle('states', 'lost')
  await later()
  expect(notes.rows?.map((note) => note?.state)).toEqual(['lost'])
  expect(notes.facets.states.map(({ value, count }) => [value, count])).toEqual([['same', 6], ['moved', 1], ['lost', 1]])
  notes.toggle('states', 'lost')
  notes.toggle('colours', 'green')
  notes.toggle('tags', '要確認')
  await later()
  expect(notes.rows?.every((note) => note?.colour === 'green' && note.tags.includes('要確認'))).toBe(true)
  expect([notes.filtered, notes.chosen('colours')]).toEqual([true, ['green']])
})

it('sends nothing while words are composed', async () => {
  const before = asked().length
  notes.compositionStart()
  notes.typed('ようきゅう')
  await later()
  expect(asked()).toHaveLength(before)
  notes.compositionEnd('要求')
  await later()
  expect(asked().at(-1)?.words).toBe('要求')
})

it('shows a collection in its own order, filtered too', async () => {
  await host.call('putIn', { collection: 'c1', notes: ['n4'], before: 'n1' })
  notes.openCollection('c1')
  await later()
  expect([notes.rows?.map((note) => note?.id), notes.byHand]).toEqual([['n4', 'n1', 'n2', 'n3', 'n5', 'n6'], 4])
  notes.toggle('tags', '要確認')
  await later()
  expect([notes.rows?.map((note) => note?.id), notes.byHand]).toEqual([['n2', 'n3'], 0])
  await host.call('putIn', { collection: 'c1', notes: ['n3'], before: 'n2' })
  await notes.load()
  expect(notes.rows?.map((note) => note?.id)).toEqual(['n3', 'n2'])
  notes.openCollection('')
  await later()
  expect(notes.choice.sort).toBe('document')
})

it('keeps the open note open when the list changes, and forgets what is gone of the selection', async () => {
  notes.choose(3)
  const open = notes.current?.id
  notes.select('n1')
  notes.selectRows(1, 2)
  expect(notes.meant).toEqual(['n1', 'n2', 'n3'])
  await host.call('removeNotes', { ids: ['n1'] })
  await notes.load()
  expect([notes.current?.id, notes.active, notes.meant]).toEqual([open, 2, ['n2', 'n3']])
  notes.selectNone()
  expect(notes.meant).toEqual([open])
})

it('drops an answer that comes after a newer question, and keeps the list when one fails', async () => {
  const slow = slowHost('notes')
  const list = new NotesState(slow)
  const page = { total: 0, notes: [], tags: [], colours: [], states: [], documents: [] }
  void list.load()
  void list.load()
  const answer = (at: number, tag: string) => slow.waiting.filter(({ request }) => (request as NotesRequest).count > 0)[at]?.answer({ ...page, tags: [{ value: tag, label: tag, count: 1 }] })
  for (const each of slow.waiting) if ((each.request as NotesRequest).count === 0) each.answer(page)
  answer(1, '新')
  answer(0, '旧')
  await later()
  expect(list.facets.tags[0]?.value).toBe('新')
  void list.load()
  for (const each of slow.waiting.slice(4)) each.refuse({ code: 'internal', detail: 'broken' })
  await later()
  expect([list.error?.code, list.facets.tags[0]?.value]).toEqual(['internal', '新'])
})

it('moves collections up, down, in and out, but never into themselves', async () => {
  const tree = new CollectionsState(host)
  await tree.load()
  const shape = () => tree.rows.map(({ collection, depth }) => `${depth}${collection.id}`)
  expect(shape()).toEqual(['0c1', '1c2', '0c3'])
  expect(await tree.move('c3', tree.target('c3', 'up') as never)).toBe(true)
  expect(shape()).toEqual(['0c3', '0c1', '1c2'])
  await tree.move('c1', tree.target('c1', 'into') as never)
  expect(shape()).toEqual(['0c3', '1c1', '2c2'])
  await tree.move('c2', tree.target('c2', 'out') as never)
  expect(shape()).toEqual(['0c3', '1c1', '1c2'])
  expect(await tree.move('c3', { parent: 'c1', before: null })).toBe(false)
  expect([tree.target('c3', 'up'), tree.target('c3', 'out'), tree.target('c3', 'into')]).toEqual([null, null, null])
  tree.fold('c3', true)
  expect(shape()).toEqual(['0c3'])
  expect(tree.path('c2')).toEqual(['国会答弁の控え', '人材'])
})

it('tells of a collection that cannot be renamed, and keeps its name', async () => {
  const readOnly = fakeHost(new URLSearchParams('read-only&notes'))
  const tree = new CollectionsState(readOnly)
  await tree.load()
  await tree.rename('c1', '別の名前')
  expect([tree.error?.code, tree.find('c1')?.title]).toEqual(['library-read-only', '令和９年度要求の根拠'])
})
