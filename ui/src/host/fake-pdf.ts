// A PDF made by hand, so that the imitation has pages to show and boxes that stand on the words. Its font is not
// embedded and its text needs a CMap of pdf.js, as in many older Japanese files.

import type { PageBox } from '../wire/generated'

/** A4 in points. */
export const PAPER = { width: 595, height: 842 }
const LEFT = 70
const TOP = 80
const LINE = 1.7

/** Where each character of a block stands, on pages that are filled from the top. */
export interface Setting {
  lines: { page: number; left: number; top: number; size: number; text: string; from: number }[]
}

/** Sets blocks of text on their pages; all characters are full width. */
export function set(blocks: { text: string; page: number | null; level: number | null }[]): Setting[] {
  const next = new Map<number, number>()
  return blocks.map(({ text, page, level }) => {
    const lines: Setting['lines'] = []
    const on = page ?? 1
    const size = level === 1 ? 16 : level ? 13 : 10.5
    const most = Math.floor((PAPER.width - 2 * LEFT) / size)
    let top = next.get(on) ?? TOP
    for (let from = 0; from === 0 || from < text.length; from += most) {
      lines.push({ page: on, left: LEFT, top, size, text: text.slice(from, from + most), from })
      top += size * LINE
    }
    next.set(on, top + 4)
    return { lines }
  })
}

export function boxesOf({ lines }: Setting): PageBox[] {
  return lines.map(({ page, left, top, size, text }) => ({ page, left, top, right: left + size * text.length, bottom: top + size }))
}

/** Boxes of a stretch of a block, by its characters. */
export function boxesWithin({ lines }: Setting, from: number, to: number): PageBox[] {
  return lines.flatMap((line) => {
    const begin = Math.max(from, line.from) - line.from
    const end = Math.min(to, line.from + line.text.length) - line.from
    if (end <= begin) return []
    const { page, left, top, size } = line
    return [{ page, left: left + begin * size, top, right: left + end * size, bottom: top + size }]
  })
}

const hex = (text: string) =>
  [...text].flatMap((c) => [...c].map((_, i) => c.charCodeAt(i).toString(16).padStart(4, '0'))).join('')

/** A PDF of these lines; a page without any has a grey picture, as a scan has. */
export function makePdf(settings: Setting[], pages: number): ArrayBuffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = Array.from({ length: pages }, (_, i) => `${5 + 2 * i} 0 R`)
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`)
  add('<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UCS2-H /DescendantFonts [4 0 R] >>')
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >>' +
      ' /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >> >>',
  )
  for (let page = 1; page <= pages; page++) {
    const lines = settings.flatMap((setting) => setting.lines.filter((line) => line.page === page))
    const text = lines.map(
      ({ left, top, size, text }) => `BT /F ${size} Tf ${left} ${(PAPER.height - top - size * 0.88).toFixed(2)} Td <${hex(text)}> Tj ET`,
    )
    const stream = lines.length ? text.join('\n') : '0.85 g 90 200 400 500 re f'
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAPER.width} ${PAPER.height}] /Resources << /Font << /F 3 0 R >> >> /Contents ${6 + 2 * (page - 1)} 0 R >>`)
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
  }
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const xref = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return new TextEncoder().encode(file).buffer
}
