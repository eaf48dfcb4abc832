// An imitation of the program, in memory: for `npm run dev` in a plain browser and for tests.
// In the browser, `?long=10000` adds a long document, `?empty` begins with an empty library,
// `?delay=800` answers slowly, `?ocr` has an OCR program, `?budget` has documents with amounts, `?lost` with a decision whose amount is gone, `?compare` has a plan in two editions with its programs, `?links` has documents that rest on one another, `?notes` has notes (`?notes=10000` that many), `?reading=20` reads the documents slowly, `?own` is no sample, `?read-only` cannot be written to, `?start=tadori://…` was started with a link; a query of `!code` is refused with that error code.

import type { Code, Commands, DocumentFields, DocumentInfo, LibraryInfo, OpenedLibrary, PageBox, ReadingStep, Run } from '../wire/generated'
import { fakeDocuments, longDocument, type FakeDocument } from './fake-documents'
import { factsOf } from './fake-facts'
import { BUDGET_SOURCES, FakeBudget } from './fake-budget'
import { COMPARE_SOURCES, FakeCompare, fakeComparison } from './fake-compare'
import { detailsOf, edit } from './fake-details'
import { FakeLinks, LINK_SOURCES } from './fake-links'
import { FakeExports } from './fake-export'
import { FakeImports } from './fake-import'
import { boxesWithin, makePdf, type Setting } from './fake-pdf'
import { FakeNotes } from './fake-notes'
import { fakeSearch, mark, wordsOf } from './fake-search'
import { copyRich } from './copy'
import type { Drop, Host, WireError, WireEvent } from './types'

type Requests = { [K in keyof Commands]: Commands[K]['request'] }
type Answers = { [K in keyof Commands]: (request: Requests[K]) => Commands[K]['response'] }

/** Commands that wait until all documents are read. */
const READS: { [K in keyof Commands]?: ReadingStep } = { budget: 'documents', programs: 'documents', links: 'links', trace: 'links', coverage: 'links', missing: 'links' }

export interface FakeHost extends Host {
  /** Lets an event happen. */
  emit(event: WireEvent): void
  /** Lets something be dragged over the window. */
  drop(drop: Drop): void
  /** What was put on the clipboard last. */
  copied: { plain: string; html: string } | null
  /** Commands that came, oldest first. */
  readonly calls: { name: keyof Commands; request: unknown }[]
}

