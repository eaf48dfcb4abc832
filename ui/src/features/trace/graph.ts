// What was met on the way from a passage: places, and the links between them. Pure: no host, no drawing.

import { bySurety, isFaint, isRejected, linkKinds } from '../../parts/links'
import type { LinkEnd, LinkView, Passage } from '../../wire/generated'

/** In the order of the chain, which is that of the columns. */
export const tiers = ['strategy', 'plan', 'policy', 'budget', 'program', 'review', 'other'] as const

/** A place where links meet: a passage, or a program wherever it is told of. */
export interface Node {
  key: string
  /** What it is shown as. */
  end: LinkEnd
  tier: string
  /** Steps from the start. */
  hop: number
}

/** What joins two places, by kind. `tells` has no link: the passage `a` is one that tells of the program `b`. */
export interface Edge {
  key: string
  kind: string
  /** Rests on `b`. */
  a: string
  b: string
  /** Surest first. */
  links: LinkView[]
  hop: number
}

export interface Graph {
  start: string
  nodes: ReadonlyMap<string, Node>
  edges: readonly Edge[]
}

export interface Filter {
  /** Kinds that are hidden. */
  hidden: readonly string[]
  /** Whether what is faint counts too. */
  faint: boolean
}

export const blockKey = ({ document, block }: Pick<Passage, 'document' | 'block'>): string => `${document}.${block}`
export const keyOf = ({ program, passage }: LinkEnd): string => (program === null ? blockKey(passage) : `program:${program}`)

const sure = (link: LinkView, { faint }: Filter) => !isRejected(link) && (faint || !isFaint(link))

/** How many links each kind has, whether it is hidden or not. */
export function kindsOf(links: readonly LinkView[], filter: Filter): { kind: string; count: number }[] {
  const counts = new Map<string, number>(linkKinds.map((kind) => [kind, 0]))
  for (const link of links) if (sure(link, filter)) counts.set(link.kind, (counts.get(link.kind) ?? 0) + 1)
  return [...counts].flatMap(([kind, count]) => (count || filter.hidden.includes(kind) ? [{ kind, count }] : []))
}

/** The places that the filtered links lead to from the start. */
export function graphOf(start: LinkEnd, links: readonly LinkView[], filter: Filter): Graph {
  const good = links.filter((link) => sure(link, filter) && !filter.hidden.includes(link.kind)).sort(bySurety)
  const origin = blockKey(start.passage)
  const ends = new Map<string, LinkEnd>([[origin, start]])
  const edges = new Map<string, Edge>()
  const join = (kind: string, a: string, b: string): Edge => {
    const key = `${kind} ${a} ${b}`
    const edge = edges.get(key) ?? { key, kind, a, b, links: [], hop: 0 }
    edges.set(key, edge)
    return edge
  }
  for (const link of good) {
    const [a, b] = [keyOf(link.from), keyOf(link.to)]
    if (a === b) continue
    join(link.kind, a, b).links.push(link)
    for (const end of [link.from, link.to]) if (better(end, ends.get(keyOf(end)))) ends.set(keyOf(end), end)
  }
  // A block that tells of a program stands for it too.
  for (const end of good.flatMap((link) => [link.from, link.to])) {
    const block = blockKey(end.passage)
    if (end.program !== null && ends.has(block)) join('tells', block, keyOf(end))
  }
  return reach(origin, ends, [...edges.values()])
}

/** A program is best shown by what describes it. */
const better = (end: LinkEnd, now: LinkEnd | undefined): boolean =>
  now === undefined || (end.program !== null && end.tier === 'program' && now.tier !== 'program')

function reach(start: string, ends: ReadonlyMap<string, LinkEnd>, edges: readonly Edge[]): Graph {
  const around = meeting(edges)
  const hops = new Map([[start, 0]])
  const queue = [start]
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const hop = hops.get(key) ?? 0
    for (const edge of around.get(key) ?? []) {
      const next = edge.a === key ? edge.b : edge.a
      const step = edge.kind === 'tells' ? 0 : 1
      if ((hops.get(next) ?? Infinity) <= hop + step) continue
      hops.set(next, hop + step)
      // The same place in another shape is no step: it goes before what is a step away.
      if (step) queue.push(next)
      else queue.unshift(next)
    }
  }
  const nodes = new Map<string, Node>()
  for (const [key, hop] of hops) {
    const end = ends.get(key)
    if (end) nodes.set(key, { key, end, hop, tier: end.program === null ? end.tier : 'program' })
  }
  const met = edges.filter((edge) => nodes.has(edge.a) && nodes.has(edge.b))
  const hopOf = ({ a, b, kind }: Edge) => Math.min(hops.get(a) ?? 0, hops.get(b) ?? 0) + (kind === 'tells' ? 0 : 1)
  return { start, nodes, edges: met.map((edge) => ({ ...edge, hop: hopOf(edge) })) }
}

/** The edges at each place. */
export function meeting(edges: readonly Edge[]): Map<string, Edge[]> {
  const around = new Map<string, Edge[]>()
  for (const edge of edges) for (const key of [edge.a, edge.b]) around.set(key, [...(around.get(key) ?? []), edge])
  return around
}

/** Only the shortest way between two places; null where there is none. */
export function between(graph: Graph, from: string, to: string): Graph | null {
  const around = meeting(graph.edges)
  const before = new Map<string, string | null>([[from, null]])
  const queue = [from]
  for (let key = queue.shift(); key !== undefined && key !== to; key = queue.shift()) {
    for (const { a, b } of around.get(key) ?? []) {
      const next = a === key ? b : a
      if (before.has(next)) continue
      before.set(next, key)
      queue.push(next)
    }
  }
  if (!before.has(to)) return null
  const way: string[] = []
  for (let key: string | null = to; key !== null; key = before.get(key) ?? null) way.unshift(key)
  const step = ({ a, b }: Edge) => Math.abs(way.indexOf(a) - way.indexOf(b)) === 1 && way.includes(a) && way.includes(b)
  return {
    start: from,
    nodes: new Map(way.flatMap((key) => (graph.nodes.has(key) ? [[key, graph.nodes.get(key) as Node]] : []))),
    edges: graph.edges.filter(step),
  }
}

export interface Column {
  tier: string
  nodes: Node[]
}

const compare = (a: Node, b: Node): number => {
  const [one, other] = [a.end, b.end]
  return (
    (one.year ?? Infinity) - (other.year ?? Infinity) ||
    one.passage.title.localeCompare(other.passage.title, 'ja') ||
    one.passage.block - other.passage.block ||
    (one.program ?? '').localeCompare(other.program ?? '', 'ja')
  )
}

/** By tier; in a column by year, then in the order of the documents. Tiers without places have no column. */
export function columnsOf({ nodes }: Graph): Column[] {
  const columns = tiers.map((tier): Column => ({ tier, nodes: [] }))
  for (const node of nodes.values()) (columns.find(({ tier }) => tier === node.tier) ?? columns.at(-1))?.nodes.push(node)
  for (const column of columns) column.nodes.sort((a, b) => (compare(a, b) || 0) || (a.key < b.key ? -1 : 1))
  return columns.filter((column) => column.nodes.length > 0)
}
