// Imports of the imitation: a file's name decides what becomes of it, so that every kind of report can be seen.

import type { FileReport, Guess, ImportRequest, WarningView } from '../wire/generated'
import { fakeDocuments, type FakeDocument } from './fake-documents'
import type { WireEvent } from './types'

const warning = (code: string, message: string, where: string | null = null): WarningView => ({ code, message, where })

/** What a file of a certain name comes to. */
const FATES: [RegExp, Partial<FileReport>][] = [
  [/empty|空/, { status: 'refused', code: 'empty-file', message: 'the file has no bytes' }],
  [/broken|壊/, { status: 'refused', code: 'binary-file', message: 'NUL byte at offset 12' }],
  [/\.(jtd|doc|zip)$/, { status: 'refused', code: 'unknown-format', message: 'no reader for this extension' }],
  [/strange/, { status: 'refused', code: 'no-such-code', message: 'something that this version does not know' }],
  [/same|同じ/, { status: 'unchanged' }],
  [
    /garbled|化け/,
    {
      warnings: [warning('replacement-characters', '3 characters replaced', 'line 12'), warning('bad-record', 'no JSON', 'line 3'), warning('bad-record', 'no JSON', 'line 9')],
      message: '3 characters replaced',
    },
  ],
]
/** The word that opens locked files here. */
const PASSWORD = 'open'

export class FakeImports {
  #emit: (event: WireEvent) => void
  #into: () => FakeDocument[]
  #job = 0
  #cancelled = false
  #paused = false
  #go: (() => void) | null = null

  constructor(emit: (event: WireEvent) => void, into: () => FakeDocument[]) {
    this.#emit = emit
    this.#into = into
  }

  run(request: ImportRequest): { job: number } {
    const job = ++this.#job
    this.#cancelled = false
    this.#paused = false
    const total = request.paths.length
    const counts = { imported: 0, unchanged: 0, refused: 0 }
    const into = this.#into()
    let done = 0
    const step = (page: number) => {
      const file = request.paths[done]
      if (file === undefined || this.#cancelled) {
        this.#emit({ event: 'import-done', data: { job, ...counts, cancelled: this.#cancelled } })
        this.#emit({ event: 'library-changed' })
        return
      }
      const pages = file.endsWith('.pdf') ? 4 : null
      this.#emit({ event: 'import-progress', data: { job, done, total, file, page: pages && page, pages, paused: this.#paused } })
      if (this.#paused && page === 0) {
        this.#go = () => step(0)
        return
      }
      setTimeout(() => {
        if (pages && page < pages) return step(page + 1)
        const report = fileReport(job, file, into, request)
        counts[report.status === 'updated' ? 'imported' : report.status]++
        done++
        this.#emit({ event: 'import-file', data: report })
        this.#emit({ event: 'import-progress', data: { job, done, total, file: null, page: null, pages: null, paused: this.#paused } })
        step(0)
      }, 30)
    }
    setTimeout(() => step(0), 10)
    return { job }
  }

  pause(paused: boolean): void {
    this.#paused = paused
    if (!paused) this.#resume()
  }

  cancel(): void {
    this.#cancelled = true
    this.#resume()
  }

  #resume(): void {
    const go = this.#go
    this.#go = null
    go?.()
  }
}

function fileReport(job: number, file: string, into: FakeDocument[], { password, ocr }: ImportRequest): FileReport {
  const name = file.split('/').pop() ?? file
  const report: FileReport = {
    job, file, status: 'imported', document: null, title: null, documents: 1, blocks: 0, code: null, message: null, warnings: [], pages: 0, guesses: [],
    ...FATES.find(([pattern]) => pattern.test(name))?.[1],
  }
  if (/locked|鍵/.test(name) && password !== PASSWORD) {
    Object.assign(report, { status: 'refused', code: password ? 'wrong-password' : 'password-needed', message: 'encrypted with a user password' })
  }
  if (report.status === 'refused') return { ...report, documents: 0 }
  if (/scan|画像/.test(name)) {
    report.warnings = ocr
      ? [warning('ocr-text', 'the text of 4 pages was recognised', 'page 1')]
      : [warning('needs-ocr', 'the page is a picture', 'page 1'), warning('needs-ocr', 'the page is a picture', 'page 2')]
  }
  const model = fakeDocuments()[into.length % 6] as FakeDocument
  const document = `doc-${into.length + 101}`
  const title = name.replace(/\.\w+$/, '')
  into.push({ ...model, info: { ...model.info, document, title, file: name } })
  return { ...report, document, title, blocks: model.blocks.length, pages: model.pages.length, guesses: guessesOf(model) }
}

/** What a document says of itself, as the program would have guessed it. */
export function guessesOf({ info, texts }: FakeDocument): Guess[] {
  const guesses: Guess[] = [{ field: 'title', value: info.title, evidence: texts[0] ?? '', block: 0 }]
  const add = (field: string, value: string | number | null, evidence: string) => {
    if (value !== null) guesses.push({ field, value: String(value), evidence, block: Math.min(1, texts.length - 1) })
  }
  add('kind', info.kind, info.title.slice(-6))
  add('decidedOn', info.decidedOn, info.decidedOn ? `${info.decidedBy ?? ''}（${info.decidedOn}）決定` : '')
  add('decidedBy', info.decidedBy, `${info.decidedBy}決定`)
  add('fiscalYear', info.fiscalYear, info.title)
  if (info.draft) add('draft', 'true', '（案）')
  return guesses
}
