// The graph as a list: each place under the one it is met from, each link once.

import { bySurety } from '../../parts/links'
import { meeting, type Edge, type Graph, type Node } from './graph'

export interface Row {
  key: string
  /** From 1. */
  level: number
  node: Node
  /** How it is met; none at the start. */
  edge: Edge | null
  /** The place above rests on this one. */
  up: boolean
  /** It is listed elsewhere, with what follows. */
  again: boolean
}

const surest = (a: Edge, b: Edge): number => {
  const [one, other] = [a.links[0], b.links[0]]
  // The same place in another shape comes first.
  if (!one || !other) return (one ? 1 : 0) - (other ? 1 : 0)
  return bySurety(one, other)
}

export function rowsOf(graph: Graph): Row[] {
  const around = meeting(graph.edges)
  const root = graph.nodes.get(graph.start)
  if (!root) return []
  // A place stands under the first that leads to it, nearest first.
  const parent = new Map<string, Edge | null>([[graph.start, null]])
  const queue = [graph.start]
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const edge of [...(around.get(key) ?? [])].sort(surest)) {
      const next = edge.a === key ? edge.b : edge.a
      if (parent.has(next)) continue
      parent.set(next, edge)
      queue.push(next)
    }
  }
  const rows: Row[] = []
  const told = new Set<string>()
  function list(node: Node, edge: Edge | null, level: number, up: boolean): void {
    rows.push({ key: edge?.key ?? node.key, level, node, edge, up, again: false })
    for (const next of [...(around.get(node.key) ?? [])].sort(surest)) {
      if (next === edge || told.has(next.key)) continue
      const key = next.a === node.key ? next.b : next.a
      const there = graph.nodes.get(key)
      if (!there) continue
      told.add(next.key)
      const below = { up: next.a === node.key, level: level + 1 }
      if (parent.get(key) === next) list(there, next, below.level, below.up)
      else rows.push({ key: next.key, node: there, edge: next, again: true, ...below })
    }
  }
  list(root, null, 1, false)
  return rows
}
