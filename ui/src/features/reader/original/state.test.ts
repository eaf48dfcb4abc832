import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeHost, type FakeHost } from '../../../host/fake'
import type { PageView } from '../../../wire/generated'
import { Locked, type OpenPdf, type Pdf } from './pdf'
import { OriginalState } from './state.svelte'

const page = (number: number, label: string | null, width: number | null = 595): PageView => ({
  number, label, width, height: width && 842, quality: 'text',
})
const pages = [page(1, null), page(2, '表紙裏'), page(3, '１'), page(4, '２')]

let host: FakeHost
let pdf: Pdf
let open: ReturnType<typeof vi.fn<OpenPdf>>
let state: OriginalState

beforeEach(() => {
  host = fakeHost()
  pdf = { count: 4, size: async () => ({ width: 600, height: 800 }), draw: vi.fn(), close: vi.fn() }
  open = vi.fn<OpenPdf>(async () => pdf)
  state = new OriginalState(host, open)
})

describe('opening', () => {
  it('shows the pages with the sizes that the program knows, once', async () => {
    await state.show('doc-1', pages)
    await state.show('doc-1', pages)
    expect(open).toHaveBeenCalledTimes(1)
    expect(state.phase).toBe('ready')
    expect(state.sizes).toEqual(Array.from({ length: 4 }, () => ({ width: 595, height: 842 })))
  })

  it('asks the file for the size that the program does not know', async () => {
    await state.show('doc-1', [page(1, null, null)])
    expect(state.sizes[3]).toEqual({ width: 600, height: 800 })
  })

  it('of another document gives up the one before', async () => {
    await state.show('doc-1', pages)
    await state.show('doc-5', pages)
    expect(pdf.close).toHaveBeenCalledOnce()
    let finish: (pdf: Pdf) => void = () => {}
    open.mockReturnValueOnce(new Promise((done) => (finish = done)))
    const slow = state.show('doc-1', pages)
    await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(3))
    await state.show('doc-5', pages)
    const late: Pdf = { ...pdf, close: vi.fn() }
    finish(late)
    await slow
    expect(late.close).toHaveBeenCalledOnce()
    expect(state.pdf).toBe(pdf)
  })

  it('of a locked file asks for the password and does not keep it', async () => {
    open.mockRejectedValueOnce(new Locked(false)).mockRejectedValueOnce(new Locked(true))
    await state.show('doc-1', pages)
    expect([state.phase, state.wrong]).toEqual(['locked', false])
    await state.unlock('no')
    expect([state.phase, state.wrong]).toEqual(['locked', true])
    await state.unlock('yes')
    expect(open.mock.calls.map((call) => call[1])).toEqual([null, 'no', 'yes'])
    expect(state.phase).toBe('ready')
    expect(JSON.stringify(state)).not.toContain('yes')
  })

  it('that fails says why and can be tried again', async () => {
    open.mockRejectedValueOnce(new Error('Invalid PDF structure.'))
    await state.show('doc-1', pages)
    expect(state.phase).toBe('failed')
    expect(state.error?.detail).toContain('Invalid PDF')
    await state.again()
    expect(state.phase).toBe('ready')
  })
})

describe('a page', () => {
  beforeEach(() => state.show('doc-1', pages))

  it.each([
    ['1', 3],
    [' １ ', 3],
    ['表紙裏', 2],
    ['4', 4],
    ['9', null],
    ['', null],
    ['iv', null],
  ])('typed as %j is %s: its printed number first, else its place in the file', (typed, number) => {
    expect(state.find(typed)).toBe(number)
  })

  it('is called by its printed number', () => {
    expect([1, 3].map((number) => state.labelOf(number))).toEqual(['1', '１'])
  })

  it('is never one that does not exist', () => {
    state.goToPage(99)
    expect(state.wish).toMatchObject({ page: 4, y: 0 })
    state.goToPage(-1)
    expect(state.wish).toMatchObject({ page: 1 })
  })
})
