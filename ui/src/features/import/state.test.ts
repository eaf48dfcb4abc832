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

function report(job: number, file: string, more: Partial<FileReport> = {}): FileReport {
  return { job, file, status: 'imported', document: 'd', title: 't', documents: 1, blocks: 3, code: null, message: null, warnings: [], ...more }
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
    state.on({ event: 'import-progress', data: { job: 7, done: 0, total: 1, file: '/a.md' } })
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
    state.on({ event: 'import-progress', data: { job: 3, done: 2, total: 9, file: '/b.md' } })
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
    state.on({ event: 'import-progress', data: { job: 1, done: 0, total: 1, file: null } })
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
