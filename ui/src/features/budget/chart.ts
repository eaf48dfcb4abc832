// Draws the chart. Observable Plot is loaded with the first one.

import type { Row } from './rows'

/** Colours (any CSS), font and size (px). */
export interface Look {
  ink: string
  soft: string
  bar: string
  ground: string
  font: string
  em: number
  width: number
}

/** On paper: dark on white, whatever the window looks like. */
export const paper: Look = { ink: '#1a1a1a', soft: '#555555', bar: '#9db7f9', ground: '#ffffff', font: 'sans-serif', em: 16, width: 1100 }

/** Characters of a label at most; the whole of it is its title. */
const LABEL = 22
/** Room for a figure at the end of the longest bar, em. */
const FIGURE = 9

export async function draw(rows: readonly Row[], look: Look): Promise<SVGSVGElement> {
  const Plot = await import('@observablehq/plot')
  const { ink, soft, bar, em, width } = look
  // Japanese letters are as wide as they are high.
  const size = 0.875 * em
  const bars = rows.filter((row) => row.type === 'bar')
  const longest = Math.min(LABEL, Math.max(0, ...bars.map((row) => row.label.length)))
  const marginLeft = Math.min((longest + 1.5) * size, width / 2)
  const fits = Math.max(4, Math.floor(marginLeft / size - 1.5))
  const clip = ({ label }: Row) => (label.length > fits ? `${label.slice(0, fits - 1)}…` : label)
  const plain = (type: Row['type'], fill: string, fontWeight: string) =>
    Plot.text(rows.filter((row) => row.type === type), {
      y: 'key', text: 'label', fill, fontWeight, frameAnchor: 'left', textAnchor: 'start', dx: em / 2 - marginLeft,
    })
  return Plot.plot({
    width,
    height: rows.length * 1.75 * em + em,
    marginLeft,
    marginRight: Math.min(FIGURE * size, width / 3),
    marginTop: em / 2,
    marginBottom: em / 2,
    style: { fontFamily: look.font, fontSize: `${size}px`, background: look.ground, color: ink, fontVariant: 'tabular-nums' },
    x: { axis: null, domain: [Math.min(0, ...bars.map((row) => row.yen)), Math.max(1, ...bars.map((row) => row.yen))] },
    y: { axis: null, domain: rows.map((row) => row.key), padding: 0.3 },
    marks: [
      plain('heading', ink, 'bold'),
      plain('note', soft, 'normal'),
      // An outline, so that a bar is seen without its colour.
      Plot.barX(bars, { y: 'key', x: 'yen', fill: bar, stroke: ink, strokeWidth: 1 }),
      Plot.text(bars, { y: 'key', text: clip, title: 'label', fill: ink, frameAnchor: 'left', textAnchor: 'end', dx: -em / 2 }),
      Plot.text(bars, { y: 'key', x: (row: Row) => Math.max(0, row.yen), text: 'figure', fill: ink, textAnchor: 'start', dx: em / 2 }),
    ],
  }) as SVGSVGElement
}
