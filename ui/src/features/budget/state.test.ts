import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import type { BudgetLine } from '../../wire/generated'
import { panelsOf } from './bars'
import { csvOf } from './csv'
import { matching, noFilters } from './filters'
import { excludedName, sumName } from './names'
import { rowsOf, withNotes } from './rows'
import { BudgetState, firstChoice } from './state.svelte'
import { sumsOf } from './sums'

const OKU = 100_000_000
let host: FakeHost
let state: BudgetState

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own&budget'))
  state = new BudgetState(host)
  await state.source.need()
})

const line = (more: Partial<BudgetLine>): BudgetLine => ({ ...(state.lines[0] as BudgetLine), breakdown: [], qualifiers: [], ...more })
const oku = (yen: number) => yen / OKU

describe('sums', () => {
  it('are apart by year, stage and kind, and leave out what is in no sum', () => {
    expect(state.sums.map(({ year, stage, kind, lines, yen }) => `${year} ${stage} ${kind}: ${lines} = ${oku(yen)}`)).toEqual([
      '2026 request project: 2 = 165',
      '2026 request program: 3 = 149',
      '2025 initial program: 2 = 90.5',
    ])
  })

  it('say in words what they include and what not', () => {
    expect(excludedName(state.leftOut)).toBe('含まない：再掲・既出 1件、内数 1件、要求・要望の内訳 1件、未確定 2件')
    state.toggle('years', '2025')
    expect(state.sums.map(sumName)).toEqual(['2件の合計 90億5,000万円'])
    expect(excludedName(state.leftOut)).toBe('含まないものはありません')
  })

  it('are only about what they are where one amount is', () => {
    state.toggle('projects', '堰更新プロジェクト')
    expect(state.sums.map(sumName)[0]).toBe('1件の合計 約45億円')
  })

  it('of accounts, which can hold one another, there are none', () => {
    const accounts = [line({ subjectKind: 'account', yen: OKU }), line({ subjectKind: 'account', yen: 2 * OKU })]
    expect(sumsOf(accounts).map(sumName)).toEqual(['2件'])
    expect(sumsOf(accounts.slice(0, 1)).map(sumName)).toEqual(['1件の合計 1億円'])
    expect(panelsOf(accounts, 'project', new Set())).toEqual([])
    expect(panelsOf(accounts, 'subject', new Set())).toHaveLength(1)
  })

  it('of lines that are all left out are none', () => {
    expect(sumsOf(state.lines.filter((each) => each.leftOut !== null))).toEqual([])
  })
})

describe('a chart', () => {
  const bars = (lines: BudgetLine[]) =>
    panelsOf(lines, 'ministry', new Set(['文', '経'])).map((panel) => panel.bars.map((bar) => `${bar.value || '–'} ${oku(bar.yen)}`).join(', '))

  it('splits by ministry what is printed by ministry', () => {
    const breakdown = [{ name: '文', yen: 70 * OKU }, { name: '経', yen: 40 * OKU }]
    expect(bars([line({ yen: 120 * OKU, ministries: ['文', '経'], breakdown })])).toEqual(['文 70, 経 40, – 10'])
    expect(bars([line({ yen: 109 * OKU, ministries: ['文', '経'], breakdown })])).toEqual(['文 70, 経 40'])
  })

  it('gives a whole amount to a ministry only where there is no other', () => {
    expect(bars([line({ yen: OKU, ministries: ['文'] })])).toEqual(['文 1'])
    expect(bars([line({ yen: OKU, ministries: ['文', '経'] }), line({ yen: OKU, ministries: [] })])).toEqual(['– 2'])
  })

  it('does not take an account for a ministry', () => {
    expect(bars([line({ yen: OKU, ministries: ['文'], breakdown: [{ name: '一般会計', yen: OKU }] })])).toEqual(['文 1'])
  })

  it('compares years or stages where these are the bars, and nothing else that differs', () => {
    const panels = panelsOf(state.lines, 'year', state.marks)
    expect(panels.map(({ basis, bars }) => `${basis.stage} ${basis.kind}: ${bars.map((bar) => bar.value).join(' ')}`)).toEqual([
      'request project: 2026', 'request program: 2026', 'initial program: 2025',
    ])
    expect(rowsOf(panels, 'year').map((row) => row.label)).toContain('概算要求・要望・事業')
  })

  it('prints every figure, and takes along what is said beside it', () => {
    const rows = withNotes(rowsOf(state.panels, 'project'), ['含まない'])
    expect(rows[0]).toMatchObject({ type: 'heading', label: '2026年度（令和８年度）・概算要求・要望・プロジェクト' })
    expect(rows[2]).toMatchObject({ type: 'bar', label: '堰更新プロジェクト', figure: '約45億円' })
    expect(rows.at(-1)).toMatchObject({ type: 'note', label: '含まない' })
  })
})

