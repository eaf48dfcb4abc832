// The whole window against the imitation of the program, by keyboard and mouse as a person would.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import { speak } from './words/index.svelte'

let host: FakeHost

const box = () => screen.getByTestId<HTMLInputElement>('search-box')
const view = () => document.querySelector('nav [aria-current=page]')?.getAttribute('data-view')
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })

async function open(options = ''): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await waitFor(() => expect(host.calls.map((call) => call.name)).toContain('documents'))
  await new Promise((done) => setTimeout(done, 10))
}

async function search(text: string): Promise<void> {
  await fireEvent.input(box(), { target: { value: text } })
  await waitFor(() => expect(host.calls.at(-1)?.request).toMatchObject({ query: text }))
  await waitFor(() => expect(document.querySelector('.results')?.getAttribute('aria-busy')).toBe('false'))
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  speak('ja')
})

describe('search', () => {
  it('shows count, passages, where they stand and the words marked', async () => {
    await open()
    await search('取組')
    expect(screen.getByTestId('result-count').textContent).toContain('5件')
    const first = screen.getAllByTestId('result')[0] as HTMLElement
    expect(first.textContent).toContain('地域研究開発推進計画（第２期）')
    expect(first.textContent).toContain('令和７年６月13日')
    expect(first.textContent).toContain('1 はじめに')
    expect(first.textContent).toContain('p.1')
    expect(within(first).getAllByTestId('mark').map((mark) => mark.textContent)).toEqual(['取組'])
  })

  it('warns of drafts and samples', async () => {
    await open()
    await search('研究の成果')
    const texts = screen.getAllByTestId('result').map((result) => result.textContent)
    expect(texts.find((text) => text?.includes('地域研究戦略（案）'))).toContain('案・日付未定')
    await search('試験の計画づくり')
    expect(screen.getByTestId('result').textContent).toContain('見本・要約（原文ではない）')
  })

  it('goes by keyboard from the box to the text and back to the box', async () => {
    await open()
    await search('創薬')
    box().focus()
    await key('ArrowDown')
    await key('ArrowDown')
    const chosen = within(screen.getByRole('listbox', { name: '検索結果' })).getAllByRole('option', { selected: true })
    expect(chosen).toHaveLength(1)
    expect(box().getAttribute('aria-activedescendant')).toBe(chosen[0]?.id)
    expect(document.activeElement).toBe(box())
    await key('Enter')
    await waitFor(() => expect(view()).toBe('reader'))
    await waitFor(() => expect(screen.getByTestId('hit-current').textContent).toContain('創薬の種となる'))
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('document'))
    expect(screen.getByTestId('hit-count').textContent).toBe('2 / 2')
    await key('n')
    expect(screen.getByTestId('hit-count').textContent).toBe('1 / 2')
    await key('Escape')
    await waitFor(() => expect(view()).toBe('search'))
    await waitFor(() => expect(document.activeElement).toBe(box()))
    await key('ArrowLeft', { altKey: true })
    await waitFor(() => expect(view()).toBe('reader'))
  })

  it('leaves the Enter of an input method alone', async () => {
    await open()
    await search('創薬')
    box().focus()
    await key('ArrowDown')
    await key('Enter', { isComposing: true })
    await key('Enter', { keyCode: 229 })
    expect(view()).toBe('search')
  })

  it('sends nothing while composing, and the result when it ends', async () => {
    await open()
    const asked = () => host.calls.filter((call) => call.name === 'search').length
    await fireEvent.compositionStart(box())
    await fireEvent.input(box(), { target: { value: 'そうやく' } })
    await new Promise((done) => setTimeout(done, 100))
    expect(asked()).toBe(0)
    box().value = '創薬'
    await fireEvent.compositionEnd(box())
    await waitFor(() => expect(screen.getAllByTestId('result')).toHaveLength(6))
    expect(asked()).toBe(1)
  })

  it('says what was looked for when nothing has all of it, and what is near', async () => {
    await open()
    await search('取り組み 量子')
    const none = await screen.findByTestId('no-hit')
    expect(none.textContent).toContain('取組')
    expect(within(none).getAllByText('量子').length).toBeGreaterThan(0)
    expect(screen.getAllByTestId('result-near').length).toBeGreaterThan(0)
    expect(screen.getByText('近いもの（一部の語だけを含む）')).toBeTruthy()
    expect(screen.queryByTestId('result')).toBeNull()
  })

  it('narrows by a facet and widens again', async () => {
    await open()
    await search('創薬')
    await fireEvent.click(screen.getByRole('checkbox', { name: /^資源配分方針 2/ }))
    await waitFor(() => expect(screen.getAllByTestId('result')).toHaveLength(2))
    await fireEvent.click(screen.getByText('すべて外す'))
    await waitFor(() => expect(screen.getAllByTestId('result')).toHaveLength(6))
  })

  it('explains an error in the language that is chosen', async () => {
    await open()
    await search('!bad-query')
    expect((await screen.findByTestId('banner')).textContent).toContain('この検索語では探せません。')
    await fireEvent.click(screen.getByTestId('settings'))
    await fireEvent.click(screen.getByLabelText('English'))
    await waitFor(() => expect(screen.getByTestId('banner').textContent).toContain('This cannot be searched for.'))
  })

  it('tells what to do first in an empty library', async () => {
    await open('empty')
    expect(await screen.findByTestId('empty-library')).toBeTruthy()
    await fireEvent.click(screen.getByText('取込を開く'))
    await waitFor(() => expect(view()).toBe('import'))
  })
})

