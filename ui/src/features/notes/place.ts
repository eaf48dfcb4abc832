// Where a note stands, in words.

import type { NoteView } from '../../wire/generated'
import { w } from '../../words/index.svelte'

export function placeOfNote({ page, pageLabel, lineFirst, lineLast, onPage }: NoteView): string {
  const label = pageLabel ?? page?.toString()
  if (onPage) return w().notes.onPage(label ?? '')
  const lines = lineFirst === null ? '' : w().place.lines(lineFirst, lineLast ?? lineFirst)
  return [label === undefined ? '' : w().place.page(label), lines].filter(Boolean).join(' ')
}