export function fakeHost(options = new URLSearchParams()): FakeHost {
  const sample: LibraryInfo = { name: '見本', path: '/sample', sample: true, open: true }
  const libraries = [sample]
  const contents = new Map<string, FakeDocument[]>([['/sample', options.has('empty') ? [] : fakeDocuments([...(options.has('budget') ? BUDGET_SOURCES : []), ...(options.has('compare') ? COMPARE_SOURCES : []), ...(options.has('links') ? LINK_SOURCES : [])])]])
  if (options.has('long')) contents.get('/sample')?.push(longDocument(Number(options.get('long')) || 10_000))
  if (options.has('own')) sample.sample = false
  const fixed = options.has('read-only')
  let link = options.get('start')
  let unfinished = Number(options.get('unfinished') ?? 0)

  const handlers = new Set<(event: WireEvent) => void>()
  const drops = new Set<(drop: Drop) => void>()
  const emit = (event: WireEvent) => handlers.forEach((handler) => handler(event))

  const wait = (time: number) => new Promise((done) => setTimeout(done, time))
  const readings = new Map<ReadingStep, Promise<void>>()
  let stopped = false
  /** Whoever asks meanwhile waits for the same reading. */
  function reading(step: ReadingStep): Promise<void> {
    const awaited = readings.get(step) ?? read(step).finally(() => readings.delete(step))
    readings.set(step, awaited)
    return awaited
  }
  async function read(step: ReadingStep): Promise<void> {
    if (step === 'links') await reading('documents')
    else stopped = false
    for (let done = 100; done <= 2000; done += 100) {
      await wait(Number(options.get('reading')))
      if (stopped) fail('cancelled', 'it was stopped')
      emit({ event: 'reading-progress', data: { step, done, total: 2000 } })
    }
  }

  const here = () => libraries.find((library) => library.open) ?? sample
  const documents = () => contents.get(here().path) ?? []
  const fail = (code: Code, detail: string): never => {
    throw { code, detail } satisfies WireError
  }
  /** The sample takes what a user makes, but no documents. */
  const refuse = () => fail('library-read-only', `${here().path} cannot be written to`)
  const write = () => void (fixed && refuse())
  const change = () => void ((fixed || here().sample) && refuse())
  const find = (id: string): FakeDocument =>
    documents().find(({ info }) => info.document === id) ?? fail('no-document', `no document “${id}”`)

  const opened = (): OpenedLibrary => ({
    info: { ...here() },
    readOnly: fixed,
    documents: documents().length,
    index: { state: 'ready' },
    unfinishedImport: unfinished,
    notices: (options.get('notices')?.split(',') ?? []) as Code[],
  })

  function switchTo(path: string): OpenedLibrary {
    if (!libraries.some((library) => library.path === path)) fail('library-unreadable', `${path}: no such folder`)
    for (const library of libraries) library.open = library.path === path
    return opened()
  }

  const imports = new FakeImports(emit, documents)
  const before = new Map<string, DocumentFields>()
  const budget = new FakeBudget(documents, options.has('lost'))
  const compared = new FakeCompare(documents)
  const linked = new FakeLinks(documents)
  const exported = new FakeExports(documents, fail, emit)
  const many = options.has('notes') ? Number(options.get('notes')) || 8 : 0
  const noted = new FakeNotes(documents, many, write, fail, () => emit({ event: 'notes-changed' }))

  const answers: Answers = {
    status: opened,
    libraries: () => libraries.map((library) => ({ ...library })),
    openLibrary: ({ path }) => switchTo(path),
    createLibrary: ({ name }) => {
      if (/[/\\:*?"<>|]/.test(name)) fail('bad-name', `“${name}” has a character that cannot be used`)
      const path = `/libraries/${name}`
      if (contents.has(path)) fail('bad-name', `“${name}” is there already`)
      libraries.push({ name, path, sample: false, open: false })
      contents.set(path, [])
      return switchTo(path)
    },
    search: (request) => {
      if (request.query.startsWith('!')) fail(request.query.slice(1) as Code, 'asked for by the query')
      return fakeSearch(documents(), request)
    },
    documents: () => documents().map(({ info }): DocumentInfo => ({ ...info })),
    read: ({ document, query }) => {
      const { info, blocks, texts, pages, settings } = find(document)
      const words = wordsOf(query)
      const views = blocks.map((block, i) => {
        const runs = mark(texts[i] ?? '', words)
        return { ...block, runs, markBoxes: markBoxes(settings[i], runs) }
      })
      return {
        info,
        outline: views
          .filter((block) => block.level !== null)
          .map(({ index, level, runs }) => {
            const text = runs.map((run) => run.text).join('')
            const [, number = null, title = text] = /^([\d.]+|\(\d+\)|第.章) (.*)$/.exec(text) ?? []
            return { block: index, level: level ?? 1, number, title }
          }),
        blocks: views,
        pages,
        original: pages.length ? ('pdf' as const) : ('none' as const),
        hits: views.filter((block) => block.runs.some((run) => run.mark)).map((block) => block.index),
      }
    },
    cite: ({ document, from, to, quote }) => {
      const { info, texts, blocks } = find(document)
      const text = quote || texts.slice(from, to + 1).join('\n')
      const page = blocks[from]?.pageLabel
      const source = `${info.title}${info.decidedOn ? `（${info.decidedOn}）` : ''}${page ? ` p.${page}` : ''}`
      return { plain: `「${text}」\n${source}`, html: `<blockquote>${text}</blockquote><p>${source}</p>` }
    },
    import: (request) => {
      change()
      return imports.run(request)
    },
    resumeImport: () => {
      change()
      const files = Array.from({ length: unfinished }, (_, i) => `/前回/文書${i + 1}.md`)
      unfinished = 0
      return imports.run({ paths: files, password: null, ocr: false })
    },
    forgetImport: () => {
      change()
      unfinished = 0
      return null
    },
    cancelImport: () => {
      imports.cancel()
      return null
    },
    pauseImport: ({ paused }) => {
      imports.pause(paused)
      return null
    },
    retryImport: (request) => {
      change()
      return imports.run(request)
    },
    saveReport: () => null,
    ocrState: () => ({ available: options.has('ocr'), detail: options.has('ocr') ? 'tesseract 5.3.0 (jpn)' : 'tesseract is not installed' }),
    details: ({ document }) => detailsOf(find(document), documents(), before),
    edit: (request) => {
      change()
      const document = find(request.document)
      edit(document, request, before)
      emit({ event: 'library-changed' })
      return detailsOf(document, documents(), before)
    },
    mentions: ({ document, from, to }) => factsOf(find(document), from, to),
    budget: () => budget.view(),
    decide: (request) => {
      write()
      return budget.decide(request, fail)
    },
    forgetDecision: ({ id }) => {
      write()
      return budget.forget(id)
    },
    programs: () => budget.programs(),
    cancelReading: () => {
      stopped = true
      return null
    },
    sayOfNames: (request) => {
      write()
      return budget.say(request)
    },
    saveFile: () => null,
    coverage: ({ document }) => compared.coverage(find(document)),
    links: ({ document, first, last }) => linked.ofBlocks(find(document).info.document, first, last),
    trace: ({ document, block, depth }) => linked.trace(document, block, depth) ?? fail('no-document', `no passage ${block} in “${document}”`),
    missing: () => linked.missing(),
    judge: (request) => {
      write()
      compared.judge(request)
      linked.judge(request)
      return null
    },
    exportVerdicts: () => null,
    mergeVerdicts: () => {
      write()
      return linked.merge()
    },
    compare: ({ a, b }) => fakeComparison(find(a), find(b)),
    startLink: () => {
      const url = link
      link = null
      return url === null ? null : { url }
    },
    ...noted.answers(),
    ...exported.answers(),
    export: () => fail('internal', 'exports are run by `call`'),
    remove: ({ document, dry_run }) => {
      const { info } = find(document)
      change()
      if (!dry_run) {
        contents.set(here().path, documents().filter((other) => other.info.document !== document))
        emit({ event: 'library-changed' })
      }
      return { title: info.title, blocks: info.blocks, original: true, restored: null }
    },
  }

  const host: FakeHost = {
    calls: [],
    copied: null,
    async call(name, request) {
      host.calls.push({ name, request })
      await wait(Number(options.get('delay') ?? 0))
      const step = READS[name]
      if (options.has('reading') && step) await reading(step)
      if (name === 'export') return (await exported.run(request as Requests['export'])) as Commands[typeof name]['response']
      return structuredClone(answers[name](request as never)) as Commands[typeof name]['response']
    },
    emit,
    drop: (drop) => drops.forEach((handler) => handler(drop)),
    listen(handler) {
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
    pickFiles: async () => ['/文書/新しい計画.md', '/文書/文字化け.txt', '/文書/壊れた.md', '/文書/表.jtd', '/文書/同じ.md', '/文書/鍵付き.pdf', '/文書/画像だけ.pdf'],
    pickFolder: async () => Array.from({ length: 40 }, (_, i) => `/フォルダ/文書${i + 1}.${i % 9 === 4 ? 'pdf' : 'md'}`),
    pickSave: async (name) => `/保存/${name}`,
    original: async (document) => {
      const { pages, settings } = find(document)
      return makePdf(settings, pages.length)
    },
    onFileDrop(handler) {
      drops.add(handler)
      const stop = browserDrops(handler)
      return () => {
        drops.delete(handler)
        stop()
      }
    },
    async copy(plain, html) {
      host.copied = { plain, html }
      return typeof document.execCommand === 'function' ? copyRich(plain, html) : true
    },
  }
  return host
}

function markBoxes(setting: Setting | undefined, runs: Run[]): PageBox[] {
  let at = 0
  return runs.flatMap(({ text, mark }) => {
    const from = at
    at += text.length
    return mark && setting ? boxesWithin(setting, from, at) : []
  })
}

/** A plain browser gives names only, which is all that the imitation needs. */
function browserDrops(handler: (drop: Drop) => void): () => void {
  const over = (event: DragEvent) => {
    event.preventDefault()
    handler({ kind: 'over' })
  }
  const leave = (event: DragEvent) => event.relatedTarget === null && handler({ kind: 'leave' })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    handler({ kind: 'drop', paths: [...(event.dataTransfer?.files ?? [])].map((file) => `/落とした/${file.name}`) })
  }
  window.addEventListener('dragover', over)
  window.addEventListener('dragleave', leave)
  window.addEventListener('drop', drop)
  return () => {
    window.removeEventListener('dragover', over)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('drop', drop)
  }
}
