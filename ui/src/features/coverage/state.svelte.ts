// 対応表: a plan's statements, the programs that carry them out, and what a person says of that.

import { Lazy } from '../../host/lazy.svelte'
import { Saving } from '../../host/saving.svelte'
import { asError, type Host, type WireError } from '../../host/types'
import { matcher } from '../../parts/match'
import type { Anchor } from '../../parts/VirtualList.svelte'
import type { CarrierView, CoverageView, CoveredView, DocumentInfo, Verdict } from '../../wire/generated'
import { carrierKey, idleOf, isFound, textOf } from './carriers'

export const shows = ['all', 'without', 'with'] as const
export type Show = (typeof shows)[number]
export type Tab = 'statements' | 'idle'

/** What is looked at, and how. */
export interface Choice {
  plan: string
  tab: Tab
  show: Show
  text: string
  chapter: string
}

/** Where the table is: the row at the top, how far above the view it begins (px), the row with the focus. */
export interface Standing extends Anchor {
  active: number
}

/** A statement, and whether its section is told above it. */
export interface Row {
  covered: CoveredView
  turn: boolean
}

/** Says that a program carries out a statement, or does not; whether it was noted. */
export type OnJudge = CoverageState['judge']

export const firstChoice = (): Choice => ({ plan: '', tab: 'statements', show: 'all', text: '', chapter: '' })
export const firstStanding = (): Standing => ({ row: 0, offset: 0, active: -1 })

/** Latest first. */
const byDate = (a: DocumentInfo, b: DocumentInfo) => (b.decidedOn ?? '').localeCompare(a.decidedOn ?? '')

export class CoverageState {
  readonly source: Lazy<{ plan: string; view: CoverageView }>
  readonly saving: Saving
  plan = $state('')
  tab = $state<Tab>('statements')
  show = $state<Show>('all')
  text = $state('')
  /** The outermost heading that statements must stand under; all when empty. */
  chapter = $state('')
  /** Scores as figures too. */
  figures = $state(false)
  active = $state(-1)
  standing = $state.raw<Standing>(firstStanding())
  /** Somebody has looked here: before that, nothing is asked and nothing said. */
  asked = $state(false)
  /** Asks the view to scroll; every wish is a new object. */
  wish = $state.raw<Standing>(firstStanding())
  /** Statements of which all programs are shown, by block. */
  unfolded = $state.raw<ReadonlySet<number>>(new Set())
  judging = $state(false)
  failure = $state.raw<WireError | null>(null)

