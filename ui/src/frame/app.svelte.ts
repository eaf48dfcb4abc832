// The window as a whole: its features, and what passes between them.

import { BudgetState } from '../features/budget/state.svelte'
import { CompareState } from '../features/compare/state.svelte'
import { CoverageState } from '../features/coverage/state.svelte'
import { DetailsState } from '../features/details/state.svelte'
import { ImportState } from '../features/import/state.svelte'
import { LibraryState } from '../features/library/state.svelte'
import { CardState } from '../features/links/card.svelte'
import { LinksState } from '../features/links/state.svelte'
import { ProgramsState, type OnSay } from '../features/programs/state.svelte'
import { DocumentsState } from '../features/reader/documents.svelte'
import { ReaderState } from '../features/reader/state.svelte'
import { SearchState } from '../features/search/state.svelte'
import { TraceState } from '../features/trace/state.svelte'
import { VerdictsState } from '../features/trace/verdicts.svelte'
import { asError, type Host, type WireEvent } from '../host/types'
import { Memory } from '../parts/remember'
import type { Decision, Hit, LinkView, NoteView, OpenedLibrary, ReadingProgress } from '../wire/generated'
import { Excerpts } from './excerpts.svelte'
import { PaneState } from './panes.svelte'
import { placeOf, put } from './places'
import { Settings } from './settings.svelte'
import { Trail, views, type Place, type ViewName } from './trail.svelte'
import { firstVisit, putBack, visitOf } from './visit'

/** Changes of the library come in bursts while files are imported, ms. */
const BURST = 400

export class App {
  readonly host: Host
  readonly library: LibraryState
  readonly search: SearchState
  readonly reader: ReaderState
  readonly documents: DocumentsState
  readonly imports: ImportState
  readonly details: DetailsState
  readonly programs: ProgramsState
  readonly budget: BudgetState
  readonly links: LinksState
  readonly card: CardState
  readonly trace: TraceState
  readonly verdicts: VerdictsState
  readonly coverage: CoverageState
  readonly compare: CompareState
  readonly excerpts: Excerpts
  readonly trail = new Trail()
  readonly settings = new Settings()
  readonly panes = new PaneState(this.settings)

  view = $state<ViewName>('search')
  /** How far a reading of all documents is that somebody waits for. */
  reading = $state.raw<ReadingProgress | null>(null)
  readonly waiting: boolean = $derived.by(() => {
    const sources = [this.programs, this.budget, this.coverage, this.compare].map(({ source }) => source)
    return [...sources, this.links, this.trace, this.verdicts.missing].some(({ pending }) => pending) || this.programs.saying
  })
  /** Where focus was when the results were left. */
  returnTo: Element | null = null

  #memory: Memory | null = null
  #changed: ReturnType<typeof setTimeout> | undefined
  #onlink: (url: string) => void = () => undefined
  /** A link from outside, until there is a library to find it in. */
  #link: string | null = null

