// 抜粋 in the whole window: marks in the text, notes, collections, undo and links, by keyboard and mouse as a person would.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import type { AnnotateRequest } from './wire/generated'
import { speak } from './words/index.svelte'

vi.mock('./features/reader/original/pdf', () => ({
  Locked: class extends Error {},
  openPdf: async () => ({
    count: 3,
    size: async () => ({ width: 595, height: 842 }),
    draw: async () => document.createElement('canvas'),
    close: () => undefined,
  }),
}))

let host: FakeHost

const view = () => document.querySelector('nav [aria-current=page]')?.getAttribute('data-view')
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })
const ctrl = (name: string, init: KeyboardEventInit = {}) => key(name, { ctrlKey: true, ...init })
const later = (time = 80) => new Promise((done) => setTimeout(done, time))
const sent = (name: string) => host.calls.filter((call) => call.name === name).map(({ request }) => request)
const rows = () => screen.queryAllByTestId('note-row')
const told = () => screen.getByTestId('told').textContent
const inNotes = () => within(document.getElementById('view-notes') as HTMLElement)

async function open(options = 'own&notes'): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'documents')).toBe(true))
  await later(20)
}

async function read(title = '地域研究開発推進計画（第２期）'): Promise<void> {
  await fireEvent.click(screen.getByTestId('nav-reader'))
  await fireEvent.click(await screen.findByText(title))
  await waitFor(() => expect(screen.getAllByTestId('reader-block').length).toBeGreaterThan(0))
  await later(30)
}

const block = (words: string) => screen.getAllByTestId('reader-block').find((each) => each.textContent?.includes(words)) as HTMLElement

function select(words: string): void {
  const text = block(words).querySelector('[data-text]') as HTMLElement
  const node = [...text.childNodes].find((child) => child.textContent?.includes(words)) as Node
  const leaf = node.nodeType === Node.TEXT_NODE ? node : (node.firstChild as Node)
  const at = leaf.textContent?.indexOf(words) ?? 0
  const range = document.createRange()
  range.setStart(leaf, at)
  range.setEnd(leaf, at + words.length)
  const selection = document.getSelection() as Selection
  selection.removeAllRanges()
  selection.addRange(range)
}

async function openNotes(): Promise<void> {
  await key('8', { altKey: true })
  await waitFor(() => expect(view()).toBe('notes'))
  await waitFor(() => expect(rows().length).toBeGreaterThan(0))
}

beforeEach(() => {
  localStorage.clear()
  Object.assign(window, { innerWidth: 1400 })
})
afterEach(() => {
  Object.assign(window, { innerWidth: 1024 })
  document.getSelection()?.removeAllRanges()
  cleanup()
  speak('ja')
})

it('says what to do first where there are no notes, and why none can be kept where nothing can be written', async () => {
  await open('own')
  await key('8', { altKey: true })
  await waitFor(() => expect(screen.getByTestId('notes-empty').textContent).toContain('Ctrl+D'))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('notes-empty')))
  cleanup()
  await open('read-only')
  await key('8', { altKey: true })
  await waitFor(() => expect(screen.getByTestId('notes-empty').textContent).toContain('書き込めない'))
  await read()
  await ctrl('d')
  expect(sent('annotate')).toEqual([])
})

it('keeps in the sample what a user makes there', async () => {
  await open('')
  await read()
  select('企業への橋渡し')
  await ctrl('d')
  await waitFor(() => expect(screen.getByTestId('noted').textContent).toBe('企業への橋渡し'))
  await key('8', { altKey: true })
  await waitFor(() => expect(rows()).toHaveLength(1))
})

it('marks selected words by Ctrl+D, and by Ctrl+D again opens the note, which saves itself', async () => {
  await open('own')
  await read()
  select('企業への橋渡し')
  await ctrl('d')
  await waitFor(() => expect(screen.getByTestId('noted').textContent).toBe('企業への橋渡し'))
  const at = block('企業への橋渡し').querySelector('[data-text]')?.textContent?.indexOf('企業への橋渡し') ?? -1
  expect((sent('annotate')[0] as AnnotateRequest).place).toMatchObject({ on: 'words', from: { at }, to: { at: at + 7 } })
  expect(await screen.findByText('印を付けました。もう一度 Ctrl+D で注記を書けます。')).toBeTruthy()
  document.getSelection()?.removeAllRanges()
  await ctrl('d')
  const card = within(await screen.findByTestId('note-card'))
  const body = card.getByTestId('note-body')
  await waitFor(() => expect(document.activeElement).toBe(body))
  await fireEvent.input(body, { target: { value: '拠点の数を確かめる' } })
  await waitFor(() => expect(card.getByTestId('note-status').textContent).toBe('保存済み'))
  expect(sent('saveNote').at(-1)).toMatchObject({ body: '拠点の数を確かめる' })
  await key('Escape')
  expect(screen.queryByTestId('note-card')).toBeNull()
  const sign = screen.getByTestId('note-sign')
  await waitFor(() => expect(sign.classList.contains('written')).toBe(true))
  expect(sign.getAttribute('aria-label')).toBe('印（黄）・注記あり')
})

