import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeHost } from '../../host/fake'
import { settled, slowHost } from '../../host/testing'
import type { FileReport, OpenedLibrary } from '../../wire/generated'
import { ImportState } from './state.svelte'

const own: OpenedLibrary = {
  info: { name: '私の文書庫', path: '/own', sample: false, open: true },
  readOnly: false, documents: 0, index: { state: 'ready' }, unfinishedImport: 0, notices: [],
}
const sample: OpenedLibrary = { ...own, info: { ...own.info, sample: true } }

const still = { page: null, pages: null, paused: false }

function report(job: number, file: string, more: Partial<FileReport> = {}): FileReport {
  return { job, file, status: 'imported', document: 'd', title: 't', documents: 1, blocks: 3, code: null, message: null, warnings: [], pages: 0, guesses: [], ...more }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('an import', () => {
  it('goes from progress to a report and a summary', async () => {
    const host = fakeHost(new URLSearchParams('own'))
    const state = new ImportState(host)
    host.listen((event) => state.on(event))
    const seen: number[] = []
    host.listen((event) => event.event === 'import-progress' && seen.push(event.data.done))
    void state.start(['/a.md', '/壊れた.md', '/化け.txt', '/同じ.md'], own)
    await vi.runAllTimersAsync()
    expect(seen.at(0)).toBe(0)
    expect(seen.at(-1)).toBe(4)
    expect(state.running).toBe(false)
    expect(state.summary).toMatchObject({ imported: 2, unchanged: 1, refused: 1, cancelled: false })
    expect(state.reports.map((r) => r.status)).toEqual(['imported', 'refused', 'imported', 'unchanged'])
    state.show = 'refused'
    expect(state.shown.map((r) => r.file)).toEqual(['/壊れた.md'])
    state.show = 'warned'
    expect(state.shown.map((r) => r.file)).toEqual(['/化け.txt'])
  })

  it('keeps events that come before the answer to its command', async () => {
    const host = slowHost('import')
    const state = new ImportState(host)
    void state.start(['/a.md'], own)
    state.on({ event: 'import-progress', data: { job: 7, done: 0, total: 1, file: '/a.md', ...still } })
    state.on({ event: 'import-file', data: report(7, '/a.md') })
    state.on({ event: 'import-done', data: { job: 7, imported: 1, unchanged: 0, refused: 0, cancelled: false } })
    host.waiting[0]?.answer({ job: 7 })
    await settled()
    expect(state.reports).toHaveLength(1)
    expect(state.running).toBe(false)
    expect(state.summary?.imported).toBe(1)
  })

  it('that the program began by itself is shown too', () => {
    const state = new ImportState(fakeHost())
    state.on({ event: 'import-progress', data: { job: 3, done: 2, total: 9, file: '/b.md', ...still } })
    expect(state.running).toBe(true)
    expect(state.progress?.total).toBe(9)
  })

  it('begins a new report for a new job', () => {
    const state = new ImportState(fakeHost())
    state.on({ event: 'import-file', data: report(1, '/a.md') })
    state.on({ event: 'import-done', data: { job: 1, imported: 1, unchanged: 0, refused: 0, cancelled: false } })
    state.on({ event: 'import-file', data: report(2, '/b.md') })
    vi.advanceTimersByTime(100)
    expect(state.reports.map((r) => r.file)).toEqual(['/b.md'])
    expect(state.summary).toBeNull()
  })

  it('stops when it is cancelled, and says so', async () => {
    const host = fakeHost(new URLSearchParams('own'))
    const state = new ImportState(host)
    host.listen((event) => state.on(event))
    void state.start(Array.from({ length: 20 }, (_, i) => `/${i}.md`), own)
    await vi.advanceTimersByTimeAsync(100)
    void state.cancel()
    expect(state.cancelling).toBe(true)
    await vi.runAllTimersAsync()
    expect(state.summary?.cancelled).toBe(true)
    expect(state.reports.length).toBeLessThan(20)
    expect(state.cancelling).toBe(false)
  })

  it('is not begun while one runs, nor for nothing', async () => {
    const host = slowHost('import')
    const state = new ImportState(host)
    void state.start([], own)
    state.on({ event: 'import-progress', data: { job: 1, done: 0, total: 1, file: null, ...still } })
    void state.start(['/a.md'], own)
    await settled()
    expect(host.waiting).toHaveLength(0)
  })

  it('that is refused says why and does not run', async () => {
    const host = slowHost('import')
    const state = new ImportState(host)
    void state.start(['/a.md'], own)
    await settled()
    host.waiting[0]?.refuse({ code: 'library-busy', detail: '' })
    await settled()
    expect(state.error?.code).toBe('library-busy')
    expect(state.running).toBe(false)
  })
})

describe('into the sample', () => {
  it('nothing goes: a library is made first, then what waits is imported', async () => {
    const host = fakeHost()
    const state = new ImportState(host)
    host.listen((event) => state.on(event))
    await state.start(['/a.md'], sample)
    expect(state.waiting).toEqual(['/a.md'])
    expect(host.calls).toHaveLength(0)

    const created = state.createAndStart('計画')
    await vi.runAllTimersAsync()
    expect((await created)?.info).toMatchObject({ name: '計画', sample: false })
    expect(host.calls.map((call) => call.name)).toEqual(['createLibrary', 'import'])
    expect(state.waiting).toBeNull()
    expect(state.summary?.imported).toBe(1)
  })

  it('keeps what waits when the name cannot be used', async () => {
    const state = new ImportState(fakeHost())
    await state.start(['/a.md'], sample)
    const created = state.createAndStart('a/b')
    await vi.runAllTimersAsync()
    expect(await created).toBeNull()
    expect(state.error?.code).toBe('bad-name')
    expect(state.waiting).toEqual(['/a.md'])
  })
})

describe('what was refused', () => {
  async function imported(...files: string[]) {
    const host = fakeHost(new URLSearchParams('own&ocr'))
    const state = new ImportState(host)
    host.listen((event) => state.on(event))
    void state.start(files, own)
    await vi.runAllTimersAsync()
    return { host, state }
  }

  it('is taken again in its own line, and the others stay', async () => {
    const { host, state } = await imported('/a.md', '/壊れた.md', '/鍵.pdf')
    expect(state.retryable).toEqual(['/壊れた.md'])
    void state.retry(state.retryable)
    await vi.runAllTimersAsync()
    expect(host.calls.at(-1)).toEqual({ name: 'retryImport', request: { paths: ['/壊れた.md'], password: null, ocr: false } })
    expect(state.reports.map((r) => [r.file, r.job])).toEqual([['/a.md', 1], ['/壊れた.md', 2], ['/鍵.pdf', 1]])
    expect(state.counts).toEqual({ imported: 1, unchanged: 0, refused: 2 })
  })

  it('for want of a password is opened with one, which is not kept', async () => {
    const { host, state } = await imported('/鍵.pdf', '/鍵２.pdf')
    state.askPassword(state.locked)
    expect(state.asking).toEqual(['/鍵.pdf', '/鍵２.pdf'])
    void state.retry(state.asking ?? [], { password: 'wrong' })
    await vi.runAllTimersAsync()
    expect(state.asking).toBeNull()
    expect(state.reports.map((r) => r.code)).toEqual(['wrong-password', 'wrong-password'])
    void state.retry(['/鍵.pdf'], { password: 'open' })
    await vi.runAllTimersAsync()
    expect(state.locked).toEqual(['/鍵２.pdf'])
    expect(state.reports[0]?.status).toBe('imported')
    expect(JSON.stringify(state)).not.toContain('wrong"')
    expect(host.calls.at(-1)?.request).toMatchObject({ password: 'open' })
  })

  it('of pictures is read with text recognition', async () => {
    const { host, state } = await imported('/画像.pdf')
    expect(state.unread).toEqual(['/画像.pdf'])
    await Promise.all([state.askOcr(), vi.runAllTimersAsync()])
    expect(state.ocr?.available).toBe(true)
    void state.retry(state.unread, { ocr: true })
    await vi.runAllTimersAsync()
    expect(host.calls.at(-1)?.request).toMatchObject({ ocr: true })
    expect(state.unread).toEqual([])
  })

  it('is forgotten by the next import', async () => {
    const { state } = await imported('/壊れた.md')
    void state.start(['/b.md'], own)
    await vi.runAllTimersAsync()
    expect(state.reports.map((r) => r.file)).toEqual(['/b.md'])
  })
})

it('an import pauses after the file at work and goes on', async () => {
  const host = fakeHost(new URLSearchParams('own'))
  const state = new ImportState(host)
  host.listen((event) => state.on(event))
  void state.start(['/a.pdf', '/b.pdf', '/c.md'], own)
  await vi.advanceTimersByTimeAsync(50)
  expect(state.progress).toMatchObject({ page: 1, pages: 4 })
  expect(state.part).toBeCloseTo(1 / 12)
  void state.pause(true)
  await vi.advanceTimersByTimeAsync(5000)
  expect(state.progress).toMatchObject({ done: 1, paused: true })
  expect(state.running).toBe(true)
  void state.pause(false)
  await vi.runAllTimersAsync()
  expect(state.summary?.imported).toBe(3)
  expect(state.pausing).toBe(false)
})

it('a report is saved where the user says, or not at all', async () => {
  const host = fakeHost(new URLSearchParams('own'))
  const state = new ImportState(host)
  host.listen((event) => state.on(event))
  void state.start(['/a.md'], own)
  await vi.runAllTimersAsync()
  host.pickSave = async () => null
  await state.save('r.csv')
  expect([state.saved, host.calls.at(-1)?.name]).toEqual([null, 'import'])
  host.pickSave = async (name) => `/x/${name}`
  void state.save('r.csv')
  await vi.runAllTimersAsync()
  expect(host.calls.at(-1)).toEqual({ name: 'saveReport', request: { job: 1, path: '/x/r.csv' } })
  expect(state.saved).toBe('/x/r.csv')
})
