// つながり and たどる in the whole window, by keyboard and mouse as a person would.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import { speak } from './words/index.svelte'

let host: FakeHost

const view = () => document.querySelector('nav [aria-current=page]')?.getAttribute('data-view')
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })
const panel = () => document.querySelector<HTMLElement>('[data-region=links]') as HTMLElement
const inTrace = () => within(document.getElementById('view-trace') as HTMLElement)
const rows = () => inTrace().getAllByRole('treeitem')

async function open(options = 'own&links'): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'documents')).toBe(true))
  await new Promise((done) => setTimeout(done, 10))
}

/** Opens a document at the block with these words. */
async function read(title: string, words: string): Promise<void> {
  await fireEvent.click(screen.getByTestId('nav-reader'))
  await fireEvent.click(await screen.findByText(title))
  await waitFor(() => expect(screen.getAllByTestId('reader-block').length).toBeGreaterThan(0))
  const block = screen.getAllByTestId('reader-block').find((each) => each.textContent?.includes(words)) as HTMLElement
  // What is in view is known a moment later.
  await new Promise((done) => setTimeout(done, 30))
  await fireEvent.click(block)
  await waitFor(() => expect(block.querySelector('.cursor')).toBeTruthy())
}

async function openPanel(): Promise<void> {
  if (!panel()) await key('4', { ctrlKey: true })
  await waitFor(() => expect(panel().querySelectorAll('[data-link]').length).toBeGreaterThan(0))
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  speak('ja')
})

it('shows the links of the chosen paragraph, and keeps what is said of one', async () => {
  await open()
  await read('離島航路計画（第２期）', '離島・港湾戦略に基づき')
  await openPanel()
  await fireEvent.click(within(panel()).getByText(/^選んだ段落/))
  await waitFor(() => expect([...panel().querySelectorAll('[data-link]')].map((row) => row.getAttribute('data-kind'))).toEqual(['cites', 'quotes', 'implements']))
  const quote = panel().querySelector('[data-link][data-kind=quotes]') as HTMLElement
  expect(quote.textContent).toContain('ほぼ確実')
  expect(quote.textContent).toContain('25字の文言が一致')
  quote.focus()
  await fireEvent.click(quote)
  const card = within(await screen.findByRole('dialog', { name: 'つながり：転記' }))
  expect(card.getByRole('region', { name: '元の文言' }).querySelector('mark')?.textContent).toContain('島と本土を結ぶ航路')
  await fireEvent.input(card.getByRole('textbox'), { target: { value: '文脈が違う' } })
  await fireEvent.click(card.getByText('退ける'))
  await waitFor(() => expect(card.getByRole('status').textContent).toContain('利用者の判断：誤り'))
  expect(host.calls.find(({ name }) => name === 'judge')?.request).toMatchObject({ kind: 'quotes', verdict: 'rejected', note: '文脈が違う' })
  await fireEvent.click(card.getByText('閉じる'))
  await fireEvent.click(await within(panel()).findByText('退けたもの 1件'))
  expect(panel().querySelector('.rejected [data-link]')?.textContent).toContain('利用者の判断：誤り')
})

it('disables verdicts where the library cannot be written to, and says why', async () => {
  await open('read-only&links')
  await read('離島航路計画（第２期）', '離島・港湾戦略に基づき')
  await openPanel()
  await fireEvent.click(panel().querySelector('[data-link]') as HTMLElement)
  const card = within(await screen.findByRole('dialog', { name: 'つながり：引用' }))
  expect(card.getByText('退ける')).toHaveProperty('disabled', true)
  expect(card.getByText('この文書庫には書き込めないため、判断を残せません。')).toBeTruthy()
})

it('traces by t, expands by keyboard, finds the amount in the list, and remembers it', async () => {
  await open()
  await read('離島航路計画（第２期）', '離島の岸壁を改良し')
  await key('t')
  await waitFor(() => expect(view()).toBe('trace'))
  await fireEvent.click(await inTrace().findByRole('tab', { name: '一覧' }))
  await waitFor(() => expect(rows()).toHaveLength(3))
  const list = inTrace().getByRole('tree')
  list.focus()
  await key('End')
  await waitFor(() => expect(rows()[2]?.getAttribute('aria-selected')).toBe('true'))
  expect(rows()[2]?.textContent).toContain('離島岸壁改良事業')
  await key('ArrowRight')
  await waitFor(() => expect(rows().find((row) => row.dataset.kind === 'funds')?.textContent).toContain('18億円'))
  expect(inTrace().getByText('新しいつながりが2本あります。')).toBeTruthy()
  await fireEvent.click(rows().find((row) => row.dataset.kind === 'funds') as HTMLElement)
  await screen.findByRole('dialog', { name: 'つながり：財源' })
  await fireEvent.click(within(screen.getByRole('dialog', { name: 'つながり：財源' })).getByText('閉じる'))
  await new Promise((done) => setTimeout(done, 350))
  cleanup()
  render(App, { host })
  await waitFor(() => expect(view()).toBe('trace'))
  await waitFor(() => expect(rows().some((row) => row.dataset.kind === 'funds')).toBe(true))
})