it('marks the paragraph at hand without a selection, and opens a mark by Enter, with focus going back', async () => {
  await open('own')
  await read()
  await fireEvent.click(block('共用の研究設備'))
  await ctrl('d')
  await waitFor(() => expect(screen.getByTestId('noted').textContent).toContain('共用の研究設備を整え'))
  const sign = screen.getByTestId('note-sign')
  sign.focus()
  await key('Enter')
  const card = await screen.findByTestId('note-card')
  await fireEvent.click(within(card).getByTestId('colour-blue'))
  await waitFor(() => expect(screen.getByTestId('noted').dataset.colour).toBe('blue'))
  await waitFor(() => expect(document.activeElement?.closest('[data-testid=note-card]')).toBeTruthy())
  await key('Escape')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('note-sign')))
})

it('undoes and does again everywhere but in a field, and says what', async () => {
  await open('own')
  await read()
  await fireEvent.click(block('共用の研究設備'))
  await ctrl('d')
  await screen.findByTestId('noted')
  await ctrl('z')
  await waitFor(() => expect(told()).toContain('取り消しました：印を付けた'))
  await waitFor(() => expect(screen.queryByTestId('noted')).toBeNull())
  await ctrl('Z', { shiftKey: true })
  await waitFor(() => expect(told()).toContain('やり直しました：印を付けた'))
  await screen.findByTestId('noted')
  await ctrl('z')
  await ctrl('y')
  await waitFor(() => expect(sent('redo')).toHaveLength(2))
  screen.getByTestId('search-box').focus()
  await ctrl('z')
  expect(sent('undo')).toHaveLength(2)
})

it('marks a box that is drawn on a page, or the whole page by keyboard, and Esc ends it', async () => {
  Object.assign(window, { innerWidth: 1700 })
  await open('own')
  await read()
  const page = (await screen.findAllByTestId('original-page'))[0] as HTMLElement
  const draw = () => fireEvent.click(screen.getByTestId('draw-box'))
  page.setPointerCapture = () => undefined
  const pointer = (type: string, x: number, y: number) => fireEvent(page, new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true }))
  await draw()
  page.getBoundingClientRect = () => new DOMRect(0, 0, 5950, 8420)
  await pointer('pointerdown', 20, 30)
  await pointer('pointermove', 200, 90)
  await pointer('pointerup', 200, 90)
  await waitFor(() => expect(sent('annotate')).toHaveLength(1))
  const { place } = sent('annotate')[0] as AnnotateRequest
  expect(place).toMatchObject({ on: 'page', area: { page: 1 } })
  await waitFor(() => expect(screen.getByTestId('note-box').dataset.colour).toBe('yellow'))
  expect(screen.getByTestId('draw-box').getAttribute('aria-pressed')).toBe('false')
  await draw()
  screen.getByTestId('original-pages').focus()
  await key('Escape')
  expect(screen.getByTestId('draw-box').getAttribute('aria-pressed')).toBe('false')
  await draw()
  await key('Enter')
  await waitFor(() => expect(sent('annotate')).toHaveLength(2))
  expect((sent('annotate')[1] as AnnotateRequest).place).toMatchObject({ on: 'page', area: { left: 0, top: 0, right: 595, bottom: 842 } })
})

it('offers colours, note, collection, copy and link at a selection', async () => {
  await open('own')
  await read()
  select('企業への橋渡し')
  await fireEvent(document, new Event('selectionchange'))
  const bar = within(await screen.findByTestId('selection-bar'))
  await fireEvent.click(bar.getByTestId('colour-green'))
  await waitFor(() => expect(screen.getByTestId('noted').dataset.colour).toBe('green'))
  select('評価の仕組み')
  await fireEvent(document, new Event('selectionchange'))
  await fireEvent.click(within(await screen.findByTestId('selection-bar')).getByText('抜粋集へ'))
  const dialog = within(await screen.findByRole('dialog', { name: '注記1件を入れる抜粋集' }))
  await fireEvent.input(dialog.getByTestId('put-name'), { target: { value: '評価' } })
  await fireEvent.click(dialog.getByTestId('put-do'))
  await waitFor(() => expect(told()).toContain('注記1件を「評価」に入れました。'))
  expect(sent('putIn')).toHaveLength(1)
})

