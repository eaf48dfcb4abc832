// What 書き出し writes of the view that is in sight.

import type { Wanted } from '../features/export/state.svelte'
import { w } from '../words/index.svelte'
import type { App } from './app.svelte'

/** Null where there is nothing to write. */
export function wantedOf(app: App): Wanted | null {
  const { view, search, trace, coverage, compare, documents, excerpts } = app
  const titleOf = (id: string) => documents.all.find(({ document }) => document === id)?.title ?? id
  switch (view) {
    case 'search': {
      const { asked, answer } = search
      if (!asked || !answer?.total) return null
      const request = { query: asked.query, ...asked.filters, sort: asked.sort, offset: 0, limit: answer.total }
      return { what: { what: 'search', request }, title: asked.query }
    }
    case 'trace': {
      const { document, block, unfolded } = trace.snapshot()
      // Each place that was unfolded leads a step further.
      return document === '' ? null : { what: { what: 'trace', document, block, depth: Math.min(4, 1 + unfolded.length) }, title: titleOf(document) }
    }
    case 'coverage':
      return coverage.plan === '' ? null : { what: { what: 'coverage', document: coverage.plan }, title: titleOf(coverage.plan) }
    case 'compare': {
      const { earlier: a, later: b } = compare.snapshot()
      return a === '' || b === '' ? null : { what: { what: 'comparison', a, b }, title: `${titleOf(a)} – ${titleOf(b)}` }
    }
    case 'budget':
      return { what: { what: 'budget' }, title: w().exporting.allAmounts }
    case 'notes': {
      const { choice, filtered, wanted, selected } = excerpts.notes
      if (selected.size) return { what: { what: 'notes', request: wanted }, title: w().exporting.selectedNotes(selected.size) }
      const collection = excerpts.collections.find(choice.collection)
      if (collection && !filtered) return { what: { what: 'collection', id: collection.id }, title: collection.title }
      return { what: { what: 'notes', request: wanted }, title: filtered ? w().exporting.filteredNotes : w().exporting.allNotes }
    }
    default:
      return null
  }
}
