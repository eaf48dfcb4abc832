// Which place each view shows, and how a place is shown again.

import type { App } from './app.svelte'
import type { Place, ViewName } from './trail.svelte'

export function placeOf(app: App, view: ViewName): Place {
  if (view === 'search') return { view, search: app.search.snapshot(), standing: app.search.standing }
  if (view === 'programs') return { view, choice: app.programs.snapshot() }
  if (view === 'trace') return { view, choice: app.trace.snapshot() }
  if (view === 'budget') return { view, choice: app.budget.snapshot(), standing: app.budget.standing }
  if (view === 'coverage') return { view, choice: app.coverage.snapshot(), standing: app.coverage.standing }
  if (view === 'compare') return { view, choice: app.compare.snapshot(), standing: app.compare.standing }
  if (view === 'notes') return { view, choice: app.excerpts.notes.snapshot(), standing: app.excerpts.notes.standing }
  if (view === 'import') return { view }
  return { view, document: app.reader.document, query: app.reader.query, spot: app.reader.spot }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Puts a place in its view, which is in sight already. What is shown as it is wanted stays as it is. */
export async function put(app: App, place: Place): Promise<void> {
  if (place.view === 'programs') app.programs.set(place.choice)
  else if (place.view === 'trace') {
    app.trace.set(place.choice)
    void app.trace.need()
  } else if (place.view === 'budget') {
    if (!same(place.choice, app.budget.snapshot())) app.budget.set(place.choice, place.standing)
  } else if (place.view === 'coverage') {
    if (!same(place.choice, app.coverage.snapshot())) app.coverage.set(place.choice, place.standing)
    app.needChosen()
  } else if (place.view === 'compare') {
    if (!same(place.choice, app.compare.snapshot())) app.compare.set(place.choice, place.standing)
    app.needChosen()
  } else if (place.view === 'notes') {
    const { notes } = app.excerpts
    if (!same(place.choice, notes.snapshot())) notes.set(place.choice, place.standing)
    // The list takes the focus, so it must be there.
    await notes.need()
  } else if (place.view === 'search') {
    if (!same(place.search, app.search.snapshot())) await app.search.set(place.search, place.standing)
  } else if (place.view === 'reader') {
    if (place.document === null) app.reader.close()
    else if (place.document !== app.reader.document || place.query !== app.reader.query) {
      await app.reader.open(place.document, place.query, { spot: place.spot })
    } else if (place.spot !== app.reader.spot) app.reader.wish = { spot: place.spot }
  }
}
