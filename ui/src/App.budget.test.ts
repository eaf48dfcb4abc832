// 予算 and 事業 in the whole window, by keyboard and mouse as a person would.

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import App from './App.svelte'
import { fakeHost, type FakeHost } from './host/fake'
import { speak } from './words/index.svelte'

let host: FakeHost

const view = () => document.querySelector('nav [aria-current=page]')?.getAttribute('data-view')
const key = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init })
const asked = (name: string) => host.calls.filter((call) => call.name === name).length
const rows = () => screen.queryAllByTestId('budget-row')
const ministry = (mark: string) => screen.getAllByTestId<HTMLInputElement>('filter-ministry').find((box) => box.value === mark) as HTMLElement

async function open(options = 'own&budget'): Promise<void> {
  host = fakeHost(new URLSearchParams(options))
  render(App, { host })
  await waitFor(() => expect(screen.getByTestId('library-name').textContent).not.toBe('–'))
  await waitFor(() => expect(asked('documents')).toBe(1))
  await new Promise((done) => setTimeout(done, 10))
}

async function goTo(name: 'budget' | 'programs'): Promise<void> {
  await fireEvent.click(screen.getByTestId(`nav-${name}`))
  await waitFor(() => expect(screen.getAllByTestId(name === 'budget' ? 'budget-row' : 'program-row').length).toBeGreaterThan(0))
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  speak('ja')
})

it('asks for amounts when they are first looked at, and again only after the library changed', async () => {
  await open()
  expect(asked('budget')).toBe(0)
  await goTo('budget')
  await goTo('programs')
  expect([asked('budget'), asked('programs')]).toEqual([1, 1])
  await fireEvent.click(screen.getByTestId('nav-search'))
  host.emit({ event: 'library-changed' })
  await waitFor(() => expect(asked('documents')).toBe(2))
  expect(asked('budget')).toBe(1)
  await fireEvent.click(screen.getByTestId('nav-budget'))
  await waitFor(() => expect(asked('budget')).toBe(2))
  host.emit({ event: 'library-changed' })
  await waitFor(() => expect(asked('budget')).toBe(3))
})

it('opens the sentence of an amount by Enter, and comes back to the filtered list', async () => {
  await open()
  await key('5', { altKey: true })
  const list = await screen.findByRole('listbox', { name: '予算の一覧' })
  await waitFor(() => expect(document.activeElement).toBe(list))
  ministry('総').focus()
  await fireEvent.click(ministry('総'))
  await waitFor(() => expect(rows()).toHaveLength(2))
  list.focus()
  await waitFor(() => expect(screen.getByTestId('budget-sentence').textContent).toContain('総・経\t30億円'))
  await key('ArrowDown')
  expect(within(screen.getByTestId('budget-sentence')).getByTestId('mark').textContent).toBe('28億5,000万円')
  await key('Enter')
  await waitFor(() => expect(view()).toBe('reader'))
  await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-8'))
  await waitFor(() => expect(screen.getByTestId('where').textContent).toContain('行 2'))
  await key('ArrowLeft', { altKey: true })
  await waitFor(() => expect(view()).toBe('budget'))
  expect(rows().map((row) => row.getAttribute('aria-selected'))).toEqual(['false', 'true'])
  await waitFor(() => expect(document.activeElement).toBe(list))
})

it('shows what restricts an amount at the figure, and drafts as such', async () => {
  await open()
  await goTo('budget')
  const texts = rows().map((row) => row.textContent?.replace(/\s+/g, ' '))
  expect(texts.find((text) => text?.includes('港湾人材育成事業'))).toMatch(/内数 300 合計外：内数/)
  expect(texts.find((text) => text?.includes('6,200'))).toContain('案・日付未定')
  expect(screen.getAllByTestId('budget-figure')[0]?.parentElement?.title).toBe('12,000,000,000円')
  expect(screen.getByTestId('budget-sum').textContent).toContain('含まない：再掲・既出 1件、内数 1件')
})

