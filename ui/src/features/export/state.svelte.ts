// 書出し: what is written to a file for others, in which format, and how its sources are cited.

import { asError, type Host, type WireError, type WireEvent } from '../../host/types'
import type { ExportedFile, ExportFormat, ExportWhat } from '../../wire/generated'

/** In the order in which they are offered. */
export const formats: readonly ExportFormat[] = ['docx', 'xlsx', 'pdf', 'html', 'md', 'csv', 'json', 'bibtex', 'csl-json']
const EXTENSIONS: Record<ExportFormat, string> = { docx: 'docx', xlsx: 'xlsx', md: 'md', html: 'html', pdf: 'pdf', csv: 'csv', json: 'json', bibtex: 'bib', 'csl-json': 'json' }

/** Styles that have a name; any other text is one of the user's own. */
export const styles = ['ministry', 'short', 'academic'] as const
export type StyleName = (typeof styles)[number] | 'own'

/** What is to be exported, with its name for people. */
export interface Wanted {
  what: ExportWhat
  title: string
}

/** Between the last key and the question, ms. */
const PAUSE = 150

export class ExportState {
  wanted = $state.raw<Wanted | null>(null)
  format = $state<ExportFormat>('docx')
  style = $state<StyleName>('ministry')
  /** The user's own way to cite, with fields in braces. */
  own = $state('')
  /** The style of the library. */
  usual = $state('ministry')
  running = $state(false)
  progress = $state.raw<{ done: number; total: number } | null>(null)
  done = $state.raw<{ path: string; file: ExportedFile } | null>(null)
  cancelled = $state(false)
  failure = $state.raw<WireError | null>(null)
  /** What the style makes of an invented source; null before it is known. */
  example = $state<string | null>(null)
  /** Why the style cannot be used. */
  bad = $state<string | null>(null)
  /** The engine cannot print. */
  unprintable = $state(false)
  /** A page to print, until it is printed. */
  page = $state.raw<{ html: string } | null>(null)

  /** As it is sent: the name of a style, or the text. */
  readonly citation: string = $derived(this.style === 'own' ? this.own : this.style)

  #host: Host
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: Host) {
    this.#host = host
  }

  async open(wanted: Wanted): Promise<void> {
    this.#forget()
    this.wanted = wanted
    try {
      this.#take((await this.#host.call('citationStyle', null)).style)
    } catch (thrown) {
      this.failure = asError(thrown)
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    if (this.running) void this.cancel()
    this.wanted = null
    this.page = null
  }

  /** Lets the user choose a file, and writes it. */
  async start(): Promise<void> {
    const { wanted, format, citation } = this
    if (!wanted || this.running) return
    this.#forget()
    this.running = true
    try {
      const path = await this.#host.pickSave(`${fileName(wanted.title)}.${EXTENSIONS[format]}`)
      if (path === null) return
      const file = await this.#host.call('export', { what: wanted.what, format, path, style: citation })
      this.done = { path, file }
    } catch (thrown) {
      const error = asError(thrown)
      if (error.code === 'cancelled') this.cancelled = true
      else this.failure = error
    } finally {
      this.running = false
      this.progress = null
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.#host.call('cancelExport', null)
    } catch (thrown) {
      this.failure = asError(thrown)
    }
  }

  async print(): Promise<void> {
    if (!this.wanted) return
    this.#forget()
    try {
      this.page = await this.#host.call('printView', { what: this.wanted.what })
    } catch (thrown) {
      this.failure = asError(thrown)
    }
  }

  /** The page went to the printer, or could not. */
  printed(done: boolean): void {
    this.page = null
    this.unprintable = !done
  }

  /** From now on all sources of this library are cited so, also those that are copied. */
  async keepStyle(): Promise<void> {
    try {
      this.#take((await this.#host.call('setCitationStyle', { style: this.citation })).style)
      this.failure = null
    } catch (thrown) {
      this.failure = asError(thrown)
    }
  }

  /** Shows what a style makes of a source: one's own when nothing was typed for a while. */
  preview(style: string): void {
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    if (style.trim() === '') this.#shows(null, null)
    else this.#timer = setTimeout(() => void this.#preview(style, turn), this.style === 'own' ? PAUSE : 0)
  }

  /** An answer that comes after a newer question is dropped. */
  async #preview(style: string, turn: number): Promise<void> {
    try {
      const { text } = await this.#host.call('previewStyle', { style })
      if (turn === this.#turn) this.#shows(text, null)
    } catch (thrown) {
      const { code, detail } = asError(thrown)
      if (turn === this.#turn) this.#shows(null, code === 'bad-style' ? detail : null)
    }
  }

  #shows(example: string | null, bad: string | null): void {
    this.example = example
    this.bad = bad
  }

  /** Shows the file that was written where it lies. */
  async reveal(): Promise<void> {
    if (!this.done) return
    try {
      await this.#host.call('reveal', { path: this.done.path })
      this.failure = null
    } catch (thrown) {
      this.failure = asError(thrown)
    }
  }

  on(event: WireEvent): void {
    if (event.event === 'export-progress' && this.running) this.progress = event.data
  }

  reset(): void {
    this.close()
    this.#forget()
  }

  #take(style: string): void {
    this.usual = style
    const named = styles.find((name) => name === style)
    this.style = named ?? 'own'
    if (!named) this.own = style
  }

  #forget(): void {
    this.done = null
    this.cancelled = false
    this.unprintable = false
    this.failure = null
    this.page = null
  }
}

/** Without what no system takes in the name of a file. */
const fileName = (title: string): string => [...title.replaceAll(/[/\\:*?"<>|\u0000-\u001f]/g, '_').trim()].slice(0, 60).join('') || 'tadori'
