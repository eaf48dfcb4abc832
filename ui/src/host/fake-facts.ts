// Facts of the imitation: amounts in 億円, and programs by their ending.

import type { BlockFacts, FactRun, FactView } from '../wire/generated'
import type { FakeDocument } from './fake-documents'

const FACT = /(\d+)億円|[一-龠]{4,}事業/g

export function factsOf({ texts }: FakeDocument, from: number, to: number): BlockFacts[] {
  return texts.slice(from, to + 1).flatMap((text, i): BlockFacts[] => {
    const runs: FactRun[] = []
    let at = 0
    for (const found of text.matchAll(FACT)) {
      if (found.index > at) runs.push({ text: text.slice(at, found.index), facts: [] })
      runs.push({ text: found[0], facts: [factOf(found[0], found[1])] })
      at = found.index + found[0].length
    }
    if (at < text.length) runs.push({ text: text.slice(at), facts: [] })
    return runs.some((run) => run.facts.length) ? [{ block: from + i, runs }] : []
  })
}

function factOf(text: string, figure: string | undefined): FactView {
  if (figure === undefined) return { kind: 'program', name: text }
  return { kind: 'amount', yen: Number(figure) * 100_000_000, upto: null, approximate: false, bound: null, within: false, repeated: false, role: 'sum' }
}