it('copies the link of a passage, opens one that is put into the search box, and says why another cannot be opened', async () => {
  await open('own')
  await read()
  await fireEvent.click(block('共用の研究設備'))
  await ctrl('L', { shiftKey: true })
  await waitFor(() => expect(host.copied?.plain).toMatch(/^tadori:\/\/open\/doc-1\?b=\d+-\d+/))
  const link = host.copied?.plain ?? ''
  await fireEvent.click(screen.getByTestId('nav-search'))
  const box = screen.getByTestId('search-box')
  const before = sent('search').length
  await fireEvent.input(box, { target: { value: link }, inputType: 'insertFromPaste' })
  await waitFor(() => expect(view()).toBe('reader'))
  await waitFor(() => expect(block('共用の研究設備').querySelector('.cursor')).toBeTruthy())
  expect(sent('search')).toHaveLength(before)
  await fireEvent.input(box, { target: { value: 'tadori://open/nowhere?b=1-1' } })
  box.focus()
  await key('Enter')
  await waitFor(() => expect(told()).toContain('リンクの文が見つかりません。'))
})

it('shows the notes of what is in view beside the text, and leads to those that moved or are lost', async () => {
  await open()
  await read()
  if (!document.querySelector('[data-region=links]')) await ctrl('4')
  await fireEvent.click(await screen.findByTestId('tab-notes'))
  const panel = within(await screen.findByTestId('notes-beside'))
  await waitFor(() => expect(panel.getAllByRole('listitem').length).toBeGreaterThan(3))
  await fireEvent.click(panel.getByText('見失った注記 1件'))
  await waitFor(() => expect(view()).toBe('notes'))
  await waitFor(() => expect(rows()).toHaveLength(1))
  expect(within(rows()[0] as HTMLElement).getByTestId('note-state').textContent).toBe('見失い')
})

it('lists notes, shows a moved one before and now, and accepts it', async () => {
  await open()
  await openNotes()
  const moved = rows().find((row) => row.textContent?.includes('移動')) as HTMLElement
  await fireEvent.click(moved)
  const group = within(await inNotes().findByRole('group', { name: '文の位置が変わりました' }))
  expect(group.getByRole('region', { name: '前' }).textContent).toContain('これまでの成果を踏まえ')
  expect(group.getByRole('region', { name: '今' }).textContent).toContain('このため')
  await fireEvent.click(group.getByTestId('accept-move'))
  await waitFor(() => expect(inNotes().queryByRole('group', { name: '文の位置が変わりました' })).toBeNull())
  await ctrl('z')
  await inNotes().findByRole('group', { name: '文の位置が変わりました' })
})

it('saves at once when the view or the window is left, and not what is half converted', async () => {
  await open()
  await openNotes()
  await fireEvent.click(rows()[0] as HTMLElement)
  const body = await inNotes().findByTestId('note-body')
  await fireEvent.input(body, { target: { value: '窓を閉じる' } })
  await fireEvent(window, new Event('pagehide'))
  expect(sent('saveNote').at(-1)).toMatchObject({ body: '窓を閉じる' })
  await fireEvent.compositionStart(body)
  await fireEvent.input(body, { target: { value: '窓を閉じるへんかん' } })
  await later(1100)
  expect(sent('saveNote')).toHaveLength(1)
  await fireEvent.compositionEnd(body, { target: { value: '窓を閉じる変換' } })
  await key('2', { altKey: true })
  await waitFor(() => expect(sent('saveNote').at(-1)).toMatchObject({ body: '窓を閉じる変換' }))
})

it('selects by Space and Shift, removes with undo, and keeps the focus in the list', async () => {
  await open()
  await openNotes()
  const list = screen.getByRole('listbox', { name: '注記の一覧' })
  await waitFor(() => expect(document.activeElement).toBe(list))
  await key(' ')
  await key('ArrowDown', { shiftKey: true })
  await waitFor(() => expect(screen.getByRole('toolbar', { name: '2件を選択' })).toBeTruthy())
  await key('Delete')
  await waitFor(() => expect(rows()).toHaveLength(6))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('listbox', { name: '注記の一覧' })))
  await waitFor(() => expect(told()).toContain('注記2件を削除しました。'))
  await ctrl('z')
  await waitFor(() => expect(rows()).toHaveLength(8))
})

