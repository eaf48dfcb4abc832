// 対応表 and 比較 in the whole window, by keyboard and mouse as a person would.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import { speak } from './words/index.svelte'

let host: FakeHost

const view = () => document.querySelector('nav [aria-current=page]')?.getAttribute('data-view')
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })
const asked = (name: string) => host.calls.filter((call) => call.name === name)
/** What has the focus, where that is what a row is mainly for. */
const focused = () => document.activeElement?.closest('[data-row-main]')?.textContent ?? ''
const saved = () => {
  const { path, bytes } = asked('saveFile').at(-1)?.request as { path: string; bytes: number[] }
  return { path, text: new TextDecoder().decode(new Uint8Array(bytes)) }
}
const option = (testid: string, words: string) =>
  [...screen.getByTestId<HTMLSelectElement>(testid).options].find((one) => one.text.includes(words))?.value ?? ''
const choose = (testid: string, words: string) => fireEvent.change(screen.getByTestId(testid), { target: { value: option(testid, words) } })
const statement = (words: string) => screen.getAllByTestId('coverage-row').find((row) => row.textContent?.includes(words)) as HTMLElement
const rows = () => screen.queryAllByTestId('compare-row').map((row) => row.dataset.change)

async function open(options = 'own&compare'): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await waitFor(() => expect(asked('documents')).toHaveLength(1))
  await new Promise((done) => setTimeout(done, 10))
}

async function openCoverage(): Promise<void> {
  await fireEvent.click(screen.getByTestId('nav-coverage'))
  await choose('coverage-plan', '第２期・2025-06-13・計画')
  await waitFor(() => expect(statement('波と風')).toBeTruthy())
}

async function openComparison(): Promise<void> {
  await fireEvent.click(screen.getByTestId('nav-compare'))
  await fireEvent.click(await screen.findByTestId('compare-suggestion'))
  await waitFor(() => expect(rows().length).toBeGreaterThan(0))
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  speak('ja')
})

it('asks for the coverage of the latest plan when it is first looked at, and says what was measured', async () => {
  await open()
  expect(asked('coverage')).toHaveLength(0)
  await fireEvent.click(screen.getByTestId('nav-coverage'))
  await waitFor(() => expect(asked('coverage')).toHaveLength(1))
  await openCoverage()
  expect(screen.getByTestId('coverage-sum').textContent).toContain('9文のうち、有力な事業が見つかった文 3')
  expect(screen.getByTestId('coverage-sum').textContent).toContain('測定した再現率 0.97（36文）：見つからないことは、ないことの証明ではありません')
})

it('lists the programs of a statement best first, with reasons, and says plainly where there is none', async () => {
  await open()
  await openCoverage()
  const row = within(statement('波と風'))
  expect(row.getAllByTestId('carrier-open').map((one) => one.textContent)).toEqual(['波浪観測網事業', '海況配信事業', '潮位記録事業'])
  expect(row.getAllByTestId('carrier-score').map((one) => one.textContent)).toEqual(['ほぼ確実', '有力', '参考'])
  expect(row.getAllByTestId('carrier-reason')[1]?.textContent).toBe('共通の語「波と風」、ともに「海の見守りプロジェクト」の下にある')
  await fireEvent.click(row.getByText('他 1件'))
  expect(row.getAllByTestId('carrier-open')).toHaveLength(4)
  await fireEvent.click(screen.getByTestId('coverage-figures'))
  expect(row.getAllByTestId('carrier-score')[0]?.textContent).toBe('ほぼ確実 0.91')
  const none = within(statement('災害のとき'))
  expect(none.getByTestId('coverage-none').textContent).toBe('有力な事業は見つからない')
  expect(none.queryAllByTestId('coverage-carrier')).toHaveLength(0)
  expect(none.getByTestId('coverage-more').textContent?.trim()).toBe('参考 1件')
})

it('goes from row to row by the arrows, opens a statement, and comes back to it', async () => {
  await open()
  await openCoverage()
  const table = screen.getByRole('rowgroup', { name: '計画の文と事業の対応表' })
  table.focus()
  await key('ArrowDown')
  await key('ArrowDown')
  await waitFor(() => expect(focused()).toContain('計画の期間は'))
  await key('ArrowDown')
  await waitFor(() => expect(focused()).toContain('波と風を測る点'))
  const { block } = (document.activeElement?.closest('[data-row]') as HTMLElement).dataset
  await fireEvent.click(document.activeElement as HTMLElement)
  await waitFor(() => expect(view()).toBe('reader'))
  await waitFor(() => expect(screen.getByTestId('where').textContent).toContain('波と風'))
  await key('ArrowLeft', { altKey: true })
  await waitFor(() => expect(view()).toBe('coverage'))
  expect(statement('波と風').dataset.block).toBe(block)
})

it('takes a verdict and takes it back, with the focus kept in the row', async () => {
  await open()
  await openCoverage()
  const row = within(statement('波と風'))
  await fireEvent.click(row.getByLabelText('「波浪観測網事業」との対応を、誤りとして退ける'))
  await waitFor(() => expect(row.getAllByTestId('coverage-carrier').at(-1)?.dataset.verdict).toBe('rejected'))
  const last = row.getAllByTestId('coverage-carrier').at(-1) as HTMLElement
  expect(last.querySelector('s')?.textContent).toBe('波浪観測網事業')
  await waitFor(() => expect(document.activeElement).toBe(within(last).getByTestId('carrier-take-back')))
  await waitFor(() => expect(within(last).getByTestId<HTMLButtonElement>('carrier-take-back').disabled).toBe(false))
  await fireEvent.click(within(last).getByTestId('carrier-take-back'))
  await waitFor(() => expect(row.getAllByTestId('carrier-open')[0]?.textContent).toBe('波浪観測網事業'))
  expect(asked('judge').map(({ request }) => (request as { verdict: unknown }).verdict)).toEqual(['rejected', null])
  cleanup()
  localStorage.clear()
  await open('read-only&compare')
  await openCoverage()
  expect(screen.getByTestId('coverage-read-only').textContent).toContain('書き込めない')
  expect(screen.getAllByTestId<HTMLButtonElement>('carrier-confirm').every((button) => button.disabled)).toBe(true)
})

