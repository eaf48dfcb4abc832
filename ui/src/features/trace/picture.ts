// The drawing on paper: dark on white, whatever the window looks like.

import { endName, kindOfLink, placeOf, textOf } from '../../parts/links'
import { w, yearName } from '../../words/index.svelte'
import { dashOf } from './dashes'
import type { Graph, Node } from './graph'
import { NODE, type Layout } from './layout'

const NS = 'http://www.w3.org/2000/svg'
const [INK, SOFT, GROUND] = ['#1a1a1a', '#555555', '#ffffff']
/** px of a rem on paper. */
export const PAPER_REM = 16
/** Room for what is said below the drawing, px. */
const NOTE = 28

function make(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const element = document.createElementNS(NS, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  if (text !== undefined) element.textContent = text
  return element
}

/** Japanese letters are as wide as they are high, Latin ones about half of that. */
function lines(text: string, size: number, width: number, most: number): string[] {
  const found = ['']
  let used = 0
  for (const letter of text.replaceAll(/\s+/g, ' ')) {
    const wide = (letter.charCodeAt(0) < 0x2000 ? 0.55 : 1) * size
    if (used + wide > width) {
      if (found.length === most) {
        found[most - 1] = `${found[most - 1]?.slice(0, -1)}…`
        break
      }
      found.push('')
      used = 0
    }
    found[found.length - 1] += letter
    used += wide
  }
  return found
}

function nodeOf({ end, key }: Node, start: string, layout: Layout): SVGElement[] {
  const at = layout.nodes[key]
  if (!at) return []
  const [width, height] = [NODE.width * PAPER_REM, NODE.height * PAPER_REM]
  const room = width - 16
  const { passage, program } = end
  const text = (size: number, line: string, row: number, more = {}) =>
    make('text', { x: at.x + 8, y: at.y + 18 + row * 17, 'font-size': size, fill: INK, ...more }, line)
  const head = lines(passage.title, 11, room, 1)
  const body = lines(program ?? textOf(passage.runs), 13, room, 3)
  return [
    make('rect', { x: at.x, y: at.y, width, height, rx: 5, fill: GROUND, stroke: INK, 'stroke-width': key === start ? 2.5 : 1 }),
    text(11, head[0] ?? '', 0, { fill: SOFT }),
    ...body.map((line, i) => text(13, line, i + 1, program ? { 'font-weight': 'bold' } : {})),
    text(11, [placeOf(passage), end.year === null ? '' : yearName(end.year), passage.draft ? w().badge.draft : ''].filter(Boolean).join('　'), 4, { fill: SOFT }),
  ]
}

/** `layout` was made with `PAPER_REM`. */
export function draw(graph: Graph, layout: Layout, font: string): SVGSVGElement {
  const { width, height } = layout
  const svg = make('svg', {
    width, height: height + NOTE, viewBox: `0 0 ${width} ${height + NOTE}`, 'font-family': font,
  }) as SVGSVGElement
  const defs = make('defs', {})
  const marker = make('marker', { id: 'to', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto', markerUnits: 'userSpaceOnUse' })
  marker.append(make('path', { d: 'M0 0L8 4L0 8Z', fill: INK }))
  defs.append(marker)
  svg.append(make('title', {}, `${w().nav.trace}：${endName(graph.nodes.get(graph.start)?.end as Node['end'], 40)}`), defs)
  svg.append(make('rect', { width, height: height + NOTE, fill: GROUND }))
  for (const { tier, x } of layout.heads) {
    svg.append(make('text', { x, y: 30, 'font-size': 15, 'font-weight': 'bold', fill: INK }, w().trace.tiers[tier] ?? tier))
  }
  for (const { key, kind } of graph.edges) {
    const line = layout.edges[key]
    if (!line) continue
    svg.append(make('path', {
      d: line.d, fill: 'none', stroke: INK, 'stroke-width': 1.25, 'stroke-dasharray': dashOf(kind, PAPER_REM), ...(kind === 'tells' ? {} : { 'marker-end': 'url(#to)' }),
    }))
  }
  for (const node of graph.nodes.values()) svg.append(...nodeOf(node, graph.start, layout))
  for (const { key, kind, links } of graph.edges) {
    const line = layout.edges[key]
    if (!line) continue
    const label = kindOfLink(kind) + (links.length > 1 ? w().trace.times(links.length) : '')
    // A ground of its own, so that it is read where lines cross.
    svg.append(make('text', {
      x: line.label.x, y: line.label.y + 4, 'font-size': 11, 'text-anchor': 'middle', fill: INK, stroke: GROUND, 'stroke-width': 3, 'paint-order': 'stroke',
    }, label))
  }
  svg.append(make('text', { x: PAPER_REM, y: height + 14, 'font-size': 11, fill: SOFT }, w().trace.arrows))
  return svg
}
