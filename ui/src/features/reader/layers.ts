// The text of a block cut where notes begin and end, with the words of the query and what it says in each part.

import type { FactRun, NoteMark, NoteRun, Run } from '../../wire/generated'

export interface Layer {
  notes: NoteMark[]
  /** Those of them that end here. */
  ends: NoteMark[]
  runs: Run[]
  facts: FactRun[] | null
}

/** All three are the whole of one text. */
export function layersOf(runs: readonly Run[], facts: readonly FactRun[] | null, notes: readonly NoteRun[]): Layer[] {
  const [run, fact] = [taker(runs), facts && taker(facts)]
  const layers = notes.map(({ text, notes: marks }, i) => {
    const ends = marks.filter(({ note }) => !notes[i + 1]?.notes.some((next) => next.note === note))
    return { notes: marks, ends, runs: run(text.length), facts: fact ? fact(text.length) : null }
  })
  // Marks that came for an older text hide nothing of this one.
  const rest = run(Infinity)
  return rest.length ? [...layers, { notes: [], ends: [], runs: rest, facts: fact ? fact(Infinity) : null }] : layers
}

/** Takes so many characters at a time from stretches of text. */
function taker<T extends { text: string }>(stretches: readonly T[]): (length: number) => T[] {
  let at = 0
  let within = 0
  return (length) => {
    const taken: T[] = []
    for (let left = length; left > 0 && stretches[at]; ) {
      const stretch = stretches[at] as T
      const text = stretch.text.slice(within, within + left)
      taken.push({ ...stretch, text })
      left -= text.length
      within += text.length
      if (within < stretch.text.length) break
      at++
      within = 0
    }
    return taken
  }
}