it('decides an undecided amount, and undoes it', async () => {
  await open()
  await goTo('budget')
  await fireEvent.click(screen.getByTestId('budget-tab-undecided'))
  const first = () => screen.getAllByTestId('undecided-row')[0] as HTMLElement
  await fireEvent.click(within(first()).getByText('堰魚道改良事業', { selector: 'button' }))
  await waitFor(() => expect(within(first()).getByTestId('decided').textContent).toContain('「堰魚道改良事業」の額'))
  expect(host.calls.at(-1)).toEqual({ name: 'decide', request: { line: 'line-8', decision: { is: 'for', subject: '堰魚道改良事業' } } })
  await waitFor(() => expect(document.activeElement).toBe(within(first()).getByTestId('undo-decision')))
  expect(screen.getByTestId('budget-tab-undecided').textContent).toBe('未確定 1')
  await fireEvent.click(screen.getByTestId('budget-tab-lines'))
  expect(rows().find((row) => row.textContent?.includes('堰魚道改良事業'))?.textContent).toContain('利用者の判断')
  await fireEvent.click(screen.getByTestId('budget-tab-undecided'))
  await fireEvent.click(within(first()).getByTestId('undo-decision'))
  await waitFor(() => expect(within(first()).queryByTestId('decided')).toBeNull())
  expect(within(first()).getAllByTestId('candidate')).toHaveLength(2)
  await fireEvent.input(within(first()).getByTestId('candidate-other'), { target: { value: '堰管理事業' } })
  await fireEvent.submit(first().querySelector('form') as HTMLFormElement)
  await waitFor(() => expect(within(first()).getByTestId('decided').textContent).toContain('「堰管理事業」の額'))
})

it('lets nobody decide in a library that cannot be written to', async () => {
  await open('read-only&budget')
  await goTo('budget')
  await fireEvent.click(screen.getByTestId('budget-tab-undecided'))
  expect(screen.getByTestId('decide-read-only').textContent).toContain('決められません')
  expect(screen.getAllByTestId<HTMLButtonElement>('candidate').every((button) => button.disabled)).toBe(true)
})

it('draws the chart, with every figure, and saves it', async () => {
  await open()
  await goTo('budget')
  await fireEvent.click(screen.getByTestId('budget-tab-chart'))
  const chart = screen.getByTestId('budget-chart')
  await waitFor(() => expect(chart.querySelector('svg')).toBeTruthy())
  expect(chart.textContent).toContain('港湾強靱化プロジェクト')
  expect(chart.textContent).toContain('約45億円')
  await fireEvent.change(screen.getByTestId('budget-by'), { target: { value: 'ministry' } })
  await waitFor(() => expect(chart.textContent).toContain('府省の内訳なし'))
  await fireEvent.click(screen.getByTestId('save-svg'))
  await waitFor(() => expect(asked('saveFile')).toBe(1))
  const { path, bytes } = host.calls.at(-1)?.request as { path: string; bytes: number[] }
  const text = new TextDecoder().decode(new Uint8Array(bytes))
  expect(path).toBe('/保存/予算グラフ.svg')
  expect(text).toContain('<svg')
  expect(text).toContain('含まない：再掲・既出 1件')
  expect(text).not.toContain('var(--')
})

it('says which totals do not agree, first', async () => {
  await open()
  await goTo('budget')
  await fireEvent.click(screen.getByTestId('budget-tab-checks'))
  expect(screen.getAllByTestId('budget-check').map((check) => check.dataset.outcome)).toEqual(['disagrees', 'rounding', 'agrees'])
  expect(screen.getByTestId('checks-agree').textContent).toContain('比べた3件のうち1件は一致します')
  await fireEvent.click(screen.getAllByTestId('budget-check')[0] as HTMLElement)
  await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-7'))
})

