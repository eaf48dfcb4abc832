import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '../../host/fake'
import { emptyForm, problems, toFields } from './form'
import { DetailsState } from './state.svelte'

let host: FakeHost
let state: DetailsState

beforeEach(async () => {
  host = fakeHost(new URLSearchParams('own'))
  state = new DetailsState(host)
  await state.open('doc-1')
})

describe('a date', () => {
  it.each([
    ['2025', undefined],
    ['2025-06', undefined],
    ['２０２５－０６－１３', undefined],
    ['', undefined],
    ['2025-6', 'badDate'],
    ['令和７年', 'badDate'],
    ['2025-02-30', 'noSuchDay'],
    ['2025-13', 'noSuchDay'],
  ])('%j: %s', (typed, problem) => {
    expect(problems({ ...emptyForm(), title: 't', decidedOn: typed }).decidedOn).toBe(problem)
  })

  it('is sent in plain digits', () => {
    expect(toFields({ ...emptyForm(), decidedOn: '２０２５－０６', fiscalYear: '２０２５' })).toMatchObject({ decidedOn: '2025-06', fiscalYear: 2025 })
  })

  it('is not borrowed by a draft', () => {
    const draft = { ...emptyForm(), title: 't', draft: true, decidedOn: 'nonsense' }
    expect(problems(draft)).toEqual({})
    expect(toFields(draft).decidedOn).toBeNull()
  })
})

describe('what is known', () => {
  it('comes with where it comes from', () => {
    expect(state.sourceOf('title')).toBe('guessed')
    expect(state.guessOf('decidedOn')?.evidence).toContain('2025-06-13')
    expect(state.sourceOf('work')).toBeNull()
    expect(state.details?.editions.map((info) => info.document)).toEqual(['doc-6'])
  })

  it('is edited, saved and shown as edited; then goes back to the guess', async () => {
    expect(state.canSave).toBe(false)
    state.form.title = '別の題名'
    expect(state.sourceOf('title')).toBe('edited')
    expect(state.canSave).toBe(true)
    expect(await state.save()).toBe(true)
    expect(host.calls.at(-1)?.request).toMatchObject({ document: 'doc-1', fields: { title: '別の題名', decidedOn: '2025-06-13' } })
    expect(state.details?.edited).toEqual(['title'])
    expect([state.sourceOf('title'), state.canGoBack('title'), state.canSave]).toEqual(['edited', true, false])
    state.backToGuess('title')
    expect(state.form.title).toBe('地域研究開発推進計画（第２期）')
    expect([state.sourceOf('title'), state.canSave]).toEqual(['guessed', true])
  })

  it('goes back to what it was where nothing was guessed', () => {
    state.form.work = 'x'
    expect(state.canGoBack('work')).toBe(true)
    state.backToGuess('work')
    expect(state.form.work).toBe('地域研究開発推進計画')
  })

  it('is not saved while something is wrong with it', async () => {
    state.form.decidedOn = '2025-99'
    expect(state.problems.decidedOn).toBe('noSuchDay')
    expect(await state.save()).toBe(false)
    expect(host.calls.some((call) => call.name === 'edit')).toBe(false)
  })

  it('stays in the form when it cannot be saved', async () => {
    const call = host.call.bind(host)
    host.call = (name, request) => (name === 'edit' ? Promise.reject({ code: 'dated-draft', detail: '' }) : call(name, request))
    state.form.title = 'x'
    expect(await state.save()).toBe(false)
    expect(state.error?.code).toBe('dated-draft')
    expect(state.form.title).toBe('x')
  })
})

it('of a document that is gone is an error', async () => {
  await state.open('doc-404')
  expect(state.error?.code).toBe('no-document')
  state.close()
  expect([state.document, state.error]).toEqual([null, null])
})