it('draws places in columns, hides kinds, and shows only the way between two', async () => {
  await open()
  await read('離島航路計画（第２期）', '離島の岸壁を改良し')
  await key('t')
  const nodes = () => [...document.querySelectorAll<HTMLElement>('#view-trace [data-node]')]
  await waitFor(() => expect(nodes()).toHaveLength(3))
  await waitFor(() => expect(document.activeElement?.closest('[data-node]')?.classList.contains('start')).toBe(true))
  expect([...document.querySelectorAll('#view-trace h3')].map((head) => head.textContent)).toEqual(['計画', '資源配分方針', '事業'])
  await fireEvent.click(inTrace().getByLabelText('「離島岸壁改良事業」を展開'))
  await waitFor(() => expect(nodes()).toHaveLength(5))
  await fireEvent.click(inTrace().getByText('経路の端にする'))
  const amount = nodes().find((node) => node.textContent?.includes('18億円'))?.querySelector('button') as HTMLElement
  await fireEvent.click(amount)
  await fireEvent.click(inTrace().getByText('経路の端にする'))
  await fireEvent.click(inTrace().getByText('この間の経路だけ'))
  await waitFor(() => expect(nodes()).toHaveLength(3))
  await fireEvent.click(inTrace().getByText('すべてに戻す'))
  await fireEvent.click(document.querySelector('#view-trace [data-edge][data-kind=funds]') as Element)
  await fireEvent.click(within(await screen.findByRole('dialog', { name: 'つながり：財源' })).getByText('閉じる'))
  await fireEvent.click(document.querySelector('#view-trace .chip[data-kind=quotes]') as Element)
  await waitFor(() => expect(nodes()).toHaveLength(4))
  await fireEvent.click(inTrace().getByText('SVGで保存…'))
  await waitFor(() => expect(inTrace().getByText('保存しました：/保存/たどる.svg')).toBeTruthy())
  const { bytes } = host.calls.at(-1)?.request as { bytes: number[] }
  expect(new TextDecoder().decode(new Uint8Array(bytes))).toContain('離島岸壁改良事業')
})

it('tells what to do first, which documents are missing, and what came of merging', async () => {
  await open()
  await fireEvent.click(screen.getByTestId('nav-trace'))
  expect(inTrace().getByText(/t を押すと/)).toBeTruthy()
  await fireEvent.click(inTrace().getByLabelText('判断のファイル'))
  await fireEvent.click(inTrace().getByText('他の人の判断を取り込む…'))
  expect(await inTrace().findByText(/食い違い 7件/)).toBeTruthy()
  await fireEvent.click(inTrace().getByText('手元にない文書'))
  const missing = within(await screen.findByRole('dialog', { name: '引用されていて、手元にない文書' }))
  await fireEvent.click(await missing.findByText('港湾整備計画（第９次）', { selector: 'mark' }))
  await waitFor(() => expect(view()).toBe('reader'))
  await waitFor(() => expect(screen.getByTestId('where').textContent).toContain('離島航路計画'))
})

it('shows how far the search for links is, stops it in each place, and begins again', async () => {
  await open('own&links&compare&reading=4')
  const place = (id: string) => within(document.getElementById(id) as HTMLElement)
  const stop = async (id: string) => {
    const { findByTestId, getByTestId, queryByTestId } = place(id)
    await waitFor(() => expect(getByTestId('reading').textContent).toContain('つながりを調べています…'))
    expect(getByTestId('reading').textContent).toMatch(/\d%/)
    await fireEvent.click(getByTestId('cancel-reading'))
    expect((await findByTestId('reading-cancelled')).textContent).toContain('中止しました。まだ何も示せません。')
    expect(queryByTestId('banner')).toBeNull()
    await waitFor(() => expect(document.activeElement).toBe(getByTestId('read-again')))
    await fireEvent.click(getByTestId('read-again'))
    await waitFor(() => expect(getByTestId('reading').textContent).toContain('2,000文書のうち'))
  }
  await read('離島航路計画（第２期）', '離島・港湾戦略に基づき')
  if (!panel()) await key('4', { ctrlKey: true })
  await stop('view-reader')
  await waitFor(() => expect(panel().querySelectorAll('[data-link]').length).toBeGreaterThan(0))
  await key('t')
  await stop('view-trace')
  await fireEvent.click(await inTrace().findByRole('tab', { name: '一覧' }))
  await waitFor(() => expect(rows().length).toBeGreaterThan(1))
  await fireEvent.click(screen.getByTestId('nav-coverage'))
  await stop('view-coverage')
  await waitFor(() => expect(screen.getByTestId('coverage-sum')).toBeTruthy())
  await fireEvent.click(screen.getByTestId('nav-trace'))
  await fireEvent.click(inTrace().getByText('手元にない文書'))
  await stop('view-trace')
  const missing = within(await screen.findByRole('dialog', { name: '引用されていて、手元にない文書' }))
  expect(await missing.findByText('港湾整備計画（第９次）', { selector: 'b' })).toBeTruthy()
})
