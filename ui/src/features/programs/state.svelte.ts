// 事業: the projects and programs of the library, and which of them is looked at.

import { Lazy } from '../../host/lazy.svelte'
import { asError, type Host, type WireError } from '../../host/types'
import { matcher } from '../../parts/match'
import type { ProgramView, Said } from '../../wire/generated'

/** What is looked at. */
export interface Choice {
  filter: string
  /** [`ProgramView.id`]; empty: none. */
  chosen: string
}

/** A row of the list: a project (or where none is stated), and the programs under it. */
export type Row = { type: 'heading'; project: string } | { type: 'program'; program: ProgramView }

/** Says something of two names, seen from the page of a program; whether it was said. */
export type OnSay = (program: ProgramView, name: string, other: string, said: Said) => Promise<boolean>

/** Names that are suggested at once. */
const FEW = 20

const collator = new Intl.Collator('ja', { numeric: true })

export class ProgramsState {
  readonly source: Lazy<ProgramView[]>
  filter = $state('')
  chosen = $state('')
  /** What is said of names is on its way. */
  saying = $state(false)
  /** What was said of names, and was not taken. */
  failure = $state.raw<WireError | null>(null)

  readonly all: ProgramView[] = $derived(this.#all())
  readonly rows: Row[] = $derived(rowsOf(this.#matching()))
  readonly program: ProgramView | null = $derived(this.all.find(({ id }) => id === this.chosen) ?? null)
  readonly active: number = $derived(this.rows.findIndex((row) => row.type === 'program' && row.program.id === this.chosen))
  /** Rows that are no headings. */
  readonly count: number = $derived(this.rows.filter((row) => row.type === 'program').length)

  #host: Host

  constructor(host: Host) {
    this.#host = host
    this.source = new Lazy(() => {
      this.failure = null
      return host.call('programs', null)
    })
  }

  choose(row: number): void {
    const at = this.rows[row]
    if (at?.type === 'program') this.chosen = at.program.id
  }

  /** A project or program by any of its names. */
  find(name: string): ProgramView | undefined {
    return this.all.find((program) => program.name === name) ?? this.all.find((program) => program.aliases.some((alias) => alias.name === name))
  }

  /** Names of others of its kind that `typed` is a part of. */
  suggest(program: ProgramView, typed: string): string[] {
    const matches = matcher(typed)
    const others = this.all.filter(({ id, kind, name }) => id !== program.id && kind === program.kind && name !== program.name)
    return [...new Set(others.map(({ name }) => name))].filter((name) => matches(name)).slice(0, FEW)
  }

  /** Says something of two names; the page stays on its program, which may be called otherwise now. */
  async say(program: ProgramView, name: string, other: string, said: Said): Promise<boolean> {
    this.saying = true
    try {
      this.source.put(await this.#host.call('sayOfNames', { name, other, said }))
      const same = this.all.find((one) => one.name === program.name && one.project === program.project)
      this.chosen = (same ?? this.find(program.name))?.id ?? ''
      this.failure = null
      return true
    } catch (thrown) {
      this.failure = asError(thrown)
      // It was said; what comes of it was not read.
      if (this.failure.code === 'cancelled') this.source.outdate()
      return false
    } finally {
      this.saying = false
    }
  }

  /** The programs that a project or program is made of. */
  partsOf({ kind, name }: ProgramView): ProgramView[] {
    return this.all.filter((program) => (kind === 'project' ? program.kind !== 'project' && program.project === name : program.parent === name))
  }

  snapshot(): Choice {
    return { filter: this.filter, chosen: this.chosen }
  }

  set(choice: Choice): void {
    this.filter = choice.filter
    this.chosen = choice.chosen
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    this.source.reset()
    this.failure = null
    this.set({ filter: '', chosen: '' })
  }

  #all(): ProgramView[] {
    return this.source.value ?? []
  }

  #matching(): ProgramView[] {
    const matches = matcher(this.filter)
    return this.all.filter((program) => matches([program.name, ...program.aliases.map((alias) => alias.name)].join(' ')))
  }
}

/** By project, which stands at the head of its programs; those of no project last. */
function rowsOf(programs: readonly ProgramView[]): Row[] {
  const projects = new Map<string, ProgramView[]>()
  for (const program of programs) {
    const project = program.kind === 'project' ? program.name : (program.project ?? '')
    const members = projects.get(project)
    if (members) members.push(program)
    else projects.set(project, [program])
  }
  const order = [...projects].sort(([a], [b]) => Number(a === '') - Number(b === '') || collator.compare(a, b))
  return order.flatMap(([project, members]): Row[] => {
    const sorted = members.sort((a, b) => Number(b.kind === 'project') - Number(a.kind === 'project') || collator.compare(a.name, b.name))
    const headed = sorted[0]?.kind === 'project' || (project === '' && projects.size === 1)
    const rows = sorted.map((program): Row => ({ type: 'program', program }))
    return headed ? rows : [{ type: 'heading', project }, ...rows]
  })
}