it('remembers filters, tab and program between two starts', async () => {
  await open()
  await goTo('budget')
  await fireEvent.click(ministry('文'))
  await goTo('programs')
  await fireEvent.click(screen.getByText('堰老朽度点検事業', { selector: '[data-testid=program-row] *' }))
  await fireEvent.click(screen.getByTestId('nav-budget'))
  await fireEvent(window, new Event('pagehide'))
  cleanup()

  await open()
  await waitFor(() => expect(view()).toBe('budget'))
  await waitFor(() => expect(rows()).toHaveLength(5))
  await goTo('programs')
  expect(screen.getByTestId('program-name').textContent).toBe('堰老朽度点検事業')
})

it('shows a program, its amounts and where it is mentioned, by keyboard', async () => {
  await open()
  await key('4', { altKey: true })
  await fireEvent.input(await screen.findByTestId('program-filter'), { target: { value: '観測網' } })
  screen.getByTestId('program-filter').focus()
  await waitFor(() => expect(screen.getAllByTestId('program-row')).toHaveLength(1))
  await key('ArrowDown')
  expect((await screen.findByTestId('program-name')).textContent).toBe('港湾観測網整備事業')
  expect(screen.getAllByTestId('program-alias').map((alias) => alias.textContent)).toEqual(['港湾観測網（省略）', '港湾かんそく網整備事業（表記ゆれ）'])
  await waitFor(() => expect(screen.getAllByTestId('program-amount')).toHaveLength(3))
  expect(screen.getByTestId('program-described').textContent).toContain('測る点を増やす')
  await fireEvent.click(screen.getByText('港湾強靱化プロジェクト', { selector: 'article button' }))
  await waitFor(() => expect(screen.getByTestId('program-name').textContent).toBe('港湾強靱化プロジェクト'))
  await key('ArrowLeft', { altKey: true })
  await waitFor(() => expect(screen.getByTestId('program-name').textContent).toBe('港湾観測網整備事業'))
  await fireEvent.click(screen.getAllByTestId('program-mention').at(-1) as HTMLElement)
  await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-8'))
})

it('lists decisions whose amount is gone, and deletes one when asked twice', async () => {
  await open('own&budget&lost')
  await goTo('budget')
  await fireEvent.click(await screen.findByTestId('budget-tab-undecided'))
  expect((await screen.findByTestId('lost-decision')).textContent).toContain('14億円')
  await fireEvent.click(screen.getByTestId('forget-decision'))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('keep-decision')))
  await fireEvent.click(screen.getByTestId('keep-decision'))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('forget-decision')))
  await fireEvent.click(screen.getByTestId('forget-decision'))
  await fireEvent.click(await screen.findByTestId('confirm-forget'))
  await waitFor(() => expect(screen.queryByTestId('lost-decisions')).toBeNull())
})

it('marks what the text says, tells it beside it, and goes on to the program', async () => {
  await open()
  await goTo('programs')
  const row = screen.getAllByTestId('program-row').find((one) => one.textContent?.includes('港湾観測網整備事業')) as HTMLElement
  await fireEvent.click(row)
  await fireEvent.click((await screen.findAllByTestId('program-mention')).at(-1) as HTMLElement)
  await waitFor(() => expect(screen.getByTestId('reader').dataset.document).toBe('doc-8'))
  expect(screen.queryAllByTestId('fact')).toHaveLength(0)
  await fireEvent.click(screen.getByTestId('show-facts'))
  await waitFor(() => expect(screen.getAllByTestId('fact').length).toBeGreaterThan(1))
  const mark = (kind: string) => screen.getAllByTestId('fact').find((one) => one.dataset.kind === kind) as HTMLElement
  mark('amount').focus()
  await key('Enter')
  expect((await screen.findByTestId('fact-card')).textContent).toContain('62億円 = 6,200,000,000円')
  await key('Escape')
  await waitFor(() => expect(screen.queryByTestId('fact-card')).toBeNull())
  expect(document.activeElement).toBe(mark('amount'))
  await fireEvent.click(mark('program'))
  await fireEvent.click(await screen.findByTestId('fact-program'))
  await waitFor(() => expect(view()).toBe('programs'))
  expect(screen.getByTestId('program-name').textContent).toBe('港湾観測網整備事業')
})

