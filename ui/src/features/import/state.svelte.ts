// 取込: the running import, its report, and an import that was cut off.

import { asError, type Host, type WireError, type WireEvent } from '../../host/types'
import type { FileReport, ImportProgress, ImportSummary, OpenedLibrary } from '../../wire/generated'

export type Show = 'all' | 'refused' | 'warned'

export class ImportState {
  progress = $state.raw<ImportProgress | null>(null)
  reports = $state.raw<FileReport[]>([])
  summary = $state.raw<ImportSummary | null>(null)
  error = $state.raw<WireError | null>(null)
  running = $state(false)
  cancelling = $state(false)
  /** Paths that wait for a library of the user's own to be made. */
  waiting = $state.raw<string[] | null>(null)
  show = $state<Show>('all')

  readonly refused: number = $derived(this.reports.filter((report) => report.status === 'refused').length)
  readonly warned: number = $derived(this.reports.filter(isWarned).length)
  readonly shown: FileReport[] = $derived(
    this.show === 'all'
      ? this.reports
      : this.reports.filter((report) => (this.show === 'refused' ? report.status === 'refused' : isWarned(report))),
  )

  #host: Host
  #job = -1
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
    await this.#begin(() => this.#host.call('import', { paths }))
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
    try {
      await this.#host.call('forgetImport', null)
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  async cancel(): Promise<void> {
    if (!this.running || this.#job < 0) return
    this.cancelling = true
    try {
      await this.#host.call('cancelImport', { job: this.#job })
    } catch (thrown) {
      this.cancelling = false
      this.error = asError(thrown)
    }
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
        break
      default:
    }
  }

  async #begin(command: () => Promise<{ job: number }>): Promise<void> {
    this.error = null
    try {
      // The first events may come before the answer.
      this.#adopt((await command()).job)
    } catch (thrown) {
      this.error = asError(thrown)
    }
  }

  /** A job that was not heard of yet begins a new report. */
  #adopt(job: number): void {
    if (job === this.#job) return
    this.#take()
    this.#job = job
    this.running = true
    this.cancelling = false
    this.progress = null
    this.reports = []
    this.summary = null
    this.show = 'all'
  }

  #take(): void {
    clearTimeout(this.#flush)
    this.#flush = undefined
    if (this.#arrived.length) this.reports = [...this.reports, ...this.#arrived]
    this.#arrived = []
  }
}

const isWarned = (report: FileReport) => report.status !== 'refused' && report.warnings.length > 0
