// The links of a trace as a table.

import { csvBytes, type Cell } from '../../parts/csv'
import { basisOfLink, kindOfLink, reasonOf, saidOf, textOf } from '../../parts/links'
import type { LinkEnd } from '../../wire/generated'
import { w } from '../../words/index.svelte'
import type { Graph } from './graph'

const end = ({ passage, section, program }: LinkEnd): Cell[] => [
  passage.title + (passage.draft ? `（${w().badge.draft}）` : ''), section.join(' › '), passage.pageLabel ?? passage.page, passage.lineStart,
  program ?? '', textOf(passage.runs),
]

/** Nearest first, then surest. */
export function csvOf({ edges }: Graph): Uint8Array {
  const links = edges.flatMap(({ hop, links }) => links.map((link) => ({ hop, link })))
  links.sort((a, b) => a.hop - b.hop || b.link.score - a.link.score)
  const rows = links.map(({ hop, link }) => [
    hop, kindOfLink(link.kind), basisOfLink(link.basis), link.score, ...end(link.from), ...end(link.to), reasonOf(link), saidOf(link),
    link.verdict?.note ?? '',
  ])
  return csvBytes([Object.values(w().trace.csv), ...rows])
}