  constructor(host: Host) {
    this.host = host
    this.library = new LibraryState(host)
    this.search = new SearchState(host)
    this.reader = new ReaderState(host)
    this.documents = new DocumentsState(host)
    this.imports = new ImportState(host)
    this.details = new DetailsState(host)
    this.programs = new ProgramsState(host)
    this.budget = new BudgetState(host)
    this.links = new LinksState(host)
    this.card = new CardState(host, (id, now) => this.#putLink(id, now))
    this.trace = new TraceState(host)
    this.verdicts = new VerdictsState(host)
    this.coverage = new CoverageState(host)
    this.compare = new CompareState(host)
    this.excerpts = new Excerpts(host, () => this.view === 'notes', () => void this.reader.remark())
    this.reader.furniture = this.settings.furniture
    this.reader.facts.shown = this.settings.facts
  }

  /** Listens, asks what is open, and puts everything back where it was; links from outside go to `onlink`. */
  async start(onlink: (url: string) => void): Promise<() => void> {
    this.#onlink = onlink
    const unlisten = this.host.listen((event) => this.#on(event))
    await this.library.refresh()
    void this.library.load()
    // Who types at once is not interrupted by what was asked the last time.
    const link = this.host.call('startLink', null).catch(() => null)
    await this.#enter(undefined, this.search.query)
    this.#follow((await link)?.url ?? null)
    return () => {
      unlisten()
      clearTimeout(this.#changed)
      this.#memory?.flush()
    }
  }

  /** Once more, after the library could not be opened. */
  async enterAgain(): Promise<void> {
    await this.library.refresh()
    await this.library.load()
    await this.#enter()
  }

  /** Shows another place and remembers the present one for Alt+←. */
  async go(to: Place): Promise<void> {
    this.trail.go(this.#here(), to)
    await this.#show(to)
  }

  async back(): Promise<void> {
    const to = this.trail.back(this.#here())
    if (to) await this.#show(to)
  }

  async forward(): Promise<void> {
    const to = this.trail.forward(this.#here())
    if (to) await this.#show(to)
  }

  /** A view as it was left; 文書 once more gives the list of documents. */
  async goToView(view: ViewName): Promise<void> {
    if (view === 'reader' && this.view === 'reader') return this.showDocuments()
    if (view !== this.view) await this.go(placeOf(this, view))
  }

  async showDocuments(): Promise<void> {
    if (this.view === 'reader' && this.reader.document === null) return
    await this.go({ view: 'reader', document: null, query: '', spot: { block: 0, offset: 0 } })
  }

  async openHit(hit: Hit): Promise<void> {
    this.returnTo = document.activeElement
    const query = this.search.asked?.query ?? ''
    this.trail.go(this.#here(), { view: 'reader', document: hit.document, query, spot: { block: hit.block, offset: 0 } })
    this.view = 'reader'
    await this.reader.open(hit.document, query, { block: hit.block })
  }

  async openDocument(document: string, block = 0): Promise<void> {
    await this.go({ view: 'reader', document, query: '', spot: { block, offset: 0 } })
    if (block > 0 && this.reader.document === document) this.reader.land(block)
  }

  /** Opens the place that a `tadori://` link names; says why where there is none. */
  async openLink(url: string): Promise<boolean> {
    try {
      const { document, first, moved } = await this.host.call('openLink', { url: url.trim() })
      await this.openDocument(document, first)
      if (this.reader.document !== document) return false
      this.reader.land(first)
      this.reader.notice = { text: moved ? 'linkMoved' : 'linkOpened' }
      return true
    } catch (thrown) {
      this.excerpts.undo.tell({ failure: asError(thrown) })
      return false
    }
  }

  /** Opens the passage of a note. */
  async openNote({ document, blocks, page }: NoteView): Promise<void> {
    await this.openDocument(document, blocks?.first ?? 0)
    if (!blocks && page !== null) this.reader.original.goToPage(page)
    else if (blocks && this.reader.document === document) this.reader.land(blocks.first)
  }

  async openProgram(id: string): Promise<void> {
    await this.go({ view: 'programs', choice: { ...this.programs.snapshot(), chosen: id } })
  }

  /** What a passage rests on, and what became of it. */
  async openTrace(document: string, block: number): Promise<void> {
    await this.go({ view: 'trace', choice: { ...this.trace.snapshot(), document, block, unfolded: [] } })
  }

  /** Another person's verdicts were taken in: every link may have one. */
  merged(): void {
    for (const part of [this.links, this.trace, this.coverage.source]) part.outdate()
    void this.trace.need()
  }

  /** What is said of a link shows wherever it is. */
  #putLink(id: string, now: LinkView | null): void {
    this.links.put(id, now)
    this.trace.put(id, now)
    this.coverage.source.outdate()
  }

  /** What is said of a program of a statement shows wherever that link is. */
  async judgeCarrier(...what: Parameters<CoverageState['judge']>): Promise<boolean> {
    const said = await this.coverage.judge(...what)
    if (said) for (const part of [this.links, this.trace]) part.outdate()
    return said
  }

  /** Which project or program is called so. */
  async programNamed(name: string): Promise<string | null> {
    await this.programs.source.need()
    return this.programs.find(name)?.id ?? null
  }

  /** What an amount is for, as the user says; whether it was decided. */
  async decide(line: string, decision: Decision): Promise<boolean> {
    const decided = await this.budget.decide(line, decision)
    if (decided) this.programs.source.outdate()
    return decided
  }

  /** Stops the reading that the view waits for. */
  async cancelReading(): Promise<void> {
    await this.host.call('cancelReading', null)
  }

  /** Reads the documents after all. */
  readAgain(): void {
    this.#need(this.view)
    this.needChosen()
  }

  /** What the user says of two names counts for amounts and in the search too. */
  async sayOfNames(...what: Parameters<OnSay>): Promise<boolean> {
    const said = await this.programs.say(...what)
    if (said) {
      this.budget.source.outdate()
      this.#need(this.view)
      void this.search.refresh()
    }
    return said
  }

  /** Takes the open document again with text recognition; its file is asked for where nobody remembers it. */
  async recognise(): Promise<void> {
    const open = this.reader.document
    if (open === null) return
    const known = this.imports.fileOf(open)
    const files = known === null ? await this.host.pickFiles() : [known]
    if (files.length === 0) return
    await this.goToView('import')
    await this.imports.retry(files, { ocr: true })
  }

  /** Imports what was dropped or chosen, and shows how it goes. */
  async import(paths: string[]): Promise<void> {
    if (paths.length === 0) return
    await this.goToView('import')
    await this.imports.start(paths, this.library.opened)
  }

  async createAndImport(name: string): Promise<void> {
    const opened = await this.imports.createAndStart(name)
    if (opened) await this.adopt(opened)
  }

  async openLibrary(path: string): Promise<boolean> {
    this.leave()
    // What cannot be saved is not left behind.
    if (!(await this.excerpts.flush())) return false
    return (await this.library.open(path)) && (await this.#enter(), true)
  }

  async createLibrary(name: string): Promise<boolean> {
    this.leave()
    if (!(await this.excerpts.flush())) return false
    return (await this.library.create(name)) && (await this.#enter(), true)
  }

  async forgetImport(): Promise<void> {
    await this.imports.forget()
    await this.library.refresh()
  }

  async resumeImport(): Promise<void> {
    await this.imports.resume()
    await this.library.refresh()
  }

  async removeDocument(): Promise<void> {
    const document = this.documents.asking?.document
    await this.documents.remove()
    if (document === this.reader.document) this.reader.close()
  }

  /** A library was made on the way: shows it without leaving the view. */
  private async adopt(opened: OpenedLibrary): Promise<void> {
    this.leave()
    this.library.adopt(opened)
    void this.library.load()
    await this.#enter(this.view)
  }

  /** Notes where everything is; to be called in an effect, so that it happens on every change. */
  remember(): void {
    // Asked for first, so that the effect knows what it hangs on also before there is a memory.
    const visit = visitOf(this)
    this.#memory?.soon('visit', visit)
  }

  leave(): void {
    void this.excerpts.flush()
    this.#memory?.flush()
  }

  async #enter(view?: ViewName, typed = ''): Promise<void> {
    const path = this.library.opened?.info.path
    this.#memory = null
    this.trail.clear()
    this.search.reset()
    this.reader.close()
    this.card.close()
    for (const part of [this.programs, this.budget, this.links, this.trace, this.verdicts, this.coverage, this.compare, this.excerpts]) part.reset()
    if (path === undefined) return
    const memory = new Memory(`library:${path}`)
    const visit = memory.get('visit', firstVisit)
    this.view = view ?? (isView(visit.view) ? visit.view : 'search')
    putBack(this, visit)
    this.#need(this.view)
    await Promise.all([
      this.documents.load(),
      this.excerpts.enter(),
      typed === '' ? this.search.set(visit.search, visit.standing) : this.search.set({ ...visit.search, query: typed }),
      visit.document ? this.reader.open(visit.document, visit.query, { spot: visit.spot }) : undefined,
    ])
    this.needChosen()
    // A document that is gone by now is no error at the start.
    if (this.reader.error?.code === 'no-document') this.reader.close()
    this.#memory = memory
    this.#follow(null)
  }

  /** Follows a link from outside as soon as everything is where it was. */
  #follow(url: string | null): void {
    this.#link = url ?? this.#link
    if (this.#link === null || this.#memory === null) return
    this.excerpts.closeCard()
    this.#onlink(this.#link)
    this.#link = null
  }

  #on(event: WireEvent): void {
    this.imports.on(event)
    if (event.event === 'reading-progress' && this.waiting) this.reading = event.data
    if (event.event === 'open-link') this.#follow(event.data.url)
    this.excerpts.on(event)
    if (event.event === 'index-progress') this.library.indexing(event.data)
    if (event.event === 'open-files') void this.import(event.data.paths)
    if (event.event === 'import-done' || event.event === 'library-changed') this.#changed ??= setTimeout(() => void this.#refresh(), BURST)
  }

  async #refresh(): Promise<void> {
    this.#changed = undefined
    await this.library.refresh()
    for (const { source } of [this.programs, this.budget, this.coverage, this.compare]) source.outdate()
    for (const part of [this.links, this.trace, this.verdicts.missing]) part.outdate()
    // A new edition may have moved notes, or lost them.
    this.excerpts.changed()
    this.#need(this.view)
    await Promise.all([this.documents.load(), this.search.refresh()])
    this.needChosen()
    const open = this.reader.document
    if (open !== null && !this.documents.error && !this.documents.has(open)) this.reader.close()
    else if (open !== null) await this.reader.refresh()
  }

  /** Programs and amounts are asked for where they are shown: it takes seconds in a large library, so nothing waits. */
  #need(view: ViewName): void {
    const sources = view === 'programs' ? [this.programs.source, this.budget.source] : view === 'budget' ? [this.budget.source] : []
    for (const source of sources) void source.need()
  }

  /** What is asked of chosen documents waits until it is known which there are. */
  needChosen(): void {
    if (this.view === 'trace') void this.trace.need()
    if (this.view === 'coverage') this.coverage.need(this.documents.all)
    if (this.view === 'compare') this.compare.need(this.documents.all)
    if (this.view === 'notes') this.excerpts.need()
  }

  #here(): Place {
    return placeOf(this, this.view)
  }

  async #show(place: Place): Promise<void> {
    // What is being written is saved before it is left.
    void this.excerpts.flush()
    this.view = place.view
    this.#need(place.view)
    await put(this, place)
  }
}

function isView(name: string): name is ViewName {
  return (views as readonly string[]).includes(name)
}