it('filters statements, lists idle programs, saves the table, and remembers it', async () => {
  await open()
  await openCoverage()
  await fireEvent.change(screen.getByTestId('coverage-show'), { target: { value: 'without' } })
  expect(screen.getByTestId('coverage-count').textContent).toBe('9文のうち6文')
  await fireEvent.input(screen.getByTestId('coverage-filter'), { target: { value: '災害' } })
  expect(screen.getAllByTestId('coverage-row')).toHaveLength(1)
  await fireEvent.click(screen.getByTestId('coverage-csv'))
  await waitFor(() => expect(asked('saveFile')).toHaveLength(1))
  expect(saved().path).toBe('/保存/対応表.csv')
  expect(saved().text).toContain('災害のときの荷役の手順を定める。,1,11,荷役人材講座事業,0.22')
  await fireEvent.click(screen.getByTestId('coverage-tab-idle'))
  expect(screen.getAllByTestId('idle-program').map((one) => one.textContent)).toEqual(['灯台塗替事業', '潮位記録事業', '海図更新事業'])
  await fireEvent.click(screen.getAllByTestId('idle-program')[0] as HTMLElement)
  expect(await screen.findByText('「灯台塗替事業」は「事業」の一覧に見つかりませんでした。')).toBeTruthy()
  await fireEvent(window, new Event('pagehide'))
  cleanup()
  await open()
  await waitFor(() => expect(view()).toBe('coverage'))
  expect((await screen.findAllByTestId('idle-program')).length).toBe(3)
})

it('says that there is no plan, and what to do first in an empty library', async () => {
  await open('empty')
  await fireEvent.click(screen.getByTestId('nav-coverage'))
  expect(await within(document.getElementById('view-coverage') as HTMLElement).findByTestId('empty-library')).toBeTruthy()
  await fireEvent.click(screen.getByTestId('nav-compare'))
  expect(await within(document.getElementById('view-compare') as HTMLElement).findByTestId('empty-library')).toBeTruthy()
})

it('shows two editions side by side, with what changed underlined and named', async () => {
  await open()
  await openComparison()
  expect(asked('compare').at(-1)?.request).toEqual({ a: option('compare-choose-earlier', '第１期'), b: option('compare-choose-later', '第２期・2025') })
  expect(screen.getByTestId('compare-head-later').textContent).toBe('新　島しょ港湾整備計画（第２期）')
  expect(rows()).toEqual(['same', 'reworded', 'same', 'removed', 'moved', 'added'])
  const reworded = within(screen.getAllByTestId('compare-row')[1] as HTMLElement)
  expect(reworded.getByTestId('compare-change').textContent).toBe('文言の変更')
  expect(reworded.getByTestId('compare-strength').textContent).toBe('検討する → 推進する（強まった）')
  expect(reworded.getAllByTestId('mark').map((mark) => mark.textContent)).toEqual(['推進', '検討'])
  await fireEvent.click(screen.getByTestId('compare-all'))
  await waitFor(() => expect(rows().length).toBe(15))
})

it('unfolds what did not change, and goes from change to change by n and p', async () => {
  await open()
  await openComparison()
  const fold = within(screen.getAllByTestId('compare-fold')[0] as HTMLElement).getByRole('button')
  expect(fold.textContent).toContain('変更のない 4文')
  await fireEvent.click(fold)
  expect(fold.getAttribute('aria-expanded')).toBe('true')
  expect(rows()).toHaveLength(10)
  await fireEvent.click(fold)
  fold.focus()
  await key('n')
  await waitFor(() => expect(focused()).toContain('推進'))
  await key('n')
  await waitFor(() => expect(focused()).toContain('荷役の手続を紙で行う'))
  expect(screen.getByTestId('compare-step').textContent).toBe('2 / 4')
  await key('p')
  await waitFor(() => expect(focused()).toContain('推進'))
  await fireEvent.click(document.activeElement as HTMLElement)
  await waitFor(() => expect(screen.getByTestId('where').textContent).toContain('（第２期）'))
})

it('filters by kind and strength, swaps the two, and saves what is shown', async () => {
  await open()
  await openComparison()
  await fireEvent.click(screen.getAllByTestId('compare-kind').find((box) => (box as HTMLInputElement).value === 'moved') as HTMLElement)
  expect(rows()).not.toContain('moved')
  await fireEvent.click(screen.getByTestId('compare-only-strength'))
  expect(rows()).toEqual(['same', 'reworded'])
  await fireEvent.click(screen.getByTestId('compare-html'))
  await waitFor(() => expect(asked('saveFile')).toHaveLength(1))
  expect(saved().path).toBe('/保存/新旧対照表.html')
  expect(saved().text).toContain('<u>推進</u>')
  await fireEvent.click(screen.getByTestId('compare-swap'))
  await waitFor(() => expect(screen.getByTestId('compare-strength').textContent).toBe('推進する → 検討する（弱まった）'))
})

it('says what is wrong with the same document twice', async () => {
  await open()
  await openComparison()
  await choose('compare-choose-earlier', '第２期・2025')
  expect(screen.getByTestId('compare-waiting').textContent).toContain('同じ文書を選んでいます')
})