describe('reading', () => {
  it('picks a document from the list by keyboard', async () => {
    await open()
    await key('2', { altKey: true })
    const list = await screen.findByRole('listbox', { name: '文書の一覧' })
    await waitFor(() => expect(document.activeElement).toBe(list))
    await key('End')
    await key('Enter')
    await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-5'))
    expect(screen.getByTestId('where').textContent).toContain('令和８年度概算要求の概要')
    await key('1', { ctrlKey: true })
    expect(within(document.getElementById('view-reader') as HTMLElement).getAllByRole('treeitem').map((item) => item.textContent?.trim())).toEqual(['1 総括表', '2 主要事項', '橋渡し研究支援'])
  })

  it('copies the block at hand with its source', async () => {
    await open()
    await search('候補物質')
    await fireEvent.click(screen.getByTestId('result'))
    await waitFor(() => expect(screen.getByTestId('hit-current')).toBeTruthy())
    await key('C', { ctrlKey: true, shiftKey: true })
    await waitFor(() => expect(host.copied?.plain).toContain('候補物質の探索'))
    expect(host.copied?.plain).toContain('令和８年度概算要求の概要（地域研究関係）（2025-08-29） p.2')
    expect(await screen.findByText('出典付きで写しました。')).toBeTruthy()
  })

  it('removes a document only after saying what goes', async () => {
    await open('own')
    await key('2', { altKey: true })
    const list = await screen.findByRole('listbox', { name: '文書の一覧' })
    await waitFor(() => expect(document.activeElement).toBe(list))
    await key('Delete')
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('段落が検索できなくなります')
    expect(host.calls.filter((call) => call.name === 'remove').map((call) => call.request)).toMatchObject([{ dry_run: true }])
    expect(screen.getAllByTestId('document')).toHaveLength(6)
    await fireEvent.click(screen.getByTestId('confirm-remove'))
    await waitFor(() => expect(screen.getAllByTestId('document')).toHaveLength(5))
  })
})

describe('import', () => {
  it('of dropped files into the sample makes a library first and reports each file', async () => {
    await open()
    host.drop({ kind: 'over' })
    expect(await screen.findByText('ここで放すと取り込みます')).toBeTruthy()
    host.drop({ kind: 'drop', paths: ['/計画.md', '/表.jtd', '/strange.md'] })
    await fireEvent.input(await screen.findByTestId('new-library-name'), { target: { value: '検討' } })
    await fireEvent.submit(document.getElementById('own-library') as HTMLFormElement)
    const summary = await screen.findByTestId('import-summary', {})
    expect(summary.textContent).toContain('取り込み 1件　変わりなし 0件　取り込めず 2件')
    expect(screen.getByTestId('library-name').textContent).toBe('検討')
    const rows = screen.getAllByTestId('import-row').map((row) => row.textContent)
    expect(rows).toHaveLength(3)
    expect(rows[1]).toContain('この形式には対応していません。')
    expect(rows[2]).toContain('something that this version does not know')
    expect(screen.queryByText('ここで放すと取り込みます')).toBeNull()
  })

  it('that was cut off is offered again', async () => {
    await open('own&unfinished=2')
    await fireEvent.click(screen.getByTestId('nav-import'))
    const hint = await screen.findByTestId('unfinished')
    expect(hint.textContent).toContain('残り2件')
    await fireEvent.click(within(hint).getByText('再開'))
    expect((await screen.findByTestId('import-summary', {})).textContent).toContain('取り込み 2件')
    await waitFor(() => expect(screen.queryByTestId('unfinished')).toBeNull())
  })

  it('begun by the program shows how far it is', async () => {
    await open('own')
    host.emit({ event: 'import-progress', data: { job: 1, done: 3, total: 12, file: '/計画.md', page: null, pages: null, paused: false } })
    expect(await screen.findByText('12件のうち3件が済みました')).toBeTruthy()
    expect(within(screen.getByTestId('nav-import')).getByRole('progressbar')).toBeTruthy()
  })
})

