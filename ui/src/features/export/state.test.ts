import { beforeEach, expect, it, vi } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { settled, slowHost } from '../../host/testing'
import type { ExportRequest } from '../../wire/generated'
import { ExportState, type Wanted } from './state.svelte'
import { VerifyState } from './verify.svelte'

let host: FakeHost
let exporting: ExportState
const wanted: Wanted = { what: { what: 'collection', id: 'c1' }, title: '令和９年度要求/根拠' }
const sent = () => host.calls.filter(({ name }) => name === 'export').map(({ request }) => request as ExportRequest)

beforeEach(() => {
  host = fakeHost(new URLSearchParams('own&notes'))
  exporting = new ExportState(host)
  host.listen((event) => exporting.on(event))
})

it('writes to the file that the user chooses, tells how far it is, and what came of it', async () => {
  const asked = vi.spyOn(host, 'pickSave')
  await exporting.open(wanted)
  exporting.format = 'pdf'
  const writing = exporting.start()
  await vi.waitFor(() => expect(exporting.progress?.total).toBe(5))
  await writing
  expect(asked).toHaveBeenCalledWith('令和９年度要求_根拠.pdf')
  expect(sent()).toEqual([{ what: wanted.what, format: 'pdf', path: '/保存/令和９年度要求_根拠.pdf', style: 'ministry' }])
  expect([exporting.running, exporting.progress, exporting.done?.file]).toEqual([false, null, { excerpts: 5, rows: 0, missing: '𠮷' }])
})

it('asks for nothing when no file is chosen, and can be stopped', async () => {
  host.pickSave = async () => null
  await exporting.open(wanted)
  await exporting.start()
  expect([sent().length, exporting.running, exporting.done]).toEqual([0, false, null])
  host.pickSave = async () => '/保存/抜粋.docx'
  const writing = exporting.start()
  await vi.waitFor(() => expect(exporting.progress).not.toBeNull())
  await exporting.cancel()
  await writing
  expect([exporting.cancelled, exporting.done, exporting.failure, exporting.running]).toEqual([true, null, null, false])
})

it('says why a file could not be written, and which style cannot be read', async () => {
  host.pickSave = async () => '/満杯/抜粋.docx'
  await exporting.open(wanted)
  await exporting.start()
  expect(exporting.failure?.code).toBe('not-written')
  exporting.style = 'own'
  exporting.own = '「{titel}」'
  await exporting.keepStyle()
  expect(exporting.failure).toMatchObject({ code: 'bad-style', detail: 'a citation has no field {titel}' })
  exporting.own = '「{title}」{page}'
  await exporting.keepStyle()
  expect([exporting.failure, exporting.usual]).toEqual([null, '「{title}」{page}'])
  const again = new ExportState(host)
  await again.open(wanted)
  expect([again.style, again.own, again.citation]).toEqual(['own', '「{title}」{page}', '「{title}」{page}'])
})

it('asks what a style makes of a source when typing pauses, and the last answer wins', async () => {
  const slow = slowHost('previewStyle')
  const state = new ExportState(slow)
  state.preview('ministry')
  state.style = 'own'
  await vi.waitFor(() => expect(slow.waiting).toHaveLength(1))
  for (const style of ['{', '{title', '{title}']) state.preview(style)
  await vi.waitFor(() => expect(slow.waiting).toHaveLength(2))
  expect(slow.waiting[1]?.request).toEqual({ style: '{title}' })
  slow.waiting[1]?.answer({ text: '新しい' })
  slow.waiting[0]?.answer({ text: '古い' })
  await settled()
  expect([state.example, state.bad]).toEqual(['新しい', null])
  state.preview('{titel}')
  await vi.waitFor(() => expect(slow.waiting).toHaveLength(3))
  slow.waiting[2]?.refuse({ code: 'bad-style', detail: 'no field {titel}' })
  await settled()
  expect([state.example, state.bad, state.failure]).toEqual([null, 'no field {titel}', null])
  state.preview(' ')
  expect([state.example, state.bad]).toEqual([null, null])
})

it('has a page to print', async () => {
  await exporting.open(wanted)
  await exporting.print()
  expect(exporting.page?.html).toContain('印刷する引用')
  exporting.close()
  expect(exporting.page).toBeNull()
})

it('checks the quotes of a file and shows first what is wrong', async () => {
  const verify = new VerifyState(host)
  await verify.check('/保存/抜粋.docx')
  expect([verify.show, verify.shown.map(({ status }) => status)]).toEqual(['changed', ['changed']])
  expect(['all', 'exact', 'changed', 'missing'].map((show) => verify.count(show as never))).toEqual([3, 1, 1, 1])
  verify.show = 'all'
  expect(verify.shown).toHaveLength(3)
  await verify.check('/保存/抜粋.pdf')
  expect([verify.failure?.code, verify.view, verify.pending]).toEqual(['not-checked', null, false])
})
