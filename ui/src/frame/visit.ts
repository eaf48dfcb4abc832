// What is remembered of a library between two visits.

import { firstChoice, type Choice as BudgetChoice, type Standing as BudgetStanding } from '../features/budget/state.svelte'
import { firstChoice as firstComparison, firstStanding as firstCompareStanding, type Choice as CompareChoice, type Standing as CompareStanding } from '../features/compare/state.svelte'
import { firstChoice as firstCoverage, firstStanding as firstCoverageStanding, type Choice as CoverageChoice, type Standing as CoverageStanding } from '../features/coverage/state.svelte'
import { firstChoice as firstNotes, firstStanding as firstNotesStanding, type Choice as NotesChoice, type Standing as NotesStanding } from '../features/notes/state.svelte'
import type { Choice as ProgramsChoice } from '../features/programs/state.svelte'
import type { Spot } from '../features/reader/state.svelte'
import { noFilters, type Search, type Standing } from '../features/search/state.svelte'
import { firstChoice as firstTrace, type Choice as TraceChoice } from '../features/trace/state.svelte'
import type { App } from './app.svelte'

export interface Visit {
  view: string
  search: Search
  standing: Standing
  document: string
  query: string
  spot: Spot
  programs: ProgramsChoice
  budget: BudgetChoice
  budgetStanding: BudgetStanding
  trace: TraceChoice
  coverage: CoverageChoice
  coverageStanding: CoverageStanding
  compare: CompareChoice
  compareStanding: CompareStanding
  notes: NotesChoice
  notesStanding: NotesStanding
}

export const firstVisit: Visit = {
  view: 'search',
  search: { query: '', filters: noFilters(), sort: 'relevance' },
  standing: { row: 0, offset: 0, active: -1 },
  document: '',
  query: '',
  spot: { block: 0, offset: 0 },
  programs: { filter: '', chosen: '' },
  budget: firstChoice(),
  budgetStanding: { row: 0, offset: 0, active: -1 },
  trace: firstTrace(),
  coverage: firstCoverage(),
  coverageStanding: firstCoverageStanding(),
  compare: firstComparison(),
  compareStanding: firstCompareStanding(),
  notes: firstNotes(),
  notesStanding: firstNotesStanding(),
}

/** Where everything is. */
export function visitOf(app: App): Visit {
  return {
    view: app.view,
    search: app.search.snapshot(),
    standing: app.search.standing,
    document: app.reader.document ?? '',
    query: app.reader.query,
    spot: app.reader.spot,
    programs: app.programs.snapshot(),
    budget: app.budget.snapshot(),
    budgetStanding: app.budget.standing,
    trace: app.trace.snapshot(),
    coverage: app.coverage.snapshot(),
    coverageStanding: app.coverage.standing,
    compare: app.compare.snapshot(),
    compareStanding: app.compare.standing,
    notes: app.excerpts.notes.snapshot(),
    notesStanding: app.excerpts.notes.standing,
  }
}

/** Views that wait until they are shown, as they were left. */
export function putBack(app: App, visit: Visit): void {
  app.programs.set(visit.programs)
  app.budget.set(visit.budget, visit.budgetStanding)
  app.trace.set(visit.trace)
  app.coverage.set(visit.coverage, visit.coverageStanding)
  app.compare.set(visit.compare, visit.compareStanding)
  app.excerpts.notes.set(visit.notes, visit.notesStanding)
}