describe('nothing is lost', () => {
  it('by a restart: view, words, filters and document are there again', async () => {
    await open()
    await search('創薬')
    await fireEvent.click(screen.getByRole('checkbox', { name: /概算要求 1/ }))
    await waitFor(() => expect(screen.getAllByTestId('result')).toHaveLength(1))
    await fireEvent.click(screen.getByTestId('result'))
    await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-5'))
    await fireEvent(window, new Event('pagehide'))
    cleanup()

    await open()
    await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-5'))
    expect(view()).toBe('reader')
    expect(box().value).toBe('創薬')
    // Typing replaces the words of the last time.
    await waitFor(() => expect([box().selectionStart, box().selectionEnd]).toEqual([0, 2]))
    await fireEvent.click(screen.getByTestId('nav-search'))
    expect(screen.getAllByTestId('result')).toHaveLength(1)
  })

  it('of what is typed before everything is back', async () => {
    host = fakeHost(new URLSearchParams())
    render(App, { host })
    await fireEvent.input(box(), { target: { value: '創薬' } })
    await waitFor(() => expect(host.calls.map((call) => call.name)).toContain('documents'))
    expect(box().selectionStart).toBe(2)
    await waitFor(() => expect(screen.getAllByTestId('result').length).toBeGreaterThan(0))
    expect(box().value).toBe('創薬')
  })

  it('by opening another library and coming back', async () => {
    await open()
    await search('創薬')
    await fireEvent.click(screen.getByTestId('library-switch'))
    await fireEvent.input(screen.getByTestId('library-new-name'), { target: { value: '別' } })
    await fireEvent.click(screen.getByRole('button', { name: '作成' }))
    await waitFor(() => expect(screen.getByTestId('library-name').textContent).toBe('別'))
    await waitFor(() => expect(box().value).toBe(''))
    await waitFor(() => expect(screen.queryByTestId('library-new-name')).toBeNull())
    await fireEvent.click(screen.getByTestId('library-switch'))
    await fireEvent.click(screen.getAllByTestId('library')[0] as HTMLElement)
    await waitFor(() => expect(box().value).toBe('創薬'))
  })

  it('by a document that was removed elsewhere: the reader goes back to the list', async () => {
    await open('own')
    await search('候補物質')
    await fireEvent.click(screen.getByTestId('result'))
    await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-5'))
    await host.call('remove', { document: 'doc-5', dry_run: false })
    await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBeUndefined())
  })
})

describe('a link from outside', () => {
  const followed = () => host.calls.filter(({ name }) => name === 'openLink')
  const landed = async (id: string, block: number) => {
    await waitFor(() => expect([view(), screen.getByTestId('reader').dataset.document]).toEqual(['reader', id]))
    await waitFor(() => expect(document.querySelector('.line.cursor')?.closest('[data-index]')?.getAttribute('data-index')).toBe(String(block)))
    expect(followed()).toHaveLength(1)
  }

  it('that the program was started with is opened after everything is back, once', async () => {
    await open('start=tadori://open/doc-2?b=3-3')
    await landed('doc-2', 3)
    cleanup()
    render(App, { host })
    await waitFor(() => expect(host.calls.filter(({ name }) => name === 'startLink')).toHaveLength(2))
    await new Promise((done) => setTimeout(done, 50))
    expect(followed()).toHaveLength(1)
  })

  it('that is followed in another program is opened, also while a library is being opened', async () => {
    await open()
    await search('創薬')
    host.emit({ event: 'open-link', data: { url: 'tadori://open/doc-1?b=2-2' } })
    await landed('doc-1', 2)
    cleanup()
    localStorage.clear()
    host = fakeHost(new URLSearchParams('delay=30'))
    render(App, { host })
    host.emit({ event: 'open-link', data: { url: 'tadori://open/doc-2?b=3-3' } })
    await landed('doc-2', 3)
  })

  it('that leads nowhere says why', async () => {
    await open('start=tadori://open/doc-404?b=1-1')
    await waitFor(() => expect(screen.getByTestId('told').textContent).toContain('リンクの文が見つかりません'))
    expect(view()).toBe('search')
  })
})

it('imports the files that the program was started with once more, as if they had been dropped', async () => {
  await open('own')
  host.emit({ event: 'open-files', data: { paths: ['/there/方針.txt'] } })
  await waitFor(() => expect(view()).toBe('import'))
  await waitFor(() => expect(host.calls.filter(({ name }) => name === 'import')).toHaveLength(1))
  expect(host.calls.find(({ name }) => name === 'import')?.request).toMatchObject({ paths: ['/there/方針.txt'] })
})

it('shows the list of keys on ? and closes it on Esc', async () => {
  await open()
  ;(document.activeElement as HTMLElement).blur()
  await key('?')
  const dialog = await screen.findByRole('dialog')
  expect(dialog.textContent).toContain('Ctrl+Shift+C')
  await fireEvent(dialog, new Event('cancel', { cancelable: true }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

it('opens the row that is clicked, though the list gets the focus first', async () => {
  await open()
  await search('創薬')
  const third = screen.getAllByTestId('result')[2] as HTMLElement
  await fireEvent.pointerDown(third)
  screen.getByRole('listbox', { name: '検索結果' }).focus()
  expect(screen.queryAllByTestId('result').some((row) => row.getAttribute('aria-selected') === 'true')).toBe(false)
  await fireEvent.pointerUp(third)
  await fireEvent.click(third)
  await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-2'))
})
