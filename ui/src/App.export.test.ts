// 書き出し and 照合 in the whole window.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import type { ExportRequest } from './wire/generated'
import { speak } from './words/index.svelte'

let host: FakeHost
const view = () => document.querySelector('nav [aria-current=page]')?.getAttribute('data-view')
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })
const sent = () => host.calls.filter(({ name }) => name === 'export').map(({ request }) => request as ExportRequest)
const dialog = () => screen.findByRole('dialog', { name: '書き出し' })

async function open(options = 'own&notes&budget&compare&links'): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'documents')).toBe(true))
  await new Promise((done) => setTimeout(done, 20))
}

async function go(number: string, name: string): Promise<void> {
  await key(number, { altKey: true })
  await waitFor(() => expect(view()).toBe(name))
}

/** Exports what is in sight, and closes the dialog. */
async function write(testid: string): Promise<ExportRequest> {
  const button = await screen.findByTestId(testid)
  await waitFor(() => expect(button).toHaveProperty('disabled', false))
  await fireEvent.click(button)
  const box = within(await dialog())
  const before = sent().length
  await fireEvent.click(box.getByTestId('export-start'))
  await waitFor(() => expect(box.getByTestId('export-result').textContent).toContain('書き出しました'))
  await fireEvent.click(box.getByText('閉じる'))
  expect(sent()).toHaveLength(before + 1)
  return sent().at(-1) as ExportRequest
}

beforeEach(() => {
  localStorage.clear()
  Object.assign(window, { innerWidth: 1400 })
})
afterEach(() => {
  Object.assign(window, { innerWidth: 1024 })
  cleanup()
  speak('ja')
})

it('writes a collection, and what is filtered', async () => {
  await open()
  await go('8', 'notes')
  expect((await write('notes-export')).what).toMatchObject({ what: 'notes', request: { collection: null, states: [] } })
  await fireEvent.click((await screen.findAllByTestId('collection'))[1] as HTMLElement)
  await waitFor(() => expect(screen.getAllByTestId('note-row')).toHaveLength(6))
  expect((await write('notes-export')).what).toEqual({ what: 'collection', id: 'c1' })
  await fireEvent.click(within(document.getElementById('view-notes') as HTMLElement).getByLabelText(/^移動/))
  await waitFor(() => expect(screen.getAllByTestId('note-row')).toHaveLength(1))
  expect((await write('notes-export')).what).toMatchObject({ what: 'notes', request: { collection: 'c1', states: ['moved'], sort: 'collection', ids: [] } })
  await fireEvent.click(screen.getAllByTestId('note-select')[0] as HTMLElement)
  const button = screen.getByTestId('notes-export')
  await fireEvent.click(button)
  expect((await dialog()).textContent).toContain('注記：選んだ1件')
  await fireEvent.click(within(await dialog()).getByText('閉じる'))
  expect((await write('notes-export')).what).toEqual({
    what: 'notes',
    request: { words: '', tags: [], colours: [], states: [], document: null, collection: 'c1', ids: ['n2'], sort: 'collection', first: 0, count: 1 },
  })
})

it('writes hits, amounts and a coverage', async () => {
  await open()
  await fireEvent.input(screen.getByTestId('search-box'), { target: { value: '創薬' } })
  await waitFor(() => expect(screen.getAllByTestId('result').length).toBeGreaterThan(3))
  expect((await write('search-export')).what).toMatchObject({ what: 'search', request: { query: '創薬', offset: 0, limit: 6 } })
  await go('5', 'budget')
  expect((await write('budget-export')).what).toEqual({ what: 'budget' })
  await go('6', 'coverage')
  expect((await write('coverage-export')).what).toMatchObject({ what: 'coverage' })
})

it('writes a comparison', async () => {
  await open()
  await go('7', 'compare')
  await fireEvent.click(await screen.findByTestId('compare-suggestion'))
  const { what } = await write('compare-export')
  expect(what.what).toBe('comparison')
})

it('shows what a style makes of a source while it is typed, and keeps none that cannot be used', async () => {
  await open()
  await go('8', 'notes')
  await waitFor(() => expect(screen.getByTestId('notes-export')).toHaveProperty('disabled', false))
  await fireEvent.click(screen.getByTestId('notes-export'))
  const box = within(await dialog())
  const example = () => box.getByTestId('citation-example').textContent
  await waitFor(() => expect(example()).toContain('令和７年６月13日閣議決定'))
  await fireEvent.change(box.getByTestId('citation-style'), { target: { value: 'own' } })
  expect(box.getByTestId('export-start')).toHaveProperty('disabled', true)
  await fireEvent.input(box.getByTestId('citation-own'), { target: { value: '「{titel}」' } })
  await waitFor(() => expect(example()).toContain('no field {titel}'))
  expect(box.getByTestId('export-start')).toHaveProperty('disabled', true)
  expect(box.queryByTestId('banner')).toBeNull()
  await fireEvent.input(box.getByTestId('citation-own'), { target: { value: '『{title}』{page}' } })
  await waitFor(() => expect(example()).toContain('『港湾整備基本計画』p.８'))
  await fireEvent.click(box.getByText('この書き方を、この文書庫のふだんの書き方にする'))
  await waitFor(() => expect(box.queryByText('この書き方を、この文書庫のふだんの書き方にする')).toBeNull())
  await fireEvent.click(box.getByTestId('print'))
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'printView')).toBe(true))
  // The engine of the tests cannot print, and that is said.
  await waitFor(() => expect(box.getByTestId('export-result').textContent).toContain('ブラウザで開いて印刷'))
})

it('shows the file that was written in its folder, and says why it cannot', async () => {
  await open()
  await go('5', 'budget')
  host.pickSave = async () => '/移動/予算.docx'
  await waitFor(() => expect(screen.getByTestId('budget-export')).toHaveProperty('disabled', false))
  await fireEvent.click(screen.getByTestId('budget-export'))
  const box = within(await dialog())
  box.getByTestId('export-start').focus()
  await fireEvent.click(box.getByTestId('export-start'))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('中止'))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('フォルダーで表示'))
  await fireEvent.click(document.activeElement as HTMLElement)
  await waitFor(() => expect(box.getByTestId('banner').dataset.code).toBe('not-shown'))
  expect(host.calls.at(-1)).toEqual({ name: 'reveal', request: { path: '/移動/予算.docx' } })
  expect(box.getByTestId('export-result').textContent).toContain('/移動/予算.docx')
})

it('checks a file and leads to the passage of a changed quote', async () => {
  await open()
  await go('8', 'notes')
  host.pickFiles = async () => ['/受領/抜粋.docx']
  await fireEvent.click(await screen.findByTestId('notes-verify'))
  const box = within(await screen.findByRole('dialog', { name: '照合' }))
  expect((await box.findByTestId('verify-sum')).textContent).toContain('相違 1件')
  const quote = within(await box.findByTestId('verify-quote'))
  expect(quote.getByRole('region', { name: 'ファイルの文' }).querySelector('mark')?.textContent).toBe('でない。')
  expect(quote.getByRole('region', { name: '文書の文' }).querySelector('mark')).toBeTruthy()
  await fireEvent.click(box.getByTestId('verify-missing'))
  await waitFor(() => expect(box.getByTestId('verify-quote').textContent).toContain('リンクが消されています'))
  await fireEvent.click(box.getByTestId('verify-changed'))
  await fireEvent.click(await box.findByText('本文で開く'))
  await waitFor(() => expect(view()).toBe('reader'))
})
