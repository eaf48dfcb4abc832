// Where the places of a trace are drawn. The columns and the order within are given by the documents (tier, year, order
// of the text): a library for layered drawings would choose them itself, so plain arithmetic serves better.

export interface Input {
  columns: { tier: string; keys: string[] }[]
  edges: { key: string; a: string; b: string }[]
  /** px of a rem. */
  rem: number
}

export interface Spot {
  x: number
  y: number
}

export interface Line {
  /** Of an SVG path. */
  d: string
  /** Where its label stands. */
  label: Spot
  /** What it may cover. */
  left: number
  right: number
  top: number
  bottom: number
}

export interface Layout {
  width: number
  height: number
  heads: { tier: string; x: number }[]
  nodes: Record<string, Spot>
  edges: Record<string, Line>
}

/** In rem. */
export const NODE = { width: 15, height: 6.75 }
const GAP = { x: 7, y: 1.25 }
const EDGE_OF_SHEET = 1
const HEAD = 2.5

export function layout({ columns, edges, rem }: Input): Layout {
  const [width, height] = [NODE.width * rem, NODE.height * rem]
  const nodes: Record<string, Spot> = {}
  const columnOf: Record<string, number> = {}
  const heads = columns.map(({ tier, keys }, at) => {
    const x = EDGE_OF_SHEET * rem + at * (width + GAP.x * rem)
    keys.forEach((key, row) => {
      nodes[key] = { x, y: (EDGE_OF_SHEET + HEAD) * rem + row * (height + GAP.y * rem) }
      columnOf[key] = at
    })
    return { tier, x }
  })
  const ports = portsOf(edges, nodes, columnOf, height)
  const lines: Record<string, Line> = {}
  const used = new Map<string, number>()
  /** Where a line can pass a column near `y`: between two places, or below them all; not behind one, as if it ended there. */
  function passage(column: number, y: number): number {
    const rows = columns[column]?.keys.length ?? 0
    const step = height + GAP.y * rem
    const top = (EDGE_OF_SHEET + HEAD) * rem - (GAP.y * rem) / 2
    if (y > top + rows * step) return y
    const gap = Math.max(0, Math.round((y - top) / step))
    // Side by side in one gap.
    const lane = used.get(`${column} ${gap}`) ?? 0
    used.set(`${column} ${gap}`, lane + 1)
    return top + gap * step + ((lane % 3) - 1) * 0.25 * rem
  }
  for (const { key, a, b } of edges) {
    const [from, to] = [ports.get(`${key} a`), ports.get(`${key} b`)]
    const [one, other] = [columnOf[a], columnOf[b]]
    if (!from || !to || one === undefined || other === undefined) continue
    const [begin, end] = [from, to].map(({ x, y, right }) => ({ x: x + (right ? width : 0), y })) as [Spot, Spot]
    if (one === other) {
      lines[key] = bulging(begin, end, rem)
      continue
    }
    const points = [begin]
    const by = one < other ? 1 : -1
    for (let column = one + by; column !== other; column += by) {
      const left = heads[column]?.x ?? 0
      const y = passage(column, begin.y + ((end.y - begin.y) * (column - one)) / (other - one))
      points.push({ x: by > 0 ? left : left + width, y }, { x: by > 0 ? left + width : left, y })
    }
    lines[key] = along([...points, end])
  }
  const most = Math.max(0, ...columns.map(({ keys }) => keys.length))
  return {
    heads, nodes, edges: lines,
    width: 2 * EDGE_OF_SHEET * rem + columns.length * (width + GAP.x * rem),
    height: (2 * EDGE_OF_SHEET + HEAD) * rem + most * (height + GAP.y * rem),
  }
}

interface Port extends Spot {
  /** At the right of the place. */
  right: boolean
}

/** Lines leave a place side by side, in the order of where they go, so that they do not lie on one another. */
function portsOf(edges: Input['edges'], nodes: Record<string, Spot>, columnOf: Record<string, number>, height: number): Map<string, Port> {
  const sides = new Map<string, { id: string; key: string; other: Spot; right: boolean }[]>()
  for (const { key, a, b } of edges) {
    for (const [end, at, there] of [['a', a, b], ['b', b, a]] as const) {
      const other = nodes[there]
      if (!nodes[at] || !other) continue
      // Within a column both ends are at the right.
      const right = (columnOf[there] ?? 0) >= (columnOf[at] ?? 0)
      const side = `${right ? 'right' : 'left'} ${at}`
      sides.set(side, [...(sides.get(side) ?? []), { id: `${key} ${end}`, key: at, other, right }])
    }
  }
  const ports = new Map<string, Port>()
  for (const side of sides.values()) {
    side.sort((one, two) => one.other.y - two.other.y || one.other.x - two.other.x || (one.id < two.id ? -1 : 1))
    side.forEach(({ id, key, right }, i) => {
      const { x, y } = nodes[key] as Spot
      ports.set(id, { x, y: y + (height * (i + 1)) / (side.length + 1), right })
    })
  }
  return ports
}

const n = (value: number) => Math.round(value * 10) / 10

/** Between two places of one column: both ends at the right, a bulge between. */
function bulging(from: Spot, to: Spot, rem: number): Line {
  // Longer ways bulge more, as far as there is room.
  const out = from.x + rem * (1.5 + Math.min(4, Math.abs(from.y - to.y) / (10 * rem)))
  return {
    d: `M${n(from.x)} ${n(from.y)}C${n(out)} ${n(from.y)} ${n(out)} ${n(to.y)} ${n(to.x)} ${n(to.y)}`,
    label: { x: n((from.x + 3 * out) / 4), y: n((from.y + to.y) / 2) },
    left: from.x, right: out, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y),
  }
}

/** From column to column, straight through those between; it is named in the first gap. */
function along(points: readonly Spot[]): Line {
  const [first, second] = points as [Spot, Spot, ...Spot[]]
  let d = `M${n(first.x)} ${n(first.y)}`
  points.forEach((to, i) => {
    const from = points[i - 1]
    if (!from) return
    // Every second stretch lies beside places, and is straight.
    const middle = (from.x + to.x) / 2
    d += i % 2 ? `C${n(middle)} ${n(from.y)} ${n(middle)} ${n(to.y)} ${n(to.x)} ${n(to.y)}` : `L${n(to.x)} ${n(to.y)}`
  })
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return {
    d, label: { x: n((first.x + second.x) / 2), y: n((first.y + second.y) / 2) },
    left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys),
  }
}