  /** The answer for the chosen plan; as long as that is awaited, the one for the plan before. */
  readonly view: CoverageView | null = $derived(this.#view())
  readonly statements: CoveredView[] = $derived(this.view?.statements ?? [])
  readonly found: number = $derived(this.statements.filter(isFound).length)
  readonly idle: string[] = $derived(idleOf(this.view?.idle ?? [], this.statements))
  readonly chapters: string[] = $derived([...new Set(this.statements.flatMap(({ section }) => section[0] ?? []))])
  readonly shown: CoveredView[] = $derived(this.#shown())
  readonly rows: Row[] = $derived(
    this.shown.map((covered, i) => ({ covered, turn: covered.section.join('\n') !== this.shown[i - 1]?.section.join('\n') })),
  )
  readonly filtered: boolean = $derived(this.show !== 'all' || this.text.trim() !== '' || this.chapter !== '')

  #host: Host
  /** What was judged stays in sight until the filters change, by block. */
  #kept = $state.raw<ReadonlySet<number>>(new Set())

  constructor(host: Host) {
    this.#host = host
    this.saving = new Saving(host)
    this.source = new Lazy(() => this.#ask(this.plan))
  }

  /** Asks for the chosen plan, or the latest one; a plan that is gone is no longer chosen. */
  need(documents: readonly DocumentInfo[]): void {
    this.asked = true
    // As long as nothing is known of documents, what was chosen stays.
    if (!documents.length) return
    if (!documents.some(({ document }) => document === this.plan)) {
      const plans = documents.filter(({ kind, superseded }) => kind === 'plan' && !superseded)
      this.#turnTo(plans.sort(byDate)[0]?.document ?? '')
    }
    if (this.plan) void this.source.need()
  }

  choosePlan(plan: string): void {
    if (plan === this.plan) return
    this.#turnTo(plan)
    this.filter({ text: '', chapter: '' })
    void this.source.load()
  }

  filter(by: Partial<Pick<Choice, 'show' | 'text' | 'chapter'>>): void {
    Object.assign(this, by)
    this.#kept = new Set()
    this.#stand(firstStanding())
  }

  unfold(block: number, open: boolean): void {
    const unfolded = new Set(this.unfolded)
    if (open) unfolded.add(block)
    else unfolded.delete(block)
    this.unfolded = unfolded
  }

  snapshot(): Choice {
    return { plan: this.plan, tab: this.tab, show: this.show, text: this.text, chapter: this.chapter }
  }

  set({ plan, tab, show, text, chapter }: Choice, standing: Standing = firstStanding()): void {
    if (plan !== this.plan) this.#turnTo(plan)
    this.tab = tab
    this.filter({ show, text, chapter })
    this.#stand(standing)
  }

  choose(row: number): void {
    this.active = row
    this.standing = { ...this.standing, active: row }
  }

  moved({ row, offset }: Anchor): void {
    this.standing = { row, offset, active: this.active }
  }

  /** Says that a program carries out a statement, or does not, or takes back what was said; whether it was noted. */
  async judge({ passage: to }: CoveredView, carrier: CarrierView, verdict: Verdict | null): Promise<boolean> {
    const { program, passage: from } = carrier
    this.judging = true
    this.#kept = new Set(this.#kept).add(to.block)
    // What was rejected goes last: it must not hide before it can be taken back.
    if (verdict === 'rejected') this.unfold(to.block, true)
    try {
      await this.#host.call('judge', {
        kind: 'implements',
        from: { document: from.document, block: from.block, program },
        to: { document: to.document, block: to.block, program: null },
        verdict,
        note: '',
      })
      this.#lay(to.block, carrierKey(carrier), verdict)
      this.failure = null
      return true
    } catch (thrown) {
      this.failure = asError(thrown)
      return false
    } finally {
      this.judging = false
    }
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.asked = false
    this.source.reset()
    this.saving.reset()
    this.set(firstChoice())
    this.failure = null
  }

  async #ask(plan: string): Promise<{ plan: string; view: CoverageView }> {
    return { plan, view: await this.#host.call('coverage', { document: plan }) }
  }

  #turnTo(plan: string): void {
    this.plan = plan
    this.source.outdate()
    this.unfolded = new Set()
  }

  /** Asking anew takes seconds: a verdict is laid over the answer at hand. */
  #lay(block: number, key: string, verdict: Verdict | null): void {
    const { value, pending } = this.source
    if (!value || pending) return void this.source.load()
    const said = verdict && { verdict, note: '', saidAt: new Date().toISOString() }
    const statements = value.view.statements.map((covered) =>
      covered.passage.block !== block
        ? covered
        : { ...covered, carriers: covered.carriers.map((carrier) => (carrierKey(carrier) === key ? { ...carrier, verdict: said } : carrier)) },
    )
    this.source.put({ ...value, view: { ...value.view, statements } })
  }

  #stand(standing: Standing): void {
    this.active = standing.active
    this.standing = standing
    this.wish = { ...standing }
  }

  #view(): CoverageView | null {
    const { value, pending } = this.source
    return value && (pending || value.plan === this.plan) ? value.view : null
  }

  #shown(): CoveredView[] {
    const matches = matcher(this.text)
    return this.statements.filter((covered) => {
      const { passage, section, carriers } = covered
      const asked = this.show === 'all' || this.#kept.has(passage.block) || isFound(covered) === (this.show === 'with')
      const here = this.chapter === '' || section[0] === this.chapter
      return asked && here && matches([textOf(passage.runs), ...carriers.map(({ program }) => program)].join(' '))
    })
  }
}