it('shows how far the reading of the documents is, stops it, and begins again', async () => {
  await open('budget&reading=15')
  await fireEvent.click(screen.getByTestId('nav-programs'))
  const programs = within(document.getElementById('view-programs') as HTMLElement)
  expect((await programs.findByTestId('reading')).textContent).toContain('2,000文書のうち')
  await fireEvent.click(programs.getByTestId('cancel-reading'))
  expect((await programs.findByTestId('reading-cancelled')).textContent).toContain('中止しました')
  expect(screen.queryByTestId('banner')).toBeNull()
  await waitFor(() => expect(document.activeElement).toBe(programs.getByTestId('read-again')))
  await fireEvent.click(programs.getByTestId('read-again'))
  await programs.findByTestId('reading')
  await waitFor(() => expect(programs.queryAllByTestId('program-row').length).toBeGreaterThan(0))
  await waitFor(() => expect(programs.queryByTestId('reading')).toBeNull())
  expect(programs.queryByTestId('reading-cancelled')).toBeNull()
})

it('takes a name that the user adds, keeps another apart, and undoes both', async () => {
  await open('own&budget')
  await goTo('programs')
  await fireEvent.input(await screen.findByTestId('program-filter'), { target: { value: '観測網' } })
  await waitFor(() => expect(screen.getAllByTestId('program-row')).toHaveLength(1))
  await fireEvent.click(screen.getByTestId('program-row'))
  const aliases = () => screen.queryAllByTestId('program-alias').map((alias) => alias.textContent)
  await waitFor(() => expect(aliases()).toHaveLength(2))
  await fireEvent.input(screen.getByTestId('name-add'), { target: { value: '波の目' } })
  await fireEvent.click(screen.getByTestId('name-same'))
  await waitFor(() => expect(aliases()).toContain('波の目（利用者の判断）'))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('program-names')))
  expect(screen.getByTestId('program-name').textContent).toBe('港湾観測網整備事業')
  await fireEvent.click(screen.getByLabelText('「港湾観測網」を別のものとする'))
  await waitFor(() => expect(screen.getByTestId('program-apart').textContent).toContain('港湾観測網'))
  expect(aliases()).toHaveLength(2)
  await fireEvent.click(screen.getByLabelText('「波の目」についての判断を取り消す'))
  await waitFor(() => expect(aliases()).toHaveLength(1))
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('name-take-back').disabled).toBe(false))
  await fireEvent.click(screen.getByLabelText('「港湾観測網」についての判断を取り消す'))
  await waitFor(() => expect(aliases()).toEqual(['港湾観測網（省略）', '港湾かんそく網整備事業（表記ゆれ）']))
  cleanup()
  localStorage.clear()

  await open('read-only&budget')
  await goTo('programs')
  await fireEvent.click((await screen.findAllByTestId('program-row'))[0] as HTMLElement)
  expect((await screen.findByTestId('names-read-only')).textContent).toContain('書き込めない')
  expect((screen.getByTestId('name-add') as HTMLInputElement).disabled).toBe(true)
})

it('tells what to do first in an empty library, and that documents may have no amounts', async () => {
  await open('empty')
  await fireEvent.click(screen.getByTestId('nav-budget'))
  const panel = within(document.getElementById('view-budget') as HTMLElement)
  await fireEvent.click(await panel.findByText('取込を開く'))
  await waitFor(() => expect(view()).toBe('import'))
  cleanup()
  localStorage.clear()
  await open('own')
  await fireEvent.click(screen.getByTestId('nav-budget'))
  expect((await screen.findAllByText('この文書庫の文書には、予算の額が見つかりませんでした。')).length).toBeGreaterThan(0)
})
