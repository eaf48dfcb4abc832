// The whole window with a PDF open: the page beside the text, and what is known of the document.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import { speak } from './words/index.svelte'

vi.mock('./features/reader/original/pdf', () => ({
  Locked: class extends Error {},
  openPdf: async () => ({
    count: 4,
    size: async () => ({ width: 595, height: 842 }),
    draw: async () => document.createElement('canvas'),
    close: () => undefined,
  }),
}))

let host: FakeHost
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })

async function openDocument(id: string, options = 'own'): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await key('2', { altKey: true })
  await screen.findByRole('listbox', { name: '文書の一覧' })
  const info = (await host.call('documents', null)).find(({ document }) => document === id)
  await fireEvent.click(await screen.findByText(info?.title ?? ''))
  await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe(id))
}

beforeEach(() => {
  localStorage.clear()
  window.innerWidth = 1600
})
afterEach(() => {
  cleanup()
  speak('ja')
})

it('shows the page beside the text with the block that is read outlined, and hides it by Ctrl+3', async () => {
  await openDocument('doc-1')
  const pages = await screen.findByTestId('original-pages')
  expect(within(pages).getAllByTestId('outline-box').length).toBeGreaterThan(0)
  expect(within(pages).getAllByTestId('original-page')[0]?.getAttribute('aria-label')).toBe('原本 p.1（4枚中の1枚目）')
  await key('3', { ctrlKey: true })
  expect(screen.queryByTestId('original')).toBeNull()
  await key('3', { ctrlKey: true })
  expect(await screen.findByTestId('original-pages')).toBeTruthy()
})

it('has no page where the document has none', async () => {
  await openDocument('doc-4')
  expect(screen.queryByTestId('original-toggle')).toBeNull()
  await key('3', { ctrlKey: true })
  expect(screen.queryByTestId('original')).toBeNull()
})

it('lies over the text of a narrow window, and Esc puts it away', async () => {
  window.innerWidth = 900
  await openDocument('doc-1')
  expect(screen.queryByTestId('original')).toBeNull()
  await key('3', { ctrlKey: true })
  const pane = (await screen.findByTestId('original')).closest('aside') as HTMLElement
  expect(pane.classList.contains('over')).toBe(true)
  await fireEvent.keyDown(pane, { key: 'Escape' })
  expect(screen.queryByTestId('original')).toBeNull()
  expect(screen.getByTestId('reader').dataset.document).toBe('doc-1')
})

it('says which pages have no text, which were recognised, and what has no certain order', async () => {
  await openDocument('doc-6', 'own&ocr')
  const unread = await screen.findAllByTestId('needs-ocr')
  expect(unread.map((note) => note.textContent)).toEqual([
    expect.stringContaining('p.2：この頁は画像で、文字がありません。'),
    expect.stringContaining('p.4'),
  ])
  expect(screen.getAllByText('文字認識')).toHaveLength(1)
  expect(screen.getAllByText(/^読み順未確定/)).toHaveLength(1)
  await fireEvent.click((await screen.findAllByText('文字認識をして取り込み直す'))[0] as HTMLElement)
  await waitFor(() => expect(host.calls.find((call) => call.name === 'retryImport')?.request).toMatchObject({ ocr: true }))
})

it('goes to a page by its printed number', async () => {
  await openDocument('doc-1')
  const field = await screen.findByTestId<HTMLInputElement>('page-field')
  await fireEvent.focus(field)
  await fireEvent.input(field, { target: { value: '九' } })
  await fireEvent.keyDown(field, { key: 'Enter' })
  expect(screen.getByText('このページはありません')).toBeTruthy()
  await fireEvent.input(field, { target: { value: '３' } })
  await fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  expect(field.value).toBe('３')
  await fireEvent.keyDown(field, { key: 'Enter' })
  await waitFor(() => expect(screen.queryByText('このページはありません')).toBeNull())
})

it('edits what is known of the document, and says that a draft has no date', async () => {
  await openDocument('doc-1')
  await fireEvent.click(screen.getByTestId('edit-details'))
  const dialog = await screen.findByRole('dialog')
  const title = await within(dialog).findByLabelText<HTMLInputElement>('題名')
  await fireEvent.input(title, { target: { value: '新しい題名' } })
  await fireEvent.click(within(dialog).getByLabelText('案'))
  expect(within(dialog).getByText(/案には決定日がありません/)).toBeTruthy()
  expect(within(dialog).getByLabelText<HTMLInputElement>('決定日').disabled).toBe(true)
  await fireEvent.click(within(dialog).getByTestId('save-details'))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(document.querySelector('#view-reader .head h1')?.textContent).toBe('新しい題名'))
  expect(document.querySelector('#view-reader .head')?.textContent).toContain('案・日付未定')
  expect(document.querySelector('#view-reader .head')?.textContent).not.toContain('2025-06-13')
})

it('shows what is known of a document of the sample, and why it cannot be edited', async () => {
  await openDocument('doc-1', '')
  await fireEvent.click(screen.getByTestId('edit-details'))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByLabelText<HTMLInputElement>('題名')).toHaveProperty('disabled', true)
  expect(dialog.getByTestId('details-fixed').textContent).toContain('見本の文書は編集できません')
  expect(dialog.queryByTestId('save-details')).toBeNull()
})

it('opens the words that a guess was made from', async () => {
  await openDocument('doc-2')
  await fireEvent.click(screen.getByTestId('edit-details'))
  const dialog = await screen.findByRole('dialog')
  await fireEvent.click(await within(dialog).findByTitle('決定日の根拠を本文で見る'))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(document.querySelector('.line.cursor')?.textContent).toContain('令和８年度の予算は'))
})
