// Where the user has been, for Alt+← and Alt+→.

import type { Choice as BudgetChoice, Standing as BudgetStanding } from '../features/budget/state.svelte'
import type { Choice as CompareChoice, Standing as CompareStanding } from '../features/compare/state.svelte'
import type { Choice as CoverageChoice, Standing as CoverageStanding } from '../features/coverage/state.svelte'
import type { Choice as NotesChoice, Standing as NotesStanding } from '../features/notes/state.svelte'
import type { Choice as ProgramsChoice } from '../features/programs/state.svelte'
import type { Search, Standing } from '../features/search/state.svelte'
import type { Spot } from '../features/reader/state.svelte'
import type { Choice as TraceChoice } from '../features/trace/state.svelte'

/** In the order of the rail, and of Alt+1, Alt+2 … */
export const views = ['search', 'reader', 'trace', 'programs', 'budget', 'coverage', 'compare', 'notes', 'import'] as const
export type ViewName = (typeof views)[number]

/** Enough to show the same thing again. */
export type Place =
  | { view: 'search'; search: Search; standing: Standing }
  | { view: 'reader'; document: string | null; query: string; spot: Spot }
  | { view: 'trace'; choice: TraceChoice }
  | { view: 'programs'; choice: ProgramsChoice }
  | { view: 'budget'; choice: BudgetChoice; standing: BudgetStanding }
  | { view: 'coverage'; choice: CoverageChoice; standing: CoverageStanding }
  | { view: 'compare'; choice: CompareChoice; standing: CompareStanding }
  | { view: 'notes'; choice: NotesChoice; standing: NotesStanding }
  | { view: 'import' }

/** More than anybody goes back; keeps the stored list small. */
const LONGEST = 100

export class Trail {
  #places = $state.raw<Place[]>([])
  #at = $state(-1)

  get current(): Place | null {
    return this.#places[this.#at] ?? null
  }
  get canBack(): boolean {
    return this.#at > 0
  }
  get canForward(): boolean {
    return this.#at < this.#places.length - 1
  }

  /** Leaves `from` as it is now and goes on to `to`; what lay ahead is given up. */
  go(from: Place, to: Place): void {
    const kept = this.#places.slice(0, Math.max(0, this.#at))
    this.#places = [...kept, from, to].slice(-LONGEST)
    this.#at = this.#places.length - 1
  }

  back(from: Place): Place | null {
    return this.#move(from, -1)
  }

  forward(from: Place): Place | null {
    return this.#move(from, 1)
  }

  clear(): void {
    this.#places = []
    this.#at = -1
  }

  #move(from: Place, by: 1 | -1): Place | null {
    const to = this.#places[this.#at + by]
    if (!to) return null
    this.#places = this.#places.map((place, i) => (i === this.#at ? from : place))
    this.#at += by
    return to
  }
}