describe('filters', () => {
  const found = (more: object) => matching(state.lines, { ...noFilters(), ...more }, state.marks).length

  it('narrow by name, project, ministry, year, stage and document', () => {
    expect(found({})).toBe(12)
    expect(found({ text: '港湾　観測' })).toBe(3)
    expect(found({ text: '魚道' })).toBe(2)
    expect(found({ projects: ['堰更新プロジェクト'] })).toBe(3)
    expect(found({ projects: [''] })).toBe(2)
    expect(found({ ministries: ['経'] })).toBe(4)
    expect(found({ ministries: ['経'], stages: ['request'], years: ['2026'] })).toBe(4)
    expect(found({ documents: ['doc-8'] })).toBe(2)
  })

  it('count what each value would leave, the other filters holding', () => {
    state.toggle('years', '2025')
    expect(state.choices('ministries')).toEqual([{ value: '文', count: 1 }, { value: '総', count: 1 }])
    expect(state.choices('years')).toEqual([{ value: '2026', count: 10 }, { value: '2025', count: 2 }])
  })

  it('are put back with the place in the list', () => {
    state.set({ ...firstChoice(), filters: { ...noFilters(), years: ['2025'] }, tab: 'chart' }, { row: 1, offset: 3, active: 1 })
    expect(state.shown).toHaveLength(2)
    expect(state.snapshot()).toMatchObject({ tab: 'chart', filters: { years: ['2025'] } })
    expect([state.active, state.wish.row]).toEqual([1, 1])
  })
})

describe('totals', () => {
  it('that do not agree come first, and rounding is told apart', () => {
    expect(state.checks.map(({ outcome, difference }) => `${outcome} ${oku(difference)}`)).toEqual(['disagrees 15', 'rounding 1', 'agrees 0'])
  })

  it('follow the filters', () => {
    state.toggle('projects', '堰更新プロジェクト')
    expect(state.checks.map((check) => check.outcome)).toEqual(['disagrees'])
  })
})

describe('an undecided amount', () => {
  it('is decided, counted, and undone', async () => {
    const [first] = state.undecided
    expect(await state.decide(first?.id ?? '', { is: 'for', subject: '堰遠隔操作事業' })).toBe(true)
    expect([state.undecided.length, state.open]).toEqual([2, 1])
    expect(state.undecided[0]).toMatchObject({ subject: '堰遠隔操作事業', leftOut: null })
    expect(state.undecided[0]?.decidedAt).not.toBeNull()
    expect(state.sums[1]).toMatchObject({ lines: 4, yen: 164 * OKU })
    await state.decide(first?.id ?? '', { is: 'open' })
    expect(state.undecided[0]).toMatchObject({ subject: null, leftOut: 'undecided', decidedAt: null })
  })

  it('can belong to none', async () => {
    await state.decide(state.undecided[1]?.id ?? '', { is: 'none' })
    expect(excludedName(state.leftOut)).toContain('未確定 1件、どれでもないとした額 1件')
  })

  it('is not lost to a filter without a word', () => {
    state.toggle('ministries', '文')
    expect([state.undecided.length, state.hiddenOpen]).toEqual([0, 2])
  })

  it('that cannot be decided says why, and stays', async () => {
    const readOnly = new BudgetState(fakeHost(new URLSearchParams('read-only&budget')))
    await readOnly.source.need()
    expect(await readOnly.decide('line-8', { is: 'none' })).toBe(false)
    expect(readOnly.failure?.code).toBe('library-read-only')
    expect(readOnly.undecided[0]?.decidedAt).toBeNull()
  })
})

describe('a table', () => {
  const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

  it('has exactly the filtered lines, for Excel', async () => {
    state.toggle('documents', 'doc-8')
    await state.saving.save('予算.csv', () => csvOf(state.shown))
    const { path, bytes } = host.calls.at(-1)?.request as { path: string; bytes: number[] }
    const rows = text(new Uint8Array(bytes)).split('\r\n')
    expect(path).toBe('/保存/予算.csv')
    expect(state.saving.saved).toBe(path)
    expect(rows[0]).toMatch(/^\ufeff事業・費目,種別,/)
    expect(rows.slice(1)).toEqual([
      '港湾観測網整備事業,事業,港湾強靱化プロジェクト,文,2025,当初予算,6200000000,,,文,,,令和７年度 港湾・堰関係予算（案）,案・日付未定,,1,港湾観測網整備事業に62億円を計上する。',
      '堰老朽度点検事業,事業,堰更新プロジェクト,総,2025,当初予算,2850000000,,,文,,,令和７年度 港湾・堰関係予算（案）,案・日付未定,,2,"堰老朽度点検事業に28億5,000万円を計上する。"',
      '',
    ])
  })

  it('gives Excel no formulas', () => {
    expect(text(csvOf([line({ subject: '=HYPERLINK("x")' })]))).toContain(`"'=HYPERLINK(""x"")"`)
  })
})

it('forgets a decision whose amount is gone', async () => {
  state = new BudgetState(fakeHost(new URLSearchParams('own&budget&lost')))
  await state.source.need()
  expect(state.lost.map(({ id, subject }) => [id, subject])).toEqual([[7, '堰魚道改良事業']])
  expect(await state.forget(7)).toBe(true)
  expect(state.lost).toEqual([])
  expect(state.deciding).toBe(false)
})
