// 取込: the running import, its report, and an import that was cut off.

import { asError, type Host, type WireError, type WireEvent } from '../../host/types'
import type { FileReport, ImportProgress, ImportSummary, OcrState, OpenedLibrary } from '../../wire/generated'
import { countsOf, isRefused, isWarned, lockedFiles, mergeReports, refusedFiles, unreadFiles } from './reports'

export type Show = 'all' | 'refused' | 'warned'

export class ImportState {
  progress = $state.raw<ImportProgress | null>(null)
  reports = $state.raw<FileReport[]>([])
  summary = $state.raw<ImportSummary | null>(null)
  error = $state.raw<WireError | null>(null)
  running = $state(false)
  cancelling = $state(false)
  /** The user wants it to pause; `progress.paused` says whether it does. */
  pausing = $state(false)
  /** Paths that wait for a library of the user's own to be made. */
  waiting = $state.raw<string[] | null>(null)
  /** Locked files whose password the user is asked for. */
  asking = $state.raw<string[] | null>(null)
  show = $state<Show>('all')
  /** Files whose guesses are unfolded: rows that scroll away forget it. */
  unfolded = $state.raw<ReadonlySet<string>>(new Set())
  /** Null as long as nobody needed to know. */
  ocr = $state.raw<OcrState | null>(null)
  /** Where the report was saved last. */
  saved = $state<string | null>(null)

  readonly refused: number = $derived(this.reports.filter(isRefused).length)
  readonly warned: number = $derived(this.reports.filter(isWarned).length)
  readonly locked: string[] = $derived(lockedFiles(this.reports))
  readonly retryable: string[] = $derived(refusedFiles(this.reports))
  readonly unread: string[] = $derived(unreadFiles(this.reports))
  /** What was taken again counts as it is now. */
  readonly counts = $derived(countsOf(this.reports, this.summary))
  readonly shown: FileReport[] = $derived(
    this.show === 'all' ? this.reports : this.reports.filter(this.show === 'refused' ? isRefused : isWarned),
  )
  /** Of all files, 0 to 1; the pages of the file at work count. */
  readonly part: number = $derived(partOf(this.progress))

  #host: Host
  #job = -1
  /** The next job goes on with the report at hand. */
  #again = false
  /** Reports since the last frame: a thousand small files must not make a thousand lists. */
  #arrived: FileReport[] = []
  #flush: ReturnType<typeof setTimeout> | undefined

  constructor(host: Host) {
    this.#host = host
  }

  /** Imports files and folders; into the sample library nothing goes, so a library is proposed first. */
  async start(paths: string[], into: OpenedLibrary | null): Promise<void> {
    if (paths.length === 0 || this.running) return
    if (into?.info.sample) {
      this.waiting = paths
      return
    }
    await this.#begin(() => this.#host.call('import', { paths, password: null, ocr: false }))
  }

  /** Makes a library of the user's own and imports what waits. Gives the library, or null when it could not be made. */
  async createAndStart(name: string): Promise<OpenedLibrary | null> {
    const paths = this.waiting ?? []
    try {
      const opened = await this.#host.call('createLibrary', { name })
      this.waiting = null
      await this.start(paths, opened)
      return opened
    } catch (thrown) {
      this.error = asError(thrown)
      return null
    }
  }

  async resume(): Promise<void> {
    await this.#begin(() => this.#host.call('resumeImport', null))
  }

  async forget(): Promise<void> {
    await this.#try(() => this.#host.call('forgetImport', null))
  }

  async cancel(): Promise<void> {
    if (!this.running || this.#job < 0) return
    this.cancelling = true
    if (!(await this.#try(() => this.#host.call('cancelImport', { job: this.#job })))) this.cancelling = false
  }

  async pause(paused: boolean): Promise<void> {
    if (!this.running || this.#job < 0 || this.cancelling) return
    this.pausing = paused
    if (!(await this.#try(() => this.#host.call('pauseImport', { job: this.#job, paused })))) this.pausing = !paused
  }

  /** Takes files again; their lines in the report are replaced. A password goes no further than this call. */
  async retry(paths: string[], how: { password?: string; ocr?: boolean } = {}): Promise<void> {
    if (paths.length === 0 || this.running) return
    this.asking = null
    this.#again = true
    await this.#begin(() => this.#host.call('retryImport', { paths, password: how.password ?? null, ocr: how.ocr ?? false }))
  }

  askPassword(files: string[]): void {
    if (files.length > 0 && !this.running) this.asking = files
  }

  /** Whether text of pictures can be recognised here; asked once, when it matters. */
  async askOcr(): Promise<void> {
    if (this.ocr) return
    await this.#try(async () => (this.ocr = await this.#host.call('ocrState', null)))
  }

  async save(name: string): Promise<void> {
    await this.#try(async () => {
      const path = await this.#host.pickSave(name)
      if (path === null) return
      await this.#host.call('saveReport', { job: this.#job, path })
      this.saved = path
    })
  }

  unfold(file: string, open: boolean): void {
    if (open === this.unfolded.has(file)) return
    const changed = new Set(this.unfolded)
    if (open) changed.add(file)
    else changed.delete(file)
    this.unfolded = changed
  }

  /** The file that a document of this report came from. */
  fileOf(document: string): string | null {
    return this.reports.find((report) => report.document === document)?.file ?? null
  }

  /** Takes an event of the program. An import that the program began by itself is shown in the same way. */
  on(event: WireEvent): void {
    switch (event.event) {
      case 'import-progress':
        this.#adopt(event.data.job)
        this.progress = event.data
        break
      case 'import-file':
        this.#adopt(event.data.job)
        this.#arrived.push(event.data)
        this.#flush ??= setTimeout(() => this.#take(), 50)
        break
      case 'import-done':
        this.#adopt(event.data.job)
        this.#take()
        this.summary = event.data
        this.running = false
        this.cancelling = false
        this.pausing = false
        break
      default:
    }
  }

  async #begin(command: () => Promise<{ job: number }>): Promise<void> {
    this.error = null
    // The first events may come before the answer.
    await this.#try(async () => this.#adopt((await command()).job))
    this.#again = false
  }

  async #try(does: () => Promise<unknown>): Promise<boolean> {
    try {
      await does()
      return true
    } catch (thrown) {
      this.error = asError(thrown)
      return false
    }
  }

  /** A job that was not heard of yet begins a new report, or goes on with the one of the files that are taken again. */
  #adopt(job: number): void {
    if (job === this.#job) return
    this.#take()
    this.#job = job
    this.running = true
    this.cancelling = false
    this.pausing = false
    this.progress = null
    this.summary = null
    this.saved = null
    if (this.#again) return
    this.reports = []
    this.show = 'all'
    this.unfolded = new Set()
  }

  #take(): void {
    clearTimeout(this.#flush)
    this.#flush = undefined
    if (this.#arrived.length) this.reports = mergeReports(this.reports, this.#arrived)
    this.#arrived = []
  }
}

function partOf(progress: ImportProgress | null): number {
  if (!progress || progress.total === 0) return 0
  const { done, total, page, pages } = progress
  return Math.min(1, (done + (page && pages ? page / pages : 0)) / total)
}