it('orders the notes of a collection by Alt and arrows, and collections in the tree', async () => {
  await open()
  await openNotes()
  const branch = (name: string) => screen.getAllByTestId('collection').find((each) => each.textContent?.includes(name)) as HTMLElement
  await fireEvent.click(branch('令和９年度要求の根拠'))
  await waitFor(() => expect(rows().map((row) => row.dataset.note)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5', 'n6']))
  screen.getByRole('listbox', { name: '注記の一覧' }).focus()
  await fireEvent.click(rows()[0] as HTMLElement)
  await key('ArrowDown', { altKey: true })
  await waitFor(() => expect(rows().map((row) => row.dataset.note)).toEqual(['n2', 'n1', 'n3', 'n4', 'n5', 'n6']))
  // The last of its own goes no further, and those of the collection below stay there.
  for (const [row, arrow] of [[3, 'ArrowDown'], [4, 'ArrowDown'], [4, 'ArrowUp']] as const) {
    await fireEvent.click(rows()[row] as HTMLElement)
    await key(arrow, { altKey: true })
  }
  expect(sent('putIn')).toHaveLength(1)
  const other = branch('国会答弁の控え')
  await fireEvent.click(other)
  other.focus()
  await key('ArrowUp', { altKey: true })
  await waitFor(() => expect(screen.getAllByTestId('collection').map((each) => each.dataset.branch)).toEqual(['', 'c3', 'c1', 'c2']))
  await waitFor(() => expect(document.activeElement).toBe(branch('国会答弁の控え')))
  await key('F2')
  const field = await screen.findByTestId('collection-name')
  await fireEvent.input(field, { target: { value: '答弁' } })
  await key('Enter')
  await waitFor(() => expect(branch('答弁').dataset.branch).toBe('c3'))
  branch('答弁').focus()
  await key('Delete')
  await waitFor(() => expect(screen.getAllByTestId('collection')).toHaveLength(3))
  await waitFor(() => expect(told()).toContain('中の注記は残っています'))
})

it('writes the introduction of a collection and shows it as the program renders it', async () => {
  await open()
  await openNotes()
  await fireEvent.click(screen.getAllByTestId('collection')[1] as HTMLElement)
  await fireEvent.click(await screen.findByTestId('introduction-edit'))
  const area = await screen.findByTestId('introduction')
  await fireEvent.input(area, { target: { value: '**要点**を示す。' } })
  await key('Escape')
  await waitFor(() => expect(document.querySelector('#view-notes .rendered strong')?.textContent).toBe('要点'))
})

it('takes in notes, shows what two persons wrote side by side, and lets one choose', async () => {
  await open()
  await openNotes()
  host.pickFiles = async () => ['/渡された/注記.json']
  await fireEvent.click(inNotes().getByText('注記の取込…'))
  const dialog = within(await screen.findByRole('dialog', { name: '注記の取込' }))
  expect(dialog.getByText(/取り込み 3件\s+すでにあるもの 2件/)).toBeTruthy()
  expect(dialog.getByRole('region', { name: '相手' }).textContent).toContain('別の担当者の書いたこと。')
  await fireEvent.click(dialog.getByTestId('take-theirs'))
  await waitFor(() => expect(dialog.getByText('食い違いはすべて決まりました。')).toBeTruthy())
  await fireEvent.click(dialog.getByText('閉じる'))
  await waitFor(() => expect(rows()[0]?.textContent).toContain('別の担当者の書いたこと。'))
  host.pickFiles = async () => ['/渡された/表.csv']
  await fireEvent.click(inNotes().getByText('注記の取込…'))
  await waitFor(() => expect(inNotes().getByTestId('banner').dataset.code).toBe('bad-notes'))
  await fireEvent.click(inNotes().getByText('注記の書き出し…'))
  await waitFor(() => expect(inNotes().getByText('注記8件を書き出しました：/保存/注記.json')).toBeTruthy())
})

it('calls a colour as the user names it', async () => {
  await open()
  await fireEvent.click(screen.getByTestId('settings'))
  await fireEvent.change(screen.getByTestId('name-pink'), { target: { value: '要確認' } })
  await waitFor(() => expect(sent('nameColour')).toEqual([{ colour: 'pink', name: '要確認' }]))
  await openNotes()
  expect(inNotes().getByLabelText(/^要確認（桃） \d/)).toBeTruthy()
})

it('is as it was left after a restart', async () => {
  await open()
  await openNotes()
  await fireEvent.click(screen.getAllByTestId('collection')[1] as HTMLElement)
  await waitFor(() => expect(rows()).toHaveLength(6))
  await fireEvent.click(rows()[2] as HTMLElement)
  await later(350)
  cleanup()
  render(App, { host })
  await waitFor(() => expect(view()).toBe('notes'))
  await waitFor(() => expect(rows()).toHaveLength(6))
  await waitFor(() => expect(rows()[2]?.getAttribute('aria-selected')).toBe('true'))
})
