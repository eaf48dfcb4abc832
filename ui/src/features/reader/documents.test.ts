import { beforeEach, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { DocumentsState } from './documents.svelte'

let host: FakeHost
let state: DocumentsState

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own'))
  state = new DocumentsState(host)
  await state.load()
})

it('filters by title, body and file, whatever the width of the letters', () => {
  state.filter = '８年度'
  expect(state.shown.map((info) => info.title)).toEqual(['令和８年度 地域研究資源配分方針', '令和８年度概算要求の概要（地域研究関係）'])
  state.filter = '8年度 文部科学省'
  expect(state.shown).toHaveLength(1)
  state.filter = '８年度 量子'
  expect(state.shown).toHaveLength(0)
})

it('orders by decision date, latest first and undated last', () => {
  state.order = 'date'
  const dates = state.shown.map((info) => info.decidedOn)
  expect(dates[0]).toBe('2025-08-29')
  expect(dates.at(-1)).toBeNull()
})

it('says what a removal takes away before anything goes', async () => {
  await state.ask('doc-2')
  expect(host.calls.at(-1)?.request).toEqual({ document: 'doc-2', dry_run: true })
  expect(state.asking?.removal).toMatchObject({ title: '令和８年度 地域研究資源配分方針', original: true })
  expect(state.has('doc-2')).toBe(true)

  await state.remove()
  expect(state.has('doc-2')).toBe(false)
  expect(state.removed).toBe('令和８年度 地域研究資源配分方針')
  expect(state.asking).toBeNull()
})

it('removes nothing that it was not asked about', async () => {
  await state.remove()
  expect(host.calls.some((call) => call.name === 'remove')).toBe(false)
})

it('shows why a removal was refused', async () => {
  await state.ask('doc-404')
  expect(state.error?.code).toBe('no-document')
})
