import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import type { NoteView, SaveNoteRequest } from '../../wire/generated'
import { EditorState } from './editor.svelte'

let host: FakeHost
let notes: NoteView[]
let saved: string[]
let editor: EditorState

const sent = () => host.calls.filter(({ name }) => name === 'saveNote').map(({ request }) => request as SaveNoteRequest)

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own&notes'))
  const none = { words: '', tags: [], colours: [], states: [], document: null, collection: null, ids: [] }
  notes = (await host.call('notes', { ...none, sort: 'document', first: 0, count: 10 })).notes
  saved = []
  editor = new EditorState(host, ({ body }) => saved.push(body))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  editor.show(notes[0] ?? null)
})
afterEach(() => vi.useRealTimers())

it('saves by itself within a second, also while one types on', async () => {
  editor.typed('一')
  expect([editor.status, sent().length]).toEqual(['waiting', 0])
  await vi.advanceTimersByTimeAsync(499)
  expect(sent()).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(10)
  expect([sent().map(({ body }) => body), editor.status]).toEqual([['一'], 'saved'])

  for (let at = 0; at < 20; at++) {
    editor.typed('二'.repeat(at + 1))
    await vi.advanceTimersByTimeAsync(100)
  }
  // Two seconds without a pause: nothing typed was at stake longer than one.
  expect(sent().length).toBeGreaterThanOrEqual(3)
  await vi.advanceTimersByTimeAsync(1000)
  expect(saved.at(-1)).toBe('二'.repeat(20))
})

it('saves nothing that is half converted, and what was converted at once in its turn', async () => {
  editor.compositionStart()
  editor.typed('ちょうさ')
  await vi.advanceTimersByTimeAsync(3000)
  expect(sent()).toHaveLength(0)
  editor.compositionEnd('調査')
  await vi.advanceTimersByTimeAsync(600)
  expect(sent().map(({ body }) => body)).toEqual(['調査'])
})

it('saves what was written before another note is shown, and on demand', async () => {
  editor.typed('前の注記')
  editor.show(notes[1] ?? null)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent()).toMatchObject([{ id: notes[0]?.id, body: '前の注記' }])
  expect(editor.body).toBe(notes[1]?.body)
  vi.useRealTimers()
  editor.typed('次の注記')
  await editor.flush()
  expect(sent().at(-1)).toMatchObject({ id: notes[1]?.id, body: '次の注記' })
})

it('keeps the text and says so when it cannot be saved, and saves it later', async () => {
  const { call } = host
  host.call = async (name, request) => {
    if (name === 'saveNote') throw { code: 'disk-full', detail: 'no room' }
    return await call.call(host, name, request)
  }
  editor.typed('失われない')
  await vi.advanceTimersByTimeAsync(600)
  expect([editor.status, editor.failure?.code, editor.body]).toEqual(['failed', 'disk-full', '失われない'])
  editor.show(notes[1] ?? null)
  await vi.advanceTimersByTimeAsync(1)
  expect(editor.failure).toBeNull()
  editor.show(notes[0] ?? null)
  await vi.advanceTimersByTimeAsync(1)
  expect([editor.body, editor.failure?.code]).toEqual(['失われない', 'disk-full'])
  host.call = call
  vi.useRealTimers()
  await editor.flush()
  expect([saved, editor.status, editor.failure]).toEqual([['失われない'], 'saved', null])
})

it('takes what changed elsewhere, but not over what is being written', () => {
  const other = { ...(notes[0] as NoteView), body: '取り消された' }
  editor.refresh(other)
  expect(editor.body).toBe('取り消された')
  editor.typed('書きかけ')
  editor.refresh({ ...other, body: '別の所で変わった' })
  expect(editor.body).toBe('書きかけ')
  editor.compositionStart()
  expect(editor.composing).toBe(true)
})

it('changes colour and tags at once, and goes back to an earlier text', async () => {
  vi.useRealTimers()
  editor.colour('pink')
  expect(editor.note?.colour).toBe('pink')
  editor.tags(['予算'])
  await editor.flush()
  editor.typed('新しい')
  await editor.flush()
  await editor.loadHistory()
  expect(editor.history?.map(({ done }) => done)).toEqual(['annotate', 'save-note', 'save-note', 'save-note'])
  editor.restore(editor.history?.[0] as never)
  await editor.flush()
  expect([editor.note?.colour, editor.note?.tags, editor.body]).toEqual(['yellow', [], ''])
})
